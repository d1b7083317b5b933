"""What is said of rows that ought to be one case and are not, or are one row twice."""

from __future__ import annotations

from dataclasses import replace

from anmeld._i18n import msg
from anmeld.errors import Fault, Where


def disagreement(key: str, where: Where, first: Where) -> Fault:
    """Say that two rows of one case state different values.

    Args:
        key: The dotted key of the field.
        where: The later cell.
        first: The cell of the first row that states it.

    Returns:
        The fault, with both places.
    """
    problem = msg("differs from cell {cell}, in the same case.", cell=_cell(first))
    if key.startswith("medarbejder."):
        remedy = msg(
            "Correct one of them; of several engagements keep the one that it is about."
        )
    else:
        remedy = msg("Correct one of them, or give the cases each their own number.")
    return Fault("rows-disagree", replace(where, key=key), problem, remedy)


def other_case(where: Where, first: int, count: int) -> Fault:
    """Say that a row differs in so much that it is probably another case.

    Args:
        where: The row.
        first: The first row of the case.
        count: In how many columns they differ.

    Returns:
        The fault.
    """
    problem = msg(
        "differs from row {row} in {count} columns, in the same case.",
        row=first,
        count=count,
    )
    remedy = msg("Give each case its own number, or remove one of the two.")
    return Fault("rows-disagree", where, problem, remedy)


def identical(where: Where, first: int) -> Fault:
    """Say that two rows of episodes state the same.

    Args:
        where: The later row.
        first: The row that it repeats.

    Returns:
        The fault.
    """
    problem = msg("is an episode that says the same as row {row}.", row=first)
    remedy = msg("Remove one of them, or write the clock time that tells them apart.")
    return Fault("identical-rows", where, problem, remedy)


def _cell(where: Where) -> str:
    """Name a cell as a sheet itself does: `Sager!I4`."""
    name = f"{where.letter or ''}{where.row or ''}"
    return f"{where.sheet}!{name}" if where.sheet else name
