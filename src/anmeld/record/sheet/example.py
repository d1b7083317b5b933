"""The example row of the workbook to fill in: it is read by people, never as a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from anmeld._i18n import msg
from anmeld._validation import FaultyValue
from anmeld.errors import Fault, Where
from anmeld.record import days
from anmeld.record.sheet.cells import Cells, Raw
from anmeld.record.sheet.keys import CASE_NUMBER, Shape, folded
from anmeld.record.sheet.repairs import Notes
from anmeld.record.sheet.tables import Column, Table

EXAMPLE_NUMBER = "EKSEMPEL (læses ikke)"
_MARK = "eksempel"
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
    "haendelse.beskrivelse": ("Eksempel: En borger truede medarbejderen ved skranken."),
    "foelger.personskade": "Ukendt",
    "episoder[].tidspunkt": "3.3.2025 kl. 14.05",
    "episoder[].art": "Trussel om vold, direkte",
    "episoder[].medie": "Personligt fremmøde",
    "episoder[].citat": "Eksempel: Jeg ved, hvor du bor.",
    "bilag[].art": "Udskrift",
    "bilag[].viser": "Eksempel: udskrift af vagtens notat",
    "bilag[].episode": "1",
    "vidner[].rolle": "Eksempel: kollega ved skranken",
    "tiltag[].art": "Leder orienteret",
    "tiltag[].dato": "3.3.2025",
    "tiltag[].status": "Gennemført",
    "tiltag[].beskrivelse": "Eksempel: lederen fik besked samme dag",
}
# What no case of anybody's says; a date or a word of a list may be a case's own.
_TELLING = (
    "arbejdsgiver.adresse",
    "haendelse.beskrivelse",
    "episoder[].citat",
    "bilag[].viser",
    "vidner[].rolle",
    "tiltag[].beskrivelse",
)


def is_example(number: str) -> bool:
    """Tell whether a case number is the example's.

    Args:
        number: The number; what follows the mark may have suffered on its way through
            another program or encoding.

    Returns:
        Whether it is the mark alone, or the mark and the beginning of a bracket.
    """
    plain = number.strip().casefold()
    return plain == _MARK or plain.startswith(f"{_MARK} (")


def left_of_example(table: Table, row: int, cells: Cells) -> Iterator[Fault]:
    """Say where a row that is read as a case still tells the invented example.

    A person who writes over the example's row may leave some of its cells.

    Args:
        table: The sheet.
        row: The row; its number is not the example's.
        cells: What it holds.

    Yields:
        A fault for every cell with the example's own words.
    """
    for at, raw in cells.items():
        column = table.columns.get(at)
        key = column.target.field.key if column else ""
        if key in _TELLING and folded(EXAMPLE[key]) in folded(str(raw)):
            problem = msg("still holds the words of the example, which nobody said.")
            remedy = msg("Write the case in a new row, or replace the example's words.")
            yield Fault("example-left", table.where(row, at), problem, remedy)


@dataclass(slots=True)
class Examples:
    """The example rows of a source: what they tell, and what is not lost with them.

    Attributes:
        faults: What the example shows to be wrong with the whole file.
    """

    faults: list[Fault] = field(default_factory=list)
    _places: list[str] = field(default_factory=list)

    def take(self, table: Table, row: int, cells: Cells) -> bool:
        """Take a row out of those that are read as cases.

        Args:
            table: The sheet.
            row: The row of an example.
            cells: What it holds.

        Returns:
            Whether it still says what we wrote, or less, so that nothing of a person's
            own is lost by not reading it.
        """
        turned = list(_turned_dates(table, row, cells))
        self.faults += turned
        if not turned and not _is_untouched(table, cells):
            return False
        # CSV has no sheets, and its example no other place than its row.
        name = table.sheet.name
        self._places.append(f"{name} {row}" if name else str(row))
        return True

    def told(self, file: str) -> Iterator[Fault]:
        """Say that the example is still there, and was not read as a case.

        Args:
            file: The file as a person named it.

        Yields:
            The remark, one for the whole source; none where there is no example.
        """
        if self._places:
            problem = msg(
                "still has the example row ({places}); it was not read as a case.",
                places=", ".join(self._places),
            )
            yield Fault("example-not-read", Where(file=file), problem)


def _is_untouched(table: Table, cells: Cells) -> bool:
    for at, raw in cells.items():
        column = table.columns.get(at)
        if column is None or column.target.field.key == CASE_NUMBER:
            continue
        ours = EXAMPLE.get(column.target.field.key)
        if ours is None or not _says(column, raw, ours):
            return False
    return True


def _turned_dates(table: Table, row: int, cells: Cells) -> Iterator[Fault]:
    # What befell the example's day befell every other of the file, and most of those
    # would be read as other days than were meant.
    for at, raw in cells.items():
        column = table.columns.get(at)
        ours = EXAMPLE.get(column.target.field.key) if column else None
        if column and ours and column.target.field.shape is Shape.DAY:
            day = days.parse_day(ours)
            if day.day != day.month and _says(column, raw, f"{day:%m.%d.%Y}"):
                problem = msg(
                    "has the month before the day in the example, so every date of the"
                    " file is in doubt."
                )
                remedy = msg("Save the file anew, with dates written day first.")
                yield Fault("month-first", table.where(row, at), problem, remedy)


def _says(column: Column, raw: Raw, ours: str) -> bool:
    try:
        read, wanted = (column.reader.read(each, Notes()) for each in (raw, ours))
        if column.target.field.shape in (Shape.DAY, Shape.MOMENT):
            return days.parse_moment(read) == days.parse_moment(wanted)
    except FaultyValue:
        return False
    # A program that takes the example's numbers for numbers drops zeros in front.
    return str(read).lstrip("0") == str(wanted).lstrip("0")
