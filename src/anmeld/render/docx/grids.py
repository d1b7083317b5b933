"""The grid of a table whose number of cells is known only when it is filled.

The rule is docxtpl's, read off its `fix_tables`: too few columns are added at the
table's own width, superfluous ones are taken away and their width is shared out. Here
it counts the rows of the table itself, not those of tables inside its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_PART: Final = re.compile(
    r"<(/?)w:(tbl|tr|tc|tblGrid|gridCol|gridSpan|gridBefore|gridAfter)"
    r"((?: [^<>]*?)?)/?>"
)
_COMPUTED: Final = '<w:gridSpan w:val="{{'
_WIDTH: Final = re.compile(r' w:w="(-?\d+(?:\.\d+)?)"')
_SPAN: Final = re.compile(r' w:val="(\d+)"')


@dataclass(slots=True)
class _Row:
    cells: int = 0
    columns: int = 0


@dataclass(slots=True)
class _Table:
    grid: tuple[int, int] | None = None
    widths: list[float | None] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)

    @property
    def cells(self) -> int:
        return max((row.cells for row in self.rows), default=0)

    @property
    def columns(self) -> int:
        return max((row.columns for row in self.rows), default=0)


def varies(source: str) -> bool:
    """Say whether a table of a template may get more or fewer cells when it is filled.

    Args:
        source: The Jinja source of a part.

    Returns:
        True where a cell is repeated, left out, or spans a computed number of columns.
    """
    if "<w:tbl>" not in source:
        return False
    return _COMPUTED in source or any(
        "{%" in between or "{{" in between for between in _between_cells(source)
    )


def _between_cells(source: str) -> Iterator[str]:
    # What stands in a row outside its cells.
    for piece in re.split(r"</w:tc>|<w:tr[ >]", source)[1:]:
        yield re.split(r"<w:tc[ >]|</w:tr>", piece, maxsplit=1)[0]


def repaired(xml: str) -> str:
    """Give each table of a filled part the columns that its rows have.

    Args:
        xml: A filled part.

    Returns:
        The part; tables whose grid fits are left as they are.
    """
    changed = []
    for table in _tables(xml):
        if table.grid and (grid := _grid(table)) is not None:
            changed.append((table.grid, grid))
    for (start, end), grid in sorted(changed, reverse=True):
        xml = f"{xml[:start]}{grid}{xml[end:]}"
    return xml


def _grid(table: _Table) -> str | None:
    widths = _removed(table, _added(table, table.widths))
    if widths == table.widths:
        return None
    columns = (
        "<w:gridCol/>" if w is None else f'<w:gridCol w:w="{int(w)}"/>' for w in widths
    )
    return f"<w:tblGrid>{''.join(columns)}</w:tblGrid>"


def _added(table: _Table, widths: list[float | None]) -> list[float | None]:
    missing = table.cells - len(widths)
    known = [width for width in widths if width is not None]
    if missing <= 0 or not widths:
        return widths
    if not sum(known):
        return widths + [None] * missing
    old, new = sum(known) / len(widths), sum(known) / (len(widths) + missing)
    scaled = [None if w is None else float(int(w * new / old)) for w in widths]
    return scaled + [float(int(new))] * missing


def _removed(table: _Table, widths: list[float | None]) -> list[float | None]:
    excess = len(widths) - table.columns
    # A table without a single row keeps its grid: Word does not open one without.
    if excess <= 0 or not table.rows:
        return widths
    kept, gone = widths[:-excess], widths[-excess:]
    share = int(sum(width or 0 for width in gone) / len(kept)) if kept else 0
    return [float(int((width or 0) + share)) for width in kept]


def _tables(xml: str) -> list[_Table]:
    tables: list[_Table] = []
    open_: list[_Table] = []
    for part in _PART.finditer(xml):
        closing, name, attributes = part.groups()
        if name == "tbl":
            _table_edge(bool(closing), tables, open_)
        elif open_ and not closing:
            _read(open_[-1], name, attributes, part.span())
        elif open_ and name == "tblGrid" and open_[-1].grid:
            open_[-1].grid = (open_[-1].grid[0], part.end())
    return tables


def _table_edge(closing: bool, tables: list[_Table], open_: list[_Table]) -> None:
    if not closing:
        tables.append(_Table())
        open_.append(tables[-1])
    elif open_:
        open_.pop()


def _read(table: _Table, name: str, attributes: str, span: tuple[int, int]) -> None:
    if name == "tblGrid" and table.grid is None:
        table.grid = span
    elif name == "gridCol":
        width = _WIDTH.search(attributes)
        table.widths.append(float(width.group(1)) if width else None)
    elif name == "tr":
        table.rows.append(_Row())
    elif table.rows and name == "tc":
        table.rows[-1].cells += 1
        table.rows[-1].columns += 1
    elif table.rows and (found := _SPAN.search(attributes)):
        # A span replaces the one column that its cell was counted with.
        table.rows[-1].columns += int(found.group(1)) - (name == "gridSpan")
