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
    from anmeld.record.sheet.mapping import ColumnMap

sources_argument = click.argument("sag", nargs=-1, required=True, metavar="RECORD...")
columns_option = click.option(
    "--columns",
    metavar="COLUMNS.TOML",
    type=click.Path(path_type=Path, dir_okay=False),
    help="How sheets of another system are read; see `anmeld columns`.",
)
evidence_option = click.option(
    "--bilag-folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder that files of evidence lie in; each record's own if not given.",
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
        base: The folder that files of evidence are confined to; each source's own if
            left out, and none for standard input.

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
        columns: ColumnMap | None = None,
        base: Path | None = None,
    ) -> None:
        self.faults: list[Fault] = []
        self.done = 0
        self.failed = 0
        self._given = 0
        self._sources = sources
        self._screen = screen
        self._quiet = quiet
        self._columns = columns
        self._base = base

    def __iter__(self) -> Iterator[LoadedRecord]:
        from anmeld.record import FaultyRecord

        for source in self._sources:
            try:
                for item in self._read(source):
                    if isinstance(item, FaultyRecord):
                        self._tell_repairs(item)
                        self.fail(item.error)
                    else:
                        self.done += 1
                        self._given += 1
                        self._tell_repairs(item)
                        yield item
            except AnmeldError as error:
                self.fail(error)

    def _read(self, source: Source) -> Iterable[LoadedRecord | FaultyRecord]:
        from anmeld.record import FaultyRecord, LoadedRecord, load_records

        if isinstance(source, LoadedRecord | FaultyRecord):
            return (source,)
        return load_records(
            source, stdin=sys.stdin.buffer, base=self._base, columns=self._columns
        )

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

    def _tell_repairs(self, item: LoadedRecord | FaultyRecord) -> None:
        for note in item.repairs:
            line = note.text(self._screen.language)
            self._screen.say(line, err=True, fg="yellow")

    def finish(self) -> None:
        """End with 1 when nothing was made, 3 when some was and some was not."""
        if not self._given and not self.failed:
            problem = msg("holds no record.")
            remedy = None
            if any(_may_hold_sheets(Path(str(one))) for one in self._sources):
                remedy = msg("The example in a sheet is none: write below it.")
            where = Where(file=", ".join(str(one) for one in self._sources))
            raise UsageError(Fault("no-record", where, problem, remedy))
        if self.failed or not self.done:
            raise click.exceptions.Exit(SOME_MADE if self.done else NOTHING_MADE)


def columns_map(path: Path | None, sources: Iterable[str]) -> ColumnMap | None:
    """Read the map of columns that was given, if any.

    Args:
        path: The map, `columns.toml`.
        sources: Paths, or `-`.

    Returns:
        The map.

    Raises:
        UsageError: The map is wrong, or none of the sources can be a sheet.
        StorageError: The map cannot be read.
    """
    if path is None:
        return None
    from anmeld.record.sheet.mapping import load_columns

    if not any(_may_hold_sheets(Path(source)) for source in sources):
        problem = msg("was given, and none of the records is a sheet.")
        remedy = msg("Leave out --columns, or name a CSV or XLSX file.")
        where = Where(file=str(path))
        raise UsageError(Fault("columns-without-sheet", where, problem, remedy))
    return load_columns(path)


def _may_hold_sheets(path: Path) -> bool:
    from anmeld.record.sheet import SHEET_SUFFIXES

    return path.is_dir() or path.suffix.lower() in SHEET_SUFFIXES
