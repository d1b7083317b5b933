"""What became of every fact: proved in the finished texts, not merely declared.

A fact is *carried* by a document when its printed form stands in the finished text;
*selected away* when the document shows other rows of the same list and says where all
of them stand; *not allowed* when its reader may not see it; *not asked* when the
template has no use for it. What no document carries or selects goes *nowhere*.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from typing import Final

from anmeld.content.facts import Fact, is_choice
from anmeld.content.folding import Folded, fold
from anmeld.content.names import FILE_PATH, all_names, record_name, without_indexes
from anmeld.formatting import FILTERS, Moment, present
from anmeld.record.values import Svar, Vaerdi

_SURE: Final = 4  # shorter texts stand in any document by chance
_DAY_FORMS: Final = ("dato", "dato_lang")
_NUMBER_FORMS: Final = ("antal", "kroner")


class Fate(Vaerdi):
    """What became of one fact in one document."""

    CARRIED = "medtaget", "Medtaget"
    SELECTED = "udvalgt", "Står kun i den fulde log"
    NOT_ALLOWED = "ikke_tilladt", "Læseren må ikke se det"
    WITHHELD = "tilbageholdt", "Læseren må ikke se det i denne sag"
    NOT_ASKED = "ikke_spurgt", "Dokumentet spørger ikke om det"


@dataclass(frozen=True, slots=True)
class Reading:
    """One finished document, ready to be read for facts.

    Attributes:
        document: Its id.
        text: Its whole finished text, made comparable.
        visible: Keys of the facts that its reader may see.
        listed: Names of the record that its `may_see` lists, whatever the conditions.
        used: Names of the record that its template uses; `None` where unknown.
    """

    document: str
    text: Folded = field(repr=False)
    visible: frozenset[str] = field(repr=False)
    listed: frozenset[str] = field(repr=False)
    used: frozenset[str] | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of every fact of a record, by its key and never by its value.

    Attributes:
        fates: By document, the fate of each key.
        nowhere: Keys that no document carries and none selects from.
    """

    fates: Mapping[str, Mapping[str, Fate]]
    nowhere: tuple[str, ...]

    def as_data(self) -> dict[str, object]:
        """Give the coverage for `sag.json`.

        Returns:
            By document the keys of each fate; where all rows of a list share a fate
            the name stands for them: `episoder[].citat`.
        """
        columns = _columns(next(iter(self.fates.values()), ()))
        return {
            "dokumenter": {
                document: _by_fate(columns, fates)
                for document, fates in self.fates.items()
            },
            "ingen_steder": list(self.nowhere),
        }


def find_coverage(facts: Sequence[Fact], readings: Iterable[Reading]) -> Coverage:
    """Find out what became of every fact.

    Args:
        facts: The record's facts; consents and releases among them are passed over.
        readings: The finished documents.

    Returns:
        The coverage.
    """
    facts = [fact for fact in facts if not is_choice(fact)]
    printed = [(fact, _Printed(fact)) for fact in facts]
    fates = {
        one.document: {fact.key: _fate(fact, form, one) for fact, form in printed}
        for one in readings
    }
    shown = {
        key
        for each in fates.values()
        for key, fate in each.items()
        if fate is Fate.CARRIED or fate is Fate.SELECTED
    }
    nowhere = tuple(fact.key for fact in facts if fact.key not in shown)
    return Coverage(fates, nowhere)


def names_used(paths: Iterable[str]) -> frozenset[str]:
    """Give the record's names behind the names that a template uses.

    Args:
        paths: Names as a template writes them, derived ones included.

    Returns:
        The record's own names: `episoder[].citat` for `log[].citat`.
    """
    found = (all_names().find(path) for path in paths)
    return frozenset(record_name(name) for name in found if name)


def _fate(fact: Fact, printed: _Printed, reading: Reading) -> Fate:
    if fact.key not in reading.visible:
        if fact.name in reading.listed:
            return Fate.WITHHELD
        return Fate.NOT_ALLOWED
    if reading.used is not None and fact.name not in reading.used:
        return Fate.NOT_ASKED
    if printed.stands_in(reading.text) or (printed.is_weak and reading.used):
        return Fate.CARRIED
    return Fate.SELECTED if "[]." in fact.name else Fate.NOT_ASKED


class _Printed:
    """The forms in which a value may be printed, made comparable where it is asked."""

    def __init__(self, fact: Fact) -> None:
        self._fact = fact

    @cached_property
    def _value(self) -> object:
        value = self._fact.value
        if self._fact.name == FILE_PATH:
            return str(value).replace("\\", "/").rpartition("/")[2]
        return value

    @cached_property
    def _written(self) -> list[list[str]]:
        every = ([part for part in parts if part] for parts in _forms(self._value))
        return [parts for parts in every if parts]

    @cached_property
    def is_weak(self) -> bool:
        longest = max((sum(map(len, parts)) for parts in self._written), default=0)
        return isinstance(self._value, (bool, Svar)) or longest < _SURE

    def stands_in(self, text: Folded) -> bool:
        compact = text.compact
        for parts in self._written:
            if parts[0] in compact and all(part in compact for part in parts[1:]):
                return True
        return False


def _forms(value: object) -> Iterable[tuple[str, ...]]:
    """Alternatives, each of parts that must all be there."""
    match value:
        case Vaerdi():
            return [(_words_of(value.betegnelse),)]
        case str():
            lines = value.splitlines()
            alone = [(_compact(value),)]
            return alone if len(lines) < 2 else [*alone, tuple(map(_compact, lines))]
        case Moment():
            return _moment_forms(value)
        case date():
            return [(_compact(FILTERS[name](value)),) for name in _DAY_FORMS]
        case bool():
            return [(_compact(present(value)),)]
        case int() | Decimal():
            written = (FILTERS[name](value) for name in _NUMBER_FORMS)
            return [(_compact(text),) for text in (*written, str(value))]
    return []


def _moment_forms(moment: Moment) -> list[tuple[str, ...]]:
    clock = FILTERS["klokke"](moment.klokke) if moment.klokke else ""
    return [
        (_compact(FILTERS[name](moment.dato)), _compact(clock)) for name in _DAY_FORMS
    ]


@cache
def _words_of(label: str) -> str:
    # Of choices alone: their labels are few, and nobody's.
    return _compact(label)


def _compact(text: str) -> str:
    return fold(text).compact


def _columns(keys: Iterable[str]) -> Mapping[str, Sequence[str]]:
    columns: dict[str, list[str]] = {}
    for key in keys:
        columns.setdefault(without_indexes(key), []).append(key)
    return columns


def _by_fate(
    columns: Mapping[str, Sequence[str]], fates: Mapping[str, Fate]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {fate.value: [] for fate in Fate}
    for column, keys in columns.items():
        shared = {fates[key] for key in keys}
        if len(shared) == 1:
            found[shared.pop().value].append(column)
        else:
            for key in keys:
                found[fates[key].value].append(key)
    return {fate: keys for fate, keys in found.items() if keys}
