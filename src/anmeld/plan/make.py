"""From a record, the law and a moment to the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from anmeld.catalogue import DocumentSpec, load_catalogue
from anmeld.law import (
    Deadline,
    Law,
    LawValue,
    find_course,
    find_deadlines,
    find_provisions,
    load_law,
    notification_duty,
    suggest_clinic,
    suggest_codes,
)
from anmeld.law.days import day_of, midnight
from anmeld.law.events import find_events
from anmeld.plan.cautions import Findings, find_cautions
from anmeld.plan.derived import derive
from anmeld.plan.documents import Basis, choose_documents, describe_document
from anmeld.plan.model import Plan, PlannedDocument
from anmeld.plan.published import find_standing
from anmeld.plan.steps import Situation, find_steps
from anmeld.plan.track import find_track
from anmeld.record.model import Record
from anmeld.record.values import Spor

_HELP: Final = "bistand_politianmeldelse"
_LAST: Final = datetime.max.replace(tzinfo=UTC)


def make_plan(
    record: Record,
    *,
    now: datetime,
    law: Law | None = None,
    catalogue: Mapping[str, DocumentSpec] | None = None,
) -> Plan:
    """Plan a case: its track, documents, deadlines, warnings and steps.

    Args:
        record: The record.
        now: The moment of the run, with zone; nothing here reads a clock.
        law: The law; the shipped data if left out.
        catalogue: The documents; the shipped ones if left out.

    Returns:
        The plan; the same for the same arguments.

    Raises:
        LawError: The law data does not reach back to the case.
        UsageError: `now` has no zone.
        TemplateError: The shipped documents are not whole.
    """
    rules = load_law() if law is None else law
    documents = load_catalogue(law=rules) if catalogue is None else catalogue
    plan = _law_of_the_case(record, now, rules)
    specs, not_made = choose_documents(documents, plan.facts(record))
    basis = _basis(record, plan, rules, specs)
    made = tuple(describe_document(spec, basis) for spec in specs)
    return replace(
        plan,
        documents=made,
        not_made=not_made,
        warnings=find_cautions(
            Findings(
                record=record,
                facts=basis.facts,
                track=plan.track,
                made=specs,
                deadlines=plan.deadlines,
                provisions=plan.provisions,
                rules=_rules_in_use(plan, made),
                law=rules,
                today=plan.today,
            )
        ),
        steps=find_steps(_situation(record, plan, made, rules)),
    )


def _law_of_the_case(record: Record, now: datetime, law: Law) -> Plan:
    """Everything that the law says, before any document is chosen."""
    today = day_of(now)
    course = find_course(record)
    track = find_track(record, course, today=today, law=law)
    provisions = find_provisions(law, record)
    deadlines = find_deadlines(record, course, now, law, track=track.value)
    is_accident = track.value in (Spor.ULYKKE, Spor.BEGGE)
    is_disease = track.value in (Spor.ERHVERVSSYGDOM, Spor.BEGGE)
    return Plan(
        course=course,
        track=track,
        documents=(),
        not_made=(),
        deadlines=tuple(sorted(deadlines, key=_by_due)),
        provisions=provisions,
        notification=notification_duty(record, course, law) if is_accident else None,
        clinic=suggest_clinic(law, record.medarbejder.region, today)
        if is_disease
        else None,
        warnings=(),
        steps=(),
        law_version=law.version,
        today=today,
        now=now,
        derived=derive(record, course, track, provisions),
        codes=suggest_codes(law, record, course.last_day or today)
        if is_accident
        else (),
    )


def _basis(
    record: Record, plan: Plan, law: Law, made: tuple[DocumentSpec, ...]
) -> Basis:
    days = {event.number: event.day for event in find_events(record)}
    suggested = [one for one in plan.provisions if not one.plan_only]
    return Basis(
        facts=plan.facts(record),
        track=plan.track,
        deadlines=plan.deadlines,
        provisions=tuple(
            law.value(one.id, days[number])
            for one in suggested
            for number in one.episodes or (None,)
        ),
        notification=plan.notification,
        clinic=plan.clinic,
        codes=tuple(one.rule for one in plan.codes if not one.is_group),
        law=law,
        on=plan.course.last_day or plan.today,
        made=made,
    )


def _situation(
    record: Record, plan: Plan, made: Iterable[PlannedDocument], law: Law
) -> Situation:
    return Situation(
        record=record,
        track=plan.track,
        made=frozenset(one.id for one in made),
        is_possible_offence=plan.derived["forloeb.mulig_bestemmelse"] is True,
        standing=find_standing(record, plan.today),
        help_source=law.rules[_HELP].values[-1].reference.title,
    )


def _rules_in_use(plan: Plan, made: Iterable[PlannedDocument]) -> tuple[LawValue, ...]:
    of_documents = (rule for one in made for rule in one.rules)
    of_deadlines = (rule for one in plan.deadlines for rule in one.rules)
    return (*plan.track.rules, *of_documents, *of_deadlines)


def _by_due(deadline: Deadline) -> tuple[bool, datetime]:
    if deadline.due is None:
        return True, _LAST
    if isinstance(deadline.due, datetime):
        return False, deadline.due
    # A day runs to its end, so it comes after every hour of that day.
    return False, midnight(deadline.due + timedelta(days=1))
