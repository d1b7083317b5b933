"""What the law files may hold; a value without source, day or confidence is refused.

The shape is the same in every file: a rule has a description and dated `values`, and
each value carries where it is read, the last day it was compared with the source, and
how well it is founded.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    StrictBool,
    StrictInt,
    StrictStr,
    field_validator,
    model_validator,
)

from anmeld._i18n import msg
from anmeld._validation import FaultyValue
from anmeld.law import values as v

Day = Annotated[date, Strict()]
Text = Annotated[StrictStr, Field(min_length=1)]


class LawPart(BaseModel):
    """What all parts of the law files share: frozen, no unknown keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=False, hide_input_in_errors=True
    )


class Reference(LawPart):
    """Where a value stands.

    Attributes:
        title: The act and paragraph, or the page, as a Dane would cite it.
        url: Its address.
    """

    title: Text
    url: Text

    @field_validator("url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        scheme, _, rest = url.partition("://")
        host = rest.partition("/")[0]
        if scheme not in ("http", "https") or "." not in host or " " in url:
            raise FaultyValue(
                "not-a-url",
                msg("is not a web address."),
                msg("Write the whole address, beginning with https://."),
            )
        return url


class Dated(LawPart, ABC):
    """One dated entry of a rule.

    Attributes:
        from_: First day it holds (`from` in the file).
        to: Last day it holds, if it ends without a successor.
        ended: The rule does not hold from `from_` on; the entry has no value.
        start_known: False where the source read does not say when the rule began;
            `from_` is then the first day this data answers for.
        reference: Where it stands.
        checked: Last day a person compared it with the source.
        confidence: How well it is founded.
        note: What a reader must know of it, in Danish.
    """

    from_: Day = Field(alias="from")
    to: Day | None = None
    ended: StrictBool = False
    start_known: StrictBool = True
    reference: Reference
    checked: Day
    confidence: v.Confidence
    note: StrictStr = ""

    @property
    def remark(self) -> str:
        """All that must be known of it, in Danish; empty if nothing."""
        return self.note

    @abstractmethod
    def summary(self) -> int | str | None:
        """Give the value as one number or text, for lists; None where it ended."""


Entry = TypeVar("Entry", bound=Dated)


def in_force(entries: Sequence[Entry], on: date) -> Entry | None:
    """Find the entry that covers a day, which may be one that ended the rule.

    Args:
        entries: In order of their dates, as the loader guarantees.
        on: The day.

    Returns:
        The last entry that began on or before the day and is not over by then.
    """
    for entry in reversed(entries):
        if entry.from_ <= on:
            return entry if entry.to is None or on <= entry.to else None
    return None


def last_day(entries: Sequence[Dated], entry: Dated) -> date | None:
    """Give the last day of an entry: its own `to`, or the eve of the next."""
    if entry.to is not None:
        return entry.to
    following = [later.from_ for later in entries if later.from_ > entry.from_]
    return min(following) - timedelta(days=1) if following else None


def check_dates(entries: Sequence[Dated]) -> None:
    """Refuse entries that are out of order, overlap, or end before they begin.

    Raises:
        FaultyValue: With the number of the entry.
    """
    for number, entry in enumerate(entries, start=1):
        if entry.to is not None and entry.to < entry.from_:
            raise FaultyValue(
                "ends-before-start",
                msg("value {number} ends before it begins.", number=number),
                msg("Let `to` be its last day."),
            )
    for number, (entry, following) in enumerate(pairwise(entries), start=2):
        if following.from_ <= entry.from_:
            raise FaultyValue(
                "dates-out-of-order",
                msg(
                    "value {number} does not begin after the one before.", number=number
                ),
                msg("Put the values in order of `from`, each day once."),
            )
        if entry.to is not None and entry.to >= following.from_:
            raise FaultyValue(
                "overlapping-values",
                msg("value {number} begins before the one before ends.", number=number),
                msg("Leave `to` out, or let it be an earlier day."),
            )


class Amount(Dated):
    """A number with a unit, or a sentence of the law for a document.

    Attributes:
        value: The number, or the Danish text.
        unit: Its unit, where it differs from the rule's.
    """

    value: StrictInt | StrictStr | None = None
    unit: v.Unit | None = None

    def summary(self) -> int | str | None:
        """Give the number or the text."""
        return self.value


class Rule(LawPart):
    """A rule with dated numbers or sentences.

    Attributes:
        description: What it is about, in Danish.
        unit: What its numbers count, or `text`.
        values: Its dated entries.
    """

    description: Text
    unit: v.Unit | None = None
    values: Annotated[tuple[Amount, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> Rule:
        check_dates(self.values)
        for number, entry in enumerate(self.values, start=1):
            self._check_value(number, entry)
        return self

    def _check_value(self, number: int, entry: Amount) -> None:
        unit = entry.unit or self.unit
        if unit is None:
            raise FaultyValue(
                "unit-missing",
                msg("value {number} has no unit.", number=number),
                msg("Give the rule or the value a `unit`."),
            )
        if entry.ended != (entry.value is None):
            raise FaultyValue(
                "value-missing",
                msg(
                    "value {number} has neither value nor end, or both.", number=number
                ),
                msg("Give it a `value`, or `ended = true` where the rule stops."),
            )
        if entry.value is not None and not _fits(entry.value, unit):
            raise FaultyValue(
                "unit-does-not-fit",
                msg("value {number} does not fit its unit.", number=number),
                msg("A `text` is written in quotes; other units take a whole number."),
            )


def _fits(value: int | str, unit: v.Unit) -> bool:
    if unit is v.Unit.TEXT:
        return isinstance(value, str) and bool(value.strip())
    return isinstance(value, int) and value > 0


class DeadlineRule(Rule):
    """A deadline: who owes what to whom, counted from when.

    Attributes:
        who: Who acts, in Danish.
        to_whom: Who receives it, in Danish.
        what: What is done, in Danish.
        trigger: What sets it going, in Danish.
        connecting: The day that decides which version holds.
        starts: What it is counted from.
        conditions: When it is of interest; all must hold.
        duty: How binding it is; notices compute their own.
        track: On which track it is of interest.
        closes: Rule id of the hour at which its last day ends, for EASY.
        met_by: Which fact of the record shows that it was met.
        follows: Rule ids of deadlines whose last day is also this one's.
        remarks: Danish sentences that always stand with it.
    """

    who: Text
    to_whom: Text
    what: Text
    trigger: Text
    connecting: v.Connecting
    starts: v.Start
    conditions: tuple[v.Condition, ...] = ()
    duty: v.Duty
    track: v.Track = v.Track.ALLE
    closes: Text | None = None
    met_by: v.Evidence | None = None
    follows: tuple[Text, ...] = ()
    remarks: tuple[Text, ...] = ()
