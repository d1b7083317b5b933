"""The beginning of a text that is too big for its box, and the pointer to the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from anmeld.render.form.chain import Measured
from anmeld.render.form.layout import (
    Laid,
    Shape,
    TooBig,
    capacity,
    lay_out,
    place,
    wrap,
)

_ELLIPSIS = " …"
# A pointer may be smaller than running text before it is left out.
_SMALLEST_POINTER = 4.0


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a box shows of a text that goes on elsewhere.

    Attributes:
        laid: The lines, the pointer last.
        page: Page of the box, from 1.
        rect: The box on its page.
    """

    laid: Laid
    page: int | None = None
    rect: tuple[float, float, float, float] = (0, 0, 0, 0)


def excerpt(text: str, shape: Shape, pointers: tuple[str, ...]) -> Excerpt:
    """Lay out the beginning of a text with a pointer.

    Args:
        text: The whole text.
        shape: The box.
        pointers: Words for the pointer, longest first.

    Returns:
        The lines.
    """
    if shape.multiline:
        found = _several_lines(text, shape, pointers)
        if found is not None:
            return Excerpt(found)
    return Excerpt(_single_line(text, replace(shape, multiline=False), pointers))


def _several_lines(text: str, shape: Shape, pointers: tuple[str, ...]) -> Laid | None:
    measured = shape.fonts.measure(text + _ELLIPSIS + "".join(pointers))
    start = min(shape.size or 9.0, shape.height / 2)
    for size in dict.fromkeys((start, min(start, shape.smallest), _SMALLEST_POINTER)):
        room = shape.room * 1000 / size
        fitting = [p for p in pointers if measured.width(p) <= room]
        lines = capacity(measured, shape, size)
        if lines < 2 or not fitting:
            continue
        body = Measured(
            shape.fonts.measure(text).text,
            measured.widths,
            measured.face,
            measured.faces,
            measured.missing,
        )
        shown = wrap(body, room)[: lines - 1]
        shown[-1] = _with_ellipsis(measured, shown[-1], room)
        texts = [*shown, fitting[0]]
        return Laid(measured, size, place(measured, texts, shape, size))
    return None


def _with_ellipsis(measured: Measured, line: str, room: float) -> str:
    line = line.rstrip(" ")
    while line and measured.width(line + _ELLIPSIS) > room:
        line = line[:-1]
    return f"{line}{_ELLIPSIS} "


def _single_line(text: str, shape: Shape, pointers: tuple[str, ...]) -> Laid:
    plain = " ".join(shape.fonts.measure(text).text.split("\n"))
    for smallest in (shape.smallest, _SMALLEST_POINTER):
        tight = replace(shape, smallest=min(smallest, shape.smallest))
        for least, pointer in _attempts(plain, pointers):
            found = _longest(plain, f"{_ELLIPSIS} {pointer}", least, tight)
            if found is not None:
                return found
    last = lay_out(pointers[-1], replace(shape, smallest=0.1))
    if isinstance(last, TooBig):  # not for any box of positive width
        return Laid(last.measured, 1.0, ())
    return last


def _attempts(text: str, pointers: tuple[str, ...]) -> list[tuple[int, str]]:
    """Much of the text with a long pointer before little with a short one."""
    enough = [(min(len(text), 10), pointer) for pointer in pointers]
    return [*enough, (3, pointers[-1]), (1, pointers[-1])]


def _longest(plain: str, tail: str, least: int, shape: Shape) -> Laid | None:
    """The longest beginning, of at least some characters, that fits with its tail."""
    low, high, best = least, len(plain), None
    while low <= high:
        middle = (low + high) // 2
        found = lay_out(plain[:middle].rstrip() + tail, shape)
        if isinstance(found, Laid):
            best, low = found, middle + 1
        else:
            high = middle - 1
    return best
