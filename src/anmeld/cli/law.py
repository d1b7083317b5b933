"""`law`: the rules in force on a day, and how sure they are."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from anmeld._i18n import msg
from anmeld.cli.base import Command
from anmeld.cli.moment import on_option
from anmeld.cli.screen import Screen

if TYPE_CHECKING:
    from anmeld.law.listing import LawRow

SURE = ("verified", "reported")


@click.command(cls=Command)
@on_option
@click.option("--json", "as_json", is_flag=True, help="Print the rules as JSON.")
@click.pass_obj
def law(screen: Screen, on: datetime, *, as_json: bool) -> None:
    """Show the rules that held on a day, with source, last check and confidence.

    The rules that were checked longest ago come first.
    """
    from anmeld.law import load_law
    from anmeld.law.listing import list_law

    rows = list_law(load_law(), on.date())
    if as_json:
        click.echo(
            json.dumps([_row(row) for row in rows], ensure_ascii=False, indent=2)
        )
        return
    for row in rows:
        _say(screen, row)
    if not rows:
        day = on.date().isoformat()
        screen.say(msg("The law data holds nothing for {day}.", day=day), err=True)
        raise click.exceptions.Exit(1)


def _row(row: LawRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "beskrivelse": row.description,
        "vaerdi": row.value,
        "fra": row.from_.isoformat(),
        "fra_kendt": row.start_known,
        "til": row.to.isoformat() if row.to else None,
        "hjemmel": {"titel": row.reference.title, "url": row.reference.url},
        "kontrolleret": row.checked.isoformat(),
        "sikkerhed": row.confidence.value,
        "note": row.note,
    }


def _say(screen: Screen, row: LawRow) -> None:
    from anmeld.formatting.dates import short_date
    from anmeld.plan.labels import amount, label

    value = amount(row.value).text(screen.language)
    screen.say(f"{row.id}: {value}", bold=True)
    screen.say(f"  {row.description}")
    since = msg("Holds from {day}.", day=short_date(row.from_))
    until = msg("Until {day}.", day=short_date(row.to)) if row.to else None
    span = " ".join(m.text(screen.language) for m in (since, until) if m)
    screen.say(f"  {span} {row.reference.title} <{row.reference.url}>")
    checked = msg(
        "Checked {day}; confidence: {confidence}.",
        day=short_date(row.checked),
        confidence=label(row.confidence),
    )
    unsure = row.confidence not in SURE
    screen.say(f"  {checked.text(screen.language)}", fg="yellow" if unsure else None)
    if row.note:
        screen.say(f"  {row.note}", dim=True)
