"""The line that is being filled: its start, its tabs, and what it is made of."""

from __future__ import annotations

from collections.abc import Sequence

from anmeld.render.pdf.atoms import (
    Atom,
    show_hyphen,
)
from anmeld.render.pdf.fragments import (
    Fragment,
    Intrusion,
    Line,
    decimal_share,
    justified,
    measure,
    merged,
)
from anmeld.render.pdf.looks import ParagraphStyle, RunStyle, TabStop
from anmeld.render.pdf.model import (
    Paragraph,
    Tab,
)
from anmeld.render.pdf.tabstops import next_stop


class LineMaker:
    """Makes lines of what it is given, one after another.

    Args:
        paragraph: The paragraph.
        width: The column's width.
        tab: Distance of the tab stops that nobody set.
        numbers: Page number and number of pages as printed, where they are known.
        intrusions: Pictures that stand beside its lines.
    """

    def __init__(
        self,
        paragraph: Paragraph,
        width: float,
        tab: float,
        numbers: tuple[str, str] | None,
        intrusions: Sequence[Intrusion] = (),
    ) -> None:
        self._style: ParagraphStyle = paragraph.style
        self._mark = paragraph.mark
        self._items = paragraph.items
        self._width = width
        self._right = width - self._style.right
        self._intrusions = intrusions
        self._y = self._lead = 0.0
        self._tab = tab
        self._numbers = numbers
        self._lines: list[Line] = []
        self._extras = Line([], 0.0, 0.0)
        self._pending: tuple[int, TabStop, float] | None = None
        self._leaders: dict[int, str] = {}
        self._x = self._begin = 0.0
        self._last = 0
        self._hyphens: list[int] = []
        self._atoms: list[Atom] = []
        self._start(self._style.left + self._style.first)

    def _start(self, x: float) -> None:
        self._atoms = []
        self._last = 0
        if self._intrusions:
            x = self._yield_room(x)
        self._x = self._begin = x

    def _yield_room(self, x: float) -> float:
        """Give way to pictures: move the line's ends, or the line below them."""
        height = self._mark.ascent + self._mark.descent
        y, left, right = self._y, 0.0, 0.0
        for room in self._intrusions:
            if room.top < y + height and room.bottom > y:
                if room.whole:
                    y = room.bottom
                else:
                    left, right = max(left, room.left), max(right, room.right)
        self._lead = y - self._y
        self._right = self._width - max(self._style.right, right)
        return max(x, left)

    def _push(self, atom: Atom) -> None:
        self._atoms.append(atom)
        self._x += atom.full
        if atom.ends:
            self._last = len(self._atoms)

    def _add_tab(self, item: Tab) -> None:
        self._settle()
        stop = next_stop(self._style, self._x, self._tab, self._right)
        if stop is None and self._atoms:
            self._finish(last=True)
            stop = next_stop(self._style, self._x, self._tab, self._right)
        stop = stop or TabStop(self._x + self._tab, "left", None)
        atom = Atom("", item.style, item.owner, 0.0, 0.0, True, None, item)
        if stop.align in ("right", "center", "decimal"):
            self._pending = (len(self._atoms), stop, self._x)
        else:
            atom.width = atom.full = stop.position - self._x
        if stop.leader:
            self._leaders[len(self._atoms)] = stop.leader
        self._push(atom)

    def _settle(self) -> None:
        """Move the text after a right, centre or decimal tab to its place."""
        if self._pending is None:
            return
        index, stop, before = self._pending
        self._pending = None
        following = self._atoms[index + 1 :]
        width = sum(atom.full for atom in following)
        if following:
            width -= following[-1].full - following[-1].width
        part = {"center": 0.5, "decimal": decimal_share(following)}.get(stop.align, 1)
        room = max(0.0, min(stop.position - before - width * part, 1e4))
        self._atoms[index].width = self._atoms[index].full = room
        self._x += room

    def _finish(
        self, *, last: bool, breaks: bool = False, style: RunStyle | None = None
    ) -> None:
        self._settle()
        atoms = self._atoms
        if atoms and atoms[-1].text.endswith("\u00ad") and not last:
            show_hyphen(atoms[-1])
        line = self._extras
        line.breaks = breaks
        line.fragments = self._fragments(atoms, last)
        measure(line, style or self._mark, self._style)
        if self._intrusions:
            line.height += self._lead
            line.baseline += self._lead
            self._y += line.height
        self._lines.append(line)
        self._extras = Line([], 0.0, 0.0)
        self._leaders = {}
        self._start(self._style.left)

    def _fragments(self, atoms: list[Atom], last: bool) -> list[Fragment]:
        if not atoms:
            return []
        end = self._x - atoms[-1].full + atoms[-1].width
        shift, stretch, tabs = 0.0, 0.0, 0
        room = self._right - end
        align = self._style.align
        if align == "right":
            shift = room
        elif align == "center":
            shift = room / 2
        elif align == "both" and not last and room > 0:
            tabs, stretch = justified(atoms, room)
        x = self._begin + shift
        return merged(atoms, x, stretch, tabs, self._leaders)
