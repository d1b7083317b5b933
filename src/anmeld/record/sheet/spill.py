"""The rows of a source, gathered by case with bounded memory.

Rows of one case may stand anywhere, and children may stand before their case. They are
kept in an SQLite file without a name: it is made with owner-only rights where the
platform has them, is unlinked as it is opened, so that nothing is left even after a
kill, and comes to be only when a source outgrows a small cache.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from anmeld._i18n import msg
from anmeld.errors import Fault, StorageError, Where
from anmeld.record.sheet.cells import Raw, packed, unpacked

_NAMELESS = ""
_CACHE_KIB = 8192
_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA temp_store = FILE;
CREATE TABLE cases (id INTEGER PRIMARY KEY, number TEXT UNIQUE);
CREATE TABLE found (
    case_id INTEGER, sheet INTEGER, row INTEGER, hidden INTEGER, cells TEXT,
    PRIMARY KEY (case_id, sheet, row)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """A row that was kept.

    Attributes:
        sheet: Which of the source's sheets it is from.
        row: Its number.
        hidden: Whether the sheet does not show it.
        cells: What it holds.
    """

    sheet: int
    row: int
    hidden: bool
    cells: dict[int, Raw]


class Spill:
    """Rows on their way from the order of the sheet to the order of the cases.

    Args:
        source: The file, for messages.
        cache: How much is kept in memory, in KiB.
    """

    def __init__(self, source: Path, *, cache: int = _CACHE_KIB) -> None:
        self._source = source
        self._base = sqlite3.connect(_NAMELESS, isolation_level=None)
        self._base.execute(f"PRAGMA cache_size = {-cache}")
        self._base.executescript(_SCHEMA)
        self._base.execute("BEGIN")

    def __enter__(self) -> Spill:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def keep(self, number: str | None, kept: Kept) -> None:
        """Keep a row.

        Args:
            number: The case number; a row without one is a case of its own.
            kept: The row.

        Raises:
            StorageError: There is no room on the disk.
        """
        try:
            values = (kept.sheet, kept.row, kept.hidden, packed(kept.cells))
            self._base.execute(
                "INSERT INTO found VALUES (?, ?, ?, ?, ?)",
                (self._case(number), *values),
            )
        except sqlite3.OperationalError:
            raise StorageError(self._full()) from None

    @property
    def count(self) -> int:
        """How many cases there are."""
        return int(self._base.execute("SELECT COUNT(*) FROM cases").fetchone()[0])

    def cases(self) -> Iterator[list[Kept]]:
        """Give the rows of each case, cases in the order in which they first stood.

        Yields:
            The rows of one case, by sheet and row.

        Raises:
            StorageError: There is no room on the disk.
        """
        rows = self._base.execute(
            "SELECT case_id, sheet, row, hidden, cells FROM found"
            " ORDER BY case_id, sheet, row"
        )
        try:
            for _, group in groupby(rows, key=itemgetter(0)):
                yield [
                    Kept(sheet, row, bool(hidden), unpacked(cells))
                    for _, sheet, row, hidden, cells in group
                ]
        except sqlite3.OperationalError:
            raise StorageError(self._full()) from None

    def _case(self, number: str | None) -> int:
        name = None if number is None else _comparable(number)
        if name is not None:
            found = self._base.execute("SELECT id FROM cases WHERE number = ?", (name,))
            if row := found.fetchone():
                return int(row[0])
        made = self._base.execute("INSERT INTO cases (number) VALUES (?)", (name,))
        return int(made.lastrowid or 0)

    def _full(self) -> Fault:
        problem = msg("needs more room for its rows than the disk has.")
        remedy = msg("Make room, or let TMPDIR name a folder with room.")
        return Fault("no-room", Where(file=str(self._source)), problem, remedy)


def _comparable(number: str) -> str:
    # ASCII with escapes, because SQLite's texts hold no lone surrogates.
    folded = unicodedata.normalize("NFC", number.strip()).casefold()
    return folded.encode("unicode_escape").decode("ascii")
