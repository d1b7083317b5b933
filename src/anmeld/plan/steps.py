"""The checklist of the guide, for employee, leader and safety organisation.

A step is ticked only where the record shows it done, with the day if it has one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from anmeld._i18n import Message, msg
from anmeld.plan.model import Actor, Step, Track
from anmeld.plan.published import Standing
from anmeld.record.model import Record
from anmeld.record.values import Relation, Spor, Svar, Tiltagsart, Tiltagsstatus


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides which steps there are.

    Attributes:
        record: The record.
        track: The track.
        made: Ids of the documents that are made.
        is_possible_offence: Whether the police may be concerned.
        standing: What was published, and whether it still stands.
        help_source: The source of the employer's duty to offer help with a report.
    """

    record: Record
    track: Track
    made: frozenset[str]
    is_possible_offence: bool
    standing: Standing | None
    help_source: str

    @property
    def concerns_citizen(self) -> bool:
        """Whether a citizen's case is touched by somebody from outside."""
        inside = (Relation.KOLLEGA, Relation.LEDER)
        return (
            self.record.borgersag is not None
            and self.record.udoever.relation not in inside
        )


def find_steps(situation: Situation) -> tuple[Step, ...]:
    """Give the steps of the guide that a case calls for.

    Args:
        situation: The case.

    Returns:
        The steps: the employee's, the leader's, the safety organisation's, each in the
        order to take them; saving evidence comes first of all.
    """
    return (
        *_employee(situation),
        *_leader_at_once(situation),
        *_leader_outwards(situation),
        *_safety_organisation(situation),
    )


def _employee(at: Situation) -> Iterator[Step]:
    record, actor = at.record, Actor.MEDARBEJDER
    yield _evidence(at)
    yield _step(
        record,
        "tell-leader",
        actor,
        msg("Tell your leader, who has a duty to support you."),
        Tiltagsart.LEDER_ORIENTERET,
    )
    yield Step(
        "keep-confidentiality",
        actor,
        msg(
            "Do not answer in public; keep your duty of confidentiality, and keep "
            "private and professional profiles apart."
        ),
    )
    if "journalnotat" in at.made:
        text = msg("Put the note into the citizen's case without delay.")
        yield Step("file-note", actor, text)
    if at.track.value in (Spor.ERHVERVSSYGDOM, Spor.BEGGE):
        yield Step("see-doctor", actor, _doctor(at))
    if at.concerns_citizen:
        yield _step(
            record,
            "explain-complaint",
            actor,
            msg("Explain to the citizen how to complain or appeal."),
            Tiltagsart.VEJLEDNING_KLAGE,
        )


def _evidence(at: Situation) -> Step:
    secured = [one.sikret.dato for one in at.record.bilag if one.sikret]
    if at.standing is not None and at.standing.is_standing:
        text = msg(
            "Save evidence now, while the content still stands: screenshots with "
            "address, profile, date and time, and the original messages."
        )
    else:
        text = msg(
            "Save evidence: screenshots with address, profile, date and time, and the "
            "original messages."
        )
    return _step(
        at.record,
        "save-evidence",
        Actor.MEDARBEJDER,
        text,
        Tiltagsart.BEVIS_SIKRET,
        also=secured,
    )


def _doctor(at: Situation) -> Message:
    if "henvisning" in at.made:
        return msg(
            "Take the letter to your own doctor and ask to be referred to a clinic of "
            "occupational medicine; the doctor has a duty to notify."
        )
    return msg(
        "Go to your own doctor and ask to be referred to a clinic of occupational "
        "medicine; the doctor has a duty to notify. A letter is made when you consent "
        "to it (samtykke.henvisning)."
    )


def _leader_at_once(at: Situation) -> Iterator[Step]:
    record, actor = at.record, Actor.LEDER
    created = [record.sag.oprettet.dato] if record.sag.oprettet else []
    yield _step(
        record,
        "register",
        actor,
        msg("See that the incident is registered internally."),
        also=created,
    )
    yield _step(
        record,
        "support",
        actor,
        msg("Offer psychological first aid, crisis help or a debriefing."),
        Tiltagsart.PSYKISK_FOERSTEHJAELP,
        Tiltagsart.KRISEHJAELP,
        Tiltagsart.DEFUSING,
    )
    if at.standing is not None:
        yield _step(
            record,
            "ask-removal",
            actor,
            msg("Ask the medium or the administrator to remove the content."),
            Tiltagsart.FJERNELSE_ANMODET,
        )
    yield from _leader_inwards(at)


