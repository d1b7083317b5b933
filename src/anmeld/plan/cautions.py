"""What a person must look at before anything is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from anmeld._i18n import msg
from anmeld.catalogue import DocumentSpec, Facts
from anmeld.law import Confidence, DeadlineStatus, Duty, Law, LawValue
from anmeld.law.days import day_of, free_day_name
from anmeld.law.deadlines import Deadline
from anmeld.law.events import find_events
from anmeld.law.provisions import Provision, events_before_law
from anmeld.plan.accident import in_order
from anmeld.plan.future import find_future
from anmeld.plan.labels import label
from anmeld.plan.model import Caution, Track
from anmeld.plan.published import still_stands
from anmeld.plan.words import Wording, enumerated, sections, verbatim, written
from anmeld.record.fields import title_of
from anmeld.record.model import Record
from anmeld.record.values import Relation, Spor, Svar

_POLICE_HOURS: Final = "politi_72_timer"
_OWN_REQUEST: Final = "paatale_seks_maaneder"


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that warnings are drawn from.

    Attributes:
        record: The record.
        facts: The record's facts and the plan's own.
        track: The track.
        made: The documents that are made.
        deadlines: The deadlines.
        provisions: Possible penal provisions.
        rules: The dated values that documents and deadlines rest on.
        law: The law.
        today: The day of the run.
    """

    record: Record
    facts: Facts
    track: Track
    made: tuple[DocumentSpec, ...]
    deadlines: tuple[Deadline, ...]
    provisions: tuple[Provision, ...]
    rules: tuple[LawValue, ...]
    law: Law
    today: date


def find_cautions(at: Findings) -> tuple[Caution, ...]:
    """Find what a person must look at.

    Args:
        at: The case and what the plan found.

    Returns:
        The warnings: about persons first, then deadlines, then the record's gaps.
    """
    words = Wording(at.law, at.today)
    return (
        *_offender(at, words),
        *_protection(at),
        *_evidence(at),
        *_police(at, words),
        *_deadlines(at.deadlines),
        *_injury(at),
        *find_future(at.record, at.today),
        *_missing(at),
        *_foundations(at),
    )


def is_under_age(record: Record, law: Law) -> bool:
    """Say whether the alleged offender was below the age of criminal responsibility.

    Args:
        record: The record.
        law: The law, for the age.

    Returns:
        Whether the record says so, or a day of birth shows it for any episode.
    """
    if record.udoever.under_15 is Svar.JA:
        return True
    born = record.udoever.foedselsdato
    if not isinstance(born, date):
        return False
    return any(
        _age(born, event.day) < law.value("lavalder", event.day).number
        for event in find_events(record)
        if event not in events_before_law(law, record)
    )


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _offender(at: Findings, words: Wording) -> Iterator[Caution]:
    if is_under_age(at.record, at.law):
        text = words.say(
            "under_15",
            "The alleged offender is below the age of criminal responsibility and "
            "cannot be punished. Talk to the management before a report to the police.",
        )
        keys = ("udoever.under_15", "udoever.foedselsdato")
        yield Caution("offender-under-15", text, keys)
    if at.record.udoever.relation in (Relation.KOLLEGA, Relation.LEDER):
        text = words.say(
            "digital_chikane_vold",
            "Digital harassment from citizens is treated as violence; from colleagues "
            "or management as offensive conduct.",
        )
        yield Caution("offender-is-colleague", text, ("udoever.relation",))


def _protection(at: Findings) -> Iterator[Caution]:
    if at.record.medarbejder.adressebeskyttelse:
        yield Caution(
            "address-protected",
            msg(
                "The employee's address is protected. No document but the letter to "
                "the doctor carries it; mind free text and evidence."
            ),
            ("medarbejder.adressebeskyttelse",),
        )


def _evidence(at: Findings) -> Iterator[Caution]:
    # Evidence names an episode by its place in the record; people by that in time.
    shown = {one.episode for one in at.record.bilag}
    ordered = in_order(at.record)
    bare = [
        str(ordered.index(one) + 1)
        for place, one in enumerate(at.record.episoder, start=1)
        if still_stands(one) and place not in shown
    ]
    # Evidence that names no episode may show any of them.
    if bare and not (at.record.bilag and shown == {None}):
        yield Caution(
            "evidence-while-it-stands",
            msg(
                "Published content is not said to be removed, and no evidence shows "
                "it: episodes no. {numbers}. Save it before it is removed.",
                numbers=enumerated(bare),
            ),
            ("bilag[]",),
        )


def _police(at: Findings, words: Wording) -> Iterator[Caution]:
    yield from _police_hours(at)
    yield from _own_request(at)
    if at.record.politi.dispensation is not None:
        text = words.say(
            "dispensation_notat",
            "Within 72 hours the employer considers whether specific grounds speak "
            "against a report to the police, and if so writes a reasoned note.",
        )
        yield Caution("dispensation-note", text, ("politi.dispensation",))


