"""A form filled by a map: joined, split, checked, in rows, held against the form."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from anmeld.content.names import name_tree
from anmeld.errors import RenderError
from anmeld.formatting.values import WITHHELD
from anmeld.record.values import Svar
from anmeld.render import form
from render.form.build import Build
from render.form.corpus import LONG, radios

CONTENT: dict[str, Any] = {
    "medarbejder": {"navn": "Åse & Bo <Ørn>", "cpr": "710101-9995", "stilling": None},
    "haendelse": {"beskrivelse": LONG},
    "politi": {"anmeldt": None},
    "foelger": {"personskade": Svar.NEJ},
    "forloeb": {"sidste_dag": date(2025, 3, 7)},
    "episoder": (
        {"citat": "første", "tidspunkt": date(2025, 3, 5)},
        {"citat": "anden", "tidspunkt": date(2025, 3, 6)},
        {"citat": "tredje", "tidspunkt": date(2025, 3, 7)},
    ),
}


def text_form(*names: str, entries: str = "") -> bytes:
    """A form with a text field of each name, one under the other."""
    form_ = Build()
    for at, name in enumerate(names):
        form_.text(name, entries, (50, 780 - 30 * at, 400, 800 - 30 * at))
    return form_.data()


def filled(data: bytes, mapped: dict[str, Any]) -> dict[str, Any]:
    """What a form's fields hold after a fill by a map."""
    ready = form.compile(data, {"fields": mapped})
    again = form.fields(ready.fill(CONTENT, verify=True))
    return {field.name: field.value for field in again}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"from": "medarbejder.navn"}, "Åse & Bo <Ørn>"),
        ({"from": "medarbejder.stilling"}, "Ikke oplyst"),
        ({"from": "medarbejder.stilling", "empty": "-"}, "-"),
        ({"from": ["medarbejder.navn", "medarbejder.cpr"], "join": ", "},
         "Åse & Bo <Ørn>, 710101-9995"),
        ({"from": ["medarbejder.stilling", "medarbejder.cpr"]}, "710101-9995"),
        ({"from": "medarbejder.cpr", "slice": [0, 6]}, "710101"),
        ({"from": "medarbejder.cpr", "slice": [7]}, "9995"),
        ({"from": "medarbejder.cpr", "part": 2}, "9995"),
        ({"from": "forloeb.sidste_dag", "format": "dato", "part": 3}, "2025"),
        ({"from": "forloeb.sidste_dag", "format": "dato_lang"}, "den 7. marts 2025"),
        ({"from": "episoder[].citat", "join": " / "}, "første / anden / tredje"),
        ({"from": "episoder[].citat"}, "første, anden og tredje"),
        ({"text": "fast tekst"}, "fast tekst"),
        ({"from": "foelger.personskade"}, "Nej"),
    ],
)  # fmt: skip
def test_text__is_written_as_the_map_says(entry: dict[str, Any], expected: str) -> None:
    assert filled(text_form("felt"), {"felt": entry})["felt"] == expected


def test_withheld_value__says_so() -> None:
    ready = form.compile(text_form("a"), {"fields": {"a": {"from": "x.y"}}})

    found = form.fields(ready.fill({"x": {"y": WITHHELD}}))

    assert found[0].value == "Oplyses ikke i dette dokument"


def test_missing_value__leaves_a_comb_empty_and_is_noted() -> None:
    data = text_form("a", entries="/Ff 16777216/MaxLen 4")
    ready = form.compile(data, {"fields": {"a": {"from": "medarbejder.stilling"}}})

    done = ready.fill_with_report(CONTENT)

    assert [note.code for note in done.notes] == ["missing-fact"]
    assert not form.fields(done.data)[0].value


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        ({"from": "foelger.personskade", "check": "/x", "equals": "ja"}, "Off"),
        ({"from": "foelger.personskade", "check": "/x", "equals": ["nej"]}, "x"),
        ({"from": "foelger.personskade", "check": "/x", "otherwise": "/y"}, "y"),
        ({"from": "medarbejder.navn", "check": "/x"}, "x"),
        ({"from": "politi.anmeldt", "check": "/x"}, "Off"),
        ({"from": "foelger.personskade", "options": {"ja": "/x", "nej": "/y"}}, "y"),
        ({"from": "politi.anmeldt", "options": {"ja": "/x"}}, "Off"),
    ],
)
def test_button__follows_the_fact(entry: dict[str, Any], state: str) -> None:
    assert filled(radios("", ("x", "y")).data(), {"felt": entry})["felt"] == state


def test_option__that_the_map_does_not_foresee_is_refused_without_the_value() -> None:
    mapped = {"felt": {"from": "medarbejder.cpr", "options": {"ja": "/x"}}}
    ready = form.compile(radios("", ("x", "y")).data(), {"fields": mapped})

    with pytest.raises(form.WrongOption) as caught:
        ready.fill(CONTENT)

    assert "710101" not in str(caught.value)


def test_condition__leaves_the_field_alone_when_it_fails() -> None:
    entry = {
        "from": "medarbejder.navn",
        "when": [{"field": "foelger.personskade", "is": "ja"}],
    }

    assert filled(text_form("a"), {"a": entry})["a"] is None


