"""What sheets do to numbers, dates and names: repaired and told, or refused."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from anmeld.record.sheet.mapping import ColumnMap
from record.sheet.building import (
    bare_xlsx,
    codes,
    csv_file,
    faults,
    notes,
    only,
    saved,
    table,
    workbook,
    xlsx_file,
    xml_row,
)

CPR = "Medarbejder CPR"
WAGE = "Årsløn i kroner"
STAFF = "Medarbejdernummer"


def _at(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type] # noqa: DTZ001 - as in a sheet


def _rule(header: str, key: str, **rule: object) -> ColumnMap:
    column = {"header": header, "key": key, **rule}
    return ColumnMap.model_validate({"column": [column]})


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0101900001", None),
        ("010190-0001", None),
        ("101900001", "zeros-restored"),
        ("10190-0001", "zeros-restored"),
        ("101900001.0", "zeros-restored"),
        ("101900001,0", "zeros-restored"),
        ("1.01900001E8", "zeros-restored"),
        ('="0101900001"', "armour-removed"),
        ("'0101900001", "armour-removed"),
    ],
)
def test_cpr__in_csv_is_repaired_where_only_one_reading_is_left(
    tmp_path: Path, written: str, code: str | None
) -> None:
    cell = written.replace('"', '""')
    loaded = only(csv_file(tmp_path, table({CPR: f'"{cell}"'})))
    assert loaded.record.medarbejder.cpr == "0101900001"
    found = notes(loaded)
    assert (code is None) == (found == [])
    assert code is None or (code, 2, CPR) in found


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1,01E+09", "scientific-notation"),
        ("1.019e8", "scientific-notation"),
        ("10190001", "not-a-cpr"),
        ("321900001", "not-a-cpr"),
    ],
)
def test_cpr__in_csv_that_lost_digits_is_refused_at_its_cell(
    tmp_path: Path, written: str, code: str
) -> None:
    (fault,) = faults(csv_file(tmp_path, table({CPR: written})))
    assert (fault.code, fault.where.row, fault.where.column) == (code, 2, CPR)
    assert written not in fault.text("da") + fault.text("en")


def test_cpr__as_a_number_cell_gets_its_zero_back_and_says_so(tmp_path: Path) -> None:
    for number in (101900001, 101900001.0):
        loaded = only(xlsx_file(tmp_path, table({CPR: number})))
        assert loaded.record.medarbejder.cpr == "0101900001"
        assert notes(loaded) == [("zeros-restored", 2, CPR)]


def test_cpr__of_nine_digits_typed_as_text_is_a_slip_of_the_pen(tmp_path: Path) -> None:
    assert codes(xlsx_file(tmp_path, table({CPR: "101900001"}))) == ["not-a-cpr"]


def test_number__gets_back_the_zeros_that_its_own_format_shows(tmp_path: Path) -> None:
    book = workbook({"Ark1": table({CPR: 101900001, STAFF: 42})})
    book["Ark1"]["F2"].number_format = "000000-0000"
    book["Ark1"]["G2"].number_format = "00000"
    loaded = only(saved(tmp_path, book))
    assert loaded.record.medarbejder.cpr == "0101900001"
    assert loaded.record.medarbejder.medarbejder_id == "00042"
    assert {code for code, _, _ in notes(loaded)} == {"zeros-restored"}


def test_staff_number__as_a_number_is_read_and_the_doubt_is_told(
    tmp_path: Path,
) -> None:
    loaded = only(xlsx_file(tmp_path, table({STAFF: 42})))
    assert loaded.record.medarbejder.medarbejder_id == "42"
    assert notes(loaded) == [("number-as-text", 2, STAFF)]


def test_staff_number__gets_the_digits_that_the_map_states(tmp_path: Path) -> None:
    columns = _rule(STAFF, "medarbejder.medarbejder_id", digits=5)
    loaded = only(csv_file(tmp_path, table({STAFF: "42"})), columns)
    assert loaded.record.medarbejder.medarbejder_id == "00042"
    assert notes(loaded) == [("zeros-restored", 2, STAFF)]
    long = csv_file(tmp_path, table({STAFF: "123456"}))
    assert codes(long, columns) == ["too-many-digits"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (1234567890123456, "digits-lost"),
        (1.5, "number-for-text"),
        (_at(2025, 5, 1), "date-for-text"),
        (True, "flag-for-text"),
    ],
)
def test_text__that_the_sheet_has_turned_into_something_else_is_refused(
    tmp_path: Path, cell: object, code: str
) -> None:
    assert codes(xlsx_file(tmp_path, table({STAFF: cell}))) == [code]


@pytest.mark.parametrize(
    ("cell", "day", "code"),
    [
        ("03032025", date(2025, 3, 3), None),
        ("3032025", date(2025, 3, 3), "zeros-restored"),
        ("3. marts 2025", date(2025, 3, 3), None),
        ("2025-03-03 00:00:00", date(2025, 3, 3), None),
        (_at(2025, 3, 3), date(2025, 3, 3), None),
        (3032025, date(2025, 3, 3), "zeros-restored"),
        (13032025, date(2025, 3, 13), None),
        (45719, date(2025, 3, 3), "serial-as-date"),
    ],
)
def test_day__is_read_in_every_form_that_has_one_reading(
    tmp_path: Path, cell: object, day: date, code: str | None
) -> None:
    loaded = only(xlsx_file(tmp_path, table({"Ansættelsesdato": cell})))
    assert loaded.record.medarbejder.ansat == day
    assert [found for found, _, _ in notes(loaded)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("45719", "unclear-date"),  # of which epoch?
        ("20250303", "no-such-month"),
        ("3.13.2025", "no-such-month"),
        ("03/04/25", "short-year"),
        ("31022025", "no-such-day"),
    ],
)
def test_day__in_csv_with_more_than_one_reading_is_refused(
    tmp_path: Path, cell: str, code: str
) -> None:
    assert codes(csv_file(tmp_path, table({"Ansættelsesdato": cell}))) == [code]


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        ("YYYYMMDD", "20250303"),
        ("excel-1900", "45719"),
        ("excel-1904", "44257"),
        ("DDMMYYYY", "03032025"),
    ],
)
def test_day__in_csv_is_read_by_the_form_that_the_map_states(
    tmp_path: Path, form: str, cell: str
) -> None:
    columns = _rule("Ansættelsesdato", "medarbejder.ansat", date_format=form)
    loaded = only(csv_file(tmp_path, table({"Ansættelsesdato": cell})), columns)
    assert loaded.record.medarbejder.ansat == date(2025, 3, 3)


def test_moment__keeps_its_clock_time_and_midnight_is_told(tmp_path: Path) -> None:
    book = workbook({"Ark1": table()})
    cell = book["Ark1"]["D2"]
    cell.value, cell.number_format = _at(2025, 3, 3, 14, 5), "dd-mm-yyyy hh:mm"
    at = only(saved(tmp_path, book)).record.episoder[0].tidspunkt
    assert at.klokke is not None
    assert at.klokke.time() == time(14, 5)
    cell.value = _at(2025, 3, 3)
    loaded = only(saved(tmp_path, book))
    assert loaded.record.episoder[0].tidspunkt.klokke is None
    assert notes(loaded) == [("midnight-as-day", 2, "Tidspunkt")]


@pytest.mark.parametrize(("old", "serial"), [(False, 45719), (True, 44257)])
def test_day__is_read_by_the_epoch_of_its_workbook(
    tmp_path: Path, old: bool, serial: int
) -> None:
    book = workbook(
        {"Ark1": table({"Ansættelsesdato": serial, "Fravær: første dag": serial})}
    )
    book.epoch = _at(1904, 1, 1) if old else _at(1899, 12, 30)
    book["Ark1"]["F2"].number_format = "dd-mm-yyyy"
    book["Ark1"]["G1"] = "Første fraværsdag"
    loaded = only(saved(tmp_path, book))
    assert loaded.record.medarbejder.ansat == date(2025, 3, 3)
    assert loaded.record.fravaer.foerste_dag == date(2025, 3, 3)
    assert notes(loaded) == [("serial-as-date", 2, "Første fraværsdag")]


@pytest.mark.parametrize(
    ("written", "amount"),
    [("1.234,50", "1234.50"), ("1234,5", "1234.5"), ("1234", "1234")],
)
def test_amount__in_csv_is_danish(tmp_path: Path, written: str, amount: str) -> None:
    loaded = only(csv_file(tmp_path, table({WAGE: written})))
    assert loaded.record.medarbejder.aarsloen == Decimal(amount)


@pytest.mark.parametrize("written", ["1234.50", "1,234.50", "1.5", "1,234"])
def test_amount__of_another_convention_is_refused(tmp_path: Path, written: str) -> None:
    assert codes(csv_file(tmp_path, table({WAGE: written}))) == ["ambiguous-amount"]


def test_amount__with_a_stated_point_refuses_commas_in_the_same_file(
    tmp_path: Path,
) -> None:
    columns = _rule(WAGE, "medarbejder.aarsloen", decimal=".")
    loaded = only(csv_file(tmp_path, table({WAGE: "1,234.50"})), columns)
    assert loaded.record.medarbejder.aarsloen == Decimal("1234.50")
    mixed = csv_file(tmp_path, table({WAGE: "1.234,50"}))
    assert codes(mixed, columns) == ["ambiguous-amount"]


def test_amount__as_a_number_is_exact_and_traces_of_rounding_are_told(
    tmp_path: Path,
) -> None:
    loaded = only(xlsx_file(tmp_path, table({WAGE: 1234.5})))
    assert loaded.record.medarbejder.aarsloen == Decimal("1234.5")
    assert notes(loaded) == []
    cell = "<c><v>30000.000000000004</v></c>"
    data = xml_row(1, table({WAGE: ""})[0]) + xml_row(2, table({WAGE: cell})[1])
    loaded = only(bare_xlsx(tmp_path / "traces.xlsx", data))
    assert loaded.record.medarbejder.aarsloen == 30000
    assert notes(loaded) == [("rounded", 2, WAGE)]
    assert codes(xlsx_file(tmp_path, table({WAGE: _at(2025, 5, 1)}))) == [
        "date-for-text"
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Eksempel, Mette", "Mette Eksempel"),
        ("Bach-Nielsen, Mette Åse", "Mette Åse Bach-Nielsen"),
    ],
)
def test_name__with_the_last_name_first_is_turned_and_told(
    tmp_path: Path, written: str, read: str
) -> None:
    rows = table()
    rows[1][2] = written
    loaded = only(csv_file(tmp_path, rows))
    assert loaded.record.medarbejder.navn == read
    assert notes(loaded) == [("name-turned", 2, "Medarbejderens navn")]


@pytest.mark.parametrize(
    "written", ["Mette Eksempel, socialrådgiver", "Bach Hansen, Mette", "Å, B, C"]
)
def test_name__whose_comma_may_mean_something_else_is_refused(
    tmp_path: Path, written: str
) -> None:
    rows = table()
    rows[1][2] = written
    assert codes(csv_file(tmp_path, rows)) == ["name-with-comma"]


def test_name__is_turned_or_left_as_the_map_states(tmp_path: Path) -> None:
    rows = table()
    rows[1][2] = "Bach Hansen, Mette"
    path = csv_file(tmp_path, rows)
    header, key = "Medarbejderens navn", "medarbejder.navn"
    turned = only(path, _rule(header, key, name_order="last-first"))
    assert turned.record.medarbejder.navn == "Mette Bach Hansen"
    left = only(path, _rule(header, key, name_order="first-last"))
    assert left.record.medarbejder.navn == "Bach Hansen, Mette"


def test_offender__may_be_described_with_a_comma(tmp_path: Path) -> None:
    told = "ukendt mand, ca. 40 år"
    loaded = only(csv_file(tmp_path, table({"Udøver: navn": told})))
    assert loaded.record.udoever.navn == told


PROTECTED = "Navne- og adressebeskyttelse"


@pytest.mark.parametrize("word", ["Adressebeskyttet", "Beskyttet adresse", "HEMMELIG"])
def test_protected_person__is_taken_for_protected_and_told(
    tmp_path: Path, word: str
) -> None:
    loaded = only(csv_file(tmp_path, table({"Privat adresse": word, PROTECTED: ""})))
    assert loaded.record.medarbejder.adressebeskyttelse is True
    assert loaded.record.medarbejder.privat.adresse is None
    assert notes(loaded) == [("protected", 2, "Privat adresse")]


def test_protected_person__that_another_column_denies_is_refused(
    tmp_path: Path,
) -> None:
    rows = table({"Privat adresse": "Beskyttet", PROTECTED: "Nej"})
    assert codes(csv_file(tmp_path, rows)) == ["protection-denied"]


def test_home_addresses__without_a_word_of_protection_are_told_once(
    tmp_path: Path,
) -> None:
    rows = table({"Privat adresse": "Vej 1, 9999 By"})
    loaded = only(csv_file(tmp_path, rows))
    assert notes(loaded) == [("protection-not-told", None, "Privat adresse")]


@pytest.mark.parametrize("word", ["Ja", "ja", "SAND", "TRUE", "true", True])
def test_flag__is_read_in_the_words_of_sheets(tmp_path: Path, word: object) -> None:
    loaded = only(xlsx_file(tmp_path, table({PROTECTED: word})))
    assert loaded.record.medarbejder.adressebeskyttelse is True


@pytest.mark.parametrize("word", ["X", 1, "måske"])
def test_flag__of_another_kind_is_refused(tmp_path: Path, word: object) -> None:
    (fault,) = faults(xlsx_file(tmp_path, table({PROTECTED: word})))
    assert fault.code == "not-a-flag"
    assert fault.remedy.text("en") == "Write ja or nej."


@pytest.mark.parametrize(
    "cell",
    [
        "Trussel om vold, direkte; Forulempelse"[:24],
        "trussel_direkte",
        "Trussel om vold,  DIREKTE",
    ],
)
def test_choice__is_read_by_its_printed_words_and_its_value(
    tmp_path: Path, cell: str
) -> None:
    rows = table()
    rows[1][4] = cell
    assert only(xlsx_file(tmp_path, rows)).record.episoder[0].art == "trussel_direkte"


def test_choice__that_is_unknown_names_the_nearest(tmp_path: Path) -> None:
    rows = table()
    rows[1][4] = "Trussel om vold direkt"
    (fault,) = faults(xlsx_file(tmp_path, rows))
    assert "Trussel om vold, direkte" in fault.remedy.text("en")
    assert (fault.where.row, fault.where.column, fault.where.key) == (
        2,
        "Art",
        "episoder[1].art",
    )


@pytest.mark.parametrize(
    "cell",
    [
        "Trussel om vold, direkte; Hærværk",
        "trussel_direkte\nhaervaerk",
        "trussel_direkte, haervaerk",
    ],
)
def test_list__holds_printed_words_with_commas(tmp_path: Path, cell: str) -> None:
    loaded = only(xlsx_file(tmp_path, table({"Hændelsens arter": cell})))
    assert loaded.record.haendelse.arter == ("trussel_direkte", "haervaerk")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<c t="e"><f>x</f><v>#REF!</v></c>', "error-cell"),
        ("<c><f>A1+B1</f></c>", "formula-without-value"),
        ("<c><f>A1+B1</f><v></v></c>", "formula-without-value"),
    ],
)
def test_formula__without_a_result_is_refused(
    tmp_path: Path, cell: str, code: str
) -> None:
    rows: list[list[Any]] = table({STAFF: cell})
    data = xml_row(1, rows[0]) + xml_row(2, rows[1])
    path = bare_xlsx(tmp_path / "a.xlsx", data)
    found = faults(path)
    assert [(f.code, f.where.row, f.where.column) for f in found] == [(code, 2, STAFF)]


def test_formula__with_its_result_is_read(tmp_path: Path) -> None:
    rows = table({STAFF: '<c t="str"><f>"0"&amp;"42"</f><v>042</v></c>'})
    path = bare_xlsx(tmp_path / "a.xlsx", xml_row(1, rows[0]) + xml_row(2, rows[1]))
    assert only(path).record.medarbejder.medarbejder_id == "042"


def test_faults__are_told_all_at_once_and_hold_no_value(tmp_path: Path) -> None:
    secret = "7171717171"
    rows = table({CPR: secret, "Ansættelsesdato": secret, WAGE: f"{secret}x"})
    rows[1][4] = secret
    rows[1][3] = f"{secret} i går"
    found = faults(csv_file(tmp_path, rows))
    assert {f.where.column for f in found} == {
        CPR, "Ansættelsesdato", WAGE, "Art", "Tidspunkt",
    }  # fmt: skip
    assert all(secret not in f.text("da") + f.text("en") for f in found)
