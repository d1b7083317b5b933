"""What an accident notice is for: the course, or the episodes that alone did harm."""

from __future__ import annotations

from datetime import date, datetime

from anmeld._i18n import msg
from anmeld.formatting.moments import Moment
from anmeld.law.course import Course
from anmeld.law.days import moment_of
from anmeld.plan.model import Accident
from anmeld.plan.words import Wording
from anmeld.record.model import Episode, Record


def in_order(record: Record) -> tuple[Episode, ...]:
    """Give the episodes in the order of time; an episode's number is its place here."""
    return tuple(sorted(record.episoder, key=lambda one: moment_of(one.tidspunkt)))


def find_accident(record: Record, course: Course, words: Wording) -> Accident | None:
    """Find what an accident notice is for.

    Args:
        record: The record.
        course: Its course.
        words: The law of the course's last day.

    Returns:
        The episodes that a person says alone caused injury, in a course too long to be
        an accident itself; otherwise the course as a whole; `None` without any day.
    """
    if course.first_day is None or course.last_day is None:
        return None
    episodes = in_order(record)
    alone = [
        (number, one)
        for number, one in enumerate(episodes, start=1)
        if one.alene_skadevoldende
    ]
    if alone and course.days > words.value("fem_dage").number:
        return _single(alone)
    if episodes:
        return Accident(*_span(list(episodes)), (), msg("The course as a whole."))
    first, last = Moment(course.first_day), Moment(course.last_day)
    return Accident(first, last, (), msg("The course as a whole."))


def _single(alone: list[tuple[int, Episode]]) -> Accident:
    numbers = tuple(number for number, _ in alone)
    listed = ", ".join(map(str, numbers))
    # Several of them are an accident each, so the dates can only be the first one's.
    span = _span([alone[0][1]])
    if len(alone) > 1:
        covers = msg(
            "Episodes no. {numbers}, each an accident by itself; the dates are those "
            "of the first.",
            numbers=listed,
        )
    else:
        covers = msg(
            "Episode no. {numbers} alone; the course as a whole is treated as a "
            "suspected occupational disease.",
            numbers=listed,
        )
    return Accident(*span, numbers, covers)


def _span(episodes: list[Episode]) -> tuple[Moment, Moment]:
    first = min((one.tidspunkt for one in episodes), key=moment_of)
    ends = [end for one in episodes for end in (one.tidspunkt, one.slut) if end]
    return first, max(ends, key=_end_order)


def _end_order(end: Moment) -> tuple[date, bool, datetime]:
    # An end that is only a day is later than any hour of that day.
    return end.dato, end.klokke is None, moment_of(end)
