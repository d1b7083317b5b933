"""A table's grid: its rows, cells, widths of columns and lines between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from anmeld.render.pdf.layers import Properties
from anmeld.render.pdf.looks import Border, Sides
from anmeld.render.pdf.names import TWIP, VAL, W, child, number, on

if TYPE_CHECKING:
    pass

COLUMN_LIMIT: Final = 63
"""Word's own limit."""


ROW_LIMIT: Final = 30_000


_SPAN: Final = W + "gridSpan"
_MERGE: Final = W + "vMerge"


_TRANSPARENT: Final = (W + "sdt", W + "sdtContent", W + "customXml")


def rows_of(element: etree._Element) -> list[etree._Element]:
    """Give a table's rows, also those within content controls."""
    found = []
    for part in element:
        if part.tag == W + "tr":
            found.append(part)
        elif part.tag in _TRANSPARENT:
            found += rows_of(part)
    return found


def cells_of(element: etree._Element) -> list[etree._Element]:
    """Give a row's cells, also those within content controls."""
    found = []
    for part in element:
        if part.tag == W + "tc":
            found.append(part)
        elif part.tag in _TRANSPARENT:
            found += cells_of(part)
    return found


def grid_of(
    element: etree._Element, rows: list[etree._Element], properties: Properties
) -> list[float]:
    """Find the columns' widths: from the grid, else from the first row."""
    grid = element.find(W + "tblGrid")
    columns = [
        number(column.get(W + "w")) * TWIP
        for column in (grid if grid is not None else ())
        if column.tag == W + "gridCol"
    ]
    if not columns or not any(columns):
        columns = _first_row(rows[0]) if rows else []
    kind, text = properties.get("width", ("auto", "0"))
    total, wanted = sum(columns), 0.0
    if kind == "dxa":
        wanted = number(text) * TWIP
    if total > 0 and wanted > 0 and abs(wanted - total) > 1:
        columns = [column * wanted / total for column in columns]
    return columns


def _first_row(row: etree._Element) -> list[float]:
    columns: list[float] = []
    for cell in cells_of(row):
        properties = child(cell, W + "tcPr")
        width = properties.find(W + "tcW") if properties is not None else None
        points = number(width.get(W + "w")) * TWIP if width is not None else 0.0
        span = span_of(properties, COLUMN_LIMIT + 1)
        columns += [points / span] * span
        if len(columns) > COLUMN_LIMIT + 1:
            break
    return [column or 72.0 for column in columns]


def span_of(properties: etree._Element | None, room: int) -> int:
    """Count the columns that a cell takes, at most those left."""
    found = child(properties, _SPAN) if properties is not None else None
    wanted = int(number(found.get(VAL), 1)) if found is not None else 1
    return max(1, min(wanted, room))


def vertical(properties: etree._Element | None) -> str | None:
    """Tell whether a cell starts a vertical merge or is the `rest` of one."""
    found = child(properties, _MERGE) if properties is not None else None
    if found is None:
        return None
    return "start" if found.get(VAL) == "restart" else "rest"


def row_properties(element: etree._Element | None) -> Properties:
    """Read `w:trPr`."""
    out: Properties = {}
    for part in element if element is not None else ():
        name = part.tag.removeprefix(W)
        if name == "trHeight":
            height = number(part.get(W + "val")) * TWIP
            out["height"] = (height, part.get(W + "hRule") == "exact")
        elif name == "cantSplit":
            out["whole"] = on(part.get(VAL))
        elif name == "tblHeader":
            out["header"] = on(part.get(VAL))
        elif name == "gridBefore":
            out["before"] = min(int(number(part.get(VAL))), COLUMN_LIMIT)
        elif name in ("ins", "del", "trPrChange", "hidden"):
            out[name] = True
    return out


def borders_of(
    cell: Properties, table: Properties, edges: tuple[bool, bool, bool, bool]
) -> Sides:
    """Choose each side's line: the cell's own, else the table's outer or inner one."""
    found: list[Border | None] = []
    inner = ("insideH", "insideV", "insideH", "insideV")
    outer = ("top", "left", "bottom", "right")
    for side, inside, at_edge in zip(outer, inner, edges, strict=True):
        own = f"border.{side}"
        if own in cell:
            found.append(cell[own])
        elif not at_edge and f"border.{inside}" in cell:
            found.append(cell[f"border.{inside}"])
        else:
            found.append(table.get(own if at_edge else f"border.{inside}"))
    return Sides(found[0], found[1], found[2], found[3])
