"""How the workbook to fill in looks: headers, required columns, the example row."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.dimensions import ColumnDimension

_INK = "1B3A4B"
_PALE = "DCE6EC"
_WHITE = "FFFFFF"
_GREY = "6B6B6B"
_NOTE_WIDTH, _NOTE_LINE, _NOTE_SIGNS = 320, 18, 44


class Styles:
    """The few styles of the workbook.

    Args:
        book: The workbook.
    """

    def __init__(self, book: Workbook) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        self._book = book
        self._needed = Font(bold=True, color=_WHITE), PatternFill("solid", _INK)
        self._other = Font(bold=True, color=_INK), PatternFill("solid", _PALE)
        self._example = Font(italic=True, color=_GREY)
        self._wrapped = Alignment(wrap_text=True, vertical="top")

    def header(self, cell: Cell | MergedCell, note: str, *, needed: bool) -> None:
        """Dress a header; a required one has a star too, not its colour alone.

        Args:
            cell: The header.
            note: What stands in the note on it.
            needed: Whether the column must be filled in.
        """
        from openpyxl.comments import Comment

        cell.font, cell.fill = self._needed if needed else self._other
        cell.alignment = self._wrapped
        lines = sum(1 + len(line) // _NOTE_SIGNS for line in note.splitlines())
        height = _NOTE_LINE * (lines + 1)
        cell.comment = Comment(note, "anmeld", height=height, width=_NOTE_WIDTH)

    def column(self, column: ColumnDimension, form: str) -> None:
        """Give the cells of a column their format, those that are still empty too."""
        column.number_format = form
        column.alignment = self._wrapped

    def example(self, cell: Cell | MergedCell, form: str) -> None:
        """Dress a cell of the example row."""
        cell.number_format = form
        cell.font = self._example
        cell.alignment = self._wrapped
