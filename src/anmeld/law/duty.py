"""Whether an accident must be notified: to the insurer, and to Arbejdstilsynet.

The two have thresholds of their own, which part on 1 July 2026; both are looked up for
the day of the accident.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from anmeld.law.absence import Absence, deciding_day, find_absence
from anmeld.law.book import Law, LawValue
from anmeld.law.course import Course
from anmeld.law.days import after, day_of
from anmeld.law.values import Duty
from anmeld.record.model import Record
from anmeld.record.values import Svar


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
