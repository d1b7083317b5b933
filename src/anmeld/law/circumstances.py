"""What the deadlines ask of a case, answered once a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property

from anmeld.formatting.moments import Moment
from anmeld.law.absence import (
    Absence,
    accident_day,
    deciding_day,
    find_absence,
    first_absence,
    has_several_accidents,
)
from anmeld.law.book import Law, LawValue
from anmeld.law.course import Course
from anmeld.law.days import day_of
from anmeld.law.duty import Notification, Obligation, notification_duty
from anmeld.law.events import Event, find_events
from anmeld.law.provisions import find_matches
from anmeld.law.values import Condition, Connecting, Duty, Evidence
from anmeld.record.model import Record
from anmeld.record.values import Genoptaget, Svar


class Circumstances:
    """A case as the deadlines look at it.

    Args:
        record: The record.
        course: Its course.
        now: The moment of the run, with zone.
        law: The law.
    """

    def __init__(self, record: Record, course: Course, now: datetime, law: Law) -> None:
        self.record = record
        self.now = now
        self.law = law
        self._course = course

    @cached_property
    def accident(self) -> date | None:
        """The day of the accident, where it is known."""
        return accident_day(self.record, self._course, self.law)

    @cached_property
    def on(self) -> date:
        """The day whose law holds for the accident."""
        return deciding_day(self.record, self._course, self.law)

    @cached_property
    def absence(self) -> Absence:
        """The absence as far as it is stated."""
        return find_absence(self.record, self._course, self.law)

    @cached_property
    def first_absence(self) -> date | None:
        """The first day of absence that the law knows, where one is entered."""
        return first_absence(self.record, self._course, self.law)

    @cached_property
    def threshold(self) -> LawValue | None:
        """The absence that makes a notice to the insurer a duty."""
        return self.law.find("forsikring_fravaer_taerskel", self.on)

    @cached_property
    def notification(self) -> Notification:
        """Whether insurer and Arbejdstilsynet must be notified."""
        return notification_duty(self.record, self._course, self.law)

    @cached_property
    def _events(self) -> tuple[Event, ...]:
        return find_events(self.record)

    def say(self, rule_id: str, **values: object) -> str:
        """Give a sentence of the law data as it stands on the day of the run."""
        text = self.law.value(rule_id, self._today).text
        return text.format(**values) if values else text

    def cutoff(self, rule_id: str | None) -> str | None:
        """Give the hour at which a last day ends, where a rule lays it down."""
        return self.law.value(rule_id, self.on).text if rule_id else None

    def connecting_day(self, connecting: Connecting) -> date:
        """Give the day that decides which version of a rule holds.

        Args:
            connecting: What the rule goes by.

        Returns:
            That day; the day of the run where the record does not state it.
        """
        known = {
            Connecting.ULYKKE: self.on,
            Connecting.FOERSTE_FRAVAER: self.first_absence,
            Connecting.KENDSKAB: self.record.foelger.kendskab,
        }
        return known.get(connecting) or self._today

    def reported(self, evidence: Evidence | None) -> Moment | None:
        """Give when the record shows that a deadline was met, if it does."""
        if evidence is Evidence.FORSIKRING:
            return self.record.forsikring.anmeldt
        if evidence is Evidence.POLITI:
            return self.record.politi.anmeldt
        return None

    def is_conditional(self, conditions: Iterable[Condition]) -> bool:
        """Whether a deadline presupposes an injury nobody has stated or denied."""
        unknown = self.record.foelger.personskade is Svar.UKENDT
        return unknown and Condition.PERSONSKADE in conditions

    def several_accidents(self) -> list[str]:
        """Say so where more than one episode is an accident of its own."""
        if not has_several_accidents(self.record, self._course, self.law):
            return []
        return [self.say("flere_skadevoldende")]

    def duty_of(self, rule_id: str, laid_down: Duty) -> Obligation:
        """Give how binding a deadline is, and why where that is worked out.

        Args:
            rule_id: Its id.
            laid_down: What the law file says of it.

        Returns:
            The duty and its reasons; no reasons where the law file alone says it.
        """
        insurer, authority = self.notification
        match rule_id:
            case "forsikring_fravaer":
                reached = self.threshold is not None and (
                    self.absence.days >= self.threshold.number
                )
                return replace(insurer, duty=_duty(reached))
            case "forsikring_krav":
                expected = self.record.foelger.krav_forventet is Svar.JA
                return replace(insurer, duty=_duty(expected))
            case "tilsyn_fravaer":
                return authority
            case "voldsskade_vejledning":
                cover = self.record.forsikring.voldsskadeforsikring
                laid_down = _duty(cover is Svar.JA)
        return Obligation(laid_down, (), False, ())

    def holds(self, conditions: Iterable[Condition]) -> bool:
        """Whether all of a deadline's conditions hold."""
        return all(self._answers[condition]() for condition in conditions)

    def events_for(self, conditions: Iterable[Condition]) -> tuple[Event, ...]:
        """Give the events that an episode's deadline is counted from.

        Args:
            conditions: The deadline's own.

        Returns:
            Those with a possible provision; where the deadline is for requests, those
            with a provision that needs one.
        """
        if Condition.EGEN_BEGAERING in conditions:
            return tuple(filter(self._needs_request, self._events))
        return tuple(filter(self._may_be_punishable, self._events))

    @property
    def _today(self) -> date:
        return day_of(self.now)

    @cached_property
    def _answers(self) -> Mapping[Condition, Callable[[], bool]]:
        record = self.record
        injury, cover = (
            record.foelger.personskade,
            record.forsikring.voldsskadeforsikring,
        )
        return {
            Condition.PERSONSKADE: lambda: injury is not Svar.NEJ,
            Condition.DOEDSFALD: lambda: record.foelger.doedsfald is not None,
            Condition.FRAVAER: lambda: not self.absence.is_denied,
            Condition.UTILSTRAEKKELIGT_FRAVAER: self._may_rest_on_claim,
            Condition.IKKE_GENOPTAGET: self._not_resumed_in_time,
            Condition.ANMELDT: lambda: record.forsikring.anmeldt is not None,
            Condition.VOLDSSKADEFORSIKRING: lambda: cover is not Svar.NEJ,
            Condition.BORGERSAG: lambda: record.borgersag is not None,
            Condition.MULIG_OVERTRAEDELSE: lambda: any(
                map(self._may_be_punishable, self._events)
            ),
            Condition.EGEN_BEGAERING: lambda: any(
                map(self._needs_request, self._events)
            ),
            Condition.ALDRIG: lambda: False,
        }

    def _may_rest_on_claim(self) -> bool:
        if self.record.foelger.krav_forventet is Svar.NEJ:
            return False
        limit = self.threshold
        return limit is None or self.absence.days < limit.number

    def _not_resumed_in_time(self) -> bool:
        absence = self.record.fravaer
        if absence.genoptaget is not Genoptaget.HELT:
            return True
        # Back at work: the absence that is known decides whether that took too long.
        rules = {value.rule for value in self.notification.insurer.rules}
        return "grund_fem_uger" in rules

    def _may_be_punishable(self, event: Event) -> bool:
        return any(not m.kind.plan_only for m in find_matches(self.law, event))

    def _needs_request(self, event: Event) -> bool:
        return any(
            match.text.own_request and not match.kind.plan_only
            for match in find_matches(self.law, event)
        )


def _duty(is_binding: bool) -> Duty:
    return Duty.PLIGT if is_binding else Duty.ANBEFALET
