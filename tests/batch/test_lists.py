"""`fejl.csv` and `rettelser.csv`: opened in Excel by a person who is in a hurry."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from anmeld._i18n import msg
from anmeld.batch.faultlist import safe_cell
from anmeld.errors import Fault, Where
from anmeld.record import FaultyRecord, LoadedRecord, record_from_dict
from batch.batches import faulty, make, record, write


def _rows(path: Path) -> list[dict[str, str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_list_of_faults__names_every_fault_and_no_value(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), faulty(2)])

    make(source, tmp_path / "ud")

    data = (tmp_path / "ud/fejl.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfKilde;")
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    rows = _rows(tmp_path / "ud/fejl.csv")
    assert {row["Felt"] for row in rows} == {"medarbejder.cpr", "sag.nummre"}
    assert {row["Række"] for row in rows} == {"2"}
    assert {row["Sagsnummer"] for row in rows} == {"S-2"}
    assert all(row["Fejl"] and row["Kode"] for row in rows)
    assert b"hemmelig" not in data
    assert b"hemmelig" not in (tmp_path / "ud/koersel.jsonl").read_bytes()


def test_case_number_that_is_itself_wrong__is_not_listed(tmp_path: Path) -> None:
    """This test ensures that a CPR number in its place goes nowhere."""
    source = write(tmp_path / "s.jsonl", [record("710101-9995")])

    make(source, tmp_path / "ud")

    (row,) = _rows(tmp_path / "ud/fejl.csv")
    assert (row["Felt"], row["Sagsnummer"]) == ("sag.nummer", "")
    assert b"710101" not in (tmp_path / "ud/koersel.jsonl").read_bytes()


def test_list_of_faults__has_the_places_of_a_sheet(tmp_path: Path) -> None:
    where = Where(
        "løn.xlsx",
        row=17,
        column="=CPR nr.",
        key="medarbejder.cpr",
        sheet="Sager",
        letter="H",
        case="S-9",
    )
    fault = Fault("x", where, msg("is wrong."), msg("Put it right."))

    make([FaultyRecord("løn.xlsx [17]", (fault,))], tmp_path / "ud")

    (row,) = _rows(tmp_path / "ud/fejl.csv")
    assert row["Kilde"] == "løn.xlsx"
    assert (row["Ark"], row["Række"], row["Kolonne"]) == ("Sager", "17", "H")
    assert (row["Overskrift"], row["Felt"]) == ("'=CPR nr.", "medarbejder.cpr")


def test_list_of_faults__goes_when_all_is_well(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [faulty(1)])
    make(source, tmp_path / "ud")
    assert (tmp_path / "ud/fejl.csv").is_file()
    write(source, [record(1)])

    make(source, tmp_path / "ud")

    assert not (tmp_path / "ud/fejl.csv").exists()


def test_repairs__are_listed_also_when_the_case_is_skipped(tmp_path: Path) -> None:
    """This test ensures that what was put right on the way in is never silent."""
    where = Where("løn.csv", row=2, column="CPR", key="medarbejder.cpr")
    repair = Fault("leading-zero", where, msg("is wrong."))
    loaded = LoadedRecord(record_from_dict(record(1)), None, "løn.csv [2]", (repair,))

    for _ in range(2):
        make([loaded], tmp_path / "ud")
        (row,) = _rows(tmp_path / "ud/rettelser.csv")
        assert (row["Kode"], row["Sagsnummer"]) == ("leading-zero", "S-1")

    assert not (tmp_path / "ud/fejl.csv").exists()


def test_remark__about_a_whole_source_names_no_case(tmp_path: Path) -> None:
    remark = Fault("hidden-sheet", Where("løn.xlsx", sheet="Vidner"), msg("is wrong."))
    loaded = LoadedRecord(record_from_dict(record(1)), None, "løn.xlsx [2]", (remark,))

    make([loaded], tmp_path / "ud")

    (row,) = _rows(tmp_path / "ud/rettelser.csv")
    assert (row["Ark"], row["Sagsnummer"]) == ("Vidner", "")


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+45", "-1", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", "＝1", "|x"],
)
def test_formula__is_text_in_a_spreadsheet(cell: str) -> None:
    assert safe_cell(cell).startswith("'")


@pytest.mark.parametrize("cell", ["sag.nummer", "Ja", "7", "3-5 dage", "a=b"])
def test_plain_text__stays_as_it_is(cell: str) -> None:
    assert safe_cell(cell) == cell


def test_line_break__does_not_begin_a_row() -> None:
    assert safe_cell("a\r\nb\u2028c\x00") == "a  b c "
