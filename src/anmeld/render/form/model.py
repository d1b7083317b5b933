"""What a form holds, as a person maps it: fields, their widgets, what each takes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field is."""

    TEXT = "text"
    CHECKBOX = "checkbox"
    RADIO = "radio"
    COMBO = "combo"
    LIST = "list"
    BUTTON = "button"
    SIGNATURE = "signature"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list: what is stored, and what is shown for it."""

    export: str
    display: str


@dataclass(frozen=True, slots=True)
class Box:
    """One place on a page where a field is seen.

    Attributes:
        page: Page number from 1; `None` if no page shows it.
        rect: Left, bottom, right, top in points.
        rotation: Degrees by which its content is turned.
        hidden: Whether viewers leave it out.
        states: On-states of a check box or radio button, without the slash.
        tooltip: Its own description for screen readers, where it differs.
    """

    page: int | None
    rect: tuple[float, float, float, float]
    rotation: int = 0
    hidden: bool = False
    states: tuple[str, ...] = ()
    tooltip: str | None = None

    @property
    def width(self) -> float:
        """Width in points."""
        return self.rect[2] - self.rect[0]

    @property
    def height(self) -> float:
        """Height in points."""
        return self.rect[3] - self.rect[1]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    Attributes:
        name: Its full name.
        kind: What it is.
        boxes: Where it is seen; empty for a field on no page.
        tooltip: Its description for screen readers.
        value: What it holds now: a text, a state, exported options.
        max_length: Most characters it takes, if limited.
        multiline: Whether it takes several lines.
        comb: Whether each character has a cell of its own.
        password: Whether the text is shown as asterisks.
        alignment: 0 left, 1 centred, 2 right.
        font: Name of its font in the form's resources.
        font_size: In points; 0 means as large as fits.
        read_only: Whether the form's maker locked it.
        required: Whether the form's maker asks for it.
        options: Choices of a list, in order.
        editable: Whether a list also takes other text.
        multiple: Whether several options may be chosen.
        states: On-states of a check box or radio group, without the slash.
        state_labels: Export text of each state, where the form gives one.
        calculated: Whether a script of the form computes it.
        scripted: Whether a script of the form formats or checks it.
        signed: Whether it is a signature field with a signature in it.
        number: Object number of the field.
        tab: Its place in the tab order, from 1, over the whole form.
    """

    name: str
    kind: Kind
    boxes: tuple[Box, ...]
    tooltip: str | None = None
    value: str | tuple[str, ...] | None = None
    max_length: int | None = None
    multiline: bool = False
    comb: bool = False
    password: bool = False
    alignment: int = 0
    font: str | None = None
    font_size: float = 0.0
    read_only: bool = False
    required: bool = False
    options: tuple[Option, ...] = ()
    editable: bool = False
    multiple: bool = False
    states: tuple[str, ...] = ()
    state_labels: tuple[tuple[str, str], ...] = ()
    calculated: bool = False
    scripted: bool = False
    signed: bool = False
    number: int = 0
    tab: int | None = None

    @property
    def page(self) -> int | None:
        """Page of its first widget, from 1."""
        return next((box.page for box in self.boxes if box.page), None)

    @property
    def label(self) -> str:
        """What a person calls it: the tooltip, or else the name."""
        return self.tooltip or self.name

    @property
    def is_fillable(self) -> bool:
        """Whether it takes a value of ours."""
        return self.kind not in (Kind.BUTTON, Kind.SIGNATURE, Kind.UNKNOWN)

    @property
    def is_shown(self) -> bool:
        """Whether a page shows it: on one, not hidden, and with room for anything."""
        return any(
            box.page and not box.hidden and box.width >= 1 and box.height >= 1
            for box in self.boxes
        )
