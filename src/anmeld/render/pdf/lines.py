"""Breaking a paragraph into lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from anmeld.render.pdf.atoms import (
    EPSILON,
    LONG,
    SPECIAL,
    Atom,
    atoms_of,
    atoms_of_word,
    cut,
    fitting,
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
    Anchor,
    Break,
    Floating,
    Inline,
    NoteReference,
    PageNumber,
    Paragraph,
    Tab,
    Text,
)


class Breaker:
    """Breaks one paragraph.

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
        self._atoms: list[Atom] = []
        self._start(self._style.left + self._style.first)

    def lines(self) -> list[Line]:
        """Break the paragraph; an empty one has one empty line."""
        for item in self._items:
            self._item(item)
        if self._atoms or not self._lines or self._lines[-1].breaks:
            self._finish(last=True)
        return self._lines

    def _item(self, item: object) -> None:
        if type(item) is Text:
            self._text(item)
        elif type(item) is Tab:
            self._add_tab(item)
        elif type(item) is Break:
            self._finish(last=True, breaks=item.kind == "page", style=item.style)
        else:
            self._special(item)

    def _text(self, item: Text) -> None:
        """Fill lines with a text; words that fit stay joined, as most of them do."""
        face, scale = item.style.face, item.style.size / 1000
        if item.style.spacing or item.actual is not None or " " not in face.chars:
            self._add_all(atoms_of(item))
            return
        known, space = face.words, face.width(" ") * scale
        odd = SPECIAL.search(item.text) is not None
        *words, last = item.text.split(" ")
        start, full, x, limit = 0, 0.0, self._x, self._right + EPSILON
        for index, word in enumerate(words):
            if len(word) <= LONG and not (odd and SPECIAL.search(word)):
                width = (known.get(word) or face.width(word)) * scale
                if x + width <= limit:
                    full += width + space
                    x += width + space
                    continue
            self._join(words[start:index], full, x, item)
            self._add_all(atoms_of_word(word + " ", item))
            start, full, x, limit = index + 1, 0.0, self._x, self._right + EPSILON
        self._join(words[start:], full, x, item)
        if last and (odd or len(last) > LONG):
            self._add_all(atoms_of_word(last, item))
        elif last:
            width = face.width(last) * scale
            self._add(Atom(last, item.style, item.owner, width, width, False))

    def _join(self, words: list[str], full: float, x: float, item: Text) -> None:
        """Add words that fit and end at `x`, each with a space after it."""
        if words:
            style = item.style
            width = full - style.face.width(" ") * style.size / 1000
            text = " ".join(words) + " "
            self._push(Atom(text, style, item.owner, width, full, True))
            self._x = x

    def _add_all(self, atoms: Iterable[Atom]) -> None:
        for atom in atoms:
            self._add(atom)

    def _special(self, item: object) -> None:
        if isinstance(item, PageNumber):
            self._add_number(item)
        elif isinstance(item, Inline):
            width = item.picture.width
            self._add(
                Atom("", item.style, item.owner, width, width, True, None, item.picture)
            )
        elif isinstance(item, NoteReference):
            self._text(Text(item.mark, item.style, item.owner))
            self._extras.notes += (item,)
        elif isinstance(item, Anchor):
            self._extras.anchors += (item.name,)
        elif isinstance(item, Floating):
            self._extras.floats += (item,)

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

    def _add(self, atom: Atom) -> None:
        if self._x + atom.width > self._right + EPSILON:
            self._overflow(atom)
        else:
            self._push(atom)

    def _overflow(self, atom: Atom) -> None:
        if self._last:
            rest = self._atoms[self._last :]
            del self._atoms[self._last :]
            self._finish(last=False)
            for kept in rest:
                self._push(kept)
            if self._x + atom.width <= self._right + EPSILON:
                self._push(atom)
                return
        self._force(atom)

    def _force(self, atom: Atom) -> None:
        """Place what no line is wide enough for, cutting a word where it must be."""
        while self._x + atom.width > self._right + EPSILON:
            count = 0 if atom.actual else fitting(atom, self._right - self._x)
            if count == 0 and self._atoms:
                self._finish(last=False)
                continue
            if atom.actual or len(atom.text) < 2 or count >= len(atom.text):
                break
            head, atom = cut(atom, max(count, 1))
            self._push(head)
            self._finish(last=False)
        self._push(atom)

    def _add_number(self, item: PageNumber) -> None:
        if self._numbers is not None:
            text = self._numbers[item.kind == "pages"]
            self._text(Text(text, item.style, item.owner))
            return
        width = item.style.face.width("1") * item.style.size / 1000
        self._add(Atom("", item.style, item.owner, width, width, False, None, item))

    def _add_tab(self, item: Tab) -> None:
        self._settle()
        stop = self._stop()
        if stop is None and self._atoms:
            self._finish(last=True)
            stop = self._stop()
        stop = stop or TabStop(self._x + self._tab, "left", None)
        atom = Atom("", item.style, item.owner, 0.0, 0.0, True, None, item)
        if stop.align in ("right", "center", "decimal"):
            self._pending = (len(self._atoms), stop, self._x)
        else:
            atom.width = atom.full = stop.position - self._x
        if stop.leader:
            self._leaders[len(self._atoms)] = stop.leader
        self._push(atom)

    def _stop(self) -> TabStop | None:
        """Find the tab stop that a tab here runs to."""
        x = self._x + 0.5
        custom = [stop for stop in self._style.tabs if stop.position > x]
        hanging = self._style.left
        if self._style.first < 0 and hanging > x:
            custom = [stop for stop in custom if stop.position < hanging]
            return custom[0] if custom else TabStop(hanging, "left", None)
        custom = [stop for stop in custom if stop.align != "bar"]
        if custom:
            return custom[0]
        position = (x // self._tab + 1) * self._tab if self._tab > 0 else x + 36
        return TabStop(position, "left", None) if position <= self._right else None

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
