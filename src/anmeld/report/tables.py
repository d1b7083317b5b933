"""`frister.csv` and `frister.xlsx`: the deadlines that have a day and are not met."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from anmeld.batch.faultlist import safe_cell
from anmeld.law.days import day_of
from anmeld.report.model import DeadlineRow
from anmeld.report.texts import Columns, load_texts

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.comments import Comment
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

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
# The first day a zip archive can hold: its members say nothing of when it was made.
_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_DATE: Final = "dd\\-mm\\-yyyy"
_CLOCK: Final = "hh:mm"
_NOTE_SIZE: Final = (320, 80)  # pixels


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

    It has one sheet: days are days, text is text whatever it begins with, the heading
    stays in sight and can be filtered by. The same rows give the same bytes.

    A note at the head of the days says in which order they are.

    Args:
        deadlines: What is not met, in the order wanted.
        now: The moment of the report, which the workbook says it was made at.
        out: Where it is written.
    """
    from openpyxl import Workbook

    words = load_texts().sheet
    book = Workbook(write_only=True)
    book.properties.creator = "anmeld"
    book.properties.title = words.title
    book.properties.subject = words.subject
    made = now.astimezone(UTC).replace(tzinfo=None)
    book.properties.created = book.properties.modified = made
    sheet = book.create_sheet(words.title)
    # It has the layout of every sheet; its types do not say so.
    _lay_out(cast("Worksheet", sheet))
    headings = [_heading(sheet, text) for text in _headings()]
    headings[_COLUMNS.index("due")].comment = _note(words.order)
    sheet.append(headings)
    cells, rows = [_cell(sheet, name) for name in _COLUMNS], 1
    for row in deadlines:
        for cell, value in zip(cells, _values(row), strict=True):
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # openpyxl makes a formula of what begins with =
        sheet.append(cells)
        rows += 1
    sheet.auto_filter.ref = f"A1:{_letter(len(_COLUMNS))}{rows}"
    _save(book, out)


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


def _lay_out(sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, name in enumerate(_COLUMNS, start=1):
        sheet.column_dimensions[_letter(number)].width = _WIDTHS[name]
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _heading(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font, PatternFill

    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="1F4E5F")
    return cell


def _note(text: str) -> Comment:
    from openpyxl.comments import Comment

    note = Comment(text, "anmeld")
    note.width, note.height = _NOTE_SIZE
    return note


def _cell(sheet: WriteOnlyWorksheet, name: str) -> Cell:
    """Make the cell of a column; it is written and filled again row by row."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet)
    cell.number_format = {"due": _DATE, "cutoff": _CLOCK, "days_left": "0"}.get(
        name, "@"
    )
    return cell


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(number)


def _save(book: Workbook, out: BinaryIO) -> None:
    """Save a workbook with nothing in it that tells when.

    openpyxl writes the present moment into the properties and into each member of the
    archive; what it wrote is packed anew, piece by piece: a sheet of a large run is too
    large to be held in memory.
    """
    from openpyxl.writer.excel import ExcelWriter

    with tempfile.TemporaryFile() as first:
        # The writer itself, because `Workbook.save` sets the day of change to today.
        ExcelWriter(book, zipfile.ZipFile(first, "w", zipfile.ZIP_DEFLATED)).save()
        with zipfile.ZipFile(first) as old, zipfile.ZipFile(out, "w") as new:
            for info in old.infolist():
                member = zipfile.ZipInfo(info.filename, _ZIP_DAY)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.create_system = _UNIX
                member.external_attr = 0o600 << 16
                with old.open(info) as read, new.open(member, "w") as written:
                    shutil.copyfileobj(read, written)
