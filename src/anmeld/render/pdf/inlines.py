"""What stands in a paragraph: runs, links, fields, pictures, marks of footnotes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from unicodedata import bidirectional

from lxml import etree

from anmeld.render.pdf import drawings
from anmeld.render.pdf.faults import check_run
from anmeld.render.pdf.fields import Fields
from anmeld.render.pdf.layers import Properties, key_of
from anmeld.render.pdf.looks import RunStyle
from anmeld.render.pdf.model import (
    Anchor,
    Break,
    Item,
    Tab,
    Text,
)
from anmeld.render.pdf.names import MC, R_PR, RID, RUN, W, child
from anmeld.render.pdf.numbering import symbol
from anmeld.render.pdf.pictures import Pictures
from anmeld.render.pdf.plain import SPACES, Plain
from anmeld.render.pdf.structure import Element

if TYPE_CHECKING:
    from anmeld.render.pdf.reading import Reader

_SILENT_FIELDS: Final = frozenset(("TC", "XE", "RD", "SET", "ASK", "TA", "PRIVATE"))
_IGNORED: Final = frozenset(
    W + name
    for name in (
        "rPr",
        "pPr",
        "lastRenderedPageBreak",
        "bookmarkEnd",
        "proofErr",
        "permStart",
        "permEnd",
        "separator",
        "continuationSeparator",
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
        "customXmlPr",
        "fldData",
    )
)
_WRAPPERS: Final = frozenset(
    W + name for name in ("smartTag", "customXml", "sdt", "sdtContent")
)
_SMALL_CAPS: Final = 0.8


@dataclass(slots=True)
class Place:
    """Where items go.

    Attributes:
        items: The paragraph's items so far.
        owner: The paragraph's element; None in headers and footers.
        base: Run formatting that the paragraph gives.
        key: What tells such formatting apart.
        link: The link that runs belong to, or None.
        span: The last stretch in another language: (language, parent, element).
        note: The number of the footnote that the paragraph belongs to.
    """

    items: list[Item]
    owner: Element | None
    base: Properties
    key: object
    link: Element | None = None
    span: tuple[str, Element, Element] | None = None
    note: str = ""
    boxes: list[drawings.Drawing] = field(default_factory=list)


class Inlines:
    """Reads the content of paragraphs.

    Args:
        reader: The document's reader.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._sheet = reader.sheet
        self._faults = reader.faults
        self._clean: set[object] = {None}
        self._fields = Fields(self, reader)
        self.plain = Plain(self._fields, reader)
        pictures = Pictures(self, reader)
        self._handlers: dict[str, Callable[[etree._Element, RunStyle, Place], None]] = {
            W + "t": self._text,
            W + "tab": self._tab,
            W + "br": self._break,
            W + "cr": self._break,
            W + "noBreakHyphen": self._hyphen,
            W + "softHyphen": self._soft_hyphen,
            W + "sym": self._symbol,
            W + "fldChar": self._fields.field_mark,
            W + "instrText": self._fields.instruction,
            W + "drawing": pictures.drawing,
            W + "pict": pictures.pict,
            W + "footnoteReference": self._note,
            W + "endnoteReference": self._note,
            W + "footnoteRef": self._note_mark,
            W + "endnoteRef": self._note_mark,
            MC + "AlternateContent": self._alternative,
        }

    def read(self, element: etree._Element, place: Place) -> None:
        """Read a paragraph's children, or those of a wrapper in it.

        Args:
            element: `w:p`, or what wraps runs.
            place: Where the items go.
        """
        for part in element:
            tag = part.tag
            if tag == RUN:
                self._run(part, place)
            elif tag in _WRAPPERS:
                self.read(part, place)
            elif tag not in _IGNORED and isinstance(tag, str):
                self._other(part, place)

    def _other(self, element: etree._Element, place: Place) -> None:
        if element.tag == W + "hyperlink":
            self._hyperlink(element, place)
        elif element.tag == W + "bookmarkStart":
            self.anchor(element.get(W + "name", ""), place)
        elif element.tag == W + "fldSimple":
            self._fields.simple(element, place)
        else:
            self._faults.unsupported(etree.QName(element.tag).localname)

    def anchor(self, name: str, place: Place) -> None:
        """Note a bookmark's place."""
        place.items.append(Anchor(name))
        self._reader.anchors.add(name)

    def _run(self, element: etree._Element, place: Place) -> None:
        properties = child(element, R_PR)
        key = key_of(properties)
        style = self._sheet.run(place.base, place.key, properties, key)
        if key not in self._clean and properties is not None:
            clean = check_run(properties, self._faults)
            if clean:
                self._clean.add(key)
        handlers = self._handlers
        for part in element:
            handler = handlers.get(part.tag)
            if handler is not None:
                handler(part, style, place)
            elif part.tag not in _IGNORED and isinstance(part.tag, str):
                self._faults.unsupported(etree.QName(part.tag).localname)

    def hidden(self, style: RunStyle) -> bool:
        """Whether what is read now is not printed."""
        return style.hidden or self._fields.hiding

    def owner(self, style: RunStyle, place: Place) -> Element | None:
        """Give the element that text belongs to: a language's, a link's, or its own."""
        parent = place.link or place.owner
        if parent is None or style.lang == self._reader.lang:
            return parent
        if place.span and place.span[:2] == (style.lang, parent):
            return place.span[2]
        span = Element("Span", parent, late=True, lang=style.lang)
        place.span = (style.lang, parent, span)
        return span

    def add(self, text: str, style: RunStyle, place: Place) -> None:
        """Add text, cut by face and small capitals."""
        if style.caps:
            self._capitals(text, style, place)
            return
        owner = self.owner(style, place)
        if style.stood_in is not None:
            self._reader.stood_in.update([style.stood_in])
        if style.face.chars.issuperset(text):
            place.items.append(Text(text, style, owner))
            return
        for piece in self._sheet.fonts.pieces(text, style.face):
            varied = style
            if piece.face is not style.face:
                varied = self._sheet.varied(style, piece.face)
            if piece.actual is not None:
                self._reader.substituted(piece.actual)
            elif any(bidirectional(char) in ("R", "AL") for char in piece.text):
                self._reader.right_to_left = True
            place.items.append(Text(piece.text, varied, owner, piece.actual))

    def _capitals(self, text: str, style: RunStyle, place: Place) -> None:
        plain = self._sheet.without_caps(style)
        if style.caps == "upper":
            self.add(text.upper(), plain, place)
            return
        small = self._sheet.varied(plain, plain.face, _SMALL_CAPS)
        start = 0
        for index in range(1, len(text) + 1):
            if index == len(text) or text[index].islower() != text[start].islower():
                part = text[start:index]
                lower = part[0].islower()
                self.add(part.upper(), small if lower else plain, place)
                start = index

    def _text(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        text = element.text
        if text and not (style.hidden or self._fields.hiding):
            if not text.isprintable():
                text = text.translate(SPACES)
            self.add(text, style, place)

    def _tab(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        if not self.hidden(style):
            place.items.append(Tab(style, place.link or place.owner))

    def _break(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        kind = element.get(W + "type", "textWrapping")
        if self.hidden(style):
            return
        if kind == "column":
            self._faults.unsupported("column break")
        place.items.append(Break("page" if kind == "page" else "line", style))

    def _hyphen(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        if not self.hidden(style):
            self.add("\u2011", style, place)

    def _soft_hyphen(
        self, element: etree._Element, style: RunStyle, place: Place
    ) -> None:
        if not self.hidden(style):
            self.add("\u00ad", style, place)

    def _symbol(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        code = int(element.get(W + "char", "F0B7"), 16)
        text = symbol(chr(code + 0xF000 if code <= 0xFF else code))
        if 0xF000 <= ord(text) < 0xF100:
            self._faults.unsupported(
                f"symbol {element.get(W + 'char')} of {element.get(W + 'font')}"
            )
        if not self.hidden(style):
            self.add(text, style, place)

    def _hyperlink(self, element: etree._Element, place: Place) -> None:
        anchor, rid = element.get(W + "anchor"), element.get(RID)
        target = f"#{anchor}" if anchor else ""
        if rid is not None:
            target = self._reader.relation(rid) + (f"#{anchor}" if anchor else "")
        before, place.link = place.link, self.link(target, place)
        self.read(element, place)
        place.link = before

    def link(self, target: str, place: Place) -> Element | None:
        """Make the element of a link; in headers and footers there is none."""
        if place.owner is None or not target:
            return place.link
        link = Element("Link", place.owner, late=True)
        self._reader.targets[link] = target
        return link

    def _alternative(
        self, element: etree._Element, style: RunStyle, place: Place
    ) -> None:
        for part in drawings.alternative(element):
            handler = self._handlers.get(part.tag)
            if handler is not None:
                handler(part, style, place)
            elif isinstance(part.tag, str):
                self._faults.unsupported(etree.QName(part.tag).localname)

    def _note(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        if not self.hidden(style):
            kind = "endnote" if element.tag == W + "endnoteReference" else "footnote"
            name = element.get(W + "id", "")
            self._reader.notes.reference(kind, name, style, place)

    def _note_mark(
        self, element: etree._Element, style: RunStyle, place: Place
    ) -> None:
        self.add(place.note, style, place)
