"""Where an anchored picture stands on its page."""

from __future__ import annotations

from anmeld.render.pdf.model import Floating
from anmeld.render.pdf.page import Page


def place_floating(
    floating: Floating, page: Page, column: tuple[float, float], y: float
) -> tuple[float, float]:
    """Find a picture's upper left corner.

    Args:
        floating: The picture.
        page: Its page.
        column: Left edge and width of its paragraph's column.
        y: The top of its paragraph.

    Returns:
        Distances from the page's left and upper edge.
    """
    return _across(floating, page, column), _down(floating, page, y)


def _across(floating: Floating, page: Page, column: tuple[float, float]) -> float:
    relative, value = floating.horizontal
    section = page.section
    _, left, _, right = section.margins
    areas = {
        "page": (0.0, section.width),
        "margin": (left, section.width - left - right),
        "leftMargin": (0.0, left),
        "rightMargin": (section.width - right, right),
    }
    start, width = areas.get(relative, column)
    if isinstance(value, float):
        return start + value
    room = width - floating.picture.width
    return start + {"center": room / 2, "right": room, "outside": room}.get(value, 0.0)


def _down(floating: Floating, page: Page, y: float) -> float:
    relative, value = floating.vertical
    section = page.section
    top, _, bottom, _ = section.margins
    areas = {
        "page": (0.0, section.height),
        "margin": (top, section.height - top - bottom),
        "topMargin": (0.0, top),
        "bottomMargin": (section.height - bottom, bottom),
    }
    start, height = areas.get(relative, (y, 0.0))
    if isinstance(value, float):
        return start + value
    if relative not in areas:
        return start
    room = height - floating.picture.height
    return start + {"center": room / 2, "bottom": room, "outside": room}.get(value, 0.0)
