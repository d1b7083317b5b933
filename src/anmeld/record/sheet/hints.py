"""What the cells of a column tell a draft of `columns.toml` about how to read them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anmeld._i18n import Message, msg
from anmeld.record.fields import Kind
from anmeld.record.sheet.cells import Number, Raw
from anmeld.record.sheet.headers import shown
from anmeld.record.sheet.keys import Field, Shape, choices_of, folded
from anmeld.record.sheet.mapping import Part

_MOST_WORDS = 30
_LONGEST_WORD = 40
_YEAR_FIRST = re.compile("[12][0-9]{3}[01][0-9][0-3][0-9]")
_POINT = re.compile(r"[0-9,]*\.[0-9]{1,2}")


@dataclass(frozen=True, slots=True)
class Hint:
    """A line of TOML that a column seems to need.

    Attributes:
        line: The line; commented out where a person must choose.
        note: What stands behind it.
    """

    line: str
    note: Message | None = None


def rules_for(
    field: Field, part: Part | None, cells: Sequence[Raw], *, typed: bool
) -> Iterator[Hint]:
    """Say which rules a column seems to need.

    Args:
        field: The field that it probably goes to.
        part: What it probably holds of the field.
        cells: Some of its cells.
        typed: Whether they know numbers from texts.

    Yields:
        The lines.
    """
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    if field.shape in (Shape.DAY, Shape.MOMENT) and part is not Part.CLOCK:
        yield from _date_rules(texts, typed=typed)
    if field.shape is Shape.AMOUNT and any(map(_POINT.fullmatch, texts)):
        yield Hint('decimal = "."')
    commas = sum("," in text for text in texts)
    if field.kind is Kind.NAME and part is None and commas * 2 > len(texts):
        yield Hint('name_order = "last-first"')
    widths = [len(str(each.value)) for each in cells if isinstance(each, Number)]
    if field.kind is Kind.NUMBER and widths:
        note = msg("how many digits, zeros in front included")
        yield Hint(f"#digits = {max(widths)}", note)


def unknown_words(field: Field, cells: Sequence[Raw]) -> list[str]:
    """List the export's own words for the values of a closed list.

    Args:
        field: The field that the column goes to.
        cells: Some of its cells.

    Returns:
        The words that the record does not know; none where they look like anything
        but such words.
    """
    choices = choices_of(field)
    known = {folded(word) for pair in choices.items() for word in pair}
    texts = [cell.strip() for cell in cells if isinstance(cell, str)]
    words = list(dict.fromkeys(text for text in texts if folded(text) not in known))
    plain = all(len(word) <= _LONGEST_WORD and shown(word) for word in words)
    return words if choices and plain and len(words) <= _MOST_WORDS else []


def _date_rules(texts: list[str], *, typed: bool) -> Iterator[Hint]:
    if texts and all(map(_YEAR_FIRST.fullmatch, texts)):
        yield Hint('date_format = "YYYYMMDD"')
    elif not typed and any(re.fullmatch("[0-9]{5}", text) for text in texts):
        yield Hint('#date_format = "excel-1900"', msg("or excel-1904"))
