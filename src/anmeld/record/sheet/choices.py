"""What is said of a cell that holds none of the words of its drop-down list."""

from __future__ import annotations

import difflib
from typing import Final

from anmeld._i18n import Message, msg
from anmeld._validation import FaultyValue, Finding
from anmeld.record.sheet.keys import choices_of, record_fields

_LEAST_PART: Final = 4


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
    by_fold = {word.casefold(): word for word in words}
    wanted = text.strip().casefold()
    found = difflib.get_close_matches(wanted, by_fold, n=1, cutoff=0.6)
    if not found and len(wanted) >= _LEAST_PART:
        # A person writes the word that tells it: `stalking`, `vold`.
        found = [each for each in by_fold if wanted in each]
    return by_fold[found[0]] if len(found) == 1 else None
