"""The moment of the run: the only place that reads the clock."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import click

from anmeld.cli.base import language_of

ZONE = ZoneInfo("Europe/Copenhagen")


class _Moment(click.ParamType[datetime]):
    name = "DATE[TIME]"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime:
        """Read a day, or a day and a time; a day alone is its first moment."""
        from anmeld._validation import FaultyValue
        from anmeld.record.types import parse_moment

        if isinstance(value, datetime):
            return value
        try:
            moment = parse_moment(str(value))
        except FaultyValue as wrong:
            language = language_of(ctx)
            remedy = wrong.remedy.text(language) if wrong.remedy else ""
            self.fail(f"{wrong.problem.text(language)} {remedy}".strip(), param, ctx)
        return moment.klokke or datetime.combine(moment.dato, time(0), ZONE)


def _now(
    ctx: click.Context, param: click.Parameter, value: datetime | None
) -> datetime:
    return value or datetime.now(ZONE).replace(microsecond=0)


today_option = click.option(
    "--today",
    type=_Moment(),
    callback=_now,
    metavar="DATE[TIME]",
    help="The moment of the run, for example 6.3.2025 or 2025-03-06T09:00.",
)
on_option = click.option(
    "--on",
    type=_Moment(),
    callback=_now,
    metavar="DATE",
    help="The day to ask about.",
)
