"""Danish identifiers: what is accepted, and the one form that they are kept in.

Sources: the CPR office (numbers without a valid modulus 11 are issued since 2007;
replacement numbers add 60 to the day), MedCom (the health service's e-CPR), Statistics
Denmark (the CVR check digit), GS1 (EAN).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from stdnum import ean as gs1

from anmeld._i18n import Message, msg
from anmeld._validation import FaultyValue

UNKNOWN = "ukendt"
_CPR = re.compile(
    r"([0-9]{2})([0-9]{2})([0-9]{2})[-\u2010-\u2015 ]?"
    r"([0-9])([0-9]{3}|[A-Z]{2}[0-9])"
)
_CPR_INSIDE = re.compile(
    r"(?<![0-9])[0-9]{6}[-\u2010-\u2015\u2212 _./]{0,3}"
    r"[0-9](?:[0-9]{3}|[A-Z]{2}[0-9])(?![0-9])",
    re.IGNORECASE,
)
_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
_CVR_LABEL = re.compile(r"^(?:CVR|DK|SE)?[-\s]*(?:nr|nummer|no)?[.:\s]*", re.IGNORECASE)
_P_LABEL = re.compile(r"^(?:P)?[-\s]*(?:nr|nummer)?[.:\s]*", re.IGNORECASE)
_EAN_LABEL = re.compile(r"^(?:EAN|GLN)?[-\s]*(?:nr|nummer)?[.:\s]*", re.IGNORECASE)
_PHONE_SIGNS = re.compile(r"[\s().\-\u2010-\u2015/]")
_LONGEST_CASE_NUMBER = 120


def parse_cpr(value: object) -> str:
    """Read a CPR number, a replacement number, or the word `ukendt`.

    Neither modulus 11 nor the day's date has a say.

    Args:
        value: `DDMMYY-XXXX` or `DDMMYYXXXX` as text.

    Returns:
        Ten characters without the hyphen.

    Raises:
        FaultyValue: It is a number that lost its leading zero, or no CPR number.
    """
    text = _quoted(value)
    if text.lower() == UNKNOWN:
        return UNKNOWN
    found = _CPR.fullmatch(text.upper())
    if found is None:
        raise FaultyValue("not-a-cpr", msg("is not a CPR number."), _cpr_remedy())
    number = "".join(found.groups())
    if not _birth_dates(number):
        problem = msg("is a CPR number with a date that does not exist.")
        raise FaultyValue("not-a-cpr", problem, _cpr_remedy())
    return number


def birth_date(number: str) -> date | None:
    """Give the birth date that an ordinary CPR number holds.

    Source: the century rule of the CPR office.

    Args:
        number: Ten characters, as `parse_cpr` gives them.

    Returns:
        The date; `None` for a replacement number, whose date is not a birth date.
    """
    if not number.isdigit() or int(number[:2]) > 31:
        return None
    days = _birth_dates(number)
    return days[0] if days else None


def parse_cvr(value: object) -> str:
    """Read a CVR number, with or without `DK` or `CVR-nr.` before it.

    Args:
        value: The number as text or integer.

    Returns:
        Eight digits.

    Raises:
        FaultyValue: It has not eight digits, or the check digit is wrong.
    """
    digits = _digits(value, _CVR_LABEL)
    if not re.fullmatch("[1-9][0-9]{7}", digits):
        problem = msg("is not a CVR number.")
        raise FaultyValue("not-a-cvr", problem, msg("Write its eight digits."))
    if sum(w * int(d) for w, d in zip(_CVR_WEIGHTS, digits, strict=True)) % 11:
        problem = msg("is a CVR number with a wrong check digit.")
        raise FaultyValue("not-a-cvr", problem, msg("Check the eight digits."))
    return digits


def parse_p_number(value: object) -> str:
    """Read the ten digits of a production unit's number; it has no check digit."""
    digits = _digits(value, _P_LABEL)
    if not re.fullmatch("[0-9]{10}", digits):
        problem = msg("is not a P-number.")
        raise FaultyValue("not-a-p-number", problem, msg("Write its ten digits."))
    return digits


def parse_ean(value: object) -> str:
    """Read an EAN (GLN) number of 13 digits with its check digit."""
    digits = _digits(value, _EAN_LABEL)
    if not re.fullmatch("[0-9]{13}", digits) or not gs1.is_valid(digits):
        problem = msg("is not an EAN number.")
        raise FaultyValue("not-an-ean", problem, msg("Check its 13 digits."))
    return digits


