"""Addendum pages: whole texts of what did not fit, numbered, linked both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pypdf.generic import DictionaryObject

from anmeld._i18n import msg
from anmeld.render.form import errors
from anmeld.render.form.chain import FontChain, Measured
from anmeld.render.form.document import Document
from anmeld.render.form.excerpt import Excerpt
from anmeld.render.form.layout import wrap
from anmeld.render.form.objects import entry, items, number_of, whole
from anmeld.render.form.shipped import shipped_face
from anmeld.render.form.source import Source
from anmeld.render.form.structure import Tagging
from anmeld.render.form.syntax import dictionary, number, serialise, stream, text_string
from anmeld.render.form.text import Overflow, fault
from anmeld.render.form.tree import Tree
from anmeld.render.form.update import Fill
from anmeld.render.form.wording import wording
from anmeld.render.report import Note

_WIDTH, _HEIGHT = 595.28, 841.89  # A4
_MARGIN = 62.0
_FOOT = 34.0
_SIZES = {b"H1": 16.0, b"H2": 12.0, b"Link": 9.0, b"P": 10.0}
_LEADING = 1.35
_SPACE_BEFORE = {b"H1": 0.0, b"H2": 16.0, b"Link": 2.0, b"P": 6.0}


@dataclass(slots=True)
class Block:
    """A paragraph of the addendum.

    Attributes:
        tag: Its structure type; `Link` is a paragraph that is a link.
        measured: Its text.
        dest: Where a link leads: written destination.
        says: What a screen reader says of the link.
        marks: Page (from 0) and marked-content number of its pieces.
        link: The link's annotation and the key that leads back to its element.
    """

    tag: bytes
    measured: Measured
    dest: bytes | None = None
    says: str = ""
    marks: list[tuple[int, int]] = field(default_factory=list)
    link: tuple[int, int] | None = None
    shown: int = 0


@dataclass(slots=True)
class Sheet:
    """A page of the addendum in the making."""

    code: list[bytes] = field(default_factory=list)
    fonts: dict[bytes, bytes] = field(default_factory=dict)
    links: list[int] = field(default_factory=list)
    owners: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Addendum:
    """Writes addendum pages behind a form's own.

    Attributes:
        source: The form's file.
        tree: The walked form.
        document: What every fill shares.
        pages_root: Object number of the page tree's root.
    """

    source: Source
    tree: Tree
    document: Document
    pages_root: int

    @classmethod
    def read(cls, source: Source, tree: Tree, document: Document) -> Addendum:
        """Read what an addendum needs to know of the form."""
        root = source.root
        raw = root.raw_get("/Pages") if "/Pages" in root else None
        return cls(source, tree, document, number_of(raw) or 0)

    def write(
        self,
        overflows: list[Overflow],
        further: tuple[tuple[str, str], ...],
        labels: Mapping[str, str],
        fill: Fill,
        tagging: Tagging | None,
    ) -> None:
        """Write the boxes' beginnings, the pages and the links.

        Args:
            overflows: Texts that go on, in the order of the form.
            further: Label and text of what has no box of its own.
            labels: What a person calls each field.
            fill: The fill.
            tagging: The changes to the structure tree, where the form has one.

        Raises:
            LostText: If a character is neither in the form nor in the addendum.
        """
        composer = Composer(self, fill, tagging)
        composer.add(b"H1", wording().title)
        entries: list[tuple[str, str, Overflow | None]] = [
            (labels.get(o.writer.field.name, o.writer.field.label), o.text, o)
            for o in overflows
        ]
        entries += [(label, text, None) for label, text in further]
        for nr, (label, text, overflow) in enumerate(entries, 1):
            composer.entry(nr, label, text, overflow)
        composer.codes()
        composer.finish()


class Composer:
    """Lays out the addendum of one fill."""

    def __init__(self, addendum: Addendum, fill: Fill, tagging: Tagging | None) -> None:
        self.addendum, self.fill, self.tagging = addendum, fill, tagging
        self.plain = FontChain((shipped_face("LiberationSans-Regular"),))
        self.bold = FontChain((shipped_face("LiberationSans-Bold"),))
        self.sheets: list[Sheet] = []
        self.blocks: list[Block] = []
        self.y = 0.0
        self.first_page = 0
        self.forward: list[tuple[int, str, int, list[Excerpt]]] = []
        self.missing: set[str] = set()

    def entry(self, nr: int, label: str, text: str, overflow: Overflow | None) -> None:
        """One numbered text: heading, where it comes from, the whole of it."""
        words = wording()
        if self.y and self.y < _MARGIN + 90:
            self._turn()
        self.add(b"H2", words.heading.format(nr=nr, label=label))
        sheet = len(self.sheets) - 1
        if overflow is not None:
            places = overflow.writer.write_excerpt(overflow, nr, self.fill)
            self.forward.append((nr, label, sheet, places))
            self._origin(label, places)
            self.fill.notes.append(_overflow_note(overflow, nr))
        body = self.add(b"P", text)
        self.missing.update(body.measured.missing)
        expected = len("".join(body.measured.text.split()))
        if body.shown != expected:
            lost = (
                fault(
                    errors.LostText,
                    overflow.writer.field,
                    msg("would lose text on its way to the addendum."),
                    msg("Shorten the text, and report this form."),
                )
                if overflow
                else None
            )
            raise errors.LostText(*([lost] if lost else []))

    def _origin(self, label: str, places: list[Excerpt]) -> None:
        words = wording()
        spot = next((place for place in places if place.page), None)
        if spot is None or spot.page is None:
            self.add(b"P", words.origin_without_page)
            return
        page = self.addendum.tree.pages[spot.page - 1].object_number
        dest = b"[%b/XYZ %b %b null]" % (
            self.addendum.source.ref(page),
            number(spot.rect[0]),
            number(spot.rect[3]),
        )
        says = words.back.format(label=label, page=spot.page)
        self.add(b"Link", words.origin.format(page=spot.page), dest, says)

    def codes(self) -> None:
        """Say at the end which characters no font has."""
        listed = {
            code
            for note in self.fill.notes
            if note.code == "substituted-character"
            for code in str(note.message.params.get("codes", "")).split(", ")
        }
        listed |= self.missing
        if listed:
            codes = ", ".join(sorted(listed))
            self.add(b"P", wording().substitutes.format(codes=codes))

    def add(
        self, tag: bytes, text: str, dest: bytes | None = None, says: str = ""
    ) -> Block:
        """Add a paragraph, over as many pages as it takes."""
        fonts = self.bold if tag in (b"H1", b"H2") else self.plain
        block = Block(tag, fonts.measure(text), dest, says)
        self.blocks.append(block)
        size = _SIZES[tag]
        step = size * _LEADING
        lines = wrap(block.measured, (_WIDTH - 2 * _MARGIN) * 1000 / size)
        self.y -= _SPACE_BEFORE[tag]
        part: list[tuple[float, str]] = []
        for line in lines:
            if not self.sheets or self.y - step < _MARGIN:
                self._draw(block, part, size)
                part = []
                self._turn()
            self.y -= step
            part.append((self.y + step - size, line))
        self._draw(block, part, size)
        return block

    def _turn(self) -> None:
        self.sheets.append(Sheet())
        self.y = _HEIGHT - _MARGIN

    def _draw(self, block: Block, part: list[tuple[float, str]], size: float) -> None:
        if not part:
            return
        sheet = self.sheets[-1]
        mcid = len(sheet.owners)
        if self.tagging:
            sheet.code.append(b"/%b <</MCID %d>> BDC\n" % (block.tag, mcid))
            block.marks.append((len(self.sheets) - 1, mcid))
            sheet.owners.append(block)
        sheet.code.append(self._lines(block.measured, part, size, sheet))
        block.shown += sum(len("".join(text.split())) for _, text in part)
        if self.tagging:
            sheet.code.append(b"EMC\n")
        if block.dest:
            self._link_back(block, part, size, sheet)

    def _lines(
        self,
        measured: Measured,
        part: list[tuple[float, str]],
        size: float,
        sheet: Sheet,
    ) -> bytes:
        out = [b"BT\n0 g\n"]
        at_y, at_x = 0.0, 0.0
        for y, text in part:
            out.append(b"%b %b Td\n" % (number(_MARGIN - at_x), number(y - at_y)))
            at_x, at_y = _MARGIN, y
            for face, run in measured.runs(text):
                if run and face.shipped:
                    sheet.fonts[face.resource] = self.fill.font(face.shipped)
                    self.fill.use(face.shipped, run)
                    out.append(b"%b %b Tf " % (face.resource, number(size)))
                    out.append(face.shown(run) + b" Tj\n")
        out.append(b"ET\n")
        return b"".join(out)

    def _link_back(
        self, block: Block, part: list[tuple[float, str]], size: float, sheet: Sheet
    ) -> None:
        y, text = part[-1]
        width = block.measured.width(text) * size / 1000
        rect = (_MARGIN, y - size * 0.3, _MARGIN + width, part[0][0] + size)
        link, key = self._link(rect, block.dest or b"", block.says)
        block.link = (link, key)
        sheet.links.append(link)

    def _link(self, rect: tuple[float, ...], dest: bytes, says: str) -> tuple[int, int]:
        key = self.tagging.key() if self.tagging else -1
        struct = b"/StructParent %d" % key if self.tagging else b""
        body = b"<</Type/Annot/Subtype/Link/Rect[%b]/Border[0 0 0]/F 4/Dest%b%b" % (
            b" ".join(map(number, rect)),
            dest,
            struct,
        )
        return self.fill.add(body + b"/Contents%b>>" % text_string(says)), key

    def finish(self) -> None:
        """Write pages, page tree, links from the form, and structure."""
        self.first_page = self.fill.reserve(len(self.sheets))
        count = len(self.sheets)
        keys = [self.tagging.key() if self.tagging else -1 for _ in self.sheets]
        for at, sheet in enumerate(self.sheets):
            self._footer(sheet, at + 1, count)
            self._write_page(sheet, at, keys[at])
        self._page_tree()
        forward = [link for entry_ in self.forward for link in self._forward(*entry_)]
        if self.tagging:
            self._tag(self.tagging, keys, forward)

    def _footer(self, sheet: Sheet, page: int, pages: int) -> None:
        text = wording().footer.format(page=page, pages=pages)
        if self.addendum.document.title:
            text = f"{text} · {self.addendum.document.title}"
        measured = self.plain.measure(text)
        line = wrap(measured, (_WIDTH - 2 * _MARGIN) * 1000 / 8)[0]
        drawn = self._lines(measured, [(_FOOT, line)], 8.0, sheet)
        sheet.code.append(b"/Artifact BMC\n%bEMC\n" % drawn)

    def _write_page(self, sheet: Sheet, at: int, key: int) -> None:
        contents = self.fill.add(stream(b"", b"".join(sheet.code)))
        fonts = b"".join(b"%b %b" % pair for pair in sheet.fonts.items())
        links = b" ".join(b"%d 0 R" % link for link in sheet.links)
        tags = b"/Tabs/S/StructParents %d" % key if self.tagging else b""
        self.fill.objects[self.first_page + at] = (
            b"<</Type/Page/Parent %b/MediaBox[0 0 %b %b]/Rotate 0%b"
            b"/Resources<</Font<<%b>>>>/Contents %d 0 R%b>>"
            % (
                self.addendum.source.ref(self.addendum.pages_root),
                number(_WIDTH),
                number(_HEIGHT),
                tags,
                fonts,
                contents,
                b"/Annots[%b]" % links if links else b"",
            )
        )

    def _page_tree(self) -> None:
        source = self.addendum.source
        held = entry(source.root, "/Pages")
        node = held if isinstance(held, DictionaryObject) else DictionaryObject()
        kids = [
            serialise(raw, source.name_bytes) for raw in items(entry(node, "/Kids"))
        ]
        new = range(self.first_page, self.first_page + len(self.sheets))
        kids += [b"%d 0 R" % page for page in new]
        stated = whole(entry(node, "/Count"), len(self.addendum.tree.pages))
        head = dictionary(node, source.name_bytes, ("/Kids", "/Count"))
        self.fill.objects[self.addendum.pages_root] = b"%b/Kids[%b]/Count %d>>" % (
            head,
            b" ".join(kids),
            stated + len(self.sheets),
        )

    def _forward(
        self, nr: int, label: str, sheet: int, places: list[Excerpt]
    ) -> list[tuple[int, int, int]]:
        """Links from the boxes to the addendum: page object, annotation, key."""
        links = []
        dest = b"[%d 0 R/XYZ 0 %b null]" % (self.first_page + sheet, number(_HEIGHT))
        says = f"{wording().forward.format(nr=nr)}: {label}"
        for place in places:
            if place.page is None or not place.laid.lines:
                continue
            link, key = self._link(_pointer_box(place), dest, says)
            self.fill.links.setdefault(place.page, []).append(link)
            page = self.addendum.tree.pages[place.page - 1].object_number
            links.append((page, link, key))
        return links

    def _tag(
        self, tagging: Tagging, keys: list[int], forward: list[tuple[int, int, int]]
    ) -> None:
        """Give every paragraph and link its place in the structure tree."""
        section = tagging.fill.reserve()
        numbers: dict[int, int] = {}
        kids = []
        for block in self.blocks:
            outer = tagging.fill.reserve()
            kids.append(b"%d 0 R" % outer)
            marks = [
                b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (self.first_page + page, mcid)
                for page, mcid in block.marks
            ]
            numbers[id(block)] = outer
            if block.link is None:
                tagging.add(block.tag, section, marks, outer)
                continue
            link, key = block.link
            page = self.first_page + block.marks[-1][0]
            marks.append(b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (page, link))
            inner = tagging.add(b"Link", outer, marks)
            tagging.add(b"P", section, [b"%d 0 R" % inner], outer)
            tagging.parents[key] = b"%d 0 R" % inner
            numbers[id(block)] = inner
        for page, link, key in forward:
            shown = self.addendum.source.ref(page)
            mark = b"<</Type/OBJR/Pg %b/Obj %d 0 R>>" % (shown, link)
            outer = tagging.fill.reserve()
            inner = tagging.add(b"Link", outer, [mark])
            tagging.add(b"P", section, [b"%d 0 R" % inner], outer)
            kids.append(b"%d 0 R" % outer)
            tagging.parents[key] = b"%d 0 R" % inner
        tagging.add(b"Sect", tagging.structure.top, kids, section)
        tagging.kids.append(b"%d 0 R" % section)
        for sheet, key in zip(self.sheets, keys, strict=True):
            owners = [b"%d 0 R" % numbers[id(block)] for block in sheet.owners]
            tagging.parents[key] = b"[%b]" % b" ".join(owners)


def _pointer_box(place: Excerpt) -> tuple[float, float, float, float]:
    """Where the pointer stands on its page: the last line, or all of a turned box."""
    left, low, right, high = place.rect
    last = place.laid.lines[-1]
    size = place.laid.size
    bottom = low + last.y - size * 0.3
    top = bottom + size * 1.3
    if low - 1 <= bottom and top <= high + 2:
        return (left, max(bottom, low), right, min(top, high))
    return place.rect


def _overflow_note(overflow: Overflow, nr: int) -> Note:
    message = msg("The text goes on in addendum {nr}.", nr=nr)
    return Note("overflow", overflow.writer.field.name, message)
