"""What documents say of the law: the plan's own answers, put into Danish words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from anmeld.catalogue.spec import Reader
from anmeld.formatting import present
from anmeld.formatting.table import lille, stort
from anmeld.law.values import Confidence

if TYPE_CHECKING:
    from anmeld._i18n import Message
    from anmeld.catalogue.spec import DocumentSpec
    from anmeld.law.book import LawValue
    from anmeld.law.deadlines import Deadline
    from anmeld.law.duty import Obligation
    from anmeld.plan import Plan

Values = Mapping[str, object]
_SCREEN_ALONE: Final = (
    "facts-missing",
    "weak-foundation",
    "own-request-needed",
    "day-ahead",
)


def track(plan: Plan) -> Values:
    """Give the track and its reasons."""
    found = plan.track
    return {
        "vaerdi": found.value,
        "regel": found.rule,
        "betinget": found.is_conditional,
        "graensetilfaelde": found.is_borderline,
        "uafklaret": found.is_unresolved,
        "afgjort_af_person": found.is_decided,
        "begrundelse": _danish(found.reasons),
        "raad": _danish(found.advice),
        "taellemaade": found.counting,
    }


def accident(plan: Plan) -> Values:
    """Give what an accident notice is for, and whether it is a duty."""
    found: dict[str, object] = {}
    if plan.track.accident is not None:
        found["fra"] = plan.track.accident.first
        found["til"] = plan.track.accident.last
        found["beskrivelse_af"] = plan.track.accident.covers.text("da")
    if plan.notification is not None:
        insurer, authority = plan.notification
        found |= {"forsikring": _duty(insurer), "tilsyn": _duty(authority)}
    # A group is no code yet: EASY wants one of its members, which a person chooses.
    found["koder"] = {
        one.variable.value: one.code for one in plan.codes if not one.is_group
    }
    return found


def deadlines(plan: Plan) -> tuple[Values, ...]:
    """Give the deadlines, the earliest first."""
    return tuple(_deadline(one) for one in plan.deadlines)


def sources(plan: Plan, spec: DocumentSpec) -> Values:
    """Give what a document's statements of law rest on.

    Args:
        plan: The plan.
        spec: The document.

    Returns:
        The oldest day of check of the rules (a clinic is none, and shows its own),
        the sources in order of use, and what is said of those that are less than
        reported and are not spoken of elsewhere in the document.
    """
    planned = plan.document(spec.id)
    rules = planned.rules if planned else ()
    clinic = plan.clinic.rules if plan.clinic else ()
    cited: dict[tuple[str, str], list[LawValue]] = {}
    for one in rules:
        key = one.reference.title, one.reference.url
        cited.setdefault(key, []).append(one)
    elsewhere = _told_elsewhere(plan, spec)
    return {
        "kontrolleret": min(
            (one.checked for one in rules if one not in clinic), default=None
        ),
        "kilder": tuple(
            {
                "titel": title,
                "url": url,
                "kontrolleret": min(one.checked for one in stated),
                "sikkerhed": _founded(stated),
            }
            for (title, url), stated in cited.items()
        ),
        # The police give the accused a copy: doubts and advice are the employer's.
        "forbehold": _reservations(
            (one for one in rules if one.rule not in elsewhere),
            with_notes=spec.reader is not Reader.POLITI,
        ),
    }


def review(plan: Plan, spec: DocumentSpec) -> Values:
    """Give what the management must know of a draft that another document speaks of.

    Args:
        plan: The plan.
        spec: The document that speaks of it.

    Returns:
        The draft's title, and what in it rests on less than reported; of the possible
        provisions nothing, which stand in the draft alone. Empty if none is made.
    """
    draft = plan.document(spec.reviews) if spec.reviews else None
    if draft is None:
        return {}
    own = plan.document(spec.id)
    shared = {one.rule for one in draft.rules}
    rules = own.rules if own else ()
    return {
        "titel": draft.title,
        "forbehold": _reservations(one for one in rules if one.rule in shared),
    }


def _told_elsewhere(plan: Plan, spec: DocumentSpec) -> set[str]:
    """Give the ids of the rules whose reservation stands where they are used."""
    told: set[str] = set()
    if plan.provisions and _shows(spec, "bestemmelser[].forbehold"):
        told.update(one.id for one in plan.provisions)
    draft = plan.document(spec.reviews) if spec.reviews else None
    if draft is not None and _shows(spec, "gennemgang.forbehold[]"):
        told.update(one.rule for one in draft.rules)
    return told


def _shows(spec: DocumentSpec, name: str) -> bool:
    return any(entry.name == name for entry in spec.may_see)


def _reservations(
    rules: Iterable[LawValue], *, with_notes: bool = True
) -> tuple[str, ...]:
    """Say what rests on less than reported, a text for each degree of it."""
    weak: dict[Confidence, list[LawValue]] = {}
    for one in rules:
        if one.confidence.is_weak:
            weak.setdefault(one.confidence, []).append(one)
    return tuple(_reservation(how, stated, with_notes) for how, stated in weak.items())


def _reservation(how: Confidence, stated: Iterable[LawValue], with_notes: bool) -> str:
    about = dict.fromkeys(lille(one.description) for one in stated)
    notes = dict.fromkeys(one.note for one in stated if one.note and with_notes)
    said = f"{stort(how.betegnelse)}: {'; '.join(about)}."
    return " ".join((said, *notes))


def _founded(stated: Iterable[LawValue]) -> str:
    # One source may give one rule its words and another no more than a hint.
    found = {one.confidence for one in stated}
    return " / ".join(one.betegnelse for one in Confidence if one in found)


def steps(plan: Plan) -> tuple[Values, ...]:
    """Give the checklist."""
    return tuple(
        {
            "for_hvem": step.actor.betegnelse,
            "tekst": step.text.text("da"),
            "gjort": step.is_done,
            "dato": step.on or step.agreed_for,
        }
        for step in plan.steps
    )


def warnings(plan: Plan) -> tuple[Values, ...]:
    """Give what a person must look at, save what is for the screen alone.

    Record keys say nothing to a reader of a document, who sees *Ikke oplyst* where the
    fact belongs; what rests on less stands in the document's own `lov.forbehold`; and
    only the police and the employee read which provisions are possible.
    """
    told = (one for one in plan.warnings if one.code not in _SCREEN_ALONE)
    return tuple({"tekst": one.text.text("da")} for one in told)


def clinic(plan: Plan) -> Values:
    """Give the clinic that the region suggests; empty where none is."""
    if plan.clinic is None:
        return {}
    return {
        "navn": plan.clinic.name,
        "adresse": plan.clinic.address,
        "kontrolleret": plan.clinic.checked,
        "bemaerkning": plan.clinic.remark or None,
    }


def _danish(messages: Iterable[Message]) -> tuple[str, ...]:
    return tuple(message.text("da") for message in messages)


def _duty(obligation: Obligation) -> Values:
    return {
        "pligt": obligation.duty.betegnelse,
        "begrundelse": " ".join(obligation.reasons),
    }


def _deadline(one: Deadline) -> Values:
    return {
        "id": one.id,
        "hvem": one.who,
        "til": one.to_whom,
        "hvad": one.what,
        "fra": _counted_from(one),
        "laengde": one.amount,
        "senest": _due(one),
        "status": one.status.betegnelse,
        "pligt": one.duty.betegnelse,
        "hjemmel": one.reference.title,
        "kontrolleret": one.checked,
        "sikkerhed": one.confidence.betegnelse,
        "bemaerkninger": one.remarks,
    }


def _counted_from(one: Deadline) -> str:
    if one.start is None:
        return one.counted_from
    return f"{one.counted_from}, {present(one.start)}"


def _due(one: Deadline) -> str:
    if one.due is None:
        return one.amount
    if one.cutoff and not isinstance(one.due, datetime):
        return f"{present(one.due)} kl. {one.cutoff}"
    return present(one.due)
