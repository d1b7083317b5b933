"""What the formats of an XLSX workbook say of numbers: dates, and zeros in front."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from anmeld.record.sheet.package import Package, local

_ZEROS = re.compile(r"^[0\\\-\s\"]*$")
_HALF_A_SECOND = timedelta(microseconds=500_000)


@dataclass(frozen=True, slots=True)
class Formats:
    """What the formats of a workbook's cells say of numbers.

    Attributes:
        dates: The styles that show a date, with whether they show a clock time.
        digits: The styles that show a fixed number of digits, with that number.
    """

    dates: dict[int, bool]
    digits: dict[int, int]


def read_formats(package: Package) -> Formats:
    """Read what the formats of a workbook say of numbers.

    Args:
        package: The parts of the workbook.

    Returns:
        The styles of dates, and of numbers of a fixed width.
    """
    from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

    part = package.part("styles")
    codes: dict[int, str] = {}
    formats = Formats({}, {})
    if part is None:
        return formats
    used: list[int] = []
    with package.elements(part, "numFmt", "cellXfs") as elements:
        for element in elements:
            if local(element) == "numFmt":
                number = int(element.get("numFmtId", "0"))
                codes.setdefault(number, str(element.get("formatCode", "")))
            else:
                used = [int(each.get("numFmtId", "0")) for each in element]
    for style, number in enumerate(used):
        code = codes.get(number) or BUILTIN_FORMATS.get(number)
        # What is not listed between these numbers is a date in some country's Excel.
        code = code or ("d" if 27 <= number <= 58 else "General")
        if is_date_format(code):
            formats.dates[style] = (
                "h" in re.sub(r'"[^"]*"|\[[^\]]*\]', "", code).lower()
            )
        elif _ZEROS.match(code) and code.count("0") > 1:
            formats.digits[style] = code.count("0")
    return formats


def moment_of_serial(serial: Decimal, *, old_epoch: bool) -> datetime | None:
    """Turn the number that a sheet keeps for a date into the moment, to the second.

    Source: ECMA-376 part 1, 18.17.4.1; Excel counts a 29 February 1900 that never was.

    Args:
        serial: Days since the epoch.
        old_epoch: Whether they count from 1904.

    Returns:
        The moment; `None` where the calendar has none, or it is a clock time alone.
    """
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    if not 1 <= serial < 2_958_466:
        return None
    at = from_excel(float(serial), MAC_EPOCH if old_epoch else WINDOWS_EPOCH)
    if not isinstance(at, datetime):
        return None
    return (at + _HALF_A_SECOND).replace(microsecond=0)
