"""What every command shares: the language of the screen, colour, and how it prints."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import click

from anmeld._i18n import LANGUAGES, LOCALE_DIR, Language, Message

LANGUAGE_VARIABLE = "ANMELD_LANG"


@dataclass(slots=True)
class Screen:
    """Where a command prints, and in which language.

    Attributes:
        language: The language of everything but the documents themselves.
    """

    language: Language = "da"

    def say(
        self,
        message: Message | str,
        *,
        err: bool = False,
        bold: bool | None = None,
        dim: bool | None = None,
        fg: str | None = None,
    ) -> None:
        """Print one line; colour is dropped where the output is no terminal."""
        line = message.text(self.language) if isinstance(message, Message) else message
        click.secho(line, err=err, bold=bold, dim=dim, fg=fg)


def choose_language(
    arguments: Sequence[str], environment: Mapping[str, str]
) -> Language:
    """Find the screen's language: `--lang`, then `ANMELD_LANG`, else Danish.

    The locale of the machine does not decide: the same command prints the same words
    at every desk. `--lang` may stand anywhere on the line, also after `--help`.

    Args:
        arguments: The words of the command line.
        environment: The process's environment variables.

    Returns:
        `da` or `en`; an unknown value is left for click to refuse.
    """
    wanted = environment.get(LANGUAGE_VARIABLE, "")
    for at, word in enumerate(arguments):
        if word == "--lang" and at + 1 < len(arguments):
            wanted = arguments[at + 1]
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
    return wanted if wanted in LANGUAGES else "da"


def speak(language: Language) -> None:
    """Make click's own sentences (usage, option errors) come out in the language.

    click asks the process-wide gettext domain; only the command line may set it.
    """
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("anmeld", LOCALE_DIR)
    gettext.textdomain("anmeld")
