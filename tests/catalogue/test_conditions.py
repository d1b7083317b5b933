"""The closed words of a condition, asked of a record."""

from __future__ import annotations

from typing import Any

import pytest

from anmeld.catalogue import Facts, Line, failing
from anmeld.record import Record, record_from_dict


def _record() -> Record:
    return record_from_dict(
        {
            "sag": {"nummer": "H-1"},
            "arbejdsgiver": {"navn": "Eksempel Kommune"},
            "medarbejder": {"navn": "Anne Eksempel"},
            "episoder": [
                {"tidspunkt": "2025-03-03", "art": "optakt"},
                {"tidspunkt": "2025-03-04", "art": "haervaerk"},
            ],
            "bilag": [
                {"art": "sms", "viser": "En", "hoerer_til_borgersagen": True},
                {"art": "foto", "viser": "To"},
            ],
            "fravaer": {"dage": 0},
            "udoever": {"under_15": "ukendt"},
        }
    )


def _holds(line: dict[str, Any], **derived: object) -> bool:
    facts = Facts(_record(), {key.replace("__", "."): v for key, v in derived.items()})
    return Line.model_validate(line).holds(facts)


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ({"field": "episoder[].art", "is": "optakt"}, True),
        ({"field": "episoder[].art", "is": "seksuel"}, False),
        ({"field": "episoder[].art", "in": ["seksuel", "haervaerk"]}, True),
        ({"field": "samtykke.henvisning", "is": False}, True),
        ({"field": "samtykke.henvisning", "is": True}, False),
        ({"field": "udoever.under_15", "is": "ukendt"}, True),
        ({"field": "udoever.under_15", "present": True}, True),
        ({"field": "udoever.navn", "present": True}, False),
        ({"field": "udoever.navn", "absent": True}, True),
        ({"field": "borgersag", "present": True}, False),
        ({"field": "borgersag.borger.navn", "absent": True}, True),
        ({"field": "episoder[]", "present": True}, True),
        ({"field": "vidner[]", "absent": True}, True),
        ({"field": "episoder[]", "at_least": 2}, True),
        ({"field": "episoder[]", "at_least": 3}, False),
        ({"field": "fravaer.dage", "present": True}, True),
        ({"field": "fravaer.dage", "at_least": 0}, True),
        ({"field": "fravaer.dage", "at_least": 1}, False),
        ({"field": "udgifter[].beloeb", "at_least": 1}, False),
        (
            {
                "any": [
                    {"field": "udoever.navn", "present": True},
                    {"field": "episoder[].art", "is": "optakt"},
                ]
            },
            True,
        ),
        (
            {
                "all": [
                    {"field": "udoever.navn", "present": True},
                    {"field": "episoder[].art", "is": "optakt"},
                ]
            },
            False,
        ),
    ],
)
def test_words__ask_what_they_say(line: dict[str, Any], holds: bool) -> None:
    """This test ensures that silence is no value, and zero and *ukendt* are one."""
    assert _holds(line) is holds


def test_derived_names__come_from_the_plan() -> None:
    line = {"field": "forloeb.dage", "at_least": 6}

    assert _holds(line, forloeb__dage=6)
    assert not _holds(line, forloeb__dage=5)
    assert not _holds(line)


def test_rows__are_asked_one_by_one() -> None:
    """This test ensures that one piece in the citizen's case does not open the rest."""
    record = _record()
    line = Line.model_validate({"field": "bilag[].hoerer_til_borgersagen", "is": True})

    answers = [
        line.holds(Facts(record, {}).for_row("bilag", one)) for one in record.bilag
    ]

    assert answers == [True, False]


def test_rows__may_be_mappings_of_a_derived_list() -> None:
    line = Line.model_validate({"field": "frister[].id", "in": ["politi_72_timer"]})
    facts = Facts(_record(), {})

    assert line.holds(facts.for_row("frister", {"id": "politi_72_timer"}))
    assert not line.holds(facts.for_row("frister", {"id": "partsindsigt"}))
    assert not line.holds(facts)


def test_when__names_the_first_line_that_fails() -> None:
    first = Line.model_validate({"field": "episoder[]", "present": True})
    second = Line.model_validate({"field": "vidner[]", "present": True})
    third = Line.model_validate({"field": "borgersag", "present": True})

    assert failing((first, second, third), Facts(_record(), {})) is second
    assert failing((first,), Facts(_record(), {})) is None
    assert failing((), Facts(_record(), {})) is None
