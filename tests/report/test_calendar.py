"""The calendar, read back as a calendar program reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event, Timezone

from anmeld.batch.entry import Entry
from report.runs import NOW, ZONE, case, deadline, report


def read(*entries: Entry, now: datetime = NOW) -> Calendar:
    calendar = Calendar.from_ical(report(*entries, now=now)["frister.ics"])
    assert isinstance(calendar, Calendar)
    return calendar


def events(*frister: dict[str, Any], now: datetime = NOW) -> list[Event]:
    return read(case(frister=frister), now=now).events


def only(*frister: dict[str, Any], now: datetime = NOW) -> Event:
    (event,) = events(*frister, now=now)
    return event


def reminds_at(event: Event) -> datetime:
    """When the alarm goes off, counted as calendar programs do."""
    (alarm,) = event.walk("VALARM")
    start = event.decoded("dtstart")
    if not isinstance(start, datetime):
        start = datetime(start.year, start.month, start.day, tzinfo=ZONE)
    ahead = alarm.decoded("trigger")
    assert isinstance(ahead, timedelta)
    return (start.astimezone(UTC) + ahead).astimezone(ZONE)


def test_day__is_an_event_of_the_whole_day() -> None:
    event = only(deadline(senest="2025-03-25"))
    assert event.decoded("dtstart") == date(2025, 3, 25)
    assert event.decoded("dtend") == date(2025, 3, 26)


def test_deadline_of_easy__ends_at_its_last_minute() -> None:
    event = only(deadline(senest="2025-03-25", klokken="23.59"))
    assert event.decoded("dtstart") == datetime(2025, 3, 25, 23, 59, tzinfo=ZONE)
    assert "23.59" in str(event["summary"])


def test_moment__is_an_event_at_that_moment() -> None:
    event = only(deadline(senest="2025-03-28T11:30:00+01:00"))
    assert event.decoded("dtstart") == datetime(2025, 3, 28, 11, 30, tzinfo=ZONE)
    assert event["dtstart"].params["tzid"] == "Europe/Copenhagen"


@pytest.mark.parametrize(
    "frist",
    [
        deadline(senest="2025-03-25"),
        deadline(senest="2025-03-25", klokken="23.59"),
        deadline(senest="2025-03-25T03:10:00+01:00"),
    ],
)
def test_alarm__comes_in_the_morning_of_the_day_before(frist: dict[str, Any]) -> None:
    assert reminds_at(only(frist)) == datetime(2025, 3, 24, 9, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("senest", "klokken"),
    [("2025-03-31", None), ("2025-03-30", "23.59"), ("2025-10-26", "23.59")],
)
def test_alarm__keeps_its_hour_over_a_night_when_the_clock_moves(
    senest: str, klokken: str | None
) -> None:
    alarm = reminds_at(only(deadline(senest=senest, klokken=klokken)))
    day = date.fromisoformat(senest) - timedelta(days=1)
    assert (alarm.date(), alarm.hour, alarm.minute) == (day, 9, 0)


def test_passed_met_and_undated_deadlines__are_not_in_the_calendar() -> None:
    found = events(
        deadline("a", "2025-03-19"),
        deadline("b", "2025-03-25", status="overholdt"),
        deadline("c", None, status="udløser ikke oplyst"),
        deadline("d", "2025-03-20"),
        deadline("e", "2027-01-01"),
    )
    days = [event.decoded("dtstart") for event in found]
    assert days == [date(2025, 3, 20), date(2027, 1, 1)]


def test_title__is_case_number_and_what() -> None:
    event = only(deadline())
    assert str(event["summary"]) == "2025-001: Anmeldelse af arbejdsulykke"
    assert "Hvad: Anmeldelse af ulykken; snarest, og \\ i EASY\n" in str(
        event["description"]
    )


def test_identifier__stays_the_same_and_the_stamp_is_the_reports() -> None:
    """A calendar that is read again moves its events and adds none."""
    later = NOW + timedelta(days=2)
    first = events(deadline("a"), deadline("b"))
    again = events(deadline("a", "2025-04-01"), deadline("b"), now=later)
    other = read(case("2025-002", frister=[deadline("a")])).events
    ids = [str(event["uid"]) for event in first]
    assert len(set(ids)) == 2
    assert {str(event["uid"]) for event in again} == set(ids)
    assert str(other[0]["uid"]) not in ids
    assert first[0].decoded("dtstamp") == NOW
    assert again[0].decoded("dtstamp") == later


def test_zone__moves_the_clock_as_denmark_does() -> None:
    (part,) = read(case()).walk("VTIMEZONE")
    assert isinstance(part, Timezone)
    zone, real = part.to_tz(), ZoneInfo("Europe/Copenhagen")
    for day in range(0, 9000, 13):
        # Noon, and the hours around the change, as they stand on the wall.
        moment = datetime(2020, 1, 1, day % 24, 30) + timedelta(days=day)  # noqa: DTZ001
        assert moment.replace(tzinfo=zone).utcoffset() == (
            moment.replace(tzinfo=real).utcoffset()
        ), moment


def test_lines__are_as_the_standard_asks() -> None:
    data = report(case("sag-" + "æ🙂" * 30, frister=[deadline()]))["frister.ics"]
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2] == b"END:VCALENDAR"
    for name in (b"VERSION:2.0", b"METHOD:PUBLISH", b"TZID:Europe/Copenhagen"):
        assert name in lines


def test_hostile_case_number__stays_inside_its_title() -> None:
    number = "1\r\nEND:VEVENT\r\nATTACH:file:///x; , \\n"
    (event,) = read(case(number, frister=[deadline()])).events
    assert "ATTACH" not in event
    assert str(event["summary"]).startswith("1 END:VEVENT ATTACH:file:///x; , \\n: ")


def test_no_deadlines__give_a_calendar_without_events() -> None:
    assert read().events == []
