"""Makes the writer of each field: all that can be known before there is a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pypdf.generic import DictionaryObject, StreamObject

from anmeld.render.form.appearance import (
    DefaultAppearance,
    Frame,
    read_frame,
    unescaped,
)
from anmeld.render.form.buttons import OFF, ButtonWidget, ButtonWriter
from anmeld.render.form.chain import FontChain
from anmeld.render.form.choices import ChoiceWriter
from anmeld.render.form.describe import alignment, default_appearance, states_of
from anmeld.render.form.faces import Face, similar_standard, standard_face
from anmeld.render.form.fonts import base_font, descriptor_of, is_embedded, own_face
from anmeld.render.form.layout import SMALLEST, Shape
from anmeld.render.form.marks import mark_appearance
from anmeld.render.form.model import Field, Kind
from anmeld.render.form.objects import (
    dictionary_of,
    entry,
    inherited,
    number_of,
    rectangle,
    text_of,
    whole,
)
from anmeld.render.form.quick import make_quick
from anmeld.render.form.shipped import shipped_face, shipped_like
from anmeld.render.form.source import PARSER_FAULTS, Source
from anmeld.render.form.syntax import dictionary, name, serialise
from anmeld.render.form.text import Node, TextWidget, TextWriter
from anmeld.render.form.tree import FieldNode, Tree, WidgetNode

Writer = TextWriter | ButtonWriter | ChoiceWriter
_SHORT_NAMES = {
    "helv": "Helvetica",
    "hebo": "Helvetica-Bold",
    "heob": "Helvetica-Oblique",
    "tiro": "Times-Roman",
    "tibo": "Times-Bold",
    "cour": "Courier",
    "cobo": "Courier-Bold",
}


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
    fonts: dict[tuple[bytes, object], FontChain] = field(default_factory=dict)

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
            fonts=self._chain(look.font, widget),
        )

    def _chain(self, font: bytes, widget: WidgetNode) -> FontChain:
        raw = self.resource(font, widget)
        key = (font, number_of(raw) if raw is not None else None)
        if raw is not None and key[1] is None:
            key = (font, id(raw))
        if key not in self.fonts:
            self.fonts[key] = self._new_chain(font, raw)
        return self.fonts[key]

    def _new_chain(self, font: bytes, raw: object) -> FontChain:
        held = dictionary_of(raw)
        resource = font.decode("utf-8", "replace")
        embedded = held is not None and is_embedded(held)
        faces: list[Face] = []
        if held is not None:
            own = own_face(resource, raw, self.source)
            if own is not None and (embedded or not self.conforming):
                faces.append(own)
        looks = _standard_look(held, resource)
        if not self.conforming and not embedded:
            faces.append(standard_face(looks))
        faces.append(shipped_face(shipped_like(looks)))
        return FontChain(tuple(faces))

    def resource(self, font: bytes, widget: WidgetNode) -> object:
        """Find the font that a /DA names, wherever the form keeps it.

        Args:
            font: The resource's name, not escaped.
            widget: The widget that shows text in it.

        Returns:
            The resource, a reference or a dictionary; `None` if there is none.
        """
        form = entry(self.source.root, "/AcroForm")
        page = widget.page.dictionary if widget.page else None
        places = (
            inherited(widget.chain, "/DR"),
            entry(form, "/DR"),
            entry(entry(entry(widget.dictionary, "/AP"), "/N"), "/Resources"),
            entry(page, "/Resources"),
        )
        for place in places:
            fonts = entry(place, "/Font")
            if not isinstance(fonts, DictionaryObject):
                continue
            for key in fonts:
                plain = self.source.name_bytes(key[1:])
                if font in (plain, unescaped(plain)) and dictionary_of(
                    fonts.raw_get(key)
                ):
                    return fonts.raw_get(key)
        return None

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
        drop = ("/V", "/AS", "/AP") if made else ("/V", "/AS")
        head = self._head(widget.dictionary, drop)
        if made:
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


def _standard_look(font: DictionaryObject | None, resource: str) -> str:
    if font is not None:
        try:
            flags = whole(entry(descriptor_of(font), "/Flags"))
            return similar_standard(base_font(font), flags)
        except PARSER_FAULTS:
            return "Helvetica"
    return _SHORT_NAMES.get(resource.lower()) or similar_standard(resource)


def _states_of(appearances: object) -> dict[str, object]:
    if isinstance(appearances, StreamObject) or not isinstance(
        appearances, DictionaryObject
    ):
        return {}
    return {str(key)[1:]: appearances.raw_get(key) for key in appearances}


def _is_drawn(raw: object) -> bool:
    """Whether an on-state shows anything; one that cannot be read is left alone."""
    stream = dictionary_of(raw) if raw is not None else None
    if not isinstance(stream, StreamObject):
        return False
    try:
        return bool(stream.get_data().strip())
    except PARSER_FAULTS:
        return True
