"""The smallest things that a line is filled with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from anmeld.render.pdf.looks import RunStyle
from anmeld.render.pdf.model import (
    PageNumber,
    Picture,
    Tab,
    Text,
)
from anmeld.render.pdf.structure import Element

EPSILON: Final = 0.05
"""Points that rounding may add up to before a word counts as too wide."""


LONG: Final = 200
"""Longest stretch of text handled as one; a longer word is cut where it must."""


SPECIAL: Final = re.compile("[-\u2010\u2012-\u2014\u00ad\u200b]")
"""Characters within a word after which a line may end."""


_ENDING: Final = " -\u2010\u2012\u2013\u2014\u00ad\u200b"
"""Characters that a line may end after."""


_WORD: Final = re.compile(
    # a hyphen between letters or digits: a line may end there, but within no number as
    # long as a CPR number, which is read as none in two halves
    "[^ ]*?(?:(?<=\\w)[-\u2010](?:(?=[^\\W\\d])|(?<!\\d{5}[-\u2010])(?=\\w))"
    "|(?<=\\w)[\u2012-\u2014](?=\\w)"
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


def atoms_of(item: Text) -> list[Atom]:
    """Cut a text where lines may end."""
    text, style = item.text, item.style
    if item.actual is not None:
        width = style.face.width(text) * style.size / 1000
        width += style.spacing * len(text)
        return [Atom(text, style, item.owner, width, width, True, item.actual)]
    if " " in style.face.chars and SPECIAL.search(text) is None:
        *inner, last = text.split(" ")
        words = [word + " " for word in inner] + ([last] if last else [])
        return [atom for word in words for atom in _careful(word, item)]
    return _hyphened(text, item)


def atoms_of_word(word: str, item: Text) -> Iterable[Atom]:
    """Cut a word, with the space after it if there is one, where lines may end."""
    if SPECIAL.search(word) is not None:
        return _hyphened(word, item)
    return _careful(word, item)


def _hyphened(text: str, item: Text) -> list[Atom]:
    """Cut at hyphens too."""
    return [atom for word in _WORD.findall(text) for atom in _careful(word, item)]


def _careful(word: str, item: Text) -> Iterable[Atom]:
    """Make the atoms of one word with the spaces around it."""
    style = item.style
    scale, measure, spacing = style.size / 1000, style.face.width, style.spacing
    if word[-1] not in _ENDING and len(word) <= LONG:
        width = measure(word) * scale + spacing * len(word)
        return [Atom(word, style, item.owner, width, width, False)]
    bare = word.rstrip(" ")
    if len(bare) > LONG:
        return _long(word, item)
    width = full = measure(bare) * scale + spacing * len(bare)
    ends = len(word) > len(bare)
    if ends:
        full += measure(word[len(bare) :]) * scale + spacing * (len(word) - len(bare))
    elif bare[-1] in _ENDING:
        ends = True
        if bare[-1] == "\u00ad":  # not drawn, unless the line ends here
            width = full = measure(bare[:-1]) * scale + spacing * (len(bare) - 1)
    return [Atom(word, style, item.owner, width, full, ends)]


def _long(word: str, item: Text) -> Iterator[Atom]:
    for start in range(0, len(word), LONG):
        part = word[start : start + LONG]
        bare = part.rstrip(" ")
        scale = item.style.size / 1000
        width = item.style.face.width(bare) * scale + item.style.spacing * len(bare)
        full = item.style.face.width(part) * scale + item.style.spacing * len(part)
        yield Atom(part, item.style, item.owner, width, full, len(part) > len(bare))


def fitting(atom: Atom, room: float) -> int:
    """Count the characters of a word that fit; an address is cut after a stroke."""
    style = atom.style
    scale, widths = style.size / 1000, style.face.widths
    count, used = 0, 0.0
    for char in atom.text:
        used += widths[char] * scale + style.spacing
        if used > room + EPSILON:
            break
        count += 1
    stroke = atom.text.rfind("/", 0, count)
    return stroke + 1 if stroke > 0 and count < len(atom.text) else count


def cut(atom: Atom, count: int) -> tuple[Atom, Atom]:
    """Cut a word after some of its characters."""
    head, tail = (
        next(_long(text, Text(text, atom.style, atom.owner)))
        for text in (atom.text[:count], atom.text[count:])
    )
    tail.ends = atom.ends
    return head, tail


def hyphen_width(atom: Atom) -> float:
    """Measure the hyphen that a word would end with."""
    return atom.style.face.width("\u00ad") * atom.style.size / 1000


def show_hyphen(atom: Atom) -> None:
    """Draw the soft hyphen that a word ends with: the line ends there."""
    width = hyphen_width(atom)
    atom.width += width
    atom.full += width
    atom.actual = ""  # only a mark: the hyphen is drawn
