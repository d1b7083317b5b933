"""How text and paragraphs look, everything inherited."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from anmeld.render.pdf.faces import Face

if TYPE_CHECKING:
    from anmeld.render.pdf.hyphenation import Hyphenation

Align = Literal["left", "center", "right", "both"]


Rule = Literal["auto", "exact", "atLeast"]


Rgb = tuple[float, float, float]


_DASHES: Final = {
    "dashed": (3.0, 2.0),
    "dotted": (1.0, 1.0),
    "dashSmallGap": (3.0, 1.0),
    "dotDash": (3.0, 1.5),
}


@dataclass(frozen=True)
class Border:
    """One line of a frame.

    Attributes:
        width: Thickness of the whole line.
        space: Distance to the text.
        color: Its colour.
        kind: Word's name of the line, e.g. `single`, `double`, `dashed`.
    """

    width: float
    space: float
    color: Rgb
    kind: str

    @functools.cached_property
    def pen(self) -> str:
        """What chooses the pen that the line is drawn with."""
        return pen(self, self.width)


def pen(border: Border, width: float) -> str:
    """Write the choice of a pen.

    Args:
        border: The line, for its colour and dashes.
        width: The pen's own thickness; a double line is drawn with a thinner one.

    Returns:
        PDF operators.
    """
    red, green, blue = border.color
    dash = _DASHES.get(border.kind)
    pattern = f"[{dash[0] * width:.2f} {dash[1] * width:.2f}]" if dash else "[]"
    return f"{red:.3g} {green:.3g} {blue:.3g} RG {width:.2f} w {pattern} 0 d"


@dataclass(frozen=True, slots=True)
class Sides:
    """Frames of a paragraph, cell or table; a side is None where there is no line."""

    top: Border | None = None
    left: Border | None = None
    bottom: Border | None = None
    right: Border | None = None
    between: Border | None = None
    """Between paragraphs alike; of tables, the horizontal lines inside."""
    inside: Border | None = None
    """Of tables, the vertical lines inside."""


@dataclass(frozen=True, slots=True, eq=False)
class RunStyle:
    """How a stretch of text looks, everything inherited.

    Attributes:
        face: The face asked for; single characters may fall back to another.
        size: Size as drawn, smaller for raised and lowered text.
        ascent: Room above the baseline.
        descent: Room below the baseline.
        color: The text's colour.
        underline: Word's name of the underline, or None.
        strike: Number of lines through the text.
        background: Highlight or shading behind the text.
        rise: How far it is lifted over the baseline.
        spacing: Added after each character.
        caps: `upper`, `small` or nothing.
        hidden: Whether it is not printed.
        lang: Its language as a BCP 47 tag.
        stood_in: The font asked for and the family that stood in, or None.
        decorated: Whether lines or a colour are drawn with the text.
    """

    face: Face
    size: float
    ascent: float
    descent: float
    color: Rgb
    underline: str | None
    strike: int
    background: Rgb | None
    rise: float
    spacing: float
    caps: Literal["upper", "small"] | None
    hidden: bool
    lang: str
    stood_in: tuple[str, str] | None
    decorated: bool


@dataclass(frozen=True, slots=True)
class TabStop:
    """A stop that a tab runs to, from the paragraph's left margin."""

    position: float
    align: str
    leader: str | None


@dataclass(frozen=True, slots=True, eq=False)
class ParagraphStyle:
    """How a paragraph is set, everything inherited.

    Attributes:
        style: The style's id.
        name: The style's name in lower case.
        align: Where lines stand.
        left: Indent of its left edge.
        right: Indent of its right edge.
        first: Indent of the first line, from the left indent.
        before: Space above.
        after: Space below.
        line: Height of a line: a factor (`auto`) or points.
        rule: What `line` means.
        keep_next: Stays on the next paragraph's page.
        keep_lines: Stays on one page.
        page_break: Starts a page.
        widows: Leaves no single line behind on a page.
        contextual: No space between paragraphs of its style.
        borders: Its frame.
        shading: The colour behind it.
        tabs: Its tab stops, left to right.
        outline: Heading level from 1, or None.
        numbering: (list, level), or None.
        hyphenation: How its words are parted, or None where they are not.
    """

    style: str
    name: str
    align: Align
    left: float
    right: float
    first: float
    before: float
    after: float
    line: float
    rule: Rule
    keep_next: bool
    keep_lines: bool
    page_break: bool
    widows: bool
    contextual: bool
    borders: Sides | None
    shading: Rgb | None
    tabs: tuple[TabStop, ...]
    outline: int | None
    numbering: tuple[str, int] | None
    hyphenation: Hyphenation | None
