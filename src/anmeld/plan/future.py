"""Days that a record says have been, and that have not come yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from anmeld._i18n import msg
from anmeld.formatting.moments import Moment
from anmeld.plan.model import Caution
from anmeld.record.model import Record

# Planned days, such as the deadline of a measure, may lie ahead; these may not.
_PAST: Final = (
    ("haendelse", "foerste_dag"),
    ("haendelse", "sidste_dag"),
    ("fravaer", "foerste_dag"),
    ("foelger", "kendskab"),
    ("foelger", "doedsfald"),
    ("sag", "oprettet"),
    ("forsikring", "anmeldt"),
    ("politi", "anmeldt"),
)


def find_future(record: Record, today: date) -> Iterator[Caution]:
    """Look for a wrong year: what has happened cannot lie ahead.

    Args:
        record: The record.
        today: The day of the run.

    Yields:
        One warning with the keys concerned, if there are any.
    """
    ahead = tuple(key for key, day in _days(record).items() if day > today)
    if ahead:
        text = msg(
            "Lies after the day of the run, {keys}: check the date, or the day given "
            "with --today.",
            keys=", ".join(ahead),
        )
        yield Caution("day-ahead", text, ahead)


def _days(record: Record) -> Mapping[str, date]:
    stated: dict[str, object] = {
        f"{section}.{field}": getattr(getattr(record, section), field)
        for section, field in _PAST
    }
    for number, episode in enumerate(record.episoder, start=1):
        stated[f"episoder[{number}].tidspunkt"] = episode.tidspunkt
    return {key: day for key, at in stated.items() if (day := _day(at)) is not None}


def _day(at: object) -> date | None:
    if isinstance(at, Moment):
        return at.dato
    return at if isinstance(at, date) else None
