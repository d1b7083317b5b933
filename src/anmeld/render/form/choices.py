"""Lists to choose from, by export value or displayed text, stored and shown right."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from anmeld._i18n import msg
from anmeld.render.form import errors
from anmeld.render.form.appearance import draw_text, text_appearance
from anmeld.render.form.faults import fault, wrong_value
from anmeld.render.form.layout import Laid, Line, Shape
from anmeld.render.form.model import Field, Kind, Option
from anmeld.render.form.syntax import number, text_string
from anmeld.render.form.text import Overflow, TextWidget, TextWriter
from anmeld.render.form.update import Fill

# The colour in which viewers mark the chosen lines of a list.
_MARKED = b"0.6 0.757 0.855 rg"
_LIST_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class ChoiceWriter:
    """Writes one combo box or list box.

    Attributes:
        field: What the form says of it.
        text: Writes it as a text, which is how a combo box looks.
    """

    field: Field
    text: TextWriter

    def write(self, value: object, fill: Fill) -> Overflow | None:
        """Choose an option, or several, or store a text where the form allows it.

        Args:
            value: Export value or displayed text; a sequence of these for a list of
                several choices; a text for an editable combo box.
            fill: The fill; learns of faults.
        """
        chosen = self._chosen(value, fill)
        if chosen is None:
            return None
        if self.field.kind is Kind.COMBO:
            option = chosen[0] if chosen else Option("", "")
            return self.text.show(option.export, option.display, fill)
        self._write_list(chosen, fill)
        return None

    def _chosen(self, value: object, fill: Fill) -> list[Option] | None:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str):
            wanted: Sequence[object] = (value,) if value else ()
        elif isinstance(value, Sequence):
            wanted = value
        else:
            fill.faults.append(wrong_value(value, self.field))
            return None
        if len(wanted) > 1 and not self.field.multiple:
            fill.faults.append(self._only_one())
            return None
        found = [self._option(item, fill) for item in wanted]
        chosen = [option for option in found if option]
        return chosen if len(chosen) == len(found) else None

    def _option(self, value: object, fill: Fill) -> Option | None:
        if not isinstance(value, str):
            fill.faults.append(wrong_value(value, self.field))
            return None
        options = self.field.options
        for option in options:
            if option.export == value:
                return option
        for option in options:
            if option.display == value:
                return option
        if self.field.editable:
            return Option(value, value)
        fill.faults.append(self._wrong(value))
        return None

    def _wrong(self, value: str) -> errors.FieldFault:
        options = self.field.options
        allowed = dict.fromkeys(
            text for option in options for text in (option.export, option.display)
        )
        near = difflib.get_close_matches(value, list(allowed), n=1)
        return fault(
            errors.WrongOption,
            self.field,
            msg("has no such option."),
            msg("Allowed: {allowed}.", allowed=", ".join(allowed)),
            allowed=tuple(allowed),
            nearest=near[0] if near else None,
        )

    def _only_one(self) -> errors.FieldFault:
        return fault(
            errors.WrongOption,
            self.field,
            msg("takes one option only."),
            msg("Choose one of them."),
            allowed=tuple(option.export for option in self.field.options),
        )

    def _write_list(self, chosen: list[Option], fill: Fill) -> None:
        options = self.field.options
        indexes = sorted(
            options.index(option) for option in chosen if option in options
        )
        texts = [text_string(option.export) for option in chosen]
        value = texts[0] if len(texts) == 1 else b"[%b]" % b" ".join(texts)
        entry = b"/V%b/I[%b]" % (value, b" ".join(b"%d" % i for i in indexes))
        for node in self.text.nodes:
            fill.objects[node.number] = node.head + entry + b">>"
        held = [widget.number for widget in self.text.widgets if widget.holds_value]
        for number_ in (*held, *(node.number for node in self.text.nodes)):
            if fill.prove:
                stored = "\n".join(option.export for option in chosen)
                fill.stored[number_] = (self.field, stored)
        for widget in self.text.widgets:
            body = widget.head + entry if widget.holds_value else widget.head
            if widget.shape is not None:
                stream, top = self._list_appearance(widget, widget.shape, indexes, fill)
                drawn = fill.shown[widget.number] = fill.add(stream)
                body += b"/AP<</N %d 0 R>>" % drawn
                body += b"/TI %d" % top if widget.holds_value and top else b""
            fill.objects[widget.number] = body + b">>"

    def _list_appearance(
        self, widget: TextWidget, shape: Shape, indexes: list[int], fill: Fill
    ) -> tuple[bytes, int]:
        """Draw the part of the list that shows the first chosen line."""
        texts = [option.display or option.export for option in self.field.options]
        measured = shape.fonts.measure("\n".join(texts))
        lines = measured.text.split("\n")
        if len(lines) != len(texts):  # an option with a line end of its own
            lines = [text.replace("\n", " ") for text in texts]
        widest = max((measured.width(line) for line in lines), default=1.0)
        size = min(shape.size or _LIST_SIZE, shape.room * 1000 / max(widest, 1.0))
        size = min(max(size, 4.0), shape.height * 0.86)
        step = size * 1.16
        rows = max(int(shape.height / step), 1)
        top = _first_row(indexes, rows, len(lines))
        drawing = [_MARKED + b"\n"] if indexes else []
        placed = []
        for row, text in enumerate(lines[top : top + rows]):
            low = shape.height - shape.margin / 2 - (row + 1) * step
            if top + row in indexes:
                edges = (0.0, low, shape.width, step)
                drawing.append(b"%b %b %b %b re f\n" % tuple(map(number, edges)))
            y = (
                low
                + (step - (measured.face.ascent + measured.face.descent) * size / 1000)
                / 2
            )
            placed.append(Line(shape.margin, y, text))
        laid = Laid(replace(measured, text=""), size, tuple(placed))
        text_part, fonts = draw_text(laid, widget.colour, fill)
        drawing.append(text_part)
        return text_appearance(widget.frame, b"".join(drawing), fonts), top


def _first_row(indexes: list[int], rows: int, count: int) -> int:
    """The top row: unscrolled if all chosen lines show, else the first of them."""
    if not indexes or indexes[-1] < rows:
        return 0
    return min(indexes[0], max(count - rows, 0))
