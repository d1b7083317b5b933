"""Slices: the pieces of a column between which a page may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from anmeld.render.pdf.fragments import Line
from anmeld.render.pdf.model import (
    Cell,
    NoteReference,
    Paragraph,
)


@dataclass(slots=True, eq=False)
class Slice:
    """A piece of a column that stays on one page.

    Attributes:
        gap: Space above it.
        height: Its height.
        keep: Whether no page may end after it.
        notes: Footnotes whose marks stand in it.
        fresh: Whether it starts a page.
        before: The part of the gap that its own paragraph asks for.
    """

    gap: float
    height: float
    keep: bool = False
    notes: Sequence[NoteReference] = ()
    fresh: bool = False
    before: float = 0.0


class LineSlice(Slice):
    """One line of a paragraph with its part of the frame around it.

    Attributes:
        paragraph: The paragraph.
        line: The line.
        width: The column's width.
        pad_top: Room above the line that belongs inside the frame.
        pad_bottom: Room below the line that belongs inside the frame.
        first: Whether the frame's upper side is here.
        last: Whether the frame's lower side is here.
        head: Whether it is the paragraph's first.
    """

    __slots__ = (
        "first",
        "head",
        "last",
        "line",
        "pad_bottom",
        "pad_top",
        "paragraph",
        "width",
    )

    def __init__(
        self, paragraph: Paragraph, line: Line, width: float, keep: bool
    ) -> None:
        self.gap = self.before = self.pad_top = self.pad_bottom = 0.0
        self.height = line.height
        self.keep = keep
        self.notes = line.notes
        self.fresh = self.first = self.last = self.head = False
        self.paragraph = paragraph
        self.line = line
        self.width = width


@dataclass(slots=True, eq=False)
class Box:
    """A cell's part of one row slice.

    Attributes:
        cell: The cell.
        x: Its left edge, from the table's.
        width: Its width.
        items: (distance from the slice's top, slice).
        top: Whether its upper border is here.
        bottom: Whether its lower border is here.
    """

    cell: Cell
    x: float
    width: float
    items: list[tuple[float, Slice]]
    top: bool = True
    bottom: bool = True


@dataclass(slots=True, eq=False)
class RowSlice(Slice):
    """A row of a table, or the part of one that fits on a page.

    Attributes:
        boxes: Its cells' parts, left to right.
        x: The table's left edge, from the column's.
        whole: Whether it may not be split.
        header: Whether it is a header row.
        heads: The header rows to repeat above it when it starts a page.
    """

    boxes: list[Box] = field(kw_only=True)
    x: float = field(kw_only=True)
    whole: bool = field(kw_only=True)
    header: bool = field(kw_only=True)
    heads: Sequence[RowSlice] = ()

    def split(self, room: float, force: bool) -> tuple[RowSlice, RowSlice] | None:
        """Cut the row where a page ends.

        Args:
            room: Height left on the page.
            force: Whether it must be cut, as no page is high enough.

        Returns:
            The part for this page and the rest, or None where it may not be cut.
        """
        if self.whole and not force:
            return None
        room -= max(
            (b.width for box in self.boxes if (b := box.cell.borders.bottom)), default=0
        )
        cuts = [_cut(box, room) for box in self.boxes]
        filled = [bool(box.items) for box in self.boxes]
        if not any(cuts):
            return None
        stuck = any(f and not c for f, c in zip(filled, cuts, strict=True))
        if stuck and not force:
            return None
        if all(c == len(b.items) for c, b in zip(cuts, self.boxes, strict=True)):
            return None
        pairs = [_divide(box, cut) for box, cut in zip(self.boxes, cuts, strict=True)]
        head = self._part([first for first, _ in pairs], self.keep)
        tail = self._part([second for _, second in pairs], self.keep)
        head.gap, head.before, head.fresh = self.gap, self.before, self.fresh
        return head, tail

    def _part(self, boxes: list[Box], keep: bool) -> RowSlice:
        height = max(extent(box) for box in boxes)
        notes = [n for box in boxes for _, item in box.items for n in item.notes]
        return RowSlice(
            0.0,
            height,
            keep,
            notes,
            boxes=boxes,
            x=self.x,
            whole=self.whole,
            header=self.header,
            heads=self.heads,
        )


def extent(box: Box) -> float:
    """Measure how far down a box's content reaches, with its margins."""
    top, _, bottom, _ = box.cell.margins
    reach = max((offset + item.height for offset, item in box.items), default=top)
    return reach + bottom


def _cut(box: Box, room: float) -> int:
    """Count the items of a box that fit and may stand last."""
    bottom = box.cell.margins[2]
    cut = 0
    for index, (offset, item) in enumerate(box.items):
        if offset + item.height + bottom > room + 0.05:
            break
        held = item.keep and not (
            isinstance(item, LineSlice) and not item.paragraph.style.keep_lines
        )
        if not held or index + 1 == len(box.items):
            cut = index + 1  # single lines may be left: a row splits where it must
    return cut


def _divide(box: Box, cut: int) -> tuple[Box, Box]:
    rest = box.items[cut:]
    shift = rest[0][0] - box.cell.margins[0] if rest else 0.0
    moved = [(offset - shift, item) for offset, item in rest]
    return (
        Box(box.cell, box.x, box.width, box.items[:cut], box.top, False),
        Box(box.cell, box.x, box.width, moved, False, box.bottom),
    )


def column_height(slices: Sequence[Slice]) -> float:
    """Measure slices below each other."""
    return sum(item.gap + item.height for item in slices)
