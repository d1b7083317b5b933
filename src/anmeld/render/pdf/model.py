"""What is read from a DOCX and laid out: paragraphs, tables, pictures, sections.

Lengths are in points. These objects live for one document; they are plain and mutable
where the reader fills them in, and use slots because there are thousands of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from anmeld.render.pdf.looks import ParagraphStyle, Rgb, RunStyle, Sides

if TYPE_CHECKING:
    from anmeld.render.pdf.structure import Element


@dataclass(slots=True)
class Text:
    """A stretch of text in one style."""

    text: str
    style: RunStyle
    owner: Element | None = None
    actual: str | None = None


@dataclass(slots=True)
class Tab:
    """A tab."""

    style: RunStyle
    owner: Element | None = None


@dataclass(slots=True)
class Break:
    """A break within a paragraph."""

    kind: Literal["line", "page"]
    style: RunStyle


@dataclass(slots=True)
class PageNumber:
    """A field that is known when pages are made."""

    kind: Literal["page", "pages"]
    style: RunStyle
    owner: Element | None = None


@dataclass(slots=True)
class Anchor:
    """A bookmark's place."""

    name: str


@dataclass(slots=True, eq=False)
class Picture:
    """A picture as it is drawn.

    Attributes:
        image: The file's bytes.
        width: Width as drawn.
        height: Height as drawn.
        owner: Its `Figure`, or None where it only decorates.
        crop: Parts of the width and height cut off at left, top, right, bottom.
    """

    image: bytes
    width: float
    height: float
    owner: Element | None
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class Inline:
    """A picture that stands in the line."""

    picture: Picture
    style: RunStyle
    owner: Element | None = None


@dataclass(slots=True, eq=False)
class Floating:
    """A picture anchored at a paragraph.

    Attributes:
        picture: What is drawn.
        horizontal: (relative to, offset or alignment).
        vertical: (relative to, offset or alignment).
        wrap: `none`, `topAndBottom` or `square`.
        margins: Distances to the text: top, left, bottom, right.
    """

    picture: Picture
    horizontal: tuple[str, float | str]
    vertical: tuple[str, float | str]
    wrap: str
    margins: tuple[float, float, float, float]


@dataclass(slots=True, eq=False)
class NoteReference:
    """A footnote's mark in the text, with the note.

    Attributes:
        mark: Its number as printed.
        style: How the mark looks.
        blocks: The note's paragraphs.
        owner: The mark's element.
        note: The note's element, which takes its place after the mark.
    """

    mark: str
    style: RunStyle
    blocks: list[Block]
    owner: Element | None
    note: Element | None


Item = Text | Tab | Break | PageNumber | Anchor | Inline | Floating | NoteReference


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph.

    Attributes:
        style: How it is set.
        mark: How its mark looks; it gives an empty paragraph its height.
        items: What stands in it.
        owner: Its element.
        heading: Its heading level, or None.
        nested: Whether it stands in a table cell.
    """

    style: ParagraphStyle
    mark: RunStyle
    items: list[Item]
    owner: Element | None
    heading: int | None = None
    nested: bool = False


@dataclass(slots=True, eq=False)
class Cell:
    """A table's cell.

    Attributes:
        blocks: What stands in it.
        column: Its first column.
        span: How many columns it takes.
        merge: `start` of a vertical merge, its `rest`, or None.
        borders: Its own frame, the table's already resolved into it.
        shading: The colour behind it.
        margins: top, left, bottom, right.
        align: Where its content stands vertically.
    """

    blocks: list[Block]
    column: int
    span: int
    merge: str | None
    borders: Sides
    shading: Rgb | None
    margins: tuple[float, float, float, float]
    align: str


@dataclass(slots=True, eq=False)
class Row:
    """A table's row.

    Attributes:
        cells: Its cells, left to right.
        height: Height asked for, or None.
        exact: Whether the height may not grow.
        header: Whether it is repeated on each page.
        whole: Whether it may not split over pages.
    """

    cells: list[Cell]
    height: float | None
    exact: bool
    header: bool
    whole: bool


@dataclass(slots=True, eq=False)
class Table:
    """A table.

    Attributes:
        rows: Its rows.
        columns: Widths of its columns.
        align: Where it stands between the margins.
        indent: How far its left edge is moved.
        nested: Whether it stands in a table cell.
    """

    rows: list[Row]
    columns: list[float]
    align: str
    indent: float
    nested: bool = False


@dataclass(slots=True, eq=False)
class Section:
    """A stretch of pages alike.

    Attributes:
        width: The page's width.
        height: The page's height.
        margins: top, left, bottom, right.
        header: Distance of the header from the page's top.
        footer: Distance of the footer from the page's bottom.
        kind: How it starts: `nextPage`, `continuous`, `oddPage`, `evenPage`.
        headers: `first`, `default`, `even` -> blocks.
        footers: The same.
        title: Whether its first page has a header of its own.
        start: The number its first page gets, or None.
        format: How page numbers are written.
    """

    width: float
    height: float
    margins: tuple[float, float, float, float]
    header: float
    footer: float
    kind: str
    headers: dict[str, list[Block]] = field(default_factory=dict)
    footers: dict[str, list[Block]] = field(default_factory=dict)
    title: bool = False
    start: int | None = None
    format: str = "decimal"


Block = Paragraph | Table


@dataclass(slots=True, eq=False)
class Document:
    """A whole document.

    Attributes:
        sections: Each section with its blocks, in order.
        even: Whether even pages have headers of their own.
        tab: Distance of the tab stops that nobody set.
    """

    sections: Sequence[tuple[Section, list[Block]]]
    even: bool
    tab: float
