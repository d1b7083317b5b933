"""The extent that a MED-udvalg looks into: cases by kind, medium, department, month.

A case is the unit, and counts once under each kind and medium that occurs in it: a
case is a person, and the counts are hidden by how many persons they stand for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from anmeld.formatting.dates import month_and_year
from anmeld.formatting.values import MISSING
from anmeld.record.values import Art, Medie, Vaerdi
from anmeld.report.model import Cell, Distribution, Extent
from anmeld.report.plain import plain
from anmeld.report.suppression import FEWEST, suppress

MONTHS: Final = "maaneder"


class ExtentCounter:
    """Counts cases one by one."""

    def __init__(self) -> None:
        self._total = 0
        self._kinds: Counter[str] = Counter()
        self._media: Counter[str] = Counter()
        self._months: Counter[str] = Counter()
        self._departments: Counter[str] = Counter()
        self._spellings: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, data: Mapping[str, Any]) -> None:
        """Count one case.

        Args:
            data: The `omfang` of its line in the run file.
        """
        self._total += 1
        self._kinds.update(set(data.get("arter") or ("",)))
        self._media.update(set(data.get("medier") or ("",)))
        self._months[data.get("maaned") or ""] += 1
        written = plain(data.get("afdeling"))
        self._departments[written.casefold()] += 1
        self._spellings[written.casefold()].add(written)

    def result(self) -> Extent:
        """Give what may be shown.

        Returns:
            The counts; nothing at all of fewer than five cases.
        """
        if self._total < FEWEST:
            return Extent(None, ())
        return Extent(
            self._total,
            (
                _ranked("arter", self._kinds, lambda value: _words(Art, value)),
                _ranked("medier", self._media, lambda value: _words(Medie, value)),
                _ranked("afdelinger", self._departments, self._department),
                _by_month(self._months),
            ),
        )

    def _department(self, folded: str) -> str:
        # The first by the alphabet: the commonest would say something of the counts.
        return min(self._spellings[folded]) or MISSING


def _ranked(
    id_: str, counts: Mapping[str, int], label: Callable[[str], str]
) -> Distribution:
    shown = suppress(counts) or {}
    cells = [Cell(label(name), count) for name, count in shown.items()]
    # Hidden ones by name: their order must not tell which is the larger.
    cells.sort(key=lambda cell: (-(cell.count or 0), cell.label.casefold()))
    return _distribution(id_, cells)


def _by_month(counts: Mapping[str, int]) -> Distribution:
    shown = suppress(counts) or {}
    cells = [_month_cell(month, shown[month]) for month in sorted(shown)]
    return _distribution(MONTHS, cells)


def _month_cell(month: str, count: int | None) -> Cell:
    if not month:
        return Cell(MISSING, count)
    first = date.fromisoformat(f"{month}-01")
    return Cell(month_and_year(first), count, first)


def _distribution(id_: str, cells: Iterable[Cell]) -> Distribution:
    cells = tuple(cells)
    counts = [cell.count for cell in cells]
    most = max((count for count in counts if count is not None), default=1)
    return Distribution(id_, cells, counts.count(None), most)


def _words(values: type[Vaerdi], value: str) -> str:
    if not value:
        return MISSING
    known = {member.value: member.betegnelse for member in values}
    return known.get(value, plain(value))
