"""Whether an accident must be notified: to the insurer, and to Arbejdstilsynet.

The two have thresholds of their own, which part on 1 July 2026; both are looked up for
the day of the accident.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from anmeld.law.book import Law, LawValue
from anmeld.law.course import Course, end_of
from anmeld.law.days import after, day_of, moment_of
from anmeld.law.values import Duty
from anmeld.record.model import Episode, Record
from anmeld.record.values import Forventet, Genoptaget, Svar


@dataclass(frozen=True, slots=True)
class Obligation:
    """Whether one receiver must be notified, and why.

    Attributes:
        duty: `pligt`, `anbefalet` or `ikke_pligt`.
        reasons: Why, as Danish sentences.
        is_conditional: Whether it presupposes an injury nobody has stated or denied.
        rules: The dated values it rests on.
    """

    duty: Duty
    reasons: tuple[str, ...]
    is_conditional: bool
    rules: tuple[LawValue, ...]


class Notification(NamedTuple):
    """Whether an accident must be notified, to each of the two receivers.

    Attributes:
        insurer: Towards the insurer, or AES where there is none.
        authority: Towards Arbejdstilsynet.
    """

    insurer: Obligation
    authority: Obligation


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
        where a first day of absence is known; else nothing stated. The accident's own
        day counts for nothing (BEK 485/2024, section 3).
    """
    fravaer = record.fravaer
    if fravaer.dage is not None:
        return Absence(fravaer.dage, True)
    first, back = first_absence(record, course, law), fravaer.genoptaget_dato
    # Partly at work is partly absent (section 3), so that such a day still counts.
    is_certain = (
        first == fravaer.foerste_dag or fravaer.genoptaget is Genoptaget.DELVIST
    )
    if first is None or (back is None and not is_certain):
        return Absence(0, fravaer.forventet is Forventet.UNDER_1_DAG)
    lasts = ((back or first) - first).days
    return Absence(max(lasts, 1 if is_certain else 0), True)


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


def notification_duty(record: Record, course: Course, law: Law) -> Notification:
    """Decide whether insurer and Arbejdstilsynet must be notified.

    Args:
        record: The record.
        course: Its course.
        law: The law.

    Returns:
        What holds towards the insurer (or AES), and towards Arbejdstilsynet.

    Raises:
        LawError: If the law data does not reach back to the accident.
    """
    absence = find_absence(record, course, law)
    case = _Case(record, law, deciding_day(record, course, law), absence)
    if record.foelger.personskade is Svar.NEJ:
        none = case.obligation(Duty.IKKE_PLIGT, [case.say("spor_ingen")])
        return Notification(none, none)
    return Notification(_insurer(case), _authority(case))


@dataclass(frozen=True, slots=True)
class _Case:
    record: Record
    law: Law
    on: date
    absence: Absence

    def say(self, rule_id: str, **numbers: str) -> tuple[LawValue, str]:
        value = self.law.value(rule_id, self.on)
        return value, value.text.format(**numbers) if numbers else value.text

    def obligation(
        self, duty: Duty, said: list[tuple[LawValue, str]], *more: LawValue | None
    ) -> Obligation:
        conditional = self.record.foelger.personskade is Svar.UKENDT
        if conditional:
            said = [*said, self.say("spor_betinget")]
        rules = [*(value for value in more if value), *(value for value, _ in said)]
        return Obligation(
            duty, tuple(text for _, text in said), conditional, tuple(rules)
        )


def _insurer(case: _Case) -> Obligation:
    absence = case.absence
    threshold = case.law.find("forsikring_fravaer_taerskel", case.on)
    binding = [
        *_death(case),
        *_absence_reaches(case, absence, threshold),
        *_claim_expected(case),
        *_five_weeks_over(case, absence),
    ]
    if binding:
        return case.obligation(Duty.PLIGT, binding, threshold)
    advised = [*_absence_below(case, absence, threshold), *_claim_possible(case)]
    if advised:
        return case.obligation(Duty.ANBEFALET, advised, threshold)
    return case.obligation(Duty.IKKE_PLIGT, [case.say("grund_intet")], threshold)


def _authority(case: _Case) -> Obligation:
    absence = case.absence
    threshold = case.law.find("tilsyn_fravaer_taerskel", case.on)
    if binding := _absence_reaches(case, absence, threshold):
        return case.obligation(Duty.PLIGT, binding, threshold)
    if advised := _absence_below(case, absence, threshold):
        return case.obligation(Duty.ANBEFALET, advised, threshold)
    none = [case.say("grund_tilsyn_intet")]
    return case.obligation(Duty.IKKE_PLIGT, none, threshold)


_Said = Sequence[tuple[LawValue, str]]


def _death(case: _Case) -> _Said:
    return [case.say("grund_doedsfald")] if case.record.foelger.doedsfald else []


def _absence_reaches(
    case: _Case, absence: Absence, threshold: LawValue | None
) -> list[tuple[LawValue, str]]:
    if threshold is None or absence.days < threshold.number:
        return []
    return [case.say("grund_fravaer", taerskel=threshold.text)]


def _claim_expected(case: _Case) -> _Said:
    expected = case.record.foelger.krav_forventet is Svar.JA
    return [case.say("grund_krav")] if expected else []


def _five_weeks_over(case: _Case, absence: Absence) -> _Said:
    rule = case.law.find("forsikring_fem_uger", case.on)
    if rule is None:
        return []
    lasts = (day_of(after(case.on, rule.number, rule.unit)) - case.on).days
    if absence.days < lasts:
        return []
    return [case.say("grund_fem_uger", uger=rule.text)]


def _absence_below(
    case: _Case, absence: Absence, threshold: LawValue | None
) -> list[tuple[LawValue, str]]:
    if absence.is_denied:
        return []
    if threshold is None:
        return [case.say("grund_fravaer_uden_taerskel")] if absence.days else []
    which = "grund_under_taersklen" if absence.days else "grund_fravaer_uoplyst"
    return [case.say(which, taerskel=threshold.text)]


def _claim_possible(case: _Case) -> _Said:
    ruled_out = case.record.foelger.krav_forventet is Svar.NEJ
    return [] if ruled_out else [case.say("grund_krav_uvist")]
