"""From merged formatting to the looks that are laid out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final, Literal

from anmeld.render.pdf.faces import Face
from anmeld.render.pdf.hyphenation import Hyphenation
from anmeld.render.pdf.layers import Properties
from anmeld.render.pdf.looks import ParagraphStyle, Rgb, RunStyle
from anmeld.render.pdf.theme import frame

_SMALL: Final = 0.58
"""Size of raised and lowered text."""
_RAISED: Final = 0.33
_LOWERED: Final = -0.08
_AUTO_SPACE: Final = 14.0
"""What Word takes for automatic space around a paragraph, in points."""
_ALIGN: Final[Mapping[str, Literal["left", "center", "right", "both"]]] = {
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "both",
    "distribute": "both",
}
_BLACK: Final[Rgb] = (0.0, 0.0, 0.0)


def paragraph_style(
    style: str,
    name: str,
    numbering: tuple[str, int] | None,
    hyphenation: Hyphenation | None,
    p: Properties,
) -> ParagraphStyle:
    """Make a paragraph's look.

    Args:
        style: Its style's id.
        name: Its style's name in lower case.
        numbering: Its list and level, if it has one.
        hyphenation: How the document wants words parted, if it does.
        p: Its formatting, everything merged.

    Returns:
        The look.
    """
    return ParagraphStyle(
        style=style,
        name=name,
        align=_ALIGN.get(p.get("jc", ""), "left"),
        left=p.get("left", 0.0),
        right=p.get("right", 0.0),
        first=p.get("first", 0.0),
        before=_AUTO_SPACE if p.get("beforeAuto") else p.get("before", 0.0),
        after=_AUTO_SPACE if p.get("afterAuto") else p.get("after", 0.0),
        line=p.get("line", 1.0) or 1.0,
        rule=p.get("rule", "auto"),
        keep_next=p.get("keepNext", False),
        keep_lines=p.get("keepLines", False),
        page_break=p.get("pageBreak", False),
        widows=p.get("widows", True),
        contextual=p.get("contextual", False),
        borders=frame(p, "border."),
        shading=p.get("shade"),
        tabs=tuple(stop for _, stop in sorted(p.get("tabs", {}).items()) if stop),
        outline=p.get("outline"),
        numbering=numbering,
        hyphenation=None if p.get("unbroken") else hyphenation,
    )


def run_style(face: Face, stood_in: tuple[str, str] | None, p: Properties) -> RunStyle:
    """Make a run's look.

    Args:
        face: What draws it.
        stood_in: The font asked for and the family that stood in, or None.
        p: Its formatting, everything merged.

    Returns:
        The look.
    """
    asked = p.get("size", 10.0) or 10.0
    vert = p.get("vert")
    raised = {"superscript": _RAISED, "subscript": _LOWERED}.get(vert or "")
    size = asked if raised is None else asked * _SMALL
    rise = p.get("position", 0.0) + (raised or 0.0) * asked
    strike = 2 if p.get("dstrike") else 1 if p.get("strike") else 0
    background = p.get("highlight") or p.get("shade")
    return RunStyle(
        face=face,
        size=size,
        ascent=_twips(face.outlines.ascent * size + rise),
        descent=_twips(face.outlines.descent * size - rise),
        color=p.get("color", _BLACK),
        underline=p.get("u"),
        strike=strike,
        background=background,
        rise=rise,
        spacing=p.get("spacing", 0.0),
        caps="upper" if p.get("caps") else "small" if p.get("smallCaps") else None,
        hidden=p.get("vanish", False),
        lang=p.get("lang") or "da-DK",
        stood_in=stood_in,
        decorated=bool(p.get("u") or strike or background),
    )


def _twips(points: float) -> float:
    """Round to twentieths of a point, as word processors measure heights."""
    return math.ceil(points * 20 - 0.5) / 20
