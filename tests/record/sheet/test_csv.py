"""CSV: the encoding by the bytes, the sign by the header, streamed, nothing lost."""

from __future__ import annotations

import codecs
import time
import tracemalloc
from pathlib import Path

import pytest

from anmeld.errors import UsageError
from anmeld.record import FaultyRecord, load_records, record_from_dict
from anmeld.record.sheet import csv_text
from anmeld.record.sheet.mapping import ColumnMap
from record.sheet.building import (
    HEADERS,
    ROW,
    as_csv,
    codes,
    csv_file,
    faults,
    only,
    outcomes,
    table,
)

QUOTE = "Jeg æder dig, Åse – for sjov"


def _written(folder: Path, content: bytes) -> Path:
    path = folder / "sager.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("sign", [";", "\t"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
def test_csv__is_read_in_every_encoding_and_with_every_sign(
    tmp_path: Path, encoding: str, mark: bytes, sign: str
) -> None:
    content = mark + as_csv(table({"Ordret citat": QUOTE}), sign).encode(encoding)
    loaded = only(_written(tmp_path, content))
    assert loaded.record == record_from_dict(
        {
            "sag": {"nummer": "1"},
            "arbejdsgiver": {"navn": "Eksempel Kommune"},
            "medarbejder": {"navn": "Mette Eksempel"},
            "episoder": [
                {"tidspunkt": "3.3.2025", "art": "forulempelse", "citat": QUOTE}
            ],
        }
    )
    assert loaded.repairs == ()
    assert loaded.origin == f"{tmp_path / 'sager.csv'} [2]"


def test_csv__with_commas_keeps_those_inside_an_address(tmp_path: Path) -> None:
    header = ",".join((*HEADERS, "Privat adresse"))
    row = ",".join((*ROW, '"Vej 1, 2. th., 9999 Eksempelby"'))
    loaded = only(_written(tmp_path, f"{header}\n{row}\n".encode()))
    assert loaded.record.medarbejder.privat.adresse == "Vej 1, 2. th., 9999 Eksempelby"


@pytest.mark.parametrize(
    "content",
    [
        as_csv(table({"Ordret citat": "blåbær"})).encode("cp1252")
        + as_csv([("2", *ROW[1:], "æble")]).encode("utf-8"),
        as_csv(table({"Ordret citat": "Sørensen"})).encode("cp865"),
        as_csv(table({"Ordret citat": "x"})).encode() + b"2;\x81\x8d;\r\n",
        b"\xff\xfe" + b"S\x00a\x00g",
        codecs.BOM_UTF8 + b"Sagsnummer;\xe6\r\n",
        b"\x00\x01\x02\x00\x00",
    ],
    ids=["mixed", "dos", "undefined", "half-utf16", "false-mark", "binary"],
)
def test_csv__whose_bytes_are_unclear_is_refused(
    tmp_path: Path, content: bytes
) -> None:
    found = codes(_written(tmp_path, content))
    assert found[0] in {"unclear-encoding", "no-header"}
    assert len(found) == 1


def test_csv__of_an_unclear_encoding_is_read_when_it_is_named(tmp_path: Path) -> None:
    path = _written(
        tmp_path, as_csv(table({"Ordret citat": "Sørensen"})).encode("cp865")
    )
    columns = ColumnMap.model_validate({"encoding": "cp865"})
    assert only(path, columns).record.episoder[0].citat == "Sørensen"
    wrong = ColumnMap.model_validate({"encoding": "utf-8"})
    assert codes(path, wrong) == ["unclear-encoding"]


def test_csv__tells_the_line_of_the_first_unclear_byte(tmp_path: Path) -> None:
    content = as_csv(table({"Ordret citat": "x"})).encode() + b"2;\x81;\r\n"
    assert faults(_written(tmp_path, content))[0].where.line == 3


def test_csv__with_a_line_that_names_its_sign_is_read(tmp_path: Path) -> None:
    path = _written(tmp_path, b"sep=;\r\n" + as_csv(table()).encode())
    assert only(path).origin.endswith("[3]")


def test_csv__that_divides_in_two_ways_is_refused_until_the_sign_is_named(
    tmp_path: Path,
) -> None:
    path = _written(tmp_path, b"a;b,c;d,e\n1;2,3;4,5\n")
    assert codes(path) == ["ambiguous-delimiter"]
    named = ColumnMap.model_validate({"delimiter": ";"})
    assert codes(path, named) == ["no-header"]


