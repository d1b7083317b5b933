"""`plan`: what an incident calls for, by when and why, before anything is made."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

import click

from anmeld._i18n import msg
from anmeld.cli.base import Command
from anmeld.cli.moment import today_option
from anmeld.cli.screen import Screen
from anmeld.cli.setting import templates_option
from anmeld.cli.sources import (
    Sources,
    columns_map,
    columns_option,
    evidence_option,
    sources_argument,
)

WIDEST = 100


@click.command(cls=Command)
@sources_argument
@columns_option
@evidence_option
@today_option
@templates_option
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
@click.pass_obj
def plan(
    screen: Screen,
    sag: tuple[str, ...],
    columns: Path | None,
    bilag_folder: Path | None,
    today: datetime,
    templates: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Show which documents a record calls for, to whom, by when and why.

    Nothing is written. RECORD is a record (TOML, JSON, JSONL), a sheet of records (CSV,
    XLSX), a folder of them, or - for standard input.
    """
    from anmeld.cli.setting import Setting
    from anmeld.plan import make_plan, plan_page

    setting = Setting(templates)
    mapping = columns_map(columns, sag)
    sources = Sources(sag, screen, columns=mapping, base=bilag_folder)
    width = min(shutil.get_terminal_size().columns, WIDEST)
    for loaded in sources:
        made = make_plan(
            loaded.record, now=today, law=setting.law, catalogue=setting.catalogue
        )
        number = loaded.record.sag.nummer
        if as_json:
            data = {"sagsnummer": number} | made.as_data()
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            screen.say(msg("Case {number}", number=number))
            click.echo(plan_page(made, screen.language, width))
    sources.finish()
