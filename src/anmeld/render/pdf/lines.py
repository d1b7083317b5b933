"""Breaking a paragraph into lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from anmeld.render.pdf.atoms import (
    EPSILON,
    LONG,
    SPECIAL,
    Atom,
    atoms_of,
    atoms_of_word,
    cut,
    fitting,
    hyphen_width,
)
from anmeld.render.pdf.fragments import (
    Line,
)
from anmeld.render.pdf.linemaking import LineMaker
from anmeld.render.pdf.model import (
    Anchor,
    Break,
    Floating,
    Inline,
    NoteReference,
    PageNumber,
    Tab,
    Text,
)


class Breaker(LineMaker):
    """Breaks one paragraph: fills lines with its words."""

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
        *words, last = item.text.split(" ")
        odd = SPECIAL.search(item.text) is not None
        if odd or max(map(len, words), default=0) > LONG:
            words = self._odd_words(words, item)
        self._words(words, item)
        if last and (odd or len(last) > LONG):
            self._add_all(atoms_of_word(last, item))
        elif last:
            width = face.width(last) * scale
            self._add(Atom(last, item.style, item.owner, width, width, False))

    def _odd_words(self, words: Sequence[str], item: Text) -> list[str]:
        """Add words up to the last one that lines end within; give those after it."""
        plain: list[str] = []
        for word in words:
            if len(word) <= LONG and SPECIAL.search(word) is None:
                plain.append(word)
                continue
            self._words(plain, item)
            self._add_all(atoms_of_word(word + " ", item))
            plain = []
        return plain

    def _words(self, words: Sequence[str], item: Text) -> None:
        """Fill lines with words that each have a space after them."""
        face, scale = item.style.face, item.style.size / 1000
        known, space = face.words.get, face.width(" ")
        ends = list(accumulate([(known(w) or face.width(w)) + space for w in words]))
        start, before = 0, 0.0
        while start < len(words):
            room = (self._right + EPSILON - self._x) / scale + space
            end = bisect_right(ends, before + room, start)
            if end > start:
                self._join(words[start:end], (ends[end - 1] - before) * scale, item)
                before = ends[end - 1]
            start = end
            if end == len(words):
                return
            whole = self._style.hyphenation is None
            if whole and self._atoms and self._last == len(self._atoms):
                self._finish(last=False)
            else:
                self._add_all(atoms_of_word(words[end] + " ", item))
                start, before = end + 1, ends[end]

    def _join(self, words: Sequence[str], full: float, item: Text) -> None:
        """Add words that fit, each with a space after it."""
        style = item.style
        width = full - style.face.width(" ") * style.size / 1000
        text = " ".join(words) + " "
        self._push(Atom(text, style, item.owner, width, full, True))

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

    def _add(self, atom: Atom) -> None:
        while self._x + atom.width > self._right + EPSILON:
            rest = self._parted(atom)
            if rest is None:
                self._overflow(atom)
                return
            atom = rest
        self._push(atom)

    def _parted(self, atom: Atom) -> Atom | None:
        """Fill the line with a word's first syllables; give the rest of the word."""
        wanted, style = self._style.hyphenation, atom.style
        if wanted is None or atom.thing is not None or atom.actual is not None:
            return None
        before = self._atoms[-1].text if self._atoms else ""
        if self._last != len(self._atoms) or (before and before[-1] != " "):
            return None  # the word began in another style, or has hyphens of its own
        if "\u00ad" not in style.face.chars:
            return None
        if self._atoms and (  # a word wider than the line must be parted anyhow
            self._room_left() <= wanted.zone or self._hyphens_in_row(wanted.limit)
        ):
            return None
        room = self._right + EPSILON - self._x
        for count in wanted.points(atom.text, style.lang):
            head, rest = cut(atom, count)
            head.text += "\u00ad"
            head.ends = True
            if head.width + hyphen_width(head) <= room:
                self._push(head)
                self._hyphens.append(len(self._lines))
                self._finish(last=False)
                return rest
        return None

    def _room_left(self) -> float:
        """Measure the room after the line's last word."""
        last = self._atoms[-1]
        return self._right - self._x + last.full - last.width

    def _hyphens_in_row(self, limit: int) -> bool:
        """Whether as many lines in a row as may be end with a hyphen of ours."""
        return 0 < limit <= len(self._hyphens) and (
            self._hyphens[-limit] == len(self._lines) - limit
        )

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
            if not rest:
                self._add(atom)  # a word wider than the line may still be parted
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
