"""Headers: Danish titles or dotted keys, forgiving, never guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from anmeld.record.sheet.headers import (
    CASES,
    FLAT,
    Context,
    header_of,
    list_called,
    meaning_of,
)
from anmeld.record.sheet.keys import Target, list_sections, record_fields
from record.sheet.building import HEADERS, ROW, codes, csv_file, faults, only, table


def _key(header: str, context: Context = FLAT) -> str | None:
    only_one = meaning_of(header, context).only
    return only_one.field.key if only_one else None


@pytest.mark.parametrize(
    "header",
    [
        "Medarbejderens navn",
        "MEDARBEJDERENS NAVN *",
        "medarbejder.navn",
        "Medarbejder.Navn",
        "medarbejder_navn",
        "Medarbejder: navn",
        "\ufeffMedarbejder navn",
        " medarbejderens  navn: ",
    ],
)
def test_header__is_forgiven_case_blanks_and_signs(header: str) -> None:
    assert _key(header) == "medarbejder.navn"


@pytest.mark.parametrize("header", ["Køn", "koen", "KØN", "Ko\u0308n"])
def test_header__is_forgiven_how_danish_letters_are_written(header: str) -> None:
    assert _key(header) == "medarbejder.koen"


def test_header__of_every_field_can_be_written_and_is_read_back() -> None:
    for field in record_fields().values():
        own = Context(frozenset({field.list_key}))
        for context in (FLAT, CASES, own):
            target = Target(field)
            assert meaning_of(header_of(target, context), context).only == target
            assert meaning_of(field.key, context).only == target
        if field.list_key:
            second = Target(field, 2)
            assert meaning_of(header_of(second, CASES), CASES).only == second


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Leder navn", "leder.navn"),
        ("Lederens navn", "leder.navn"),
        ("Vidnets navn", "vidner[].navn"),
        ("Udøverens adresse", "udoever.adresse"),
        ("Borgerens CPR-nummer", "borgersag.borger.cpr"),
        ("Under 15 år", "udoever.under_15"),
    ],
)
def test_header__with_its_section_is_clear(header: str, key: str) -> None:
    assert _key(header) == key


@pytest.mark.parametrize(
    "header", ["Navn", "Adresse", "CPR-nummer", "Dato", "Stilling", "Sted", "Relation"]
)
def test_header__that_several_fields_have_is_refused_with_the_choices(
    tmp_path: Path, header: str
) -> None:
    (fault,) = faults(csv_file(tmp_path, table({header: "x"})))
    assert (fault.code, fault.where.row, fault.where.column) == (
        "ambiguous-column",
        1,
        header,
    )
    assert len(meaning_of(header, FLAT).targets) > 1
    assert ": " in fault.remedy.text("en")


def test_header__on_the_sheet_of_its_list_needs_no_section() -> None:
    for list_key in list_sections():
        context = Context(frozenset({list_key}))
        for field in record_fields().values():
            if field.list_key == list_key:
                assert _key(field.title, context) == field.key


def test_headers__that_mean_the_same_are_refused(tmp_path: Path) -> None:
    twice = csv_file(tmp_path, [(*HEADERS, "Noter", "NOTER"), (*ROW, "a", "b")])
    assert codes(twice) == ["duplicate-header"]
    two_names = csv_file(tmp_path, [(*HEADERS, "leder.navn", "Lederens navn"), ROW])
    assert codes(two_names) == ["duplicate-header"]


def test_header__that_is_unknown_names_the_nearest(tmp_path: Path) -> None:
    (fault,) = faults(csv_file(tmp_path, table({"Ansætelsesdato": "3.3.2025"})))
    assert fault.code == "unknown-column"
    assert "»Ansættelsesdato«" in fault.remedy.text("en")


def test_columns__that_are_missing_are_told_with_those_that_are_unknown(
    tmp_path: Path,
) -> None:
    rows = [("Sagsnummer", "Frokost", "Medarbejdernes navn"), ("1", "x", "y")]
    found = faults(csv_file(tmp_path, rows))
    assert [(f.code, f.where.letter) for f in found] == [
        ("unknown-column", "B"),
        ("unknown-column", "C"),
        ("missing-column", None),
    ]
    # Of the misspelt one it is asked whether it is meant; that it lacks, goes without.
    assert "»Medarbejderens navn«" in found[1].remedy.text("en")
    assert "»Arbejdsgiverens navn«" in found[2].problem.text("en")


def test_headers__unknown_and_unclear_are_told_all_at_once(tmp_path: Path) -> None:
    rows = table({"Navn": "x", "Frokostordning": "x", "Adresse": "x"})
    assert codes(csv_file(tmp_path, rows)) == [
        "ambiguous-column",
        "unknown-column",
        "ambiguous-column",
    ]


def test_headerless_file__shows_none_of_its_values(tmp_path: Path) -> None:
    rows = [("7171717171", "Mette Eksempel", "Vej 1, 9999 By")]
    found = faults(csv_file(tmp_path, rows))
    assert [f.code for f in found] == ["no-header"]
    shown = "".join(f.text("da") + f.text("en") for f in found)
    assert "Mette" not in shown
    assert "7171" not in shown


def test_header__that_may_be_a_value_is_shown_by_its_letter(tmp_path: Path) -> None:
    (fault,) = faults(csv_file(tmp_path, table({"717171-7171": "x"})))
    assert (fault.where.column, fault.where.letter) == (None, "F")
    assert "kolonne F:" in fault.text("da")
    assert "7171" not in fault.text("da")


@pytest.mark.parametrize("missing", range(len(HEADERS)))
def test_column__that_every_case_needs_is_missed_once(
    tmp_path: Path, missing: int
) -> None:
    rows = [
        [cell for at, cell in enumerate(row) if at != missing] for row in (HEADERS, ROW)
    ]
    (fault,) = faults(csv_file(tmp_path, rows))
    assert fault.code == "missing-column"
    assert HEADERS[missing] in fault.problem.text("en")


def test_sheet_name__is_a_lists_title_key_or_singular() -> None:
    assert list_called("Vidner") == "vidner[]"
    assert list_called("episode") == "episoder[]"
    assert list_called("Symptomer") == "foelger.symptomer[]"
    assert list_called("Nærtstående") == "naertstaaende[]"
    assert list_called("Ark1") is None


def test_numbered_headers__fill_the_elements_of_a_list(tmp_path: Path) -> None:
    more = {"Symptom 1": "søvnløs", "Symptom 2": "utryg", "Begyndte 2": "4.3.2025"}
    record = only(csv_file(tmp_path, table(more))).record
    assert [each.beskrivelse for each in record.foelger.symptomer] == [
        "søvnløs",
        "utryg",
    ]
    assert record.foelger.symptomer[0].start is None
    assert record.foelger.symptomer[1].start is not None
