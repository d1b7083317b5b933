"""The workbook to fill in: five sheets, explained, formatted so that zeros stay.

Made from the model, so that it cannot ask for something else than the readers take. The
same program gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from anmeld.record import days
from anmeld.record.model import Record
from anmeld.record.sheet.columns import context_of
from anmeld.record.sheet.example import EXAMPLE
from anmeld.record.sheet.headers import header_of
from anmeld.record.sheet.keys import (
    CASE_NUMBER,
    Field,
    Shape,
    Target,
    choices_of,
    record_fields,
)
from anmeld.record.sheet.opening import CASES_SHEET, CHOICES_SHEET
from anmeld.record.sheet.styles import Styles

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_CHILDREN = {
    "episoder[]": "Episoder",
    "bilag[]": "Bilag",
    "vidner[]": "Vidner",
    "tiltag[]": "Tiltag",
}
_LAST_ROW = 10_000
_WIDTHS = {Shape.TEXT: 28, Shape.CHOICE: 24, Shape.MOMENT: 22}
_NARROW = 17
_HEADER_HEIGHT = 48  # points: three lines of a title
_MARK = " *"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = b"2000-01-01T00:00:00Z"
_TITLE = "Sager til anmeld"
_FORMATS = {Shape.DAY: "dd-mm-yyyy", Shape.AMOUNT: "#,##0.00", Shape.COUNT: "0"}
# What a description says of TOML, said of a sheet.
_SAID_OF_SHEETS = {"Sæt til true": "Vælg Ja", " i anførselstegn": ""}
_LIST_HINT = "Flere værdier skilles med semikolon."
_HINTS = {
    Shape.DAY: "Dato med dagen først, for eksempel 3.3.2025.",
    Shape.MOMENT: "Dag, gerne med klokkeslæt: 3.3.2025 kl. 14.05.",
    Shape.AMOUNT: "Beløb, for eksempel 1.234,50.",
}


def blank_workbook() -> bytes:
    """Make the workbook to fill in.

    Returns:
        An XLSX file with the sheets Sager, Episoder, Bilag, Vidner and Tiltag, and a
        hidden sheet of the allowed values.
    """
    from openpyxl import Workbook

    book = Workbook()
    first = book.active
    assert first is not None, "a new workbook has a sheet"
    book.remove(first)
    styles = Styles(book)
    choices = _Choices()
    _fill(book.create_sheet(CASES_SHEET), None, styles, choices)
    for list_key, title in _CHILDREN.items():
        _fill(book.create_sheet(title), list_key, styles, choices)
    choices.write(book)
    book.properties.title = _TITLE
    book.properties.creator = "anmeld"
    written = io.BytesIO()
    book.save(written)
    return _settled(written.getvalue())


class _Choices:
    """The lists behind the drop-downs, each in a column of a hidden sheet."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], str] = {}

    def range_of(self, words: tuple[str, ...]) -> str:
        from openpyxl.utils import get_column_letter

        name = get_column_letter(len(self._columns) + 1)
        name = self._columns.setdefault(words, name)
        return f"{CHOICES_SHEET}!${name}$1:${name}${len(words)}"

    def write(self, book: Workbook) -> None:
        sheet = book.create_sheet(CHOICES_SHEET)
        sheet.sheet_state = "hidden"
        for words, name in self._columns.items():
            for row, word in enumerate(words, start=1):
                sheet[f"{name}{row}"] = word


def _fill(
    sheet: Worksheet, list_key: str | None, styles: Styles, choices: _Choices
) -> None:
    from openpyxl.utils import get_column_letter

    context = context_of(list_key)
    targets = list(_targets(list_key))
    for at, target in enumerate(targets, start=1):
        field, letter = target.field, get_column_letter(at)
        needed = field.required and not target.number and not _may_be_left_out(field)
        head = sheet.cell(1, at, header_of(target, context) + (_MARK if needed else ""))
        styles.header(head, _note(field, needed=needed), needed=needed)
        column = sheet.column_dimensions[letter]
        column.width = _WIDTHS.get(field.shape, _NARROW)
        form = _FORMATS.get(field.shape, "@")
        styles.column(column, form)
        _drop_down(sheet, letter, field, choices)
        styles.example(sheet.cell(2, at, _example(target)), form)
    sheet.row_dimensions[1].height = _HEADER_HEIGHT
    _print_setup(sheet, wide=list_key is None)


def _may_be_left_out(field: Field) -> bool:
    """Whether its whole section may be: then it is asked for only within that."""
    declared = Record.model_fields.get(field.key.partition(".")[0])
    return declared is not None and declared.default is None


def _example(target: Target) -> str | int | date | None:
    text = None if target.number else EXAMPLE.get(target.field.key)
    if text and target.field.shape is Shape.DAY:
        return days.parse_day(text)
    return int(text) if text and target.field.shape is Shape.COUNT else text


def _targets(list_key: str | None) -> Iterator[Target]:
    fields = record_fields()
    yield Target(fields[CASE_NUMBER])
    for field in fields.values():
        if field.key == CASE_NUMBER:
            continue
        if field.list_key == list_key:
            yield Target(field)
        elif list_key is None and field.list_key not in _CHILDREN:
            # The lists without a sheet of their own get room for one element here.
            yield Target(field, 1)


def _note(field: Field, *, needed: bool) -> str:
    description = field.description
    for said, meant in _SAID_OF_SHEETS.items():
        description = description.replace(said, meant)
    parts = [description, _HINTS.get(field.shape, "")]
    if words := choices_of(field):
        parts.append("Vælg mellem: " + "; ".join(words) + ".")
    if field.many:
        parts.append(_LIST_HINT)
    if needed:
        parts.insert(0, "Skal udfyldes.")
    return "\n".join(filter(None, dict.fromkeys(parts)))


def _drop_down(sheet: Worksheet, letter: str, field: Field, choices: _Choices) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    words = tuple(choices_of(field))
    if not words:
        return
    rule = DataValidation("list", formula1=choices.range_of(words), allow_blank=True)
    rule.errorTitle = "Findes ikke på listen"
    rule.error = "Vælg en værdi fra listen."
    # Several values in one cell are no value of the list.
    rule.showErrorMessage = not field.many
    rule.add(f"{letter}2:{letter}{_LAST_ROW}")
    sheet.add_data_validation(rule)


def _print_setup(sheet: Worksheet, *, wide: bool) -> None:
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.print_title_cols = "A:A"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 0 if wide else 1
    sheet.page_setup.fitToHeight = 0
    footer = HeaderFooterItem()
    footer.left.text, footer.right.text = "&A", "Side &P af &N"
    sheet.oddFooter = footer


def _settled(content: bytes) -> bytes:
    # The day of the making stands in the package itself, twice.
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _STAMP, data)
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, data)
    return written.getvalue()
