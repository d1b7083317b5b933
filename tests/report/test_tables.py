"""The tables of deadlines, read back as a spreadsheet reads them."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from anmeld.batch.entry import Entry
from anmeld.report import tables
from report.runs import NOW, case, deadline, report

DEADLINES = (
    deadline("sen", "2026-01-01", pligt="ret"),
    deadline("easy", "2025-03-25", klokken="23.59"),
    deadline("politi", "2025-03-19T10:25:00+01:00", pligt="anbefalet"),
    deadline("uden", None, status="udløser ikke oplyst"),
    deadline("naaet", "2025-03-01", status="overholdt"),
)


def rows_of(*entries: Entry) -> list[dict[str, str]]:
    data = report(*entries)["frister.csv"]
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def sheet_of(*entries: Entry) -> Worksheet:
    book = load_workbook(io.BytesIO(report(*entries)["frister.xlsx"]))
    assert book.sheetnames == ["Frister"]
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def cells_of(*entries: Entry) -> list[dict[str, Any]]:
    first, *rest = sheet_of(*entries).iter_rows(values_only=True)
    return [dict(zip(map(str, first), row, strict=True)) for row in rest]


def test_csv__holds_what_is_not_met_and_first_what_can_be() -> None:
    rows = rows_of(case(frister=DEADLINES))
    assert [row["Senest"] for row in rows] == ["2025-03-25", "2026-01-01", "2025-03-19"]
    assert [row["Klokken"] for row in rows] == ["23.59", "", "10.25"]
    assert [row["Dage tilbage"] for row in rows] == ["5", "287", "-1"]
    assert [row["Stand"] for row in rows] == ["Nær", "Senere", "Overskredet"]
    assert {row["Sagsnummer"] for row in rows} == {"2025-001"}


def test_sheet__holds_the_same_with_real_days_and_hours() -> None:
    rows = cells_of(case(frister=DEADLINES))
    assert [row["Senest"] for row in rows] == [
        datetime(2025, 3, 25),  # noqa: DTZ001 - a sheet knows no zone
        datetime(2026, 1, 1),  # noqa: DTZ001
        datetime(2025, 3, 19),  # noqa: DTZ001
    ]
    assert [row["Klokken"] for row in rows] == [time(23, 59), None, time(10, 25)]
    assert [row["Dage tilbage"] for row in rows] == [5, 287, -1]
    texts = [{k: str(v) for k, v in row.items() if k != "Klokken"} for row in rows]
    for text, row in zip(texts, rows_of(case(frister=DEADLINES)), strict=True):
        assert text | {"Senest": text["Senest"][:10]} == {
            k: v for k, v in row.items() if k != "Klokken"
        }


def test_sheet__keeps_its_heading_in_sight_and_can_be_filtered() -> None:
    sheet = sheet_of(case(frister=DEADLINES))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:M4"
    assert sheet.column_dimensions["F"].width > 30
    assert sheet.print_title_rows == "$1:$1"


def test_sheet__says_in_which_order_it_is() -> None:
    note = sheet_of(case(frister=DEADLINES))["B1"].comment
    assert note is not None
    assert "kan nås endnu" in note.text


@pytest.mark.parametrize(
    "number", ["=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", " =1", "\uff1d1"]
)
def test_case_number__is_never_a_formula(number: str) -> None:
    entry = case(number, frister=[deadline()])
    (row,) = rows_of(entry)
    assert row["Sagsnummer"].startswith("'")
    cell = sheet_of(entry)["A2"]
    assert cell.data_type == "s"
    assert cell.value == number.strip()


def test_case_number__keeps_its_zeros() -> None:
    entry = case("0017", frister=[deadline()])
    assert cells_of(entry)[0]["Sagsnummer"] == "0017"
    assert sheet_of(entry)["A2"].number_format == "@"


def test_error_words_of_a_spreadsheet__are_text() -> None:
    cell = sheet_of(case("#N/A", frister=[deadline()]))["A2"]
    assert (cell.value, cell.data_type) == ("#N/A", "s")


def test_characters_no_sheet_can_hold__are_marked() -> None:
    entry = case("a\x07b\ud800c", frister=[deadline()])
    assert cells_of(entry)[0]["Sagsnummer"] == "a⟦U+0007⟧b⟦U+D800⟧c"
    assert rows_of(entry)[0]["Sagsnummer"] == "a⟦U+0007⟧b⟦U+D800⟧c"


def test_without_deadlines__only_the_headings_are_there() -> None:
    assert rows_of() == []
    assert cells_of() == []
    assert sheet_of()["A1"].value == "Sagsnummer"


def test_rows_past_the_end_of_a_sheet__go_on_in_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    entry = case(frister=[deadline(f"f{n}", f"2025-04-0{n}") for n in range(1, 6)])
    book = load_workbook(io.BytesIO(report(entry)["frister.xlsx"]))

    assert book.sheetnames == ["Frister", "Frister 2", "Frister 3"]
    days = [[cell.value.day for cell in sheet["B"][1:]] for sheet in book]
    assert days == [[1, 2], [3, 4], [5]]
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:M3", "A1:M3", "A1:M2"]


def test_text_no_cell_can_hold__is_cut_aloud() -> None:
    titel = "å😡" * 12_000
    cell = sheet_of(case(frister=[deadline(titel=titel)]))["F2"]
    assert cell.value == titel[:16_000] + " [...]"


def test_stopped_workbook__leaves_nothing_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that no case number stays behind among temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    class Full(io.BytesIO):
        def write(self, _data: object, /) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        tables.write_xlsx([], NOW, Full())
    assert not list(tmp_path.iterdir())


def test_bytes__are_the_same_and_tell_no_clock() -> None:
    entries = [case(f"{n}", frister=DEADLINES) for n in range(3)]
    first, again = report(*entries), report(*reversed(entries))
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first["frister.xlsx"])) as archive:
        days = {info.date_time for info in archive.infolist()}
        core = archive.read("docProps/core.xml").decode()
    assert days == {(1980, 1, 31, 0, 0, 0)}
    assert core.count("2025-03-20T08:00:00Z") == 2
    later = report(*entries, now=NOW + timedelta(hours=1))
    assert later["frister.csv"] == first["frister.csv"]
