"""One writer at a time for one case folder, and the lock gone when it is done."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_OWNER_ONLY = 0o600


@contextlib.contextmanager
def locked(path: Path) -> Iterator[bool]:
    """Hold a lock file while a block runs; a process that dies lets go of it.

    Args:
        path: The lock file, made and removed here.

    Yields:
        Whether the lock was free. A block that is told `False` must do nothing.
    """
    handle = _acquire(path)
    if handle is None:
        yield False
        return
    try:
        yield True
    finally:
        _release(path, handle)


def _acquire(path: Path) -> int | None:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY)
        if not _try(handle):
            os.close(handle)
            return None
        # The one who held it before may have removed the file between the two lines
        # above: then the lock is on a file that nobody else will see.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        os.close(handle)


def _release(path: Path, handle: int) -> None:
    if sys.platform == "win32":
        os.close(handle)
        with contextlib.suppress(OSError):  # another has opened it meanwhile
            path.unlink()
    else:
        path.unlink(missing_ok=True)
        os.close(handle)


def _try(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
