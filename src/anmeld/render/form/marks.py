"""Marks for check boxes and radio buttons whose form draws none: paths, never letters.

A mark from a symbol font is lost in viewers that lack the font or read its encoding
otherwise; a path is not.
"""

from __future__ import annotations

from anmeld.render.form.appearance import Frame
from anmeld.render.form.syntax import number, stream

# Corners of each mark in a box of one by one, keyed by the letter of /MK /CA.
_CHECK = ((0.16, 0.50), (0.40, 0.20), (0.86, 0.82))
_FILLED = {
    "n": ((0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8)),
    "u": ((0.5, 0.12), (0.88, 0.5), (0.5, 0.88), (0.12, 0.5)),
    "H": (
        (0.5, 0.92), (0.61, 0.61), (0.92, 0.61), (0.67, 0.41), (0.77, 0.1),
        (0.5, 0.29), (0.23, 0.1), (0.33, 0.41), (0.08, 0.61), (0.39, 0.61),
    ),
}  # fmt: skip
_BEND = 0.5523  # how far a curve's handles lie from its ends, for a quarter of a circle


def mark_appearance(frame: Frame, letter: str, colour: bytes, on: bool) -> bytes:
    """The appearance of a button that is on or off.

    Args:
        frame: Border and box.
        letter: Which mark, as `/MK /CA` names it: 4 check, l circle, 8 cross, u
            diamond, n square, H star.
        colour: Operator that sets the colour of the mark.
        on: Whether the mark is drawn.
    """
    drawing = frame.border
    if on:
        stroke = colour.replace(b"rg", b"RG").replace(b"g", b"G").replace(b"k", b"K")
        stroke = stroke.replace(b"RG", b"RG")
        drawing += b"q\n%b\n%b\n%bQ" % (colour, stroke, _path(frame, letter))
    return stream(frame.head + b"/Resources<<>>", drawing)


def _path(frame: Frame, letter: str) -> bytes:
    side = min(frame.width, frame.height)
    left, low = (frame.width - side) / 2, (frame.height - side) / 2

    def at(x: float, y: float) -> bytes:
        return b"%b %b" % (number(left + x * side), number(low + y * side))

    def lines(corners: tuple[tuple[float, float], ...]) -> bytes:
        first, *rest = corners
        return b"%b m %b" % (at(*first), b"".join(b"%b l " % at(*c) for c in rest))

    if letter in _FILLED:
        return lines(_FILLED[letter]) + b"f\n"
    if letter == "l":
        return _circle(at)
    pen = b"%b w 1 J 1 j\n" % number(max(side * 0.11, 0.6))
    if letter == "8":
        ends = ((0.2, 0.2), (0.8, 0.8)), ((0.2, 0.8), (0.8, 0.2))
        return pen + b"".join(lines(pair) for pair in ends) + b"S\n"
    return pen + lines(_CHECK) + b"S\n"


def _circle(at: object) -> bytes:
    assert callable(at)
    radius, middle = 0.3, 0.5
    bend = radius * _BEND
    low, high = middle - radius, middle + radius
    curves = (
        ((high, middle + bend), (middle + bend, high), (middle, high)),
        ((middle - bend, high), (low, middle + bend), (low, middle)),
        ((low, middle - bend), (middle - bend, low), (middle, low)),
        ((middle + bend, low), (high, middle - bend), (high, middle)),
    )
    parts = [b"%b m " % at(high, middle)]
    parts += [b" ".join(at(*point) for point in curve) + b" c " for curve in curves]
    return b"".join(parts) + b"f\n"
