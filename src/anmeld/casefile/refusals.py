"""What lies in the way of a case, said alike of a folder and of an object storage."""

from __future__ import annotations

from pathlib import Path

from anmeld._i18n import Message, msg
from anmeld.errors import Fault, StorageError, UsageError, Where

MOVE = msg("Move it away, or write to another folder.")


def refused(
    code: str, file: str, problem: Message, remedy: Message = MOVE
) -> UsageError:
    """Make the error for something that is left alone.

    Args:
        code: The fault's code.
        file: What is in the way.
        problem: What is wrong with it.
        remedy: What to do.

    Returns:
        The error.
    """
    return UsageError(Fault(code, Where(file=file), problem, remedy))


def not_ours(file: str) -> UsageError:
    """Make the error for a folder that nobody here has written."""
    problem = msg("is there and is not a case folder of ours.")
    return refused("not-our-folder", file, problem)


def another_case(file: str) -> UsageError:
    """Make the error for a folder whose name another case has taken."""
    problem = msg("is there and belongs to another case.")
    return refused("another-case", file, problem)


def file_in_the_way(file: str, path: str) -> UsageError:
    """Make the error for somebody's file where one of ours would stand."""
    problem = msg("holds a file that is not ours: {path}.", path=path)
    return refused("file-in-the-way", file, problem)


def edited_by_hand(file: str) -> UsageError:
    """Make the error for a document that a person has worked on."""
    problem = msg("has been edited since it was made, and is left alone.")
    return refused("edited-by-hand", file, problem)


def evidence_changed(source: Path) -> StorageError:
    """Make the error for a file of evidence that is no longer what was measured."""
    problem = msg("changed while the case was being written.")
    remedy = msg("Run again when nobody writes to the evidence.")
    where = Where(file=str(source))
    return StorageError(Fault("evidence-changed", where, problem, remedy))
