"""Check boxes and radio buttons: their states by name, by export text, by yes or no."""

from __future__ import annotations

import dataclasses
import difflib
from dataclasses import dataclass

from anmeld._i18n import msg
from anmeld.render.form import errors
from anmeld.render.form.faults import fault, wrong_value
from anmeld.render.form.model import Field
from anmeld.render.form.syntax import name
from anmeld.render.form.text import Node
from anmeld.render.form.update import Fill

OFF = "Off"


@dataclass(frozen=True, slots=True)
class ButtonWidget:
    """A widget of a check box or radio group, ready to be written.

    Attributes:
        number: Its object number.
        head: Its dictionary without value, state and closing `>>`.
        holds_value: Whether it is the field itself too.
        states: Its on-states and the bytes of their names.
        streams: Appearance stream of each state, `Off` included, by object number.
        made: Objects of appearances that the form lacks, by number.
    """

    number: int
    head: bytes
    holds_value: bool
    states: dict[str, bytes]
    streams: dict[str, int | None]
    made: dict[int, bytes]


@dataclass(frozen=True, slots=True)
class Written:
    """What one state of a group changes: the same in every fill.

    Attributes:
        objects: The objects by number.
        shown: Appearance stream of each widget.
        states: Whether each widget is on.
    """

    objects: dict[int, bytes]
    shown: dict[int, int | None]
    states: dict[int, bool]


@dataclass(frozen=True, slots=True)
class ButtonWriter:
    """Writes one check box or radio group.

    Attributes:
        field: What the form says of it.
        nodes: Where its value is stored, other than in widgets.
        widgets: Its buttons.
        labels: On-state of each export text.
        written: What each state changes, once it has been asked for.
    """

    field: Field
    nodes: tuple[Node, ...]
    widgets: tuple[ButtonWidget, ...]
    labels: dict[str, str]
    written: dict[str, Written] = dataclasses.field(default_factory=dict, compare=False)

    def write(self, value: object, fill: Fill) -> None:
        """Set the state.

        Args:
            value: A state (with or without slash), an export text, yes or no.
            fill: The fill; learns of faults.
        """
        state = self.state_of(value, fill)
        if state is None:
            return
        written = self.written.get(state)
        if written is None:
            written = self.written[state] = self._write(state)
        fill.objects.update(written.objects)
        fill.shown.update(written.shown)
        fill.states.update(written.states)
        if fill.prove:
            held = [widget.number for widget in self.widgets if widget.holds_value]
            for number in (*held, *(node.number for node in self.nodes)):
                fill.stored[number] = (self.field, state)

    def _write(self, state: str) -> Written:
        coded = self._coded(state)
        entry = b"/V" + coded
        done = Written({}, {}, {})
        for node in self.nodes:
            done.objects[node.number] = node.head + entry + b">>"
        for widget in self.widgets:
            own = widget.states.get(state)
            body = widget.head + entry if widget.holds_value else widget.head
            shown = name(own) if own is not None else b"/Off"
            done.objects[widget.number] = b"%b/AS%b>>" % (body, shown)
            done.objects.update(widget.made)
            done.states[widget.number] = own is not None
            done.shown[widget.number] = widget.streams.get(
                state if own is not None else OFF
            )
        return done

    def _coded(self, state: str) -> bytes:
        for widget in self.widgets:
            if state in widget.states:
                return name(widget.states[state])
        return name(state.encode("utf-8", "surrogatepass"))

    def state_of(self, value: object, fill: Fill) -> str | None:
        """The state that a value means, or a fault."""
        if isinstance(value, bool):
            return self._yes(fill) if value else OFF
        if isinstance(value, int):
            value = str(value)
        if not isinstance(value, str):
            fill.faults.append(wrong_value(value, self.field))
            return None
        if value in ("", OFF, "/Off"):
            return OFF
        plain = value.removeprefix("/")
        if value.startswith("/") and plain in self.field.states:
            return plain
        if value in self.labels:
            return self.labels[value]
        if plain in self.field.states:
            return plain
        fill.faults.append(self._wrong(plain))
        return None

    def _yes(self, fill: Fill) -> str | None:
        states = self.field.states
        if len(states) == 1:
            return states[0]
        fill.faults.append(self._wrong(""))
        return None

    def _wrong(self, value: str) -> errors.FieldFault:
        allowed = (*self.field.states, *self.labels, OFF)
        allowed = tuple(dict.fromkeys(allowed))
        near = difflib.get_close_matches(value, allowed, n=1)
        return fault(
            errors.WrongOption,
            self.field,
            msg("has no such state."),
            msg("Allowed: {allowed}.", allowed=", ".join(allowed)),
            allowed=allowed,
            nearest=near[0] if near else None,
        )
