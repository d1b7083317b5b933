"""`new`, `check`, `schema`: the record itself."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from anmeld._i18n import msg
from anmeld.cli.base import Command
from anmeld.cli.screen import Screen
from anmeld.cli.sources import (
    Sources,
    columns_map,
    columns_option,
    evidence_option,
    sources_argument,
)
from anmeld.errors import Fault, StorageError, UsageError, Where
from anmeld.formatting.numbers import plain


@click.command(cls=Command)
@click.argument("fil", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--sheet", is_flag=True, help="Write a workbook for many cases, for example .xlsx."
)
@click.pass_obj
def new(screen: Screen, fil: Path, *, sheet: bool) -> None:
    """Write an empty record with an explanation of every field.

    FILE is the file to write, for example SAG.toml, or with --sheet SAGER.xlsx; an
    existing file is left alone. Fill in what you know, delete the rest, and run `anmeld
    check` on it.
    """
    content = _workbook(fil) if sheet else _record(fil)
    try:
        with fil.open("xb") as file:
            file.write(content)
    except FileExistsError:
        problem = msg("exists already and is left alone.")
        remedy = msg("Choose another name.")
        raise StorageError(
            Fault("file-exists", Where(file=str(fil)), problem, remedy)
        ) from None
    screen.say(
        msg("{file} is written. Fill it in and run: anmeld check {file}", file=fil)
    )


def _record(fil: Path) -> bytes:
    from anmeld.record.blank import blank_record

    if fil.suffix.lower() == ".xlsx":
        problem = msg("is the name of a workbook.")
        remedy = msg("Add --sheet, or choose a name that ends in .toml.")
        raise UsageError(Fault("wrong-suffix", Where(file=str(fil)), problem, remedy))
    return blank_record().encode()


def _workbook(fil: Path) -> bytes:
    from anmeld.record.sheet.workbook import blank_workbook

    if fil.suffix.lower() != ".xlsx":
        problem = msg("is not the name of a workbook.")
        remedy = msg("Choose a name that ends in .xlsx.")
        raise UsageError(Fault("wrong-suffix", Where(file=str(fil)), problem, remedy))
    return blank_workbook()


@click.command(cls=Command)
@sources_argument
@columns_option
@evidence_option
@click.option("--json", "as_json", is_flag=True, help="Print the faults as JSON.")
@click.pass_obj
def check(
    screen: Screen,
    sag: tuple[str, ...],
    columns: Path | None,
    bilag_folder: Path | None,
    *,
    as_json: bool,
) -> None:
    """Check records and explain everything that is wrong with them.

    RECORD is a record (TOML, JSON, JSONL), a sheet of records (CSV, XLSX), a folder of
    them, or - for standard input. What was put right in a sheet is told too.
    """
    mapping = columns_map(columns, sag)
    sources = Sources(sag, screen, quiet=as_json, columns=mapping, base=bilag_folder)
    for loaded in sources:
        if not as_json:
            screen.say(msg("{number}: no faults.", number=loaded.record.sag.nummer))
    if as_json:
        faults = [
            {
                "code": f.code,
                "where": str(f.where),
                "place": {name: told for name, told in asdict(f.where).items() if told},
                "text": f.text(screen.language),
            }
            for f in sources.faults
        ]
        click.echo(json.dumps(faults, ensure_ascii=False, indent=2))
    elif sources.done + sources.failed > 1:
        screen.say(
            msg(
                "Records without faults: {good}; with faults: {bad}.",
                good=plain(sources.done),
                bad=plain(sources.failed),
            )
        )
    sources.finish()


@click.command(cls=Command)
def schema() -> None:
    """Print the record's JSON Schema, with Danish titles and descriptions."""
    from anmeld.record.schema import record_schema

    click.echo(json.dumps(record_schema(), ensure_ascii=False, indent=2))
