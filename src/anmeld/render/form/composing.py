"""The addendum's pages laid out: headings, whole texts, and the links back."""

from __future__ import annotations

from dataclasses import dataclass, field

from anmeld._i18n import msg
from anmeld.render.form import errors
from anmeld.render.form.chain import FontChain, Measured
from anmeld.render.form.excerpt import Excerpt
from anmeld.render.form.faults import fault
from anmeld.render.form.layout import wrap
from anmeld.render.form.shipped import shipped_face
from anmeld.render.form.source import Source
from anmeld.render.form.structure import Tagging
from anmeld.render.form.syntax import number, text_string
from anmeld.render.form.text import Overflow
from anmeld.render.form.tree import Tree
from anmeld.render.form.update import Fill
from anmeld.render.form.wording import wording
from anmeld.render.report import Note

WIDTH, HEIGHT = 595.28, 841.89  # A4
MARGIN = 62.0
FOOT = 34.0
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


class Composer:
    """Lays out the addendum of one fill, page by page."""

    def __init__(
        self, source: Source, tree: Tree, fill: Fill, tagging: Tagging | None
    ) -> None:
        self.source, self.tree = source, tree
        self.fill, self.tagging = fill, tagging
        self.plain = FontChain((shipped_face("LiberationSans-Regular"),))
        self.bold = FontChain((shipped_face("LiberationSans-Bold"),))
        self.sheets: list[Sheet] = []
        self.blocks: list[Block] = []
        self.y = 0.0
        self.forward: list[tuple[int, str, int, list[Excerpt]]] = []
        self.missing: set[str] = set()

    def entry(self, nr: int, label: str, text: str, overflow: Overflow | None) -> None:
        """One numbered text: heading, where it comes from, the whole of it."""
        words = wording()
        if self.y and self.y < MARGIN + 90:
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
        page = self.tree.pages[spot.page - 1].object_number
        dest = b"[%b/XYZ %b %b null]" % (
            self.source.ref(page),
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
        lines = wrap(block.measured, (WIDTH - 2 * MARGIN) * 1000 / size)
        self.y -= _SPACE_BEFORE[tag]
        part: list[tuple[float, str]] = []
        for line in lines:
            if not self.sheets or self.y - step < MARGIN:
                self._draw(block, part, size)
                part = []
                self._turn()
            self.y -= step
            part.append((self.y + step - size, line))
        self._draw(block, part, size)
        return block

    def _turn(self) -> None:
        self.sheets.append(Sheet())
        self.y = HEIGHT - MARGIN

    def _draw(self, block: Block, part: list[tuple[float, str]], size: float) -> None:
        if not part:
            return
        sheet = self.sheets[-1]
        mcid = len(sheet.owners)
        if self.tagging:
            sheet.code.append(b"/%b <</MCID %d>> BDC\n" % (block.tag, mcid))
            block.marks.append((len(self.sheets) - 1, mcid))
            sheet.owners.append(block)
        sheet.code.append(self.lines(block.measured, part, size, sheet))
        block.shown += sum(len("".join(text.split())) for _, text in part)
        if self.tagging:
            sheet.code.append(b"EMC\n")
        if block.dest:
            self._link_back(block, part, size, sheet)

    def lines(
        self,
        measured: Measured,
        part: list[tuple[float, str]],
        size: float,
        sheet: Sheet,
    ) -> bytes:
        """Draw lines at the margin.

        Args:
            measured: The text that they are part of.
            part: Height of the baseline and text of each line.
            size: In points.
            sheet: The page; learns of the fonts.
        """
        out = [b"BT\n0 g\n"]
        at_y, at_x = 0.0, 0.0
        for y, text in part:
            out.append(b"%b %b Td\n" % (number(MARGIN - at_x), number(y - at_y)))
            at_x, at_y = MARGIN, y
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
        rect = (MARGIN, y - size * 0.3, MARGIN + width, part[0][0] + size)
        link, key = self.link(rect, block.dest or b"", block.says)
        block.link = (link, key)
        sheet.links.append(link)

    def link(self, rect: tuple[float, ...], dest: bytes, says: str) -> tuple[int, int]:
        """Add a link; give its object number and its key in the parent tree.

        Args:
            rect: The area on its page.
            dest: Where it leads, written.
            says: What a screen reader says of it.
        """
        key = self.tagging.key() if self.tagging else -1
        struct = b"/StructParent %d" % key if self.tagging else b""
        body = b"<</Type/Annot/Subtype/Link/Rect[%b]/Border[0 0 0]/F 4/Dest%b%b" % (
            b" ".join(map(number, rect)),
            dest,
            struct,
        )
        return self.fill.add(body + b"/Contents%b>>" % text_string(says)), key


def _overflow_note(overflow: Overflow, nr: int) -> Note:
    message = msg("The text goes on in addendum {nr}.", nr=nr)
    return Note("overflow", overflow.writer.field.name, message)
