"""The line of a paragraph that has only one: most paragraphs of forms and tables."""

from __future__ import annotations

from typing import Final

from anmeld.render.pdf.atoms import EPSILON
from anmeld.render.pdf.fragments import Fragment, Line, measure
from anmeld.render.pdf.looks import ParagraphStyle
from anmeld.render.pdf.model import Item, Paragraph, Text

_NARROW: Final = 0.4
"""Width of a character in em below which a text is not taken for a short one: what
surely does not fit is not measured twice."""


def one_line(paragraph: Paragraph, width: float) -> Line | None:
    """Lay out a paragraph of plain text that fits on one line.

    The line is the one that `Breaker` makes, without cutting the text into words.

    Args:
        paragraph: The paragraph; no picture stands beside it.
        width: The column's width.

    Returns:
        Its line; None where it holds something else than plain text, or may not fit.
    """
    style = paragraph.style
    fragments = _filled(paragraph.items, style, width - style.right + EPSILON)
    if fragments is None:
        return None
    if fragments and style.align in ("right", "center"):
        last = fragments[-1]
        room = width - style.right - last.x - last.width
        for fragment in fragments:
            fragment.x += room if style.align == "right" else room / 2
    line = Line(fragments, 0.0, 0.0)
    measure(line, paragraph.mark, style)
    return line


def _filled(
    items: list[Item], style: ParagraphStyle, limit: float
) -> list[Fragment] | None:
    """Put texts one after another, up to a limit."""
    x = style.left + style.first
    out: list[Fragment] = []
    last: Fragment | None = None
    for item in items:
        if type(item) is not Text or item.actual is not None or item.style.spacing:
            return None
        text, look = item.text, item.style
        if not text:
            continue
        if len(text) * _NARROW * look.size > limit - x or not text.isprintable():
            return None  # too long, or with characters that lines end after
        wide = sum(map(look.face.widths.__getitem__, text)) * look.size / 1000
        if x + wide > limit:
            return None
        if last is not None and last.style is look and last.owner is item.owner:
            last.text += text
            last.width += wide
        else:
            last = Fragment(x, text, look, item.owner, wide)
            out.append(last)
        x += wide
    return None if last is not None and last.text.endswith(" ") else out
