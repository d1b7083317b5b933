"""Values that stand in several columns, put together: names, moments, addresses."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from anmeld._i18n import msg
from anmeld._validation import FaultyValue
from anmeld.record.sheet.mapping import MOMENT_PARTS, NAME_PARTS, Part


def joined_parts(parts: Mapping[Part, Any]) -> object:
    """Put a value together.

    Args:
        parts: What its columns hold.

    Returns:
        A name, a moment or an address, as one column would hold it.

    Raises:
        FaultyValue: There is a clock time without a day.
    """
    if any(part in parts for part in NAME_PARTS):
        return " ".join(parts[part] for part in NAME_PARTS if part in parts)
    if any(part in parts for part in MOMENT_PARTS):
        return _moment(parts.get(Part.DAY), parts.get(Part.CLOCK))
    place = " ".join(
        parts[part] for part in (Part.POSTAL_CODE, Part.CITY) if part in parts
    )
    return ", ".join(filter(None, (parts.get(Part.STREET), place)))


def _moment(day: object, clock: str | None) -> object:
    if day is None:
        problem = msg("has a clock time and no day.")
        raise FaultyValue("clock-without-day", problem, msg("Write the day too."))
    if clock is None:
        return day
    if isinstance(day, datetime):
        problem = msg("has two clock times.")
        remedy = msg("Keep the clock time in one of the columns.")
        raise FaultyValue("two-clock-times", problem, remedy)
    if isinstance(day, date):
        hour, minute, second = (*clock.replace(".", ":").split(":"), "0")[:3]
        try:
            return datetime.combine(day, time(int(hour), int(minute), int(second)))
        except ValueError:
            problem = msg("has a clock time that does not exist.")
        raise FaultyValue("no-such-time", problem, msg("Write it as 14.05."))
    return f"{day} {clock}"
