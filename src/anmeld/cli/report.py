"""`report`: the pages, the calendar and the tables of a run, made anew."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from anmeld._i18n import msg
from anmeld.cli.base import Command
from anmeld.cli.moment import today_option
from anmeld.cli.screen import Screen
from anmeld.cli.sources import Sources


@click.command(cls=Command)
@click.argument(
    "folder",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
@today_option
@click.option(
    "--names",
    "named",
    multiple=True,
    metavar="RECORD",
    help="Show the employees' names of these records in koersel.html; may be repeated.",
)
@click.option(
    "--run-folder",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where koersel.jsonl lies, if generate was given --run-folder.",
)
@click.pass_obj
def report(
    screen: Screen,
    folder: Path,
    today: datetime,
    named: tuple[str, ...],
    run_folder: Path | None,
) -> None:
    """Make the report of a run: what was made, what failed, and what is due when.

    FOLDER is the folder that was given to generate with --out. Written into it are
    koersel.html to look at, omfang.html with the counts for the MED-udvalg,
    frister.ics for a calendar, and frister.csv and frister.xlsx with the deadlines.

    Deadlines are shown as they stand today. Without --names nothing of it holds
    personal data beyond the case numbers.
    """
    from anmeld.report import write_reports

    sources = Sources(named, screen)
    names = {
        loaded.record.sag.nummer: loaded.record.medarbejder.navn
        for loaded in sources
        if loaded.record.medarbejder.navn
    }
    files = write_reports(folder, now=today, names=names, run_folder=run_folder)
    for path in files:
        screen.say(msg("Written: {file}", file=path))
    if named:
        sources.finish()
