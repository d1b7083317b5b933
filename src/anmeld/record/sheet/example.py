"""The example row of the workbook to fill in: it is read by people, never as a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from anmeld._validation import FaultyValue
from anmeld.record import days
from anmeld.record.sheet.cells import Cells
from anmeld.record.sheet.keys import CASE_NUMBER, folded
from anmeld.record.sheet.repairs import Notes
from anmeld.record.sheet.tables import Table

EXAMPLE_NUMBER = "EKSEMPEL (læses ikke)"
EXAMPLE: Mapping[str, str] = {
    CASE_NUMBER: EXAMPLE_NUMBER,
    "arbejdsgiver.navn": "Eksempel Kommune",
    "arbejdsgiver.adresse": "Rådhuspladsen 1, 9999 Eksempelby",
    "medarbejder.navn": "Mette Eksempel",
    "medarbejder.medarbejder_id": "00123",
    "medarbejder.cpr": "710101-9995",
    "medarbejder.stilling": "Socialrådgiver",
    "medarbejder.ansat": "1.8.2019",
    "medarbejder.adressebeskyttelse": "Nej",
    "haendelse.beskrivelse": "En borger truede medarbejderen ved skranken.",
    "foelger.personskade": "Ukendt",
    "episoder[].tidspunkt": "3.3.2025 kl. 14.05",
    "episoder[].art": "Trussel om vold, direkte",
    "episoder[].medie": "Personligt fremmøde",
    "episoder[].citat": "Jeg ved, hvor du bor.",
    "bilag[].art": "Udskrift",
    "bilag[].viser": "Udskrift af vagtens notat",
    "bilag[].episode": "1",
    "vidner[].rolle": "Kollega ved skranken",
    "tiltag[].art": "Leder orienteret",
    "tiltag[].dato": "3.3.2025",
    "tiltag[].status": "Gennemført",
}


def is_example(number: str) -> bool:
    """Tell whether a case number is the example's."""
    return folded(number) == folded(EXAMPLE_NUMBER)


def is_untouched(table: Table, cells: Cells) -> bool:
    """Tell whether a row of the example still says what we wrote, or less.

    Args:
        table: The sheet.
        cells: The row.

    Returns:
        Whether nothing of a person's own would be lost by not reading it.
    """
    for at, raw in cells.items():
        column = table.columns.get(at)
        if column is None:
            continue
        ours = EXAMPLE.get(column.target.field.key, "")
        try:
            values = [column.reader.read(each, Notes()) for each in (raw, ours or raw)]
        except FaultyValue:
            return False
        if not ours or not _same(*values):
            return False
    return True


def _same(one: object, other: object) -> bool:
    if isinstance(one, (date, datetime)) and isinstance(other, str):
        return days.parse_moment(one) == days.parse_moment(other)
    return str(one) == str(other)
