"""Deadlines: who must do what, until when, and where that stands at a moment.

A deadline goes by its own connecting date. It is never moved for a weekend or holiday;
that is only said. Hours are counted on the real clock; each episode has a window of its
own, and the earliest that is still open is the one shown (`rulings.md` 2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from anmeld._i18n import msg
from anmeld.errors import Fault, UsageError, Where
from anmeld.formatting.moments import DENMARK, Moment
from anmeld.law import windows
from anmeld.law.book import Law, LawValue
from anmeld.law.circumstances import Circumstances
from anmeld.law.course import Course
from anmeld.law.days import Instant, after, by_clock, day_of, free_day_name, moment_of
from anmeld.law.model import DeadlineRule, Reference
from anmeld.law.values import (
    Confidence,
    DeadlineStatus,
    Duty,
    Start,
    Track,
    Unit,
)
from anmeld.law.windows import Window
from anmeld.record.model import Record
from anmeld.record.values import Spor

_TRACKS = {
    Spor.ULYKKE: {Track.ALLE, Track.ULYKKE},
    Spor.ERHVERVSSYGDOM: {Track.ALLE, Track.ERHVERVSSYGDOM},
    Spor.BEGGE: set(Track),
    Spor.INGEN: {Track.ALLE},
}


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of a case.

    Attributes:
        id: Its id in the law data.
        title: What it is called, in Danish.
        who: Who acts, in Danish.
        to_whom: Who receives it, in Danish.
        what: What is done, in Danish.
        trigger: What sets it going, in Danish.
        counted_from: What it is counted from, in Danish.
        amount: How long it is, in Danish: `14 dage`; or the sentence that takes the
            place of a number.
        start: The day or moment it is counted from, or None if the record lacks it.
        due: The last day, or the moment it runs out.
        cutoff: The hour at which the last day ends where that is laid down: `23.59`.
        status: Where it stands.
        duty: How binding it is.
        track: The track on which it is of interest.
        reason: Why it is on the list, in Danish.
        reference: Where it stands in the law.
        checked: Last day a person compared it with the source.
        confidence: How well it is founded.
        remarks: What a reader must know of it, in Danish.
        windows: The window of each episode, for what is counted from episodes.
        rules: The dated values it rests on.
    """

    id: str
    title: str
    who: str
    to_whom: str
    what: str
    trigger: str
    counted_from: str
    amount: str
    start: Instant | None
    due: Instant | None
    cutoff: str | None
    status: DeadlineStatus
    duty: Duty
    track: Track
    reason: str
    reference: Reference
    checked: date
    confidence: Confidence
    remarks: tuple[str, ...]
    windows: tuple[Window, ...]
    rules: tuple[LawValue, ...]


def find_deadlines(
    record: Record,
    course: Course,
    now: datetime,
    law: Law,
    *,
    track: Spor | None = None,
) -> tuple[Deadline, ...]:
    """Find the deadlines that are of interest to a case.

    Args:
        record: The record.
        course: Its course.
        now: The moment of the run, with zone.
        law: The law.
        track: The track that holds; without it the deadlines of all tracks are given.

    Returns:
        The deadlines in the order of the law file.

    Raises:
        UsageError: `now-without-zone`.
        LawError: `law-not-in-force` if the law data does not reach back to the case.
    """
    if now.tzinfo is None:
        problem = msg("The moment of the run has no time zone.")
        raise UsageError(Fault("now-without-zone", Where(), problem))
    case = Circumstances(record, course, now, law)
    wanted = _TRACKS[track] if track else set(Track)
    found: dict[str, Deadline] = {}
    for rule_id, rule in law.deadlines.items():
        if rule.track in wanted and case.holds(rule.conditions):
            deadline = _deadline(case, rule_id, rule)
            if deadline is not None:
                found[rule_id] = _following(case, deadline, rule, found)
    return tuple(found.values())


def _deadline(case: Circumstances, rule_id: str, rule: DeadlineRule) -> Deadline | None:
    if rule.starts is Start.EPISODE:
        return _of_episodes(case, rule_id, rule)
    value = case.law.find(rule_id, case.connecting_day(rule.connecting))
    if value is None:
        return None
    start = _start(case, rule.starts, value.unit)
    due = after(start, value.number, value.unit) if start is not None else None
    reported = case.reported(rule.met_by)
    status = windows.status_of(reported, due, case.now)
    draft = _draft(case, rule_id, rule, value)
    remarks = [*draft.remarks]
    if status is DeadlineStatus.OVERSKREDET and reported is not None:
        remarks.append(case.say("anmeldt_for_sent"))
    if rule.starts is Start.ULYKKE and rule.track is Track.ULYKKE:
        remarks += case.several_accidents()
    if (
        rule.starts is Start.FOERSTE_FRAVAER
        and start != case.record.fravaer.foerste_dag
    ):
        remarks.append(case.say("foerste_fravaersdag"))
    return _with_last_remarks(
        case,
        replace(
            draft,
            start=start,
            due=due,
            cutoff=case.cutoff(rule.closes) if due is not None else None,
            status=status,
            remarks=tuple(remarks),
        ),
        rule,
    )


