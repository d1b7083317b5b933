"""Makes the writer of each field: all that can be known before there is a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pypdf.generic import DictionaryObject, StreamObject

from anmeld.render.form.appearance import (
    DefaultAppearance,
    Frame,
    read_frame,
)
from anmeld.render.form.buttons import OFF, ButtonWidget, ButtonWriter
from anmeld.render.form.choices import ChoiceWriter
from anmeld.render.form.describe import alignment, default_appearance, states_of
from anmeld.render.form.font_choice import FontChoice
from anmeld.render.form.layout import SMALLEST, Shape
from anmeld.render.form.marks import mark_appearance
from anmeld.render.form.model import Field, Kind
from anmeld.render.form.objects import (
    dictionary_of,
    entry,
    number_of,
    rectangle,
    text_of,
)
from anmeld.render.form.quick import make_quick
from anmeld.render.form.rewriting import PARSER_FAULTS
from anmeld.render.form.source import Source
from anmeld.render.form.syntax import dictionary, name, serialise
from anmeld.render.form.text import Node, TextWidget, TextWriter
from anmeld.render.form.tree import FieldNode, Tree, WidgetNode

Writer = TextWriter | ButtonWriter | ChoiceWriter


@dataclass(slots=True)
class Maker:
    """Makes writers; remembers fonts that it has read.

    Attributes:
        source: The form's file.
        tree: The walked form.
        conforming: Whether the file claims PDF/A or PDF/UA, so that every font must be
            embedded.
        free: The first object number not yet taken.
        smallest: The size below which no text is shrunk.
        declines: Whether a character without a glyph is refused.
    """

    source: Source
    tree: Tree
    conforming: bool
    free: int
    smallest: float = SMALLEST
    declines: bool = False
    fonts: FontChoice = field(init=False)

    def __post_init__(self) -> None:
        self.fonts = FontChoice(self.source, self.conforming)

    def make(
        self, node: FieldNode, described: Field, refuses: bool, cuts: bool
    ) -> Writer | None:
        """Make the writer of a field.

        Args:
            node: The field.
            described: What it takes.
            refuses: Whether a text too big for its box is refused.
            cuts: Whether a text longer than /MaxLen may go to the addendum.

        Returns:
            The writer; `None` for a field that holds no value of ours.
        """
        if described.kind in (Kind.CHECKBOX, Kind.RADIO):
            return self._button(node, described)
        if not described.is_fillable:
            return None
        widgets = tuple(
            self._text_widget(widget, node, described)
            for widget in node.widgets.values()
        )
        text = TextWriter(
            described, self._nodes(node), widgets, refuses, cuts, self.declines
        )
        return text if described.kind is Kind.TEXT else ChoiceWriter(described, text)

    def _nodes(self, node: FieldNode) -> tuple[Node, ...]:
        return tuple(
            Node(number, self._head(held, ("/V", "/RV", "/I", "/TI")))
            for number, held in node.nodes.items()
            if number not in node.widgets
        )

    def _head(self, held: DictionaryObject, drop: tuple[str, ...]) -> bytes:
        return dictionary(held, self.source.name_bytes, drop)

    def _text_widget(
        self, widget: WidgetNode, node: FieldNode, described: Field
    ) -> TextWidget:
        form = entry(self.source.root, "/AcroForm")
        look = default_appearance(widget.chain, form, node)
        rect = rectangle(entry(widget.dictionary, "/Rect"))
        frame = read_frame(widget.chain, rect)
        drop = ("/V", "/RV", "/AP", "/AS", "/I", "/TI")
        shape = self._shape(widget, frame, look, described)
        plain = described.kind is Kind.TEXT and not described.password
        return TextWidget(
            number=widget.number,
            head=self._head(widget.dictionary, drop),
            holds_value=widget.number in node.nodes,
            frame=frame,
            shape=shape,
            colour=look.colour,
            page=widget.page.number if widget.page else None,
            rect=rect,
            masked=described.password,
            quick=make_quick(frame, shape, look.colour) if plain else None,
        )

    def _shape(
        self, widget: WidgetNode, frame: Frame, look: DefaultAppearance, found: Field
    ) -> Shape | None:
        if frame.width < 1 or frame.height < 1:
            return None
        margin = min(2 * max(frame.line, 1.0), frame.width / 8)
        form = entry(self.source.root, "/AcroForm")
        return Shape(
            width=frame.width,
            height=frame.height,
            margin=margin,
            size=look.size,
            alignment=alignment(widget.get("/Q"), form),
            multiline=found.multiline,
            cells=found.max_length or 0 if found.comb else 0,
            smallest=self.smallest if found.kind is Kind.TEXT else 3.0,
            fonts=self.fonts.chain(look.font, widget),
        )

    def _button(self, node: FieldNode, described: Field) -> ButtonWriter:
        widgets = tuple(
            self._button_widget(widget, node, described, states)
            for widget, states in zip(
                node.widgets.values(), states_of(node), strict=True
            )
        )
        labels: dict[str, str] = {}
        for state, text in described.state_labels:
            labels.setdefault(text, state)
        return ButtonWriter(described, self._nodes(node), widgets, labels)

    def _button_widget(
        self,
        widget: WidgetNode,
        node: FieldNode,
        described: Field,
        states: tuple[str, ...],
    ) -> ButtonWidget:
        appearances = entry(entry(widget.dictionary, "/AP"), "/N")
        held = _states_of(appearances)
        streams = {state: number_of(raw) for state, raw in held.items()}
        missing = [s for s in states if not _is_drawn(held.get(s))]
        made = self._missing_marks(widget, node, described, missing)
        # Poppler finds no state behind a reference to their dictionary.
        anew = made or (held and _refers(entry(widget.dictionary, "/AP"), "/N"))
        drop = ("/V", "/AS", "/AP") if anew else ("/V", "/AS")
        head = self._head(widget.dictionary, drop)
        if anew:
            streams |= {state: number for state, (number, _) in made.items()}
            head += self._appearance_entry(widget, held, made)
        return ButtonWidget(
            number=widget.number,
            head=head,
            holds_value=widget.number in node.nodes,
            states={state: self.source.name_bytes(state) for state in states},
            streams=streams,
            made=dict(made.values()),
        )

    def _missing_marks(
        self,
        widget: WidgetNode,
        node: FieldNode,
        described: Field,
        missing: list[str],
    ) -> dict[str, tuple[int, bytes]]:
        rect = rectangle(entry(widget.dictionary, "/Rect"))
        if not missing or rect[2] - rect[0] < 1 or rect[3] - rect[1] < 1:
            return {}
        form = entry(self.source.root, "/AcroForm")
        colour = default_appearance(widget.chain, form, node).colour
        frame = read_frame(widget.chain, rect)
        letter = text_of(entry(entry(widget.dictionary, "/MK"), "/CA"))
        default = "l" if described.kind is Kind.RADIO else "4"
        made = {}
        for state in missing:
            body = mark_appearance(frame, letter or default, colour, on=True)
            made[state] = (self._take(), body)
        if frame.border:
            body = mark_appearance(frame, letter or default, colour, on=False)
            made[OFF] = (self._take(), body)
        return made

    def _appearance_entry(
        self,
        widget: WidgetNode,
        held: Mapping[str, object],
        made: Mapping[str, tuple[int, bytes]],
    ) -> bytes:
        names = self.source.name_bytes
        parts = [
            b"%b %b" % (name(names(state)), serialise(raw, names))
            for state, raw in held.items()
            if state not in made
        ]
        parts += [
            b"%b %d 0 R" % (name(names(state)), number)
            for state, (number, _) in made.items()
        ]
        return b"/AP<</N<<%b>>>>" % b" ".join(parts)

    def _take(self) -> int:
        self.free += 1
        return self.free - 1


def _states_of(appearances: object) -> dict[str, object]:
    if isinstance(appearances, StreamObject) or not isinstance(
        appearances, DictionaryObject
    ):
        return {}
    return {str(key)[1:]: appearances.raw_get(key) for key in appearances}


def _refers(value: object, key: str) -> bool:
    """Whether an entry is a reference, not the thing itself."""
    return (
        isinstance(value, DictionaryObject)
        and key in value
        and number_of(value.raw_get(key)) is not None
    )


def _is_drawn(raw: object) -> bool:
    """Whether an on-state shows anything; one that cannot be read is left alone."""
    stream = dictionary_of(raw) if raw is not None else None
    if not isinstance(stream, StreamObject):
        return False
    try:
        return bool(stream.get_data().strip())
    except PARSER_FAULTS:
        return True
