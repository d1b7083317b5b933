"""The records of all sources, one after another, each number once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import IO

from anmeld._i18n import msg
from anmeld.batch.lines import Key, key_of, key_of_fault
from anmeld.batch.names import RESERVED
from anmeld.casefile.safe_names import folded_name, safe_name
from anmeld.errors import AnmeldError, Fault, UsageError, Where
from anmeld.record import FaultyRecord, LoadedRecord, load_records

Source = str | Path | LoadedRecord | FaultyRecord


class Reading:
    """Reads records, sound and faulty, and remembers their order.

    Args:
        sources: Paths, `-`, or records that the caller has read itself.
        stdin: The stream that `-` stands for.
        only: The case numbers wanted; all if empty.
        limit: How many records are read; all if `None`.

    Attributes:
        order: The key of each record read so far with its place, in order.
        is_whole: Whether every source has been read to its end without error.
        missing: The wanted case numbers that have not been come across.
    """

    def __init__(
        self,
        sources: Iterable[Source],
        stdin: IO[bytes] | None,
        only: Collection[str],
        limit: int | None,
    ) -> None:
        self.order: dict[Key, str] = {}
        self.is_whole = False
        self.missing = set(only)
        self._sources = sources
        self._stdin = stdin
        self._only = frozenset(only)
        self._left = limit

    def __iter__(self) -> Iterator[LoadedRecord | FaultyRecord]:
        broken = False
        for item in self._items():
            if self._left is not None:
                if self._left == 0:
                    return
                self._left -= 1
            if isinstance(item, AnmeldError):
                broken = True
                where = item.faults[0].where
                yield self._faulty(FaultyRecord(where.file or "-", item.faults))
            elif isinstance(item, FaultyRecord):
                # Nobody can tell whether it is one of those wanted.
                broken |= bool(self._only)
                yield self._faulty(item)
            else:
                yield from self._sound(item)
        self.is_whole = not broken

    def _items(self) -> Iterator[LoadedRecord | FaultyRecord | AnmeldError]:
        for source in self._sources:
            if isinstance(source, LoadedRecord | FaultyRecord):
                yield source
                continue
            try:
                yield from load_records(source, stdin=self._stdin)
            except AnmeldError as error:
                yield error

    def _sound(self, item: LoadedRecord) -> Iterator[LoadedRecord | FaultyRecord]:
        number = item.record.sag.nummer
        name = safe_name(number)
        key = key_of(name)
        if folded_name(name) in RESERVED:
            yield self._faulty(_refused(item.origin, _reserved(item.origin)))
        elif (first := self.order.get(key)) is not None:
            yield self._faulty(_refused(item.origin, _used(item.origin, first)))
        else:
            self.order[key] = item.origin
            self.missing.discard(number)
            if not self._only or number in self._only:
                yield item

    def _faulty(self, item: FaultyRecord) -> FaultyRecord:
        self.order[key_of_fault(item.origin)] = item.origin
        return item


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


def _refused(origin: str, fault: Fault) -> FaultyRecord:
    return FaultyRecord(origin, (fault,))


def _used(origin: str, first: str) -> Fault:
    problem = msg("would get the same folder as the case in {first}.", first=first)
    remedy = msg("Give each case its own number, or remove one of the two.")
    where = Where(file=origin, key="sag.nummer")
    return Fault("duplicate-case-number", where, problem, remedy)


def _reserved(origin: str) -> Fault:
    problem = msg("is the name of a file of the run itself.")
    remedy = msg("Give the case another number.")
    where = Where(file=origin, key="sag.nummer")
    return Fault("reserved-name", where, problem, remedy)