def test_csv__keeps_text_of_several_lines_and_its_row_number(tmp_path: Path) -> None:
    rows = as_csv([(*HEADERS, "Ordret citat")])
    rows += ";".join(ROW) + ';"første\r\nanden ""linje"""\r\n'
    rows += ";".join(("2", *ROW[1:3], "i går", "forulempelse")) + ";\r\n"
    sound, faulty = outcomes(_written(tmp_path, rows.encode()))
    assert not isinstance(sound, FaultyRecord)
    assert sound.record.episoder[0].citat == 'første\r\nanden "linje"'
    assert isinstance(faulty, FaultyRecord)
    assert (faulty.faults[0].where.row, faulty.faults[0].where.column) == (
        3,
        "Tidspunkt",
    )


@pytest.mark.parametrize(
    "cell", ['"aldrig lukket', '"hej" sagde han', '"' + "x" * 140_000]
)
def test_csv__with_a_quotation_mark_out_of_place_is_refused_whole(
    tmp_path: Path, cell: str
) -> None:
    path = csv_file(tmp_path, table({"Ordret citat": cell}))
    assert codes(path) == ["broken-csv"]


def test_csv__with_more_cells_than_headers_is_refused(tmp_path: Path) -> None:
    rows = [HEADERS, (*ROW, "", "rest af en tekst")]
    found = faults(csv_file(tmp_path, rows))
    assert [(f.code, f.where.row, f.where.letter) for f in found] == [
        ("column-without-header", 2, "G")
    ]


def test_csv__with_short_rows_is_read_as_excel_writes_them(tmp_path: Path) -> None:
    rows = [(*HEADERS, "Ordret citat", "Noter"), ROW]
    assert only(csv_file(tmp_path, rows)).record.sag.nummer == "1"


def test_csv__formula_in_free_text_is_text(tmp_path: Path) -> None:
    evil = "=cmd|' /C calc'!A0"
    loaded = only(csv_file(tmp_path, table({"Ordret citat": evil, "Noter": "@SUM(1)"})))
    assert loaded.record.episoder[0].citat == evil
    assert loaded.record.sag.noter == "@SUM(1)"
    assert loaded.repairs == ()


def test_csv__empty_tail_of_a_million_rows_costs_next_to_nothing(
    tmp_path: Path,
) -> None:
    path = csv_file(tmp_path, table())
    with path.open("ab") as stream:
        stream.write(b";;;;\r\n" * 1_000_000)
    start = time.process_time()
    assert only(path).record.sag.nummer == "1"
    assert time.process_time() - start < 8


def test_csv__is_read_in_flat_memory(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.csv"
        rows = ((str(n), *ROW[1:], "x" * 3000) for n in range(count))
        path.write_text(as_csv([(*HEADERS, "Ordret citat"), *rows]), encoding="utf-8")
        tracemalloc.start()
        assert sum(1 for _ in load_records(path)) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(700) < peak(100) + 700_000  # 2 MB of rows more


def test_csv__without_rows_has_no_records(tmp_path: Path) -> None:
    assert outcomes(csv_file(tmp_path, [HEADERS])) == []


def test_csv__empty_is_refused(tmp_path: Path) -> None:
    assert len(codes(_written(tmp_path, b""))) == 1


def test_csv__without_an_end_of_line_is_never_read_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_text, "MAX_LINE", 1000)
    assert codes(_written(tmp_path, b"Sagsnummer;" * 1000)) == ["too-large"]
    stated = ColumnMap.model_validate({"encoding": "utf-8"})
    assert codes(_written(tmp_path, b"Sagsnummer;" * 1000), stated) == ["too-large"]


def test_csv__with_ends_of_line_of_any_kind_is_the_same(tmp_path: Path) -> None:
    content = as_csv(table())
    for end in ("\n", "\r\n", "\r"):
        path = _written(tmp_path, content.replace("\r\n", end).encode())
        assert only(path).record.sag.nummer == "1"


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_workbook_called_csv__is_known_for_one(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "sager.csv"
    path.write_bytes(head + b"\0" * 600)

    (fault,) = faults(path)

    assert fault.code == "workbook-as-csv"
    assert ".xlsx" in fault.text("en")


@pytest.mark.parametrize("name", ["sager.xls", "sager.ODS"])
def test_other_workbook__is_to_be_saved_as_one_of_ours(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"x")

    with pytest.raises(UsageError) as told:
        list(load_records(tmp_path / name))

    assert "save it again as .xlsx" in told.value.text("en")
