"""What reading a source gives: a record with its folder, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from anmeld.errors import Fault, RecordError, Where
from anmeld.record.model import Record


@dataclass(frozen=True, slots=True)
class LoadedRecord:
    """A sound record and where it came from.

    Attributes:
        record: The record; its `repr` shows keys, never values.
        base: The folder that files of evidence are confined to; `None` where the
            source has no folder and none was given.
        origin: The source as a person named it, with the line for JSON Lines and the
            row for a sheet.
        repairs: What was put right on the way in, each with its place in the sheet,
            and what a person should know of how the sheet was read; never a value.
        number_at: The cell of its case number, where it stands in a sheet.
    """

    record: Record
    base: Path | None
    origin: str
    repairs: tuple[Fault, ...] = ()
    number_at: Where | None = None

    @property
    def number_place(self) -> Where:
        """The place of its case number, as exactly as it is known."""
        return self.number_at or Where(file=self.origin, key="sag.nummer")


@dataclass(frozen=True, slots=True)
class FaultyRecord:
    """A record that cannot be used.

    Attributes:
        origin: The source as a person named it, with the line for JSON Lines and the
            row for a sheet.
        faults: Everything that is wrong with it.
        number: Its case number, where at least that is right.
        repairs: What a person should know of how the sheet was read.
    """

    origin: str
    faults: tuple[Fault, ...]
    number: str | None = None
    repairs: tuple[Fault, ...] = ()

    @property
    def error(self) -> RecordError:
        """The faults as one error, for a caller that raises or prints it."""
        return RecordError(*self.faults)
