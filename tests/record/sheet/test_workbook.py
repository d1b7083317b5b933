"""The workbook to fill in, and what comes back from it."""

from __future__ import annotations

import io
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from anmeld.record import FaultyRecord, LoadedRecord, load_records, record_from_dict
from anmeld.record.sheet.keys import CASE_NUMBER, choices_of, record_fields
from anmeld.record.sheet.workbook import blank_workbook
from record.sheet.building import codes, outcomes
from tools import needs_libreoffice

SHEETS = ["Sager", "Episoder", "Bilag", "Vidner", "Tiltag"]
FILLED: dict[str, list[dict[str, object]]] = {
    "Sager": [
        {
            "Sagsnummer *": "0042",
            "Arbejdsgiverens navn *": "Eksempel Kommune",
            "Medarbejderens navn *": "Mette Eksempel",
            "Medarbejdernummer": "00123",
            "Medarbejder: CPR-nummer": "0101900001",
            "Ansættelsesdato": "2019-08-01",
            "Årsløn i kroner": 432100.5,
            "Navne- og adressebeskyttelse": "Ja",
            "Hændelsens arter": "Trussel om vold, direkte; Hærværk",
            "Hvad skete der?": "=cmd|' /C calc'!A0\nanden linje",
            "Fraværsdage": 3,
            "Symptom 1": "søvnløs",
        }
    ],
    "Episoder": [
        {
            "Sagsnummer *": "0042",
            "Tidspunkt *": "3.3.2025 kl. 14.05",
            "Art *": "Trussel om vold, direkte",
            "Ordret citat": "- »Jeg æder dig« & <b>😀",
        }
    ],
    "Vidner": [
        {"Sagsnummer *": "0042", "Rolle *": "Kollega", "Arbejdstelefon": "01234567"}
    ],
    "Tiltag": [{"Sagsnummer *": "0042", "Art *": "Krisehjælp", "Dato": "2025-03-05"}],
}
RECORD = record_from_dict(
    {
        "sag": {"nummer": "0042"},
        "arbejdsgiver": {"navn": "Eksempel Kommune"},
        "medarbejder": {
            "navn": "Mette Eksempel",
            "medarbejder_id": "00123",
            "cpr": "0101900001",
            "ansat": "1.8.2019",
            "aarsloen": "432100,5",
            "adressebeskyttelse": True,
        },
        "haendelse": {
            "arter": ["trussel_direkte", "haervaerk"],
            "beskrivelse": "=cmd|' /C calc'!A0\nanden linje",
        },
        "fravaer": {"dage": 3},
        "foelger": {"symptomer": [{"beskrivelse": "søvnløs"}]},
        "episoder": [
            {
                "tidspunkt": "3.3.2025 kl. 14.05",
                "art": "trussel_direkte",
                "citat": "- »Jeg æder dig« & <b>😀",
            }
        ],
        "vidner": [{"rolle": "Kollega", "telefon": "01234567"}],
        "tiltag": [{"art": "krisehjaelp", "dato": "5.3.2025"}],
    }
)


@pytest.fixture(scope="module")
def blank() -> bytes:
    return blank_workbook()


def _headers(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): at for at, cell in enumerate(sheet[1], start=1)}


def _filled(blank: bytes) -> Workbook:
    """Fill the workbook as a person does: below the example, keeping the formats."""
    book = load_workbook(io.BytesIO(blank))
    for name, rows in FILLED.items():
        sheet = book[name]
        headers = _headers(sheet)
        for number, row in enumerate(rows, start=3):
            for header, value in row.items():
                cell = sheet.cell(number, headers[header])
                cell.number_format = sheet.cell(2, headers[header]).number_format
                if cell.number_format == "dd-mm-yyyy":
                    cell.value = date.fromisoformat(str(value))
                else:
                    cell.value = value  # type: ignore[assignment]
                    cell.data_type = "s" if isinstance(value, str) else cell.data_type
    return book


