"""`koersel.jsonl`: what became of every record, appended as it happens.

The first line says by which moment and basis the run goes; each other line is an
`Entry`. A line is only ever added: of two lines for one case the later counts, and a
last line that was cut off by a crash is dropped. When a run ends the file is written
anew in the order of the sources, so that two runs of the same leave the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from anmeld._i18n import msg
from anmeld.batch.entry import Entry, Stand
from anmeld.batch.lines import (
    Header,
    Key,
    entry_at,
    header_of,
    index_of,
    line_at,
    lines_in,
)
from anmeld.batch.names import RUN_FILE
from anmeld.casefile.disk import Disk
from anmeld.casefile.storage import storage_errors
from anmeld.errors import Fault, StorageError, Where

_OWNER_ONLY: Final = 0o600
_NEW: Final = f".{RUN_FILE}.ny-anmeld"
# Lines are on the disk at the latest after so many; a case whose line is lost with the
# power is there all the same, and is found to be unchanged.
_SYNC_EVERY: Final = 32
_HEAD: Final = b'{"koersel":"anmeld '


def read_header(folder: Path) -> Header | None:
    """Read what the run in a folder goes by.

    Args:
        folder: The folder of the run file.

    Returns:
        Its header; `None` if no run has begun there.

    Raises:
        StorageError: The run file cannot be read, or is not one of ours.
    """
    path = folder / RUN_FILE
    if not path.exists():
        return None
    if not path.is_file():
        raise _not_ours(path)
    found = None
    with storage_errors(RUN_FILE), path.open("rb") as stream:
        for _, data in lines_in(stream):
            found = header_of(data) or found
    if found is None and not _is_beginning(path):
        raise _not_ours(path)
    return found


def has_made(folder: Path) -> bool:
    """Tell whether a run file says of any record that something was made of it.

    Args:
        folder: The folder of the run file, which is there.

    Returns:
        Whether one of its lines is not about a record that is itself wrong.

    Raises:
        StorageError: The run file cannot be read.
    """
    wrong = (None, Stand.FEJL.value)
    with storage_errors(RUN_FILE), (folder / RUN_FILE).open("rb") as stream:
        return any(data.get("stand") not in wrong for _, data in lines_in(stream))


def read_entries(folder: Path) -> Iterator[Entry]:
    """Read what became of each record, in the order of the file.

    Args:
        folder: The folder of the run file.

    Yields:
        One entry a record, also after a run that was killed.

    Raises:
        StorageError: The run file cannot be read.
    """
    path = folder / RUN_FILE
    if not path.is_file():
        return
    with storage_errors(RUN_FILE), path.open("rb") as stream:
        for offset in index_of(stream).values():
            yield entry_at(stream, offset)


class Journal:
    """The run file while a run goes on.

    Args:
        folder: The folder that it lies in; it is there.
        header: What this run goes by.

    Raises:
        StorageError: The file cannot be written, or is not one of ours.
    """

    def __init__(self, folder: Path, header: Header) -> None:
        self._folder = folder
        self._path = folder / RUN_FILE
        self._header = header
        self._unsynced = 0
        before = read_header(folder)
        with storage_errors(RUN_FILE):
            handle = os.open(self._path, _append_flags(), _OWNER_ONLY)
            # Unbuffered: a line is written whole or cut, never kept back.
            self._file = os.fdopen(handle, "r+b", buffering=0)
            self._reading = self._path.open("rb")
            self._known = index_of(self._reading)
            self._begin = _cut(self._file, self._reading)
            if before != header:
                self._append(header.as_line())

    def find(self, key: Key) -> Entry | None:
        """Give what earlier runs say of a case; faulty records are not kept."""
        offset = self._known.get(key)
        if offset is None:
            return None
        with storage_errors(RUN_FILE):
            entry = entry_at(self._reading, offset)
        return None if entry.stand is Stand.FEJL else entry

    def add(self, entry: Entry) -> None:
        """Add a line."""
        with storage_errors(RUN_FILE):
            self._append(entry.as_line())

    def unseen(self, seen: Mapping[Key, object]) -> Iterator[Entry]:
        """Give the cases of earlier runs that this one has not come across."""
        for key in self._known:
            if key not in seen and (entry := self.find(key)) is not None:
                yield entry

    def finish(self, order: Iterable[Key], *, is_whole: bool) -> None:
        """Write the file anew, in the order of the sources.

        Args:
            order: The key of each record, in the order of reading.
            is_whole: Whether the sources were read to their end: then a case that is
                not in the order has left them.

        Raises:
            StorageError: The disk refuses; the file stays as it was.
        """
        new = self._folder / _NEW
        with storage_errors(RUN_FILE):
            os.fsync(self._file.fileno())
            new.unlink(missing_ok=True)
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | _BINARY, _OWNER_ONLY)
            with os.fdopen(handle, "wb") as file:
                file.write(self._header.as_line())
                for line in self._ordered(order, is_whole=is_whole):
                    file.write(line)
                file.flush()
                os.fsync(file.fileno())
            self.close()  # Windows replaces no file that is open
            new.replace(self._path)
            Disk().sync(self._folder)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        self._reading.close()

    def _append(self, line: bytes) -> None:
        while line:
            line = line[self._file.write(line) or 0 :]
        self._unsynced += 1
        if self._unsynced >= _SYNC_EVERY:
            os.fsync(self._file.fileno())
            self._unsynced = 0

    def _ordered(self, order: Iterable[Key], *, is_whole: bool) -> Iterator[bytes]:
        left = index_of(self._reading)
        for key in order:
            if (offset := left.pop(key, None)) is not None:
                yield line_at(self._reading, offset)
        for offset in left.values():
            entry = entry_at(self._reading, offset)
            if entry.stand is Stand.FEJL:
                # What was wrong in an earlier reading; this one has its own lines.
                if offset >= self._begin:
                    yield entry.as_line()
            else:
                still = entry.i_kilden and not is_whole
                yield replace(entry, i_kilden=still).as_line()


_BINARY: Final = getattr(os, "O_BINARY", 0)


def _append_flags() -> int:
    return os.O_RDWR | os.O_CREAT | os.O_APPEND | _BINARY


def _cut(file: BinaryIO, reading: BinaryIO) -> int:
    """Drop a last line that has no end, and give where the next begins."""
    end = 0
    reading.seek(0)
    for line in reading:
        if line.endswith(b"\n"):
            end += len(line)
    if end != os.fstat(file.fileno()).st_size:
        file.truncate(end)
    return end


def _is_beginning(path: Path) -> bool:
    """Tell whether a file ends in the middle of our first line, or before it."""
    with storage_errors(RUN_FILE), path.open("rb") as stream:
        head = stream.readline()
    length = min(len(head), len(_HEAD))
    return not head.endswith(b"\n") and head[:length] == _HEAD[:length]


def _not_ours(path: Path) -> StorageError:
    problem = msg("is not a run file of ours.")
    remedy = msg("Move it away, or choose another folder.")
    where = Where(file=str(path))
    return StorageError(Fault("not-a-run-file", where, problem, remedy))
