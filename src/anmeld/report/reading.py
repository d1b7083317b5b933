"""From the lines of a run file to what the report shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from anmeld._i18n import msg
from anmeld.batch.entry import Entry
from anmeld.casefile.safe_names import safe_name
from anmeld.errors import Fault, UsageError, Where
from anmeld.formatting.moments import DENMARK
from anmeld.record.values import Spor
from anmeld.report.deadlines import by_date, by_urgency, read_deadline
from anmeld.report.extent import ExtentCounter
from anmeld.report.model import (
    CaseRow,
    DeadlineRow,
    DocumentRow,
    FailureRow,
    FaultRow,
    RunSummary,
    Standing,
)
from anmeld.report.plain import file_name, plain


def summarise_run(
    entries: Iterable[Entry],
    *,
    run: datetime,
    now: datetime,
    is_there: Callable[[str], bool] = lambda _: False,
) -> RunSummary:
    """Gather what a report shows.

    Args:
        entries: The lines of the run file, in their order.
        run: The moment that the run went by.
        now: The moment of the report, with its zone; deadlines stand as they do then.
        is_there: Tells whether a case of which nothing was made has a folder all the
            same, from an earlier run.

    Returns:
        The summary, the same for the same lines and moment.

    Raises:
        UsageError: `now-without-zone`.
    """
    if now.tzinfo is None:
        problem = msg("The moment of the report has no time zone.")
        raise UsageError(Fault("now-without-zone", Where(), problem))
    reading = _Reading(now, is_there)
    for entry in entries:
        reading.add(entry)
    return RunSummary(
        now=now.astimezone(DENMARK),
        run=run.astimezone(DENMARK),
        cases=tuple(sorted(reading.cases, key=lambda case: case.number)),
        deadlines=tuple(sorted(reading.deadlines, key=by_urgency)),
        met=reading.met,
        failures=tuple(reading.failures),
        repairs=reading.repairs,
        extent=reading.extent.result(),
    )


class _Reading:
    """What is gathered line by line."""

    def __init__(self, now: datetime, is_there: Callable[[str], bool]) -> None:
        self._now = now
        self._is_there = is_there
        self.cases: list[CaseRow] = []
        self.deadlines: list[DeadlineRow] = []
        self.met = 0
        self.failures: list[FailureRow] = []
        self.repairs = 0
        self.extent = ExtentCounter()

    def add(self, entry: Entry) -> None:
        self.repairs += len(entry.indhold.get("rettet", ())) * entry.i_kilden
        if entry.fejl and entry.i_kilden:
            self.failures.append(_failure(entry, self._folder(entry)))
        if entry.mappe and entry.indhold:
            self._add_case(entry, plain(entry.sag), self._folder(entry))
        if entry.i_kilden and (counted := entry.indhold.get("omfang")):
            self.extent.add(counted)

    def _folder(self, entry: Entry) -> str:
        name = entry.mappe or (safe_name(entry.sag) if entry.sag else "")
        is_made = bool(entry.indhold.get("dokumenter"))
        return name if is_made or (name and self._is_there(name)) else ""

    def _add_case(self, entry: Entry, number: str, folder: str) -> None:
        content = entry.indhold
        rows = [
            read_deadline(one, number, folder, self._now)
            for one in content.get("frister", ())
        ]
        self.met += sum(row.standing is Standing.OVERHOLDT for row in rows)
        self.deadlines += (r for r in rows if r.standing is not Standing.OVERHOLDT)
        self.cases.append(
            CaseRow(
                number=number,
                folder=folder,
                track=_track(content.get("spor")),
                documents=_documents(content.get("dokumenter", ())),
                stopped=_documents(content.get("standset", ())),
                next_due=min((r for r in rows if r.is_open), key=by_date, default=None),
                passed=sum(row.standing is Standing.OVERSKREDET for row in rows),
                warnings=len(content.get("advarsler", ())),
                is_in_source=entry.i_kilden,
            )
        )


def _track(value: object) -> Spor | None:
    return next((track for track in Spor if track.value == value), None)


def _documents(rows: Iterable[Mapping[str, Any]]) -> tuple[DocumentRow, ...]:
    return tuple(
        DocumentRow(
            id=plain(row["id"]),
            title=plain(row.get("titel") or row["id"]),
            reader=str(row["laeser"]),
        )
        for row in rows
    )


def _failure(entry: Entry, folder: str) -> FailureRow:
    return FailureRow(
        source=file_name(entry.kilde),
        number=plain(entry.sag) if entry.sag else None,
        folder=folder or None,
        stand=entry.stand,
        faults=tuple(_fault(fault, entry.mappe) for fault in entry.fejl),
    )


def _fault(data: Mapping[str, Any], folder: str | None) -> FaultRow:
    file = plain(data.get("fil"))
    return FaultRow(
        # Where a record was read is told once; this is a file that was made of it.
        file=file if folder and file.startswith(f"{folder}/") else "",
        sheet=plain(data.get("ark")),
        line=plain(data.get("linje")),
        row=plain(data.get("raekke")),
        letter=plain(data.get("bogstav")),
        column=plain(data.get("kolonne")),
        key=plain(data.get("felt")),
        document=plain(data.get("dokument")),
        text=plain(data.get("tekst")),
        remedy=plain(data.get("raad")),
    )
