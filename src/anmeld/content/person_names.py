"""The forms under which a person's name would be recognised.

A full name counts in any order. Of the people whom a text is likely to name by one
name alone - the offender and the citizen, a witness's family name, a child's first
name - that name counts too, written with its capital.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from anmeld.content.everyday import PRINTED, ROLES
from anmeld.content.folding import fold
from anmeld.content.trace import Fit, Trace, compact

_SHORTEST: Final = 4
_UNMISTAKABLE_WORD: Final = 8

_BESIDE_NAME = re.compile(r"[,(;/\n]")
_WORDS = re.compile(r"[^\W_]+")

# Fields where a name or a role may stand; other name fields hold names only.
_NAME_OR_ROLE: Final = frozenset(
    {"bilag[].sikret_af", "afgoerelse.truffet_af", "udoever.profiler[].navn"}
)
_FIRST_AND_LAST: Final = (0, -1)
_TELLING: Final[Mapping[str, tuple[int, ...]]] = {
    "udoever.navn": _FIRST_AND_LAST,
    "borgersag.borger.navn": _FIRST_AND_LAST,
    "naertstaaende[].navn": _FIRST_AND_LAST,
    "vidner[].navn": (-1,),
}


def name_traces(value: str, name: str) -> Iterator[Trace]:
    """Give the forms of a person's name.

    Args:
        value: The name.
        name: The field's name, `vidner[].navn`.

    Yields:
        Its forms; none for a role, and for what is too short to tell a person by.
    """
    for part in dict.fromkeys((value, _BESIDE_NAME.split(value, maxsplit=1)[0])):
        tokens = fold(part).tokens
        if len(tokens) < 2:
            yield from single_name(part.strip())
        elif not _is_role(part, may_be_role=name in _NAME_OR_ROLE):
            first, *_, last = tokens
            for form in ("".join(tokens), first + last, last + "".join(tokens[:-1])):
                if len(form) >= _SHORTEST:
                    yield Trace(form, Fit.WITHIN)
            yield from _telling_parts(part, _TELLING.get(name, ()))


def known_name_traces(value: str) -> Iterator[Trace]:
    """Give the single names that a reader knows, who may see a whole one.

    Args:
        value: The name of a person, an authority, a place.

    Yields:
        A form for each word of it.
    """
    for word in _WORDS.findall(value):
        yield Trace(compact(word), Fit.WORD)


def single_name(word: str) -> Iterator[Trace]:
    """Give the form of a name that is one word.

    Args:
        word: The word.

    Yields:
        Its form; none for a role, or a short word without a capital.
    """
    if len(word) < _SHORTEST or is_role_word(word):
        return
    if len(word) >= _UNMISTAKABLE_WORD or any(map(str.isdigit, word)):
        yield Trace(compact(word))
    elif word[0].isupper():
        yield Trace(compact(word), Fit.WORD)


def reads_as_name(text: str) -> bool:
    """Tell whether a text begins and ends with a capital, as a name does."""
    words: list[str] = _WORDS.findall(text)
    return bool(words) and all(word[0].isupper() for word in (words[0], words[-1]))


def is_role_word(word: str) -> bool:
    """Tell whether a word says what a person is, not who."""
    plain = word.casefold()
    return plain in ROLES or plain.removesuffix("s") in ROLES


def _is_role(part: str, *, may_be_role: bool) -> bool:
    if may_be_role and not reads_as_name(part):
        return True
    words: list[str] = _WORDS.findall(part)
    return part == part.casefold() and any(map(is_role_word, words))


def _telling_parts(part: str, places: tuple[int, ...]) -> Iterator[Trace]:
    if not reads_as_name(part):
        return
    words: list[str] = _WORDS.findall(part)
    for place in places:
        word = words[place]
        is_common = is_role_word(word) or word.casefold() in PRINTED
        if len(word) >= _SHORTEST and not is_common:
            yield Trace(compact(word), Fit.WORD)
