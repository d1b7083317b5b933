"""Paragraphs alike: what their own formatting comes to, resolved once a template."""

from __future__ import annotations

from dataclasses import dataclass

from anmeld.render.pdf.layers import Properties
from anmeld.render.pdf.looks import ParagraphStyle, RunStyle


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What a paragraph's own formatting, and the place where it stands, come to.

    Attributes:
        style: How it is set.
        base: The formatting that its runs start from.
        key: What tells such bases apart.
        mark: How its mark looks.
        level: Its heading level, or None.
    """

    style: ParagraphStyle
    base: Properties
    key: object
    mark: RunStyle
    level: int | None