def _own_request(at: Findings) -> Iterator[Caution]:
    own = (one for one in at.provisions if one.needs_own_request and not one.plan_only)
    cited = dict.fromkeys(one.paragraph for one in own)
    if not cited:
        return
    limit = next((one for one in at.deadlines if one.id == _OWN_REQUEST), None)
    due = written(limit.due) if limit and limit.due else "-"
    said = {"paragraphs": sections([*cited]), "due": due}
    text = msg(
        "Prosecuted only at the employee's own signed request, not at the employer's "
        "report: {paragraphs}; at the latest {due}.",
        **said,
    )
    if limit and limit.status is DeadlineStatus.OVERSKREDET:
        text = msg(
            "Prosecuted only at the employee's own signed request: {paragraphs}. The "
            "time for it ran out {due}, counted from the day of the episode, which is "
            "the earliest possible.",
            **said,
        )
    yield Caution("own-request-needed", text)


def _police_hours(at: Findings) -> Iterator[Caution]:
    hours = next((one for one in at.deadlines if one.id == _POLICE_HOURS), None)
    if hours is None or hours.due is None:
        return
    if hours.status is DeadlineStatus.AABEN:
        yield Caution(
            "police-hours-open",
            msg(
                "A report to the police must be made by {due} for compensation from "
                "the state.",
                due=written(hours.due),
            ),
            ("politi.anmeldt",),
        )
    elif hours.status is DeadlineStatus.OVERSKREDET:
        yield Caution(
            "police-hours-passed",
            msg(
                "The time for compensation from the state ran out {due}. A report to "
                "the police can still be made, and the limit can be waived.",
                due=written(hours.due),
            ),
            ("politi.anmeldt",),
        )


def _deadlines(deadlines: Iterable[Deadline]) -> Iterator[Caution]:
    for one in deadlines:
        if one.due is None:
            continue
        if one.status is DeadlineStatus.OVERSKREDET and one.duty is Duty.PLIGT:
            text = msg(
                "{title} ({who}): the deadline passed {due}, and the record does not "
                "show that it was met.",
                title=verbatim(one.title),
                who=one.who,
                due=written(one.due),
            )
            yield Caution("deadline-passed", text)
        name = free_day_name(day_of(one.due))
        # Rights run for years; that they end on a free day stands with the deadline.
        is_pressing = one.status is DeadlineStatus.AABEN and one.duty is not Duty.RET
        if is_pressing and name is not None:
            text = msg(
                "{title}: the last day, {due}, falls on {name}; the deadline has not "
                "been moved.",
                title=verbatim(one.title),
                due=written(one.due),
                name=name,
            )
            yield Caution("deadline-on-free-day", text)


def _injury(at: Findings) -> Iterator[Caution]:
    if at.record.foelger.doedsfald is not None:
        text = msg("A death is stated; see the deadline counted in hours.")
        yield Caution("death", text, ("foelger.doedsfald",))
    if at.track.is_conditional:
        text = msg("Whether there is an injury is not stated; the track rests on it.")
        yield Caution("injury-unknown", text, ("foelger.personskade",))
    if at.track.accident is not None and len(at.track.accident.episodes) > 1:
        text = msg(
            "Several episodes are each said to have caused injury alone; each of them "
            "is notified by itself, and the deadlines are those of the first."
        )
        yield Caution("several-accidents", text, ("episoder[].alene_skadevoldende",))
    if at.track.rule is Spor.INGEN and at.track.is_unresolved:
        keys = ("episoder[]", "haendelse.foerste_dag", "haendelse.sidste_dag")
        yield Caution("no-days", msg("No day of the incident is stated."), keys)


def _missing(at: Findings) -> Iterator[Caution]:
    for spec in at.made:
        gaps = [need.any_of for need in spec.needs if need.is_missing(at.facts)]
        if gaps:
            text = msg(
                "{title}: prints »Ikke oplyst« for {keys}.",
                title=verbatim(spec.title),
                keys="; ".join(_titles(names) for names in gaps),
            )
            keys = tuple(name for names in gaps for name in names)
            yield Caution("facts-missing", text, keys)


def _titles(names: Iterable[str]) -> str:
    return " / ".join(f"{title_of(Record, name)} ({name})" for name in names)


def _foundations(at: Findings) -> Iterator[Caution]:
    by_confidence: dict[Confidence, dict[str, None]] = {}
    for one in at.rules:
        if one.confidence.is_weak:
            named = by_confidence.setdefault(one.confidence, {})
            named[one.description] = None
    for confidence, named in by_confidence.items():
        text = msg(
            "Founded as »{confidence}«: {rules}.",
            confidence=label(confidence),
            rules="; ".join(named),
        )
        yield Caution("weak-foundation", text)
    if events_before_law(at.law, at.record):
        yield Caution(
            "before-the-law-data",
            msg("Episodes older than the law data have no possible provisions here."),
            ("episoder[].tidspunkt",),
        )
