"""Text fields: check, lay out in every widget, write value and appearance."""

from __future__ import annotations

from dataclasses import dataclass, replace

from anmeld.render.form.appearance import Frame, draw_text, text_appearance
from anmeld.render.form.chain import Measured, reads_leftwards
from anmeld.render.form.excerpt import Excerpt, excerpt
from anmeld.render.form.faults import (
    as_text,
    no_glyph,
    right_to_left,
    substituted,
    too_many,
    too_wide,
)
from anmeld.render.form.layout import Laid, Shape, TooBig, lay_out
from anmeld.render.form.model import Field
from anmeld.render.form.quick import Quick
from anmeld.render.form.syntax import text_string
from anmeld.render.form.update import Fill
from anmeld.render.form.wording import wording


@dataclass(frozen=True, slots=True)
class Node:
    """A dictionary that holds a field's value: its object, open and without the value.

    Attributes:
        number: Its object number.
        head: The dictionary without closing `>>`.
    """

    number: int
    head: bytes


@dataclass(frozen=True, slots=True)
class TextWidget:
    """A widget of a text field, ready to be written.

    Attributes:
        number: Its object number.
        head: Its dictionary without value, appearance and closing `>>`.
        holds_value: Whether it is the field itself too.
        frame: Border and box.
        shape: The box as its text sees it; `None` for a widget without extent.
        colour: Operator that sets the colour of the text.
        page: Page number from 1, if a page shows it.
        rect: Its rectangle on the page.
        masked: Whether asterisks are shown.
        quick: The box written up to its text, where short texts need no layout.
    """

    number: int
    head: bytes
    holds_value: bool
    frame: Frame
    shape: Shape | None
    colour: bytes
    page: int | None
    rect: tuple[float, float, float, float]
    masked: bool
    quick: Quick | None = None


@dataclass(frozen=True, slots=True)
class Overflow:
    """A text that goes on in the addendum.

    Attributes:
        writer: The field's writer.
        text: The whole text.
        stored: What the field itself stores, if not the whole text.
    """

    writer: TextWriter
    text: str
    stored: str | None = None


