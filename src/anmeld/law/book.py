"""The law as one book: every dated value by its id, and what holds on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from anmeld._i18n import msg
from anmeld.errors import Fault, LawError, Where
from anmeld.law.model import Amount, Dated, DeadlineRule, Reference, Rule, in_force
from anmeld.law.model import last_day as last_day_of
from anmeld.law.tables import ClinicRule, EsawRule, KindRule, ProvisionRule
from anmeld.law.values import Confidence, Unit
from anmeld.record.values import Art

AnyRule = Rule | ProvisionRule | KindRule | ClinicRule | EsawRule


@dataclass(frozen=True, slots=True)
class LawValue:
    """One dated value with everything a reader needs to check it.

    Attributes:
        rule: Its rule's id.
        description: What the rule is about, in Danish.
        value: The number, or the Danish text; None where the rule ended.
        unit: What the number counts.
        reference: Where it stands.
        checked: Last day a person compared it with the source.
        confidence: How well it is founded.
        note: What a reader must know of it, in Danish.
        from_: First day it holds.
        to: Last day it holds, or None while nothing ends it.
        start_known: False where `from_` is only the first day the data answers for.
    """

    rule: str
    description: str
    value: int | str | None
    unit: Unit
    reference: Reference
    checked: date
    confidence: Confidence
    note: str
    from_: date
    to: date | None
    start_known: bool

    @property
    def number(self) -> int:
        """The value as a number.

        Raises:
            LawError: If the rule holds a text.
        """
        if not isinstance(self.value, int):
            raise LawError(_fault("law-not-a-number", self.rule))
        return self.value

    @property
    def text(self) -> str:
        """The value in Danish words: the sentence itself, or `14 dage`."""
        if isinstance(self.value, int):
            return self.unit.amount(self.value)
        return self.value or ""

    @property
    def reservation(self) -> str | None:
        """What a document says when the value rests on less than `reported`."""
        if not self.confidence.is_weak:
            return None
        words = f"{self.description} ({self.confidence.betegnelse})."
        return f"{words} {self.note}" if self.note else words


@dataclass(frozen=True)
class Law:
    """All law data, read and checked.

    Attributes:
        rules: Plain rules (`spor.toml`, `regler.toml`) by id.
        deadlines: Deadlines by id, in the order of their file.
        provisions: Penal provisions by id, in the order of their file.
        kinds: The possible provisions of every kind of episode.
        clinics: Clinics of occupational medicine by id.
        esaw: Codes of accident statistics by id.
        version: Short hash of all the data.
    """

    rules: Mapping[str, Rule]
    deadlines: Mapping[str, DeadlineRule]
    provisions: Mapping[str, ProvisionRule]
    kinds: Mapping[Art, KindRule]
    clinics: Mapping[str, ClinicRule]
    esaw: Mapping[str, EsawRule]
    version: str

    def __contains__(self, rule_id: object) -> bool:
        return any(rule_id in table for table in self._tables)

    def value(self, rule_id: str, on: date) -> LawValue:
        """Look up what holds on a day.

        Args:
            rule_id: Id of a rule in any of the files.
            on: The day that the rule's own connecting date falls on.

        Returns:
            The value in force.

        Raises:
            LawError: `law-unknown-rule`; or `law-not-in-force` if the data does not
                reach back to the day, or the rule held nothing on it.
        """
        found = self.find(rule_id, on)
        if found is None:
            raise LawError(_not_in_force(rule_id, on))
        return found

    def find(self, rule_id: str, on: date) -> LawValue | None:
        """Look up what holds on a day, where the rule may be without a value then.

        Args:
            rule_id: Id of a rule in any of the files.
            on: The day that the rule's own connecting date falls on.

        Returns:
            The value in force, or None where the rule did not yet or no longer hold.

        Raises:
            LawError: `law-unknown-rule`; or `law-not-in-force` if the data does not
                reach back to the day.
        """
        rule = self._rule(rule_id)
        entries: tuple[Dated, ...] = rule.values
        if on < entries[0].from_:
            raise LawError(_not_in_force(rule_id, on))
        entry = in_force(entries, on)
        if entry is None or entry.ended:
            return None
        return self._stated[rule_id, entry.from_]

    def all_values(self) -> tuple[LawValue, ...]:
        """Give every dated value of every rule, also those that ended."""
        return tuple(self._stated.values())

    def _rule(self, rule_id: str) -> AnyRule:
        for table in self._tables:
            if rule_id in table:
                rule: AnyRule = table[rule_id]
                return rule
        raise LawError(_fault("law-unknown-rule", rule_id))

    @cached_property
    def _stated(self) -> Mapping[tuple[str, date], LawValue]:
        # The same objects for every case: a plan asks for dozens of them. The loader
        # refuses an id that is used twice.
        return {
            (str(rule_id), entry.from_): _law_value(str(rule_id), rule, entry)
            for table in self._tables
            for rule_id, rule in table.items()
            for entry in rule.values
        }

    @cached_property
    def _tables(self) -> tuple[Mapping[str, AnyRule], ...]:
        kinds = {str(art): rule for art, rule in self.kinds.items()}
        return (
            self.deadlines,
            self.rules,
            self.provisions,
            kinds,
            self.clinics,
            self.esaw,
        )


def oldest_checked(values: Iterable[LawValue]) -> date | None:
    """Give the day that a document prints as *Regelsæt kontrolleret pr.*.

    Args:
        values: The values that the document uses.

    Returns:
        The oldest day of check among them, or None if there are none.
    """
    return min((value.checked for value in values), default=None)


def _law_value(rule_id: str, rule: AnyRule, entry: Dated) -> LawValue:
    unit = Unit.TEXT
    if isinstance(rule, Rule) and isinstance(entry, Amount):
        unit = entry.unit or rule.unit or Unit.TEXT
    return LawValue(
        rule=rule_id,
        description=rule.description,
        value=entry.summary(),
        unit=unit,
        reference=entry.reference,
        checked=entry.checked,
        confidence=entry.confidence,
        note=entry.remark,
        from_=entry.from_,
        to=last_day_of(rule.values, entry),
        start_known=entry.start_known,
    )


def _not_in_force(rule_id: str, on: date) -> Fault:
    return Fault(
        "law-not-in-force",
        Where(key=rule_id),
        msg("The law data holds nothing for {day}.", day=on.isoformat()),
        msg("See what it holds with `anmeld law`; check the date in the record."),
    )


def _fault(code: str, rule_id: str) -> Fault:
    problems = {
        "law-unknown-rule": msg("is not a rule of the law data."),
        "law-not-a-number": msg("holds a text, not a number."),
    }
    return Fault(code, Where(key=rule_id), problems[code])