def parse_phone(value: object) -> str:
    """Read a phone number, or the word `ukendt`.

    Args:
        value: Eight digits in any grouping, with or without `+45` or `0045`; a number
            of another country with `+` or `00`.

    Returns:
        Eight digits, or `+` and the whole number.

    Raises:
        FaultyValue: It is neither.
    """
    if isinstance(value, str) and value.strip().lower() == UNKNOWN:
        return UNKNOWN
    number = _PHONE_SIGNS.sub("", _text_of_number(value))
    number = re.sub("^00", "+", number)
    if re.fullmatch(r"(?:\+45)?[0-9]{8}", number):
        return number[-8:]
    if re.fullmatch(r"\+(?!45)[1-9][0-9]{5,14}", number):
        return number
    problem = msg("is not a phone number.")
    remedy = msg("Write eight digits, or + and country code for a foreign number.")
    raise FaultyValue("not-a-phone", problem, remedy)


def parse_kle(value: object) -> str:
    """Read a KLE subject `NN.NN.NN`."""
    text = _quoted(value)
    if not re.fullmatch(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}", text):
        problem = msg("is not a KLE number.")
        raise FaultyValue("not-a-kle", problem, msg("Write it as 00.00.00."))
    return text


def parse_facet(value: object) -> str:
    """Read a KLE action facet: a letter and two digits."""
    text = _quoted(value).upper()
    if not re.fullmatch(r"[A-ZÆØÅ][0-9]{2}", text):
        problem = msg("is not an action facet.")
        remedy = msg("Write a letter and two digits, for example G01.")
        raise FaultyValue("not-a-facet", problem, remedy)
    return text


def parse_case_number(value: object) -> str:
    """Read the case number, which names folders and stands on every document.

    Args:
        value: A text of one line.

    Returns:
        The number without blanks around it.

    Raises:
        FaultyValue: It holds a CPR number or control characters, or is too long.
    """
    text = _quoted(value)
    digits = unicodedata.normalize("NFKC", text)
    if any(holds_cpr(hit) for hit in _CPR_INSIDE.findall(digits)):
        problem = msg("holds what can be a CPR number.")
        remedy = msg("Give the case a number that says nothing of a person.")
        raise FaultyValue("cpr-in-case-number", problem, remedy)
    if (
        not text.isprintable()
        or len(text) > _LONGEST_CASE_NUMBER
        or not text.strip(".")
    ):
        problem = msg("cannot be a case number.")
        remedy = msg(
            "Use one line of at most {limit} letters, digits and signs.",
            limit=_LONGEST_CASE_NUMBER,
        )
        raise FaultyValue("not-a-case-number", problem, remedy)
    return text


def holds_cpr(text: str) -> bool:
    """Tell whether ten characters can be a CPR number."""
    number = re.sub(r"[^0-9A-Z]", "", text.upper())
    return _CPR.fullmatch(number) is not None and bool(_birth_dates(number))


def _birth_dates(number: str) -> list[date]:
    day = int(number[:2])
    day = day - 60 if day > 60 else day
    month, year = int(number[2:4]), int(number[4:6])
    days = []
    for century in _centuries(number, year):
        try:
            days.append(date(century + year, month, day))
        except ValueError:
            continue
    return days


def _centuries(number: str, year: int) -> tuple[int, ...]:
    if not number.isdigit():
        return (1900, 2000)  # the seventh character of an e-CPR tells no century
    seventh = int(number[6])
    if seventh <= 3:
        return (1900,)
    if seventh in (4, 9):
        return (2000,) if year <= 36 else (1900,)
    return (2000,) if year <= 57 else (1800,)


def _quoted(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    problem = msg("must be a text: a number loses its leading zero.")
    raise FaultyValue("unquoted-number", problem, msg("Put it in quotation marks."))


def _digits(value: object, label: re.Pattern[str]) -> str:
    return re.sub(r"[\s-]", "", label.sub("", _text_of_number(value).strip()))


def _text_of_number(value: object) -> str:
    # These have no leading zero to lose, so an integer is safe.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _quoted(value)


def _cpr_remedy() -> Message:
    return msg("Write DDMMYY-XXXX in quotation marks, or ukendt.")
