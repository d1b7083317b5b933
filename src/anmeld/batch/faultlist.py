"""`fejl.csv`: what is wrong with which record, for the person who puts it right.

Made for Excel in Danish: byte order mark, semicolons, CRLF. A cell that a spreadsheet
would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from anmeld._i18n import msg
from anmeld.batch.entry import Entry
from anmeld.batch.names import FAULT_LIST
from anmeld.casefile.disk import Disk
from anmeld.casefile.storage import storage_errors
from anmeld.errors import Fault, StorageError, Where

_HEADINGS: Final = (
    "Kilde",
    "Ark",
    "Række",
    "Kolonne",
    "Felt",
    "Sagsnummer",
    "Dokument",
    "Fejl",
    "Hvad du kan gøre",
    "Kode",
)
# https://owasp.org/www-community/attacks/CSV_Injection, with the full-width forms
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠|%")
_NEW: Final = f".{FAULT_LIST}.ny-anmeld"


def remove_list(folder: Path) -> None:
    """Remove the list of an earlier run.

    Args:
        folder: The folder that it lies in.

    Raises:
        StorageError: It cannot be removed, most often because a spreadsheet has it
            open; better said before a long run than after it.
    """
    try:
        (folder / FAULT_LIST).unlink(missing_ok=True)
    except OSError:
        problem = msg("cannot be replaced.")
        remedy = msg("Close it if a spreadsheet has it open, and run again.")
        where = Where(file=str(folder / FAULT_LIST))
        raise StorageError(Fault("fault-list-open", where, problem, remedy)) from None


def write_list(folder: Path, entries: Iterable[Entry]) -> None:
    """Write the list of all faults; no file if there are none.

    Args:
        folder: The folder that it is to lie in.
        entries: The entries of the run, in their order.

    Raises:
        StorageError: The disk refuses.
    """
    rows = (row for entry in entries if entry.i_kilden for row in _rows(entry))
    first = next(rows, None)
    if first is None:
        remove_list(folder)
        return
    new = folder / _NEW
    with storage_errors(FAULT_LIST):
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
        new.replace(folder / FAULT_LIST)
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


def _rows(entry: Entry) -> Iterator[list[str]]:
    for fault in entry.fejl:
        cells = (
            fault.get("fil") or entry.kilde,
            fault.get("ark"),
            fault.get("raekke") or fault.get("linje"),
            fault.get("kolonne"),
            fault.get("felt"),
            entry.sag,
            fault.get("dokument"),
            fault.get("tekst"),
            fault.get("raad"),
            fault.get("kode"),
        )
        yield [safe_cell(cell) for cell in cells]
