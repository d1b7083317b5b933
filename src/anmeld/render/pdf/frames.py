"""Text boxes: framed tables of one cell, before the paragraph they are anchored in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anmeld.render.pdf.context import Context
from anmeld.render.pdf.drawings import Drawing
from anmeld.render.pdf.looks import Sides
from anmeld.render.pdf.model import Block, Cell, Row, Table
from anmeld.render.pdf.structure import Element

if TYPE_CHECKING:
    from anmeld.render.pdf.reading import Reader


def framed(
    reader: Reader, boxes: list[Drawing], at: Context, owner: Element | None
) -> list[Block]:
    """Make a one-cell table of each text box, shown before its paragraph."""
    out: list[Block] = []
    kids = at.parent.kids if at.parent is not None else []
    before = kids.index(owner) if owner in kids else len(kids)
    own = len(kids)
    for box in boxes:
        inner = Context(at.parent, at.table, at.key, at.nested + 1)
        assert box.box is not None
        reader.end_lists()
        blocks = reader.blocks(box.box, inner)
        frame = Sides(box.border, box.border, box.border, box.border)
        cell = Cell(blocks, 0, 1, None, frame, None, box.insets, "top")
        offset = box.horizontal[1]
        table = Table(
            [Row([cell], box.height or None, False, False, True)],
            [box.width],
            offset if isinstance(offset, str) else "left",
            offset if isinstance(offset, float) else 0.0,
            at.nested > 0,
        )
        out.append(table)
    kids[before:] = kids[own:] + kids[before:own]  # read where they are seen
    return out
