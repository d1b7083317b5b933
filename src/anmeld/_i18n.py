"""What a person reads on the screen: English message ids, a Danish catalogue.

A `Message` is a sentence with its parameters, not yet put into words. Plans and errors
carry messages, so that the same plan is printed in Danish on one screen, in English on
another, and always in Danish in a document, without global state.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = ("da", "en")
LOCALE_DIR = Path(__file__).with_name("locale")


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a person, put into words when the language is known.

    Attributes:
        msgid: The English sentence with `{name}` fields; the key of the catalogue.
        params: The values of its fields; a value may itself be a `Message`.
    """

    msgid: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language = "da") -> str:
        """Put the sentence into words.

        Args:
            language: `da` (what documents always use) or `en`.

        Returns:
            The sentence with its parameters filled in.
        """
        values = {
            name: value.text(language) if isinstance(value, Message) else value
            for name, value in self.params.items()
        }
        sentence = _translations(language).gettext(self.msgid)
        return sentence.format(**values) if values else sentence

    def __str__(self) -> str:
        return self.text()


def msg(msgid: str, /, **params: object) -> Message:
    """Make a message; the catalogue is extracted from calls of this name.

    Args:
        msgid: The English sentence, a literal, with `{name}` fields.
        **params: One value for each field; never the value of a sensitive field.

    Returns:
        The message, not yet put into words.
    """
    return Message(msgid, params)


@cache
def _translations(language: Language) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(
        "anmeld", LOCALE_DIR, languages=[language], fallback=True
    )
