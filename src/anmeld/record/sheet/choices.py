"""What is said of a cell that holds none of the words of its drop-down list."""

from __future__ import annotations

import re
from typing import Final

from anmeld import _slips
from anmeld._i18n import Message, msg
from anmeld._validation import FaultyValue, Finding
from anmeld.record.sheet.keys import choices_of, record_fields

_LEAST_PART: Final = 4
_WORD: Final = re.compile(r"[^\W_]+")


def not_on_list(text: str, words: list[str]) -> FaultyValue:
    """Say that a cell holds none of the words of its drop-down list.

    Args:
        text: What the cell holds.
        words: The words of the list.

    Returns:
        The fault, with the nearest word first where one is near.
    """
    problem = msg("is not one of the allowed values.")
    if close := _nearest_words(text, words):
        remedy = msg("Did you mean »{word}«?", word=close)
    else:
        # The words hold commas themselves.
        remedy = msg("Choose from the list: {words}.", words="; ".join(words))
    return FaultyValue("not-allowed-value", problem, remedy)


def missing_words(finding: Finding) -> Message | None:
    """Say what to choose where a value of a closed list is missing.

    Args:
        finding: What is wrong with the record.

    Returns:
        The remedy in the words of the drop-down; `None` for any other finding.
    """
    names = (str(part) for part in finding.path if not isinstance(part, int))
    wanted = ".".join(names)
    fields = record_fields().values()
    field = next((f for f in fields if f.key.replace("[]", "") == wanted), None)
    words = list(choices_of(field)) if field else []
    if finding.code != "missing" or not words:
        return None
    return msg("Choose from the list: {words}.", words="; ".join(words))


def _nearest_words(text: str, words: list[str]) -> str | None:
    if close := _slips.meant(text, words):
        return close
    # A person writes the one word that tells it: `opsøgning`, `vold`.
    wanted = text.strip().casefold()
    if len(wanted) < _LEAST_PART or not wanted.isalpha():
        return None
    found = [each for each in words if wanted in _WORD.findall(each.casefold())]
    sound = len(found) == 1 and _slips.says_the_same(text, found[0])
    return found[0] if sound else None
