"""XLSX: streamed within caps, with what a sheet shows and its cells do not say."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import pytest
from openpyxl.comments import Comment

from anmeld.record import FaultyRecord, LoadedRecord
from anmeld.record.sheet import package, xlsx
from anmeld.record.sheet.mapping import ColumnMap
from record.sheet.building import (
    HEADERS,
    ROW,
    bare_xlsx,
    codes,
    faults,
    notes,
    only,
    outcomes,
    saved,
    table,
    with_part,
    workbook,
    xlsx_file,
    xml_row,
)

QUOTE = "Ordret citat"


def _two_cases() -> list[tuple[str, ...]]:
    return [HEADERS, ROW, ("2", *ROW[1:])]


def test_xlsx__is_read_with_its_row_as_origin(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, _two_cases())
    assert [each.origin for each in outcomes(path)] == [
        f"{path} [Ark1 2]",
        f"{path} [Ark1 3]",
    ]


def test_text__of_shared_rich_and_escaped_strings_is_kept_exactly(
    tmp_path: Path,
) -> None:
    rich = (
        '<c t="inlineStr"><is><r><t>Jeg </t></r><r><t xml:space="preserve">ved_x0007_ '
        "</t></r><rPh><t>x</t></rPh><r><t>_x005F_x0041_ &amp; &lt;😀</t></r></is></c>"
    )
    rows = table({QUOTE: rich})
    data = xml_row(1, rows[0]) + xml_row(2, rows[1])
    loaded = only(bare_xlsx(tmp_path / "a.xlsx", data))
    assert loaded.record.episoder[0].citat == "Jeg ved\a _x0041_ & <😀"


def test_formula__typed_as_text_stays_text(tmp_path: Path) -> None:
    evil = "=cmd|' /C calc'!A0"
    book = workbook({"Ark1": table({QUOTE: "x"})})
    cell = book["Ark1"]["F2"]
    cell.value, cell.data_type = evil, "s"
    assert only(saved(tmp_path, book)).record.episoder[0].citat == evil


@pytest.mark.parametrize("merged", ["C2:C3", "A2:B2", "A3:A4"])
def test_merged_cells__make_the_cases_they_go_through_faulty(
    tmp_path: Path, merged: str
) -> None:
    book = workbook({"Ark1": [*_two_cases(), ("3", *ROW[1:])]})
    book["Ark1"].merge_cells(merged)
    path = saved(tmp_path, book)
    assert "merged-cells" in codes(path)
    rows = {f.where.row for f in faults(path) if f.code == "merged-cells"}
    assert rows == {int(sign) for sign in merged if sign.isdigit()}
    sound = [o for o in outcomes(path) if isinstance(o, LoadedRecord)]
    assert len(sound) == 3 - len(rows)


def test_merged_headers__refuse_the_sheet(tmp_path: Path) -> None:
    book = workbook({"Ark1": _two_cases()})
    book["Ark1"].merge_cells("A1:A2")
    assert codes(saved(tmp_path, book)) == ["merged-header"]


def test_merged_cells__beside_the_table_do_not_matter(tmp_path: Path) -> None:
    book = workbook({"Ark1": _two_cases()})
    book["Ark1"].merge_cells("J2:K2000")
    assert len(outcomes(saved(tmp_path, book))) == 2


def test_hidden_rows_and_columns__are_read_and_told(tmp_path: Path) -> None:
    book = workbook({"Ark1": _two_cases()})
    book["Ark1"].row_dimensions[3].hidden = True
    book["Ark1"].column_dimensions["E"].hidden = True
    first, second = outcomes(saved(tmp_path, book))
    assert isinstance(first, LoadedRecord)
    assert isinstance(second, LoadedRecord)
    assert notes(first) == [("hidden-column", None, "Art")]
    assert notes(second) == [("hidden-row", 3, None)]


def test_hidden_sheet__of_another_kind_is_told_and_not_read(tmp_path: Path) -> None:
    book = workbook({"Eksport": _two_cases(), "Opslag": [("A",)]})
    book["Opslag"].sheet_state = "hidden"
    first = outcomes(saved(tmp_path, book))[0]
    assert isinstance(first, LoadedRecord)
    assert [n.code for n in first.repairs] == ["hidden-sheet-unread"]
    assert first.repairs[0].where.sheet == "Opslag"


def test_several_sheets__must_be_told_apart_by_a_person(tmp_path: Path) -> None:
    path = saved(tmp_path, workbook({"2024": _two_cases(), "2025": [HEADERS, ROW]}))
    assert codes(path) == ["which-sheet"]
    chosen = ColumnMap.model_validate({"sheet": "2025"})
    assert len(outcomes(path, chosen)) == 1
    ignored = ColumnMap.model_validate({"ignore_sheets": ["2025"]})
    assert len(outcomes(path, ignored)) == 2
    wrong = ColumnMap.model_validate({"sheet": "2026"})
    assert codes(path, wrong) == ["no-sheet"]


def test_headers__below_a_title_are_found_where_the_map_says(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, [("Udtræk af sager",), (), *_two_cases()])
    assert codes(path) == ["no-header"]
    columns = ColumnMap.model_validate({"header_row": 3})
    assert [each.origin[-3:] for each in outcomes(path, columns)] == [" 4]", " 5]"]


def test_empty_tail__of_a_million_rows_costs_little(tmp_path: Path) -> None:
    head = xml_row(1, HEADERS) + xml_row(2, ROW)
    tail = "".join(f'<row r="{n}"><c/></row>' for n in range(3, 1_000_000))
    path = bare_xlsx(tmp_path / "a.xlsx", head + tail)
    start = time.process_time()
    assert only(path).record.sag.nummer == "1"
    assert time.process_time() - start < 15


def test_caps__of_rows_and_bytes_refuse_the_workbook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = xlsx_file(tmp_path, [HEADERS, *((str(n), *ROW[1:]) for n in range(20))])
    monkeypatch.setattr(xlsx, "MAX_ROWS", 20)
    assert codes(path) == ["too-many-rows"]
    monkeypatch.setattr(package, "MAX_BYTES", path.stat().st_size - 1)
    assert codes(path) == ["too-large"]


def test_bomb__is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, _two_cases())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/media/{number}.bin", bytes(80_000_000))
    assert path.stat().st_size < 1_000_000
    start = time.process_time()
    assert codes(path) == ["too-large"]
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "document_type",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]>',
        '<!DOCTYPE x SYSTEM "file:///etc/hostname">',
    ],
)
def test_entities__are_refused(tmp_path: Path, document_type: str) -> None:
    path = bare_xlsx(tmp_path / "a.xlsx", xml_row(1, HEADERS) + xml_row(2, ROW))
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    with_part(path, "xl/worksheets/sheet1.xml", document_type.encode() + sheet)
    assert codes(path) == ["not-a-workbook"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-a-workbook"),
        (b"PK\x03\x04 no zip", "not-a-workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "locked-workbook"),
        (b"Sagsnummer;Navn", "not-a-workbook"),
    ],
)
def test_file__that_is_no_workbook_is_named(
    tmp_path: Path, content: bytes, code: str
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert codes(path) == [code]


@pytest.mark.parametrize(
    "data",
    [
        '<row r="x"/>',
        '<row r="1"><c t="s"><v>99</v></c></row>',
        '<row r="1"><c s="x"><v>1</v></c></row>',
        "<row",
    ],
)
def test_sheet__that_is_damaged_is_named(tmp_path: Path, data: str) -> None:
    assert codes(bare_xlsx(tmp_path / "a.xlsx", data)) == ["not-a-workbook"]


def test_damage__by_one_byte_never_ends_in_another_error(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path, _two_cases())
    whole = path.read_bytes()
    for at in range(0, len(whole), 97):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        for each in outcomes(path):
            assert isinstance(each, (LoadedRecord, FaultyRecord))


def test_notes_and_formats__of_cells_are_no_values(tmp_path: Path) -> None:
    book = workbook({"Ark1": _two_cases()})
    book["Ark1"]["J9"].comment = Comment("en note", "x")
    book["Ark1"]["J9"].number_format = "0.00"
    assert len(outcomes(saved(tmp_path, book))) == 2


def test_content__without_a_header_above_it_is_named(tmp_path: Path) -> None:
    book = workbook({"Ark1": _two_cases()})
    book["Ark1"]["H3"] = "husk at ringe"
    (fault,) = faults(saved(tmp_path, book))
    assert (fault.code, fault.where.row, fault.where.letter) == (
        "column-without-header",
        3,
        "H",
    )
    assert "ringe" not in fault.text("da")


@pytest.mark.parametrize("number", ["NaN", "INF", "1e999999", "x"])
def test_number__that_no_sheet_can_hold_is_an_error_cell(
    tmp_path: Path, number: str
) -> None:
    rows = table({"Medarbejdernummer": f"<c><v>{number}</v></c>"})
    path = bare_xlsx(tmp_path / "a.xlsx", xml_row(1, rows[0]) + xml_row(2, rows[1]))
    assert codes(path) == ["error-cell"]


def test_date__written_as_iso_is_read(tmp_path: Path) -> None:
    rows = table({"Ansættelsesdato": '<c t="d"><v>2019-08-01T00:00:00</v></c>'})
    path = bare_xlsx(tmp_path / "a.xlsx", xml_row(1, rows[0]) + xml_row(2, rows[1]))
    assert str(only(path).record.medarbejder.ansat) == "2019-08-01"


def test_hidden_sheet__is_told_of_also_where_no_record_is_sound(tmp_path: Path) -> None:
    """This test ensures that a remark on the whole sheet is never lost with a row."""
    rows = table(Art="nix")
    book = workbook({"Sager": [rows[0][:3], rows[1][:3]], "Noter": [["a"], ["b"]]})
    book["Noter"].sheet_state = "hidden"
    (found,) = outcomes(saved(tmp_path, book))
    assert isinstance(found, FaultyRecord)
    assert [note.code for note in found.repairs] == ["hidden-sheet-unread"]
