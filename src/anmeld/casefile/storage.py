"""Case folders on a disk: the old one or the new one is there, never half of either.

The new folder is written whole beside the old one; the old is renamed away, the new
renamed in, the old removed. Whatever is left by a run that was stopped says by its
name how far it came, and the next run finishes or undoes it:

    .X.ny-anmeld alone, or beside X      the new was not whole yet: it is removed
    .X.ny-anmeld and .X.gammel-anmeld    the new was whole: it becomes X
    .X.gammel-anmeld beside X            the new is in: the old is removed
    .X.gammel-anmeld alone               the old becomes X again
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from anmeld._i18n import msg
from anmeld.casefile.case import Attachment
from anmeld.casefile.disk import Disk, hash_of
from anmeld.casefile.locking import locked
from anmeld.casefile.refusals import evidence_changed
from anmeld.errors import Fault, StorageError, Where, disk_reason

_NEW: Final = ".ny-anmeld"
_OLD: Final = ".gammel-anmeld"
_LOCK: Final = ".laas-anmeld"


@dataclass(frozen=True, slots=True)
class Folder:
    """What is to stand in a folder: files by their relative path, in writing order.

    Attributes:
        name: The folder's own name, already safe.
        files: The bytes of each file.
        attachments: Files that are copied from elsewhere.
    """

    name: str
    files: Mapping[str, bytes]
    attachments: tuple[Attachment, ...] = ()


def recover(out: Path, *, disk: Disk | None = None) -> tuple[str, ...]:
    """Finish or undo every replacement in a folder that was interrupted.

    What another run is writing at this moment is left alone.

    Args:
        out: The folder that holds case folders.
        disk: What writes; another one in tests.

    Returns:
        The names of the case folders that were put right, sorted.

    Raises:
        StorageError: The disk refuses.
    """
    if not out.is_dir():
        return ()
    left = {
        entry.name.removeprefix(".").removesuffix(ending)
        for entry in out.iterdir()
        for ending in (_NEW, _OLD)
        if entry.name.startswith(".") and entry.name.endswith(ending)
    }
    done = []
    for name in sorted(left):
        with storage_errors(name), locked(out / f".{name}{_LOCK}") as free:
            if free:
                _settle(out, name, disk or Disk())
                done.append(name)
    return tuple(done)


@contextlib.contextmanager
def exclusive(out: Path, name: str, disk: Disk) -> Iterator[Path]:
    """Hold one case folder for writing, put right if an earlier run was stopped.

    Args:
        out: The folder that holds case folders.
        name: The case folder's name.
        disk: What writes.

    Yields:
        The case folder's path, which may not exist.

    Raises:
        StorageError: The disk refuses, or another run is writing this case.
    """
    with storage_errors(name):
        disk.make_folder(out)
        with locked(out / f".{name}{_LOCK}") as free:
            if not free:
                problem = msg("is being written by another run.")
                raise StorageError(Fault("case-locked", Where(file=name), problem))
            _settle(out, name, disk)
            try:
                yield out / name
            except BaseException:
                # Half a case is sensitive too, and takes room on a full disk. What
                # cannot be put right now is left for the next run.
                with contextlib.suppress(OSError):
                    _settle(out, name, disk)
                raise


def replace_folder(
    target: Path, folder: Folder, disk: Disk, kept: tuple[str, ...] = ()
) -> None:
    """Put a whole folder in the place of the one that is there, or of none.

    Args:
        target: The folder's final path.
        folder: What is to stand in it.
        disk: What writes.
        kept: Relative paths of the folder there that are carried over as they are.
    """
    fresh = target.with_name(f".{folder.name}{_NEW}")
    stale = target.with_name(f".{folder.name}{_OLD}")
    disk.make_folder(fresh)
    for path in kept:
        _place(fresh, path, disk)
        disk.keep(target / path, fresh / path)
    for attachment in folder.attachments:
        _copy(attachment, fresh, disk)
    written = [fresh / one.path for one in folder.attachments]
    for path, data in folder.files.items():
        _place(fresh, path, disk)
        if holds(target / path, data):
            disk.keep(target / path, fresh / path)
        else:
            disk.write(fresh / path, data)
            written.append(fresh / path)
    disk.settle(fresh, written)
    if target.exists():
        disk.rename(target, stale)
    disk.rename(fresh, target)
    disk.sync(target.parent)
    disk.remove(stale)


def holds(path: Path, data: bytes) -> bool:
    """Tell whether a file holds exactly these bytes."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(data):
        return False
    return path.read_bytes() == data


def paths_in(folder: Path) -> frozenset[str]:
    """List the files below a folder by their relative paths, with forward slashes."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    return frozenset(path.relative_to(folder).as_posix() for path in found)


@contextlib.contextmanager
def storage_errors(name: str) -> Iterator[None]:
    """Turn what the disk refuses into an error for a person, with the file's name."""
    try:
        yield
    except OSError as cause:
        file = str(cause.filename) if cause.filename else name
        problem = msg("cannot be written: {reason}.", reason=disk_reason(cause))
        remedy = msg("Check free space and rights to the folder, and run again.")
        fault = Fault("storage", Where(file=file), problem, remedy)
        raise StorageError(fault) from cause


def _settle(out: Path, name: str, disk: Disk) -> None:
    target, fresh, stale = out / name, out / f".{name}{_NEW}", out / f".{name}{_OLD}"
    if not (fresh.exists() or stale.exists()):
        return
    if not target.exists():
        # The old one is renamed away only when the new one is whole; a new one alone
        # was the first of its name, and may be half.
        if stale.exists() and fresh.exists():
            disk.rename(fresh, target)
        elif stale.exists():
            disk.rename(stale, target)
    for left in (fresh, stale):
        disk.remove(left)
    disk.sync(out)


def _copy(attachment: Attachment, fresh: Path, disk: Disk) -> None:
    _place(fresh, attachment.path, disk)
    found = disk.copy(attachment.source, fresh / attachment.path)
    if found != attachment.sha256:
        raise evidence_changed(attachment.source)


def is_same(target: Path, folder: Folder, kept: frozenset[str] = frozenset()) -> bool:
    """Tell whether a folder on the disk already is exactly what would be written."""
    wanted = {*folder.files, *(one.path for one in folder.attachments)}
    if paths_in(target) - kept != wanted:
        return False
    return all(holds(target / path, data) for path, data in folder.files.items()) and (
        all(hash_of(target / one.path) == one.sha256 for one in folder.attachments)
    )


def _place(fresh: Path, path: str, disk: Disk) -> None:
    for part in reversed(PurePosixPath(path).parents[:-1]):
        if not (fresh / part).is_dir():
            disk.make_folder(fresh / part)
