"""Where in a Word document something stands, in the words that its author sees."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lxml import etree

from anmeld._i18n import Message, msg
from anmeld.errors import Fault, Where
from anmeld.render.docx.package import Member
from anmeld.render.docx.source import Source, W, parse

_P, _T, _TBL, _TR, _TC = (f"{{{W}}}{name}" for name in ("p", "t", "tbl", "tr", "tc"))
_BOX: Final = f"{{{W}}}txbxContent"
_SHOWN: Final = 60
_KINDS: Final = ("header", "footer", "footnotes", "endnotes", "comments", "core")


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a paragraph.

    Attributes:
        part: Path of the part in the package.
        words: The paragraph's first words, tags included; empty if there are none.
        table: Number of the outermost table it stands in, from 1; 0 outside tables.
        row: Row of that table, from 1.
        cell: Cell of that row, from 1.
        box: Whether it stands in a text box.
    """

    part: str
    words: str = ""
    table: int = 0
    row: int = 0
    cell: int = 0
    box: bool = False

    def message(self) -> Message:
        """Name the place for a person."""
        where = _part_name(self.part)
        if self.box:
            where = msg("{part}, text box", part=where)
        if not self.table:
            return where
        if not self.row:
            return msg("{part}, table {table}", part=where, table=self.table)
        return msg(
            "{part}, table {table} row {row} cell {cell}",
            part=where,
            table=self.table,
            row=self.row,
            cell=self.cell,
        )


def fault(
    code: str,
    place: Place,
    problem: Message,
    remedy: Message | None = None,
    *,
    file: str | None = None,
) -> Fault:
    """Make a fault that says where in the document it stands.

    Args:
        code: Stable identifier.
        place: The place.
        problem: What is wrong.
        remedy: What to do about it.
        file: The template.
    """
    words = f"»{place.words}«" if place.words else place.part
    located = msg("In {place}: {problem}", place=place.message(), problem=problem)
    return Fault(code, Where(file=file, key=words), located, remedy)


class Finder:
    """Finds places in one part; the part is parsed when the first is asked for.

    Args:
        part: Path of the part.
        member: The part as the author wrote it.
        source: Its Jinja source.
    """

    def __init__(self, part: str, member: Member, source: Source) -> None:
        self._part, self._member, self._source = part, member, source

    @cached_property
    def _paragraphs(self) -> list[Spot]:
        return paragraphs_of(self._member.plain(), self._part)

    def at(self, line: int, needle: str = "") -> Place:
        """Find the place that a line of the source came from.

        Args:
            line: The line, from 1.
            needle: A word that stands there; tells the right paragraph where a row's
                or a cell's own tag was lifted out of it.

        Returns:
            The place; only the part where nothing more is known.
        """
        known = self._paragraphs
        if not known:
            return Place(self._part)
        first = max(self._source.paragraph_at(line), 1)
        last = self._source.paragraph_at(line + 1)
        end = last if last > first else len(known) + 1
        near = known[first - 1 : end - 1]
        holding = (spot for spot in near if needle and needle in spot.text)
        return next(holding, known[min(first, len(known)) - 1]).place


class Spot:
    """A paragraph of a part, described when it is asked for.

    Args:
        part: Path of the part.
        element: The paragraph.
        tables: The part's outermost tables.
    """

    def __init__(
        self, part: str, element: etree._Element, tables: list[etree._Element]
    ) -> None:
        self._part, self.element, self._tables = part, element, tables

    @cached_property
    def text(self) -> str:
        """The paragraph's own text, without that of text boxes inside it."""
        return "".join(
            text.text or ""
            for text in self.element.iter(_T)
            if next(text.iterancestors(_P), None) is self.element
        )

    @cached_property
    def place(self) -> Place:
        """Where the paragraph stands."""
        words = " ".join(self.text.split())
        shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
        box = next(self.element.iterancestors(_BOX), None) is not None
        tables = list(self.element.iterancestors(_TBL))
        if not tables:
            return Place(self._part, shown, box=box)
        outer = tables[-1]
        row, cell = (_ancestor(self.element, tag) for tag in (_TR, _TC))
        return Place(
            self._part,
            shown,
            _number(outer, self._tables),
            _number(row, list(outer.iterchildren(_TR))),
            _number(cell, list(row.iterchildren(_TC)) if row is not None else []),
            box,
        )


def paragraphs_of(xml: bytes, part: str) -> list[Spot]:
    """Give a part's paragraphs in the order that `Source.paragraphs` counts them."""
    root = parse(xml, part, None)
    tables = [t for t in root.iter(_TBL) if next(t.iterancestors(_TBL), None) is None]
    return [Spot(part, paragraph, tables) for paragraph in root.iter(_P)]


def _ancestor(paragraph: etree._Element, tag: str) -> etree._Element | None:
    found = list(paragraph.iterancestors(tag))
    return found[-1] if found else None


def _number(element: etree._Element | None, among: list[etree._Element]) -> int:
    return among.index(element) + 1 if element is not None and element in among else 0


def _part_name(part: str) -> Message:
    name = part.rpartition("/")[2]
    kind = next((kind for kind in _KINDS if name.startswith(kind)), "")
    match kind:
        case "header":
            return msg("the page header ({name})", name=name)
        case "footer":
            return msg("the page footer ({name})", name=name)
        case "footnotes":
            return msg("the footnotes")
        case "endnotes":
            return msg("the endnotes")
        case "comments":
            return msg("the comments")
        case "core":
            return msg("the document's properties")
    return (
        msg("the text")
        if name.startswith("document")
        else msg("the part {name}", name=name)
    )
