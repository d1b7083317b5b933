"""What each field takes, read from its dictionaries with all that they inherit."""

from __future__ import annotations

from collections.abc import Iterator

from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

from anmeld.render.form.appearance import (
    DefaultAppearance,
    read_default_appearance,
    rotation_of,
)
from anmeld.render.form.model import Box, Field, Kind, Option
from anmeld.render.form.objects import (
    entry,
    inherited,
    items,
    number_of,
    rectangle,
    resolved,
    text_of,
    whole,
)
from anmeld.render.form.tree import FieldNode, Tree, WidgetNode

_READ_ONLY, _REQUIRED = 1, 1 << 1
_MULTILINE, _PASSWORD, _FILE, _COMB = 1 << 12, 1 << 13, 1 << 20, 1 << 24
_RADIO, _PUSH = 1 << 15, 1 << 16
_COMBO, _EDIT, _MULTIPLE = 1 << 17, 1 << 18, 1 << 21
_HIDDEN, _NO_VIEW, _INVISIBLE = 1 << 1, 1 << 5, 1


def describe(tree: Tree, form: object) -> dict[str, Field]:
    """Describe every field.

    Args:
        tree: The walked form.
        form: The /AcroForm dictionary.

    Returns:
        The fields by full name.
    """
    calculated = {number_of(raw) for raw in items(entry(form, "/CO"))}
    return {
        node.name: _field(node, form, calculated, tab)
        for tab, node in enumerate(_by_tab(tree), 1)
    }


def _by_tab(tree: Tree) -> list[FieldNode]:
    """Fields in the order of their widgets on the pages; the others last."""

    def place(node: FieldNode) -> tuple[int, int]:
        spots = [
            (w.page.number, w.order)
            for w in node.widgets.values()
            if w.page is not None
        ]
        return min(spots, default=(1 << 30, 0))

    return sorted(tree.fields.values(), key=place)


def kind_of(node: FieldNode) -> Kind:
    """What a field is, from its type and flags."""
    flags = whole(node.get("/Ff"))
    match node.get("/FT"):
        case "/Tx":
            return Kind.TEXT
        case "/Ch":
            return Kind.COMBO if flags & _COMBO else Kind.LIST
        case "/Sig":
            return Kind.SIGNATURE
        case "/Btn":
            if flags & _PUSH:
                return Kind.BUTTON
            return Kind.RADIO if flags & _RADIO else Kind.CHECKBOX
    return Kind.UNKNOWN


def _field(
    node: FieldNode, form: object, calculated: set[int | None], tab: int
) -> Field:
    kind, flags = kind_of(node), whole(node.get("/Ff"))
    look = default_appearance(node.chain, form, node)
    limit = whole(node.get("/MaxLen"))
    boxes = tuple(
        _box(w, states)
        for w, states in zip(node.widgets.values(), states_of(node), strict=True)
    )
    states = tuple(dict.fromkeys(state for box in boxes for state in box.states))
    tooltip = text_of(node.get("/TU"))
    is_text = kind is Kind.TEXT
    comb = is_text and not flags & (_MULTILINE | _PASSWORD | _FILE) and limit > 0
    return Field(
        name=node.name,
        kind=kind,
        boxes=boxes,
        tooltip=tooltip.strip() or None if tooltip else None,
        value=value_of(node),
        max_length=limit if is_text and limit > 0 else None,
        multiline=is_text and bool(flags & _MULTILINE),
        comb=comb and bool(flags & _COMB),
        password=is_text and bool(flags & _PASSWORD),
        alignment=alignment(node.get("/Q"), form),
        font=look.font.decode("latin-1") or None,
        font_size=look.size,
        read_only=bool(flags & _READ_ONLY),
        required=bool(flags & _REQUIRED),
        options=tuple(options_of(node)) if kind in (Kind.COMBO, Kind.LIST) else (),
        editable=kind is Kind.COMBO and bool(flags & _EDIT),
        multiple=kind is Kind.LIST and bool(flags & _MULTIPLE),
        states=states,
        state_labels=_labels(node) if kind in (Kind.CHECKBOX, Kind.RADIO) else (),
        calculated=bool(calculated & set(node.nodes)) or _has_action(node, ("/C",)),
        scripted=_has_action(node, ("/K", "/F", "/V")),
        signed=kind is Kind.SIGNATURE and isinstance(node.get("/V"), DictionaryObject),
        number=next(iter(node.nodes)),
        tab=tab,
    )


