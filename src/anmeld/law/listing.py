"""What holds on a day, for `anmeld law`: the oldest check first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from anmeld.law.book import Law, LawValue
from anmeld.law.model import Reference
from anmeld.law.values import Confidence

# What a sentence takes from the case; here there is none.
_FILLED_IN: Final = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class LawRow:
    """One line of the list.

    Attributes:
        id: The rule's id.
        description: What it is about, in Danish.
        value: Number and unit, or the sentence, in Danish.
        from_: First day it holds.
        start_known: False where `from_` is only the first day the data answers for.
        to: Last day it holds, or None while nothing ends it.
        reference: Where it stands.
        confidence: How well it is founded.
        checked: Last day a person compared it with the source.
        note: What a reader must know of it, in Danish.
    """

    id: str
    description: str
    value: str
    from_: date
    start_known: bool
    to: date | None
    reference: Reference
    confidence: Confidence
    checked: date
    note: str


def list_law(law: Law, on: date) -> tuple[LawRow, ...]:
    """List what holds on a day.

    Args:
        law: The law.
        on: The day.

    Returns:
        One row a rule in force, the oldest check first, within it the least founded
        first; rules that do not hold on the day are not in it.
    """
    weakest_first = {each: -place for place, each in enumerate(Confidence)}
    holding = [value for value in law.all_values() if _holds(value, on)]
    holding.sort(key=lambda value: (value.checked, weakest_first[value.confidence]))
    return tuple(map(_row, holding))


def _holds(value: LawValue, on: date) -> bool:
    begun = value.from_ <= on and (value.to is None or on <= value.to)
    return begun and value.value is not None


def _row(value: LawValue) -> LawRow:
    return LawRow(
        id=value.rule,
        description=value.description,
        value=_FILLED_IN.sub("…", value.text),
        from_=value.from_,
        start_known=value.start_known,
        to=value.to,
        reference=value.reference,
        confidence=value.confidence,
        checked=value.checked,
        note=value.note,
    )