def _of_episodes(
    case: Circumstances, rule_id: str, rule: DeadlineRule
) -> Deadline | None:
    events = case.events_for(rule.conditions)
    opened = windows.open_windows(
        case.law, rule_id, events, case.reported(rule.met_by), case.now
    )
    if not opened:
        return None
    shown = windows.shown_of(opened)
    value = case.law.value(rule_id, shown.event.day)
    draft = _draft(case, rule_id, rule, value)
    remarks = (*draft.remarks, *windows.remarks_on(case, shown, opened, value.unit))
    if rule.met_by is None and case.record.politi.anmeldt is not None:
        remarks = (*remarks, case.say("anmeldt_begaering"))
    return _with_last_remarks(
        case,
        replace(
            draft,
            start=shown.start,
            due=shown.due,
            status=shown.status,
            remarks=remarks,
            windows=opened,
        ),
        rule,
    )


def _draft(
    case: Circumstances, rule_id: str, rule: DeadlineRule, value: LawValue
) -> Deadline:
    # How well it is founded stands beside its source, wherever a deadline is shown.
    said = [*rule.remarks, *([value.note] if value.note else [])]
    obligation = case.duty_of(rule_id, rule.duty)
    if case.is_conditional(rule.conditions) and not obligation.is_conditional:
        said.append(case.say("spor_betinget"))
    closes = (case.law.value(rule.closes, case.on),) if rule.closes else ()
    return Deadline(
        id=rule_id,
        title=rule.description,
        who=rule.who,
        to_whom=rule.to_whom,
        what=rule.what,
        trigger=rule.trigger,
        counted_from=_counted_from(rule),
        amount=value.text,
        start=None,
        due=None,
        cutoff=None,
        status=DeadlineStatus.UKENDT_TRIGGER,
        duty=obligation.duty,
        track=rule.track,
        reason=" ".join(obligation.reasons) or f"{rule.trigger}.",
        reference=value.reference,
        checked=value.checked,
        confidence=value.confidence,
        remarks=tuple(said),
        windows=(),
        rules=(value, *closes, *obligation.rules),
    )


def _counted_from(rule: DeadlineRule) -> str:
    # What the record holds no day of is named by what sets the deadline off.
    if rule.starts is Start.UOPLYST:
        return rule.trigger[:1].lower() + rule.trigger[1:]
    return rule.starts.betegnelse


def _start(case: Circumstances, starts: Start, unit: Unit) -> Instant | None:
    record = case.record
    if starts is Start.DOEDSFALD:
        death: Moment | None = record.foelger.doedsfald
        if death is None:
            return None
        if unit is Unit.HOURS:
            return moment_of(death).astimezone(DENMARK)
        return death.dato
    return {
        Start.ULYKKE: case.accident,
        Start.FOERSTE_FRAVAER: case.first_absence,
        Start.KENDSKAB: record.foelger.kendskab,
    }.get(starts)


def _following(
    case: Circumstances,
    deadline: Deadline,
    rule: DeadlineRule,
    found: dict[str, Deadline],
) -> Deadline:
    dues = [found[each].due for each in rule.follows if each in found]
    known = [due for due in dues if due is not None]
    if not known:
        return deadline
    due = min(known, key=by_clock)
    status = windows.status_of(None, due, case.now)
    return _with_last_remarks(case, replace(deadline, due=due, status=status), rule)


def _with_last_remarks(
    case: Circumstances, deadline: Deadline, rule: DeadlineRule
) -> Deadline:
    if deadline.due is None:
        return deadline
    remarks = list(deadline.remarks)
    free_day = free_day_name(day_of(deadline.due))
    if deadline.status is DeadlineStatus.AABEN and free_day is not None:
        remarks.append(case.say("ingen_forlaengelse", dag=free_day))
    if deadline.status is DeadlineStatus.OVERSKREDET and rule.met_by is None:
        remarks.append(case.say("ikke_paavist"))
    return replace(deadline, remarks=tuple(remarks))
