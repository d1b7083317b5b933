"""Which documents a case calls for, which it does not, and what each rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from anmeld._i18n import Message
from anmeld.catalogue import DocumentSpec, Facts, failing
from anmeld.catalogue.written import tests_of
from anmeld.errors import LawError
from anmeld.law import Clinic, Deadline, Law, LawValue, Notification
from anmeld.plan.model import NotMade, PlannedDocument, Track
from anmeld.plan.words import Wording, if_injured, verbatim


@dataclass(frozen=True, slots=True)
class Basis:
    """What documents may rest on.

    Attributes:
        facts: The record's facts and the plan's own.
        track: The track.
        deadlines: The deadlines.
        provisions: The dated values of the provisions that a draft may suggest.
        notification: The duty to notify, on the accident's track.
        clinic: The clinic that is suggested.
        codes: The dated values of the codes that a notice suggests.
        law: The law.
        on: The day for which a document's own references are looked up.
        made: The documents that are made.
    """

    facts: Facts
    track: Track
    deadlines: tuple[Deadline, ...]
    provisions: tuple[LawValue, ...]
    notification: Notification | None
    clinic: Clinic | None
    codes: tuple[LawValue, ...]
    law: Law
    on: date
    made: tuple[DocumentSpec, ...]


def choose_documents(
    catalogue: Mapping[str, DocumentSpec], facts: Facts
) -> tuple[tuple[DocumentSpec, ...], tuple[NotMade, ...]]:
    """Choose what is made.

    Args:
        catalogue: The documents.
        facts: The record's facts and the plan's own.

    Returns:
        What is made, and what is not with the reason, in the catalogue's order.
    """
    made: list[DocumentSpec] = []
    not_made: list[NotMade] = []
    for spec in catalogue.values():
        line = failing(spec.when, facts)
        if line is None:
            made.append(spec)
        else:
            reason = verbatim(line.otherwise or "")
            not_made.append(NotMade(spec.id, spec.title, reason))
    return tuple(made), tuple(not_made)


def describe_document(spec: DocumentSpec, basis: Basis) -> PlannedDocument:
    """Say of one document to whom it goes, why, and what it rests on.

    Args:
        spec: The document.
        basis: What it may rest on.

    Returns:
        The planned document.
    """
    rules = {(one.rule, one.from_): one for one in _rules(spec, basis)}
    return PlannedDocument(
        id=spec.id,
        title=spec.title,
        folder=spec.folder,
        recipient=spec.recipient_for(basis.facts),
        reason=_reason(spec, basis),
        formats=tuple(str(one) for one in spec.formats),
        rules=tuple(rules.values()),
        due=tuple(
            one
            for one in basis.deadlines
            if one.id in spec.deadlines and one.due is not None
        ),
    )


def _reason(spec: DocumentSpec, basis: Basis) -> Message:
    reason = verbatim(spec.reason)
    asks_track = any(test.field == "spor.vaerdi" for test in tests_of(spec.when))
    if basis.track.is_conditional and asks_track:
        condition = Wording(basis.law, basis.on).value("spor_betinget").text
        return if_injured(reason, condition)
    return reason


def _rules(spec: DocumentSpec, basis: Basis) -> Iterator[LawValue]:
    yield from _referred_to(spec, basis)
    # A review tells what in the draft is less than read in a rule, and its source; of
    # the possible provisions it tells nothing.
    for draft in (one for one in basis.made if one.id == spec.reviews):
        weak = (one for one in _referred_to(draft, basis) if one.confidence.is_weak)
        yield from weak
    seen = {one.name.partition(".")[0] for one in spec.may_see}
    if "spor" in seen:
        yield from basis.track.rules
    if "ulykke" in seen:
        yield from _of_accident(spec, basis)
    if "klinikforslag" in seen and basis.clinic is not None:
        yield from basis.clinic.rules
    if "frister[]" in seen:
        yield from _of_deadlines(spec, basis)
    if "bestemmelser[]" in seen:
        yield from basis.provisions


def _referred_to(spec: DocumentSpec, basis: Basis) -> Iterator[LawValue]:
    for rule_id in spec.references:
        yield from _in_force(basis.law, rule_id, basis.on)


def _of_accident(spec: DocumentSpec, basis: Basis) -> Iterator[LawValue]:
    for obligation in basis.notification or ():
        yield from obligation.rules
    if any(one.name.startswith("ulykke.koder.") for one in spec.may_see):
        yield from basis.codes


def _of_deadlines(spec: DocumentSpec, basis: Basis) -> Iterator[LawValue]:
    entry = next(one for one in spec.may_see if one.name.startswith("frister[]."))
    for deadline in basis.deadlines:
        if entry.allows(basis.facts.for_row("frister", {"id": deadline.id})):
            yield from deadline.rules


def _in_force(law: Law, rule_id: str, on: date) -> Iterable[LawValue]:
    try:
        found = law.find(rule_id, on)
    except LawError:
        # A general reference that begins later than the case: the document rests on
        # nothing there, and a deadline or track would have failed by itself.
        return ()
    return (found,) if found is not None else ()
