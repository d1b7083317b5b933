"""The few things that are done to a disk, each one step that a machine can stop at.

Everything that writes goes through `Disk`, so that a test can end the process before,
within or after any step and look at what is left.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 20
_OWNER_ONLY_FOLDER = 0o700
_OWNER_ONLY_FILE = 0o600


class Disk:
    """Writes files and folders that only their owner can read, and makes them last."""

    def make_folder(self, path: Path) -> None:
        """Make a folder, its parents included; one that is there is left as it is."""
        if not path.is_dir():
            if path.parent != path:  # a drive that is not there is its own parent
                self.make_folder(path.parent)
            path.mkdir(mode=_OWNER_ONLY_FOLDER)

    def write(self, path: Path, data: bytes) -> None:
        """Write a new file; `settle` waits until it is on the disk."""
        with open_new(path) as file:
            file.write(data)

    def copy(self, source: Path, path: Path) -> str:
        """Copy a file and give the SHA-256 of what was copied; see `settle`."""
        digest = hashlib.sha256()
        with open_evidence(source) as read, open_new(path) as file:
            while chunk := read.read(_CHUNK):
                digest.update(chunk)
                file.write(chunk)
        return digest.hexdigest()

    def settle(self, top: Path, written: Iterable[Path]) -> None:
        """Wait until files, and the names in all folders below one, are on the disk.

        They are waited for when all of them are written: a file system that keeps a
        journal then brings most of them to the disk with the first.
        """
        for path in written:
            wait_for(path)
        for folder, _, _ in os.walk(top, onerror=_raise):
            self.sync(Path(folder))

    def keep(self, old: Path, path: Path) -> None:
        """Give an unchanged file a place in the new folder, its times as they were."""
        if old.is_symlink():
            path.symlink_to(old.readlink())
            return
        try:
            path.hardlink_to(old)
        except OSError:  # a file system without links
            shutil.copy2(old, path)

    def rename(self, old: Path, new: Path) -> None:
        """Give a folder another name in the same folder."""
        old.rename(new)

    def remove(self, path: Path) -> None:
        """Remove a folder with all that is in it, write-protected or not."""
        if not path.is_dir():
            return
        try:
            try:
                shutil.rmtree(path)
            except PermissionError:
                _unlock(path)
                shutil.rmtree(path)
        except OSError as cause:
            # It names the file alone, which tells nobody which case it is in.
            raise OSError(cause.errno, cause.strerror, str(path)) from cause

    def sync(self, folder: Path) -> None:
        """Wait until the names in a folder are on the disk."""
        if sys.platform == "win32":
            return  # a folder cannot be opened there, and its names are journalled
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _raise(error: OSError) -> None:
    raise error


def wait_for(path: Path) -> None:
    """Wait until a file that was written is on the disk."""
    # Writing is asked for because Windows waits for no file that is only read.
    handle = os.open(path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unlock(path: Path) -> None:
    """Make a folder writable, and on Windows, where that counts, its files too."""
    path.chmod(_OWNER_ONLY_FOLDER)
    for folder, folders, files in os.walk(path):
        for name in (*folders, *(files if sys.platform == "win32" else ())):
            inner = Path(folder, name)
            if not inner.is_symlink():
                inner.chmod(_OWNER_ONLY_FOLDER)


def open_new(path: Path) -> BinaryIO:
    """Open a file that must not exist yet, readable by its owner alone."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, _OWNER_ONLY_FILE), "wb")


def open_evidence(path: Path) -> BinaryIO:
    """Open a file whose links were followed when its path was checked.

    Between that check and now the path may have been made to lead elsewhere, or to a
    pipe that nobody writes to: both are refused here.

    Args:
        path: A path without links.

    Returns:
        The open file.

    Raises:
        OSError: It is a link or no ordinary file now.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    if stat.S_ISREG(os.fstat(file.fileno()).st_mode) and path.resolve() == path:
        return file
    file.close()
    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def measure(path: Path) -> tuple[int, str]:
    """Give the size and the SHA-256 of a file of evidence, read once.

    Args:
        path: A path without links.

    Returns:
        Its bytes and its hash.

    Raises:
        OSError: It cannot be read, or is a link or no ordinary file now.
    """
    digest, size = hashlib.sha256(), 0
    with open_evidence(path) as read:
        while chunk := read.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return size, digest.hexdigest()


def hash_of(path: Path) -> str:
    """Give the SHA-256 of a file, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as read:
        while chunk := read.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
