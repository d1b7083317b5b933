"""The columns of the chart of months, in the units of its drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from anmeld.formatting.dates import month_names
from anmeld.report.model import Cell, Distribution

_LEFT: Final = 44
_TOP: Final = 10
_HEIGHT: Final = 150
_BELOW: Final = 40
_WIDEST_SLOT: Final = 44
_NARROWEST_SLOT: Final = 11
_DRAWING: Final = 500
_SLOT_FOR_NAMES: Final = 30
_STUB: Final = 14
_TICKS: Final = 2
_JANUARY: Final = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """One month's column.

    Attributes:
        x: Its left edge.
        y: Its top.
        width: Its width.
        height: Its height; a hidden count has a height that says nothing.
        middle: Where its label is centred.
        label: The short name of its month; empty where there is no room.
        year: Its year, where a year begins.
        is_hidden: Whether its count is hidden.
    """

    x: int
    y: int
    width: int
    height: int
    middle: int
    label: str
    year: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across at a round count.

    Attributes:
        y: Its height in the drawing.
        value: The count.
    """

    y: int
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of columns.

    Attributes:
        width: Its width.
        height: Its height.
        left: Where the columns begin.
        base: Where they stand.
        bars: The columns.
        ticks: The lines across.
        first: The first month, in words.
        last: The last month, in words.
        highest: The month with the largest count that is shown.
    """

    width: int
    height: int
    left: int
    base: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    first: str
    last: str
    highest: Cell | None

    @property
    def is_named(self) -> bool:
        """Whether every month has its name, so that the whole fits a page."""
        return all(bar.label for bar in self.bars)


def draw_months(months: Distribution) -> Chart | None:
    """Draw the months as columns.

    Args:
        months: The distribution over months.

    Returns:
        The drawing; `None` where there are not two months to compare.
    """
    cells = [cell for cell in months.cells if cell.month is not None]
    if len(cells) <= 1:
        return None
    slot = max(_NARROWEST_SLOT, min(_WIDEST_SLOT, _DRAWING // len(cells)))
    top = _round_up(months.most)
    base = _TOP + _HEIGHT
    shown = [cell for cell in cells if cell.count is not None]
    return Chart(
        width=_LEFT + slot * len(cells) + 1,
        height=base + _BELOW,
        left=_LEFT,
        base=base,
        bars=tuple(_bar(cells, at, slot, top) for at in range(len(cells))),
        ticks=tuple(
            Tick(base - _HEIGHT * step // _TICKS, top * step // _TICKS)
            for step in range(_TICKS + 1)
        ),
        first=cells[0].label,
        last=cells[-1].label,
        highest=max(shown, key=lambda cell: cell.count or 0, default=None),
    )


def _bar(cells: list[Cell], at: int, slot: int, top: int) -> Bar:
    cell = cells[at]
    assert cell.month is not None
    height = _STUB if cell.count is None else round(_HEIGHT * cell.count / top)
    x, gap = _LEFT + at * slot, max(2, slot // 5)
    before = cells[at - 1].month if at else None
    begins = before is None or before.year != cell.month.year
    has_room = slot >= _SLOT_FOR_NAMES
    return Bar(
        x=x + gap // 2,
        y=_TOP + _HEIGHT - height,
        width=slot - gap,
        height=height,
        middle=x + slot // 2,
        label=month_names()[cell.month.month][:3] if has_room else "",
        year=str(cell.month.year) if begins else "",
        is_hidden=cell.count is None,
    )


def _round_up(most: int) -> int:
    """Give an even, round number at or above the largest count."""
    step = 1
    while True:
        for factor in (2, 4, 6, 10):
            if most <= factor * step:
                return factor * step
        step *= 10
