"""What a cell holds before anyone knows what it is for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class Broken(StrEnum):
    """A cell that shows something which is not there to be read."""

    ERROR = "error"  # #REF!, #N/A, #NAME? and their kin
    NOT_CALCULATED = "not-calculated"  # a formula that was saved without its result
    NO_DATE = "no-date"  # formatted as a date, but no day of the calendar


@dataclass(frozen=True, slots=True, repr=False)
class Number:
    """A cell that holds a number.

    Attributes:
        value: Exactly what is stored.
        digits: How many digits its format shows at least, zeros in front included.
    """

    value: Decimal
    digits: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class Stamp:
    """A cell that holds a real date.

    Attributes:
        at: The moment, without a zone.
        clock: Whether its format shows a clock time.
    """

    at: datetime
    clock: bool


Raw = str | bool | Number | Stamp | Broken
Cells = Mapping[int, Raw]


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One row of a sheet that holds anything.

    Attributes:
        number: Its number, from 1.
        cells: What it holds, by position from 0; blank cells are left out.
        hidden: Whether the sheet does not show it.
    """

    number: int
    cells: Cells
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells: rows from 1, columns from 0, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    @property
    def rows(self) -> range:
        """The rows that it covers."""
        return range(self.first_row, self.last_row + 1)

    def touches(self, column: int) -> bool:
        """Tell whether it covers a column."""
        return self.first_column <= column <= self.last_column


@dataclass(slots=True)
class Layout:
    """What a sheet says of itself besides its cells; filled while it is read.

    Attributes:
        merged: The merged cells.
        hidden: The hidden columns, as pairs of first and last.
    """

    merged: list[Range] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)

    def hides(self, column: int) -> bool:
        """Tell whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden)


class Sheet(Protocol):
    """A table that can be read from its first row on, any number of times.

    Attributes:
        name: Its name in a workbook; `None` for a file that is one table.
        hidden: Whether the workbook does not show it.
        layout: What it says of itself; complete when its rows have been read.
        typed: Whether its cells know numbers from texts.
        old_epoch: Whether its serial dates count from 1904.
    """

    @property
    def name(self) -> str | None: ...  # noqa: D102
    @property
    def hidden(self) -> bool: ...  # noqa: D102
    @property
    def layout(self) -> Layout: ...  # noqa: D102
    @property
    def typed(self) -> bool: ...  # noqa: D102
    @property
    def old_epoch(self) -> bool: ...  # noqa: D102

    def rows(self) -> Iterator[Row]:
        """Read the rows that hold anything."""


def packed(cells: Cells) -> str:
    """Write cells as one line of ASCII, for the spill file."""
    return json.dumps([[at, _plain(raw)] for at, raw in cells.items()])


def unpacked(line: str) -> dict[int, Raw]:
    """Read back what `packed` wrote."""
    return {at: _raw(plain) for at, plain in json.loads(line)}


def _plain(raw: Raw) -> object:
    match raw:
        case Broken():
            return ["x", raw.value]
        case Number(value, digits):
            return ["n", str(value), digits]
        case Stamp(at, clock):
            return ["d", at.isoformat(), clock]
    return raw


def _raw(plain: object) -> Raw:
    match plain:
        case ["x", str(code)]:
            return Broken(code)
        case ["n", str(value), int(digits)]:
            return Number(Decimal(value), digits)
        case ["d", str(at), bool(clock)]:
            return Stamp(datetime.fromisoformat(at), clock)
        case bool() | str():
            return plain
    raise TypeError(type(plain).__name__)