@dataclass(frozen=True, slots=True)
class TextWriter:
    """Writes one text field.

    Attributes:
        field: What the form says of it.
        nodes: Where its value is stored, other than in widgets.
        widgets: Where it is seen.
        refuses: Whether a text too big for its box is refused.
        cuts: Whether a text longer than /MaxLen may go to the addendum.
        declines: Whether a character without a glyph is refused.
    """

    field: Field
    nodes: tuple[Node, ...]
    widgets: tuple[TextWidget, ...]
    refuses: bool = False
    cuts: bool = False
    declines: bool = False

    def write(self, value: object, fill: Fill) -> Overflow | None:
        """Write a value, or say that it goes on in the addendum.

        Args:
            value: A text or a number.
            fill: The fill; learns of faults.

        Returns:
            The overflow, which the caller numbers and hands to `write_excerpt`.
        """
        text = as_text(value, self.field, fill)
        if text is None:
            return None
        limit = self.field.max_length
        if limit is not None and len(text) > limit:
            if self.cuts and limit >= len(_shortest_pointer()):
                return Overflow(self, text, stored="")
            fill.faults.append(too_many(self.field, len(text) - limit))
            return None
        if self._show_quickly(text, fill):
            return None
        if reads_leftwards(text):
            fill.notes.append(right_to_left(self.field))
        return self.show(text, text, fill)

    def _show_quickly(self, text: str, fill: Fill) -> bool:
        """Write a short text without laying it out; `False` if it must be."""
        streams: list[bytes] = []
        value: bytes | None = None
        for widget in self.widgets:
            written = widget.quick.write(text) if widget.quick else None
            if written is None:
                return False
            streams.append(written[0])
            value = written[1]
        value = b"/V" + (value or text_string(text))
        for node in self.nodes:
            fill.objects[node.number] = node.head + value + b">>"
        for widget, stream in zip(self.widgets, streams, strict=True):
            at = fill.add(stream)
            fill.shown[widget.number] = at
            fill.objects[widget.number] = b"%b%b/AP<</N %d 0 R>>>>" % (
                widget.head,
                value if widget.holds_value else b"",
                at,
            )
            if fill.prove:
                fill.drawn[at] = (self.field, "".join(text.split()))
        if fill.prove:
            self._remember(text, fill)
        return True

    def show(self, stored: str, shown: str, fill: Fill) -> Overflow | None:
        """Store one text and show another in its place (or the same)."""
        laid: list[Laid | None] = []
        for widget in self.widgets:
            if widget.shape is None:
                laid.append(None)
                continue
            found = lay_out("*" * len(shown) if widget.masked else shown, widget.shape)
            if isinstance(found, TooBig):
                if self.refuses:
                    fill.faults.append(too_wide(self.field, found.excess))
                    return None
                self._note_missing([found.measured], fill)
                return Overflow(self, shown)
            laid.append(found)
        self._note_missing([entry.measured for entry in laid if entry], fill)
        self._store(stored, laid, fill)
        return None

    def write_excerpt(self, overflow: Overflow, nr: int, fill: Fill) -> list[Excerpt]:
        """Write the beginning of a text and the pointer to its addendum.

        Args:
            overflow: What `write` gave.
            nr: The addendum's number.
            fill: The fill.

        Returns:
            Where each pointer stands, for the links.
        """
        pointers = tuple(words.format(nr=nr) for words in wording().pointers)
        stored = overflow.text
        if overflow.stored is not None:
            limit = self.field.max_length or 0
            stored = next(
                (p for p in pointers if len(p) <= limit), pointers[-1][:limit]
            )
        laid: list[Laid | None] = []
        places: list[Excerpt] = []
        for widget in self.widgets:
            if widget.shape is None:
                laid.append(None)
                continue
            place = self._excerpt(widget.shape, overflow, pointers, stored)
            laid.append(place.laid)
            places.append(replace(place, page=widget.page, rect=widget.rect))
        self._store(stored, laid, fill)
        return places

    def _excerpt(
        self, shape: Shape, overflow: Overflow, pointers: tuple[str, ...], stored: str
    ) -> Excerpt:
        if overflow.stored is not None:
            found = lay_out(stored, shape)
            if isinstance(found, Laid):
                return Excerpt(found)
        return excerpt(overflow.text, replace(shape, cells=0), pointers)

    def _store(self, text: str, laid: list[Laid | None], fill: Fill) -> None:
        value = b"/V" + text_string(text)
        for node in self.nodes:
            fill.objects[node.number] = node.head + value + b">>"
        if fill.prove:
            self._remember(text, fill)
        for widget, lines in zip(self.widgets, laid, strict=True):
            body = widget.head + value if widget.holds_value else widget.head
            if lines is not None:
                drawing, fonts = draw_text(lines, widget.colour, fill)
                stream = fill.add(text_appearance(widget.frame, drawing, fonts))
                fill.shown[widget.number] = stream
                if fill.prove:
                    fill.drawn[stream] = (self.field, _drawn(lines))
                body += b"/AP<</N %d 0 R>>" % stream
            fill.objects[widget.number] = body + b">>"

    def _remember(self, text: str, fill: Fill) -> None:
        held = [widget.number for widget in self.widgets if widget.holds_value]
        for number in (*held, *(node.number for node in self.nodes)):
            fill.stored[number] = (self.field, text)

    def _note_missing(self, measured: list[Measured], fill: Fill) -> None:
        missing = sorted({code for entry in measured for code in entry.missing})
        if missing and self.declines:
            fill.faults.append(no_glyph(self.field, missing))
        elif missing:
            fill.notes.append(substituted(self.field, missing))


def _drawn(laid: Laid) -> str:
    return "".join("".join(line.text for line in laid.lines).split())


def _shortest_pointer() -> str:
    return wording().pointers[-1].format(nr=1)
