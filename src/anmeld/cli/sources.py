"""The records that a command is given, faulty ones said and passed over."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from anmeld._i18n import msg
from anmeld.cli.screen import Screen
from anmeld.errors import AnmeldError, Fault, UsageError, Where

if TYPE_CHECKING:
    from anmeld.batch.reading import Source
    from anmeld.record import FaultyRecord, LoadedRecord

sources_argument = click.argument("sag", nargs=-1, required=True, metavar="SAG...")
columns_option = click.option(
    "--columns",
    metavar="COLUMNS.TOML",
    type=click.Path(path_type=Path, dir_okay=False),
    help="How sheets of another system are read; see `anmeld columns`.",
)
NOTHING_MADE = 1
SOME_MADE = 3


class Sources:
    """All records behind the arguments, one after another.

    Iterating gives the sound ones; what is wrong with the others is printed at once and
    counted, so that a bad record neither stops the rest nor passes unseen.

    Args:
        sources: Paths, `-` for standard input, or what has been read already.
        screen: Where faults are printed.
        quiet: Gather faults without printing them.
        columns: How sheets of another system are read.

    Attributes:
        faults: Every fault so far.
        done: How many records a command has been given and has not failed.
        failed: How many records were faulty.
    """

    def __init__(
        self,
        sources: tuple[Source, ...],
        screen: Screen,
        *,
        quiet: bool = False,
        columns: Path | None = None,
    ) -> None:
        self.faults: list[Fault] = []
        self.done = 0
        self.failed = 0
        self._given = 0
        self._sources = sources
        self._screen = screen
        self._quiet = quiet
        self._columns = columns

    def __iter__(self) -> Iterator[LoadedRecord]:
        from anmeld.record import FaultyRecord

        for source in with_columns(self._sources, self._columns):
            try:
                for item in _read(source):
                    if isinstance(item, FaultyRecord):
                        self.fail(item.error)
                    else:
                        self.done += 1
                        self._given += 1
                        self._tell_repairs(item)
                        yield item
            except AnmeldError as error:
                self.fail(error)

    def fail(self, error: AnmeldError, *, was_done: bool = False) -> None:
        """Note that a record cannot be used, and why.

        Args:
            error: What is wrong.
            was_done: The record had been given to the command already.
        """
        self.failed += 1
        self.done -= was_done
        self.faults += error.faults
        if not self._quiet:
            self._screen.say(error.text(self._screen.language), err=True, fg="red")

    def _tell_repairs(self, item: LoadedRecord) -> None:
        for note in item.repairs:
            line = note.text(self._screen.language)
            self._screen.say(line, err=True, fg="yellow")

    def finish(self) -> None:
        """End with 1 when nothing was made, 3 when some was and some was not."""
        if not self._given and not self.failed:
            problem = msg("holds no record.")
            where = Where(file=", ".join(str(one) for one in self._sources))
            raise UsageError(Fault("no-record", where, problem))
        if self.failed or not self.done:
            raise click.exceptions.Exit(SOME_MADE if self.done else NOTHING_MADE)


def with_columns(sources: Iterable[Source], columns: Path | None) -> Iterator[Source]:
    """Read sheets by a map of columns; without one the sources are left as they are.

    Args:
        sources: Paths, `-`, or what has been read already.
        columns: The map, `columns.toml`.

    Yields:
        The sources, or where there is a map the records in them.

    Raises:
        UsageError: The map is wrong.
        StorageError: The map cannot be read.
    """
    if columns is None:
        yield from sources
        return
    from anmeld.record import FaultyRecord, LoadedRecord, load_records
    from anmeld.record.sheet.mapping import load_columns

    mapping = load_columns(columns)
    is_used = False
    for source in sources:
        is_used = is_used or _may_hold_sheets(source)
        if isinstance(source, LoadedRecord | FaultyRecord):
            yield source
            continue
        try:
            yield from load_records(source, stdin=sys.stdin.buffer, columns=mapping)
        except AnmeldError as error:
            yield FaultyRecord(str(source), error.faults)
    if not is_used:
        problem = msg("was given, and none of the records is a sheet.")
        remedy = msg("Leave out --columns, or name a CSV or XLSX file.")
        where = Where(file=str(columns))
        raise UsageError(Fault("columns-without-sheet", where, problem, remedy))


def _may_hold_sheets(source: Source) -> bool:
    from anmeld.record.sheet import SHEET_SUFFIXES

    if not isinstance(source, str | Path):
        return False
    path = Path(source)
    return path.is_dir() or path.suffix.lower() in SHEET_SUFFIXES


def _read(source: Source) -> Iterable[LoadedRecord | FaultyRecord]:
    from anmeld.record import FaultyRecord, LoadedRecord, load_records

    if isinstance(source, LoadedRecord | FaultyRecord):
        return (source,)
    return load_records(source, stdin=sys.stdin.buffer)
