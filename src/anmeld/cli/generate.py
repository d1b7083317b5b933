"""`generate`: one record or many in, every document each calls for out."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from anmeld._i18n import msg
from anmeld.cli.base import Command
from anmeld.cli.moment import today_option
from anmeld.cli.screen import Screen
from anmeld.cli.setting import Setting, templates_option
from anmeld.cli.sources import Sources, sources_argument
from anmeld.errors import AnmeldError

if TYPE_CHECKING:
    from anmeld.casefile import Case
    from anmeld.catalogue import Format
    from anmeld.record import LoadedRecord

FORMATS = ("docx", "pdf", "txt")


@click.command(cls=Command)
@sources_argument
@click.option(
    "--out",
    required=True,
    metavar="MAPPE",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder that the case folders are written into.",
)
@click.option(
    "--document",
    "wanted",
    multiple=True,
    metavar="ID",
    help="Make only this document, for example politianmeldelse; may be repeated.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="Make only this format; may be repeated.",
)
@today_option
@templates_option
@click.option(
    "--with-bilag",
    is_flag=True,
    help="Copy the files of evidence into the police's folder.",
)
@click.option("--force", is_flag=True, help="Replace a case folder that differs.")
@click.option(
    "--dry-run", is_flag=True, help="Make everything in memory and write nothing."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was made as JSON.")
@click.pass_obj
def generate(screen: Screen, /, sag: tuple[str, ...], **chosen: Any) -> None:  # noqa: ANN401 - click hands over options by name
    """Make every document that a record calls for, each for its own reader.

    SAG is a record (TOML, JSON, JSONL), a folder of records, or - for standard input. A
    case gets its own folder below MAPPE, with one folder for each reader that can be
    handed over as it is. A faulty record does not stop the others.

    It ends with 0 when all is made, 1 when nothing could be made, 3 when some was and
    some was not, 2 for wrong use and 4 when the disk said no.
    """
    run = _Run(screen, **chosen)
    sources = Sources(sag, screen, quiet=False)
    for loaded in sources:
        try:
            run.make(loaded, sources)
        except AnmeldError as error:
            if error.exit_code > 1:
                raise
            sources.fail(error, was_done=True)
    run.finish()
    sources.finish()


class _Run:
    """One call of the command, over all its records."""

    def __init__(
        self,
        screen: Screen,
        *,
        out: Path,
        wanted: tuple[str, ...],
        formats: tuple[str, ...],
        today: datetime,
        templates: tuple[str, ...],
        with_bilag: bool,
        force: bool,
        dry_run: bool,
        as_json: bool,
    ) -> None:
        from anmeld.casefile import Workshop

        self._screen = screen
        self._out = out
        self._wanted = wanted or None
        self._formats = _formats(formats)
        self._today = today
        self._setting = Setting(templates)
        self._with_bilag = with_bilag
        self._force = force
        self._dry_run = dry_run
        self._as_json = as_json
        self._workshop = Workshop()
        self._made: list[dict[str, Any]] = []

    def make(self, loaded: LoadedRecord, sources: Sources) -> None:
        """Make one case and write it."""
        from anmeld.casefile import make_case, write_case

        case = make_case(
            loaded.record,
            now=self._today,
            law=self._setting.law,
            catalogue=self._setting.catalogue,
            base=loaded.base,
            formats=self._formats,
            documents=self._wanted,
            organisation=self._setting.organisation,
            with_bilag=self._with_bilag,
            workshop=self._workshop,
        )
        for stopped in case.stopped:
            sources.fail(stopped.error)
        sources.done -= not case.documents
        outcome = None
        if not self._dry_run and case.documents:
            outcome = write_case(case, self._out, force=self._force).outcome
        self._tell(case, outcome)

    def _tell(self, case: Case, outcome: str | None) -> None:
        from anmeld.cli.made import case_data, case_lines

        if self._as_json:
            self._made.append(case_data(case, outcome))
            return
        for line in case_lines(case, self._out, outcome, self._screen.language):
            self._screen.say(line.text, bold=line.bold, dim=line.dim, fg=line.fg)

    def finish(self) -> None:
        """Print what is printed once for all records."""
        if self._as_json:
            click.echo(json.dumps(self._made, ensure_ascii=False, indent=2))
        elif self._dry_run:
            self._screen.say(msg("Nothing was written (--dry-run)."))


def _formats(names: tuple[str, ...]) -> Collection[Format] | None:
    from anmeld.catalogue import Format

    return {Format(name) for name in names} or None
