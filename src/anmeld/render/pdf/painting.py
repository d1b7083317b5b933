"""Painting slices: first what lies behind the text, then the text itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from anmeld.render.pdf.canvas import ARTIFACT, Canvas
from anmeld.render.pdf.fragments import Fragment
from anmeld.render.pdf.looks import Border, Rgb, RunStyle, Sides
from anmeld.render.pdf.model import PageNumber, Picture, Tab
from anmeld.render.pdf.resources import Link
from anmeld.render.pdf.slices import Box, LineSlice, RowSlice, Slice
from anmeld.render.pdf.structure import Element

_LEADERS: Final = {
    "dot": ".",
    "hyphen": "-",
    "underscore": "_",
    "heavy": "_",
    "middleDot": "·",
}
_UNDERLINE_AT: Final = 0.12
_UNDERLINE_WIDE: Final = 0.05
_STRIKE_AT: Final = 0.26


@dataclass(slots=True)
class Marked:
    """Where headings and bookmarks came to stand.

    Attributes:
        anchors: Bookmark -> (page, height of its line's top in PDF coordinates).
        headings: (level, words, page, height).
    """

    anchors: dict[str, tuple[int, float]] = field(default_factory=dict)
    headings: list[tuple[int, list[str], int, float]] = field(default_factory=list)


class Painter:
    """Paints one page.

    Args:
        canvas: The page.
        numbers: Its number and the number of pages, as printed.
        image: Registers a picture and gives its resource name.
        marked: Gathers headings and bookmarks.
        targets: Link element -> what it leads to.
    """

    def __init__(
        self,
        canvas: Canvas,
        numbers: tuple[str, str],
        image: Callable[[bytes], str],
        marked: Marked,
        targets: dict[Element, str],
    ) -> None:
        self.canvas = canvas
        self._numbers = numbers
        self._image = image
        self._marked = marked
        self._targets = targets

    def paint(self, item: Slice, x: float, y: float) -> None:
        """Paint a slice whose column starts at `x` and whose top is at `y`."""
        if isinstance(item, LineSlice):
            self._line(item, x, y)
        elif isinstance(item, RowSlice):
            self._row(item, x + item.x, y)

    def _row(self, row: RowSlice, x: float, y: float) -> None:
        for box in row.boxes:
            self._cell(box, x + box.x, y, row.height)
        for box in row.boxes:
            inner = x + box.x + box.cell.margins[1]
            for offset, item in box.items:
                if type(item) is LineSlice:
                    self._line(item, inner, y + offset)
                else:
                    self.paint(item, inner, y + offset)

    def _cell(self, box: Box, x: float, y: float, height: float) -> None:
        cell = box.cell
        if cell.shading is not None:
            self.canvas.strokes.rectangle(x, y, box.width, height, cell.shading)
        sides = cell.borders
        if not box.top or not box.bottom:
            sides = Sides(
                sides.top if box.top or cell.merge is None else None,
                sides.left,
                sides.bottom if box.bottom or cell.merge is None else None,
                sides.right,
            )
        self.canvas.strokes.frame(sides, (x, y, box.width, height))

    def _line(self, item: LineSlice, x: float, y: float) -> None:
        style = item.paragraph.style
        if style.shading is not None or style.borders is not None:
            self._surround(item, x, y)
        top = y + item.pad_top
        baseline = top + item.line.baseline
        for name in item.line.anchors:
            place = (self.canvas.number, self.canvas.height - top)
            self._marked.anchors.setdefault(name, place)
        if item.paragraph.heading is not None and item.line.fragments:
            self._heading(item, item.paragraph.heading, top)
        for fragment in item.line.fragments:
            look = fragment.style
            if look.decorated or fragment.thing is not None:
                self._fragment(fragment, x, baseline)
            elif fragment.text:
                self._text(fragment, fragment.text, x + fragment.x, baseline)

    def _heading(self, item: LineSlice, level: int, top: float) -> None:
        """Note a heading, or the words of its next line."""
        words = [f.actual or f.text for f in item.line.fragments]
        if item.head:
            entry = (level, words, self.canvas.number, self.canvas.height - top)
            self._marked.headings.append(entry)
        elif self._marked.headings:
            before = self._marked.headings[-1][1]
            if before[-1].endswith("\u00ad"):  # a word goes on
                before[-1] = before[-1][:-1]
                before += words
            else:
                before += [" ", *words]

    def _surround(self, item: LineSlice, x: float, y: float) -> None:
        style = item.paragraph.style
        sides = style.borders or Sides()
        left = x + style.left + min(style.first, 0.0)
        right = x + item.width - style.right
        if sides.left:
            left -= sides.left.space + sides.left.width / 2
        if sides.right:
            right += sides.right.space + sides.right.width / 2
        if style.shading is not None:
            self.canvas.strokes.rectangle(
                left, y, right - left, item.height, style.shading
            )
        shown = Sides(
            sides.top if item.first else None,
            sides.left,
            sides.bottom if item.last else None,
            sides.right,
        )
        self.canvas.strokes.frame(shown, (left, y, right - left, item.height))

    def _fragment(self, fragment: Fragment, x: float, baseline: float) -> None:
        x += fragment.x
        thing = fragment.thing
        text = fragment.text
        if isinstance(thing, Picture):
            self._picture(thing, x, baseline - thing.height)
            return
        if isinstance(thing, Tab):
            self._tab(fragment, x, baseline)
            return
        if isinstance(thing, PageNumber):
            text = self._numbers[thing.kind == "pages"]
        if not text:
            return
        if fragment.style.decorated:
            self._decorate(fragment.style, x, baseline, fragment)
        self._text(fragment, text, x, baseline)

    def _text(self, fragment: Fragment, text: str, x: float, baseline: float) -> None:
        owner, style = fragment.owner, fragment.style
        stretch, actual = fragment.stretch, fragment.actual
        self.canvas.text(x, baseline, text, style, owner, stretch, actual)
        if owner is not None and self._targets and owner in self._targets:
            self._link(owner, x, baseline, fragment)

    def _link(
        self, owner: Element, x: float, baseline: float, fragment: Fragment
    ) -> None:
        style, height = fragment.style, self.canvas.height
        box = (
            x,
            height - baseline - style.descent,
            x + fragment.width,
            height - baseline + style.ascent,
        )
        self.canvas.links.append(Link(box, self._targets[owner], owner))

    def _decorate(
        self, style: RunStyle, x: float, baseline: float, fragment: Fragment
    ) -> None:
        width = fragment.width
        if not fragment.thing and fragment.text.endswith(" "):
            width = min(width, fragment.width)
        if style.background is not None:
            self.canvas.strokes.rectangle(
                x,
                baseline - style.ascent,
                width,
                style.ascent + style.descent,
                style.background,
            )
        thick = max(style.size * _UNDERLINE_WIDE, 0.4)
        if style.underline:
            self._rule(
                x,
                baseline + style.size * _UNDERLINE_AT - style.rise,
                width,
                thick,
                style,
            )
        at = baseline - style.size * _STRIKE_AT - style.rise
        for index in range(style.strike):
            shift = (index - (style.strike - 1) / 2) * 2.4 * thick
            line = Border(thick, 0.0, style.color, "single")
            self.canvas.strokes.line(
                (x, at + shift), (x + width, at + shift), line, True
            )

    def _rule(
        self, x: float, y: float, width: float, thick: float, style: RunStyle
    ) -> None:
        kind = style.underline or "single"
        if kind == "double":
            thick *= 3
        elif "hick" in kind or "eavy" in kind:
            thick *= 2
        if kind.startswith(("dash", "dot")):
            kind = "dotted" if kind.startswith("dotted") else "dashed"
        self.canvas.strokes.line(
            (x, y), (x + width, y), Border(thick, 0, style.color, kind)
        )

    def _tab(self, fragment: Fragment, x: float, baseline: float) -> None:
        style = fragment.style
        if style.underline:
            thick = max(style.size * _UNDERLINE_WIDE, 0.4)
            at = baseline + style.size * _UNDERLINE_AT
            self._rule(x, at, fragment.width, thick, style)
        dot = _LEADERS.get(fragment.leader or "")
        if dot is None or dot not in style.face.chars:
            return
        each = style.face.width(dot) * style.size / 1000
        count = int((fragment.width - 1) / each) if each else 0
        if count > 0:
            start = x + fragment.width - count * each
            self.canvas.text(start, baseline, dot * count, style, ARTIFACT)

    def _picture(self, picture: Picture, x: float, y: float) -> None:
        name = self._image(picture.image)
        box = (x, y, picture.width, picture.height)
        self.canvas.image(name, box, picture.owner, picture.crop)

    def floating(self, picture: Picture, x: float, y: float) -> None:
        """Paint an anchored picture whose upper left corner is known."""
        self._picture(picture, x, y)

    def rule(self, x: float, y: float, width: float) -> None:
        """Draw the line above footnotes."""
        black: Rgb = (0.0, 0.0, 0.0)
        self.canvas.strokes.line(
            (x, y), (x + width, y), Border(0.5, 0.0, black, "single")
        )


def text_of(slices: Sequence[Slice]) -> str:
    """Join the words of slices, for messages."""
    words = [
        fragment.text
        for item in slices
        if isinstance(item, LineSlice)
        for fragment in item.line.fragments
    ]
    return "".join(words)
