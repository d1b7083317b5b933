"""Sheets for tests: CSV as bytes, XLSX through openpyxl, and XLSX from bare XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from anmeld.record import FaultyRecord, LoadedRecord, load_records
from anmeld.record.sheet.mapping import ColumnMap

HEADERS = (
    "Sagsnummer",
    "Arbejdsgiverens navn",
    "Medarbejderens navn",
    "Tidspunkt",
    "Art",
)
ROW = ("1", "Eksempel Kommune", "Mette Eksempel", "3.3.2025", "forulempelse")
Cell = Any
Outcome = LoadedRecord | FaultyRecord
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def table(extra: Mapping[str, Cell] | None = None, **change: Cell) -> list[list[Cell]]:
    """Give a header row and one sound row, with columns added."""
    more = {**(extra or {}), **change}
    return [[*HEADERS, *more], [*ROW, *more.values()]]


def as_csv(rows: Iterable[Sequence[object]], sign: str = ";") -> str:
    """Write rows as CSV without quotation marks."""
    return "".join(
        sign.join("" if cell is None else str(cell) for cell in row) + "\r\n"
        for row in rows
    )


def csv_file(folder: Path, rows: Iterable[Sequence[object]], sign: str = ";") -> Path:
    """Write rows as a CSV file."""
    path = folder / "sager.csv"
    path.write_bytes(as_csv(rows, sign).encode())
    return path


def workbook(sheets: Mapping[str, Iterable[Sequence[Cell]]]) -> Workbook:
    """Put rows into the sheets of a workbook."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(folder: Path, book: Workbook, name: str = "sager.xlsx") -> Path:
    """Save a workbook."""
    path = folder / name
    book.save(path)
    return path


def xlsx_file(folder: Path, rows: Iterable[Sequence[Cell]]) -> Path:
    """Save rows as a workbook of one sheet."""
    return saved(folder, workbook({"Ark1": rows}))


def bare_xlsx(path: Path, data: str, *, before: str = "", after: str = "") -> Path:
    """Write a workbook of one sheet from the XML of its `sheetData`."""
    sheet = (
        f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{data}</sheetData>{after}'
        "</worksheet>"
    )
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE_LINKS}"><Relationship Id="r1"'
        f' Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="Ark1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE_LINKS}">'
        f'<Relationship Id="r1" Type="{_LINKS}/worksheet"'
        ' Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def xml_row(number: int, cells: Iterable[str], attributes: str = "") -> str:
    """Write a row of XML: texts as they are, XML cells where they begin with `<`."""
    inside = "".join(
        cell if cell.startswith("<") else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'
        for cell in cells
    )
    return f'<row r="{number}" {attributes}>{inside}</row>'


def with_part(path: Path, name: str, content: bytes) -> Path:
    """Add a part to a workbook, or replace it."""
    old = path.read_bytes()
    with (
        zipfile.ZipFile(io.BytesIO(old)) as before,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for each in before.namelist():
            if each != name:
                after.writestr(each, before.read(each))
        after.writestr(name, content)
    return path


def outcomes(path: Path, columns: ColumnMap | None = None) -> list[Outcome]:
    """Read every record of a source."""
    return list(load_records(path, columns=columns))


def only(path: Path, columns: ColumnMap | None = None) -> LoadedRecord:
    """Read the one sound record of a source."""
    found = outcomes(path, columns)
    assert len(found) == 1
    assert isinstance(found[0], LoadedRecord), _texts(found)
    return found[0]


def codes(path: Path, columns: ColumnMap | None = None) -> list[str]:
    """Give the codes of every fault of a source."""
    return [f.code for f in faults(path, columns)]


def faults(path: Path, columns: ColumnMap | None = None) -> list[Any]:
    """Give every fault of a source."""
    found = [o for o in outcomes(path, columns) if isinstance(o, FaultyRecord)]
    return [fault for each in found for fault in each.faults]


def notes(record: LoadedRecord) -> list[tuple[str, int | None, str | None]]:
    """Give the repairs of a record: code, row and column."""
    return [(n.code, n.where.row, n.where.column) for n in record.repairs]


def _texts(found: list[Outcome]) -> list[str]:
    return [
        f.text("en") for o in found if isinstance(o, FaultyRecord) for f in o.faults
    ]
