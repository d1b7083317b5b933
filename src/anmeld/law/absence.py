"""The accident's own day, and the absence from work beyond it.

Both are read for the notice: an accident's day decides which rules hold, and absence
beyond it is what sets the duty and its deadline going.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from anmeld.law.book import Law
from anmeld.law.course import Course, end_of
from anmeld.law.days import moment_of
from anmeld.record.model import Episode, Record
from anmeld.record.values import Forventet, Genoptaget

_DAY: Final = timedelta(days=1)
# Longer than the accident's own day, also where that is counted among them.
_DAYS_AHEAD: Final = frozenset(
    (Forventet.DAGE_4_6, Forventet.DAGE_7_13, Forventet.DAGE_14_20)
).union((Forventet.UGER_3_5, Forventet.OVER_5_UGER))


@dataclass(frozen=True, slots=True)
class Absence:
    """What is known of the absence beyond the day of the accident.

    Attributes:
        days: Days known at least.
        is_stated: Whether anything at all is stated, so that 0 days means none.
    """

    days: int
    is_stated: bool

    @property
    def is_denied(self) -> bool:
        """Whether it is stated that there was none."""
        return self.is_stated and not self.days


def find_absence(record: Record, course: Course, law: Law) -> Absence:
    """Read how much absence beyond the day of the accident the record shows at least.

    Args:
        record: The record.
        course: Its course.
        law: The law.

    Returns:
        The days entered; else the days until work was taken up again; else one day
        where the record shows that there was one; else nothing stated. The accident's
        own day counts for nothing (BEK 485/2024, section 3), nor does an absence that
        was over before it.
    """
    fravaer = record.fravaer
    if fravaer.dage is not None:
        return Absence(fravaer.dage, True)
    first, back = first_absence(record, course, law), fravaer.genoptaget_dato
    unknown = Absence(0, fravaer.forventet is Forventet.UNDER_1_DAG)
    if first is None:
        return unknown
    is_beyond = first == fravaer.foerste_dag
    is_certain = is_beyond or _lasts_beyond(record, first)
    if back is None and not is_certain:
        return unknown
    if back is not None and back < first - _DAY and not is_beyond:
        return unknown
    lasts = ((back or first) - first).days
    return Absence(max(lasts, 1 if is_certain else 0), True)


def _lasts_beyond(record: Record, first: date) -> bool:
    """Whether absence from the accident's own day is said to have gone on after it."""
    fravaer, written = record.fravaer, record.sag.oprettet
    # Partly at work is partly absent (section 3), so that such a day still counts.
    if fravaer.genoptaget is Genoptaget.DELVIST or fravaer.forventet in _DAYS_AHEAD:
        return True
    # Not back yet says nothing where it was written before the day had passed.
    is_early = written is not None and written.dato < first
    return fravaer.genoptaget is Genoptaget.NEJ and not is_early


def first_absence(record: Record, course: Course, law: Law) -> date | None:
    """Give the first day of absence that the law knows: one beyond the accident's own.

    In a course the accident's own day is inferred to be its last; only its first day
    is certain not to be beyond it, so that no absence is lost by the inference.

    Args:
        record: The record.
        course: Its course.
        law: The law.

    Returns:
        The day entered, or the next where that is the accident's own: the earliest
        that it can be. None where none is entered.
    """
    entered = record.fravaer.foerste_dag
    alone = accident_episodes(record, course, law)
    began = alone[0].tidspunkt.dato if alone else course.first_day
    if entered is None or began is None or entered > began:
        return entered
    return began + timedelta(days=1)


def accident_episodes(record: Record, course: Course, law: Law) -> tuple[Episode, ...]:
    """Give the episodes that a person says caused injury alone, in a long course.

    Args:
        record: The record.
        course: Its course.
        law: The law.

    Returns:
        Those episodes in the order of time; empty where the course as a whole is the
        accident (`rulings.md` 1).
    """
    if course.last_day is None:
        return ()
    if course.days <= law.value("fem_dage", course.last_day).number:
        return ()
    alone = [each for each in record.episoder if each.alene_skadevoldende]
    return tuple(sorted(alone, key=lambda each: moment_of(each.tidspunkt)))


def accident_day(record: Record, course: Course, law: Law) -> date | None:
    """Give the day of the accident.

    Args:
        record: The record.
        course: Its course.
        law: The law.

    Returns:
        The last day of the course; in a long course with an episode that alone caused
        injury, that episode's last day, the first such where there are several; None
        where no day is known.
    """
    alone = accident_episodes(record, course, law)
    return end_of(alone[0]) if alone else course.last_day


def has_several_accidents(record: Record, course: Course, law: Law) -> bool:
    """Whether more than one episode alone caused injury: an accident each."""
    return len(accident_episodes(record, course, law)) > 1


def deciding_day(record: Record, course: Course, law: Law) -> date:
    """Give the day whose law holds for the accident, even where its day is not known.

    Args:
        record: The record.
        course: Its course.
        law: The law.

    Returns:
        The day of the accident; else the first day of absence, the day the case was
        written, or the first day that the five-day rule is known for.
    """
    written = record.sag.oprettet.dato if record.sag.oprettet else None
    return (
        accident_day(record, course, law)
        or record.fravaer.foerste_dag
        or written
        or law.rules["fem_dage"].values[-1].from_
    )
