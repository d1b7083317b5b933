"""Sheets at the command line: check, plan, generate, columns, new --sheet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from anmeld.cli import main
from record.sheet.building import HEADERS, ROW, csv_file, table, xlsx_file

MAP = '[[column]]\nheader = "Hvem"\nkey = "medarbejder.navn"\n'


def _run(*arguments: str | Path) -> Result:
    words = [str(each) for each in arguments]
    return CliRunner().invoke(main, words, env={"ANMELD_LANG": "en"})


def test_check__tells_rows_columns_and_repairs(tmp_path: Path) -> None:
    rows = table({"Medarbejder CPR": "101900001"})
    rows.append(["2", *ROW[1:3], "i går", "forulempelse", ""])
    done = _run("check", csv_file(tmp_path, rows))
    assert done.exit_code == 3
    assert "1: no faults." in done.output
    cell = "sager.csv, row 2, column F »Medarbejder CPR«, case 1: had lost its leading"
    assert cell in done.output
    assert "row 3, column D »Tidspunkt«, case 2: is not a date." in done.output
    assert "episoder[1].tidspunkt" not in done.output


def test_check__as_json_keeps_to_json(tmp_path: Path) -> None:
    path = csv_file(tmp_path, table({"Medarbejder CPR": "101900001"}))
    done = _run("check", path, "--json")
    assert json.loads(done.stdout) == []
    assert "leading zero" in done.stderr


def test_check__as_json_gives_the_parts_of_a_place(tmp_path: Path) -> None:
    path = csv_file(tmp_path, table({"Medarbejder CPR": "12345"}))
    (fault,) = json.loads(_run("check", path, "--json").stdout)
    assert fault["place"] == {
        "file": str(path),
        "row": 2,
        "column": "Medarbejder CPR",
        "letter": "F",
        "key": "medarbejder.cpr",
        "case": "1",
    }


@pytest.mark.parametrize("command", ["check", "plan", "generate"])
def test_columns__are_read_by_the_map_given(tmp_path: Path, command: str) -> None:
    rows = [["Hvem" if cell == HEADERS[2] else cell for cell in HEADERS], ROW]
    path = xlsx_file(tmp_path, rows)
    columns = tmp_path / "columns.toml"
    columns.write_text(MAP, encoding="utf-8")
    out = str(tmp_path / "ud")
    more = ["--out", out, "--dry-run"] if command == "generate" else []
    assert _run(command, path, *more).exit_code == 1
    done = _run(command, path, *more, "--columns", columns)
    assert done.exit_code == 0, done.output


def test_columns__that_are_wrong_are_wrong_use(tmp_path: Path) -> None:
    columns = tmp_path / "columns.toml"
    columns.write_text("kolonne = 1", encoding="utf-8")
    path = csv_file(tmp_path, table())
    for command in (("check",), ("generate", "--out", tmp_path / "ud")):
        done = _run(*command, path, "--columns", columns)
        assert done.exit_code == 2
        assert "kolonne" in done.output


def test_draft__is_printed_or_written_and_never_overwrites(tmp_path: Path) -> None:
    path = csv_file(tmp_path, table({"Tjenestenummer": "42"}))
    printed = _run("columns", path)
    assert 'key = "medarbejder.medarbejder_id"' in printed.stdout
    out = tmp_path / "columns.toml"
    assert _run("columns", path, "--out", out).exit_code == 0
    assert out.read_text(encoding="utf-8") == printed.stdout
    assert _run("columns", path, "--out", out).exit_code == 4
    assert _run("check", path, "--columns", out).exit_code == 0


def test_new_sheet__writes_a_workbook_and_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "SAGER.xlsx"
    assert _run("new", "--sheet", path).exit_code == 0
    assert path.read_bytes().startswith(b"PK")
    assert _run("new", "--sheet", path).exit_code == 4
    assert _run("new", "--sheet", tmp_path / "SAG.toml").exit_code == 2
    assert _run("new", tmp_path / "SAG.xlsx").exit_code == 2
    done = _run("check", path)
    assert done.exit_code == 2
    assert "no record" in done.output


def test_folder__reads_sheets_too_but_not_the_lock_of_an_open_one(
    tmp_path: Path,
) -> None:
    xlsx_file(tmp_path, table())
    (tmp_path / "~$sager.xlsx").write_bytes(b"lock")
    done = _run("check", tmp_path)
    assert done.exit_code == 0, done.output


def test_case_number__of_another_sheet_is_named_by_its_cell(tmp_path: Path) -> None:
    xlsx_file(tmp_path, table())
    csv_file(tmp_path, table())
    for done in (
        _run("check", tmp_path),
        _run("generate", tmp_path, "--out", tmp_path / "ud", "--dry-run"),
    ):
        assert done.exit_code == 3
        assert "xlsx, sheet »Ark1«, row 2, column A »Sagsnummer«: is the" in done.output


def test_columns__without_any_sheet_are_wrong_use(tmp_path: Path) -> None:
    columns, record = tmp_path / "columns.toml", tmp_path / "sag.toml"
    columns.write_text(MAP, encoding="utf-8")
    record.write_text("", encoding="utf-8")
    done = _run("check", record, "--columns", columns)
    assert "none of the records is a sheet" in done.output
