"""Days and moments in Danish, day first, with a full stop in the clock time.

Sources: Retskrivningsordbogen and the EU guide for `kl. 17.30`; Babel for the names of
months and weekdays (its own long form lacks the Danish `den`).

A `gap` is what stands inside a date or a clock time: a space on the screen, a space
that holds its neighbours on one line (`NBSP`) in documents.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from anmeld.formatting.moments import Moment

_MINUTE = timedelta(minutes=1)


def short_date(day: date) -> str:
    """Write `03.03.2024`."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def long_date(day: date, gap: str = " ") -> str:
    """Write `den 3. marts 2024`."""
    return f"den {day.day}.{gap}{month_and_year(day, gap)}"


def weekday_date(day: date, gap: str = " ") -> str:
    """Write `mandag den 3. marts 2024`."""
    return f"{weekday_names()[day.weekday()]} {long_date(day, gap)}"


def month_and_year(day: date, gap: str = " ") -> str:
    """Write `marts 2024`."""
    return f"{month_names()[day.month]}{gap}{day.year}"


def clock(moment: datetime, gap: str = " ") -> str:
    """Write `kl. 14.05`, with the seconds where there are any."""
    seconds = f".{moment.second:02}" if moment.second else ""
    return f"kl.{gap}{moment.hour:02}.{moment.minute:02}{seconds}"


def long_moment(moment: Moment | datetime, gap: str = " ") -> str:
    """Write `den 3. marts 2024 kl. 14.05`; only the day where no clock is known."""
    day, at, stated = _parts(moment)
    return f"{long_date(day, gap)}{_clock_after(at, gap)}{_as_stated(stated, gap)}"


def short_moment(moment: Moment | datetime, gap: str = " ") -> str:
    """Write `03.03.2024 kl. 14.05`; only the day where no clock is known."""
    day, at, stated = _parts(moment)
    return f"{short_date(day)}{_clock_after(at, gap)}{_as_stated(stated, gap)}"


def offset_name(moment: datetime) -> str:
    """Write the offset from UTC of an aware moment, e.g. `UTC+1` or `UTC+5.30`."""
    offset = moment.utcoffset()
    if offset is None:
        return ""
    hours, minutes = divmod(abs(offset) // _MINUTE, 60)
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f".{minutes:02}" if minutes else "")


@cache
def month_names() -> tuple[str, ...]:
    """Give the Danish names of the months, January at 1."""
    from babel.dates import get_month_names

    names = get_month_names("wide", locale="da_DK")
    return ("", *(names[number] for number in range(1, 13)))


@cache
def weekday_names() -> tuple[str, ...]:
    """Give the Danish names of the days of the week, Monday at 0."""
    from babel.dates import get_day_names

    names = get_day_names("wide", locale="da_DK")
    return tuple(names[number] for number in range(7))


def _parts(moment: Moment | datetime) -> tuple[date, datetime | None, datetime | None]:
    if isinstance(moment, datetime):
        return moment.date(), moment, None
    return moment.dato, moment.klokke, moment.angivet


def _clock_after(at: datetime | None, gap: str) -> str:
    return f" {clock(at, gap)}" if at else ""


def _as_stated(stated: datetime | None, gap: str) -> str:
    if stated is None:
        return ""
    written = f"{short_date(stated.date())} {clock(stated, gap)}"
    return f" (angivet som {written} {offset_name(stated)})"
