"""Where a tab runs to."""

from __future__ import annotations

from anmeld.render.pdf.looks import ParagraphStyle, TabStop


def next_stop(
    style: ParagraphStyle, x: float, every: float, right: float
) -> TabStop | None:
    """Find the tab stop that a tab runs to.

    Args:
        style: How the paragraph is set.
        x: Where the tab is.
        every: Distance of the tab stops that nobody set.
        right: Where the line ends.

    Returns:
        The stop; None where the tab leads beyond the line.
    """
    x += 0.5
    custom = [stop for stop in style.tabs if stop.position > x]
    hanging = style.left
    if style.first < 0 and hanging > x:
        custom = [stop for stop in custom if stop.position < hanging]
        return custom[0] if custom else TabStop(hanging, "left", None)
    custom = [stop for stop in custom if stop.align != "bar"]
    if custom:
        return custom[0]
    position = (x // every + 1) * every if every > 0 else x + 36
    return TabStop(position, "left", None) if position <= right else None
