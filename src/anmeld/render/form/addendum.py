"""Addendum pages: whole texts of what did not fit, numbered, linked both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from anmeld.render.form.composing import (
    FOOT,
    HEIGHT,
    MARGIN,
    WIDTH,
    Composer,
    Sheet,
)
from anmeld.render.form.document import Document
from anmeld.render.form.excerpt import Excerpt
from anmeld.render.form.layout import wrap
from anmeld.render.form.objects import entry, items, number_of, whole
from anmeld.render.form.source import Source
from anmeld.render.form.structure import Tagging
from anmeld.render.form.syntax import dictionary, number, serialise, stream
from anmeld.render.form.text import Overflow
from anmeld.render.form.tree import Tree
from anmeld.render.form.update import Fill
from anmeld.render.form.wording import wording


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
        composer = Composer(self.source, self.tree, fill, tagging)
        composer.add(b"H1", wording().title)
        entries: list[tuple[str, str, Overflow | None]] = [
            (labels.get(o.writer.field.name, o.writer.field.label), o.text, o)
            for o in overflows
        ]
        entries += [(label, text, None) for label, text in further]
        for nr, (label, text, overflow) in enumerate(entries, 1):
            composer.entry(nr, label, text, overflow)
        composer.codes()
        _Binder(self, composer).finish()


class _Binder:
    """Binds the composed pages into the form: pages, page tree, links, structure."""

    def __init__(self, addendum: Addendum, composed: Composer) -> None:
        self.addendum, self.composed = addendum, composed
        self.first_page = 0

    def finish(self) -> None:
        """Write pages, page tree, links from the form, and structure."""
        self.first_page = self.composed.fill.reserve(len(self.composed.sheets))
        count = len(self.composed.sheets)
        tagging = self.composed.tagging
        keys = [tagging.key() if tagging else -1 for _ in self.composed.sheets]
        for at, sheet in enumerate(self.composed.sheets):
            self._footer(sheet, at + 1, count)
            self._write_page(sheet, at, keys[at])
        self._page_tree()
        entries = self.composed.forward
        forward = [link for one in entries for link in self._forward(*one)]
        if tagging:
            self._tag(tagging, keys, forward)

    def _footer(self, sheet: Sheet, page: int, pages: int) -> None:
        text = wording().footer.format(page=page, pages=pages)
        if self.addendum.document.title:
            text = f"{text} · {self.addendum.document.title}"
        measured = self.composed.plain.measure(text)
        line = wrap(measured, (WIDTH - 2 * MARGIN) * 1000 / 8)[0]
        drawn = self.composed.lines(measured, [(FOOT, line)], 8.0, sheet)
        sheet.code.append(b"/Artifact BMC\n%bEMC\n" % drawn)

    def _write_page(self, sheet: Sheet, at: int, key: int) -> None:
        contents = self.composed.fill.add(stream(b"", b"".join(sheet.code)))
        fonts = b"".join(b"%b %b" % pair for pair in sheet.fonts.items())
        links = b" ".join(b"%d 0 R" % link for link in sheet.links)
        tags = b"/Tabs/S/StructParents %d" % key if self.composed.tagging else b""
        self.composed.fill.objects[self.first_page + at] = (
            b"<</Type/Page/Parent %b/MediaBox[0 0 %b %b]/Rotate 0%b"
            b"/Resources<</Font<<%b>>>>/Contents %d 0 R%b>>"
            % (
                self.addendum.source.ref(self.addendum.pages_root),
                number(WIDTH),
                number(HEIGHT),
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
        new = range(self.first_page, self.first_page + len(self.composed.sheets))
        kids += [b"%d 0 R" % page for page in new]
        stated = whole(entry(node, "/Count"), len(self.addendum.tree.pages))
        head = dictionary(node, source.name_bytes, ("/Kids", "/Count"))
        self.composed.fill.objects[self.addendum.pages_root] = (
            b"%b/Kids[%b]/Count %d>>"
            % (
                head,
                b" ".join(kids),
                stated + len(self.composed.sheets),
            )
        )

    def _forward(
        self, nr: int, label: str, sheet: int, places: list[Excerpt]
    ) -> list[tuple[int, int, int]]:
        """Links from the boxes to the addendum: page object, annotation, key."""
        links = []
        dest = b"[%d 0 R/XYZ 0 %b null]" % (self.first_page + sheet, number(HEIGHT))
        says = f"{wording().forward.format(nr=nr)}: {label}"
        for place in places:
            if place.page is None or not place.laid.lines:
                continue
            link, key = self.composed.link(_pointer_box(place), dest, says)
            self.composed.fill.links.setdefault(place.page, []).append(link)
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
        for block in self.composed.blocks:
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
        for sheet, key in zip(self.composed.sheets, keys, strict=True):
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
