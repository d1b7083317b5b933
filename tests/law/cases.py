"""Small invented records, and moments in Denmark, for the tests of the law."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from anmeld.formatting.moments import DENMARK
from anmeld.law import Deadline, find_course, find_deadlines, load_law
from anmeld.record import Record, record_from_dict
from anmeld.record.values import Spor

_LAW = load_law()


def make_record(*episodes: dict[str, Any], **sections: dict[str, Any]) -> Record:
    """Make a record of episodes and sections; the rest is the least there can be."""
    data: dict[str, Any] = {
        "sag": {"nummer": "H-2025-001"},
        "arbejdsgiver": {"navn": "Eksempel Kommune"},
        "medarbejder": {"navn": "Anne Eksempel"},
        "foelger": {"personskade": "ja"},
    }
    if episodes:
        data["episoder"] = list(episodes)
    for name, section in sections.items():
        data[name] = {**data.get(name, {}), **section}
    return record_from_dict(data)


def episode(at: str, art: str = "trussel_direkte", **more: object) -> dict[str, Any]:
    """Make an episode; `at` is a day, or a day and a clock time with `kl.`."""
    return {"tidspunkt": at, "art": art, **more}


def moment(
    year: int, month: int, day: int, hour: int = 12, minute: int = 0, fold: int = 0
) -> datetime:
    """Make a moment in Denmark."""
    return datetime(year, month, day, hour, minute, tzinfo=DENMARK, fold=fold)


NOON = moment(2025, 3, 6)


def deadlines(
    record: Record, now: datetime = NOON, track: Spor | None = None
) -> dict[str, Deadline]:
    """Find the deadlines of a record by the shipped law, by their ids."""
    found = find_deadlines(record, find_course(record), now, _LAW, track=track)
    return {deadline.id: deadline for deadline in found}


def absent(first_day: str, dage: int = 5) -> dict[str, Any]:
    """Make an absence from a day on."""
    return {"foerste_dag": first_day, "dage": dage}
