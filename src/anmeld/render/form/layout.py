"""Where each line of a text stands in its box, measured in the font that shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from anmeld.render.form.chain import FontChain, Measured

# Below this a person with ordinary sight does not read print; then comes the addendum.
SMALLEST = 6.0
# Acrobat's own limit for text that sizes itself.
LARGEST_AUTO = 12.0
_LEADING = 1.16
_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Shape:
    """A box as its text sees it, turned upright.

    Attributes:
        width: In points.
        height: In points.
        margin: Kept free at each side.
        size: The font's size; 0 for as large as fits.
        alignment: 0 left, 1 centred, 2 right.
        multiline: Whether it takes several lines.
        cells: Number of cells of a comb; 0 if it is none.
        smallest: The size below which nothing is shrunk.
        fonts: The fonts of the field.
    """

    width: float
    height: float
    margin: float
    size: float
    alignment: int
    multiline: bool
    cells: int
    smallest: float
    fonts: FontChain

    @property
    def room(self) -> float:
        """Width for text."""
        return max(self.width - 2 * self.margin, 0.1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where its baseline begins."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Laid:
    """A text that is wholly in its box."""

    measured: Measured
    size: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TooBig:
    """A text that its box cannot hold at a readable size.

    Attributes:
        measured: The text.
        size: The size that its beginning is shown in.
        excess: How many points of width or height are lacking.
    """

    measured: Measured
    size: float
    excess: float


def lay_out(text: str, shape: Shape) -> Laid | TooBig:
    """Find the size and the lines of a text.

    Args:
        text: Any text.
        shape: The box.

    Returns:
        The lines, or by how much the text is too big.
    """
    if shape.multiline:
        return _many_lines(shape.fonts.measure(text), shape)
    measured = shape.fonts.measure(text)
    if "\n" in measured.text:
        measured = replace(measured, text=_one_line(measured, shape))
    return _comb(measured, shape) if shape.cells else _one(measured, shape)


def _one_line(measured: Measured, shape: Shape) -> str:
    """A box of one line shows line ends as blanks, as viewers do."""
    return measured.text.replace("\n", " ")


def _tallest(measured: Measured, shape: Shape) -> float:
    """The largest size whose letters stand within the height of the box."""
    face = measured.face
    return shape.height * 1000 / (face.ascent - face.descent)


def _natural(measured: Measured, shape: Shape) -> float:
    tallest = _tallest(measured, shape)
    if shape.size:
        return min(shape.size, tallest)
    return min(LARGEST_AUTO, max(tallest * 0.86, min(tallest, 4.0)))


def _baseline(measured: Measured, shape: Shape, size: float) -> float:
    face = measured.face
    return (shape.height - (face.ascent + face.descent) * size / 1000) / 2


def _one(measured: Measured, shape: Shape) -> Laid | TooBig:
    size = _natural(measured, shape)
    width = measured.width(measured.text)
    if width * size > shape.room * 1000 + _SLACK:
        fitting = shape.room * 1000 / width
        if fitting < min(size, shape.smallest):
            excess = width * min(size, shape.smallest) / 1000 - shape.room
            return TooBig(measured, min(size, shape.smallest), excess)
        size = int(fitting * 100) / 100
    x = shape.margin + (shape.room - width * size / 1000) * shape.alignment / 2
    line = Line(x, _baseline(measured, shape, size), measured.text)
    return Laid(measured, size, (line,))


def _comb(measured: Measured, shape: Shape) -> Laid | TooBig:
    """One character a cell, each centred in its own."""
    text = measured.text
    size = _natural(measured, shape)
    cell = shape.width / shape.cells
    widest = max((measured.widths[character] for character in text), default=1.0)
    size = min(size, max(cell * 1000 / max(widest, 1.0), 1.0))
    y = _baseline(measured, shape, size)
    spare = max(shape.cells - len(text), 0)
    first = (0, spare // 2, spare)[shape.alignment]
    lines = []
    for at, character in enumerate(text):
        if character != " ":
            x = (first + at + 0.5) * cell - measured.widths[character] * size / 2000
            lines.append(Line(x, y, character))
    if len(text) > shape.cells:  # a substitute of several characters took more cells
        return TooBig(measured, size, (len(text) - shape.cells) * cell)
    return Laid(measured, size, tuple(lines))


def _many_lines(measured: Measured, shape: Shape) -> Laid | TooBig:
    start = min(shape.size or LARGEST_AUTO, _tallest(measured, shape))
    smallest = min(start, shape.smallest)
    steps = max(int((start - smallest) / 0.5), 0)
    sizes = [start - 0.5 * step for step in range(steps + 1)]
    if sizes[-1] > smallest:
        sizes.append(smallest)
    # The fewer lines, the larger the letters: the first size that fits is the largest.
    low, high = 0, len(sizes) - 1
    best = None
    while low <= high:
        middle = (low + high) // 2 if best is not None or low else low
        wrapped = wrap(measured, shape.room * 1000 / sizes[middle])
        if len(wrapped) <= capacity(measured, shape, sizes[middle]):
            best, high = (sizes[middle], wrapped), middle - 1
        else:
            low = middle + 1
    if best is None:
        wrapped = wrap(measured, shape.room * 1000 / smallest)
        spare = len(wrapped) - capacity(measured, shape, smallest)
        shown = start if shape.size else max(smallest, min(start, 9.0))
        return TooBig(measured, shown, spare * smallest * _LEADING)
    return Laid(measured, best[0], place(measured, best[1], shape, best[0]))


def capacity(measured: Measured, shape: Shape, size: float) -> int:
    """How many lines of a size the box holds: at least one."""
    face = measured.face
    first = (face.ascent - face.descent) * size / 1000
    room = shape.height - _edge(measured, shape, size)
    return 1 + max(int((room - first) / (size * _LEADING) + _SLACK), 0)


def _edge(measured: Measured, shape: Shape, size: float) -> float:
    face = measured.face
    first = (face.ascent - face.descent) * size / 1000
    return min(2 * shape.margin, max(shape.height - first, 0.0))


def place(
    measured: Measured, texts: list[str], shape: Shape, size: float
) -> tuple[Line, ...]:
    """Put lines one under another from the top of the box."""
    top = shape.height - _edge(measured, shape, size) / 2
    y = top - measured.face.ascent * size / 1000
    lines = []
    for text in texts:
        spare = shape.room - measured.width(text.rstrip(" ")) * size / 1000
        x = shape.margin + max(spare, 0.0) * shape.alignment / 2
        lines.append(Line(x, y, text))
        y -= size * _LEADING
    return tuple(lines)


def wrap(measured: Measured, room: float) -> list[str]:
    """Break a text into lines; a word wider than a line is broken within.

    Args:
        measured: The text.
        room: Width of a line in thousandths of the size.

    Returns:
        The lines; joined they give every character but the line ends.
    """
    lines: list[str] = []
    for paragraph in measured.text.split("\n"):
        lines.extend(_wrap_paragraph(measured, paragraph, room))
    return lines


def _wrap_paragraph(measured: Measured, paragraph: str, room: float) -> list[str]:
    blank = measured.widths.get(" ", 0.0)
    lines: list[str] = []
    words: list[str] = []
    used = 0.0
    for word in paragraph.split(" "):
        width = measured.width(word)
        if words and used + blank + width > room:
            # The blank at the break is written too: who hears the text needs it.
            lines.append(" ".join(words) + " ")
            words, used = [], 0.0
        if width > room:
            *full, word = _broken(measured, word, room)
            lines.extend(full)
            width = measured.width(word)
        used += width + (blank if words else 0.0)
        words.append(word)
    lines.append(" ".join(words))
    return lines


def _broken(measured: Measured, word: str, room: float) -> list[str]:
    cuts, used = [0], 0.0
    for at, character in enumerate(word):
        width = measured.widths[character]
        if used + width > room and at > cuts[-1]:
            cuts.append(at)
            used = 0.0
        used += width
    return [word[low:high] for low, high in pairwise((*cuts, len(word)))]
