"""Counts that may be shown to many: small ones are hidden, and cannot be worked out.

What is hidden goes by the counts alone, never by the names: every count up to a limit
is hidden, and the limit rises from four until the hidden counts are not all alike. So
if two names with different hidden counts changed places, the same page would be
printed, also beside other tables of the same cases, and also for a reader who knows
this rule. No hidden count can therefore be worked out, neither from a total nor
otherwise. That is shown by `tests/report/test_suppression.py`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

Name = TypeVar("Name", bound=Hashable)
# Counts below this are hidden; Danish statistics on persons do not go lower.
FEWEST: Final = 5


def suppress(counts: Mapping[Name, int]) -> Mapping[Name, int | None] | None:
    """Hide the counts that could point at a person, and as few others as that takes.

    Args:
        counts: How many cases each name has; names without cases are left out, and a
            case may count under several names.

    Returns:
        The counts with `None` for a hidden one; `None` instead where nothing would be
        left to show, or where what is left would give the hidden ones away.

    Raises:
        ValueError: A count is below one: a name without cases says so by its count.
    """
    if any(count < 1 for count in counts.values()):
        raise ValueError("names without cases are left out")
    limit = _limit(sorted(counts.values()))
    shown = {name: None if n <= limit else n for name, n in counts.items()}
    return shown if any(n is not None for n in shown.values()) else None


def _limit(ordered: list[int]) -> int:
    """Find the lowest limit that leaves no hidden count to be worked out."""
    limits = [FEWEST - 1, *(count for count in ordered if count >= FEWEST)]
    safe = (
        limit
        for limit in limits
        if _is_safe([count for count in ordered if count <= limit])
    )
    return next(safe, limits[-1])


def _is_safe(hidden: list[int]) -> bool:
    if not hidden:
        return True
    # Alike, they would follow from their sum. With too small a sum it would be plain
    # that each of them is below five, and the sum itself could be such a count.
    room_for_five = len(hidden) - 1 + FEWEST
    return len(set(hidden)) > 1 and sum(hidden) >= room_for_five
