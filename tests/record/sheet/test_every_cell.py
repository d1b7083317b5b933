"""Any cell in any column: read, or refused by name; never another error."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from anmeld._validation import FaultyValue
from anmeld.record.sheet.cells import Broken, Number, Raw, Stamp, packed, unpacked
from anmeld.record.sheet.keys import Field, Shape, record_fields
from anmeld.record.sheet.mapping import ColumnRule, DateFormat, Part
from anmeld.record.sheet.reading import Reader, Traits
from anmeld.record.sheet.repairs import Notes

CELLS: tuple[Raw, ...] = (
    "", " ", ";", ",", "0", "-1", "ja", "x" * 20_000, "\ud800\x00&<{{😀", "²³", "٣٣٣٣٣",
    "1e5", "1,01E+09", "1.2.3", "99999999", "3.3.2025", "3.3.2025 kl. 14.05", "=1+1",
    '="0123"', "00:00:00", "3.3.2025 00:00:00", "1" * 400,
    True, False, Number(Decimal(0)), Number(Decimal("-5.5")), Number(Decimal("1e300")),
    Number(Decimal("45719.5")),
    Number(Decimal(7), 10), Number(Decimal("1e-300")),
    Stamp(datetime(2025, 3, 3), clock=True),  # noqa: DTZ001 - as in a sheet
    Stamp(datetime(1900, 1, 1, 23, 59, 59), clock=False),  # noqa: DTZ001
    *Broken,
)  # fmt: skip


def _rules(field: Field) -> list[ColumnRule | None]:
    base = {"header": "A", "key": field.key}
    rules: list[dict[str, object]] = [{"values": {"ja": "x", "0": ""}}]
    if field.shape in (Shape.DAY, Shape.MOMENT):
        rules += [{"date_format": each} for each in DateFormat]
    if field.shape is Shape.MOMENT:
        rules += [{"part": each} for each in (Part.DAY, Part.CLOCK)]
    if field.shape is Shape.AMOUNT:
        rules.append({"decimal": "."})
    if field.shape is Shape.TEXT:
        rules.append({"digits": 5})
    return [None, *(ColumnRule.model_validate(base | rule) for rule in rules)]


@pytest.mark.parametrize("typed", [True, False])
def test_cell__of_any_kind_is_read_or_refused_by_name(typed: bool) -> None:
    refused: list[FaultyValue] = []
    for field in record_fields().values():
        for rule in _rules(field):
            reader = Reader(field, Traits(typed=typed), rule)
            for raw in CELLS:
                try:
                    reader.read(raw, Notes())
                except FaultyValue as wrong:
                    refused.append(wrong)
    assert all(wrong.remedy and wrong.code for wrong in refused)


def test_cells__are_unpacked_as_they_were_packed() -> None:
    cells = dict(enumerate(CELLS))
    assert unpacked(packed(cells)) == cells
