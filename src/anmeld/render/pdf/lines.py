"""Breaking a paragraph into lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from anmeld.render.pdf.model import (
    Anchor,
    Break,
    Floating,
    Inline,
    NoteReference,
    PageNumber,
    Paragraph,
    ParagraphStyle,
    Picture,
    RunStyle,
    Tab,
    TabStop,
    Text,
)
from anmeld.render.pdf.structure import Element

EPSILON: Final = 0.05
"""Points that rounding may add up to before a word counts as too wide."""
_LONG: Final = 200
"""Longest stretch of text handled as one; a longer word is cut where it must."""
_SPECIAL: Final = re.compile("[-/\u2010\u2012-\u2014\u00ad\u200b]")
_WORD: Final = re.compile(
    # a hyphen or stroke between letters or digits: a line may end there
    "[^ ]*?(?:(?<=\\w)[-\u2010\u2012-\u2014](?=\\w)|(?<=\\w)/(?=[^\\d\\W])"
    "|[\u2013\u2014](?=\\w)"
    "|\u00ad|\u200b)| *[^ ]+ *| +"
)


@dataclass(slots=True, eq=False)
class Atom:
    """The smallest thing a line is filled with.

    Attributes:
        text: What is drawn; empty for what is no text.
        style: How it looks.
        owner: Its element.
        width: Width without trailing spaces.
        full: Width with trailing spaces.
        ends: Whether the line may end after it.
        actual: What its text stands for, where that differs.
        thing: A tab, picture, page number, or None for text.
    """

    text: str
    style: RunStyle
    owner: Element | None
    width: float
    full: float
    ends: bool
    actual: str | None = None
    thing: Tab | Picture | PageNumber | None = None


@dataclass(slots=True, eq=False)
class Fragment:
    """What is painted in one go: a stretch of a line in one style.

    Attributes:
        x: Where it starts, from the column's left edge.
        text: What is drawn.
        style: How it looks.
        owner: Its element.
        width: How wide it is.
        stretch: What justification adds to each space.
        actual: What its text stands for, where that differs.
        thing: A picture, a page number, a tab with its leader, or None for text.
    """

    x: float
    text: str
    style: RunStyle
    owner: Element | None
    width: float
    stretch: float = 0.0
    actual: str | None = None
    thing: Tab | Picture | PageNumber | None = None
    leader: str | None = None


@dataclass(slots=True, eq=False)
class Line:
    """A line.

    Attributes:
        fragments: What is painted, left to right.
        height: Its height.
        baseline: Distance of the baseline from its top.
        notes: Footnotes whose marks stand in it.
        anchors: Bookmarks that stand in it.
        floats: Pictures anchored in it.
        breaks: Whether the page ends after it.
    """

    fragments: list[Fragment]
    height: float
    baseline: float
    notes: list[NoteReference] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    floats: list[Floating] = field(default_factory=list)
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Intrusion:
    """Room that an anchored picture takes from the lines beside it.

    Attributes:
        top: Where it starts, from the paragraph's top.
        bottom: Where it ends.
        left: What it takes of the column's left side.
        right: What it takes of the column's right side.
        whole: Whether no text stands beside it.
    """

    top: float
    bottom: float
    left: float
    right: float
    whole: bool


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
            for atom in _atoms(item):
                self._add(atom)
        elif type(item) is Tab:
            self._add_tab(item)
        elif type(item) is Break:
            self._finish(last=True, breaks=item.kind == "page", style=item.style)
        else:
            self._special(item)

    def _special(self, item: object) -> None:
        if isinstance(item, PageNumber):
            self._add_number(item)
        elif isinstance(item, Inline):
            width = item.picture.width
            self._add(
                Atom("", item.style, item.owner, width, width, True, None, item.picture)
            )
        elif isinstance(item, NoteReference):
            for atom in _atoms(Text(item.mark, item.style, item.owner)):
                self._add(atom)
            self._extras.notes.append(item)
        elif isinstance(item, Anchor):
            self._extras.anchors.append(item.name)
        elif isinstance(item, Floating):
            self._extras.floats.append(item)

    def _start(self, x: float) -> None:
        self._atoms: list[Atom] = []
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
            count = _fitting(atom, self._right - self._x)
            if count == 0 and self._atoms:
                self._finish(last=False)
                continue
            if len(atom.text) < 2 or count >= len(atom.text):
                break
            head, atom = _cut(atom, max(count, 1))
            self._push(head)
            self._finish(last=False)
        self._push(atom)

    def _add_number(self, item: PageNumber) -> None:
        if self._numbers is not None:
            text = self._numbers[item.kind == "pages"]
            for atom in _atoms(Text(text, item.style, item.owner)):
                self._add(atom)
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
        part = {"center": 0.5, "decimal": _decimal_share(following)}.get(stop.align, 1)
        room = max(0.0, min(stop.position - before - width * part, 1e4))
        self._atoms[index].width = self._atoms[index].full = room
        self._x += room

    def _finish(
        self, *, last: bool, breaks: bool = False, style: RunStyle | None = None
    ) -> None:
        self._settle()
        atoms = self._atoms
        if atoms and atoms[-1].text.endswith("\u00ad") and not last:
            _show_hyphen(atoms[-1])
        line = self._extras
        line.breaks = breaks
        line.fragments = self._fragments(atoms, last)
        self._measure(line, atoms, style or self._mark)
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
            tabs, stretch = _justified(atoms, room)
        x = self._begin + shift
        return _merged(atoms, x, stretch, tabs, self._leaders)

    def _measure(self, line: Line, atoms: list[Atom], mark: RunStyle) -> None:
        styles = {atom.style for atom in atoms} or {mark}
        ascent = max([style.ascent for style in styles])
        descent = max([style.descent for style in styles])
        for atom in atoms:
            if isinstance(atom.thing, Picture):
                ascent = max(ascent, atom.thing.height)
        natural, wanted = ascent + descent, self._style.line
        rule = self._style.rule
        if rule == "auto":
            line.height = natural * wanted
            line.baseline = ascent if wanted >= 1 else ascent - natural * (1 - wanted)
        elif rule == "exact":
            line.height, line.baseline = wanted, wanted * 0.8
        else:
            line.height = max(natural, wanted)
            line.baseline = ascent + line.height - natural


def _atoms(item: Text) -> Iterator[Atom]:
    """Cut a text where lines may end."""
    text, style = item.text, item.style
    scale, measure, spacing = style.size / 1000, style.face.width, style.spacing
    space = measure(" ") * scale + spacing if " " in style.face.chars else 0.0
    if item.actual is not None:
        width = measure(text) * scale + spacing * len(text)
        yield Atom(text, style, item.owner, width, width, True, item.actual)
        return
    words: Iterable[str]
    if _SPECIAL.search(text) is None:
        words = [word + " " for word in text.split(" ")]
        words[-1] = words[-1][:-1]
    else:
        words = _WORD.findall(text)
    for word in words:
        bare = word.rstrip(" ")
        if len(bare) > _LONG:
            yield from _long(word, item)
            continue
        if not word:
            continue
        width = measure(bare) * scale + spacing * len(bare)
        ends = len(word) > len(bare)
        full = width + (len(word) - len(bare)) * space if ends else width
        if not ends and bare[-1] in "-/\u2010\u2012\u2013\u2014\u00ad\u200b":
            ends = True
            if bare[-1] == "\u00ad":  # not drawn, unless the line ends here
                width = full = measure(bare[:-1]) * scale + spacing * (len(bare) - 1)
        yield Atom(word, style, item.owner, width, full, ends)


def _long(word: str, item: Text) -> Iterator[Atom]:
    for start in range(0, len(word), _LONG):
        part = word[start : start + _LONG]
        bare = part.rstrip(" ")
        scale = item.style.size / 1000
        width = item.style.face.width(bare) * scale + item.style.spacing * len(bare)
        full = item.style.face.width(part) * scale + item.style.spacing * len(part)
        yield Atom(part, item.style, item.owner, width, full, len(part) > len(bare))


def _fitting(atom: Atom, room: float) -> int:
    """Count the characters of a word that fit."""
    style = atom.style
    scale, widths = style.size / 1000, style.face.widths
    count, used = 0, 0.0
    for char in atom.text:
        used += widths[char] * scale + style.spacing
        if used > room + EPSILON:
            break
        count += 1
    return count


def _cut(atom: Atom, count: int) -> tuple[Atom, Atom]:
    head, tail = (
        next(_long(text, Text(text, atom.style, atom.owner)))
        for text in (atom.text[:count], atom.text[count:])
    )
    tail.ends = atom.ends
    return head, tail


def _show_hyphen(atom: Atom) -> None:
    width = atom.style.face.width("\u00ad") * atom.style.size / 1000
    atom.width += width
    atom.full += width
    atom.actual = ""  # only a mark: the hyphen is drawn


def _decimal_share(atoms: list[Atom]) -> float:
    """Tell which part of a number stands before its decimal comma."""
    text = "".join(atom.text for atom in atoms)
    total = sum(atom.full for atom in atoms)
    found = re.search(r"[,.]\d*\D*$", text)
    if found is None or not atoms or not total:
        return 1.0
    style = atoms[0].style
    return style.face.width(text[: found.start()]) * style.size / 1000 / total


def _justified(atoms: list[Atom], room: float) -> tuple[int, float]:
    """Share the room among the spaces after the last tab."""
    start = 0
    for index, atom in enumerate(atoms):
        if isinstance(atom.thing, Tab):
            start = index + 1
    spaces = sum(atom.text.count(" ") for atom in atoms[start:])
    spaces -= len(atoms[-1].text) - len(atoms[-1].text.rstrip(" "))
    return start, room / spaces if spaces > 0 else 0.0


def _merged(
    atoms: list[Atom],
    x: float,
    stretch: float,
    stretched: int,
    leaders: dict[int, str],
) -> list[Fragment]:
    """Join atoms alike, so that a plain line is painted in one go."""
    out: list[Fragment] = []
    last: Fragment | None = None
    for index, atom in enumerate(atoms):
        extra = stretch if index >= stretched else 0.0
        text = atom.text
        if text and text[-1] == "\u00ad" and atom.actual is None:
            text = text[:-1]
        width = atom.full + (extra * text.count(" ") if extra else 0.0)
        actual = atom.actual or None
        if (
            last is not None
            and atom.thing is None
            and last.style is atom.style
            and last.owner is atom.owner
            and actual is None
            and last.actual is None
            and last.stretch == extra
        ):
            last.text += text
            last.width += width
        else:
            fragment = Fragment(
                x, text, atom.style, atom.owner, width, extra, actual, atom.thing
            )
            fragment.leader = leaders.get(index)
            out.append(fragment)
            last = fragment if atom.thing is None else None
        x += width
    return out
