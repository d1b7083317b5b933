"""The marked content that flattened fields become, and its place in the tree."""

from __future__ import annotations

import re

from anmeld.render.form.model import Field, Kind
from anmeld.render.form.objects import entry, rectangle, whole
from anmeld.render.form.source import Source
from anmeld.render.form.structure import Structure, Tagging, alternative, replaced_kids
from anmeld.render.form.syntax import dictionary, number
from anmeld.render.form.tree import Page, WidgetNode
from anmeld.render.form.wording import wording

_ENTRY = re.compile(rb"\d+ \d+ R|null")


class Marks:
    """The marked content of one page that flattened fields become."""

    def __init__(self, source: Source, page: Page, tagging: Tagging) -> None:
        self.source, self.page, self.tagging = source, page, tagging
        held = entry(page.dictionary, "/StructParents")
        self.key = whole(held) if held is not None else None
        written = tagging.structure.parents.get(whole(held, -1), b"")
        self.entries = _ENTRY.findall(written) if written.startswith(b"[") else []

    @property
    def structure(self) -> Structure:
        """The structure tree as read."""
        return self.tagging.structure

    def wrap(self, widget: WidgetNode, field: Field, piece: bytes) -> bytes:
        """Mark a drawn field, and give it the place of its control in the tree."""
        mcid = len(self.entries)
        page = self.source.ref(self.page.object_number)
        mark = b"<</Type/MCR/Pg %b/MCID %d>>" % (page, mcid)
        tag, extra = b"Span", b""
        if field.kind not in (Kind.TEXT, Kind.COMBO, Kind.LIST):
            tag, extra = b"Figure", self._picture(widget, field)
        number = self._element(widget, tag, extra, mark)
        self.entries.append(b"%d 0 R" % number)
        return b"/%b <</MCID %d>> BDC\n%bEMC\n" % (tag, mcid, piece)

    def _element(
        self, widget: WidgetNode, tag: bytes, extra: bytes, mark: bytes
    ) -> int:
        tagging, read = self.tagging, self.structure
        held = entry(widget.dictionary, "/StructParent")
        known = read.parent_of(whole(held)) if held is not None else None
        element = read.element(known) if known is not None else None
        if known is None or element is None:
            paragraph = tagging.fill.reserve()
            span = tagging.add(tag, paragraph, [mark], extra=extra)
            tagging.add(b"P", read.top, [b"%d 0 R" % span], paragraph)
            tagging.kids.append(b"%d 0 R" % paragraph)
            return span
        tagging.parents[whole(held)] = None
        kids = replaced_kids(element, widget.number, mark, self.source)
        drop = ("/K", "/S", "/Alt", "/A") if extra else ("/K", "/S")
        head = dictionary(element, self.source.name_bytes, drop)
        tagging.fill.objects[known] = b"%b/S/%b%b/K[%b]>>" % (
            head,
            tag,
            extra,
            b" ".join(kids),
        )
        return known

    def _picture(self, widget: WidgetNode, field: Field) -> bytes:
        words = wording()
        target = self.tagging.fill.states.get(widget.number)
        if target is None:
            state = entry(widget.dictionary, "/AS")
            target = state is not None and state != "/Off"
        text = (words.checked if target else words.unchecked).format(label=field.label)
        box = b" ".join(map(number, rectangle(entry(widget.dictionary, "/Rect"))))
        layout = b"/A<</O/Layout/BBox[%b]/Placement/Block>>" % box
        return alternative(text) + layout

    def forget(self, widget: WidgetNode) -> None:
        """Take a widget that shows nothing out of the parent tree."""
        held = entry(widget.dictionary, "/StructParent")
        known = self.structure.parent_of(whole(held)) if held is not None else None
        element = self.structure.element(known) if known is not None else None
        if held is None or known is None or element is None:
            return
        self.tagging.parents[whole(held)] = None
        kids = replaced_kids(element, widget.number, b"", self.source)
        head = dictionary(element, self.source.name_bytes, ("/K", "/S"))
        self.tagging.fill.objects[known] = b"%b/S/Span/K[%b]>>" % (
            head,
            b" ".join(kids),
        )

    def finish(self) -> int:
        """Write the page's list into the parent tree; give its key."""
        if self.key is None:
            self.key = self.tagging.key()
        self.tagging.parents[self.key] = b"[%b]" % b" ".join(self.entries)
        return self.key
