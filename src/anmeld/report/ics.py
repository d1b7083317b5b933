"""`frister.ics`: the open deadlines as a calendar (RFC 5545) for Outlook and Google.

A day is an event of the whole day; a deadline that ends at an hour is an event at that
hour. Each reminds at nine on the morning of the day before. The same deadline keeps its
identifier from report to report, so that a calendar that reads the file again moves its
event and does not add another.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, BinaryIO, Final

from anmeld._version import VERSION
from anmeld.formatting.moments import DENMARK
from anmeld.law.days import day_of
from anmeld.report.model import DeadlineRow
from anmeld.report.texts import Calendar, load_texts

if TYPE_CHECKING:
    import icalendar

ZONE_NAME: Final = "Europe/Copenhagen"
_NAMESPACE: Final = uuid.UUID("6f0a3a58-5f0e-5c55-9a3c-0b6a5d3f7e21")
_REMIND_AT: Final = time(9)
_DAY: Final = timedelta(days=1)
_END: Final = b"END:VCALENDAR\r\n"


def write_calendar(
    deadlines: Iterable[DeadlineRow], now: datetime, out: BinaryIO
) -> None:
    """Write the open deadlines as a calendar.

    Its titles hold the case number and what is to be done.

    Args:
        deadlines: Deadlines in the order wanted; those that are passed, or have no
            day, are left to the tables.
        now: The moment of the report; what the calendar says it was made at.
        out: Where it is written.
    """
    words = load_texts().calendar
    out.write(_calendar(words).to_ical().removesuffix(_END))
    # Event by event: one tree of all of a large run would be held in memory twice.
    for row in deadlines:
        if row.is_open:
            out.write(_event(row, now, words).to_ical())
    out.write(_END)


def _calendar(words: Calendar) -> icalendar.Calendar:
    from icalendar import Calendar as Vcalendar

    calendar = Vcalendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//anmeld//anmeld {VERSION}//DA")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words.name)
    calendar.add("x-wr-timezone", ZONE_NAME)
    calendar.add_component(_zone())
    return calendar


def _zone() -> icalendar.Timezone:
    """Describe the zone by its two rules: Outlook reads no list of single days."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

    zone = Timezone()
    zone.add("tzid", ZONE_NAME)
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    for part, name, before, after, first, month in (
        (TimezoneDaylight(), "CEST", winter, summer, datetime(1996, 3, 31, 2), 3),  # noqa: DTZ001 - wall clock
        (TimezoneStandard(), "CET", summer, winter, datetime(1996, 10, 27, 3), 10),  # noqa: DTZ001 - wall clock
    ):
        part.add("dtstart", first)
        part.add("rrule", vRecur(freq="YEARLY", bymonth=month, byday="-1SU"))
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", name)
        zone.add_component(part)
    return zone


def _event(row: DeadlineRow, now: datetime, words: Calendar) -> icalendar.Event:
    from icalendar import Event

    start = _start(row)
    event = Event()
    event.add("uid", str(uuid.uuid5(_NAMESPACE, f"{row.number}\n{row.id}")))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", now.astimezone(UTC))
    event.add("dtstart", start)
    if not isinstance(start, datetime):
        event.add("dtend", start + _DAY)
    event.add("summary", _summary(row, start, words))
    event.add("description", "\n".join(_lines(row, words)))
    event.add("categories", [row.duty])
    # A deadline takes no time of the day: nobody is busy because of it.
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(row, start, words))
    return event


def _start(row: DeadlineRow) -> date | datetime:
    assert row.due is not None  # an open deadline has a day
    if isinstance(row.due, datetime):
        return row.due.astimezone(DENMARK)
    if row.cutoff:
        return datetime.combine(row.due, _clock(row.cutoff), DENMARK)
    return row.due


def _clock(written: str) -> time:
    hour, minute = written.split(".")
    return time(int(hour), int(minute))


def _summary(row: DeadlineRow, start: date | datetime, words: Calendar) -> str:
    if isinstance(start, datetime):
        clock = f"{start:%H.%M}"
        return words.summary_at.format(number=row.number, title=row.title, clock=clock)
    return words.summary.format(number=row.number, title=row.title)


def _lines(row: DeadlineRow, words: Calendar) -> Iterator[str]:
    yield words.what.format(what=row.what)
    yield words.who.format(who=row.who)
    yield words.to_whom.format(to_whom=row.to_whom)
    yield words.duty.format(duty=row.duty)
    if row.source:
        yield words.source.format(source=row.source)
    if row.url:
        yield row.url
    if row.folder:
        yield words.folder.format(folder=row.folder)


def _alarm(
    row: DeadlineRow, start: date | datetime, words: Calendar
) -> icalendar.Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _before(start))
    text = words.alarm.format(number=row.number, title=row.title)
    alarm.add("description", text)
    return alarm


def _before(start: date | datetime) -> timedelta:
    """Give how long before an event nine o'clock of the day before is.

    Counted on the real clock, because that is how calendars count hours back.
    """
    remind = datetime.combine(day_of(start) - _DAY, _REMIND_AT, DENMARK)
    begins = (
        start
        if isinstance(start, datetime)
        else datetime.combine(start, time(), DENMARK)
    )
    return remind.astimezone(UTC) - begins.astimezone(UTC)
