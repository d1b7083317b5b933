"""Numbers in Danish: full stop between thousands, comma before decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
_SWAPPED = str.maketrans(",.", ".,")
_OERE = Decimal("0.01")
_UNITS = ("bytes", "kB", "MB", "GB", "TB")
_STEP = 1000


def plain(number: int | Decimal | float) -> str:
    """Write a number with all its decimals, e.g. `1.234,5`."""
    exact = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    return f"{exact:,f}".translate(_SWAPPED)


def kroner(amount: int | Decimal) -> str:
    """Write an amount, e.g. `1.234,50 kr.`, that does not break before the unit."""
    rounded = Decimal(amount).quantize(_OERE, rounding=ROUND_HALF_UP)
    return f"{rounded:,f}".translate(_SWAPPED) + f"{NBSP}kr."


def days(number: int, gap: str = " ") -> str:
    """Write a number of days, e.g. `1 dag` or `14 dage`; never in weeks."""
    return f"{plain(number)}{gap}{'dag' if number == 1 else 'dage'}"


def file_size(size: int) -> str:
    """Write a number of bytes, e.g. `1,2 MB`, in decimal units."""
    amount, unit = Decimal(size), 0
    while amount >= _STEP and unit < len(_UNITS) - 1:
        amount, unit = amount / _STEP, unit + 1
    shown = amount.quantize(Decimal("0.1")) if unit else amount
    return f"{plain(shown)}{NBSP}{_UNITS[unit]}"
