"""Commands whose help is translated when shown, and errors at one door."""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import click

from anmeld._i18n import LANGUAGES, Language, Message, msg
from anmeld.cli.screen import Screen, choose_language, speak
from anmeld.errors import AnmeldError, disk_reason

DISK = 4
BUG = 70
INTERRUPTED = 130
BROKEN_PIPE = 141
_HELP = msg("Show this message and exit.")
# click writes these into the usage line without translating them.
_USAGE = (msg("[OPTIONS]"), msg("COMMAND [ARGS]..."))
# What stands for a value; the options and arguments name it in English.
_PLACEHOLDERS = (
    msg("ADDRESS"),
    msg("CASENUMBER"),
    msg("CODE"),
    msg("DATE"),
    msg("DATE[TIME]"),
    msg("FILE"),
    msg("FILE.docx"),
    msg("FOLDER"),
    msg("FORM.pdf"),
    msg("PASSWORD"),
    msg("PATH..."),
    msg("RECORD"),
    msg("RECORD..."),
    msg("TITLE"),
)


def language_of(context: click.Context | None) -> Language:
    """The language the screen speaks in this call."""
    screen = context.find_object(Screen) if context else None
    return screen.language if screen else "da"


class _Translated(click.Command):
    """A command that translates its help when it is shown, not when it is defined."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - click's own
    ) -> click.Context:
        """Begin a call; what stands for values is named in the screen's language."""
        screen = extra.get("obj") or (parent and parent.find_object(Screen))
        words = _placeholders(screen.language if screen else "da")
        for param in self.params:
            if param.metavar:
                param.metavar = words.get(param.metavar, param.metavar)
        return super().make_context(info_name, args, parent, **extra)

    def format_help_text(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the description in the screen's language."""
        original, self.help = self.help, _in_words(self.help, ctx)
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = original

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options in the screen's language."""
        with _translated_options(self.get_params(ctx), ctx):
            super().format_options(ctx, formatter)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name the parts of the usage line in the screen's language."""
        words = {one.msgid: one.text(language_of(ctx)) for one in _USAGE}
        return [words.get(piece, piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give the option `--help`; click would keep its first call's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP.text(language_of(ctx))
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        """Give the first paragraph, translated and whole."""
        context = click.get_current_context(silent=True)
        first = _in_words(self.help, context) or ""
        return first.split("\n\n", 1)[0].replace("\n", " ")


def _placeholders(language: Language) -> Mapping[str, str]:
    # From the words of either language: a command may be called in one and the other.
    return {
        word: one.text(language)
        for one in _PLACEHOLDERS
        for word in (one.msgid, one.text("da"))
    }


class Command(_Translated):
    """A leaf command; it takes `--lang` anywhere."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - click's
        super().__init__(*args, **kwargs)
        self.params.append(language_option())


class Group(_Translated, click.Group):
    """A group of commands, each imported when it is called by name."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - click's
        self.lazy: dict[str, str] = kwargs.pop("lazy", {})
        super().__init__(*args, **kwargs)
        self.params.append(language_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order that a person meets them."""
        return [*self.commands, *self.lazy]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command when it is named."""
        if cmd_name in self.lazy:
            module, name = self.lazy[cmd_name].split(":")
            found = getattr(importlib.import_module(module), name)
            assert isinstance(found, click.Command)
            return found
        return super().get_command(ctx, cmd_name)

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """List the commands under a translated heading."""
        rows = [
            (name, command.get_short_help_str())
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name)) and not command.hidden
        ]
        heading = msg("Commands").text(language_of(ctx))
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)


class Door(Group):
    """The outermost group: it finds the language first and turns errors into lines."""

    def main(  # type: ignore[override] # click's own overloads differ by one flag
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        *,
        standalone_mode: bool = True,
        **extra: Any,  # noqa: ANN401 - click's own
    ) -> Any:  # noqa: ANN401 - click's own
        """Run the line; every error ends as a sentence and an exit code."""
        words = list(sys.argv[1:] if args is None else args)
        screen = Screen(choose_language(words, os.environ))
        speak(screen.language)
        try:
            # Where click is told not to end the process, it hands back the code that a
            # command asked to end with.
            code = super().main(
                words, prog_name, standalone_mode=False, obj=screen, **extra
            )
        except BaseException as end:  # noqa: BLE001 - each kind gets its own sentence
            code = _said(end, screen)
        sys.exit(code if isinstance(code, int) else 0)


def _said(end: BaseException, screen: Screen) -> int:
    match end:
        case SystemExit() | GeneratorExit():
            raise end
        case click.ClickException():
            end.show()
            return end.exit_code
        case AnmeldError():
            screen.say(end.text(screen.language), err=True)
            return end.exit_code
        case KeyboardInterrupt() | click.Abort():
            screen.say(msg("Interrupted."), err=True)
            return INTERRUPTED
        case BrokenPipeError():
            # The reader of our output went away (`| head`): nothing is wrong here.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return BROKEN_PIPE
        case OSError():
            screen.say(_disk(end), err=True)
            return DISK
        case _:
            _report(end, screen)
            return BUG


def language_option() -> click.Option:
    """The option `--lang`, which was read before click saw the line."""
    return click.Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help="Language of the screen (documents are always Danish).",
    )


def _disk(error: OSError) -> Message:
    return msg(
        "{file}: the disk said: {reason}.",
        file=error.filename or "-",
        reason=disk_reason(error),
    )


def _report(bug: BaseException, screen: Screen) -> None:
    # The message of an unforeseen exception may hold values of the record; its
    # class and the places in the code never do.
    frames = "".join(traceback.format_tb(bug.__traceback__))
    screen.say(frames.rstrip(), err=True)
    line = msg("A fault in anmeld itself: {kind}.", kind=type(bug).__name__)
    screen.say(line, err=True)


def _in_words(text: str | None, ctx: click.Context | None) -> str | None:
    if not text:
        return text
    paragraphs = (
        " ".join(part.split()) if not part.startswith("\b") else part
        for part in text.strip().split("\n\n")
    )
    language = language_of(ctx)
    return "\n\n".join(msg(part).text(language) for part in paragraphs)


@contextmanager
def _translated_options(
    params: Sequence[click.Parameter], ctx: click.Context
) -> Iterator[None]:
    options = [p for p in params if isinstance(p, click.Option)]
    originals = [option.help for option in options]
    for option in options:
        option.help = _in_words(option.help, ctx)
    try:
        yield
    finally:
        for option, original in zip(options, originals, strict=True):
            option.help = original
