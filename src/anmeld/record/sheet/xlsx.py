"""The rows of an XLSX sheet, streamed from its own XML with what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from anmeld._i18n import msg
from anmeld.errors import Fault, RecordError, Where
from anmeld.record.sheet.cells import Broken, Layout, Number, Range, Raw, Row, Stamp
from anmeld.record.sheet.formats import Formats, moment_of_serial, read_formats
from anmeld.record.sheet.package import Package, Part, local, text_of, unescaped

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_ROWS = 200_000
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)")
_DEFAULT_LAST_ROW = 1_048_576
_LARGEST_EXPONENT = 308


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that is read sheet by sheet.

    Attributes:
        package: Its parts.
        texts: The texts that its cells share.
        formats: What its formats say of numbers.
        old_epoch: Whether its serial dates count from 1904.
    """

    package: Package
    texts: list[str]
    formats: Formats
    old_epoch: bool

    def sheets(self) -> list[XlsxSheet]:
        """List the sheets in the order of their tabs."""
        return [XlsxSheet(self, part) for part in self.package.sheets()]


@dataclass(frozen=True, slots=True)
class XlsxSheet:
    """One sheet of a workbook.

    Attributes:
        workbook: The workbook.
        part: Where in it the sheet stands.
        layout: What the sheet says of itself, known when its rows have been read.
    """

    workbook: Workbook
    part: Part
    layout: Layout = field(default_factory=Layout)
    typed: bool = True

    @property
    def name(self) -> str:
        """What its tab says."""
        return self.part.name

    @property
    def hidden(self) -> bool:
        """Whether the workbook does not show it."""
        return self.part.hidden

    @property
    def old_epoch(self) -> bool:
        """Whether its serial dates count from 1904."""
        return self.workbook.old_epoch

    def rows(self) -> Iterator[Row]:
        """Read the rows that hold anything, one at a time.

        Yields:
            The rows; rows that hold formats only cost next to nothing.

        Raises:
            RecordError: The sheet is damaged or has too many rows.
        """
        self.layout.merged.clear()
        self.layout.hidden.clear()
        reader = _Rows(self.workbook, self.layout)
        wanted = ("sheetFormatPr", "col", "row", "mergeCell")
        with self.workbook.package.elements(self.part.path, *wanted) as elements:
            for element in elements:
                row = reader.take(element)
                if row is None:
                    continue
                if reader.count > MAX_ROWS:
                    raise RecordError(_too_many(self))
                yield row


def open_workbook(path: Path) -> Workbook:
    """Open a workbook without reading its sheets.

    Args:
        path: The file.

    Returns:
        The workbook.

    Raises:
        RecordError: It is no XLSX workbook, is encrypted, or is beyond the caps.
        OSError: It cannot be read.
    """
    package = Package(path)
    return Workbook(
        package, _shared(package), read_formats(package), package.counts_from_1904()
    )


class _Rows:
    """Turns the elements of a sheet into rows, and notes what it says of itself."""

    def __init__(self, workbook: Workbook, layout: Layout) -> None:
        self.count = 0
        self._book = workbook
        self._layout = layout
        self._number = 0
        self._all_hidden = False

    def take(self, element: _Element) -> Row | None:
        match local(element):
            case "row":
                return self._row(element)
            case "sheetFormatPr":
                self._all_hidden = _is_true(element, "zeroHeight")
            case "col" if _is_true(element, "hidden"):
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                self._layout.hidden.append((first - 1, last - 1))
            case "mergeCell":
                if found := _range(str(element.get("ref", ""))):
                    self._layout.merged.append(found)
        return None

    def _row(self, element: _Element) -> Row | None:
        self._number = int(element.get("r") or self._number + 1)
        cells: dict[int, Raw] = {}
        at = -1
        for cell in element:
            at = _column(str(cell.get("r") or "")) if cell.get("r") else at + 1
            raw = self._cell(cell) if len(cell) else None
            if raw is not None and not (isinstance(raw, str) and not raw.strip()):
                cells[at] = raw
        if not cells:
            return None
        self.count += 1
        hidden = _is_true(element, "hidden") or self._all_hidden
        return Row(self._number, cells, hidden)

    def _cell(self, cell: _Element) -> Raw | None:
        kind, value, formula = cell.get("t", "n"), None, False
        for inner in cell:
            match local(inner):
                case "v":
                    value = inner.text or ""
                case "f":
                    formula = True
                case "is":
                    return text_of(inner)
        if not value and (value is None or kind != "str"):
            return Broken.NOT_CALCULATED if formula else None
        return self._value(str(kind), value, int(cell.get("s") or 0))

    def _value(self, kind: str, value: str, style: int) -> Raw | None:
        match kind:
            case "s":
                return self._book.texts[int(value)]
            case "str" | "inlineStr":
                return unescaped(value)
            case "b":
                return value.strip() in ("1", "true")
            case "e":
                return Broken.ERROR
            case "d":
                return _iso(value)
        return self._number_in(value, style)

    def _number_in(self, value: str, style: int) -> Raw:
        try:
            number = Decimal(value.strip())
        except InvalidOperation:
            return Broken.ERROR
        # A sheet's numbers are doubles; what none can be is not worked with.
        if not number.is_finite() or number.adjusted() > _LARGEST_EXPONENT:
            return Broken.ERROR
        # A clock time alone is a part of a day, whatever its format.
        if style not in self._book.formats.dates or 0 <= number < 1:
            return Number(number, self._book.formats.digits.get(style, 0))
        at = moment_of_serial(number, old_epoch=self._book.old_epoch)
        return Stamp(at, self._book.formats.dates[style]) if at else Broken.NO_DATE


def _shared(package: Package) -> list[str]:
    part = package.part("sharedStrings")
    if part is None:
        return []
    with package.elements(part, "si") as elements:
        return [text_of(element) for element in elements]


def _iso(value: str) -> Raw:
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return Broken.NO_DATE
    return Stamp(at.replace(tzinfo=None), "T" in value)


def _range(reference: str) -> Range | None:
    places = [_PLACE.fullmatch(part) for part in reference.split(":")]
    if len(places) != 2 or not places[0] or not places[1]:
        return None
    (left, top), (right, bottom) = places[0].groups(), places[1].groups()
    return Range(
        int(top), min(int(bottom), _DEFAULT_LAST_ROW), _letters(left), _letters(right)
    )


def _column(reference: str) -> int:
    found = _PLACE.fullmatch(reference)
    return _letters(found[1]) if found else 0


def _letters(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _is_true(element: _Element, name: str) -> bool:
    return element.get(name) in ("1", "true", "on")


def _too_many(sheet: XlsxSheet) -> Fault:
    problem = msg("has more than {limit} rows.", limit=MAX_ROWS)
    remedy = msg("Divide it, or save it as CSV, which has no limit.")
    where = Where(file=str(sheet.workbook.package.path), sheet=sheet.name)
    return Fault("too-many-rows", where, problem, remedy)
