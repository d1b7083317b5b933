"""Pages written anew: links added to them, or all fields burnt into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from anmeld.render.form.document import Document
from anmeld.render.form.marked import Marks
from anmeld.render.form.model import Field
from anmeld.render.form.objects import (
    dictionary_of,
    entry,
    inherited,
    items,
    number_of,
    rectangle,
    resolved,
    whole,
)
from anmeld.render.form.source import Source
from anmeld.render.form.structure import Tagging
from anmeld.render.form.syntax import dictionary, number, serialise, stream
from anmeld.render.form.tree import Page, Tree, WidgetNode
from anmeld.render.form.update import Fill

_UNSEEN = 1 << 1 | 1 << 5  # hidden, no view


@dataclass(frozen=True, slots=True)
class Pages:
    """The form's pages, to be written anew where a fill changes them.

    Attributes:
        source: The form's file.
        tree: The walked form.
        fields: The fields by name.
        document: What every fill shares.
    """

    source: Source
    tree: Tree
    fields: Mapping[str, Field]
    document: Document

    def add_links(self, fill: Fill) -> None:
        """Write the pages that get links to the addendum."""
        for page in self.tree.pages:
            links = fill.links.get(page.number)
            if links:
                head = self._head(page, ("/Annots",))
                kept = self._annotations(page, without_widgets=False)
                fill.objects[page.object_number] = head + _annots(kept, links) + b">>"

    def flatten(self, fill: Fill, tagging: Tagging | None) -> None:
        """Burn every visible widget into its page and take the fields away.

        Args:
            fill: The fill, all values written.
            tagging: The changes to the structure tree, where the form has one.
        """
        placed: dict[int, list[tuple[WidgetNode, Field]]] = {}
        for node in self.tree.fields.values():
            for widget in node.widgets.values():
                if widget.page is not None:
                    spot = placed.setdefault(widget.page.number, [])
                    spot.append((widget, self.fields[node.name]))
        for page in self.tree.pages:
            widgets = placed.get(page.number, [])
            if widgets:
                widgets.sort(key=lambda pair: pair[0].order)
                self._burn(page, widgets, fill, tagging)
        self.drop_form(fill)

    def stamp(self, page: Page, drawing: int, fill: Fill) -> None:
        """Draw a form XObject over a page, without its fields.

        Args:
            page: The page.
            drawing: Object number of the form XObject.
            fill: The fill.
        """
        contents = self._between(page, b"Q\nq /AnmeldOverlay Do Q\n", fill)
        fill.objects[page.object_number] = b"%b/Contents[%b]/Resources%b%b>>" % (
            self._head(page, ("/Annots", "/Contents", "/Resources")),
            b" ".join(contents),
            self._resources(page, [b"/AnmeldOverlay %d 0 R" % drawing]),
            _annots(self._annotations(page, without_widgets=True), []),
        )

    def drop_form(self, fill: Fill) -> None:
        """Take the form itself out of the catalog."""
        root = self.source.root
        drop = ("/AcroForm", "/NeedsRendering", "/Perms")
        fill.objects[self.source.root_number] = (
            dictionary(root, self.source.name_bytes, drop) + b">>"
        )

    def _head(self, page: Page, drop: tuple[str, ...]) -> bytes:
        return dictionary(page.dictionary, self.source.name_bytes, drop)

    def _annotations(self, page: Page, *, without_widgets: bool) -> list[bytes]:
        kept = []
        for raw in items(entry(page.dictionary, "/Annots")):
            kind = entry(dictionary_of(raw), "/Subtype")
            if not (without_widgets and kind == "/Widget"):
                kept.append(serialise(raw, self.source.name_bytes))
        return kept

    def _burn(
        self,
        page: Page,
        widgets: list[tuple[WidgetNode, Field]],
        fill: Fill,
        tagging: Tagging | None,
    ) -> None:
        drawing, objects, key = [b"Q\n"], [], None
        marks = Marks(self.source, page, tagging) if tagging else None
        for at, (widget, field) in enumerate(widgets):
            shown = self._appearance(widget, fill)
            if shown is None:
                if marks:
                    marks.forget(widget)
                continue
            target, placing = shown
            name = b"/AnmeldField%d" % at
            held = (
                b"%d 0 R" % target
                if target in fill.objects
                else self.source.ref(target)
            )
            objects.append(b"%b %b" % (name, held))
            piece = b"q %b cm %b Do Q\n" % (placing, name)
            drawing.append(marks.wrap(widget, field, piece) if marks else piece)
        if marks:
            key = marks.finish()
        contents = self._between(page, b"".join(drawing), fill)
        head = self._head(
            page, ("/Annots", "/Contents", "/Resources", "/StructParents")
        )
        kept = self._annotations(page, without_widgets=True)
        struct = self._struct_parents(page, key)
        fill.objects[page.object_number] = b"%b/Contents[%b]/Resources%b%b%b>>" % (
            head,
            b" ".join(contents),
            self._resources(page, objects),
            struct,
            _annots(kept, fill.links.get(page.number, [])),
        )

    def _struct_parents(self, page: Page, key: int | None) -> bytes:
        held = entry(page.dictionary, "/StructParents")
        if key is None and held is None:
            return b""
        return b"/StructParents %d" % (key if key is not None else whole(held))

    def _between(self, page: Page, after: bytes, fill: Fill) -> list[bytes]:
        """A page's own content with its state saved before, and ours behind it."""
        first = fill.add(stream(b"", b"q\n"))
        last = fill.add(stream(b"", after))
        return [b"%d 0 R" % first, *self._contents(page), b"%d 0 R" % last]

    def _contents(self, page: Page) -> list[bytes]:
        held = (
            page.dictionary.raw_get("/Contents")
            if "/Contents" in page.dictionary
            else None
        )
        if held is None:
            return []
        found = resolved(held)
        if isinstance(found, ArrayObject):
            return [serialise(item, self.source.name_bytes) for item in items(found)]
        return [serialise(held, self.source.name_bytes)] if found is not None else []

    def _resources(self, page: Page, objects: list[bytes]) -> bytes:
        names = self.source.name_bytes
        held = dictionary_of(inherited(_upwards(page.dictionary), "/Resources"))
        resources = held if held is not None else DictionaryObject()
        known = dictionary_of(entry(resources, "/XObject"))
        drawn = dictionary(known, names) if known is not None else b"<<"
        return b"%b/XObject%b%b>>>>" % (
            dictionary(resources, names, ("/XObject",)),
            drawn,
            b" ".join(objects),
        )

    def _appearance(self, widget: WidgetNode, fill: Fill) -> tuple[int, bytes] | None:
        """The stream that a widget shows and the matrix that puts it in place."""
        flags = whole(entry(widget.dictionary, "/F"))
        rect = rectangle(entry(widget.dictionary, "/Rect"))
        if flags & _UNSEEN or rect[2] - rect[0] <= 0 or rect[3] - rect[1] <= 0:
            return None
        if widget.number in fill.shown:
            target = fill.shown[widget.number]
        else:
            target = _current(widget.dictionary)
        if target is None:
            return None
        if target in fill.objects:  # made by us: its box is the widget's own
            return target, b"1 0 0 1 %b %b" % (number(rect[0]), number(rect[1]))
        held = dictionary_of(self.source.object(target))
        placing = _placing(held, rect)
        return (target, placing) if placing else None


