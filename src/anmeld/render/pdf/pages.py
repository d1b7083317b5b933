"""Where pages end: slices are placed page by page, with their footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from anmeld.render.pdf.flow import Flow
from anmeld.render.pdf.model import (
    Block,
    Document,
    NoteReference,
    Section,
)
from anmeld.render.pdf.page import Page, header_blocks, repeated, trailing
from anmeld.render.pdf.slices import RowSlice, Slice, column_height

_ABOVE_NOTES: Final = 8.0
"""Room for the line above footnotes, in points."""


class Pager:
    """Fills pages.

    Args:
        document: What is laid out.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._flow = Flow(document.tab)
        self.pages: list[Page] = []
        self._notes: dict[NoteReference, list[Slice]] = {}
        self._carried: list[Slice] = []
        self._heights: dict[tuple[int, float], float] = {}
        self._notes_height = 0.0
        self._fresh = True
        self._y = 0.0

    def run(self) -> list[Page]:
        """Lay the whole document out.

        Returns:
            Its pages; at least one.
        """
        after = 0.0
        for section, blocks in self._document.sections:
            width = section.width - section.margins[1] - section.margins[3]
            if not self.pages or not self._continues(section):
                after = 0.0
            self._section(section, self._flow.slices(blocks, width, after))
            after = trailing(blocks)
        return self.pages

    def _section(self, section: Section, slices: list[Slice]) -> None:
        if not self.pages or not self._continues(section):
            self._turn(section, first=True)
            self._y = self.pages[-1].top
        index = 0
        while index < len(slices):
            index = self._fill(section, slices, index)
            if index < len(slices) or self._carried:
                self._turn(section, first=False)
        while self._carried:
            self._place_notes(self.pages[-1], [])
            if self._carried:
                self._turn(section, first=False)

    def _continues(self, section: Section) -> bool:
        last = self.pages[-1].section
        same = (section.width, section.height) == (last.width, last.height)
        return section.kind == "continuous" and same

    def _turn(self, section: Section, *, first: bool) -> None:
        """Start a page."""
        number = self.pages[-1].number + 1 if self.pages else 1
        if first and section.start is not None:
            number = section.start
        odd = {"oddPage": 1, "evenPage": 0}.get(section.kind) if first else None
        if odd is not None and self.pages and number % 2 != odd:
            blank = self._page(section, number, False)
            self.pages.append(blank)
            number += 1
        self.pages.append(self._page(section, number, first))
        self._y = self.pages[-1].top
        self._notes_height = 0.0
        self._fresh = True

    def _page(self, section: Section, number: int, first: bool) -> Page:
        page = Page(section, 0.0, 0.0, number, first)
        top, _, bottom, _ = section.margins
        header = header_blocks(page, section.headers, self._document.even)
        footer = header_blocks(page, section.footers, self._document.even)
        page.top, page.bottom = abs(top), section.height - abs(bottom)
        if header and top >= 0:
            page.top = max(top, section.header + self._measured(header, section))
        if footer and bottom >= 0:
            above = section.footer + self._measured(footer, section)
            page.bottom = min(page.bottom, section.height - above)
        page.bottom = max(page.bottom, page.top + 36.0)
        return page

    def _measured(self, blocks: Sequence[Block], section: Section) -> float:
        key = (id(blocks), section.width)
        found = self._heights.get(key)
        if found is None:
            width = section.width - section.margins[1] - section.margins[3]
            slices = Flow(self._document.tab, ("1", "1")).slices(blocks, width)
            found = self._heights[key] = column_height(slices) + trailing(blocks)
        return found

    def _fill(self, section: Section, slices: list[Slice], start: int) -> int:
        """Fill the current page from a slice on; give the first slice left over."""
        page = self.pages[-1]
        self._repeat_heads(page, section, slices[start])
        y, notes = self._y, self._notes_height
        places: list[float] = []
        allowed = start
        index = start
        while index < len(slices):
            item = slices[index]
            if item.fresh and (index > start or not self._fresh):
                allowed = index
                break
            gap = item.gap
            if index == start and self._fresh:
                gap = item.before if self._keeps_before(page, item) else 0.0
            more = self._notes_room(item, notes)
            if y + gap + item.height + notes + more > page.bottom + 0.05:
                allowed = self._overflow(
                    slices, start, index, allowed, page.bottom - y - gap - notes
                )
                if allowed > index:
                    places.append(y + gap)
                break
            places.append(y + gap)
            y += gap + slices[index].height
            notes += more
            index += 1
            if not item.keep:
                allowed = index
        else:
            allowed = index
        self._place(page, section, slices[start:allowed], places)
        return allowed

    def _keeps_before(self, page: Page, item: Slice) -> bool:
        return page.first or item.fresh

    def _overflow(
        self, slices: list[Slice], start: int, index: int, allowed: int, room: float
    ) -> int:
        """Decide where the page ends when a slice does not fit."""
        item = slices[index]
        alone = index == start and self._fresh
        if isinstance(item, RowSlice):
            halves = item.split(room, force=alone)
            if halves is not None:
                slices[index : index + 1] = halves
                return index + 1
        if allowed > start:
            return allowed
        if not self._fresh:
            return start  # a new page may take what this one cannot
        return max(index, start + 1)

    def _repeat_heads(self, page: Page, section: Section, item: Slice) -> None:
        if not self._fresh or not isinstance(item, RowSlice) or not item.heads:
            return
        room = page.bottom - page.top
        if sum(head.height for head in item.heads) > room / 2:
            return
        for head in item.heads:
            page.items.append((section.margins[1], self._y, repeated(head)))
            self._y += head.height

    def _place(
        self,
        page: Page,
        section: Section,
        slices: Sequence[Slice],
        places: Sequence[float],
    ) -> None:
        left = section.margins[1]
        notes: list[NoteReference] = []
        for item, y in zip(slices, places, strict=False):
            page.items.append((left, y, item))
            self._y = y + item.height
            notes += item.notes
        if slices:
            self._fresh = False
        self._place_notes(page, notes)

    def _notes_room(self, item: Slice, placed: float) -> float:
        if not item.notes:
            return 0.0
        height = sum(column_height(self._note(note)) for note in item.notes)
        return height + (0.0 if placed else _ABOVE_NOTES)

    def _note(self, note: NoteReference) -> list[Slice]:
        found = self._notes.get(note)
        if found is None:
            section = self.pages[-1].section
            width = section.width - section.margins[1] - section.margins[3]
            found = self._flow.slices(note.blocks, width)
            found[0].gap = max(found[0].gap, trailing(note.blocks))
            self._notes[note] = found
        return found

    def _place_notes(self, page: Page, notes: Sequence[NoteReference]) -> None:
        """Stack footnotes at the bottom; what does not fit goes to the next page."""
        waiting = [item for _, item in page.notes] + self._carried
        for note in notes:
            waiting += self._note(note)
        self._carried = []
        if not waiting:
            return
        room = page.bottom - self._y - _ABOVE_NOTES
        fitting: list[Slice] = []
        height = 0.0
        waiting[0].gap = 0.0
        for index, item in enumerate(waiting):
            height += item.gap + item.height
            if height > room + 0.1 and (fitting or self._y > page.top):
                self._carried = waiting[index:]
                height -= item.gap + item.height
                break
            fitting.append(item)
        y = page.bottom - height
        page.rule = y - _ABOVE_NOTES / 2
        page.notes = []
        for item in fitting:
            y += item.gap
            page.notes.append((y, item))
            y += item.height
        self._notes_height = height + _ABOVE_NOTES
