"""Deadlines of a run file, where they stand at the moment of the report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from anmeld.formatting.moments import DENMARK
from anmeld.law.days import Instant, by_clock, day_of
from anmeld.law.values import DeadlineStatus
from anmeld.report.model import DeadlineRow, Standing
from anmeld.report.plain import plain

# Two weeks: time enough to gather what a notice asks for.
NEAR_DAYS: Final = 14
_LATEST = by_clock(date(9998, 1, 1))


def read_deadline(
    data: Mapping[str, Any], number: str, folder: str, now: datetime
) -> DeadlineRow:
    """Read one deadline of a case.

    Args:
        data: What the run file says of it.
        number: The case number.
        folder: The name of the case's folder.
        now: The moment of the report; the run may have gone by an earlier one.

    Returns:
        The deadline, standing where it does at that moment.
    """
    due = read_instant(data.get("senest"))
    today = day_of(now)
    return DeadlineRow(
        number=number,
        folder=folder,
        id=plain(data.get("id")),
        title=plain(data.get("titel")),
        who=plain(data.get("hvem")),
        to_whom=plain(data.get("til")),
        what=plain(data.get("hvad") or data.get("titel")),
        due=due,
        cutoff=data.get("klokken"),
        standing=standing_of(data.get("status"), due, now),
        days_left=None if due is None else (day_of(due) - today).days,
        duty=plain(data.get("pligt")),
        source=plain(data.get("hjemmel")),
        url=plain(data.get("url")),
    )


def standing_of(status: str | None, due: Instant | None, now: datetime) -> Standing:
    """Say where a deadline stands.

    Args:
        status: What the run found: whether it was met.
        due: Its last day, or the moment it runs out.
        now: The moment of the report.

    Returns:
        Met if the record shows so; otherwise by the clock.
    """
    if status == DeadlineStatus.OVERHOLDT.betegnelse:
        return Standing.OVERHOLDT
    if due is None:
        return Standing.UDEN_DAG
    if _is_passed(due, now):
        return Standing.OVERSKREDET
    near = day_of(due) - day_of(now) <= timedelta(days=NEAR_DAYS)
    return Standing.NAER if near else Standing.SENERE


def by_date(row: DeadlineRow) -> tuple[datetime, str, str]:
    """Give what sorts deadlines: the moment, then the case, then the kind."""
    if row.due is None:
        return _LATEST, row.number, row.id
    due = by_clock(row.due)
    if not isinstance(row.due, datetime):  # a day lasts until it is over
        due += timedelta(days=1, microseconds=-1)
    return due, row.number, row.id


def by_urgency(row: DeadlineRow) -> tuple[bool, float, str, str]:
    """Give what sorts deadlines: what can still be met, then the latest passed."""
    due, number, kind = by_date(row)
    is_passed = row.standing is Standing.OVERSKREDET
    seconds = due.timestamp()
    return is_passed, -seconds if is_passed else seconds, number, kind


def read_instant(text: str | None) -> Instant | None:
    """Read a day, or a moment with its offset, as the run file writes it."""
    if text is None:
        return None
    if "T" in text:
        return datetime.fromisoformat(text).astimezone(DENMARK)
    return date.fromisoformat(text)


def _is_passed(due: Instant, now: datetime) -> bool:
    if isinstance(due, datetime):
        return by_clock(now) > by_clock(due)
    return day_of(now) > due
