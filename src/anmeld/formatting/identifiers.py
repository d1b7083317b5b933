"""Danish identifiers as they are printed; whether they are valid is the record's."""

from __future__ import annotations

import re

_EIGHT_DIGITS = re.compile(r"[0-9]{8}")
_WRITTEN_CPR = re.compile(r"([0-9]{6})[ \u2010-\u2013-]?([0-9A-Za-z]{4})")
_DANISH_PREFIX = "+45"
_FIRST_REPLACEMENT_DAY = 61


def bare_cpr(number: str) -> str:
    """Give a CPR number without the hyphen or blank that people write in it.

    Args:
        number: As it was written: a form is filled from data that nothing has checked.

    Returns:
        `7101019995` for `710101-9995`; what has another shape is left as it stands.
    """
    found = _WRITTEN_CPR.fullmatch(number.strip())
    return f"{found[1]}{found[2]}".upper() if found else number


def is_replacement_cpr(number: str) -> bool:
    """Tell whether a CPR number of ten characters is a replacement number.

    Source: the CPR office recommends that systems add 60 to the day; the health
    service's e-CPR has letters after the seventh character.

    Args:
        number: Ten characters without a separator.

    Returns:
        True for day + 60 and for numbers with letters.
    """
    return not number.isdigit() or int(number[:2]) >= _FIRST_REPLACEMENT_DAY


def spaced_phone(number: str, gap: str = " ") -> str:
    """Write a phone number in pairs; one of another country is left as it stands.

    Args:
        number: Eight digits, or a number with its `+` and country code.
        gap: What stands between the pairs.

    Returns:
        For example `12 34 56 78`.
    """
    local = number.removeprefix(_DANISH_PREFIX)
    if not _EIGHT_DIGITS.fullmatch(local):
        return number
    return gap.join(local[at : at + 2] for at in range(0, 8, 2))
