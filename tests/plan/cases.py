"""Small invented records for the tests of the plan, and the plan made of them."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from anmeld.catalogue import Catalogue, load_catalogue
from anmeld.formatting.moments import DENMARK
from anmeld.law import Law, load_law
from anmeld.plan import Plan, make_plan
from anmeld.record import Record, record_from_dict

CITIZEN = {
    "sagsnummer": "BOR-2025-1",
    "kle": "27.24.00",
    "borger": {"navn": "Borger Eksempel"},
}


def episode(day: str, art: str = "chikane_gentagen", **more: object) -> dict[str, Any]:
    """Make an episode that was not published unless its medium says so."""
    return {"tidspunkt": day, "art": art, "medie": "sms", **more}


def case(*episodes: dict[str, Any], **sections: Any) -> Record:  # noqa: ANN401
    """Make a record of some episodes, with an injury unless a section denies it."""
    data: dict[str, Any] = {
        "sag": {"nummer": "H-2025-001"},
        "arbejdsgiver": {"navn": "Eksempel Kommune"},
        "medarbejder": {"navn": "Anne Eksempel"},
        "foelger": {"personskade": "ja"},
        "episoder": list(episodes),
    }
    for name, section in sections.items():
        both = isinstance(section, dict) and isinstance(data.get(name), dict)
        data[name] = {**data[name], **section} if both else section
    return record_from_dict(data)


def moment(text: str) -> datetime:
    """Make a moment in Denmark of an ISO day or moment; a day means noon."""
    at = datetime.fromisoformat(text if "T" in text else f"{text}T12:00")
    return at.replace(tzinfo=DENMARK)


@cache
def law() -> Law:
    """Read the shipped law once."""
    return load_law()


@cache
def catalogue() -> Catalogue:
    """Read the shipped documents once."""
    return load_catalogue(law=law())


def plan(record: Record, now: str = "2025-06-02") -> Plan:
    """Plan a case with the shipped law and documents."""
    return make_plan(record, now=moment(now), law=law(), catalogue=catalogue())


def made(of: Plan) -> set[str]:
    """Give the ids of the documents that a plan makes."""
    return {one.id for one in of.documents}


def codes(of: Plan) -> list[str]:
    """Give the codes of a plan's warnings."""
    return [one.code for one in of.warnings]
