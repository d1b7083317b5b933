"""How many records come: as much of it as can be known before they are read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from anmeld.record.readers import STANDARD_INPUT, is_source
from anmeld.record.sheet import SHEET_SUFFIXES, XLSX_SUFFIXES

_CHUNK: Final = 1 << 20
_DIMENSION: Final = re.compile(rb'<dimension[^>]*ref="[A-Z]+\d+:[A-Z]+(\d+)"')
_LINES: Final = ".jsonl"
_HEAD: Final = 4096


class Total:
    """How many records a run takes, known once each of its sources has told.

    A file of lines is counted here. The rows of a sheet say nothing of its cases, for
    a case may have several: a sheet tells when it has been gone through.

    Args:
        sources: Paths, or `-`.
        limit: How many are taken at most.
        is_chosen: Whether only some of them are taken, nobody knows beforehand which.
    """

    def __init__(
        self, sources: Iterable[str], limit: int | None, *, is_chosen: bool
    ) -> None:
        self._limit = limit
        self._counts = {path: _count(path) for path in _files(sources)}
        if is_chosen:
            self._counts[Path(STANDARD_INPUT)] = None

    def take(self, path: str, count: int) -> None:
        """Hear from a sheet.

        Args:
            path: The sheet's file.
            count: How many records it gives.
        """
        self._counts[Path(path)] = count

    @property
    def value(self) -> int | None:
        """How many records the run takes; `None` as long as nobody can know."""
        known = [count for count in self._counts.values() if count is not None]
        if len(known) < len(self._counts):
            return None
        return sum(known) if self._limit is None else min(sum(known), self._limit)


def most_records(sources: Iterable[str]) -> int | None:
    """Say how many records there can be at most, without reading them.

    Args:
        sources: Paths, or `-`.

    Returns:
        A number that no count of records exceeds; `None` if a source does not tell.
    """
    most = 0
    for path in _files(sources):
        found = _rows(path) if path.suffix.lower() in SHEET_SUFFIXES else _count(path)
        if found is None:
            return None
        most += found
    return most


def _files(sources: Iterable[str]) -> Iterator[Path]:
    for source in map(Path, sources):
        if source.is_dir():
            yield from (each for each in source.iterdir() if is_source(each))
        else:
            yield source


def _count(path: Path) -> int | None:
    suffix = path.suffix.lower()
    if str(path) == STANDARD_INPUT or suffix in SHEET_SUFFIXES:
        return None
    try:
        return _lines(path) if suffix == _LINES else 1
    except OSError:
        return 1  # said to be unreadable, as one record


def _lines(path: Path) -> int:
    """Count the lines that hold anything, however long one is."""
    count, is_filled = 0, False
    with path.open("rb") as stream:
        while piece := stream.readline(_CHUNK):
            if not is_filled and piece.strip():
                count, is_filled = count + 1, True
            if piece.endswith(b"\n"):
                is_filled = False
    return count


def _rows(path: Path) -> int | None:
    try:
        if path.suffix.lower() not in XLSX_SUFFIXES:
            with path.open("rb") as stream:
                pieces = iter(lambda: stream.read(_CHUNK), b"")
                return 1 + sum(one.count(b"\n") + one.count(b"\r") for one in pieces)
        with zipfile.ZipFile(path) as book:
            names = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
            found = [_DIMENSION.search(book.open(n).read(_HEAD)) for n in names]
    except (OSError, zipfile.BadZipFile):
        return None
    last = [int(one[1]) for one in found if one]
    return sum(last) if last and len(last) == len(found) else None