def _save(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


def test_workbook__has_the_five_sheets_and_every_field(blank: bytes) -> None:
    book = load_workbook(io.BytesIO(blank))
    assert book.sheetnames[:5] == SHEETS
    assert [s.title for s in book if s.sheet_state != "visible"] == book.sheetnames[5:]
    count = sum(len(_headers(book[name])) for name in SHEETS)
    assert count == len(record_fields()) + len(SHEETS) - 1  # the number joins them


def test_workbook__is_the_same_bytes_and_tells_no_day(blank: bytes) -> None:
    assert blank_workbook() == blank
    with zipfile.ZipFile(io.BytesIO(blank)) as archive:
        assert {member.date_time[0] for member in archive.infolist()} == {1980}
        core = archive.read("docProps/core.xml")
    assert core.count(b"2000-01-01T00:00:00Z") == 2


def test_workbook__as_it_is_holds_no_case(blank: bytes, tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    path.write_bytes(blank)
    assert outcomes(path) == []


def test_headers__explain_mark_and_stand_still(blank: bytes) -> None:
    book = load_workbook(io.BytesIO(blank))
    for name in SHEETS:
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet["A1"].value) == "Sagsnummer *"
        assert str(sheet["A2"].value).startswith("EKSEMPEL")
        for cell in sheet[1]:
            assert cell.comment is not None
            needed = str(cell.value).endswith(" *")
            assert cell.comment.text.startswith("Skal udfyldes.") == needed
            assert not {"true", "anførselstegn", "[["} & set(cell.comment.text.split())


def test_columns__keep_zeros_and_take_dates(blank: bytes) -> None:
    sheet = load_workbook(io.BytesIO(blank))["Sager"]
    headers = _headers(sheet)

    def form(header: str) -> str:
        letter = get_column_letter(headers[header])
        return str(sheet.column_dimensions[letter].number_format)

    assert form("Medarbejder: CPR-nummer") == "@"
    assert form("Medarbejdernummer") == "@"
    assert form("Ansættelsesdato") == "dd-mm-yyyy"


def test_drop_downs__offer_every_allowed_value(blank: bytes) -> None:
    book = load_workbook(io.BytesIO(blank))
    with_choices = sum(bool(choices_of(field)) for field in record_fields().values())
    rules = [
        rule for name in SHEETS for rule in book[name].data_validations.dataValidation
    ]
    assert len(rules) == with_choices
    for rule in rules:
        sheet, _, cells = str(rule.formula1).partition("!")
        words = [row[0].value for row in book[sheet][cells.replace("$", "")]]
        assert all(words)


def test_filled_workbook__comes_back_without_surprises(
    blank: bytes, tmp_path: Path
) -> None:
    (loaded,) = outcomes(_save(_filled(blank), tmp_path / "sager.xlsx"))
    assert isinstance(loaded, LoadedRecord), codes(tmp_path / "sager.xlsx")
    assert loaded.record == RECORD
    assert [note.code for note in loaded.repairs] == ["example-not-read"]


@needs_libreoffice
def test_filled_workbook__comes_back_through_libreoffice(
    blank: bytes, tmp_path: Path
) -> None:
    """Saved by LibreOffice as ODS and as XLSX again, it holds the same record."""
    _save(_filled(blank), tmp_path / "sager.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind, name in (("ods", "sager.xlsx"), ("xlsx", "sager.ods")):
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", kind, name],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            timeout=120,
        )
    found = list(load_records(tmp_path / "sager.xlsx"))
    assert [type(each) for each in found] == [LoadedRecord], codes(
        tmp_path / "sager.xlsx"
    )
    assert isinstance(found[0], LoadedRecord)
    assert found[0].record == RECORD
    assert [note.code for note in found[0].repairs] == ["example-not-read"]


def test_example_row__that_a_person_has_filled_in_is_not_lost(
    blank: bytes, tmp_path: Path
) -> None:
    book = load_workbook(io.BytesIO(blank))
    sheet = book["Episoder"]
    sheet.cell(2, _headers(sheet)["Beskrivelse"]).value = "noget nyt"
    (found,) = outcomes(_save(book, tmp_path / "sager.xlsx"))
    assert isinstance(found, FaultyRecord)
    assert [(f.code, f.where.sheet, f.where.row) for f in found.faults] == [
        ("edited-example", "Episoder", 2)
    ]


def test_example_row__that_is_cleared_in_part_or_whole_is_fine(
    blank: bytes, tmp_path: Path
) -> None:
    book = load_workbook(io.BytesIO(blank))
    book["Sager"].cell(2, 8).value = None
    book["Episoder"].delete_rows(2)
    assert outcomes(_save(book, tmp_path / "sager.xlsx")) == []


CASE = {"Sagsnummer *": "K-1", "Arbejdsgiverens navn *": "Eksempel Kommune"}


def _as_csv(blank: bytes, day: str, **change: str) -> str:
    """Write the sheet of the cases as a spreadsheet saves it, with one case added."""
    sheet = load_workbook(io.BytesIO(blank))["Sager"]
    case = CASE | {"Medarbejderens navn *": "Ole Prøve", "Hændelse: første dag": day}
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=2)]
    hired = list(_headers(sheet)).index("Ansættelsesdato")
    rows[1][hired] = change.get("hired", "01-08-2019")
    rows.append([case.get(str(header)) for header in rows[0]])
    return "".join(
        ";".join("" if cell is None else str(cell) for cell in row) + "\r\n"
        for row in rows
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_example_row__saved_as_csv_is_passed_over_and_said_to_be(
    blank: bytes, tmp_path: Path, encoding: str
) -> None:
    path = tmp_path / "sager.csv"
    path.write_bytes(_as_csv(blank, "3.3.2025").encode(encoding))
    (found,) = outcomes(path)
    assert isinstance(found, LoadedRecord), codes(path)
    assert found.record.sag.nummer == "K-1"
    assert [note.text("en") for note in found.repairs] == [
        f"{path}: still has the example row (2); it was not read as a case."
    ]


def test_example_row__that_lost_its_zeros_or_letters_is_no_case(
    blank: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "sager.csv"
    text = _as_csv(blank, "3.3.2025").replace(";00123;", ";123;")
    path.write_text(text.replace("(læses", "(l?ses"), encoding="utf-8")
    assert [type(each) for each in outcomes(path)] == [LoadedRecord]


def test_example_row__in_csv_that_a_person_has_filled_in_is_not_lost(
    blank: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "sager.csv"
    text = _as_csv(blank, "3.3.2025").replace("Mette Eksempel", "Ida Prøve")
    path.write_text(text, encoding="utf-8")
    assert codes(path) == ["edited-example"]


def test_example_row__with_the_month_first_puts_every_date_in_doubt(
    blank: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "sager.csv"
    text = _as_csv(blank, "04/03/2025", hired="08/01/2019")
    path.write_text(text, encoding="utf-8")
    assert codes(path) == ["month-first"]


@needs_libreoffice
def test_example_row__in_the_csv_of_libreoffice_is_no_case(
    blank: bytes, tmp_path: Path
) -> None:
    """In Windows-1252 and UTF-8, with semicolons, as it is shown."""
    book = load_workbook(io.BytesIO(blank))
    sheet, headers = book["Sager"], _headers(book["Sager"])
    case = CASE | {"Medarbejderens navn *": "Ole Prøve"}
    for header, value in case.items():
        sheet.cell(3, headers[header]).value = value
    sheet.cell(3, headers["Hændelse: første dag"]).value = date(2025, 3, 4)
    sheet.cell(3, headers["Hændelse: første dag"]).number_format = "dd-mm-yyyy"
    _save(book, tmp_path / "sager.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for encoding in (1, 76):
        kind = f"csv:Text - txt - csv (StarCalc):59,34,{encoding},1,,0,false,true,true"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", kind, "sager.xlsx"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            timeout=120,
        )
        (found,) = outcomes(tmp_path / "sager.csv")
        assert isinstance(found, LoadedRecord), codes(tmp_path / "sager.csv")
        assert found.record.haendelse.foerste_dag == date(2025, 3, 4)
        assert [note.code for note in found.repairs] == ["example-not-read"]


def test_case_number__of_the_example_is_no_field_of_a_case() -> None:
    assert record_fields()[CASE_NUMBER].required


def test_word__that_is_not_on_the_list_is_answered_in_the_words_of_the_list(
    blank: bytes, tmp_path: Path
) -> None:
    book = _filled(blank)
    sheet = book["Episoder"]
    sheet.cell(3, _headers(sheet)["Art *"]).value = "Opsøgning"
    (fault,) = [
        f
        for each in outcomes(_save(book, tmp_path / "sager.xlsx"))
        if isinstance(each, FaultyRecord)
        for f in each.faults
    ]
    said = fault.text("da")
    assert "kolonne E »Art *«, sag 0042" in said
    assert "Mente du »Forfølgelse eller opsøgning«?" in said
    assert "trussel_direkte" not in said


def test_value_of_a_list__that_is_missing_is_asked_for_in_its_words(
    blank: bytes, tmp_path: Path
) -> None:
    book = _filled(blank)
    sheet = book["Episoder"]
    sheet.cell(3, _headers(sheet)["Art *"]).value = None
    (found,) = outcomes(_save(book, tmp_path / "sager.xlsx"))
    assert isinstance(found, FaultyRecord)
    (fault,) = found.faults
    assert fault.code == "missing"
    assert "Trussel om vold, direkte; " in fault.text("da")
    assert "trussel_direkte" not in fault.text("da")


def test_faults__come_in_the_order_of_the_tabs(blank: bytes, tmp_path: Path) -> None:
    book = _filled(blank)
    for name, header in (("Episoder", "Art *"), ("Sager", "Følger: personskade")):
        sheet = book[name]
        sheet.cell(3, _headers(sheet)[header]).value = "nix"
    (found,) = outcomes(_save(book, tmp_path / "sager.xlsx"))
    assert isinstance(found, FaultyRecord)
    assert [fault.where.sheet for fault in found.faults] == ["Sager", "Episoder"]
