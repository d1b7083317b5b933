"""A sheet whose headers are understood, and its rows below them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from anmeld.errors import Where
from anmeld.record.sheet.cells import Cells, Row, Sheet
from anmeld.record.sheet.headers import Context, shown
from anmeld.record.sheet.keys import CASE_NUMBER, Target
from anmeld.record.sheet.mapping import Part
from anmeld.record.sheet.reading import Reader


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read.

    Attributes:
        header: Its header as the sheet writes it; `None` where it may be a value.
        target: Where its values go.
        reader: How its cells are read.
    """

    header: str | None
    target: Target
    reader: Reader

    @property
    def part(self) -> Part | None:
        """What it holds of its field, where that stands in several columns."""
        return self.reader.rule.part if self.reader.rule else None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose headers are understood.

    Attributes:
        file: The file as a person named it.
        sheet: The sheet.
        columns: The columns that are read, by position from 0.
        ignored: The positions that are left out on purpose.
        header_row: The row of the headers.
        headers: All its headers, written so that case and signs do not matter.
        context: What it is about.
        list_key: The list that a sheet of children is for.
    """

    file: str
    sheet: Sheet
    columns: dict[int, Column]
    ignored: frozenset[int]
    header_row: int
    headers: frozenset[str]
    context: Context
    list_key: str | None = None

    def where(self, row: int | None, at: int | None = None) -> Where:
        """Name a place in the sheet: a row, and a column by its position from 0."""
        name = shown(self.sheet.name) if self.sheet.name else None
        column = None if at is None else self.columns.get(at)
        return Where(
            file=self.file,
            sheet=name,
            row=row,
            column=column.header if column else None,
            letter=None if at is None else letters(at),
        )

    def number_of(self, cells: Cells) -> int | None:
        """Give the position of the case number, if the row has one."""
        for at, column in self.columns.items():
            if column.target.field.key == CASE_NUMBER and at in cells:
                return at
        return None

    def holds(self, key: str) -> bool:
        """Tell whether any column goes to a field."""
        return any(each.target.field.key == key for each in self.columns.values())

    def position_of(self, field_key: str) -> int | None:
        """Give the position of the first column of a field."""
        for at, column in self.columns.items():
            if column.target.field.key == field_key:
                return at
        return None


def data_rows(table: Table) -> Iterator[Row]:
    """Read the rows below the headers."""
    return (row for row in table.sheet.rows() if row.number > table.header_row)


@cache
def letters(at: int) -> str:
    """Name a column by its letters, as a sheet does.

    Args:
        at: Its position, from 0.

    Returns:
        `A` for the first.
    """
    name, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
