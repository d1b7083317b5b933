"""What documents say of the law: the plan's own answers, put into Danish words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from anmeld.formatting import present
from anmeld.law.values import Confidence

if TYPE_CHECKING:
    from anmeld._i18n import Message
    from anmeld.law.book import LawValue
    from anmeld.law.deadlines import Deadline
    from anmeld.law.duty import Obligation
    from anmeld.law.provisions import Provision
    from anmeld.plan import Plan

Values = Mapping[str, object]
_SCREEN_ALONE: Final = ("facts-missing", "weak-foundation", "own-request-needed")


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


def sources(plan: Plan, document: str) -> Values:
    """Give what a document's statements of law rest on.

    Args:
        plan: The plan.
        document: The document's id.

    Returns:
        The oldest day of check of the rules (a clinic is none, and shows its own),
        the sources in order of use, and what is said of those that are less than
        reported.
    """
    planned = plan.document(document)
    rules = planned.rules if planned else ()
    clinic = plan.clinic.rules if plan.clinic else ()
    cited: dict[tuple[str, str], list[LawValue]] = {}
    for one in rules:
        key = one.reference.title, one.reference.url
        cited.setdefault(key, []).append(one)
    reservations = (one.reservation for one in rules)
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
        "forbehold": tuple(dict.fromkeys(text for text in reservations if text)),
    }


def _founded(stated: Iterable[LawValue]) -> str:
    # One source may give one rule its words and another no more than a hint.
    found = {one.confidence for one in stated}
    return " / ".join(one.betegnelse for one in Confidence if one in found)


def provisions(plan: Plan) -> tuple[Values, ...]:
    """Give the provisions that a report to the police may suggest."""
    return tuple(_provision(one) for one in plan.provisions if not one.plan_only)


def requests(plan: Plan) -> tuple[Values, ...]:
    """Give those of them that need the employee's own request."""
    own = (one for one in plan.provisions if one.needs_own_request)
    return tuple(_provision(one) for one in own if not one.plan_only)


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


def _about(paragraph: str, notes: Iterable[str]) -> list[str]:
    # The note of a kind speaks of all its provisions; a row shows what speaks of its
    # own. General advice stands in the plan, not in what the police read.
    section = re.escape(paragraph.partition(",")[0])
    named = re.compile(rf"{section}(?! [a-z]\b)")
    return [note for note in notes if named.search(note)]


def _provision(one: Provision) -> Values:
    remarks = [one.remark, *_about(one.paragraph, one.notes)]
    if one.confidence.is_weak:
        words = one.confidence.betegnelse
        remarks.append(f"{words[:1].upper()}{words[1:]}.")
    return {
        "paragraf": one.paragraph,
        "lov": one.act,
        "beskrivelse": one.description,
        "strafferamme": one.max_penalty,
        "paatale": one.prosecution.betegnelse if one.prosecution else None,
        "arter": present(one.kinds) if one.kinds else None,
        "rolle": one.role.betegnelse,
        "forbehold": " ".join(text for text in remarks if text) or None,
    }
