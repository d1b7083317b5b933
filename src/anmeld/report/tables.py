"""`frister.csv` and `frister.xlsx`: the deadlines that have a day and are not met."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from anmeld.batch.faultlist import safe_cell
from anmeld.law.days import day_of
from anmeld.report.model import DeadlineRow
from anmeld.report.texts import Columns, load_texts

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | date | time | None
_COLUMNS: Final = tuple(Columns.model_fields)
_WIDTHS: Final = {
    "number": 18,
    "due": 12,
    "cutoff": 9,
    "days_left": 12,
    "standing": 15,
    "title": 48,
    "what": 48,
    "who": 28,
    "to_whom": 48,
    "duty": 12,
    "source": 40,
    "url": 40,
    "folder": 22,
}
_FORMATS: Final = {"due": "dd\\-mm\\-yyyy", "cutoff": "hh:mm", "days_left": "0"}
MOST_ROWS: Final = 1_048_575
"""How many rows a sheet holds below its heading."""
# A cell holds 32,767 units of UTF-16, of which an emoji takes two.
_MOST_CHARACTERS: Final = 16_000
_CUT: Final = " [...]"
_NOTE_SIZE: Final = {"width": 320, "height": 80}  # pixels


def write_csv(deadlines: Iterable[DeadlineRow], out: BinaryIO) -> None:
    """Write the deadlines for a spreadsheet set to Danish.

    In UTF-8 with byte order mark, with semicolons, days as in 2025-03-20, and no cell
    that a spreadsheet takes for a formula.

    Args:
        deadlines: What is not met, in the order wanted.
        out: Where they are written.
    """
    text = io.TextIOWrapper(out, "utf-8-sig", newline="")
    write = csv.writer(text, delimiter=";", lineterminator="\r\n").writerow
    write(_headings())
    for row in deadlines:
        write([_as_text(value) for value in _values(row)])
    text.detach()


def write_xlsx(deadlines: Iterable[DeadlineRow], now: datetime, out: BinaryIO) -> None:
    """Write the deadlines as a workbook.

    Days are days, text is text whatever it begins with, the heading stays in sight and
    can be filtered by. More rows than a sheet can hold go on in another one. The same
    rows give the same bytes.

    A note at the head of the days says in which order they are.

    Args:
        deadlines: What is not met, in the order wanted.
        now: The moment of the report, which the workbook says it was made at.
        out: Where it is written.

    Raises:
        OSError: The disk refuses.
    """
    from xlsxwriter import Workbook

    words = load_texts().sheet
    made = now.astimezone(UTC).replace(tzinfo=None)
    properties = {"author": "anmeld", "title": words.title, "subject": words.subject}
    # Laid aside first, in a folder of our own: it leaves its pieces, and the archive
    # open, when it cannot end.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as aside:
        path = Path(aside, "frister.xlsx")
        # It keeps no row once it is written, and writes no moment that it is not told.
        book = Workbook(path, {"constant_memory": True, "tmpdir": aside})
        book.set_properties({**properties, "created": made})
        for number, rows in enumerate(_by_sheet(deadlines), start=1):
            title = words.title if number == 1 else f"{words.title} {number}"
            _write_sheet(book, book.add_worksheet(title), rows, words.order)
        _close(book)
        with path.open("rb") as read:
            shutil.copyfileobj(read, out)


def _close(book: Workbook) -> None:
    from xlsxwriter.exceptions import XlsxFileError

    try:
        book.close()
    except XlsxFileError as error:
        cause = error.args[0] if error.args else None
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from None


def _by_sheet(deadlines: Iterable[DeadlineRow]) -> Iterator[Iterable[DeadlineRow]]:
    """Part the rows into as many as a sheet holds below its heading; at least once."""
    left = iter(deadlines)
    first = next(left, None)
    while True:
        rows = () if first is None else chain((first,), islice(left, MOST_ROWS - 1))
        yield rows
        first = next(left, None)
        if first is None:
            return


def _write_sheet(
    book: Workbook, sheet: Worksheet, deadlines: Iterable[DeadlineRow], order: str
) -> None:
    looks = _lay_out(book, sheet)
    _write_headings(book, sheet, order)
    rows = 0
    for rows, row in enumerate(deadlines, start=1):
        for column, value in enumerate(_values(row)):
            _write(sheet, rows, column, value, looks[column])
    sheet.autofilter(0, 0, rows, len(_COLUMNS) - 1)


def _values(row: DeadlineRow) -> Sequence[Value]:
    clock = _clock(row)
    return (
        row.number,
        None if row.due is None else day_of(row.due),
        clock,
        row.days_left,
        row.standing.betegnelse,
        row.title,
        row.what,
        row.who,
        row.to_whom,
        row.duty,
        row.source,
        row.url,
        row.folder,
    )


def _clock(row: DeadlineRow) -> time | None:
    if isinstance(row.due, datetime):
        return row.due.time().replace(second=0, microsecond=0)
    if row.cutoff and row.due is not None:
        hour, minute = row.cutoff.split(".")
        return time(int(hour), int(minute))
    return None


def _headings() -> list[str]:
    words = load_texts().columns
    return [getattr(words, name) for name in _COLUMNS]


def _as_text(value: Value) -> str:
    if isinstance(value, time):
        return f"{value:%H.%M}"
    # A number keeps its minus: only text can be a formula.
    return str(value) if isinstance(value, int) else safe_cell(value)


def _lay_out(book: Workbook, sheet: Worksheet) -> list[Format]:
    """Lay out the sheet, and give the format of each column's cells."""
    looks = []
    for column, name in enumerate(_COLUMNS):
        looks.append(book.add_format({"num_format": _FORMATS.get(name, "@")}))
        sheet.set_column(column, column, _WIDTHS[name], looks[-1])
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return looks


def _write_headings(book: Workbook, sheet: Worksheet, order: str) -> None:
    look = book.add_format({"bold": True, "font_color": "FFFFFF", "bg_color": "1F4E5F"})
    for column, text in enumerate(_headings()):
        sheet.write_string(0, column, text, look)
    note = {"author": "anmeld", **_NOTE_SIZE}
    sheet.write_comment(0, _COLUMNS.index("due"), order, note)


def _write(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> None:
    if isinstance(value, str):
        # As text, whatever it begins with: `write` makes formulas and links of some.
        sheet.write_string(row, column, _fitted(value), look)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, look)
    elif value is not None:
        sheet.write_datetime(row, column, value, look)


def _fitted(text: str) -> str:
    """Cut a text that no cell can hold, and say so in it."""
    if len(text) <= _MOST_CHARACTERS:
        return text
    return f"{text[:_MOST_CHARACTERS]}{_CUT}"
