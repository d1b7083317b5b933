"""Merged cells and hidden columns: what a sheet shows and its cells do not say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from anmeld._i18n import Message, msg
from anmeld.errors import Fault
from anmeld.record.sheet.cells import Range
from anmeld.record.sheet.tables import Table

_MOST_ROWS = 2_000_000
_PROTECTION = "medarbejder.adressebeskyttelse"
_HOME = "medarbejder.privat.adresse"


class Marks:
    """The rows of a sheet that merged cells go through.

    Args:
        table: The sheet; its rows have been read.
        last: Its last row that holds anything.
    """

    def __init__(self, table: Table, last: int) -> None:
        self._table = table
        self._columns: dict[int, int] = {}
        for merged in _in_columns(table):
            first = next(at for at in table.columns if merged.touches(at))
            for row in range(merged.first_row, min(merged.last_row, last) + 1):
                self._columns.setdefault(row, first)

    def fault(self, row: int) -> Fault | None:
        """Say that a row is part of merged cells, if it is."""
        if row not in self._columns:
            return None
        where = self._table.where(row, self._columns[row])
        problem = msg("is merged with other cells, so that it is unclear what holds.")
        return Fault("merged-cells", where, problem, _split())


def layout_faults(table: Table) -> Iterator[Fault]:
    """Say what is wrong with a sheet as a whole.

    Args:
        table: The sheet; its rows have been read.

    Yields:
        Headers that are merged, and more merged cells than can be gone through.
    """
    merged = list(_in_columns(table))
    for each in merged:
        if table.header_row in each.rows:
            problem = msg("is a header that is merged with other cells.")
            where = table.where(table.header_row)
            yield Fault("merged-header", where, problem, _split())
    if sum(len(each.rows) for each in merged) > _MOST_ROWS:
        problem = msg("has more merged cells than can be looked at.")
        yield Fault("merged-cells", table.where(None), problem, _split())


def layout_notes(tables: Sequence[Table]) -> Iterator[Fault]:
    """Say what a person should know of how a source was read.

    Args:
        tables: Its sheets; their rows have been read.

    Yields:
        Hidden columns that were read, and home addresses without word of protection.
    """
    for table in tables:
        for at in table.columns:
            if table.sheet.layout.hides(at):
                note = msg("is a hidden column; it was read as the others.")
                where = table.where(None, at)
                yield Fault("hidden-column", where, note)
    home = next((table for table in tables if table.holds(_HOME)), None)
    if home and not any(table.holds(_PROTECTION) for table in tables):
        note = msg("has home addresses, and no column that says who is protected.")
        remedy = msg("Add »Navne- og adressebeskyttelse« if anybody may be.")
        where = home.where(None, home.position_of(_HOME))
        yield Fault("protection-not-told", where, note, remedy)


def _in_columns(table: Table) -> Iterator[Range]:
    for merged in table.sheet.layout.merged:
        if any(merged.touches(at) for at in table.columns):
            yield merged


def _split() -> Message:
    return msg("Split the cells and write the value in each of them.")
