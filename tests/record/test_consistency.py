"""Contradictions are told beside faults of single fields, and only where sure."""

from __future__ import annotations

from typing import Any

import pytest

from anmeld.errors import RecordError
from anmeld.record import record_from_dict
from record.records import small


def _codes(data: dict[str, Any]) -> set[tuple[str, str | None]]:
    with pytest.raises(RecordError) as caught:
        record_from_dict(data)
    return {(fault.code, fault.where.key) for fault in caught.value.faults}


def _episode(at: object, **more: object) -> dict[str, object]:
    return {"tidspunkt": at, "art": "optakt", **more}


def test_contradiction__is_told_beside_a_faulty_field() -> None:
    episodes = [_episode("3.3.2025", slut="2.3.2025"), _episode("4.3.2025", art="q")]
    data = small(episoder=episodes, fravaer={"dage": "x"})
    data["medarbejder"]["cpr"] = 1
    assert _codes(data) == {
        ("unquoted-number", "medarbejder.cpr"),
        ("not-allowed-value", "episoder[2].art"),
        ("not-a-number", "fravaer.dage"),
        ("end-before-start", "episoder[1].slut"),
    }


def test_contradiction__that_rests_on_a_faulty_field_is_not_claimed() -> None:
    """Were the first episode's day right, the absence might be too."""
    data = small(
        episoder=[_episode("31.2.2025"), _episode("9.3.2025")],
        fravaer={"foerste_dag": "4.3.2025"},
    )
    assert _codes(data) == {("no-such-day", "episoder[1].tidspunkt")}
    data = small(episoder=[], haendelse={"foerste_dag": "31.2.2025"})
    assert _codes(data) == {("no-such-day", "haendelse.foerste_dag")}


def test_contradictions__are_found_where_whole_sections_are_missing() -> None:
    data = {"episoder": [_episode("3.3.2025", slut="2.3.2025")]}
    assert _codes(data) == {
        ("missing", "sag"),
        ("missing", "arbejdsgiver"),
        ("missing", "medarbejder"),
        ("end-before-start", "episoder[1].slut"),
    }


@pytest.mark.parametrize("number", ["71 01 01 9995", "HAE-71-01-01-99-95"])
def test_case_number__that_is_a_divided_cpr_number_is_refused(number: str) -> None:
    data = small(sag={"nummer": number})
    data["medarbejder"]["cpr"] = "710101-9995"
    assert _codes(data) == {("cpr-in-case-number", "sag.nummer")}


def test_faulty_elements__do_not_shift_the_others() -> None:
    data = small(
        episoder=["x", _episode("3.3.2025", slut="2.3.2025")],
        udoever={"telefoner": ["1", "12345678"]},
    )
    assert ("end-before-start", "episoder[2].slut") in _codes(data)
    assert ("not-a-phone", "udoever.telefoner[1]") in _codes(data)


@pytest.mark.parametrize(
    "sections",
    [
        # Absence may begin on the day itself; a day and a moment of it do not clash.
        {"fravaer": {"foerste_dag": "3.3.2025"}},
        {"sag": {"nummer": "1", "oprettet": "3.3.2025"}},
        {"haendelse": {"foerste_dag": "3.3.2025", "sidste_dag": "3.3.2025"}},
        {
            "episoder": [
                _episode("3.3.2025 kl. 14", slut="3.3.2025", fjernet="3.3.2025")
            ]
        },
        # Unknown is no name, and no number, to compare with.
        {
            "udoever": {"navn": "ukendt", "cpr": "ukendt", "er_borgeren": "ja"},
            "borgersag": {"sagsnummer": "B", "borger": {"navn": "Bo", "cpr": "ukendt"}},
        },
        # Blanks and capitals do not make two persons of one.
        {
            "udoever": {"navn": "BO  Prøve", "er_borgeren": "ja"},
            "borgersag": {"sagsnummer": "B", "borger": {"navn": "Bo Prøve"}},
        },
        # A replacement number holds no birth date.
        {"udoever": {"cpr": "610101-4995", "foedselsdato": "2.1.2001"}},
        {"episoder": [], "haendelse": {"foerste_dag": "3.3.2025"}},
        {
            "frigivelser": [
                {"dokument": "x", "felt": felt, "begrundelse": "y"}
                for felt in (
                    "episoder[3].citat",
                    "udoever.telefoner",
                    "medarbejder.cpr",
                )
            ]
        },
    ],
)
def test_what_only_looks_like_a_contradiction__is_accepted(
    sections: dict[str, Any],
) -> None:
    assert record_from_dict(small(**sections))


def test_order__is_by_the_real_clock() -> None:
    """The hour that comes twice: 2.30 summer time is before 2.15 winter time."""
    twice = _episode("2024-10-27T02:30+02:00", slut="2024-10-27T02:15+01:00")
    assert record_from_dict(small(episoder=[twice]))
    wrong = _episode("2024-10-27T02:15+01:00", slut="2024-10-27T02:30+02:00")
    assert _codes(small(episoder=[wrong])) == {("end-before-start", "episoder[1].slut")}


def test_offender_and_citizen__with_one_number_cannot_be_two() -> None:
    data = small(
        udoever={"cpr": "710101-9995", "er_borgeren": "nej"},
        borgersag={"sagsnummer": "B", "borger": {"cpr": "7101019995"}},
    )
    assert _codes(data) == {("contradiction", "udoever.er_borgeren")}
