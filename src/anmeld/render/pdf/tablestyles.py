"""Table styles: what they lend each cell by its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from anmeld.render.pdf import properties
from anmeld.render.pdf.layers import Properties, merge
from anmeld.render.pdf.names import TWIP, VAL, W, number, on
from anmeld.render.pdf.styles import StyleSheet

_SIDES: Final = {
    "top": 0,
    "left": 1,
    "start": 1,
    "bottom": 2,
    "right": 3,
    "end": 3,
}


@dataclass(frozen=True, slots=True)
class Lent:
    """What a table's style gives one cell.

    Attributes:
        key: Tells such gifts apart.
        paragraph: Formatting of its paragraphs.
        run: Formatting of its runs.
        cell: Its own: `shade`, `valign`, `margin.0` to `margin.3`, borders.
    """

    key: object
    paragraph: Properties
    run: Properties
    cell: Properties


class TableStyles:
    """Resolves table styles; asked once for each kind of cell.

    Args:
        sheet: The style sheet.
    """

    def __init__(self, sheet: StyleSheet) -> None:
        self._sheet = sheet
        self._tables: dict[str, Properties] = {}
        self._lent: dict[tuple[str, tuple[str, ...]], Lent] = {}
        self._conditions: dict[str, frozenset[str]] = {}

    def table(self, name: str) -> Properties:
        """Give the table formatting of a style."""
        name = name or self._sheet.default("table")
        found = self._tables.get(name)
        if found is None:
            found = {}
            for element in self._sheet.ancestry(name):
                found = merge(found, table_properties(element.find(W + "tblPr")))
            self._tables[name] = found
        return found

    def conditions(self, name: str) -> frozenset[str]:
        """Name the places for which a style has something special."""
        name = name or self._sheet.default("table")
        found = self._conditions.get(name)
        if found is None:
            found = self._conditions[name] = frozenset(
                part.get(W + "type", "")
                for element in self._sheet.ancestry(name)
                for part in element.iterfind(W + "tblStylePr")
            )
        return found

    def lent(self, name: str, conditions: tuple[str, ...]) -> Lent:
        """Give what a style lends a cell.

        Args:
            name: The style.
            conditions: The cell's places, the weakest first.

        Returns:
            Formatting for the cell and what stands in it.
        """
        name = name or self._sheet.default("table")
        key = (name, conditions)
        found = self._lent.get(key)
        if found is None:
            found = self._lent[key] = self._resolve(name, conditions)
        return found

    def _resolve(self, name: str, conditions: tuple[str, ...]) -> Lent:
        paragraph: Properties = {}
        run: Properties = {}
        cell: Properties = {}
        chain = self._sheet.ancestry(name)
        for condition in ("", *conditions):
            for element in chain:
                for part in _parts(element, condition):
                    paragraph = merge(
                        paragraph,
                        properties.paragraph_properties(part.find(W + "pPr")),
                    )
                    run = merge(run, properties.run_properties(part.find(W + "rPr")))
                    cell = merge(cell, cell_properties(part.find(W + "tcPr")))
        return Lent((name, conditions), paragraph, run, cell)


def _parts(element: etree._Element, condition: str) -> list[etree._Element]:
    if not condition:
        return [element]
    return [
        part
        for part in element.iterfind(W + "tblStylePr")
        if part.get(W + "type") == condition
    ]


def table_properties(element: etree._Element | None) -> Properties:
    """Read `w:tblPr`."""
    out: Properties = {}
    if element is None:
        return out
    for child in element:
        reader = _TABLE.get(child.tag)
        if reader is not None:
            reader(child, out)
    return out


def _indent(element: etree._Element, out: Properties) -> None:
    out["indent"] = number(element.get(W + "w")) * TWIP


def _place(element: etree._Element, out: Properties) -> None:
    text = element.get(VAL, "")
    out["jc"] = {"end": "right"}.get(text, text)


def _style(element: etree._Element, out: Properties) -> None:
    out["style"] = element.get(VAL, "")


def _width(element: etree._Element, out: Properties) -> None:
    out["width"] = (element.get(W + "type", "dxa"), element.get(W + "w", "0"))


def _look(element: etree._Element, out: Properties) -> None:
    out["look"] = look(element)


def _band(element: etree._Element, out: Properties) -> None:
    out["band"] = max(1, int(number(element.get(VAL), 1)))


def _frame(element: etree._Element, out: Properties) -> None:
    properties.sides(element, "border.", out)


def margins(element: etree._Element, out: Properties) -> None:
    """Read cell margins into keys `margin.0` (top) to `margin.3` (right)."""
    for child in element:
        side = _SIDES.get(etree.QName(child).localname)
        if side is not None:
            out[f"margin.{side}"] = number(child.get(W + "w")) * TWIP


def cell_properties(element: etree._Element | None) -> Properties:
    """Read the part of `w:tcPr` that a table style may also give."""
    out: Properties = {}
    if element is None:
        return out
    for child in element:
        if child.tag == W + "shd":
            out["shade"] = properties.shading(child)
        elif child.tag == W + "tcBorders":
            properties.sides(child, "border.", out)
        elif child.tag == W + "tcMar":
            margins(child, out)
        elif child.tag == W + "vAlign":
            out["valign"] = child.get(VAL, "top")
    return out


def look(element: etree._Element) -> frozenset[str]:
    """Read which special places of a style a table uses."""
    bits = {
        "firstRow": 0x20,
        "lastRow": 0x40,
        "firstColumn": 0x80,
        "lastColumn": 0x100,
        "noHBand": 0x200,
        "noVBand": 0x400,
    }
    text = element.get(VAL)
    try:
        value = int(text, 16) if text else 0
    except ValueError:
        value = 0
    found = set()
    for name, bit in bits.items():
        own = element.get(W + name)
        if on(own) if own is not None else value & bit:
            found.add(name)
    return frozenset(found)


def places(
    known: frozenset[str],
    used: frozenset[str],
    at: tuple[int, int, int, int],
    band: int,
) -> tuple[str, ...]:
    """Name a cell's places, the weakest first.

    Args:
        known: Places for which the style has something.
        used: What `w:tblLook` says.
        at: Row, column, number of rows, number of columns; the last may be -1.
        band: Rows in a band.

    Returns:
        Names of `w:tblStylePr`.
    """
    if not known:
        return ()
    row, column, rows, columns = at
    first_row = "firstRow" in used and row == 0
    last_row = "lastRow" in used and row == rows - 1
    first_column = "firstColumn" in used and column == 0
    last_column = "lastColumn" in used and column == columns - 1
    across = column - ("firstColumn" in used)
    below = (row - ("firstRow" in used)) // band
    vertical = "noVBand" not in used and not first_column
    horizontal = "noHBand" not in used and not first_row and not last_row
    every = (
        ("wholeTable", True),
        ("band1Vert", vertical and across % 2 == 0),
        ("band2Vert", vertical and across % 2 == 1),
        ("band1Horz", horizontal and below % 2 == 0),
        ("band2Horz", horizontal and below % 2 == 1),
        ("firstCol", first_column),
        ("lastCol", last_column),
        ("firstRow", first_row),
        ("lastRow", last_row),
        ("nwCell", first_row and first_column),
        ("neCell", first_row and last_column),
        ("swCell", last_row and first_column),
        ("seCell", last_row and last_column),
    )
    return tuple(name for name, here in every if here and name in known)


_TABLE: Final = {
    W + "tblBorders": _frame,
    W + "tblCellMar": margins,
    W + "tblInd": _indent,
    W + "jc": _place,
    W + "tblStyle": _style,
    W + "tblW": _width,
    W + "tblLook": _look,
    W + "tblStyleRowBandSize": _band,
}
