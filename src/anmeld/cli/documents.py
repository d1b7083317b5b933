"""`documents`: the documents that can be made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from anmeld._i18n import msg
from anmeld.cli.base import Command
from anmeld.cli.screen import Screen
from anmeld.cli.setting import Setting, templates_option

if TYPE_CHECKING:
    from anmeld.catalogue import DocumentSpec


@click.command(cls=Command)
@templates_option
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.pass_obj
def documents(screen: Screen, templates: tuple[str, ...], *, as_json: bool) -> None:
    """List the documents that can be made, for whom, and from which folder."""
    specs = list(Setting(templates).catalogue.values())
    rows = [_row(spec) for spec in specs]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    from anmeld.plan.labels import label

    width = max(len(row["id"]) for row in rows)
    for spec, row in zip(specs, rows, strict=True):
        screen.say(f"{row['id']:<{width}}  {row['title']}", bold=True)
        reader = msg("for {recipient}", recipient=label(spec.reader))
        formats = ", ".join(row["formats"])
        screen.say(f"{'':<{width}}  {reader.text(screen.language)} ({formats})")
        screen.say(f"{'':<{width}}  {row['folder']}", dim=True)


def _row(spec: DocumentSpec) -> dict[str, Any]:
    return {
        "id": spec.id,
        "title": spec.title,
        "reader": spec.reader.value,
        "recipient": spec.reader.betegnelse,
        "formats": [str(one) for one in spec.formats],
        "folder": str(spec.path),
    }
