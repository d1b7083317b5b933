"""Days and moments: day first, on the Danish clock, never guessed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anmeld._validation import FaultyValue
from anmeld.formatting import FILTERS
from anmeld.formatting.moments import DENMARK, Moment
from anmeld.record.days import (
    parse_day,
    parse_day_or_unknown,
    parse_eight_digits,
    parse_moment,
)

DAYS = st.dates(date(1850, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "3.12.2024",
        "03.12.2024",
        " 3. 12. 2024 ",
        "3/12 2024",
        "3/12-2024",
        "03-12-2024",
        "3. december 2024",
        "3. dec. 2024",
        "den 3. december 2024",
        "tirsdag den 3. december 2024",
        "Tirsdag 3. December 2024",
        "3.\u00a0december\u00a02024",
        "2024-12-03",
        date(2024, 12, 3),
    ],
)
def test_day__is_read_day_first(written: object) -> None:
    assert parse_day(written) == date(2024, 12, 3)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("3.13.2024", "no-such-month"),
        ("13/13 2024", "no-such-month"),
        ("3. march 2024", "no-such-month"),
        ("31.4.2024", "no-such-day"),
        ("29.2.2023", "no-such-day"),
        ("0.1.2024", "no-such-day"),
        ("2024-02-30", "no-such-day"),
        ("3.3.24", "short-year"),
        ("3/3-24", "short-year"),
        ("3. marts 24", "short-year"),
        ("mandag den 3. december 2024", "wrong-weekday"),
        ("03122024", "not-a-day"),
        ("45629", "not-a-day"),
        (45629, "not-a-day"),
        ("marts 2024", "not-a-day"),
        ("i går", "not-a-day"),
        ("٣.٣.٢٠٢٤", "not-a-day"),
        ("", "not-a-day"),
        (time(12), "not-a-day"),
        (datetime(2024, 12, 3, tzinfo=UTC), "not-a-day"),
        ("3.3.1024", "unlikely-year"),
    ],
)
def test_day__that_is_none_or_unclear_is_refused(written: object, code: str) -> None:
    with pytest.raises(FaultyValue) as caught:
        parse_day(written)
    assert caught.value.code == code
    assert caught.value.remedy is not None


@given(DAYS, st.sampled_from(["dato", "dato_lang", "ugedag"]))
def test_day__written_in_danish_is_read_back(day: date, name: str) -> None:
    assert parse_day(FILTERS[name](day)) == day


@given(DAYS)
def test_day__is_never_swapped(day: date) -> None:
    """Month first is the same day, refused, or the other day a Dane would read."""
    swapped = f"{day.month}.{day.day}.{day.year}"
    if day.day > 12:
        with pytest.raises(FaultyValue):
            parse_day(swapped)
    else:
        assert parse_day(swapped) == date(day.year, day.day, day.month)


@given(DAYS)
def test_eight_digits__are_read_day_first_where_a_column_holds_dates(day: date) -> None:
    assert parse_eight_digits(f"{day.day:02}{day.month:02}{day.year}") == day


def test_day__may_be_stated_to_be_unknown() -> None:
    assert parse_day_or_unknown(" Ukendt ") == "ukendt"
    assert parse_day_or_unknown("3.3.2024") == date(2024, 3, 3)


@pytest.mark.parametrize(
    "written",
    [
        "3.3.2024 kl. 14.05",
        "3.3.2024 kl 14:05",
        "3.3.2024 14.05",
        "3.3.2024, kl. 14.05",
        "3/3 2024 kl. 14.05",
        "søndag den 3. marts 2024 kl. 14.05",
        "2024-03-03T14:05",
        "2024-03-03 14:05:00",
        "2024-03-03T14:05:00+01:00",
        "2024-03-03T13:05Z",
        datetime(2024, 3, 3, 14, 5),  # noqa: DTZ001 - TOML's local form
        datetime(2024, 3, 3, 13, 5, tzinfo=UTC),
    ],
)
def test_moment__is_on_the_danish_clock(written: object) -> None:
    expected = datetime(2024, 3, 3, 14, 5, tzinfo=DENMARK)
    moment = parse_moment(written)
    assert moment == Moment(date(2024, 3, 3), expected)
    assert moment.iso == "2024-03-03T14:05:00+01:00"


@pytest.mark.parametrize("written", ["3.3.2024", "2024-03-03", date(2024, 3, 3)])
def test_moment__without_a_clock_is_a_day(written: object) -> None:
    assert parse_moment(written) == Moment(date(2024, 3, 3))


def test_moment__with_another_offset_keeps_it_and_falls_on_the_danish_day() -> None:
    moment = parse_moment("2024-12-31T20:30:00-05:00")
    assert moment.dato == date(2025, 1, 1)
    assert moment.klokke == datetime(2025, 1, 1, 2, 30, tzinfo=DENMARK)
    assert moment.angivet is not None
    assert moment.angivet.isoformat() == "2024-12-31T20:30:00-05:00"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31.3.2024 kl. 2.30", "nonexistent-time"),
        ("2024-03-31T02:00:00", "nonexistent-time"),
        ("27.10.2024 kl. 2.30", "ambiguous-time"),
        ("2024-10-27T02:59:59", "ambiguous-time"),
        ("3.3.2024 kl. 24.00", "no-such-time"),
        ("3.3.2024 kl. 9.5", "not-a-day"),
        ("3.3.2024 klokken to", "not-a-day"),
        ("14.05", "not-a-day"),
        (time(14, 5), "not-a-day"),
        ("2024-03-03T14:05+19:00", "no-such-offset"),
        ("2024-03-03T14:05+01:75", "no-such-offset"),
    ],
)
def test_moment__that_is_none_or_unclear_is_refused(written: object, code: str) -> None:
    with pytest.raises(FaultyValue) as caught:
        parse_moment(written)
    assert caught.value.code == code
    assert caught.value.remedy is not None


@pytest.mark.parametrize("hours", [1, 2])
def test_moment__in_the_hour_that_comes_twice_is_told_by_its_offset(hours: int) -> None:
    written = f"2024-10-27T02:30:00+0{hours}:00"
    zone = timezone(timedelta(hours=hours))
    moment = parse_moment(written)
    assert moment.klokke == datetime(2024, 10, 27, 2, 30, tzinfo=zone)
    assert moment.iso == written


def test_moments__across_summer_time_are_as_far_apart_as_they_were() -> None:
    before, after = parse_moment("30.3.2024 kl. 12"), parse_moment("31.3.2024 kl. 12")
    assert before.klokke is not None
    assert after.klokke is not None
    assert after.klokke - before.klokke == timedelta(hours=23)


@given(
    st.datetimes(
        datetime(1990, 1, 1),  # noqa: DTZ001 - made aware below
        datetime(2199, 12, 30),  # noqa: DTZ001
        timezones=st.just(DENMARK),
        allow_imaginary=False,
    )
)
def test_moment__written_as_iso_is_read_back(at: datetime) -> None:
    moment = parse_moment(at.isoformat())
    assert moment.klokke == at.astimezone(UTC)
    assert moment.dato == at.date()
    assert parse_moment(moment.iso) == moment
