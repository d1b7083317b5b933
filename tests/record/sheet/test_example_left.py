"""The invented example never becomes part of a case without a word."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from anmeld.cli import main
from anmeld.record import LoadedRecord
from anmeld.record.sheet.example import EXAMPLE
from anmeld.record.sheet.workbook import blank_workbook
from record.sheet.building import codes, faults, outcomes, saved

SHEETS = ("Sager", "Episoder", "Bilag", "Vidner", "Tiltag")
TOLD = ("Arbejdsgiverens adresse", "Hvad skete der?")


def _book() -> Workbook:
    return load_workbook(io.BytesIO(blank_workbook()))


def _at(sheet: Worksheet, header: str) -> int:
    titles = [str(cell.value).removesuffix(" *") for cell in sheet[1]]
    return titles.index(header) + 1


def _set(sheet: Worksheet, header: str, value: str | None) -> None:
    sheet.cell(2, _at(sheet, header)).value = value


def _renumbered() -> Workbook:
    book = _book()
    for name in SHEETS:
        book[name]["A2"].value = "2025-001"
    return book


def _as_csv(sheet: Worksheet) -> bytes:
    out = io.StringIO()
    rows = sheet.iter_rows(max_row=2, values_only=True)
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


def test_example__with_a_number_of_its_own_is_no_case_on_any_sheet(
    tmp_path: Path,
) -> None:
    found = faults(saved(tmp_path, _renumbered()))
    left = [f for f in found if f.code == "example-left"]
    places = {(f.where.sheet, f.where.row, f.where.column) for f in left}
    assert places == {
        *(("Sager", 2, title) for title in TOLD),
        ("Episoder", 2, "Ordret citat"),
        ("Bilag", 2, "Hvad viser det? *"),
        ("Vidner", 2, "Rolle *"),
        ("Tiltag", 2, "Beskrivelse"),
    }
    assert all(f.where.letter for f in left)
    assert all("in a new row" in f.remedy.text("en") for f in left)


def test_example__partly_written_over_names_what_is_left(tmp_path: Path) -> None:
    book = _renumbered()
    for header, value in (
        ("Arbejdsgiverens navn", "Prøve Kommune"),
        ("Medarbejderens navn", "Ida Prøve"),
        ("Medarbejder: CPR-nummer", "620202-9996"),
        ("Arbejdsgiverens adresse", "Torvet 2, 8000 Aarhus C"),
    ):
        _set(book["Sager"], header, value)
    for name in SHEETS[2:]:
        book[name].delete_rows(2)
    sheet = book["Episoder"]
    more = f"{EXAMPLE['episoder[].citat'].upper()}  Du skal dø."
    _set(sheet, "Ordret citat", more)
    found = faults(saved(tmp_path, book))
    assert {(f.code, f.where.sheet, f.where.column) for f in found} == {
        ("example-left", "Sager", "Hvad skete der?"),
        ("example-left", "Episoder", "Ordret citat"),
    }


def test_example__whose_telling_words_are_all_replaced_is_a_case(
    tmp_path: Path,
) -> None:
    """Even the quote, where somebody really said it."""
    book = _renumbered()
    _set(book["Sager"], "Arbejdsgiverens adresse", "Torvet 2, 8000 Aarhus C")
    _set(book["Sager"], "Hvad skete der?", "En borger truede ved skranken.")
    _set(book["Episoder"], "Ordret citat", "Jeg ved, hvor du bor.")
    for name in SHEETS[2:]:
        book[name].delete_rows(2)
    path = saved(tmp_path, book)
    assert [type(each) for each in outcomes(path)] == [LoadedRecord], codes(path)


def test_example__in_csv_with_a_number_of_its_own_is_no_case(tmp_path: Path) -> None:
    path = tmp_path / "sager.csv"
    path.write_bytes(_as_csv(_renumbered()["Sager"]))
    left = [f for f in faults(path) if f.code == "example-left"]
    assert [(f.where.row, f.where.column) for f in left] == [
        (2, title) for title in TOLD
    ]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_check__refuses_what_is_left_of_the_example(tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path, _renumbered())
    if kind == "csv":
        path = tmp_path / "sager.csv"
        path.write_bytes(_as_csv(_renumbered()["Sager"]))
    result = CliRunner().invoke(main, ["--lang", "da", "check", str(path)])
    assert result.exit_code != 0
    said = " ".join(result.output.split())
    assert "»Hvad skete der?«" in said
    assert "Skriv sagen i en ny række" in said


def test_example__that_was_filled_in_is_answered_with_a_new_row(
    tmp_path: Path,
) -> None:
    book = _book()
    _set(book["Sager"], "Medarbejderens navn", "Ida Prøve")
    (fault,) = faults(saved(tmp_path, book))
    assert fault.code == "edited-example"
    assert fault.remedy.text("da") == "Skriv sagen i en ny række, og ryd denne."
