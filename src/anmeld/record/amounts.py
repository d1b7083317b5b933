"""Amounts in kroner as people write them in Danish; what is ambiguous is refused."""

from __future__ import annotations

import re
from decimal import Decimal

from anmeld._i18n import Message, msg
from anmeld._validation import FaultyValue

_UNIT = re.compile(r"(?:^(?:DKK|kr\.?)\s*)|(?:\s*(?:DKK|kr\.?|kroner|,-)$)", re.I)
_PLAIN = re.compile(r"[0-9]+(?:,[0-9]{1,2})?")
_GROUPED = re.compile(
    r"[0-9]{1,3}(?:([. \u00a0\u202f])[0-9]{3})(?:\1[0-9]{3})*(?:,[0-9]{1,2})?"
)
_LARGEST = Decimal(10) ** 12


def parse_amount(value: object) -> Decimal:
    """Read an amount in kroner.

    Args:
        value: A number, or a text such as `1.234,50`, `1234,50 kr.` or `1234`.

    Returns:
        The exact amount.

    Raises:
        FaultyValue: It is none, or could be read in more than one way (`1.5`,
            `1,234`).
    """
    if isinstance(value, str):
        return _amount_in(_UNIT.sub("", value.strip()))
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise FaultyValue("not-an-amount", msg("is not an amount."), _how_to_write())
    amount = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    return _sensible(amount)


def _amount_in(text: str) -> Decimal:
    if _PLAIN.fullmatch(text) or _GROUPED.fullmatch(text):
        whole = re.sub(r"[. \u00a0\u202f]", "", text)
        return _sensible(Decimal(whole.replace(",", ".")))
    if re.fullmatch(r"[0-9][0-9., \u00a0]*", text):
        problem = msg("is an amount that could be read in more than one way.")
        raise FaultyValue("ambiguous-amount", problem, _how_to_write())
    raise FaultyValue("not-an-amount", msg("is not an amount."), _how_to_write())


def _sensible(amount: Decimal) -> Decimal:
    if not amount.is_finite() or not 0 <= amount < _LARGEST:
        raise FaultyValue("not-an-amount", msg("is not an amount."), _how_to_write())
    if amount != amount.quantize(Decimal("0.01")):
        problem = msg("has more than two decimals.")
        raise FaultyValue("not-an-amount", problem, _how_to_write())
    return amount


def _how_to_write() -> Message:
    return msg("Write for example 1.234,50 or 1234,50, without a sign.")
