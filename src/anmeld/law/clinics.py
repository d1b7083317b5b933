"""The clinic of occupational medicine that a region of residence suggests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from anmeld.law.book import Law, LawValue
from anmeld.law.model import in_force
from anmeld.law.tables import ClinicRule, ClinicText
from anmeld.law.values import Confidence
from anmeld.record.values import Region


@dataclass(frozen=True, slots=True)
class Clinic:
    """A clinic, or the choice between a region's clinics.

    Attributes:
        name: Its name; two names of one region are joined by *eller*.
        address: Its address, only where that is verified.
        region: The region that runs it on the day asked about.
        checked: Last day a person compared it with the source; the oldest of several.
        confidence: How well it is founded; the weakest of several.
        remark: What must be known of it, in Danish; empty if nothing.
        rules: The dated values it rests on.
    """

    name: str
    address: str | None
    region: Region
    checked: date
    confidence: Confidence
    remark: str
    rules: tuple[LawValue, ...]


def suggest_clinic(law: Law, region: Region | None, on: date) -> Clinic | None:
    """Suggest a clinic; the employee has a free choice, and the letter works without.

    Args:
        law: The law.
        region: The employee's region of residence, if known.
        on: The day of the letter.

    Returns:
        The region's clinic or clinics on that day, or those of the region that took
        its place; None where none is known.
    """
    if region is None:
        return None
    found = list(_clinics_of(law, region, on)) or [
        entry
        for successor in _successors(law, region)
        for entry in _clinics_of(law, successor, on)
    ]
    if not found:
        return None
    ids, rules, texts = zip(*found, strict=True)
    addresses = [_printable_address(text) for text in texts]
    weakest = max(texts, key=lambda text: list(Confidence).index(text.confidence))
    return Clinic(
        name=" eller ".join(text.name for text in texts if text.name),
        address=addresses[0] if len(addresses) == 1 else None,
        region=rules[0].region,
        checked=min(text.checked for text in texts),
        confidence=weakest.confidence,
        remark=" ".join(text.note for text in texts if text.note),
        rules=tuple(law.value(rule_id, on) for rule_id in ids),
    )


def _clinics_of(
    law: Law, region: Region, on: date
) -> Iterator[tuple[str, ClinicRule, ClinicText]]:
    for rule_id, rule in law.clinics.items():
        if rule.region is region:
            text = in_force(rule.values, on)
            if text is not None and not text.ended:
                yield rule_id, rule, text


def _successors(law: Law, region: Region) -> list[Region]:
    """Name the regions that take a region's place; each begins on a day of its own."""
    successors = (
        rule.successor for rule in law.clinics.values() if rule.region is region
    )
    return [each for each in dict.fromkeys(successors) if each is not None]


def _printable_address(text: ClinicText) -> str | None:
    verified = text.address_confidence is Confidence.VERIFIED
    return text.address if verified else None
