"""Text made comparable: case, look-alikes, separators and line ends no longer count.

A home address is the same address in capitals, with a soft hyphen in it, broken over
two lines, or percent-encoded in a link. Folding takes all of that away, on both sides
of the comparison.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from urllib.parse import unquote

_TOKEN = re.compile(r"[^\W_]+")
# Of a text in ASCII whose capitals are gone: what is no word becomes a space.
_NO_WORD = {code: " " for code in range(128) if not chr(code).isalnum()}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]\w*);")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")
# Marked substitutes, controls and characters of no width: none of them is part of a
# word, whatever stands in the document for them.
_INVISIBLE = re.compile(
    "⟦U\\+[0-9A-F]{4,6}⟧|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u034f\u061c\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
# The look behind stands after the hyphen, so that nothing else is looked at.
_HYPHENATED = re.compile(r"[-\u2010\u2011](?<=\w[-\u2010\u2011])\s*\n\s*(?=\w)")
_DANISH = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ð": "d", "þ": "th"}
)
# What Danish documents are full of, put right at once; the signs are no part of a word.
_FREQUENT = (
    ("æ", "ae"),
    ("ø", "oe"),
    ("å", "aa"),
    ("\u2013", " "),
    ("»", " "),
    ("«", " "),
)
# Cyrillic and Greek letters that look like Latin ones, after case folding.
_LOOK_ALIKE = str.maketrans(
    "абвгдеёзийкмнорстуухѕіјѵԁԛԝοανρτυχικ" + "ıɡ",
    "a6brdee3uukmhopctyyxsijvdqwoavptuxik" + "ig",
)
_MOST_DECODINGS = 3


class Folded:
    """A text made comparable.

    Args:
        tokens: Its words and numbers.
        readable: The text before case and look-alikes were taken away.

    Attributes:
        tokens: Its words and numbers.
        readable: The text before case and look-alikes were taken away.
        compact: The words and numbers, joined without anything between.
    """

    __slots__ = ("_starts", "compact", "readable", "tokens")

    def __init__(self, tokens: Sequence[str], readable: str) -> None:
        self.tokens = tokens
        self.readable = readable
        self.compact = "".join(tokens)
        self._starts: Sequence[int] = ()

    def __repr__(self) -> str:
        return f"Folded({len(self.compact)})"

    def capitalised(self) -> frozenset[str]:
        """Give the words that begin with a capital, folded."""
        found = (word for word in _TOKEN.findall(self.readable) if word[0].isupper())
        return frozenset(map(_without_looks, found))

    @property
    def spaced(self) -> str:
        """The words and numbers with one space around each."""
        return f" {' '.join(self.tokens)} "

    def spans(self, form: str) -> Iterator[tuple[int, int]]:
        """Give every place in `compact` where a compact form stands."""
        at = self.compact.find(form)
        while at >= 0:
            yield at, at + len(form)
            at = self.compact.find(form, at + 1)

    def is_edge(self, at: int) -> bool:
        """Tell whether a word begins or ends at a place in `compact`.

        A change between letters and digits counts: `tlf12345678`.
        """
        starts = self._edges()
        index = bisect_left(starts, at)
        if index < len(starts) and starts[index] == at:
            return True
        return self.compact[at - 1].isdigit() != self.compact[at].isdigit()

    def rest_of_word(self, at: int) -> str:
        """Give what is left of the word from a place in `compact` on."""
        starts = self._edges()
        return self.compact[at : starts[bisect_left(starts, at)]]

    def _edges(self) -> Sequence[int]:
        # Asked for where a form was found, which is nearly never.
        if not self._starts:
            self._starts = [0, *accumulate(map(len, self.tokens))]
        return self._starts


def fold(text: str) -> Folded:
    """Make a text comparable.

    Args:
        text: Any text: a value of the record or a whole finished document.

    Returns:
        Its words without case, diacritics, look-alikes, encoding or hyphenation.
    """
    readable = _readable(text)
    plain = _without_looks(readable)
    tokens = plain.translate(_NO_WORD).split() if plain.isascii() else None
    return Folded(_TOKEN.findall(plain) if tokens is None else tokens, readable)


def _readable(text: str) -> str:
    # Every step is skipped where it has nothing to do: most texts are short and plain.
    if "%" in text:
        text = _decoded(text)
    if "&" in text:
        # A link or a page's source is often pasted as it is: `Lærkevej&nbsp;14`.
        text = _ENTITY.sub(lambda found: html.unescape(found.group()), text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if not (text.isascii() and text.isprintable()):
        text = _INVISIBLE.sub("", text)
        text = text.replace("\r\n", "\n").replace("\u2028", "\n")
    return _HYPHENATED.sub("", text) if "\n" in text else text


def _decoded(text: str) -> str:
    for _ in range(_MOST_DECODINGS):
        if not _ENCODED.search(text):
            break
        text = unquote(text)
    return text


def _without_looks(text: str) -> str:
    text = text.casefold()
    if text.isascii():
        return text
    for letter, plain in _FREQUENT:
        text = text.replace(letter, plain)
    return text if text.isascii() else _NOT_ASCII.sub(_plainer, text)


def _plainer(found: re.Match[str]) -> str:
    return _plain_run(found.group())


@lru_cache(maxsize=4096)
def _plain_run(run: str) -> str:
    decomposed = unicodedata.normalize("NFKD", run.translate(_DANISH))
    kept = (char for char in decomposed if not unicodedata.combining(char))
    return "".join(map(_plain_character, kept)).translate(_LOOK_ALIKE)


def _plain_character(char: str) -> str:
    if char.isdecimal() and not char.isascii():
        return str(unicodedata.decimal(char))
    # Signs are no part of a word; without them nearly every text is plain ASCII.
    return char if _TOKEN.match(char) else " "