def alignment(value: object, form: object) -> int:
    """Quadding: 0, 1 or 2."""
    found = value if value is not None else entry(form, "/Q")
    quadding = whole(found)
    return quadding if quadding in (1, 2) else 0


def default_appearance(
    chain: tuple[DictionaryObject, ...], form: object, node: FieldNode | None = None
) -> DefaultAppearance:
    """The `/DA` of a widget or field, inherited, or the form's own."""
    found = inherited(chain, "/DA")
    if found is None and node is not None:
        found = node.get("/DA")
    if found is None:
        found = entry(form, "/DA")
    data = getattr(found, "original_bytes", b"")
    return read_default_appearance(data if isinstance(data, bytes) else b"")


def value_of(node: FieldNode) -> str | tuple[str, ...] | None:
    """What a field holds now."""
    found = node.get("/V")
    if isinstance(found, ArrayObject):
        texts = (text_of(resolved(item)) for item in items(found))
        return tuple(text for text in texts if text is not None)
    return text_of(found)


def options_of(node: FieldNode) -> Iterator[Option]:
    """The choices of a list, in order."""
    for raw in items(node.get("/Opt")):
        option = resolved(raw)
        if isinstance(option, ArrayObject):
            texts = [text_of(resolved(part)) or "" for part in items(option)]
            if texts:
                yield Option(texts[0], texts[1] if len(texts) > 1 else texts[0])
        else:
            text = text_of(option)
            if text is not None:
                yield Option(text, text)


def _labels(node: FieldNode) -> tuple[tuple[str, str], ...]:
    """On-state and export text, kid by kid, of a group with /Opt."""
    texts = [text_of(resolved(raw)) for raw in items(node.get("/Opt"))]
    states = [next(iter(states), None) for states in states_of(node)]
    pairs = zip(states, texts, strict=False)
    return tuple((state, text) for state, text in pairs if state and text is not None)


def states_of(node: FieldNode) -> list[tuple[str, ...]]:
    """On-states of each widget; a button whose form names none gets a name here."""
    kind = kind_of(node)
    if kind not in (Kind.CHECKBOX, Kind.RADIO):
        return [()] * len(node.widgets)
    single = kind is Kind.CHECKBOX or len(node.widgets) == 1
    return [
        tuple(on_states(widget.dictionary)) or ("Yes" if single else str(at),)
        for at, widget in enumerate(node.widgets.values())
    ]


def _box(widget: WidgetNode, states: tuple[str, ...]) -> Box:
    flags = whole(entry(widget.dictionary, "/F"))
    tooltip = text_of(entry(widget.dictionary, "/TU"))
    return Box(
        page=widget.page.number if widget.page else None,
        rect=rectangle(entry(widget.dictionary, "/Rect")),
        rotation=rotation_of(entry(widget.dictionary, "/MK")),
        hidden=bool(flags & (_HIDDEN | _NO_VIEW)),
        states=states,
        tooltip=tooltip,
    )


def on_states(widget: DictionaryObject) -> Iterator[str]:
    """On-states of a button: from its appearances, else from the state it is in."""
    look = entry(widget, "/AP")
    found = False
    seen = set()
    for key in ("/N", "/D"):
        appearances = entry(look, key)
        if isinstance(appearances, StreamObject):
            continue
        for state in appearances if isinstance(appearances, DictionaryObject) else ():
            if state != "/Off" and state not in seen and not found:
                seen.add(state)
                yield str(state)[1:]
        found = found or bool(seen)
    current = entry(widget, "/AS")
    if not seen and isinstance(current, NameObject) and current != "/Off":
        yield str(current)[1:]


def _has_action(node: FieldNode, keys: tuple[str, ...]) -> bool:
    chains = [node.chain, *(w.chain for w in node.widgets.values())]
    return any(
        key in actions
        for chain in chains
        for actions in (inherited(chain, "/AA"),)
        if isinstance(actions, DictionaryObject)
        for key in keys
    )
