"""Whether a form of a value stands in a finished text, as its kind must stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from anmeld.content.folding import Folded
from anmeld.content.trace import Fit, Trace

# Letters after a name that leave it the same name: `Jensens`, `Larsens'`.
_GENITIVES = frozenset({"", "s", "es"})
# Danish endings of a noun: `hjertebanken`, `mareridtene`, `hovedpinens`.
_ENDINGS = frozenset(
    ("", "s", "es", "n", "t", "r", "e", "en", "et", "er", "ne", "ns", "ts")
).union(("ene", "erne", "ens", "ets", "enes", "ernes"))
_LONG_ENOUGH = 12


class Searched:
    """A folded text that is asked for many forms.

    What is expensive to make of it is made at the first need.

    Args:
        text: The text.
    """

    __slots__ = ("_capitalised", "_spaced", "_tokens", "text")

    def __init__(self, text: Folded) -> None:
        self.text = text
        self._spaced: str | None = None
        self._tokens: frozenset[str] | None = None
        self._capitalised: frozenset[str] | None = None

    def shows(self, trace: Trace, known: frozenset[Trace]) -> bool:
        """Tell whether a form stands in the text so that it counts.

        Args:
            trace: The form, and how it must stand.
            known: Forms that the reader knows: inside a longer one it does not count.

        Returns:
            Whether it does.
        """
        if trace.fit is Fit.SPACED:
            return self._has_words(trace) and f" {trace.form} " in self.spaced
        if trace.form not in self.text.compact:
            return False
        if trace.fit is Fit.FIGURES:
            return _figures(trace.groups).search(self.text.readable) is not None
        if trace.fit is Fit.WORD and not self._names(trace.form):
            return False
        covers = _covers(trace, known)
        covered = [span for cover in covers for span in self.text.spans(cover)]
        return any(
            self._counts(trace, start, end)
            for start, end in self.text.spans(trace.form)
            if not any(low <= start and end <= high for low, high in covered)
        )

    @property
    def spaced(self) -> str:
        """The text's words with one space around each."""
        if self._spaced is None:
            self._spaced = self.text.spaced
        return self._spaced

    def _has_words(self, trace: Trace) -> bool:
        if self._tokens is None:
            self._tokens = frozenset(self.text.tokens)
        return self._tokens.issuperset(trace.form.split(" "))

    def _names(self, form: str) -> bool:
        if self._capitalised is None:
            self._capitalised = self.text.capitalised()
        return any(form + ending in self._capitalised for ending in _GENITIVES)

    def _counts(self, trace: Trace, start: int, end: int) -> bool:
        begins = self.text.is_edge(start)
        endings = _ENDINGS if trace.fit is Fit.INFLECTED else _GENITIVES
        ends = self.text.is_edge(end) or self.text.rest_of_word(end) in endings
        if begins and ends:
            return True
        if trace.fit is not Fit.WITHIN or len(trace.form) < _LONG_ENOUGH:
            return False
        return not self._splits_number(start) and not self._splits_number(end)

    def _splits_number(self, at: int) -> bool:
        return not self.text.is_edge(at) and self.text.compact[at].isdigit()


def _figures(groups: str) -> re.Pattern[str]:
    number = "[ ._/-]?".join(map(re.escape, groups.split()))
    return re.compile(rf"(?<!\d)(?<!\d[.:/-]){number}(?!\d|[.:/-]\d)")


def _covers(trace: Trace, known: Iterable[Trace]) -> tuple[str, ...]:
    longer = (one.form for one in known if one.fit in {Fit.WHOLE, Fit.WITHIN})
    return tuple(sorted(form for form in longer if trace.form in form))
