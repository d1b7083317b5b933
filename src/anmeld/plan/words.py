"""Sentences of the plan whose Danish stands in the law data, with its source.

The law data owns the wording that documents print; the English beside it is for the
screen alone. So a sentence has one Danish form, which a person can correct in one place
together with its source, and never waits for a translation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from anmeld._i18n import Language, Message, msg
from anmeld.formatting.dates import short_date, short_moment
from anmeld.law import Law, LawValue, Unit
from anmeld.law.days import Instant
from anmeld.law.deadlines import Deadline

_SECTION: Final = "§ "


@dataclass(frozen=True, slots=True)
class Sentence(Message):
    """A message whose Danish is law data.

    Attributes:
        danish: The Danish sentence, with the same `{name}` fields or fewer.
    """

    danish: str = ""

    def text(self, language: Language = "da") -> str:
        """Put the sentence into words.

        Args:
            language: `da` (what documents always use) or `en`.

        Returns:
            The sentence with its parameters filled in.
        """
        sentence = self.danish if language == "da" else self.msgid
        values = {
            name: value.text(language) if isinstance(value, Message) else value
            for name, value in self.params.items()
        }
        return sentence.format(**values) if values else sentence


class Wording:
    """Looks sentences up on a day, and remembers which values were used.

    Args:
        law: The law.
        on: The day whose rules hold.
    """

    def __init__(self, law: Law, on: date) -> None:
        self._law = law
        self._on = on
        self._used: dict[str, LawValue] = {}

    @property
    def used(self) -> tuple[LawValue, ...]:
        """Every value that was looked up, in order."""
        return tuple(self._used.values())

    def value(self, rule_id: str) -> LawValue:
        """Look a value up.

        Args:
            rule_id: The rule's id.

        Returns:
            What holds on the day.

        Raises:
            LawError: The law data does not reach the day.
        """
        found = self._law.value(rule_id, self._on)
        self._used[rule_id] = found
        return found

    def say(self, rule_id: str, english: str, **params: object) -> Sentence:
        """Look a sentence up.

        Args:
            rule_id: The rule whose value is the Danish sentence.
            english: The same in English, for the screen.
            **params: One value for each field of either.

        Returns:
            The sentence, not yet put into words.
        """
        return Sentence(english, params, danish=self.value(rule_id).text)


def days(number: int) -> Sentence:
    """Say a number of days: *1 day*, *14 dage*.

    Args:
        number: How many.

    Returns:
        The words.
    """
    english = "{number} day" if number == 1 else "{number} days"
    return Sentence(english, {"number": number}, danish=Unit.DAYS.amount(number))


def enumerated(words: Sequence[str]) -> Message:
    """Say several things in a row: *12*, *12 and 14*, *§ 1, § 2 and § 3*.

    Args:
        words: The things, at least one.

    Returns:
        The words.
    """
    *first, last = words
    if not first:
        return verbatim(last)
    said = {"first": ", ".join(first), "last": last}
    return Sentence("{first} and {last}", said, danish="{first} og {last}")


def sections(paragraphs: Sequence[str]) -> Message:
    """Cite several sections of an act: *§ 267*, *§§ 264 d and 264 e*.

    Args:
        paragraphs: The sections as they are cited one by one, at least one.

    Returns:
        The words.
    """
    bare = [one.removeprefix(_SECTION) for one in paragraphs]
    if len(bare) < 2 or any(one.startswith("§") for one in bare):
        return enumerated(paragraphs)
    return enumerated([f"§§ {bare[0]}", *bare[1:]])


def written(instant: Instant) -> Sentence:
    """Write a day, or a moment with its clock, as the screen and documents do.

    Args:
        instant: A day or a moment.

    Returns:
        `03.03.2024` or `03.03.2024 kl. 14.05`.
    """
    if isinstance(instant, datetime):
        return _with_clock(short_moment(instant))
    return verbatim(short_date(instant))


def _with_clock(danish: str) -> Sentence:
    return in_both(danish.replace(" kl. ", " at "), danish)


def if_injured(sentence: Message, condition: str) -> Sentence:
    """Say that a sentence holds only if there is an injury.

    Args:
        sentence: The sentence.
        condition: The Danish of the condition, from the law data.

    Returns:
        The sentence, with the condition before it in English and after it in Danish.
    """
    english = msg("If there is an injury: {sentence}", sentence=sentence)
    return Sentence(english.msgid, english.params, danish=f"{{sentence}} {condition}")


def verbatim(danish: str) -> Sentence:
    """Carry Danish of a document description or the law as it is, on any screen.

    Args:
        danish: The text.

    Returns:
        A sentence that is the same in every language.
    """
    return in_both(danish, danish)


def in_both(english: str, danish: str) -> Sentence:
    """Take words that both languages have already into a place where a sentence goes.

    Args:
        english: The English words.
        danish: The Danish words, which documents print.

    Returns:
        The sentence.
    """
    words = {"english": english, "danish": danish}
    return Sentence("{english}", words, danish="{danish}")


def when_due(deadline: Deadline) -> Sentence | None:
    """Write the last day or moment of a deadline.

    Args:
        deadline: The deadline.

    Returns:
        For example `20.03.2025 kl. 23.59`, or `None` where it has no day yet.
    """
    if deadline.due is None:
        return None
    if deadline.cutoff:
        day = written(deadline.due).text("da")
        return _with_clock(f"{day} kl. {deadline.cutoff}")
    return written(deadline.due)
