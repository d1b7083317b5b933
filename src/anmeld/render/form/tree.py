"""The field tree and the pages' widgets, walked both ways and joined by name.

Real forms have widgets that the tree does not know, fields that no page shows, one name
twice, and trees that lead back into themselves. Nothing is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf.generic import ArrayObject, DictionaryObject

from anmeld.render.form.objects import (
    dictionary_of,
    entry,
    inherited,
    items,
    number_of,
    spellings,
    text_of,
)
from anmeld.render.form.source import Source

_MAX_DEPTH = 64
_MAX_NODES = 100_000


@dataclass(slots=True)
class Page:
    """A page: its object and the references of its annotations."""

    number: int
    object_number: int
    dictionary: DictionaryObject


@dataclass(slots=True)
class WidgetNode:
    """A widget: its object, where it is, and its chain up to the root of the tree."""

    number: int
    dictionary: DictionaryObject
    chain: tuple[DictionaryObject, ...]
    page: Page | None = None
    order: int = 0

    def get(self, key: str) -> object:
        """An attribute of the widget or of what it inherits from."""
        return inherited(self.chain, key)


@dataclass(slots=True)
class FieldNode:
    """A field: the dictionaries of its name, and its widgets."""

    name: str
    nodes: dict[int, DictionaryObject] = field(default_factory=dict)
    widgets: dict[int, WidgetNode] = field(default_factory=dict)
    chain: tuple[DictionaryObject, ...] = ()
    spellings: set[str] = field(default_factory=set)
    orphan: bool = False

    def get(self, key: str) -> object:
        """An attribute of the field, inherited, or of its first widget."""
        found = inherited(self.chain, key)
        if found is None and self.widgets:
            found = next(iter(self.widgets.values())).get(key)
        return found


@dataclass(slots=True)
class Tree:
    """The whole form.

    Attributes:
        pages: The pages in order.
        fields: The fields by full name, in the order of the tree, then of the pages.
        roots_missing: Object numbers that belong into `/Fields` and are not there.
        direct: Lists in which a field or widget stands that is no object of its own,
            so that nothing could be appended for it.
        cyclic: Whether the tree leads back into itself.
    """

    pages: list[Page] = field(default_factory=list)
    fields: dict[str, FieldNode] = field(default_factory=dict)
    roots_missing: list[int] = field(default_factory=list)
    direct: list[ArrayObject] = field(default_factory=list)
    cyclic: bool = False
    seen: dict[int, FieldNode] = field(default_factory=dict)


def read_tree(source: Source) -> Tree:
    """Walk the form.

    Args:
        source: The opened file.

    Returns:
        Pages, fields and widgets, joined.
    """
    tree = Tree()
    tree.pages = list(_pages(source))
    form = entry(source.root, "/AcroForm")
    _find_direct(tree, entry(form, "/Fields"))
    for raw in items(entry(form, "/Fields")):
        _visit(tree, raw, (), "", 0)
    order = 0
    for page in tree.pages:
        _find_direct(tree, entry(page.dictionary, "/Annots"))
        for raw in items(entry(page.dictionary, "/Annots")):
            order += 1
            _place(tree, raw, page, order)
    return tree


def _find_direct(tree: Tree, array: object) -> None:
    """Remember a list that holds fields or widgets themselves, not references."""
    if isinstance(array, ArrayObject) and any(
        isinstance(item, DictionaryObject) and ("/T" in item or "/Rect" in item)
        for item in list.__iter__(array)
    ):
        tree.direct.append(array)


def _pages(source: Source) -> Iterator[Page]:
    stack = [source.root.raw_get("/Pages")] if "/Pages" in source.root else []
    seen: set[int] = set()
    count = 0
    while stack:
        raw = stack.pop()
        number = number_of(raw)
        node = dictionary_of(raw)
        if node is None or number is None or number in seen or len(seen) > _MAX_NODES:
            continue
        seen.add(number)
        kids = list(items(entry(node, "/Kids")))
        if kids and entry(node, "/Type") != "/Page":
            stack.extend(reversed(kids))
        elif entry(node, "/Type") != "/Pages":
            count += 1
            yield Page(count, number, node)


def _visit(
    tree: Tree,
    raw: object,
    above: tuple[DictionaryObject, ...],
    prefix: str,
    depth: int,
) -> None:
    number, node = number_of(raw), dictionary_of(raw)
    if node is None or number is None:
        return
    if number in tree.seen or depth > _MAX_DEPTH or len(tree.seen) > _MAX_NODES:
        tree.cyclic = True
        return
    full = _joined(prefix, text_of(entry(node, "/T")))
    chain = (node, *above)
    _find_direct(tree, entry(node, "/Kids"))
    kids = [kid for kid in items(entry(node, "/Kids")) if dictionary_of(kid)]
    named = [kid for kid in kids if entry(dictionary_of(kid), "/T") is not None]
    unnamed = [kid for kid in kids if entry(dictionary_of(kid), "/T") is None]
    tree.seen[number] = FieldNode(full)
    for kid in named:
        _visit(tree, kid, chain, full, depth + 1)
    if unnamed or not named:
        found = _field(tree, full or f"#{number}", number, chain)
        if not unnamed:
            _add_widget(tree, found, number, chain)
        for kid in unnamed:
            _visit_widget(tree, found, kid, chain)


def _visit_widget(
    tree: Tree, found: FieldNode, raw: object, chain: tuple[DictionaryObject, ...]
) -> None:
    """A kid without a name is a widget, or (rarely) a group of widgets."""
    stack = [(raw, chain, 0)]
    while stack:
        kid, above, depth = stack.pop()
        number, node = number_of(kid), dictionary_of(kid)
        if number is None or node is None or number in tree.seen or depth > _MAX_DEPTH:
            tree.cyclic = tree.cyclic or number in tree.seen
            continue
        tree.seen[number] = found
        _find_direct(tree, entry(node, "/Kids"))
        below = list(items(entry(node, "/Kids")))
        if below:
            stack.extend((item, (node, *above), depth + 1) for item in reversed(below))
        else:
            _add_widget(tree, found, number, (node, *above))


def _joined(prefix: str, own: str | None) -> str:
    if own is None:
        return prefix
    return f"{prefix}.{own}" if prefix else own


def _field(
    tree: Tree, name: str, number: int, chain: tuple[DictionaryObject, ...]
) -> FieldNode:
    found = tree.fields.get(name)
    if found is None:
        found = tree.fields[name] = FieldNode(name, chain=chain)
    found.nodes[number] = chain[0]
    found.spellings |= _all_spellings(chain)
    tree.seen[number] = found
    return found


def _all_spellings(chain: tuple[DictionaryObject, ...]) -> set[str]:
    """Full names as others may spell them, where some part is not plain ASCII."""
    parts = [spellings(entry(node, "/T")) for node in reversed(chain)]
    parts = [part for part in parts if part]
    if all(len(part) == 1 for part in parts) or len(parts) > _MAX_DEPTH:
        return set()
    if sum(len(part) > 1 for part in parts) > 3:
        return set()
    names = {""}
    for part in parts:
        names = {_joined(name, spelling) for name in names for spelling in part}
    return names


def _add_widget(
    tree: Tree, found: FieldNode, number: int, chain: tuple[DictionaryObject, ...]
) -> None:
    is_widget = "/Rect" in chain[0] or entry(chain[0], "/Subtype") == "/Widget"
    if is_widget:
        found.widgets[number] = WidgetNode(number, chain[0], chain)
    tree.seen[number] = found


def _place(tree: Tree, raw: object, page: Page, order: int) -> None:
    number, node = number_of(raw), dictionary_of(raw)
    if node is None or number is None or entry(node, "/Subtype") != "/Widget":
        return
    found = tree.seen.get(number)
    if found is None:
        found = _orphan(tree, number, node)
    widget = found.widgets.get(number)
    if widget is None:
        widget = WidgetNode(number, node, (node, *found.chain))
        found.widgets[number] = widget
    if widget.page is None:
        widget.page, widget.order = page, order


def _orphan(tree: Tree, number: int, node: DictionaryObject) -> FieldNode:
    """A widget that the tree does not know: find its field by its parents."""
    chain, numbers = [node], [number]
    raw = node.raw_get("/Parent") if "/Parent" in node else None
    while raw is not None and len(chain) < _MAX_DEPTH:
        above, at = dictionary_of(raw), number_of(raw)
        if above is None or at is None or at in numbers:
            break
        chain.append(above)
        numbers.append(at)
        raw = above.raw_get("/Parent") if "/Parent" in above else None
    names = [text_of(entry(part, "/T")) for part in reversed(chain)]
    full = ""
    for own in names:
        full = _joined(full, own)
    # The field is the lowest of the chain that has a name of its own.
    at = next((i for i, part in enumerate(chain) if "/T" in part), 0)
    reached = numbers[-1] in tree.seen
    found = _field(tree, full or f"#{number}", numbers[at], tuple(chain[at:]))
    found.widgets[number] = WidgetNode(number, node, tuple(chain))
    found.orphan = True
    tree.seen[number] = found
    for above_number in numbers[at + 1 :]:
        tree.seen.setdefault(above_number, FieldNode(full))
    if not reached and numbers[-1] not in tree.roots_missing:
        tree.roots_missing.append(numbers[-1])
    return found
