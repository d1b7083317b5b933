"""A page: its section, what stands on it, its header and footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from anmeld.render.pdf.model import (
    Block,
    PageNumber,
    Paragraph,
    Section,
)
from anmeld.render.pdf.numbering import written
from anmeld.render.pdf.slices import RowSlice, Slice

_FORMATS: Final = {
    "upperRoman": "upperRoman",
    "lowerRoman": "lowerRoman",
    "upperLetter": "upperLetter",
    "lowerLetter": "lowerLetter",
}


@dataclass(slots=True, eq=False)
class Page:
    """A page, ready to be painted.

    Attributes:
        section: What it belongs to.
        top: Where its body starts.
        bottom: Where its body ends.
        number: The number that is printed on it.
        first: Whether it is its section's first.
        items: (x, distance from the top, slice).
        notes: (distance from the top, slice) of its footnotes.
        rule: Where the line above the footnotes is, or None.
    """

    section: Section
    top: float
    bottom: float
    number: int
    first: bool
    items: list[tuple[float, float, Slice]] = field(default_factory=list)
    notes: list[tuple[float, Slice]] = field(default_factory=list)
    rule: float | None = None

    @property
    def printed(self) -> str:
        """Its number as printed."""
        form = _FORMATS.get(self.section.format, "decimal")
        return written(self.number, form)


def trailing(blocks: Sequence[Block]) -> float:
    """Give the space after the last paragraph."""
    last = blocks[-1] if blocks else None
    return last.style.after if isinstance(last, Paragraph) else 0.0


def numbered(blocks: Sequence[Block]) -> bool:
    """Whether a header or footer shows the page's number or the number of pages."""
    for block in blocks:
        if isinstance(block, Paragraph):
            if any(isinstance(item, PageNumber) for item in block.items):
                return True
        elif any(numbered(cell.blocks) for row in block.rows for cell in row.cells):
            return True
    return False


def header_blocks(
    page: Page, variants: dict[str, list[Block]], even: bool
) -> list[Block]:
    """Choose a page's header or footer.

    Args:
        page: The page.
        variants: `first`, `default`, `even` -> blocks.
        even: Whether even pages have their own.

    Returns:
        Its blocks; none where it has none.
    """
    if page.first and page.section.title:
        return variants.get("first", [])
    if even and page.number % 2 == 0:
        return variants.get("even", [])
    return variants.get("default", [])


@dataclass(slots=True, eq=False)
class Repeated(Slice):
    """A header row shown again: painted, but not read aloud again."""

    row: RowSlice = field(kw_only=True)


def repeated(row: RowSlice) -> Repeated:
    """Make a header row's repetition."""
    return Repeated(0.0, row.height, row=row)
