"""Characters that a document cannot hold become a marked substitute, never nothing.

A quoted threat is evidence, control characters included. XML 1.0 (section 2.2) has no
way to write them, so the text carries their code point in brackets instead, and the
document lists what was replaced.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Substitution:
    """One kind of character that was replaced.

    Attributes:
        code: The code point, e.g. `U+0007`.
        count: How many times it stood in the text.
    """

    code: str
    count: int


def substitute(text: str) -> tuple[str, tuple[Substitution, ...]]:
    """Replace what XML 1.0 cannot hold by its code point in brackets.

    Args:
        text: Any text; control characters, lone surrogates, U+FFFE and U+FFFF too.

    Returns:
        The text, with `⟦U+0007⟧` for each such character, and what was replaced, by
        code point; nothing for ordinary text, which is returned as it is.
    """
    # Whatever XML cannot hold cannot be printed either; most texts are ordinary.
    found = () if text.isprintable() else _NOT_XML.findall(text)
    if not found:
        return text, ()
    counted = sorted(Counter(map(code_point, found)).items(), key=_by_number)
    notes = tuple(Substitution(code, count) for code, count in counted)
    return _NOT_XML.sub(lambda hit: marked(hit.group()), text), notes


def code_point(character: str) -> str:
    """Name a character by its code point, e.g. `U+0007`."""
    return f"U+{ord(character):04X}"


def marked(character: str) -> str:
    """Give the substitute that stands in a text instead of a character."""
    return f"⟦{code_point(character)}⟧"


def _by_number(entry: tuple[str, int]) -> int:
    return int(entry[0].removeprefix("U+"), 16)
