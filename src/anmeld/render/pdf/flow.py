"""From blocks to slices: the pieces of a column between which a page may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from anmeld.render.pdf.fragments import Intrusion
from anmeld.render.pdf.lines import Breaker
from anmeld.render.pdf.model import (
    Block,
    Floating,
    Paragraph,
    Table,
)
from anmeld.render.pdf.oneline import one_line
from anmeld.render.pdf.slices import LineSlice, Slice


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
        if len(blocks) == 1 and type(blocks[0]) is Paragraph:  # as in most cells
            only = blocks[0]
            lines = self._paragraph(only, None, None, width, intrusions(only, width))
            lines[0].before = only.style.before
            lines[0].gap = max(after, only.style.before)
            return list(lines)
        out: list[Slice] = []
        previous: Paragraph | None = None
        rooms: list[Intrusion] = []
        for index, block in enumerate(blocks):
            if isinstance(block, Table):
                from anmeld.render.pdf.tables import table_slices

                rows = table_slices(block, width, self)
                for first in rows[:1]:
                    first.gap = after
                out += rows
                after, previous = 0.0, None
                continue
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            closed = _closed_up(previous, block)
            before = 0.0 if closed else block.style.before
            gap = 0.0 if closed else max(after, before)
            beside = intrusions(block, width)
            rooms = [*_moved(rooms, gap), *beside] if rooms else beside
            lines = self._paragraph(block, previous, following, width, rooms)
            if rooms:
                rooms = _moved(rooms, sum(line.height for line in lines))
            lines[0].gap += gap
            lines[0].before = before
            _join(out, lines, previous, block)
            out += lines
            after, previous = block.style.after, block
        return out

    def _paragraph(
        self,
        block: Paragraph,
        previous: Paragraph | None,
        following: Block | None,
        width: float,
        rooms: Sequence[Intrusion],
    ) -> list[LineSlice]:
        only = None if rooms else one_line(block, width)
        if only is not None:
            lines = [only]
        else:
            lines = Breaker(block, width, self.tab, self.numbers, rooms).lines()
        style = block.style
        keep_all, last = style.keep_lines, len(lines) - 1
        out = [LineSlice(block, line, width, keep_all) for line in lines]
        if style.widows and last > 0:
            out[0].keep = out[last - 1].keep = True
        out[last].keep = style.keep_next
        out[0].fresh = style.page_break
        out[0].head = True
        if last:
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
