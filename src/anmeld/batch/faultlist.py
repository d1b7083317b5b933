"""`fejl.csv`, what is wrong with which record, and `rettelser.csv`, what was put right.

Made for Excel in Danish: byte order mark, semicolons, CRLF. A cell that a spreadsheet
would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from anmeld._i18n import msg
from anmeld.batch.entry import Entry
from anmeld.batch.names import FAULT_LIST, REPAIR_LIST
from anmeld.casefile.disk import Disk
from anmeld.casefile.storage import storage_errors
from anmeld.errors import Fault, StorageError, Where

_HEADINGS: Final = (
    "Kilde",
    "Ark",
    "Række",
    "Kolonne",
    "Overskrift",
    "Felt",
    "Sagsnummer",
    "Dokument",
    "Fejl",
    "Hvad du kan gøre",
    "Kode",
)
# https://owasp.org/www-community/attacks/CSV_Injection, with the full-width forms
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠|%")
_NEW: Final = ".ny-anmeld"


def remove_lists(folder: Path) -> None:
    """Remove the lists of an earlier run.

    Args:
        folder: The folder that they lie in.

    Raises:
        StorageError: One cannot be removed, most often because a spreadsheet has it
            open; better said before a long run than after it.
    """
    for name in (FAULT_LIST, REPAIR_LIST):
        try:
            (folder / name).unlink(missing_ok=True)
        except OSError:
            problem = msg("cannot be replaced.")
            remedy = msg("Close it if a spreadsheet has it open, and run again.")
            where = Where(file=str(folder / name))
            fault = Fault("fault-list-open", where, problem, remedy)
            raise StorageError(fault) from None


def write_lists(folder: Path, entries: Callable[[], Iterable[Entry]]) -> None:
    """Write what is wrong and what was put right; no file where there is nothing.

    Args:
        folder: The folder that they are to lie in.
        entries: Gives the entries of the run, in their order; asked once a list.

    Raises:
        StorageError: The disk refuses.
    """
    there = [(FAULT_LIST, _faults), (REPAIR_LIST, _repairs)]
    for name, found in there:
        rows = (
            _row(entry, one)
            for entry in entries()
            if entry.i_kilden
            for one in found(entry)
        )
        _write(folder, name, rows)


def _write(folder: Path, name: str, rows: Iterator[list[str]]) -> None:
    first = next(rows, None)
    if first is None:
        return
    new = folder / f".{name}{_NEW}"
    with storage_errors(name):
        new.unlink(missing_ok=True)
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
            write = csv.writer(file, delimiter=";", lineterminator="\r\n").writerow
            write(_HEADINGS)
            write(first)
            for row in rows:
                write(row)
            file.flush()
            os.fsync(file.fileno())
        new.replace(folder / name)
        Disk().sync(folder)


def safe_cell(value: object) -> str:
    """Make a text that no spreadsheet takes for a formula.

    Args:
        value: Any value; `None` gives an empty cell.

    Returns:
        Its text on one line, with an apostrophe before it where it began like a
        formula. Control characters become spaces.
    """
    text = "" if value is None else str(value)
    begins = text.lstrip(" \u00a0").startswith(_FORMULA)
    plain = "".join(c if c.isprintable() or c == "\u00a0" else " " for c in text)
    return f"'{plain}" if begins else plain


def _faults(entry: Entry) -> Sequence[Mapping[str, Any]]:
    return entry.fejl


def _repairs(entry: Entry) -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = entry.indhold.get("rettet", ())
    return found


def _row(entry: Entry, fault: Mapping[str, Any]) -> list[str]:
    cells = (
        fault.get("fil") or entry.kilde,
        fault.get("ark"),
        fault.get("raekke") or fault.get("linje"),
        fault.get("bogstav"),
        fault.get("kolonne"),
        fault.get("felt"),
        None if fault.get("hele_kilden") else entry.sag,
        fault.get("dokument"),
        fault.get("tekst"),
        fault.get("raad"),
        fault.get("kode"),
    )
    return [safe_cell(cell) for cell in cells]
