"""Possible penal provisions, by the kind and the day of each episode."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from anmeld.law.book import Law
from anmeld.law.events import Event, find_events
from anmeld.law.model import Reference, in_force
from anmeld.law.tables import KindText, ProvisionRule, ProvisionText
from anmeld.law.values import Confidence, Prosecution, Role
from anmeld.record.model import Record
from anmeld.record.values import Art


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision that the events may fall under, as it read on their day.

    Attributes:
        id: Its id in the law data.
        paragraph: Its number, as it is cited.
        act: The act it stands in.
        description: What it covers, in Danish.
        max_penalty: The most it can give, in Danish, or None where it sets none.
        prosecution: Who may have it prosecuted, or None where that was not read.
        limitation_years: Years until it is barred, or None.
        needs_own_request: Whether the employee's own signed request is needed.
        role: Primary for one of the kinds at least, or to be considered.
        kinds: The kinds of the episodes concerned.
        episodes: Their numbers in the order of time; empty without listed episodes.
        notes: What the table of kinds says of them, in Danish.
        conditions: Those of the texts, or parts of them, that state what the law asks;
            the rest is for the employer alone.
        remark: What must be known of its wording, in Danish; empty if nothing.
        plan_only: It may be shown in the plan only; no police draft rests on it.
        reference: Where it stands.
        checked: Last day a person compared it with the source.
        confidence: How well it is founded.
    """

    id: str
    paragraph: str
    act: str
    description: str
    max_penalty: str | None
    prosecution: Prosecution | None
    limitation_years: int | None
    needs_own_request: bool
    role: Role
    kinds: tuple[Art, ...]
    episodes: tuple[int, ...]
    notes: tuple[str, ...]
    conditions: tuple[str, ...]
    remark: str
    plan_only: bool
    reference: Reference
    checked: date
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Match:
    """One event under one provision, as it read on the event's day.

    Attributes:
        event: The event.
        kind: What the table of kinds says of its kind.
        role: How the provision stands to the kind.
        rule_id: The provision's id.
        text: How the provision read.
    """

    event: Event
    kind: KindText
    role: Role
    rule_id: str
    text: ProvisionText


def find_provisions(law: Law, record: Record) -> tuple[Provision, ...]:
    """Give the provisions that the record's episodes may fall under.

    Each episode goes by the law of its own day; a provision that changed during a
    course therefore stands once for each wording. Episodes of before the law data
    begin have none here: see `events_before_law`.

    Args:
        law: The law.
        record: The record.

    Returns:
        Primary ones first, otherwise in the order of the law file.
    """
    grouped: dict[tuple[str, date], list[Match]] = {}
    for event in find_events(record):
        for match in find_matches(law, event):
            key = (match.rule_id, match.text.from_)
            grouped.setdefault(key, []).append(match)
    order = {rule_id: place for place, rule_id in enumerate(law.provisions)}
    found = [
        (each[0].text.from_, _merge(law.provisions[rule_id], each))
        for (rule_id, _), each in grouped.items()
    ]
    found.sort(
        key=lambda pair: (pair[1].role is not Role.PRIMARY, order[pair[1].id], pair[0])
    )
    return tuple(provision for _, provision in found)


def events_before_law(law: Law, record: Record) -> tuple[Event, ...]:
    """Give the events that the law data does not reach back to.

    Args:
        law: The law.
        record: The record.

    Returns:
        Events whose kind has no entry on their day; the plan warns of them.
    """
    return tuple(
        event
        for event in find_events(record)
        if event.day < law.kinds[event.art].values[0].from_
    )


def find_matches(law: Law, event: Event) -> Iterator[Match]:
    """Find the provisions that one event may fall under.

    Args:
        law: The law.
        event: The event.

    Yields:
        A match for each provision that held on the event's day, primary ones first.
    """
    kind = in_force(law.kinds[event.art].values, event.day)
    if kind is None or kind.ended:
        return
    for role, ids in ((Role.PRIMARY, kind.primary), (Role.ALSO, kind.also)):
        for rule_id in ids:
            text = in_force(law.provisions[rule_id].values, event.day)
            if text is not None and not text.ended:
                yield Match(event, kind, role, rule_id, text)


def _merge(rule: ProvisionRule, matches: list[Match]) -> Provision:
    text = matches[0].text
    roles = {match.role for match in matches}
    numbers = {match.event.number for match in matches}
    return Provision(
        id=matches[0].rule_id,
        paragraph=text.paragraph or "",
        act=rule.act,
        description=rule.description,
        max_penalty=text.max_penalty,
        prosecution=text.prosecution,
        limitation_years=text.limitation_years,
        needs_own_request=text.own_request,
        role=Role.PRIMARY if Role.PRIMARY in roles else Role.ALSO,
        kinds=tuple(dict.fromkeys(match.event.art for match in matches)),
        episodes=tuple(sorted(number for number in numbers if number is not None)),
        notes=_each_once(match.kind.remark for match in matches),
        conditions=_each_once(
            (*(match.kind.condition for match in matches), text.condition)
        ),
        remark=text.remark,
        plan_only=all(match.kind.plan_only for match in matches),
        reference=text.reference,
        checked=text.checked,
        confidence=text.confidence,
    )


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
