"""Breaking words at syllables, where a document asks for it."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from anmeld.render.pdf.names import TWIP, VAL, W, number, on

if TYPE_CHECKING:
    from pyphen import Pyphen

_LEAST: Final = 3
"""Letters that stand at least on each side of a break. The patterns allow two, but err
most there: the Danish ones would part `me-darbejder`."""
_ZONE: Final = 360.0
"""Word's hyphenation zone where the document names none, in twentieths of a point."""
_WORD: Final = re.compile("[(\\[«»„“\"'‘’]*([^\\W\\d_]+)[.,;:!?)\\]«»“”\"'’…]* *")
"""A word of letters alone with the marks around it. What holds digits, strokes or
hyphens of its own is not parted: numbers, addresses, e-mail-adresser."""


@dataclass(frozen=True, slots=True, eq=False)
class Hyphenation:
    """How a document wants its words parted.

    Attributes:
        zone: Room that may be left at the end of a line before a word is parted.
        limit: Most lines in a row that end with a hyphen; 0 for any number.
        capitals: Whether words in capitals are parted too.
    """

    zone: float
    limit: int
    capitals: bool

    def points(self, word: str, lang: str) -> list[int]:
        """Tell where a word may be parted.

        Args:
            word: The word with the marks and spaces around it.
            lang: Its language as a BCP 47 tag.

        Returns:
            How many characters may stand before the break, the most first.
        """
        found = _WORD.fullmatch(word)
        patterns = patterns_of(lang)
        if found is None or patterns is None:
            return []
        letters = found[1]
        if len(letters) < 2 * _LEAST or len(letters.lower()) != len(letters):
            return []  # positions would count other characters than ours
        if letters.isupper() and not self.capitals:
            return []
        start = found.start(1)
        points = patterns.positions(letters)
        patterns.hd.cache.clear()  # it would keep the words of every record for good
        # A break that would change the spelling is none: nothing is written anew here.
        return [start + at for at in reversed(points) if at.data is None]


@functools.lru_cache(maxsize=64)
def patterns_of(lang: str) -> Pyphen | None:
    """Give the patterns of a language, read once a process.

    Args:
        lang: A BCP 47 tag; a region without patterns of its own gets its language's.

    Returns:
        The patterns, or None where there are none.
    """
    import pyphen

    known = pyphen.language_fallback(lang)
    return pyphen.Pyphen(lang=known, left=_LEAST, right=_LEAST) if known else None


def read_hyphenation(root: etree._Element) -> Hyphenation | None:
    """Read what `w:settings` asks for; None where words are not to be parted."""
    asked = root.find(W + "autoHyphenation")
    if asked is None or not on(asked.get(VAL)):
        return None
    zone = root.find(W + "hyphenationZone")
    limit = root.find(W + "consecutiveHyphenLimit")
    capitals = root.find(W + "doNotHyphenateCaps")
    return Hyphenation(
        number(zone.get(VAL) if zone is not None else None, _ZONE) * TWIP,
        int(number(limit.get(VAL))) if limit is not None else 0,
        capitals is None or not on(capitals.get(VAL)),
    )
