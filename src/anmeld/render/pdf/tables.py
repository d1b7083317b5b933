"""Tables: widths of columns, heights of rows, and cells merged both ways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from anmeld.render.pdf.model import Cell, Paragraph, Row, Table
from anmeld.render.pdf.slices import Box, RowSlice, Slice, column_height

if TYPE_CHECKING:
    from anmeld.render.pdf.flow import Flow


def table_slices(table: Table, width: float, flow: Flow) -> list[Slice]:
    """Lay a table out.

    Args:
        table: The table.
        width: The column's width.
        flow: Lays out what stands in the cells.

    Returns:
        One slice a row.
    """
    edges = [0.0]
    for column in table.columns:
        edges.append(edges[-1] + column)
    x = {"center": (width - edges[-1]) / 2, "right": width - edges[-1]}.get(
        table.align, table.indent
    )
    if table.align == "right" and not table.nested and table.rows:
        x += 0.0
    rows = [_boxes(row, edges, flow) for row in table.rows]
    lines = [_top_line(table, index) for index in range(len(rows))]
    heights = [
        _height(row, boxes, line)
        for row, boxes, line in zip(table.rows, rows, lines, strict=True)
    ]
    if heights:
        last = _bottom_line(table.rows[-1])
        heights[-1] += last
    _spread_merged(table.rows, rows, heights)
    return _slices(table, rows, heights, lines, x)


def _boxes(row: Row, edges: Sequence[float], flow: Flow) -> list[Box]:
    boxes = []
    for cell in row.cells:
        end = min(cell.column + cell.span, len(edges) - 1)
        left, right = edges[min(cell.column, len(edges) - 1)], edges[end]
        inner = max(right - left - cell.margins[1] - cell.margins[3], 1.0)
        slices = [] if cell.merge == "rest" else flow.slices(cell.blocks, inner)
        y = cell.margins[0]
        items = []
        for item in slices:
            y += item.gap
            items.append((y, item))
            y += item.height
        box = Box(cell, left, right - left, items)
        boxes.append(box)
    return boxes


def _content(box: Box) -> float:
    """Measure a cell's content with its margins and the space after it."""
    top, _, bottom, _ = box.cell.margins
    if not box.items:
        return top + bottom
    offset, item = box.items[-1]
    last = box.cell.blocks[-1] if box.cell.blocks else None
    after = last.style.after if isinstance(last, Paragraph) else 0.0
    return offset + item.height + after + bottom


def _height(row: Row, boxes: Sequence[Box], line: float) -> float:
    alone = [box for box in boxes if box.cell.merge is None]
    height = max((_content(box) for box in alone), default=0.0)
    if row.height is not None:
        height = row.height if row.exact else max(height, row.height)
    elif not alone:
        height = max((_content(box) for box in boxes if not box.items), default=0.0)
    return height + line


def _top_line(table: Table, index: int) -> float:
    """Find the thickness of the line above a row, which takes room."""
    cells = list(table.rows[index].cells)
    widths = [c.borders.top.width for c in cells if c.borders.top]
    if index:
        above = table.rows[index - 1].cells
        widths += [c.borders.bottom.width for c in above if c.borders.bottom]
    return max(widths, default=0.0)


def _bottom_line(row: Row) -> float:
    return max(
        (c.borders.bottom.width for c in row.cells if c.borders.bottom), default=0
    )


def _merged_rows(rows: Sequence[Row], start: int, cell: Cell) -> int:
    """Find the last row that a vertically merged cell reaches."""
    end = start
    while end + 1 < len(rows) and any(
        other.merge == "rest" and other.column == cell.column
        for other in rows[end + 1].cells
    ):
        end += 1
    return end


def _spread_merged(
    rows: Sequence[Row], boxes: Sequence[list[Box]], heights: list[float]
) -> None:
    """Make room for merged cells, and give each row its part of their content."""
    for start, line in enumerate(boxes):
        for box in line:
            if box.cell.merge == "start":
                end = _merged_rows(rows, start, box.cell)
                missing = _content(box) - sum(heights[start : end + 1])
                if missing > 0 and not rows[end].exact:
                    heights[end] += missing
    for start, line in enumerate(boxes):
        for box in line:
            if box.cell.merge == "start":
                end = _merged_rows(rows, start, box.cell)
                _align(box, sum(heights[start : end + 1]))
                _hand_down(box, boxes, heights, start, end)


def _hand_down(
    box: Box,
    boxes: Sequence[list[Box]],
    heights: Sequence[float],
    start: int,
    end: int,
) -> None:
    below = [
        next((b for b in boxes[row] if b.cell.column == box.cell.column), box)
        for row in range(start + 1, end + 1)
    ]
    items, box.items = box.items, []
    parts, row, top = [box, *below], start, 0.0
    for part in parts[:-1]:
        part.bottom = False
    for part in parts[1:]:
        part.top = False
    for offset, item in items:
        while row < end and offset >= top + heights[row] - 0.05:
            top += heights[row]
            row += 1
        parts[row - start].items.append((offset - top, item))


def _align(box: Box, height: float) -> None:
    """Move a cell's content down where it stands in the middle or at the bottom."""
    if box.cell.align not in ("center", "bottom"):
        return
    room = height - _content(box)
    if room > 0:
        shift = room / 2 if box.cell.align == "center" else room
        box.items = [(offset + shift, item) for offset, item in box.items]


def _slices(
    table: Table,
    rows: Sequence[list[Box]],
    heights: Sequence[float],
    lines: Sequence[float],
    x: float,
) -> list[Slice]:
    out: list[RowSlice] = []
    heads: list[RowSlice] = []
    for row, boxes, height, line in zip(table.rows, rows, heights, lines, strict=True):
        for box in boxes:
            if box.cell.merge is None:
                _align(box, height - line)
            box.items = [(offset + line, item) for offset, item in box.items]
        straddles = any(
            offset + item.height > height + 0.05
            for box in boxes
            for offset, item in box.items
        )
        slice_ = RowSlice(
            0.0,
            height,
            row.header or _kept(row) or (straddles and not row.exact),
            [n for box in boxes for _, item in box.items for n in item.notes],
            boxes=boxes,
            x=x,
            whole=row.whole or row.exact or row.header,
            header=row.header,
            heads=() if row.header else tuple(heads),
        )
        if row.header and len(heads) == len(out):
            heads.append(slice_)
        out.append(slice_)
    if out:
        out[-1].keep = _kept(table.rows[-1])
    return list(out)


def _kept(row: Row) -> bool:
    first = row.cells[0].blocks[0] if row.cells and row.cells[0].blocks else None
    return isinstance(first, Paragraph) and first.style.keep_next


__all__ = ["column_height", "table_slices"]
