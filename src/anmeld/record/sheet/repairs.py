"""What sheets do to numbers, dates and names: put right where certain, else refused.

Every function that changes something adds a note; none puts a value into one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from anmeld._i18n import Message, msg
from anmeld._validation import FaultyValue
from anmeld.record.sheet.cells import Broken, Number

_CPR_DIGITS = 10
_MOST_EXACT = Decimal(10) ** 15  # beyond it a sheet keeps fifteen digits and zeros
_DECIMAL_ZEROS = re.compile(r"([0-9]+)[.,]0{1,2}")
_SCIENTIFIC = re.compile(r"([0-9](?:[.,][0-9]+)?)[eE]\+?([0-9]{1,2})")
_ARMOURED = re.compile(r"=\"([0-9A-Za-z][0-9A-Za-z \-]*)\"|'([0-9][0-9 \-]*)")
_SHORT_CPR = re.compile(r"([0-9]{5})-([0-9]{4})")
_ONE_NAME = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
_LAST_FIRST = re.compile(rf"({_ONE_NAME})\s*,\s*({_ONE_NAME}(?:\s+{_ONE_NAME}\.?)*)")


@dataclass(slots=True, repr=False)
class Notes:
    """What was done to one cell.

    Attributes:
        found: Stable codes with what was done, never the value.
        protected: Whether the cell says that the person is protected.
    """

    found: list[tuple[str, Message]] = field(default_factory=list)
    protected: bool = False

    def add(self, code: str, message: Message) -> None:
        """Note something once."""
        if (code, message) not in self.found:
            self.found.append((code, message))


def refuse_broken(raw: object) -> None:
    """Refuse a cell that shows something which is not there to be read.

    Args:
        raw: The cell.

    Raises:
        FaultyValue: It is one.
    """
    match raw:
        case Broken.ERROR:
            problem = msg("holds an error of the sheet itself, such as #REF!.")
            raise FaultyValue("error-cell", problem, msg("Correct the formula."))
        case Broken.NOT_CALCULATED:
            problem = msg("holds a formula that was saved without its result.")
            remedy = msg("Open the sheet in Excel or LibreOffice and save it again.")
            raise FaultyValue("formula-without-value", problem, remedy)
        case Broken.NO_DATE:
            problem = msg("is formatted as a date and holds none.")
            remedy = msg("Write the date again, for example 3.3.2025.")
            raise FaultyValue("not-a-day", problem, remedy)


def digits_of(number: Number, notes: Notes) -> str:
    """Write a number cell as the text that was meant.

    Args:
        number: The cell.
        notes: Where it is told what was done.

    Returns:
        Digits, with the zeros in front that the cell's own format shows.

    Raises:
        FaultyValue: It is no whole number, or has more digits than a sheet keeps.
    """
    value = number.value
    if abs(value) >= _MOST_EXACT:
        problem = msg("has more digits than a number in a sheet can keep.")
        remedy = msg("Format the column as text and write it again.")
        raise FaultyValue("digits-lost", problem, remedy)
    if value != value.to_integral_value() or value < 0:
        problem = msg("is a number where a text was meant.")
        raise FaultyValue("number-for-text", problem, _as_text())
    digits = str(int(value))
    if len(digits) < number.digits:
        notes.add("zeros-restored", msg("got back the zeros that its format shows."))
    return digits.zfill(number.digits)


def plain_digits(text: str, notes: Notes) -> str:
    """Undo what programs do to numbers that they write as text.

    Args:
        text: The cell.
        notes: Where it is told what was done.

    Returns:
        `101900001` for `101900001.0`, `1.01900001E8` and `="101900001"`; anything else
        as it is.

    Raises:
        FaultyValue: It is in scientific notation and has lost digits.
    """
    text = text.strip()
    if found := _ARMOURED.fullmatch(text):
        notes.add(
            "armour-removed", msg("was wrapped as a formula; the text was taken.")
        )
        return found[1] or found[2]
    if found := _DECIMAL_ZEROS.fullmatch(text):
        notes.add("decimals-removed", msg("was written with decimals, all of them 0."))
        return found[1]
    if found := _SCIENTIFIC.fullmatch(text):
        return _from_scientific(found[1], int(found[2]), notes)
    return text


def whole_cpr(text: str, notes: Notes, *, bare: bool) -> str:
    """Give a CPR number its leading zero back, where one digit is missing in front.

    Args:
        text: Digits, perhaps with a hyphen.
        notes: Where it is told what was done.
        bare: Whether nine digits without a hyphen are a number that lost its zero; in a
            cell of text they are a slip of the pen.

    Returns:
        The text; the record's own check still judges it.
    """
    short = _SHORT_CPR.fullmatch(text)
    if short or (bare and re.fullmatch(f"[0-9]{{{_CPR_DIGITS - 1}}}", text)):
        notes.add(
            "zeros-restored", msg("had lost its leading zero, which was put back.")
        )
        return "0" + text
    return text


def padded(text: str, digits: int | None, notes: Notes) -> str:
    """Give a number the zeros back that `columns.toml` says it has.

    Args:
        text: The number.
        digits: How many digits it has; `None` leaves it alone.
        notes: Where it is told what was done.

    Returns:
        The number.

    Raises:
        FaultyValue: It has more digits than stated.
    """
    if digits is None or not text.isdigit():
        return text
    if len(text) > digits:
        problem = msg("has more than the {digits} digits stated.", digits=digits)
        remedy = msg("Correct it, or correct digits in columns.toml.")
        raise FaultyValue("too-many-digits", problem, remedy)
    if len(text) < digits:
        notes.add("zeros-restored", msg("had lost its leading zeros, put back."))
    return text.zfill(digits)


def name_in_order(text: str, order: str | None, notes: Notes) -> str:
    """Put `Efternavn, Fornavn` in order.

    Args:
        text: The name.
        order: What `columns.toml` says: `last-first`, `first-last`, or nothing.
        notes: Where it is told what was done.

    Returns:
        The name, first name first.

    Raises:
        FaultyValue: What stands after the comma may be a first name or a title.
    """
    if order == "first-last" or text.count(",") == 0:
        return text
    last, _, first = (part.strip() for part in text.partition(","))
    sure = _LAST_FIRST.fullmatch(text.strip())
    told = order == "last-first" and last and first and "," not in first
    if told or (sure and first.istitle()):
        notes.add("name-turned", msg("stood with the last name first, and was turned."))
        return f"{first} {last}"
    problem = msg("holds a comma: the last name may stand first, or a title last.")
    remedy = msg("Write the first name first, or set name_order in columns.toml.")
    raise FaultyValue("name-with-comma", problem, remedy)


def amount_in(text: str, decimal: str | None) -> str | Decimal:
    """Read an amount whose decimal sign `columns.toml` has stated to be a point.

    Args:
        text: The amount.
        decimal: The sign stated.

    Returns:
        The amount; as it is where it is for the record's own check to judge.

    Raises:
        FaultyValue: The sign stated does not fit it.
    """
    if decimal != ".":
        return text
    if re.fullmatch(
        r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]{1,2})?|[0-9]+(?:\.[0-9]{1,2})?", text
    ):
        return Decimal(text.replace(",", ""))
    problem = msg("is an amount that could be read in more than one way.")
    remedy = msg("Its decimal sign is stated to be a full stop in columns.toml.")
    raise FaultyValue("ambiguous-amount", problem, remedy)


def exact_amount(value: Decimal, notes: Notes) -> Decimal:
    """Remove what a sheet's arithmetic adds far behind the decimals."""
    try:
        near = value.quantize(Decimal("0.01"))
    except InvalidOperation:
        return value
    if value != near and abs(value - near) < Decimal("0.000001"):
        notes.add("rounded", msg("had traces of rounding behind two decimals."))
        return near
    return value


def _from_scientific(mantissa: str, exponent: int, notes: Notes) -> str:
    whole, _, decimals = mantissa.replace(",", ".").partition(".")
    if len(decimals) == exponent:
        notes.add("decimals-removed", msg("was written in scientific notation."))
        return whole + decimals
    problem = msg("is in scientific notation and has lost digits.")
    remedy = msg("Format the column as text and write the number again.")
    raise FaultyValue("scientific-notation", problem, remedy)


def _as_text() -> Message:
    return msg("Format the cell as text and write it again.")
