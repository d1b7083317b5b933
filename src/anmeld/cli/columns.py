"""`columns`: draft the map by which another system's export is read."""

from __future__ import annotations

from pathlib import Path

import click

from anmeld._i18n import msg
from anmeld.cli.base import Command
from anmeld.cli.screen import Screen
from anmeld.errors import Fault, StorageError, Where


@click.command(cls=Command)
@click.argument(
    "fil", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option(
    "--out",
    metavar="COLUMNS.TOML",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the draft there instead of printing it.",
)
@click.pass_obj
def columns(screen: Screen, fil: Path, *, out: Path | None) -> None:
    """Draft a map of columns for another system's export.

    FILE is a sheet (CSV, XLSX). Each of its columns gets a line that says how certain
    the draft is of it. Read it through, correct it, and give it with --columns to
    check, plan and generate.
    """
    from anmeld.record.sheet.draft import draft_columns

    draft = draft_columns(fil, screen.language)
    if out is None:
        click.echo(draft.text, nl=False)
    else:
        _write(out, draft.text)
        screen.say(msg("{file} is written.", file=out))
    for level, count in draft.counts.items():
        line = msg("{level}: {count} columns.", level=level.words, count=count)
        screen.say(line, err=True)


def _write(out: Path, text: str) -> None:
    try:
        with out.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        problem = msg("exists already and is left alone.")
        remedy = msg("Choose another name.")
        raise StorageError(
            Fault("file-exists", Where(file=str(out)), problem, remedy)
        ) from None