def _leader_inwards(at: Situation) -> Iterator[Step]:
    record, actor = at.record, Actor.LEDER
    yield _step(
        record,
        "talk",
        actor,
        msg("Talk it through at a meeting with the employee and the colleagues."),
        Tiltagsart.KOLLEGER_ORIENTERET,
        Tiltagsart.MOEDE,
    )
    if at.concerns_citizen:
        yield _step(
            record,
            "other-caseworker",
            actor,
            msg("Consider another caseworker, or another form of contact."),
            Tiltagsart.SAGSBEHANDLERSKIFTE,
            Tiltagsart.KONTAKTFORM,
        )


def _leader_outwards(at: Situation) -> Iterator[Step]:
    record, actor = at.record, Actor.LEDER
    if at.track.value in (Spor.ULYKKE, Spor.BEGGE):
        notified = [record.forsikring.anmeldt.dato] if record.forsikring.anmeldt else []
        yield _step(
            record,
            "notify-easy",
            actor,
            msg("Notify the accident in EASY; the document alone is not the notice."),
            Tiltagsart.FORSIKRING_ANMELDT,
            also=notified,
        )
    if at.is_possible_offence:
        yield _step(
            record,
            "offer-police-help",
            actor,
            _police_help(at),
            Tiltagsart.BISTAND_POLITI,
        )
    if "politianmeldelse" in at.made:
        yield from _police(at)


def _police_help(at: Situation) -> Message:
    if any(one.i_arbejdstid is Svar.NEJ for one in at.record.episoder):
        return msg(
            "Offer the employee help with a report to the police. It is a duty for "
            "what happened outside working hours ({source}).",
            source=at.help_source,
        )
    return msg(
        "Offer the employee help with a report to the police; it is a duty for what "
        "happens outside working hours ({source}).",
        source=at.help_source,
    )


def _police(at: Situation) -> Iterator[Step]:
    record, actor = at.record, Actor.LEDER
    reported = [record.politi.anmeldt.dato] if record.politi.anmeldt else []
    yield _step(
        record,
        "report-to-police",
        actor,
        msg("Decide on the report to the police, send it and ask for a receipt."),
        Tiltagsart.POLITIANMELDT,
        also=reported,
    )
    text = msg("Follow up with the police at least every three months.")
    yield Step("follow-up-police", actor, text)


def _safety_organisation(at: Situation) -> Iterator[Step]:
    record, actor = at.record, Actor.AMO
    yield _step(
        record,
        "tell-amo",
        actor,
        msg("See that the safety organisation knows of the incident and examines it."),
        Tiltagsart.AMO_ORIENTERET,
    )
    yield _step(
        record,
        "prevent",
        actor,
        msg("Put what can prevent it into the workplace assessment (APV)."),
        Tiltagsart.APV,
        Tiltagsart.FOREBYGGELSE,
    )
    yield Step(
        "discuss-extent",
        actor,
        msg("Look into the extent and discuss a strategy in the MED committee."),
    )


def _step(
    record: Record,
    code: str,
    actor: Actor,
    text: Message,
    *kinds: Tiltagsart,
    also: Iterable[date] = (),
) -> Step:
    actions = [one for one in record.tiltag if one.art in kinds]
    taken = [one for one in actions if one.status is Tiltagsstatus.TAGET]
    shown = list(also)
    on = sorted([one.dato for one in taken if one.dato is not None] + shown)
    agreed = sorted(
        day
        for one in actions
        if one.status is Tiltagsstatus.AFTALT and (day := one.frist or one.dato)
    )
    is_done = bool(taken or shown)
    return Step(
        code,
        actor,
        text,
        is_done=is_done,
        on=on[0] if on else None,
        agreed_for=agreed[0] if agreed and not is_done else None,
    )