def _upwards(node: DictionaryObject) -> tuple[DictionaryObject, ...]:
    chain = [node]
    while len(chain) < 32:
        above = dictionary_of(entry(chain[-1], "/Parent"))
        if above is None:
            break
        chain.append(above)
    return tuple(chain)


def _annots(kept: list[bytes], links: list[int]) -> bytes:
    every = [*kept, *(b"%d 0 R" % link for link in links)]
    return b"/Annots[%b]" % b" ".join(every) if every else b""


def _current(widget: DictionaryObject) -> int | None:
    look = dictionary_of(entry(widget, "/AP"))
    raw = look.raw_get("/N") if look is not None and "/N" in look else None
    held = dictionary_of(raw)
    if isinstance(held, StreamObject):
        return number_of(raw)
    state = entry(widget, "/AS")
    if held is None or not isinstance(state, str) or state not in held:
        return None
    return number_of(held.raw_get(state))


def _placing(form: object, rect: tuple[float, float, float, float]) -> bytes | None:
    """The matrix of ISO 32000-1, 12.5.5: the turned box onto the rectangle."""
    left, low, right, high = rectangle(entry(form, "/BBox"))
    values = [resolved(item) for item in items(entry(form, "/Matrix"))]
    matrix = [float(v) for v in values if isinstance(v, (int, float))]
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    corners = [(x, y) for x in (left, right) for y in (low, high)]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    wide, tall = max(xs) - min(xs), max(ys) - min(ys)
    if wide <= 0 or tall <= 0:
        return None
    across, up = (rect[2] - rect[0]) / wide, (rect[3] - rect[1]) / tall
    shift = (rect[0] - min(xs) * across, rect[1] - min(ys) * up)
    return b"%b 0 0 %b %b %b" % tuple(map(number, (across, up, *shift)))
