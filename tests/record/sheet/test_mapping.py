"""`columns.toml`: other systems' exports, told once; strict, all faults at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from anmeld.errors import StorageError, UsageError
from anmeld.record.sheet.mapping import ColumnMap, load_columns
from record.sheet.building import (
    as_csv,
    codes,
    csv_file,
    faults,
    notes,
    only,
    outcomes,
    table,
)

INSUBIZ = """\
delimiter = ";"
ignore = ["standardCase", "IncidentStatus"]

[constants]
"arbejdsgiver.navn" = "Eksempel Kommune"
"episoder[].medie" = "Telefon"

[[column]]
header = "IncidentNumberInternal"
key = "sag.nummer"

[[column]]
header = "IncidentSubType"
key = "episoder[].art"
[column.values]
"Trusler" = "trussel_direkte"
"Verbal chikane" = "forulempelse"

[[column]]
header = "Skadesdato"
key = "episoder[].tidspunkt"
part = "day"
date_format = "YYYYMMDD"

[[column]]
header = "Klokkeslæt"
key = "episoder[].tidspunkt"
part = "clock"

[[column]]
header = "Fornavn"
key = "medarbejder.navn"
part = "first-name"

[[column]]
header = "Efternavn"
key = "medarbejder.navn"
part = "last-name"

[[column]]
header = "Vej"
key = "medarbejder.privat.adresse"
part = "street"

[[column]]
header = "Postnr."
key = "medarbejder.privat.adresse"
part = "postal-code"

[[column]]
header = "By"
key = "medarbejder.privat.adresse"
part = "city"

[[column]]
header = "Beskyttet"
key = "medarbejder.adressebeskyttelse"
values = { "1" = "ja", "0" = "nej" }
"""
EXPORT = [
    (
        "IncidentNumberInternal", "IncidentSubType", "IncidentStatus", "standardCase",
        "Skadesdato", "Klokkeslæt", "Fornavn", "Efternavn", "Vej", "Postnr.", "By",
        "Beskyttet", "Tolkesprog",
    ),
    (
        "4711", "verbal chikane", "Åben", "1", "20250303", "14.05", "Mette", "Eksempel",
        "Vej 1, 2. th.", "900", "Eksempelby", "1", "arabisk",
    ),
]  # fmt: skip


def _map(folder: Path, text: str) -> ColumnMap:
    path = folder / "columns.toml"
    path.write_text(text, encoding="utf-8")
    return load_columns(path)


def test_export__of_another_system_is_read_by_its_map(tmp_path: Path) -> None:
    loaded = only(csv_file(tmp_path, EXPORT), _map(tmp_path, INSUBIZ))
    record = loaded.record
    assert record.sag.nummer == "4711"
    assert record.arbejdsgiver.navn == "Eksempel Kommune"
    assert record.medarbejder.navn == "Mette Eksempel"
    assert record.medarbejder.privat.adresse == "Vej 1, 2. th., 0900 Eksempelby"
    assert record.medarbejder.adressebeskyttelse is True
    assert record.medarbejder.tolkesprog == "arabisk"  # a title that needs no map
    (episode,) = record.episoder
    assert episode.art == "forulempelse"
    assert episode.medie == "telefon"
    assert episode.tidspunkt.dato == date(2025, 3, 3)
    assert episode.tidspunkt.klokke is not None
    assert (episode.tidspunkt.klokke.hour, episode.tidspunkt.klokke.minute) == (14, 5)
    assert notes(loaded) == [("zeros-restored", 2, "Postnr.")]


def test_map__does_not_hide_an_unknown_column_or_value(tmp_path: Path) -> None:
    columns = _map(tmp_path, INSUBIZ)
    more = [(*EXPORT[0], "Frokostordning"), (*EXPORT[1], "x")]
    assert codes(csv_file(tmp_path, more), columns) == ["unknown-column"]
    other = [EXPORT[0], (EXPORT[1][0], "Andet", *EXPORT[1][2:])]
    (fault,) = faults(csv_file(tmp_path, other), columns)
    assert (fault.code, fault.where.column) == ("not-allowed-value", "IncidentSubType")


def test_map__that_names_a_column_the_export_lost_is_told(tmp_path: Path) -> None:
    less = [row[:-2] for row in EXPORT]
    (fault,) = faults(csv_file(tmp_path, less), _map(tmp_path, INSUBIZ))
    assert fault.code == "mapped-column-missing"
    assert "Beskyttet" in fault.problem.text("en")


def test_clock__without_a_day_is_refused(tmp_path: Path) -> None:
    rows = [EXPORT[0], (*EXPORT[1][:4], "", *EXPORT[1][5:])]
    found = faults(csv_file(tmp_path, rows), _map(tmp_path, INSUBIZ))
    assert [(f.code, f.where.column) for f in found] == [
        ("clock-without-day", "Klokkeslæt")
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("kolonne = 1", "unknown-key"),
        ("[[column]]\nheader = 'A'", "missing"),
        ("[[column]]\nheader = 'A'\nkey = 'medarbejder.nvn'", "unknown-field"),
        (
            "[[column]]\nheader = 'A'\nkey = 'medarbejder.navn'\ndecimal = '.'",
            "misplaced-rule",
        ),
        (
            "[[column]]\nheader='A'\nkey='medarbejder.cpr'\npart='clock'",
            "misplaced-rule",
        ),
        (
            "[[column]]\nheader='A'\nkey='medarbejder.ansat'\ndate_format='MMDDYYYY'",
            "not-allowed-value",
        ),
        (
            "[[column]]\nheader='A'\nkey='leder.navn'\n"
            "[[column]]\nheader='B'\nkey='leder.navn'",
            "said-twice",
        ),
        (
            "ignore = ['a']\n[[column]]\nheader='A'\nkey='leder.navn'",
            "said-twice",
        ),
        ("[constants]\n'sag.nummer' = '1'", "wrong-constant"),
        ("[constants]\n'medarbejder.nvn' = '1'", "wrong-constant"),
        ("encoding = 'ebcdic'", "not-allowed-value"),
        ("column = [", "invalid-toml"),
    ],
)
def test_map__that_is_wrong_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        _map(tmp_path, text)
    assert code in [fault.code for fault in caught.value.faults]


def test_map__tells_all_faults_at_once_with_their_lines(tmp_path: Path) -> None:
    text = "header_row = 0\n[[column]]\nheader = 'A'\nkey = 'x.y'\ndigits = 99\n"
    with pytest.raises(UsageError) as caught:
        _map(tmp_path, text)
    assert {fault.where.line for fault in caught.value.faults} == {1, 4, 5}


def test_map__that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        load_columns(tmp_path / "columns.toml")
    with pytest.raises(StorageError):
        load_columns(tmp_path)


def test_constant__that_its_field_does_not_take_is_refused(tmp_path: Path) -> None:
    text = INSUBIZ.replace('"Telefon"', '"Røgsignal"')
    found = outcomes(csv_file(tmp_path, EXPORT), _map(tmp_path, text))
    assert len(found) == 1
    assert codes(csv_file(tmp_path, EXPORT), _map(tmp_path, text)) == [
        "not-allowed-value"
    ]


PAYROLL = """\
encoding = "windows-1252"

