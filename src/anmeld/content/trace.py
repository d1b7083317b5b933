"""One form under which a value would be recognised, and how it must stand to count."""

from __future__ import annotations

from enum import IntEnum, auto
from typing import NamedTuple

from anmeld.content.folding import fold


class Fit(IntEnum):
    """How a trace must stand in the text to count."""

    WHOLE = auto()  # as whole words, anything or nothing between them
    WITHIN = auto()  # long enough to count also where a word goes on
    INFLECTED = auto()  # a word, also with a Danish ending
    SPACED = auto()  # numbers of a date: separated like one
    FIGURES = auto()  # a short number: separated like one, and no part of a date
    WORD = auto()  # one word, written with a capital


class Trace(NamedTuple):
    """One recognisable form of a value.

    Attributes:
        form: The folded form.
        fit: How it must stand in the text.
        groups: With `Fit.FIGURES` its groups, a space between them.
    """

    form: str
    fit: Fit = Fit.WHOLE
    groups: str = ""

    def __repr__(self) -> str:
        return f"Trace({self.fit.name})"


def compact(text: str) -> str:
    """Fold a text into its letters and digits alone."""
    return fold(text).compact
