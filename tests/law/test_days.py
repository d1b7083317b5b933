"""Counting days on the Danish calendar and hours on the real clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anmeld.formatting.moments import DENMARK, Moment
from anmeld.law.days import (
    after,
    by_clock,
    day_of,
    free_day_name,
    holidays_of,
    is_working_day,
    moment_of,
    working_days,
)
from anmeld.law.values import Unit

from .cases import moment

DAYS = st.dates(min_value=date(2017, 1, 1), max_value=date(2060, 12, 31))


@pytest.mark.parametrize(
    ("start", "due"),
    [
        # The night to 30 March 2025 is an hour short, so the wall clock ends later.
        (moment(2025, 3, 28, 14, 5), moment(2025, 3, 31, 15, 5)),
        (moment(2025, 3, 27, 1, 0), moment(2025, 3, 30, 1, 0)),
        (moment(2025, 3, 27, 2, 0), moment(2025, 3, 30, 3, 0)),
        # The night to 26 October 2025 is an hour longer, so it ends earlier.
        (moment(2025, 10, 24, 14, 5), moment(2025, 10, 27, 13, 5)),
        (moment(2025, 10, 23, 2, 30), moment(2025, 10, 26, 2, 30, fold=0)),
        (moment(2025, 10, 23, 3, 30), moment(2025, 10, 26, 2, 30, fold=1)),
        (moment(2025, 6, 2, 14, 5), moment(2025, 6, 5, 14, 5)),
    ],
)
def test_hours__run_on_the_real_clock_across_summer_time(
    start: datetime, due: datetime
) -> None:
    found = after(start, 72, Unit.HOURS)
    assert isinstance(found, datetime)
    assert found.astimezone(UTC) == due.astimezone(UTC)
    assert found.utcoffset() == due.utcoffset()


def test_hours__from_a_day_run_from_its_first_moment_in_denmark() -> None:
    found = after(date(2025, 3, 28), 48, Unit.HOURS)
    assert found == moment(2025, 3, 30, 0)


@pytest.mark.parametrize(
    ("start", "number", "unit", "due"),
    [
        (date(2025, 3, 3), 14, Unit.DAYS, date(2025, 3, 17)),
        (date(2024, 2, 20), 14, Unit.DAYS, date(2024, 3, 5)),
        (date(2025, 2, 20), 14, Unit.DAYS, date(2025, 3, 6)),
        (date(2023, 12, 25), 14, Unit.DAYS, date(2024, 1, 8)),
        (date(2024, 1, 1), 8, Unit.WEEKS, date(2024, 2, 26)),
        (date(2025, 8, 31), 6, Unit.MONTHS, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, Unit.MONTHS, date(2024, 2, 29)),
        (date(2025, 9, 4), 6, Unit.MONTHS, date(2026, 3, 4)),
        (date(2024, 2, 29), 1, Unit.YEARS, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, Unit.YEARS, date(2028, 2, 29)),
        (date(2025, 12, 31), 2, Unit.YEARS, date(2027, 12, 31)),
        # Over Easter 2025: Maundy Thursday to Easter Monday are free.
        (date(2025, 4, 15), 7, Unit.WORKING_DAYS, date(2025, 4, 29)),
    ],
)
def test_days__are_counted_from_the_day_after(
    start: date, number: int, unit: Unit, due: date
) -> None:
    assert after(start, number, unit) == due


def test_text__counts_nothing() -> None:
    with pytest.raises(ValueError, match="counts nothing"):
        after(date(2025, 3, 3), 1, Unit.TEXT)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2025, 3, 3), date(2025, 3, 7), 5),
        (date(2025, 3, 6), date(2025, 3, 11), 4),
        (date(2025, 3, 7), date(2025, 3, 13), 5),
        (date(2025, 3, 3), date(2025, 3, 10), 6),
        (date(2025, 3, 8), date(2025, 3, 9), 0),
        # Store bededag was a holiday for the last time on 5 May 2023.
        (date(2023, 5, 1), date(2023, 5, 5), 4),
        (date(2024, 4, 22), date(2024, 4, 26), 5),
        # 5 June, 24 and 31 December are working days; 25 and 26 December are not.
        (date(2025, 6, 5), date(2025, 6, 5), 1),
        (date(2025, 12, 22), date(2026, 1, 2), 7),
        (date(2025, 4, 14), date(2025, 4, 21), 3),
    ],
)
def test_working_days__leave_out_weekends_and_public_holidays(
    first: date, last: date, days: int
) -> None:
    assert working_days(first, last) == days


@given(DAYS, st.integers(min_value=0, max_value=400))
def test_working_days__are_those_that_one_counts_by_hand(
    first: date, length: int
) -> None:
    span = [first + timedelta(days=n) for n in range(length + 1)]
    assert working_days(first, span[-1]) == sum(map(is_working_day, span))


def test_holidays__have_danish_names_whatever_the_locale(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The library behind them goes by LANG unless told otherwise."""
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("LANGUAGE", "en_US")
    holidays_of.cache_clear()
    assert free_day_name(date(2025, 4, 21)) == "Anden påskedag"
    assert free_day_name(date(2025, 12, 25)) == "Juledag"


def test_free_day__is_named_or_none() -> None:
    assert free_day_name(date(2025, 3, 8)) == "en lørdag"
    assert free_day_name(date(2025, 3, 9)) == "en søndag"
    assert free_day_name(date(2025, 3, 10)) is None


def test_day__of_a_moment_is_the_day_in_denmark() -> None:
    assert day_of(datetime(2025, 3, 3, 23, 30, tzinfo=UTC)) == date(2025, 3, 4)
    assert day_of(date(2025, 3, 3)) == date(2025, 3, 3)


def test_moment__orders_the_two_halves_of_the_doubled_hour() -> None:
    """Python compares two moments of one zone by wall clock; the law does not."""
    first = moment(2025, 10, 26, 2, 45, fold=0)
    second = moment(2025, 10, 26, 2, 15, fold=1)
    assert first > second
    assert by_clock(first) < by_clock(second)
    day = date(2025, 10, 26)
    assert moment_of(Moment(day, first)) < moment_of(Moment(day, second))


@given(
    st.integers(min_value=0, max_value=43 * 366 * 24 * 60),
    st.integers(min_value=1, max_value=200),
)
def test_hours__are_exactly_as_many_as_asked_for(minutes: int, hours: int) -> None:
    since = datetime(2017, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    start = since.astimezone(DENMARK)
    due = after(start, hours, Unit.HOURS)
    assert by_clock(due) - by_clock(start) == timedelta(hours=hours)


@given(
    DAYS,
    DAYS,
    st.integers(min_value=1, max_value=60),
    st.sampled_from([unit for unit in Unit if unit is not Unit.TEXT]),
)
def test_due__never_comes_earlier_for_a_later_start(
    one: date, other: date, number: int, unit: Unit
) -> None:
    earlier, later = sorted([one, other])
    assert by_clock(after(earlier, number, unit)) <= by_clock(
        after(later, number, unit)
    )
    assert by_clock(after(later, number, unit)) > by_clock(later)