def test_rows__fill_fields_by_number_and_the_rest_goes_to_the_addendum() -> None:
    data = text_form("Dato 1", "Citat 1", "Dato 2", "Citat 2")
    rows = {
        "from": "episoder",
        "count": 2,
        "fields": {
            "Dato {n}": {"from": "tidspunkt", "format": "dato"},
            "Citat {n}": {"from": "citat", "label": "Citat"},
        },
        "label": "Flere episoder",
    }
    ready = form.compile(data, {"rows": [rows]})

    done = ready.fill_with_report(CONTENT, verify=True)

    held = {field.name: field.value for field in form.fields(done.data)}
    assert held["Dato 2"] == "06.03.2025"
    assert held["Citat 1"] == "første"
    assert "Citat: tredje" in form.text_of(ready, CONTENT)
    assert b"/Count 2" in done.data


def test_rows__that_must_not_overflow_are_refused() -> None:
    rows = {
        "from": "episoder",
        "count": 1,
        "overflow": "refuse",
        "fields": {"a": {"from": "citat"}},
    }
    ready = form.compile(text_form("a"), {"rows": [rows]})

    with pytest.raises(form.TooLong):
        ready.fill(CONTENT)


def test_overflow__is_refused_where_the_map_says_so_and_says_by_how_much() -> None:
    mapped = {"a": {"from": "haendelse.beskrivelse", "overflow": "refuse"}}
    ready = form.compile(text_form("a"), {"fields": mapped})

    with pytest.raises(form.TooLong) as caught:
        ready.fill(CONTENT)

    fault = caught.value.faults[0]
    assert isinstance(fault, form.FieldFault)
    assert (fault.excess or 0) > 1000
    assert (fault.field, fault.page) == ("a", 1)


def test_overflow__past_maxlen_stores_a_pointer_of_allowed_length() -> None:
    data = text_form("a", entries="/MaxLen 10")
    ready = form.compile(data, {"fields": {"a": {"from": "haendelse.beskrivelse"}}})

    held = form.fields(ready.fill(CONTENT, verify=True))[0]

    assert held.value == "Tillæg 1"


@pytest.mark.parametrize(
    ("mapped", "code"),
    [
        ({"fields": {"a": {"from": "x"}}}, "unmapped-field"),
        ({"fields": {"a": {"from": "x"}, "c": {"from": "x"}}}, "unknown-field"),
        ({"left_blank": {"a": "", "b": "x"}}, "no-reason"),
        ({"left_blank": {"a": "x", "b": "x", "c": "x"}}, "unknown-field"),
        ({"fields": {"a": {"from": "x"}}, "left_blank": {"a": "x"}}, "mapped-twice"),
        ({"fields": {"a": {"from": "x", "format": "datto"}}}, "unknown-format"),
        ({"fields": {"a": {}}}, "map-shape"),
        ({"fields": {"a": {"from": "x", "text": "y"}}}, "map-shape"),
        ({"felter": {}}, "unknown-key"),
        ({"fields": {"a": {"from": "x", "overflow": "cut"}}}, "not-allowed-value"),
    ],
)
def test_map__that_does_not_fit_its_form_is_refused(
    mapped: dict[str, Any], code: str
) -> None:
    with pytest.raises(form.FormMapError) as caught:
        form.compile(text_form("a", "b"), mapped)

    assert code in {fault.code for fault in caught.value.faults}


def test_map__names_states_that_do_not_exist() -> None:
    mapped = {"felt": {"from": "x", "check": "/z", "otherwise": "/Off"}}

    with pytest.raises(form.FormMapError) as caught:
        form.compile(radios("", ("x", "y")).data(), {"fields": mapped})

    assert [fault.code for fault in caught.value.faults] == ["unknown-state"]


def test_map__names_facts_that_do_not_exist_with_the_nearest() -> None:
    mapped = {"a": {"from": "medarbejder.nvan"}}

    with pytest.raises(form.FormMapError) as caught:
        form.compile(text_form("a"), {"fields": mapped}, names=name_tree())

    assert "medarbejder.navn" in caught.value.text("en")


def test_every_fault__is_told_at_once() -> None:
    mapped = {"fields": {"x": {"from": "a"}, "y": {"from": "a"}}}

    with pytest.raises(form.FormMapError) as caught:
        form.compile(text_form("a", "b"), mapped)

    assert len(caught.value.faults) == 4


def test_sheet__has_headings_labels_and_whole_texts() -> None:
    mapped = {
        "a": {"from": "medarbejder.navn", "label": "Navn", "section": "1. Skadelidte"},
        "b": {"from": "haendelse.beskrivelse", "label": "Hvad skete"},
    }
    ready = form.compile(text_form("a", "b"), {"fields": mapped})

    sheet = form.text_of(ready, CONTENT)

    assert sheet.startswith("1. Skadelidte\n=============\nNavn: Åse & Bo <Ørn>\n")
    assert f"Hvad skete: {LONG}" in sheet


def test_sheet__indents_texts_of_several_lines() -> None:
    ready = form.compile(text_form("a"), {"fields": {"a": {"from": "x"}}})

    assert form.text_of(ready, {"x": "en\nto"}) == "a:\n    en\n    to\n"


def test_format__that_cannot_write_a_value_names_the_field() -> None:
    mapped = {"a": {"from": "medarbejder.navn", "format": "dato"}}
    ready = form.compile(text_form("a"), {"fields": mapped})

    with pytest.raises(RenderError) as caught:
        ready.fill(CONTENT)

    assert "Åse" not in str(caught.value)
    assert caught.value.faults[0].where.key == "a"
