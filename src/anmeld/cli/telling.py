"""What a batch says of each record as it comes, and of all at the end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from anmeld._i18n import Message, msg
from anmeld.cli.base import INTERRUPTED
from anmeld.cli.order import Order
from anmeld.cli.progress import Progress
from anmeld.cli.screen import Screen
from anmeld.cli.sources import NOTHING_MADE, SOME_MADE
from anmeld.errors import Fault, UsageError, Where
from anmeld.formatting.dates import short_date
from anmeld.formatting.numbers import plain
from anmeld.law.days import day_of

if TYPE_CHECKING:
    from anmeld.batch import Outcome

_SHOWN_VANISHED: Final = 20


@dataclass(slots=True)
class Teller:
    """Says what became of each record, and at the end of all."""

    screen: Screen
    order: Order
    moment: datetime
    counts: Counter[str] = field(default_factory=Counter)
    vanished: list[str] = field(default_factory=list)
    good: int = 0
    bad: int = 0
    repaired: int = 0
    _is_begun: bool = False

    def begin(self) -> None:
        """Say so if letters are going to bear an earlier day than today's."""
        if self._is_of_today:
            return
        line = msg(
            "The run in this folder began on {day}: every letter bears that day, those"
            " of new cases too. For letters of today choose a new folder with --out, or"
            " write --today {today}, which makes all its cases anew.",
            day=short_date(self.moment),
            today=short_date(self.order.today),
        )
        self.screen.say(line, err=True, fg="yellow")

    @property
    def _is_of_today(self) -> bool:
        return day_of(self.moment) == day_of(self.order.today)

    def tell(self, outcome: Outcome, progress: Progress) -> None:
        """Say what became of one record."""
        self.counts[outcome.action.value] += 1
        if outcome.action.value == "vanished":
            self.vanished.append(str(outcome.entry.sag))
            return
        progress.step()
        self.repaired += len(outcome.entry.indhold.get("rettet", ()))
        self.good += outcome.has_documents
        self.bad += not outcome.is_good
        if self.order.as_json:
            self._print_json(outcome)
        elif not progress.is_bar and outcome.action.value != "skipped":
            self._print_line(outcome)
        for line in self._faults(outcome):
            progress.say(line)

    def _print_line(self, outcome: Outcome) -> None:
        if outcome.has_documents:
            line = msg(
                "{number}: {count} documents, {action}.",
                number=outcome.entry.sag,
                count=len(outcome.entry.indhold.get("dokumenter", ())),
                action=_ACTIONS[outcome.action.value],
            )
            self.screen.say(line)

    def _print_json(self, outcome: Outcome) -> None:
        data = json.loads(outcome.entry.as_line())
        data["skrevet"] = outcome.action.value
        click.echo(",\n" if self._is_begun else "[\n", nl=False)
        click.echo(json.dumps(data, ensure_ascii=False), nl=False)
        self._is_begun = True

    def _faults(self, outcome: Outcome) -> Iterator[str]:
        number = f"{outcome.entry.sag}: " if outcome.entry.sag else ""
        for fault in outcome.faults:
            # A place in a sheet tells the case itself.
            before = "" if fault.where.case else number
            yield before + fault.text(self.screen.language)
        if not outcome.faults and not outcome.is_good:
            line = msg("still not whole; see fejl.csv.")
            yield number + line.text(self.screen.language)

    def finish(self, *, is_interrupted: bool) -> None:
        """Say how it ended, and end with the code for it."""
        is_empty = not self.good and not self.bad and not self.vanished
        if self.order.as_json:
            click.echo("\n]" if self._is_begun else "[]")
        elif is_interrupted or not is_empty:
            for line in self._ending():
                self.screen.say(line)
        if is_interrupted:
            line = msg("Stopped. Run the same command again to go on from here.")
            self.screen.say(line, err=True)
            raise click.exceptions.Exit(INTERRUPTED)
        if is_empty:
            raise UsageError(Fault("no-record", Where(), msg("There is no record.")))
        if self.bad:
            raise click.exceptions.Exit(SOME_MADE if self.good else NOTHING_MADE)

    def _ending(self) -> Iterator[Message]:
        made = sum(self.counts[key] for key in ("written", "replaced", "made"))
        same = self.counts["skipped"] + self.counts["unchanged"]
        yield msg(
            "{made} cases made, {same} unchanged, {bad} with faults.",
            made=plain(made),
            same=plain(same),
            bad=plain(self.bad),
        )
        if made and not self._is_of_today:
            yield msg(
                "Their letters are dated {day}, the day of the run; see above.",
                day=short_date(self.moment),
            )
        if self.order.dry_run:
            yield msg("Nothing was written (--dry-run).")
            return
        folder = self.order.run_folder or self.order.out
        if self.bad:
            yield msg("What is wrong: {file}", file=_in(folder, "fejl.csv"))
        if self.repaired:
            yield msg(
                "Corrections and remarks from the reading: {count} ({file})",
                count=plain(self.repaired),
                file=_in(folder, "rettelser.csv"),
            )
        page = _in(self.order.out, "koersel.html")
        yield msg("The overview, with deadlines and the extent: {file}", file=page)
        yield from self._gone()

    def _gone(self) -> Iterator[Message]:
        if not self.vanished:
            return
        shown = ", ".join(self.vanished[:_SHOWN_VANISHED])
        yield msg(
            "No longer in the source, left as they are: {count} ({numbers})",
            count=plain(len(self.vanished)),
            numbers=shown + (", …" if len(self.vanished) > _SHOWN_VANISHED else ""),
        )


def _in(folder: str | Path, name: str) -> str:
    if "://" in str(folder):
        return f"{str(folder).rstrip('/')}/{name}"
    return str(Path(folder) / name)


_ACTIONS: Final = {
    "written": msg("written"),
    "replaced": msg("made anew"),
    "unchanged": msg("unchanged"),
    "made": msg("not written"),
}
