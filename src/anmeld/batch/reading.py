"""The records of all sources, one after another, each number once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from anmeld._i18n import msg
from anmeld.batch.lines import Key, key_of, key_of_fault
from anmeld.batch.names import RESERVED
from anmeld.casefile.safe_names import folded_name, safe_name
from anmeld.errors import AnmeldError, Fault, UsageError, Where
from anmeld.record import FaultyRecord, LoadedRecord

Source = str | Path | LoadedRecord | FaultyRecord


class Reading:
    """Reads records, sound and faulty, and remembers their order.

    Args:
        sources: Paths, `-`, or records that the caller has read itself.
        load: Reads the records of a path, or of `-`.
        only: The case numbers wanted; all if empty.
        limit: How many records are read; all if `None`.

    Attributes:
        is_whole: Whether every source has been read to its end, and it is known of
            each record which case it is.
    """

    def __init__(
        self,
        sources: Iterable[Source],
        load: Callable[[str | Path], Iterable[LoadedRecord | FaultyRecord]],
        only: Collection[str],
        limit: int | None,
    ) -> None:
        self.is_whole = False
        self._wanted = {_comparable(number): number for number in only}
        self._found: set[str] = set()
        self._sources = sources
        self._load = load
        self._is_known = True
        self._order: dict[Key, str] = {}
        self._faulty_cases: dict[Key, str] = {}
        self._left = limit

    def __iter__(self) -> Iterator[LoadedRecord | FaultyRecord]:
        for item in self._items():
            if self._left is not None:
                if self._left == 0:
                    return
                self._left -= 1
            if isinstance(item, AnmeldError):
                where = item.faults[0].where
                yield self._faulty(FaultyRecord(where.file or "-", item.faults))
            elif isinstance(item, FaultyRecord):
                yield self._faulty(item)
            else:
                yield from self._sound(item)
        self.is_whole = self._is_known

    def _items(self) -> Iterator[LoadedRecord | FaultyRecord | AnmeldError]:
        for source in self._sources:
            if isinstance(source, LoadedRecord | FaultyRecord):
                yield source
                continue
            try:
                yield from self._load(source)
            except AnmeldError as error:
                yield error

    def _sound(self, item: LoadedRecord) -> Iterator[LoadedRecord | FaultyRecord]:
        number = item.record.sag.nummer
        name = safe_name(number)
        key = key_of(name)
        if folded_name(name) in RESERVED:
            yield self._faulty(_refused(item, _reserved(item.number_place)))
        elif (first := self._order.get(key)) is not None:
            yield self._faulty(_refused(item, _used(item.number_place, first)))
        else:
            self._order[key] = item.origin
            self._found.add(_comparable(number))
            if not self._wanted or _comparable(number) in self._wanted:
                yield item

    def _faulty(self, item: FaultyRecord) -> FaultyRecord:
        self._order[key_of_fault(item.origin)] = item.origin
        if item.number is None:
            # It may be any case: none can be said to have left the sources.
            self._is_known = False
        else:
            key = key_of(safe_name(item.number))
            self._faulty_cases.setdefault(key, item.origin)
            self._found.add(_comparable(item.number))
        return item

    @property
    def missing(self) -> set[str]:
        """The wanted case numbers that have not been come across."""
        return {n for key, n in self._wanted.items() if key not in self._found}

    @property
    def order(self) -> dict[Key, str]:
        """The key of each record read so far with its place, in order.

        The cases of faulty records come last, because an earlier run may have made
        them: they are still in the sources.
        """
        more = {
            key: place
            for key, place in self._faulty_cases.items()
            if key not in self._order
        }
        return self._order | more if more else self._order


def _comparable(number: str) -> str:
    # No two cases differ by the case of letters alone.
    return unicodedata.normalize("NFC", number.strip()).casefold()


def unknown_cases(missing: Collection[str]) -> UsageError:
    """Say which of the wanted case numbers no sound record has."""
    problem = msg("is the number of no record that can be used.")
    remedy = msg("Check the number; `anmeld check` tells which records are faulty.")
    return UsageError(
        *(
            Fault("unknown-case", Where(key=number), problem, remedy)
            for number in sorted(missing)
        )
    )


def _refused(item: LoadedRecord, fault: Fault) -> FaultyRecord:
    number = item.record.sag.nummer
    return FaultyRecord(item.origin, (fault,), number, item.repairs)


def _used(where: Where, first: str) -> Fault:
    problem = msg("would get the same folder as the case in {first}.", first=first)
    remedy = msg("Give each case its own number, or remove one of the two.")
    return Fault("duplicate-case-number", where, problem, remedy)


def _reserved(where: Where) -> Fault:
    problem = msg("is the name of a file of the run itself.")
    remedy = msg("Give the case another number.")
    return Fault("reserved-name", where, problem, remedy)
