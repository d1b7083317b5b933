"""What stands in a paragraph: runs, links, fields, pictures, marks of footnotes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from anmeld._i18n import msg
from anmeld.render.pdf import drawings
from anmeld.render.pdf.model import (
    Anchor,
    Break,
    Floating,
    Inline,
    Item,
    PageNumber,
    Picture,
    RunStyle,
    Tab,
    Text,
)
from anmeld.render.pdf.names import MC, RID, VAL, W, on
from anmeld.render.pdf.numbering import symbol
from anmeld.render.pdf.properties import Properties
from anmeld.render.pdf.structure import Element

if TYPE_CHECKING:
    from anmeld.render.pdf.reading import Reader

_SPACES: Final = str.maketrans("\n\r\t", "   ")
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
class Field:
    """A field that is open.

    Attributes:
        code: Its instruction.
        result: Whether its result has begun.
        link: Its link, where it is one.
        own: Whether we print something else than its stored result.
        check: The state of its check box, where it is one.
    """

    code: str = ""
    result: bool = False
    link: Element | None = None
    own: bool = False
    check: bool | None = None


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
        self._fields: list[Field] = []
        self._handlers: dict[str, Callable[[etree._Element, RunStyle, Place], None]] = {
            W + "t": self._text,
            W + "tab": self._tab,
            W + "br": self._break,
            W + "cr": self._break,
            W + "noBreakHyphen": self._hyphen,
            W + "softHyphen": self._soft_hyphen,
            W + "sym": self._symbol,
            W + "fldChar": self._field_mark,
            W + "instrText": self._instruction,
            W + "drawing": self._drawing,
            W + "pict": self._pict,
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
        for child in element:
            tag = child.tag
            if tag == W + "r":
                self._run(child, place)
            elif tag in _IGNORED:
                continue
            elif tag == W + "hyperlink":
                self._hyperlink(child, place)
            elif tag in _WRAPPERS:
                self.read(child, place)
            elif tag == W + "bookmarkStart":
                place.items.append(Anchor(child.get(W + "name", "")))
            elif tag == W + "fldSimple":
                self._simple_field(child, place)
            elif isinstance(tag, str):
                self._faults.unsupported(etree.QName(tag).localname)

    def anchor(self, name: str, place: Place) -> None:
        """Note a bookmark that stands between paragraphs."""
        place.items.append(Anchor(name))

    def _run(self, element: etree._Element, place: Place) -> None:
        properties = element.find(W + "rPr")
        style = self._sheet.run(place.base, place.key, properties)
        if properties is not None:
            self._check(properties)
        handlers = self._handlers
        for child in element:
            handler = handlers.get(child.tag)
            if handler is not None:
                handler(child, style, place)
            elif child.tag not in _IGNORED and isinstance(child.tag, str):
                self._faults.unsupported(etree.QName(child.tag).localname)

    def _check(self, properties: etree._Element) -> None:
        for child in properties:
            name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if name in ("rtl", "outline", "shadow", "emboss", "imprint"):
                if on(child.get(VAL)):
                    self._faults.unsupported(name)
            elif name in ("ins", "del", "rPrChange", "eastAsianLayout", "fitText"):
                self._faults.unsupported(name)
            elif name == "w" and child.get(VAL) not in ("100", None):
                self._faults.unsupported("scaled characters (w:w)")

    def _hidden(self, style: RunStyle) -> bool:
        if style.hidden:
            return True
        return any(f.own or not f.result for f in self._fields)

    def owner(self, style: RunStyle, place: Place) -> Element | None:
        """Give the element that text belongs to: a language's, a link's, a paragraph's."""
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
        if style.face.chars.issuperset(text):
            place.items.append(Text(text, style, owner))
            return
        for piece in self._sheet.fonts.pieces(text, style.face):
            varied = style
            if piece.face is not style.face:
                varied = self._sheet.varied(style, piece.face)
            if piece.actual is not None:
                self._reader.substituted(piece.actual)
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
        if (
            text
            and not (self._fields or style.hidden)
            or (text and not self._hidden(style))
        ):
            if not text.isprintable():
                text = text.translate(_SPACES)
            self.add(text, style, place)

    def _tab(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        if not self._hidden(style):
            place.items.append(Tab(style, place.link or place.owner))

    def _break(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        kind = element.get(W + "type", "textWrapping")
        if self._hidden(style):
            return
        if kind == "column":
            self._faults.unsupported("column break")
        place.items.append(Break("page" if kind == "page" else "line", style))

    def _hyphen(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        if not self._hidden(style):
            self.add("\u2011", style, place)

    def _soft_hyphen(
        self, element: etree._Element, style: RunStyle, place: Place
    ) -> None:
        if not self._hidden(style):
            self.add("\u00ad", style, place)

    def _symbol(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        code = int(element.get(W + "char", "F0B7"), 16)
        text = symbol(chr(code + 0xF000 if code <= 0xFF else code))
        if 0xF000 <= ord(text) < 0xF100:
            self._faults.unsupported(
                f"symbol {element.get(W + 'char')} of {element.get(W + 'font')}"
            )
        if not self._hidden(style):
            self.add(text, style, place)

    def _hyperlink(self, element: etree._Element, place: Place) -> None:
        anchor, rid = element.get(W + "anchor"), element.get(RID)
        target = f"#{anchor}" if anchor else ""
        if rid is not None:
            target = self._reader.relation(rid) + (f"#{anchor}" if anchor else "")
        before, place.link = place.link, self._link(target, place)
        self.read(element, place)
        place.link = before

    def _link(self, target: str, place: Place) -> Element | None:
        if place.owner is None or not target:
            return place.link
        link = Element("Link", place.owner, late=True)
        self._reader.targets[link] = target
        return link

    def _simple_field(self, element: etree._Element, place: Place) -> None:
        code = element.get(W + "instr", "")
        opened = Field(code)
        run = element.find(W + "r")
        properties = run.find(W + "rPr") if run is not None else None
        style = self._sheet.run(place.base, place.key, properties)
        self._fields.append(opened)
        self._separate(opened, style, place)
        self.read(element, place)
        self._fields.pop()

    def _instruction(
        self, element: etree._Element, style: RunStyle, place: Place
    ) -> None:
        if self._fields and not self._fields[-1].result:
            self._fields[-1].code += element.text or ""

    def _field_mark(
        self, element: etree._Element, style: RunStyle, place: Place
    ) -> None:
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            box = element.find(f"{W}ffData/{W}checkBox")
            self._fields.append(Field(check=None if box is None else _checked(box)))
        elif kind == "separate" and self._fields:
            self._separate(self._fields[-1], style, place)
        elif kind == "end" and self._fields:
            opened = self._fields[-1]
            if not opened.result:
                self._separate(opened, style, place)
                self._resultless(opened)
            if opened.link is not None and place.link is opened.link:
                place.link = None
            self._fields.pop()

    def _separate(self, opened: Field, style: RunStyle, place: Place) -> None:
        """Begin a field's result: print our own where we know better."""
        words = opened.code.split()
        name = words[0].upper() if words else ""
        outer_hidden = any(f.own or not f.result for f in self._fields[:-1])
        if name in ("PAGE", "NUMPAGES", "SECTIONPAGES") and not outer_hidden:
            kind: PageNumber = PageNumber(
                "page" if name == "PAGE" else "pages", style, place.link or place.owner
            )
            if name == "SECTIONPAGES":
                self._faults.unsupported("field SECTIONPAGES")
            place.items.append(kind)
            opened.own = True
        elif name == "FORMCHECKBOX" and opened.check is not None:
            if not outer_hidden:
                self.add("☒" if opened.check else "☐", style, place)
            opened.own = True
        elif name == "HYPERLINK":
            opened.link = place.link = self._link(_address(opened.code), place)
        opened.result = True

    def _resultless(self, opened: Field) -> None:
        words = opened.code.split()
        name = words[0].upper() if words else ""
        if name and not opened.own and name not in _SILENT_FIELDS:
            self._faults.add(
                "field-without-result",
                msg("The field {name} has no stored result.", name=name),
                msg("Update the field in Word (F9) and save."),
                what=name,
            )

    def _alternative(
        self, element: etree._Element, style: RunStyle, place: Place
    ) -> None:
        for child in drawings.alternative(element):
            handler = self._handlers.get(child.tag)
            if handler is not None:
                handler(child, style, place)
            elif isinstance(child.tag, str):
                self._faults.unsupported(etree.QName(child.tag).localname)

    def _drawing(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        self._draw(drawings.read_drawing(element), style, place)

    def _pict(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        self._draw(drawings.read_pict(element), style, place)

    def _draw(self, drawing: drawings.Drawing, style: RunStyle, place: Place) -> None:
        if self._hidden(style):
            return
        if drawing.problem:
            self._faults.unsupported(drawing.problem)
        elif drawing.box is not None:
            place.boxes.append(drawing)
        elif drawing.embed is not None:
            self._picture(drawing, style, place)

    def _picture(
        self, drawing: drawings.Drawing, style: RunStyle, place: Place
    ) -> None:
        data = self._reader.picture(drawing.embed or "")
        if data is None or drawing.width <= 0 or drawing.height <= 0:
            return
        figure = None
        if place.owner is not None and not drawing.decorative:
            figure = self._figure(drawing, place)
        picture = Picture(data, drawing.width, drawing.height, figure, drawing.crop)
        if drawing.wrap == "inline":
            place.items.append(Inline(picture, style, figure))
            return
        if drawing.wrap == "square" and place.owner is not None:
            if drawing.vertical[0] not in ("paragraph", "line"):
                self._faults.unsupported("text around a picture placed on the page")
        place.items.append(
            Floating(
                picture,
                drawing.horizontal,
                drawing.vertical,
                drawing.wrap,
                drawing.margins,
            )
        )

    def _figure(self, drawing: drawings.Drawing, place: Place) -> Element | None:
        if not drawing.alt.strip() and self._reader.tagged:
            self._faults.add(
                "picture-without-alt",
                msg("A picture says nothing to those who cannot see it."),
                msg("Write its alternative text in Word, or mark it as decorative."),
                what=drawing.embed or "",
            )
        return Element("Figure", place.link or place.owner, late=True, alt=drawing.alt)

    def _note(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        if not self._hidden(style):
            kind = "endnote" if element.tag == W + "endnoteReference" else "footnote"
            name = element.get(W + "id", "")
            self._reader.notes.reference(kind, name, style, place)

    def _note_mark(
        self, element: etree._Element, style: RunStyle, place: Place
    ) -> None:
        self.add(place.note, style, place)


def _checked(box: etree._Element) -> bool:
    for name in ("checked", "default"):
        found = box.find(W + name)
        if found is not None:
            return on(found.get(VAL))
    return False


def _address(code: str) -> str:
    """Read the target of a HYPERLINK field."""
    import shlex

    try:
        words = shlex.split(code.replace("\\", "\\\\"))[1:]
    except ValueError:
        return ""
    local = "\\l" in words
    values = [word for word in words if not word.startswith("\\")]
    return ("#" if local else "") + values[0] if values else ""
