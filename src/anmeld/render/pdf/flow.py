"""From blocks to slices: the pieces of a column between which a page may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from anmeld.render.pdf.lines import Breaker, Intrusion, Line
from anmeld.render.pdf.model import (
    Block,
    Cell,
    Floating,
    NoteReference,
    Paragraph,
    Table,
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
    notes: list[NoteReference] = field(default_factory=list)
    fresh: bool = False
    before: float = 0.0


@dataclass(slots=True, eq=False)
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
    """

    paragraph: Paragraph = field(kw_only=True)
    line: Line = field(kw_only=True)
    width: float = field(kw_only=True)
    pad_top: float = 0.0
    pad_bottom: float = 0.0
    first: bool = False
    last: bool = False
    head: bool = False


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


class Flow:
    """Cuts the blocks of one column into slices.

    Args:
        tab: Distance of the tab stops that nobody set.
        numbers: Page number and number of pages as printed, where they are known.
    """

    def __init__(self, tab: float, numbers: tuple[str, str] | None = None) -> None:
        self.tab = tab
        self.numbers = numbers

    def slices(
        self, blocks: Sequence[Block], width: float, after: float = 0.0
    ) -> list[Slice]:
        """Lay blocks out below each other.

        Args:
            blocks: The blocks.
            width: The column's width.
            after: The space below what stands above them.

        Returns:
            Their slices; the space after the last paragraph is not among them.
        """
        from anmeld.render.pdf.tables import table_slices

        out: list[Slice] = []
        previous: Paragraph | None = None
        rooms: list[Intrusion] = []
        for index, block in enumerate(blocks):
            if isinstance(block, Table):
                rows = table_slices(block, width, self)
                if rows:
                    rows[0].gap = after
                out += rows
                after, previous = 0.0, None
                continue
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            before = block.style.before
            if _closed_up(previous, block):
                before = 0.0
                after = 0.0
            gap = max(after, before)
            rooms = [*_moved(rooms, gap), *intrusions(block, width)]
            lines = self._paragraph(block, previous, following, width, rooms)
            if rooms:
                rooms = _moved(rooms, sum(line.height for line in lines))
            lines[0].gap += gap
            lines[0].before = before
            _join(out, lines, previous, block)
            out += lines
            after, previous = block.style.after, block
            if isinstance(following, Paragraph) and _closed_up(block, following):
                after = 0.0
        return out

    def _paragraph(
        self,
        block: Paragraph,
        previous: Paragraph | None,
        following: Block | None,
        width: float,
        rooms: Sequence[Intrusion],
    ) -> list[LineSlice]:
        lines = Breaker(block, width, self.tab, self.numbers, rooms).lines()
        style = block.style
        keep_all, last = style.keep_lines, len(lines) - 1
        out = [
            LineSlice(
                0.0,
                line.height,
                keep_all,
                line.notes,
                paragraph=block,
                line=line,
                width=width,
            )
            for line in lines
        ]
        if style.widows and last > 0:
            out[0].keep = out[last - 1].keep = True
        out[last].keep = style.keep_next
        out[0].fresh = style.page_break
        out[0].head = True
        for before, here in zip(lines, out[1:], strict=False):
            here.fresh = before.breaks
        if style.borders is not None:
            _frame(out, previous, following)
        return out


def intrusions(block: Paragraph, width: float) -> list[Intrusion]:
    """Find the room that a paragraph's own pictures take from its lines."""
    found = []
    for item in block.items:
        if type(item) is not Floating or item.wrap not in ("square", "topAndBottom"):
            continue
        if item.vertical[0] not in ("paragraph", "line"):
            continue
        top, left, bottom, right = item.margins
        start = item.vertical[1] if isinstance(item.vertical[1], float) else 0.0
        x = across(item, width)
        end = x + item.picture.width
        beside = item.wrap == "square"
        at_left = x + end < width
        found.append(
            Intrusion(
                start - top,
                start + item.picture.height + bottom,
                end + right if beside and at_left else 0.0,
                width - x + left if beside and not at_left else 0.0,
                not beside,
            )
        )
    return found


def across(item: Floating, width: float) -> float:
    """Find where an anchored picture starts in its column."""
    value = item.horizontal[1]
    if isinstance(value, float):
        return value
    room = width - item.picture.width
    return {"center": room / 2, "right": room, "outside": room}.get(value, 0.0)


def _moved(rooms: Sequence[Intrusion], down: float) -> list[Intrusion]:
    """See the same pictures from a point further down; drop those above it."""
    return [
        replace(room, top=room.top - down, bottom=room.bottom - down)
        for room in rooms
        if room.bottom > down
    ]


def _frame(
    out: list[LineSlice], previous: Paragraph | None, following: Block | None
) -> None:
    """Make room for the frame's upper and lower sides."""
    here = out[0].paragraph
    borders = here.style.borders
    if borders is None:
        return
    out[0].first = previous is None or not alike(previous, here)
    out[-1].last = not (isinstance(following, Paragraph) and alike(here, following))
    if out[0].first and borders.top:
        out[0].pad_top = borders.top.space + borders.top.width
    if out[-1].last and borders.bottom:
        out[-1].pad_bottom = borders.bottom.space + borders.bottom.width
    out[0].height += out[0].pad_top
    out[-1].height += out[-1].pad_bottom


def _join(
    out: list[Slice],
    lines: list[LineSlice],
    previous: Paragraph | None,
    block: Paragraph,
) -> None:
    """Turn the gap inside a common frame or shading into a part of it."""
    if previous is None or not out or not isinstance(out[-1], LineSlice):
        return
    if not alike(previous, block):
        return
    if block.style.borders is None and block.style.shading is None:
        return
    lines[0].pad_top += lines[0].gap
    lines[0].height += lines[0].gap
    lines[0].gap = 0.0


def alike(one: Paragraph, other: Paragraph) -> bool:
    """Whether two neighbours share one frame and shading."""
    a, b = one.style, other.style
    return (
        a.borders == b.borders
        and a.shading == b.shading
        and (a.left, a.right) == (b.left, b.right)
    )


def _closed_up(previous: Paragraph | None, here: Paragraph) -> bool:
    if previous is None or previous.style.style != here.style.style:
        return False
    return here.style.contextual and previous.style.contextual


def column_height(slices: Sequence[Slice]) -> float:
    """Measure slices below each other."""
    return sum(item.gap + item.height for item in slices)
