"""Days and moments as the law counts them: Danish calendar and real clock."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from anmeld.formatting.moments import DENMARK, Moment
from anmeld.law.values import Unit

Instant = date | datetime
_SATURDAY = 5
_MONTHS_A_YEAR = 12


def moment_of(moment: Moment) -> datetime:
    """Give the moment itself; a day without a clock time begins at 00.00 in Denmark.

    Args:
        moment: A day, or a moment with zone.

    Returns:
        The moment in UTC: Python compares two moments of one zone by their wall
        clocks, which run twice through an hour of every autumn.
    """
    return (moment.klokke or midnight(moment.dato)).astimezone(UTC)


def by_clock(instant: Instant) -> datetime:
    """Give what sorts and compares days and moments: the moment, or the day's first."""
    begins = instant if isinstance(instant, datetime) else midnight(instant)
    return begins.astimezone(UTC)


def midnight(day: date) -> datetime:
    """Give the moment at which a day begins in Denmark."""
    return datetime.combine(day, time(), DENMARK)


def day_of(instant: Instant) -> date:
    """Give the day in Denmark of a moment, or the day itself."""
    if isinstance(instant, datetime):
        return instant.astimezone(DENMARK).date()
    return instant


def after(start: Instant, number: int, unit: Unit) -> Instant:
    """Count forward from a day or a moment.

    Hours are counted on the real clock, so that a night in which the clock is moved is
    as long as it was. All else is counted in days: the start's own day is day 0. A
    month or year ends on the same day of the month, or on the month's last.

    Args:
        start: A day, or an aware moment.
        number: How many, at least 1.
        unit: Of what.

    Returns:
        A moment in Denmark for hours, otherwise a day.

    Raises:
        ValueError: For the unit `text`, which counts nothing.
    """
    if unit is Unit.HOURS:
        begins = start if isinstance(start, datetime) else midnight(start)
        ends = begins.astimezone(UTC) + timedelta(hours=number)
        return ends.astimezone(DENMARK)
    day = day_of(start)
    match unit:
        case Unit.DAYS:
            return day + timedelta(days=number)
        case Unit.WEEKS:
            return day + timedelta(weeks=number)
        case Unit.WORKING_DAYS:
            return _after_working_days(day, number)
        case Unit.MONTHS:
            return _after_months(day, number)
        case Unit.YEARS:
            return _after_months(day, number * _MONTHS_A_YEAR)
    raise ValueError("text counts nothing")


def working_days(first: date, last: date) -> int:
    """Count the working days of a span, first and last day included.

    A working day is a Monday to Friday that is not a public holiday. Store bededag is
    one until 2023; 1 May, 5 June and 24 and 31 December are working days here
    (`domain/documents.md` 4).
    """
    span = (last - first).days + 1
    weeks, rest = divmod(span, 7)
    tail = (first + timedelta(days=weeks * 7 + n) for n in range(rest))
    weekdays = weeks * _SATURDAY + sum(day.weekday() < _SATURDAY for day in tail)
    return weekdays - sum(
        first <= day <= last and day.weekday() < _SATURDAY
        for year in range(first.year, last.year + 1)
        for day in holidays_of(year)
    )


def is_working_day(day: date) -> bool:
    """Whether a day is neither Saturday, Sunday nor public holiday."""
    return day.weekday() < _SATURDAY and day not in holidays_of(day.year)


def free_day_name(day: date) -> str | None:
    """Give the Danish words for a free day: `en lørdag`, `Anden påskedag`, or None."""
    name = holidays_of(day.year).get(day)
    if name is not None:
        return name
    return {5: "en lørdag", 6: "en søndag"}.get(day.weekday())


@cache
def holidays_of(year: int) -> Mapping[date, str]:
    """Give the public holidays of a year, by their Danish names."""
    # Imported here: the table of the world's holidays is slow to load, and most
    # callers of the law never ask for one.
    from holidays import country_holidays

    # The language is named because the library otherwise goes by the locale.
    return dict(country_holidays("DK", years=year, language="da", expand=False))


def _after_working_days(day: date, number: int) -> date:
    left = number
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def _after_months(day: date, number: int) -> date:
    months = day.year * _MONTHS_A_YEAR + day.month - 1 + number
    year, month = divmod(months, _MONTHS_A_YEAR)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
