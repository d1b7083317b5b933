"""`anmeld columns`: a draft that says how certain it is, and becomes a map."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from anmeld.errors import RecordError, UsageError
from anmeld.record.sheet.draft import draft_columns
from anmeld.record.sheet.keys import target_of
from anmeld.record.sheet.mapping import ColumnMap, load_columns
from record.sheet.building import csv_file, only, saved, workbook

SD = ("Navn (for-/efternavn)", "Tjenestenummer", "CPR-nummer", "Ansættelsesdato",
      "Stamafdeling", "Stilling", "NY7-niveau")  # fmt: skip
INSUBIZ = ("Id", "IncidentNumberInternal", "IncidentType", "IncidentSubType",
           "IncidentStatus", "Created", "standardCase")  # fmt: skip


def _columns(text: str) -> dict[str, str]:
    return {
        each["header"]: each["key"] for each in tomllib.loads(text).get("column", [])
    }


def test_draft__knows_the_headers_of_payroll_systems(tmp_path: Path) -> None:
    row = ("Eksempel, Mette", "42", "7101019995", "01082019", "Skranken", "Vagt", "A")
    draft = draft_columns(csv_file(tmp_path, [SD, row]))
    found = _columns(draft.text)
    assert found["Tjenestenummer"] == "medarbejder.medarbejder_id"
    assert found["CPR-nummer"] == "medarbejder.cpr"
    assert found["Ansættelsesdato"] == "medarbejder.ansat"
    assert "NY7-niveau" not in found
    assert '#"NY7-niveau",  # ukendt' in draft.text
    assert 'name_order = "last-first"' in draft.text
    assert draft.counts == {"likely": 5, "certain": 1, "unknown": 1}


def test_draft__knows_the_headers_of_claims_systems(tmp_path: Path) -> None:
    row = ("1", "4711", "Vold", "Trusler", "Åben", "20250303", "1")
    draft = draft_columns(csv_file(tmp_path, [INSUBIZ, row]))
    found = _columns(draft.text)
    assert found["IncidentNumberInternal"] == "sag.nummer"
    assert found["Created"] == "sag.oprettet"
    assert 'date_format = "YYYYMMDD"' in draft.text
    assert '#"arbejdsgiver.navn" = "Eksempel Kommune"' in draft.text


def test_draft__names_no_field_twice_and_can_be_loaded(tmp_path: Path) -> None:
    header = (*SD, *INSUBIZ, "Fornavn", "Efternavn", "Postnr", "By", "Adresse")
    draft = draft_columns(csv_file(tmp_path, [header, ["x"] * len(header)]))
    path = tmp_path / "columns.toml"
    path.write_text(draft.text, encoding="utf-8")
    assert isinstance(load_columns(path), ColumnMap)


def test_draft__of_danish_titles_is_certain_and_reads_the_sheet(tmp_path: Path) -> None:
    header = ("Sagsnummer", "Arbejdsgiverens navn", "Medarbejderens navn", "Tidspunkt",
              "Episode: art")  # fmt: skip
    row = ("1", "Eksempel Kommune", "Mette Eksempel", "3.3.2025", "Forulempelse mm.")
    source = csv_file(tmp_path, [header, row])
    draft = draft_columns(source)
    assert draft.counts == {"certain": 5}
    path = tmp_path / "columns.toml"
    assert '#"Forulempelse mm." = ""' in draft.text
    text = draft.text.replace(
        '#"Forulempelse mm." = ""', '"Forulempelse mm." = "forulempelse"'
    )
    path.write_text(text, encoding="utf-8")
    loaded = only(source, load_columns(path))
    assert loaded.record.episoder[0].art == "forulempelse"


def test_draft__never_writes_down_values_of_persons(tmp_path: Path) -> None:
    rows = [
        ("CPR", "Navn", "Undertype", "Art", "Løn"),
        ("7101019995", "Mette Eksempel", "Mette Eksempel", "7101019995", "12345"),
    ]
    text = draft_columns(csv_file(tmp_path, rows)).text
    assert "710101" not in text
    assert "Mette" not in text


def test_draft__of_a_workbook_names_its_sheet_where_there_are_others(
    tmp_path: Path,
) -> None:
    rows = [SD, ["x"] * len(SD)]
    several = saved(tmp_path, workbook({"Udtræk": rows, "Forklaring": [["x"]]}))
    assert 'sheet = "Udtræk"' in draft_columns(several).text
    alone = saved(tmp_path, workbook({"Udtræk": rows}))
    assert "sheet =" not in draft_columns(alone).text
    joined = saved(tmp_path, workbook({"Sager": rows, "Episoder": [["Sagsnummer"]]}))
    assert "sheet =" not in draft_columns(joined).text


@pytest.mark.parametrize("rows", [[], [("7101019995", "Mette Eksempel")]])
def test_draft__of_a_file_without_headers_is_refused(
    tmp_path: Path, rows: list[tuple[str, ...]]
) -> None:
    with pytest.raises(RecordError):
        draft_columns(csv_file(tmp_path, rows))


def test_draft__of_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sag.toml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(UsageError):
        draft_columns(path)


def test_known_headers__all_name_fields_that_exist() -> None:
    path = Path(draft_columns.__code__.co_filename).with_name("known_headers.toml")
    keys = re.findall(r'^key = "(.+)"$', path.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(keys) > 25
    assert all(target_of(key) for key in keys)