[constants]
"arbejdsgiver.navn" = "Eksempel Kommune"
"episoder[].art" = "forulempelse"

[[column]]
header = "Sag"
key = "sag.nummer"

[[column]]
header = "Navn (for-/efternavn)"
key = "medarbejder.navn"
name_order = "last-first"

[[column]]
header = "Tjenestenummer"
key = "medarbejder.medarbejder_id"
digits = 5

[[column]]
header = "CPR-nummer"
key = "medarbejder.cpr"

[[column]]
header = "Ansættelsesdato"
key = "medarbejder.ansat"
date_format = "DDMMYYYY"

[[column]]
header = "Dato"
key = "episoder[].tidspunkt"
"""


def test_payroll_export__with_several_traps_at_once_is_read(tmp_path: Path) -> None:
    rows = [
        ("Sag", "Navn (for-/efternavn)", "Tjenestenummer", "CPR-nummer",
         "Ansættelsesdato", "Stilling hos os", "Dato"),
        ("7", "Bach Sørensen, Åse", "42", "101900001", "1082019", "x", "03032025"),
    ]  # fmt: skip
    path = tmp_path / "sd.csv"
    path.write_bytes(as_csv(rows).encode("cp1252"))
    text = 'ignore = ["Stilling hos os"]\n' + PAYROLL
    loaded = only(path, _map(tmp_path, text))
    employee = loaded.record.medarbejder
    assert (employee.navn, employee.medarbejder_id) == ("Åse Bach Sørensen", "00042")
    assert (employee.cpr, employee.ansat) == ("0101900001", date(2019, 8, 1))
    assert sorted(code for code, _, _ in notes(loaded)) == [
        "name-turned",
        "zeros-restored",
        "zeros-restored",
        "zeros-restored",
    ]


def test_engagements__of_one_person_need_a_choice(tmp_path: Path) -> None:
    header = ("Sag", "Navn (for-/efternavn)", "Tjenestenummer", "CPR-nummer",
              "Ansættelsesdato", "Dato")  # fmt: skip
    rows = [
        ("7", "Eksempel, Mette", "42", "101900001", "01082019", "03032025"),
        ("7", "Eksempel, Mette", "43", "101900001", "01082019", "03032025"),
    ]
    path = tmp_path / "sd.csv"
    path.write_bytes(as_csv([header, *rows]).encode("cp1252"))
    found = {f.code: f for f in faults(path, _map(tmp_path, PAYROLL))}
    assert found["rows-disagree"].where.column == "Tjenestenummer"
    assert "engagement" in found["rows-disagree"].remedy.text("en")


def test_words__for_nothing_state_nothing(tmp_path: Path) -> None:
    rows = table({"Noter": "NULL", "Afdeling": " NULL ", "Initialer": "NULLER"})
    plain = only(csv_file(tmp_path, rows)).record
    assert plain.medarbejder.afdeling == " NULL "
    columns = _map(tmp_path, 'empty = ["NULL"]')
    record = only(csv_file(tmp_path, rows), columns).record
    assert (record.sag.noter, record.medarbejder.afdeling) == (None, None)
    assert record.medarbejder.initialer == "NULLER"
