from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from anmeld.catalogue import Catalogue, load_catalogue
from anmeld.catalogue.spec import Reader
from anmeld.content import Content, Evidence, Organisation, build_content
from anmeld.content.guards import barred_names
from anmeld.formatting import Withheld
from anmeld.law import Law, load_law
from anmeld.plan import make_plan
from anmeld.record.model import Record
from content.markers import marked_data

NOW = datetime(2025, 4, 1, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))


@cache
def law() -> Law:
    return load_law()


@cache
def catalogue() -> Catalogue:
    return load_catalogue(law=law())


def content_of(
    document: str,
    evidence: tuple[Evidence, ...] = (),
    organisation: Organisation | None = None,
    **steering: Any,  # noqa: ANN401
) -> Content:
    record = Record.model_validate(marked_data(**steering))
    plan = make_plan(record, now=NOW, law=law(), catalogue=catalogue())
    return build_content(
        record,
        plan,
        catalogue()[document],
        evidence=evidence,
        organisation=organisation,
    )


def at(content: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401
    value: Any = content
    for part in path.split("."):
        value = value[int(part)] if part.isdigit() else value[part]
    return value


@pytest.mark.parametrize("document", list(catalogue()))
def test_build_content__holds_exactly_the_names_that_may_be_written(
    document: str,
) -> None:
    content = content_of(document)

    def check(value: object, parts: Mapping[str, Any], path: str) -> None:
        if isinstance(value, Mapping):
            assert set(value) == set(parts), path
            for word, inner in value.items():
                check(inner, parts[word].parts, f"{path}.{word}")
        elif isinstance(value, tuple) and parts:
            for row in value:
                check(row, parts, path)

    check(dict(content), content.names.roots, document)


@pytest.mark.parametrize("document", list(catalogue()))
def test_build_content__of_an_empty_record_has_every_name(document: str) -> None:
    """A template never meets an unknown name because a section is missing."""
    record = Record.model_validate(
        {
            "sag": {"nummer": "1"},
            "arbejdsgiver": {"navn": "K"},
            "medarbejder": {"navn": "A B"},
        }
    )
    plan = make_plan(record, now=NOW, law=law(), catalogue=catalogue())
    content = build_content(record, plan, catalogue()[document])
    assert set(content) == set(content.names.roots)


def test_build_content__numbers_episodes_in_the_order_of_time() -> None:
    data = marked_data()
    first, second = data["episoder"]
    data["episoder"] = (second, first)
    content = content_of("politianmeldelse", episoder=data["episoder"])
    assert [row["nr"] for row in at(content, "episoder")] == [1, 2]
    assert at(content, "episoder.0.citat") == first["citat"]
    assert [row["nr"] for row in at(content, "log")] == [2, 1]
    # The record numbers its episodes as they stand in it; documents by time.
    assert at(content, "episoder.0.bilag") == "2"
    assert at(content, "bevisliste.0.episode") == 2
    assert "episoder[2].citat" in content.visible


def test_build_content__marks_characters_that_no_document_can_hold() -> None:
    episode = marked_data()["episoder"][0] | {"citat": "jeg\x07ved \ud800 det"}
    content = content_of("politianmeldelse", episoder=(episode,))
    assert at(content, "log.0.citat") == "jeg⟦U+0007⟧ved ⟦U+D800⟧ det"
    marks = [(one["kode"], one["antal"]) for one in at(content, "erstattede_tegn")]
    assert marks == [("U+0007", 1), ("U+D800", 1)]


def test_build_content__shows_size_and_hash_where_the_document_may() -> None:
    known = (Evidence("billede.png", 12, "ab" * 32), Evidence())
    row = at(content_of("politianmeldelse", known), "bevisliste.0")
    assert (row["filnavn"], row["stoerrelse"], row["sha256"]) == (
        "billede.png",
        12,
        "ab" * 32,
    )


def test_build_content__takes_the_letterhead_from_the_house_or_the_employer() -> None:
    employer = at(content_of("henvisning"), "organisation.navn")
    assert employer == marked_data()["arbejdsgiver"]["navn"]
    house = Organisation(navn="Børn og Unge")
    own = content_of("henvisning", organisation=house)
    assert at(own, "organisation.navn") == "Børn og Unge"
    assert at(own, "organisation.adresse") == marked_data()["arbejdsgiver"]["adresse"]


@pytest.mark.parametrize("consent", [True, False])
def test_build_content__withholds_health_from_the_police_without_consent(
    consent: bool,
) -> None:
    content = content_of("politianmeldelse", samtykke__helbred_til_politi=consent)
    shown = not isinstance(at(content, "foelger.personskade"), Withheld)
    assert shown is consent
    assert bool(at(content, "foelger.symptomer")) is consent
    assert ("foelger.personskade" in content.visible) is consent
    assert ("foelger.symptomer[].beskrivelse" in content.withheld) is not consent


def test_build_content__hides_rows_whole_and_not_their_existence_alone() -> None:
    """Evidence that does not belong to the citizen's case is not in the note at all."""
    items = [
        item | {"hoerer_til_borgersagen": number == 1}
        for number, item in enumerate(marked_data()["bilag"])
    ]
    content = content_of("journalnotat", bilag=tuple(items))
    assert [row["nr"] for row in at(content, "bevisliste")] == [2]
    assert "bilag[1].viser" not in content.visible
    assert "bilag[2].viser" in content.visible


def test_build_content__names_the_author_of_a_note_as_the_house_chooses() -> None:
    content = content_of("journalnotat", borgersag__forfatter="initialer")
    assert isinstance(at(content, "medarbejder.navn"), Withheld)
    assert at(content, "medarbejder.initialer")


@pytest.mark.parametrize("reader", list(Reader))
@pytest.mark.parametrize("protected", [True, False])
def test_barred_names__keep_a_protected_address_for_the_doctor(
    reader: Reader, protected: bool
) -> None:
    record = Record.model_validate(
        marked_data(medarbejder__adressebeskyttelse=protected)
    )
    barred = "medarbejder.privat.adresse" in barred_names(record, reader)
    assert barred is (protected and reader is not Reader.LAEGE)


@pytest.mark.parametrize(
    ("reader", "er_borgeren", "offender", "citizen"),
    [
        (Reader.POLITI, "nej", True, False),
        (Reader.POLITI, "ja", True, True),
        (Reader.POLITI, "ukendt", True, False),
        (Reader.BORGERSAG, "nej", False, True),
        (Reader.BORGERSAG, "ja", True, True),
        (Reader.BORGERSAG, "ukendt", False, True),
        (Reader.ARBEJDSGIVER, "ja", False, False),
        (Reader.ARBEJDSGIVER, "ukendt", False, False),
        (Reader.ARBEJDSGIVER, "nej", True, False),
        (Reader.LAEGE, "ja", False, False),
        (Reader.FORSIKRING, None, False, False),
    ],
)
def test_barred_names__tell_offender_and_citizen_apart(
    reader: Reader, er_borgeren: str | None, offender: bool, citizen: bool
) -> None:
    record = Record.model_validate(marked_data(udoever__er_borgeren=er_borgeren))
    barred = barred_names(record, reader)
    assert ("udoever.navn" not in barred) is offender
    assert ("udoever.profiler[].url" not in barred) is offender
    assert ("borgersag.borger.cpr" not in barred) is citizen
    assert "udoever.relation" not in barred
    assert "sag.noter" in barred


def test_sources__say_of_one_source_how_well_each_of_its_rules_is_founded() -> None:
    """This test ensures that a reader meets no contradiction of what the text says."""
    record = Record.model_validate(marked_data())
    plan = make_plan(
        record,
        now=NOW,
        law=law(),
        catalogue=catalogue(),
    )
    spec = catalogue()["henvisning"]
    planned = plan.document("henvisning")
    assert planned is not None
    stated: dict[str, set[str]] = {}
    for rule in planned.rules:
        stated.setdefault(rule.reference.title, set()).add(rule.confidence.betegnelse)
    assert any(len(found) > 1 for found in stated.values())

    sources = at(build_content(record, plan, spec), "lov.kilder")

    for source in sources:
        assert set(source["sikkerhed"].split(" / ")) == stated[source["titel"]]
