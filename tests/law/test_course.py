"""The course: derived from episodes, or from the incident's own two days."""

from __future__ import annotations

from datetime import date

import pytest

from anmeld.law import find_course
from anmeld.record.model import Haendelse

from .cases import episode, make_record


@pytest.mark.parametrize(
    ("days", "calendar", "working", "distinct"),
    [
        (["03.03.2025"], 1, 1, 1),
        (["03.03.2025", "04.03.2025", "05.03.2025"], 3, 3, 3),
        (["03.03.2025", "07.03.2025"], 5, 5, 2),
        (["06.03.2025", "11.03.2025"], 6, 4, 2),
        (["07.03.2025", "13.03.2025"], 7, 5, 2),
        (["03.03.2025", "10.03.2025"], 8, 6, 2),
        (["10.01.2025", "20.04.2025"], 101, 69, 2),
        (["01.02.2025", "01.04.2025"], 60, 42, 2),
        (["03.03.2025", "03.03.2025"], 1, 1, 1),
        (["28.02.2024", "01.03.2024"], 3, 3, 2),
    ],
)
def test_course__counts_both_ends(
    days: list[str], calendar: int, working: int, distinct: int
) -> None:
    course = find_course(make_record(*(episode(day) for day in days)))
    assert (course.days, course.working_days) == (calendar, working)
    assert (course.episodes, course.distinct_days) == (len(days), distinct)


def test_course__does_not_depend_on_the_order_of_episodes() -> None:
    record = make_record(episode("10.03.2025"), episode("03.03.2025"))
    course = find_course(record)
    assert (course.first_day, course.last_day) == (date(2025, 3, 3), date(2025, 3, 10))


def test_course__lasts_until_the_end_of_its_longest_episode() -> None:
    record = make_record(
        episode("03.03.2025", slut="12.03.2025"), episode("05.03.2025")
    )
    course = find_course(record)
    assert (course.last_day, course.days) == (date(2025, 3, 12), 10)
    assert not course.has_gaps


def test_course__over_midnight_is_two_days() -> None:
    record = make_record(episode("03.03.2025 kl. 23.50", slut="04.03.2025 kl. 00.20"))
    assert find_course(record).days == 2


def test_course__has_gaps_where_a_day_is_without_episode() -> None:
    with_gap = make_record(episode("03.03.2025"), episode("05.03.2025"))
    without = make_record(episode("03.03.2025"), episode("04.03.2025"))
    assert find_course(with_gap).has_gaps
    assert not find_course(without).has_gaps


@pytest.mark.parametrize(
    ("haendelse", "days"),
    [
        ({"foerste_dag": "03.03.2025", "sidste_dag": "07.03.2025"}, 5),
        ({"foerste_dag": "03.03.2025"}, 1),
    ],
)
def test_course__without_episodes_goes_by_the_incident(
    haendelse: dict[str, str], days: int
) -> None:
    course = find_course(make_record(haendelse=haendelse))
    assert course.is_known
    assert (course.days, course.episodes) == (days, 0)
    assert not course.has_gaps


def test_course__of_which_no_day_is_known_is_empty() -> None:
    """The reader refuses such a record; one made in a program may still be asked of."""
    dated = make_record(haendelse={"foerste_dag": "03.03.2025"})
    record = dated.model_copy(update={"haendelse": Haendelse()})
    course = find_course(record)
    assert not course.is_known
    assert (course.first_day, course.last_day, course.days) == (None, None, 0)
