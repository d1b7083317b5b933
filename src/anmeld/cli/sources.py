"""The records that a command is given, faulty ones said and passed over."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from anmeld._i18n import msg
from anmeld.cli.screen import Screen
from anmeld.errors import AnmeldError, Fault, UsageError, Where

if TYPE_CHECKING:
    from anmeld.batch.reading import Source
    from anmeld.record import FaultyRecord, LoadedRecord

sources_argument = click.argument("sag", nargs=-1, required=True, metavar="SAG...")
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

    Attributes:
        faults: Every fault so far.
        done: How many records a command has been given and has not failed.
        failed: How many records were faulty.
    """

    def __init__(
        self, sources: tuple[Source, ...], screen: Screen, *, quiet: bool = False
    ) -> None:
        self.faults: list[Fault] = []
        self.done = 0
        self.failed = 0
        self._sources = sources
        self._screen = screen
        self._quiet = quiet

    def __iter__(self) -> Iterator[LoadedRecord]:
        from anmeld.record import FaultyRecord

        for source in self._sources:
            try:
                for item in _read(source):
                    if isinstance(item, FaultyRecord):
                        self.fail(item.error)
                    else:
                        self.done += 1
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

    def finish(self) -> None:
        """End with 1 when nothing was made, 3 when some was and some was not."""
        if not self.done and not self.failed:
            problem = msg("holds no record.")
            where = Where(file=", ".join(str(one) for one in self._sources))
            raise UsageError(Fault("no-record", where, problem))
        if self.failed:
            raise click.exceptions.Exit(SOME_MADE if self.done else NOTHING_MADE)


def _read(source: Source) -> Iterable[LoadedRecord | FaultyRecord]:
    from anmeld.record import FaultyRecord, LoadedRecord, load_records

    if isinstance(source, LoadedRecord | FaultyRecord):
        return (source,)
    return load_records(source, stdin=sys.stdin.buffer)
