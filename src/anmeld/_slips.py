"""Which word of a closed list was meant, where a slip of the pen is all there is to it.

A value decides duties, so a word that says something else is never taken for one that
only looks alike: `over 14 dage` is not `under 1 dag`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from anmeld._names import ascii_name

_MOST_SLIPS: Final = 2
_LETTERS_A_SLIP: Final = 5
_LEAST_BEGINNING: Final = 6
_LONGEST: Final = 100
# Words that turn what stands beside them.
_NEGATIONS: Final = frozenset(
    {"aldrig", "ej", "ikke", "ingen", "ingenting", "intet", "nej", "not", "uden"}
)
_BOUNDS: Final = frozenset(
    {"efter", "foer", "hoejst", "kun", "mere", "mindre", "mindst", "over", "under"}
)
_TURNING: Final = _NEGATIONS | _BOUNDS
_DIGITS: Final = re.compile(r"[0-9]+")
_WORD: Final = re.compile(r"[^\W_]+")


def meant(written: str, known: Iterable[str]) -> str | None:
    """Find the word that a person meant and misspelt.

    Args:
        written: What was written; `ø` counts as `oe`.
        known: The words of the list.

    Returns:
        The one word that differs by a slip of the pen, or that was cut short; `None`
        where none is, or more than one.
    """
    if len(written) > _LONGEST:
        return None
    found = [word for word in known if is_slip(written, word) or _begins(written, word)]
    return found[0] if len(found) == 1 else None


def is_slip(written: str, word: str) -> bool:
    """Tell whether two texts differ by a slip of the pen and say the same.

    Args:
        written: What was written.
        word: The word that may have been meant.

    Returns:
        Whether at most two letters differ, and at most one in five.
    """
    one, other = ascii_name(written), ascii_name(word)
    most = min(_MOST_SLIPS, min(len(one), len(other)) // _LETTERS_A_SLIP)
    return says_the_same(written, word) and _distance(one, other) <= most


def _begins(written: str, word: str) -> bool:
    one = ascii_name(written)
    # A number is never cut short: `under 1` may be a day or a week.
    whole = len(one) >= _LEAST_BEGINNING and not _DIGITS.search(one)
    return whole and ascii_name(word).startswith(one) and says_the_same(written, word)


def says_the_same(written: str, word: str) -> bool:
    """Tell whether two texts have the same numbers and the same words that turn one.

    Args:
        written: What was written.
        word: The word that may have been meant.

    Returns:
        Whether neither has a number, a negation or a bound that the other has not.
    """
    one, other = ascii_name(written), ascii_name(word)
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    # `Kendt` is the opposite of `ukendt`, by one letter.
    if f"u{one}" == other or f"u{other}" == one:
        return False
    return _turning(one) == _turning(other)


def _turning(text: str) -> frozenset[str]:
    return _TURNING.intersection(_WORD.findall(text))


def _distance(one: str, other: str) -> int:
    """Count the letters to add, drop or change (Levenshtein)."""
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for at, wanted in enumerate(other, start=1):
            changed = above[at - 1] + (letter != wanted)
            here.append(min(changed, above[at] + 1, here[-1] + 1))
        above = here
    return above[-1]
