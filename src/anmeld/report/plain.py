"""Texts of a run file as a report can hold them."""

from __future__ import annotations

import re
from functools import lru_cache

from anmeld.formatting.characters import substitute


# The same few words stand in most lines: one copy of each is kept.
@lru_cache(maxsize=4096)
def plain(value: object) -> str:
    """Give a text on one line, without characters that no document holds.

    Args:
        value: A text of the run file, or `None`.

    Returns:
        The text; what cannot be shown is marked by its code point.
    """
    if value is None:
        return ""
    return substitute(" ".join(str(value).split()))[0]


def file_name(place: str) -> str:
    """Cut a path to its last part: folders of a machine are nobody else's matter.

    Args:
        place: A path, or a path with a line or row after it.

    Returns:
        The file's own name and what follows it.
    """
    return re.split(r"[/\\]", plain(place).rstrip("/\\"))[-1]
