"""Writing a case: whole or not at all, and nothing of anybody's lost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from anmeld._i18n import msg
from anmeld.casefile.case import CASE_DATA, Case
from anmeld.casefile.disk import Disk, hash_of
from anmeld.casefile.refusals import (
    another_case,
    edited_by_hand,
    file_in_the_way,
    not_ours,
    refused,
)
from anmeld.casefile.safe_names import folded_name
from anmeld.casefile.storage import (
    Folder,
    exclusive,
    holds,
    is_same,
    paths_in,
    replace_folder,
    storage_errors,
)


class Outcome(StrEnum):
    """What writing did."""

    WRITTEN = "written"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class WriteResult:
    """What writing a case did.

    Attributes:
        path: The case's folder.
        outcome: Whether it was written, replaced, or already the same.
        kept: Files in it that are not ours and were carried over, sorted.
    """

    path: Path
    outcome: Outcome
    kept: tuple[str, ...] = ()


def write_case(
    case: Case, out: str | Path, *, force: bool = False, disk: Disk | None = None
) -> WriteResult:
    """Write a case into its own folder below another.

    The folder that is there stays until the new one is whole; after a crash at any
    moment `recover`, or the next writing of this case, leaves the one or the other.
    A folder that already is what would be written is not touched. Files that people
    have put into the folder are carried over.

    Args:
        case: The case.
        out: The folder that holds case folders; made if missing.
        force: Replace a folder that is there and differs.
        disk: What writes; another one in tests.

    Returns:
        What was done.

    Raises:
        UsageError: `case-exists`: the folder is there, differs, and `force` is not
            given; before that `not-our-folder`, `another-case`, `file-in-the-way` or
            `edited-by-hand`, which `force` does not override.
        StorageError: Disk, permission or lock.
    """
    folder = Folder(case.name, case.contents, case.attachments)
    disk = disk or Disk()
    with exclusive(Path(out), case.name, disk) as target:
        if not target.exists():
            replace_folder(target, folder, disk)
            return WriteResult(target, Outcome.WRITTEN)
        with storage_errors(case.name):
            foreign = _foreign(target, case)
            if is_same(target, folder, foreign):
                return WriteResult(target, Outcome.UNCHANGED, tuple(sorted(foreign)))
        with storage_errors(case.name):
            _refuse_edited(target, case)
        # Said last: to one who has edited a document --force is no remedy.
        if not force:
            problem = msg("is there and differs.")
            raise refused("case-exists", target.name, problem, _FORCE)
        replace_folder(target, folder, disk, tuple(sorted(foreign)))
        return WriteResult(target, Outcome.REPLACED, tuple(sorted(foreign)))


_FORCE = msg("Use --force to replace it, or write to another folder.")


def _foreign(target: Path, case: Case) -> frozenset[str]:
    found = paths_in(target) - _written_before(target, case)
    ours = {folded_name(path) for path in case.contents}
    ours |= {folded_name(one.path) for one in case.attachments}
    in_the_way = sorted(path for path in found if folded_name(path) in ours)
    if in_the_way:
        raise file_in_the_way(target.name, in_the_way[0])
    return found


def _refuse_edited(target: Path, case: Case) -> None:
    # A draft is there to be worked on: what a person wrote into it is theirs.
    written = _hashes(target)
    for path in sorted(written):
        there = target / path
        if not there.is_file() or hash_of(there) == written[path]:
            continue
        if not holds(there, case.contents.get(path, b"")):
            raise edited_by_hand(f"{target.name}/{path}")


def _hashes(target: Path) -> dict[str, str]:
    data = _read(target / CASE_DATA) or {}
    try:
        return {
            str(file["sti"]): str(file["sha256"])
            for document in data["dokumenter"]
            for file in document["filer"]
        }
    except (KeyError, TypeError):
        raise not_ours(target.name) from None


def _written_before(target: Path, case: Case) -> frozenset[str]:
    data = None if target.is_symlink() else _read(target / CASE_DATA)
    if data is None:
        raise not_ours(target.name)
    if data.get("sagsnummer") != case.number:
        raise another_case(target.name)
    return frozenset(str(path) for path in data.get("filer", ())) | {CASE_DATA}


def _read(path: Path) -> dict[str, Any] | None:
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_bytes())
    except ValueError:
        return None
    return data if isinstance(data, dict) else None
