"""Reading a document's body: paragraphs, lists and sections with their elements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from anmeld.errors import RenderError
from anmeld.render.pdf.context import (
    NESTING_LIMIT,
    PARAGRAPH_LIMIT,
    PASSED,
    TRANSPARENT,
    Context,
    check_properties,
    heading_level,
    name_too_deep,
    too_long,
    visible,
)
from anmeld.render.pdf.faults import Faults
from anmeld.render.pdf.frames import framed
from anmeld.render.pdf.images import Encoded, encode
from anmeld.render.pdf.inlines import Inlines, Place
from anmeld.render.pdf.kinds import Kind
from anmeld.render.pdf.layers import Properties, key_of
from anmeld.render.pdf.lists import Lists, moved_label
from anmeld.render.pdf.looks import ParagraphStyle
from anmeld.render.pdf.model import (
    Block,
    Paragraph,
    Section,
    Tab,
    Text,
)
from anmeld.render.pdf.names import P_PR, R_PR, TBL, P, W, child
from anmeld.render.pdf.notes import Notes
from anmeld.render.pdf.package import Package
from anmeld.render.pdf.sections import by_section, read_section
from anmeld.render.pdf.structure import Element
from anmeld.render.pdf.styles import StyleSheet
from anmeld.render.pdf.tablereading import TableReader
from anmeld.render.pdf.tablestyles import TableStyles

_BOOKMARK: Final = W + "bookmarkStart"


class Reader:
    """Reads one document.

    Args:
        package: The DOCX.
        sheet: Its styles.
        tables: Its table styles.
        faults: Gathers what is not covered.
        tagged: Whether a structure tree is made.
    """

    def __init__(
        self,
        package: Package,
        sheet: StyleSheet,
        tables: TableStyles,
        faults: Faults,
        *,
        tagged: bool,
    ) -> None:
        self.package = package
        self.sheet = sheet
        self.styles = tables
        self.faults = faults
        self.tagged = tagged
        self.lang = sheet.lang
        self.modern = sheet.modern
        self.root = Element("Document")
        self.targets: dict[Element, str] = {}
        self.missing: dict[str, int] = {}
        self.anchors: set[str] = set()
        self.right_to_left = False
        self.encoded: dict[bytes, Encoded] = {}
        self.stood_in: dict[str, str] = {}
        self.notes = Notes(self)
        self._part = package.main
        self._count = 0
        self._inlines = Inlines(self)
        self._lists = Lists(sheet.numbering)
        self._table_reader = TableReader(self)

    def document(self) -> list[tuple[Section, list[Block]]]:
        """Read the whole body.

        Returns:
            Its sections with their blocks.
        """
        self.faults.part = "document.xml"
        for setting in self.sheet.refused:
            self.faults.unsupported(setting)
        body = self.package.tree(self.package.main)
        groups = by_section(next(body.iterchildren(W + "body"), body))
        found: list[tuple[Section, list[Block]]] = []
        previous: Section | None = None
        for properties, children in groups:
            parent = Element("Sect", self.root) if len(groups) > 1 else self.root
            blocks = self.blocks(children, Context(parent))
            section = read_section(self, properties, previous)
            found.append((section, blocks))
            previous = section
        found[-1][1].extend(self.notes.ends)
        return found

    def end_lists(self) -> None:
        """End all lists: something else than a list paragraph follows."""
        self._lists.close()

    def close(self) -> None:
        """Let go of those who read: they and the reader hold each other."""
        del self._inlines, self._lists, self._table_reader, self.notes

    def blocks(self, children: Iterable[etree._Element], at: Context) -> list[Block]:
        """Read paragraphs and tables.

        Args:
            children: Elements of a body, cell, header or note.
            at: Where they stand.

        Returns:
            The blocks in order.
        """
        out: list[Block] = []
        for element in children:
            tag = element.tag
            if tag == P:
                out += self._paragraph(element, at)
            elif tag == TBL:
                self._lists.close()
                out += self._table(element, at)
            elif tag in TRANSPARENT:
                out += self.blocks(element, at)
            elif tag == _BOOKMARK:
                at.anchors.append(element.get(W + "name", ""))
            elif tag not in PASSED and isinstance(tag, str):
                self.faults.unsupported(etree.QName(tag).localname)
        return out

    def _table(self, element: etree._Element, at: Context) -> list[Block]:
        if at.nested >= NESTING_LIMIT:
            name_too_deep(self.faults)
            return []
        table = self._table_reader.read(element, at)
        return [table] if table.rows else []

    def _paragraph(self, element: etree._Element, at: Context) -> list[Block]:
        faults = self.faults
        faults.paragraph += 1
        self._count += 1
        if self._count > PARAGRAPH_LIMIT:
            raise RenderError(too_long())
        if faults.quoting:
            faults.quote(element)
        parts = list(element)
        properties = parts[0] if parts and parts[0].tag == P_PR else None
        if properties is None:
            properties = child(element, P_PR)
        kind = self._kind(properties, at)
        owner, label, heading = self._element(kind, at)
        if label is None and not at.anchors:
            items = self._inlines.plain.read(parts, kind, owner)
            if items is not None:
                nested = at.nested > 0
                return [Paragraph(kind.style, kind.mark, items, owner, heading, nested)]
        place = Place([], owner, kind.base, kind.key, note=at.note)
        style = kind.style
        if label is not None:
            mark = child(properties, R_PR) if properties is not None else None
            style = self._label(label, style, kind.base, mark, place)
        block = Paragraph(style, kind.mark, place.items, owner, heading, at.nested > 0)
        return self._filled(element, block, place, at)

    def _filled(
        self, element: etree._Element, block: Paragraph, place: Place, at: Context
    ) -> list[Block]:
        """Read what a paragraph holds; text boxes come before it."""
        for name in at.anchors:
            self._inlines.anchor(name, place)
        at.anchors = []
        self._inlines.read(element, place)
        if block.mark.hidden and not visible(place):
            return []
        if not place.boxes:
            return [block]
        return [*framed(self, place.boxes, at, place.owner), block]

    def _kind(self, properties: etree._Element | None, at: Context) -> Kind:
        """Resolve a paragraph's own formatting; name what in it is not covered."""
        kinds = self.sheet.kinds
        key = (key_of(properties), at.key)
        kind = kinds.get(key)
        if kind is None:
            style, base = self.sheet.paragraph(properties, at.table, at.key)
            mark = child(properties, R_PR) if properties is not None else None
            base_key = (style.style, at.key)
            look = self.sheet.run(base, base_key, mark)
            kind = Kind(style, base, base_key, look, heading_level(style))
            if properties is None or check_properties(properties, self.faults):
                kinds[key] = kind  # one with a fault is named each time
        return kind

    def _element(
        self, kind: Kind, at: Context
    ) -> tuple[Element | None, str | None, int | None]:
        """Make a paragraph's element; give its list label and heading level too."""
        style, level = kind.style, kind.level
        label = self._lists.label(style) if style.numbering else None
        if at.parent is None:
            return None, label, None
        if level is not None:
            self._lists.close()
            return Element(f"H{min(level, 6)}", at.parent), label, level
        if style.numbering is not None and label is not None:
            return self._lists.item(style, at.parent), label, None
        self._lists.close()
        return Element("P", at.parent), None, None

    def _label(
        self,
        label: str,
        style: ParagraphStyle,
        base: Properties,
        mark: etree._Element | None,
        place: Place,
    ) -> ParagraphStyle:
        """Add a list label; give the paragraph's style, moved to where labels end."""
        assert style.numbering is not None
        level = self.sheet.numbering.level(*style.numbering)
        assert level is not None
        look = self.sheet.label(base, (style.style, place.key), mark, level)
        body, place.owner = place.owner, self._lists.label_element(place.owner)
        if label:
            self._inlines.add(label, look, place)
        if level.align != "left":
            style = moved_label(style, place.items, level.align)
        if level.suffix == "tab":
            place.items.append(Tab(look, place.owner))
        elif level.suffix == "space" and label:
            place.items.append(Text(" ", look, place.owner))
        place.owner = body
        return style

    def note_blocks(
        self, element: etree._Element, part: str, note: Element | None, mark: str
    ) -> list[Block]:
        """Read the text of a footnote."""
        before, self._part = self._part, part
        lists, self._lists = self._lists, Lists(self.sheet.numbering)
        inlines, self._inlines = self._inlines, Inlines(self)
        blocks = self.blocks(element, Context(note, note=mark))
        self._part, self._lists, self._inlines = before, lists, inlines
        return blocks

    def margin_blocks(self, rid: str) -> list[Block]:
        """Read a header or footer by its relationship id."""
        target = self.relation(rid)
        before, part = self._part, self.faults.part
        self._part, self.faults.part = target, target.rsplit("/", 1)[-1]
        paragraph, self.faults.paragraph = self.faults.paragraph, 0
        inlines, self._inlines = self._inlines, Inlines(self)
        blocks = self.blocks(self.package.tree(target), Context(None))
        self._inlines = inlines
        self._part, self.faults.part = before, part
        self.faults.paragraph = paragraph
        return blocks

    def relation(self, rid: str) -> str:
        """Give what a relationship of the current part leads to; nothing if absent."""
        found = self.package.relations(self._part).get(rid)
        if found is None:
            return ""
        _, target, external = found
        return target if external or not target.startswith("../") else ""

    def picture(self, rid: str) -> bytes | None:
        """Read a picture; name it where it cannot be drawn."""
        target = self.relation(rid)
        if not target:
            self.faults.unsupported("linked picture")
            return None
        try:
            data = self.package.read(target)
            self.encoded[data] = encode(data)
        except RenderError as wrong:
            for fault in wrong.faults:
                self.faults.add(fault.code, fault.problem, fault.remedy)
            return None
        return data

    def substituted(self, char: str) -> None:
        """Count a character that no face has."""
        self.missing[char] = self.missing.get(char, 0) + 1
