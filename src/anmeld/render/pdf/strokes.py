"""Lines and filled rectangles of a page: frames, rules, shading."""

from __future__ import annotations

import functools

from anmeld.render.pdf.looks import Border, Rgb, Sides, pen


class Strokes:
    """What is drawn behind a page's text and above it.

    Args:
        height: The page's height; distances are from its upper edge.
    """

    def __init__(self, height: float) -> None:
        self.under: list[str] = []
        self.over: list[str] = []
        self._height = height
        self._drawn: dict[str, str] = {}
        self._pens: dict[int, str] = {}

    def rectangle(
        self, x: float, y: float, width: float, height: float, color: Rgb
    ) -> None:
        """Fill a rectangle behind the text; `y` is its upper edge."""
        bottom = self._height - y - height
        self.under.append(
            f"{fill(color)} {x:.2f} {bottom:.2f} {width:.2f} {height:.2f} re f"
        )

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        border: Border,
        above: bool = False,
    ) -> None:
        """Draw a straight line, behind the text or above it."""
        (x1, y1), (x2, y2) = start, end
        layer = self.over if above else self.under
        if border.kind == "double":
            third = border.width / 3
            look = pen(border, third)
            dx, dy = (third, 0.0) if x1 == x2 else (0.0, third)
            self._draw(layer, look, self._path(x1 - dx, y1 - dy, x2 - dx, y2 - dy))
            self._draw(layer, look, self._path(x1 + dx, y1 + dy, x2 + dx, y2 + dy))
            return
        self._draw(layer, border.pen, self._path(x1, y1, x2, y2))

    def frame(self, sides: Sides, area: tuple[float, float, float, float]) -> None:
        """Draw the sides of a box given as x, upper edge, width and height."""
        x, y, width, height = area
        right, bottom = x + width, y + height
        # Written once for all sides: a table has hundreds of boxes.
        low, high = f"{self._height - bottom:.2f}", f"{self._height - y:.2f}"
        start, end = f"{x:.2f}", f"{right:.2f}"
        for border, ends, path in (
            (sides.top, (x, y, right, y), f"{start} {high} m {end} {high} l S"),
            (
                sides.bottom,
                (x, bottom, right, bottom),
                f"{start} {low} m {end} {low} l S",
            ),
            (sides.left, (x, y, x, bottom), f"{start} {high} m {start} {low} l S"),
            (sides.right, (right, y, right, bottom), f"{end} {high} m {end} {low} l S"),
        ):
            if border is None:
                continue
            if border.kind == "double":
                self.line(ends[:2], ends[2:], border)
            else:
                self._draw(self.under, border.pen, path)

    def _path(self, x1: float, y1: float, x2: float, y2: float) -> str:
        height = self._height
        return f"{x1:.2f} {height - y1:.2f} m {x2:.2f} {height - y2:.2f} l S"

    def _draw(self, layer: list[str], look: str, path: str) -> None:
        """Draw a path, but no line twice that two neighbours share."""
        if self._drawn.get(path) == look:
            return
        self._drawn[path] = look
        if self._pens.get(id(layer)) != look:
            self._pens[id(layer)] = look
            layer.append(look)
        layer.append(path)


@functools.lru_cache(maxsize=256)
def fill(color: Rgb) -> str:
    """Write the choice of a colour to fill and write with."""
    red, green, blue = color
    return f"{red:.3g} {green:.3g} {blue:.3g} rg"
