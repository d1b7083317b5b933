"""A tagged form's structure tree: what is added to it, and what flattening changes.

Screen readers follow this tree. Whatever is appended to a tagged form gets its place in
it, and a flattened field keeps its own, as text instead of a form control.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from anmeld.render.form.objects import dictionary_of, entry, items, number_of, whole
from anmeld.render.form.source import Source
from anmeld.render.form.syntax import dictionary, serialise, text_string
from anmeld.render.form.update import Fill

_MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Structure:
    """A form's structure tree as read.

    Attributes:
        source: The form's file.
        root: Object number of the tree's root.
        parents: The parent tree: key -> written value.
        next_key: The first free key.
        top: Object number of the element that new parts are put under; the root if
            there is no single `Document`.
    """

    source: Source
    root: int
    parents: Mapping[int, bytes]
    next_key: int
    top: int

    @classmethod
    def read(cls, source: Source) -> Structure | None:
        """Read the tree, if the form has one that is an object of its own."""
        catalog = source.root
        raw = (
            catalog.raw_get("/StructTreeRoot") if "/StructTreeRoot" in catalog else None
        )
        root, tree = number_of(raw), dictionary_of(raw)
        if root is None or tree is None:
            return None
        parents: dict[int, bytes] = {}
        _read_numbers(entry(tree, "/ParentTree"), parents, source, 0)
        stated = whole(entry(tree, "/ParentTreeNextKey"))
        next_key = max(stated, max(parents, default=-1) + 1)
        return cls(source, root, parents, next_key, _top(tree, root))

    def element(self, number: int) -> DictionaryObject | None:
        """An element by its object number."""
        return dictionary_of(self.source.object(number))

    def parent_of(self, key: int) -> int | None:
        """Object number of the element that a widget's key leads to."""
        written = self.parents.get(key, b"").split()
        return int(written[0]) if len(written) == 3 and written[0].isdigit() else None


def _read_numbers(
    node: object, found: dict[int, bytes], source: Source, depth: int
) -> None:
    if depth > _MAX_DEPTH:
        return
    pairs = list(items(entry(node, "/Nums")))
    for key, value in zip(pairs[::2], pairs[1::2], strict=False):
        if isinstance(key, (int, float)):
            found[int(key)] = _inlined(value, source)
    for kid in items(entry(node, "/Kids")):
        _read_numbers(dictionary_of(kid), found, source, depth + 1)


def _inlined(value: object, source: Source) -> bytes:
    """A value of the parent tree; a page's list is written out, to be added to."""
    listed = value.get_object() if isinstance(value, IndirectObject) else value
    if isinstance(listed, ArrayObject):
        return serialise(listed, source.name_bytes)
    return serialise(value, source.name_bytes)


def _top(tree: DictionaryObject, root: int) -> int:
    raw = tree.raw_get("/K") if "/K" in tree else None
    kids = list(items(raw)) or [raw]
    single = dictionary_of(kids[0]) if len(kids) == 1 else None
    number = number_of(kids[0]) if kids else None
    if number is not None and entry(single, "/S") == "/Document":
        return number
    return root


@dataclass(slots=True)
class Tagging:
    """The changes of one fill to the structure tree.

    Attributes:
        structure: The tree as read.
        fill: The fill.
        parents: Changed and new entries of the parent tree; `None` takes one away.
        kids: Elements that come last under the top.
        next_key: The first free key.
    """

    structure: Structure
    fill: Fill
    parents: dict[int, bytes | None] = field(default_factory=dict)
    kids: list[bytes] = field(default_factory=list)
    next_key: int = 0

    def __post_init__(self) -> None:
        self.next_key = self.structure.next_key

    def key(self) -> int:
        """Take a new key of the parent tree."""
        self.next_key += 1
        return self.next_key - 1

    def add(
        self,
        tag: bytes,
        parent: int,
        kids: list[bytes],
        number: int | None = None,
        extra: bytes = b"",
    ) -> int:
        """Write a new element and give its number.

        Args:
            tag: Its type without the slash.
            parent: Number of the element above.
            kids: Its written kids.
            number: Its number, where it was reserved.
            extra: Further entries.
        """
        body = b"<</Type/StructElem/S/%b/P %d 0 R%b/K[%b]>>" % (
            tag,
            parent,
            extra,
            b" ".join(kids),
        )
        if number is None:
            return self.fill.add(body)
        self.fill.objects[number] = body
        return number

    def finish(self) -> None:
        """Write the root, the top element and the parent tree anew."""
        read = self.structure
        names = read.source.name_bytes
        merged: dict[int, bytes | None] = {**read.parents, **self.parents}
        rows = [b"%d %b" % (k, v) for k, v in sorted(merged.items()) if v is not None]
        tree = self.fill.add(b"<</Nums[%b]>>" % b"\n".join(rows))
        root = read.element(read.root) or DictionaryObject()
        drop = ["/ParentTree", "/ParentTreeNextKey"]
        kids = b""
        if read.top == read.root and self.kids:
            drop.append("/K")
            kids = b"/K[%b]" % b" ".join(
                [*_written_kids(root, read.source), *self.kids]
            )
        self.fill.objects[read.root] = (
            dictionary(root, names, drop)
            + kids
            + b"/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (tree, self.next_key)
        )
        if read.top != read.root and self.kids:
            top = read.element(read.top) or DictionaryObject()
            every = [*_written_kids(top, read.source), *self.kids]
            self.fill.objects[read.top] = dictionary(top, names, ("/K",)) + (
                b"/K[%b]>>" % b" ".join(every)
            )


def _written_kids(element: DictionaryObject, source: Source) -> list[bytes]:
    raw = element.raw_get("/K") if "/K" in element else None
    if raw is None:
        return []
    listed = raw.get_object() if isinstance(raw, IndirectObject) else raw
    if isinstance(listed, ArrayObject):
        return [serialise(kid, source.name_bytes) for kid in list.__iter__(listed)]
    return [serialise(raw, source.name_bytes)]


def replaced_kids(
    element: DictionaryObject, widget: int, mark: bytes, source: Source
) -> list[bytes]:
    """An element's kids with a widget's reference replaced by a piece of the page.

    Args:
        element: The element of a form control.
        widget: Object number of the widget.
        mark: The written reference to the marked content.
        source: The form's file.
    """
    raw = element.raw_get("/K") if "/K" in element else None
    listed = list(items(raw)) or ([raw] if raw is not None else [])
    kids, placed = [], False
    for kid in listed:
        held = dictionary_of(kid)
        target = held.raw_get("/Obj") if held is not None and "/Obj" in held else None
        if number_of(target) == widget and not isinstance(held, StreamObject):
            kids.append(mark)
            placed = True
        else:
            kids.append(serialise(kid, source.name_bytes))
    return kids if placed else [*kids, mark]


def alternative(text: str) -> bytes:
    """The entry that a screen reader says in place of a picture."""
    return b"/Alt" + text_string(text)
