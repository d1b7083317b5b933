"""The report of a run folder: what its run file says, as pages, calendar and tables."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from anmeld._i18n import msg
from anmeld.batch.entry import Entry
from anmeld.batch.journal import read_entries, read_header
from anmeld.batch.names import RUN_FILE
from anmeld.casefile.disk import Disk, open_new, wait_for
from anmeld.casefile.storage import storage_errors
from anmeld.errors import Fault, UsageError, Where
from anmeld.report.ics import write_calendar
from anmeld.report.model import RunSummary, Standing
from anmeld.report.page import write_extent_page, write_run_page
from anmeld.report.reading import summarise_run
from anmeld.report.tables import write_csv, write_xlsx

Write = Callable[[BinaryIO], None]
FILES: Final = (
    "koersel.html",
    "omfang.html",
    "frister.ics",
    "frister.csv",
    "frister.xlsx",
)


def make_reports(
    entries: Iterable[Entry],
    *,
    run: datetime,
    now: datetime,
    names: Mapping[str, str] | None = None,
    is_there: Callable[[str], bool] = lambda _: False,
) -> Mapping[str, bytes]:
    """Make the report of a run, in memory.

    Args:
        entries: The lines of the run file, in their order.
        run: The moment that the run went by.
        now: The moment of the report, with its zone; deadlines stand as they do then.
        names: The employees' names by case number. Without them `koersel.html` holds
            no personal data beyond the case number; the other files never do.
        is_there: Tells whether a case of which nothing was made has a folder all the
            same, from an earlier run.

    Returns:
        The files by their names, those of `FILES`. The same input gives the same bytes.

    Raises:
        UsageError: `now-without-zone`.
    """
    made: dict[str, bytes] = {}
    summary = summarise_run(entries, run=run, now=now, is_there=is_there)
    for name, write in _writers(summary, names=names or {}):
        out = io.BytesIO()
        write(out)
        made[name] = out.getvalue()
    return {name: made[name] for name in FILES}


def write_reports(
    out: Path,
    *,
    now: datetime,
    names: Mapping[str, str] | None = None,
    run_folder: Path | None = None,
) -> tuple[Path, ...]:
    """Write the report of a run beside its case folders.

    Args:
        out: The folder of the case folders, which the pages link to.
        now: The moment of the report, with its zone.
        names: The employees' names by case number, if they are asked for.
        run_folder: The folder of `koersel.jsonl`; `out` if left out.

    Returns:
        The files that were written.

    Raises:
        UsageError: `no-run`: nothing was run in the folder; `now-without-zone`.
        StorageError: The disk refuses; every file is then the old one or the new.
    """
    folder = run_folder or out
    header = read_header(folder)
    if header is None:
        problem = msg("holds no run: there is no {file}.", file=RUN_FILE)
        remedy = msg(
            "Name the folder that was given to generate with --out, and if --run-folder"
            " was given, that too."
        )
        raise UsageError(Fault("no-run", Where(file=str(folder)), problem, remedy))
    entries = read_entries(folder)
    summary = summarise_run(
        entries, run=header.nu, now=now, is_there=lambda name: (out / name).is_dir()
    )
    writers = _writers(summary, names=names or {})
    try:
        for name, write in writers:
            _write_aside(out / name, write)
    except BaseException:
        # They hold case numbers, and take room on a full disk.
        for name in FILES:
            with contextlib.suppress(OSError):
                _aside(out / name).unlink(missing_ok=True)
        raise
    return tuple(_put_in_place(out / name) for name in FILES)


def _writers(
    summary: RunSummary, *, names: Mapping[str, str]
) -> Iterator[tuple[str, Write]]:
    """Give what writes each file; of a large run no file is held in memory."""
    dated = [row for row in summary.deadlines if row.standing is not Standing.UDEN_DAG]
    calendar_size = 0

    def calendar(out: BinaryIO) -> None:
        nonlocal calendar_size
        write_calendar(dated, summary.now, out)
        calendar_size = out.tell()

    def page(out: BinaryIO) -> None:
        write_run_page(summary, out, names=names, calendar_size=calendar_size)

    # The calendar first, because the page says how large it is.
    yield "frister.ics", calendar
    yield "koersel.html", page
    yield "omfang.html", lambda out: write_extent_page(summary, out)
    yield "frister.csv", lambda out: write_csv(dated, out)
    yield "frister.xlsx", lambda out: write_xlsx(dated, summary.now, out)


def _write_aside(path: Path, write: Write) -> None:
    with storage_errors(path.name):
        new = _aside(path)
        new.unlink(missing_ok=True)
        with open_new(new) as file:
            write(file)
        wait_for(new)


def _put_in_place(path: Path) -> Path:
    with storage_errors(path.name):
        _aside(path).replace(path)
        Disk().sync(path.parent)
    return path


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.ny-anmeld")
