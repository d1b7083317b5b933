"""Days and moments as people write them in Danish: day first, never guessed.

`3.13.2024` is refused, not read as 13 March; a year of two digits is refused; an hour
that the change to or from summer time makes unclear is asked about.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

from anmeld._i18n import Message, msg
from anmeld._validation import FaultyValue
from anmeld.formatting import dates
from anmeld.formatting.moments import DENMARK, Moment

UNKNOWN = "ukendt"
_FIRST_YEAR, _LAST_YEAR = 1850, 2199
_WIDEST_OFFSET = timedelta(hours=14)
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})\s?([./-])\s?([0-9]{1,2})(?:\s?[./-]\s?|\s)([0-9]{2,4})"
)
_NAMED = re.compile(
    r"(?:([a-zæøå]+)\s+)?(?:den\s+)?([0-9]{1,2})\.?\s*([a-zæøå]+)\.?\s+([0-9]{2,4})"
)
_CLOCK = re.compile(
    r"(?P<day>.+?)(?:\s*,\s*|\s+|(?<=[0-9])[Tt](?=[0-9]))(?P<kl>kl\.?\s*)?"
    r"(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2})(?:[.:](?P<second>[0-9]{2})"
    r"(?:[.,](?P<part>[0-9]{1,6}))?)?)?\s*"
    r"(?P<offset>[Zz]|[+-][0-9]{2}:?[0-9]{2})?",
    re.DOTALL | re.IGNORECASE,
)


def parse_day(value: object) -> date:
    """Read a day.

    Args:
        value: A date, or a text: `3.3.2024`, `03-03-2024`, `3/3 2024`,
            `3. marts 2024` or ISO `2024-03-03`.

    Returns:
        The day.

    Raises:
        FaultyValue: It is no day, or could be read in more than one way.
    """
    if isinstance(value, datetime):
        problem = msg("must be a day without a clock time.")
        raise FaultyValue("not-a-day", problem, _how_to_write())
    if isinstance(value, date):
        return _likely(value)
    if not isinstance(value, str):
        raise FaultyValue("not-a-day", msg("must be a date."), _how_to_write())
    return _likely(_day_in(" ".join(value.split()).lower()))


def parse_day_or_unknown(value: object) -> date | str:
    """Read a day, or the word `ukendt` for one that is stated to be unknown."""
    if isinstance(value, str) and value.strip().lower() == UNKNOWN:
        return UNKNOWN
    return parse_day(value)


def parse_moment(value: object) -> Moment:
    """Read a day, or a day with a clock time; without an offset it is Danish time.

    Args:
        value: A moment, date or datetime, or a text: a day as `parse_day` reads it,
            alone or with `kl. 14.05`, `14:05` or the ISO form with or without offset.

    Returns:
        The moment, on the Danish clock.

    Raises:
        FaultyValue: It is no moment, or the change of summer time makes it unclear.
    """
    if isinstance(value, Moment):
        return value
    if isinstance(value, datetime):
        return _moment(value)
    if not isinstance(value, str):
        return Moment(parse_day(value))
    text = " ".join(value.split())
    found = _CLOCK.fullmatch(text)
    if found is None or not (found["minute"] or found["kl"]):
        return Moment(parse_day(text))
    day = parse_day(found["day"])
    return _moment(datetime.combine(day, _clock(found), _zone(found["offset"])))


def parse_eight_digits(text: str) -> date:
    """Read DDMMYYYY, for a sheet's column that is known to hold dates.

    Args:
        text: Eight digits.

    Returns:
        The day.

    Raises:
        FaultyValue: It is no such day.
    """
    return _likely(_existing(text[:2], text[2:4], text[4:]))


def _day_in(text: str) -> date:
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        return _existing(day, month, year)
    if found := _DAY_FIRST.fullmatch(text):
        day, _, month, year = found.groups()
        return _existing(day, month, year)
    if found := _NAMED.fullmatch(text):
        weekday, day, name, year = found.groups()
        read = _existing(day, str(_month_number(name)), year)
        return _on_weekday(read, weekday)
    raise FaultyValue("not-a-day", msg("is not a date."), _how_to_write())


def _existing(day: str, month: str, year: str) -> date:
    if len(year) != 4:
        problem = msg("has a year that is not four digits.")
        raise FaultyValue("short-year", problem, _how_to_write())
    if int(month) > 12:
        problem = msg("has no such month: the day is read first.")
        remedy = msg("Write the day before the month, for example 31.12.2024.")
        raise FaultyValue("no-such-month", problem, remedy)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        problem = msg("is a day that the calendar does not have.")
    raise FaultyValue("no-such-day", problem, msg("Check day, month and year."))


def _likely(day: date) -> date:
    if _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return day
    problem = msg("has a year that cannot be right.")
    raise FaultyValue("unlikely-year", problem, msg("Check the year."))


def _month_number(name: str) -> int:
    for number, full in enumerate(dates.month_names()):
        if name in (full, full[:3]) and number:
            return number
    if name == "sept":
        return 9
    problem = msg("names a month that is not Danish.")
    remedy = msg("Write the month in Danish, for example 3. marts 2024.")
    raise FaultyValue("no-such-month", problem, remedy)


def _on_weekday(day: date, weekday: str | None) -> date:
    if weekday in (None, "den", dates.weekday_names()[day.weekday()]):
        return day
    problem = msg("names a weekday that does not fall on that day.")
    raise FaultyValue("wrong-weekday", problem, msg("Check both, or leave it out."))


def _clock(found: re.Match[str]) -> time:
    try:
        return time(
            int(found["hour"]),
            int(found["minute"] or 0),
            int(found["second"] or 0),
            int((found["part"] or "0").ljust(6, "0")),
        )
    except ValueError:
        problem = msg("has a clock time that does not exist.")
    remedy = msg("Write it from 00.00 to 23.59, for example kl. 14.05.")
    raise FaultyValue("no-such-time", problem, remedy)


def _zone(offset: str | None) -> timezone | None:
    if offset is None:
        return None
    if offset in "Zz":
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    size = timedelta(hours=hours, minutes=minutes)
    if minutes > 59 or size > _WIDEST_OFFSET:
        problem = msg("has an offset from UTC that does not exist.")
        raise FaultyValue("no-such-offset", problem, _offset_remedy())
    return timezone(-size if offset[0] == "-" else size)


def _moment(stated: datetime) -> Moment:
    _likely(stated.date())
    if stated.utcoffset() is None:
        at = _fixed(_danish(stated.replace(tzinfo=None)))
        return Moment(at.date(), at)
    at = _fixed(stated.astimezone(DENMARK))
    # UTC is how machines write a moment; any other offset was somebody's clock.
    ordinary = stated.utcoffset() in (at.utcoffset(), timedelta())
    return Moment(at.date(), at, None if ordinary else stated)


def _fixed(at: datetime) -> datetime:
    # Python compares and subtracts two times of one zone by the clock on the wall; with
    # a fixed offset it goes by the moments themselves, across summer time too.
    return at.replace(tzinfo=timezone(at.utcoffset() or timedelta()), fold=0)


def _danish(clock: datetime) -> datetime:
    at = clock.replace(tzinfo=DENMARK, fold=0)
    later = at.replace(fold=1)
    if at.utcoffset() == later.utcoffset():
        return at
    # Twice on the clock in October, never in March: only an offset can tell.
    back = at.astimezone(UTC).astimezone(DENMARK).replace(tzinfo=None)
    if back == clock:
        problem = msg("is a time that comes twice, when summer time ends.")
        raise FaultyValue("ambiguous-time", problem, _offset_remedy())
    problem = msg("is a time that does not exist, because summer time begins.")
    raise FaultyValue("nonexistent-time", problem, _offset_remedy())


def _offset_remedy() -> Message:
    return msg("Write the offset too: +02:00 for summer time, +01:00 for winter time.")


def _how_to_write() -> Message:
    return msg("Write for example 3.3.2024, 3. marts 2024 or 2024-03-03, day first.")
