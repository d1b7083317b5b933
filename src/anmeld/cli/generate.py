"""`generate`: one record or many in, every document each calls for out."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from anmeld._i18n import msg
from anmeld.cli.base import Command
from anmeld.cli.moment import today_option
from anmeld.cli.screen import Screen
from anmeld.cli.setting import Setting, templates_option
from anmeld.cli.sources import (
    Sources,
    columns_map,
    columns_option,
    evidence_option,
    sources_argument,
)
from anmeld.errors import AnmeldError, StorageError

if TYPE_CHECKING:
    from anmeld.batch.reading import Source
    from anmeld.casefile import Case
    from anmeld.catalogue import Format
    from anmeld.record import LoadedRecord
    from anmeld.record.sheet.mapping import ColumnMap

FORMATS = ("docx", "pdf", "txt")
STANDARD_INPUT = "-"


@click.command(cls=Command)
@sources_argument
@click.option(
    "--out",
    required=True,
    metavar="FOLDER",
    type=click.Path(file_okay=False),
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
@columns_option
@evidence_option
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
@click.option(
    "--workers",
    type=click.IntRange(min=0),
    metavar="N",
    help="How many processes work on many records; the cores if not given.",
)
@click.option(
    "--stop-on-error", is_flag=True, help="Begin no more cases when one has a fault."
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="Take only the first N records.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="CASENUMBER",
    help="Make only the case with this number; may be repeated.",
)
@click.option(
    "--dask", metavar="ADDRESS", help="Hand the records to the Dask cluster there."
)
@click.option(
    "--run-folder",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where koersel.jsonl and fejl.csv go when --out is an object storage.",
)
@click.pass_context
def generate(context: click.Context, /, sag: tuple[str, ...], **chosen: Any) -> None:  # noqa: ANN401 - click hands over options by name
    """Make every document that a record calls for, each for its own reader.

    RECORD is a record (TOML, JSON, JSONL), a sheet of records (CSV, XLSX), a folder of
    them, or - for standard input. A case gets its own folder below FOLDER, with one
    folder for each reader, and nothing in it that this reader may not see. A faulty
    record does not stop the others.

    With many records koersel.jsonl in FOLDER tells what became of each. The same
    command again goes on where a run was stopped, and makes only what is new or has
    changed.

    It ends with 0 when all is made, 1 when nothing could be made, 3 when some was and
    some was not, 2 for wrong use, 4 when the disk said no and 130 when stopped.
    """
    screen = context.ensure_object(Screen)
    mapping = columns_map(chosen.pop("columns"), sag)
    is_many = _has_batch_options(chosen) or _names_many(sag)
    sources: Iterable[Source] = sag
    if not is_many and sag == (STANDARD_INPUT,):
        sources, is_many = _peek(chosen["bilag_folder"])
    if is_many:
        _make_many(context, screen, sources, sag, mapping, chosen)
    else:
        _make_one(screen, sources, chosen)


_BATCH_ONLY = ("workers", "stop_on_error", "limit", "only", "dask", "run_folder")
_MANY_KINDS = (".jsonl", ".csv", ".tsv", ".xlsx", ".xlsm")


def _has_batch_options(chosen: Mapping[str, Any]) -> bool:
    given = (chosen[name] for name in _BATCH_ONLY)
    return any(one not in (None, False, ()) for one in given) or "://" in chosen["out"]


def _names_many(sag: tuple[str, ...]) -> bool:
    first = Path(sag[0])
    return len(sag) > 1 or first.is_dir() or first.suffix.lower() in _MANY_KINDS


def _peek(base: Path | None) -> tuple[Iterable[Source], bool]:
    """Look whether standard input holds more than one record."""
    from anmeld.record import load_records

    items = load_records(STANDARD_INPUT, stdin=sys.stdin.buffer, base=base)
    first = list(islice(items, 2))
    return chain(first, items), len(first) > 1


def _make_many(
    context: click.Context,
    screen: Screen,
    sources: Iterable[Source],
    sag: tuple[str, ...],
    columns: ColumnMap | None,
    chosen: dict[str, Any],
) -> None:
    from anmeld.cli.batch import run_batch
    from anmeld.cli.counting import Total, most_records
    from anmeld.cli.order import Order

    del chosen["force"]  # a batch makes anew what has changed, asked or not
    given = context.get_parameter_source("today") is not ParameterSource.DEFAULT
    order = Order(
        sources=sources,
        total=Total(sag, chosen["limit"], is_chosen=bool(chosen["only"])),
        most=most_records(sag),
        columns=columns,
        is_today_given=given,
        **chosen,
    )
    run_batch(screen, order, Setting(order.templates))


def _make_one(
    screen: Screen, given: Iterable[Source], chosen: Mapping[str, Any]
) -> None:
    from anmeld.casefile import recover

    rest = {name: one for name, one in chosen.items() if name not in _BATCH_ONLY}
    base = rest.pop("bilag_folder")
    run = _Run(screen, **rest)
    if not rest["dry_run"]:
        # A run that was stopped may have left another case renamed away. What the disk
        # refuses there is that case's trouble, not this one's.
        with suppress(StorageError):
            recover(Path(rest["out"]))
    sources = Sources(tuple(given), screen, base=base)
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
        out: str,
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
        self._out = Path(out)
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
