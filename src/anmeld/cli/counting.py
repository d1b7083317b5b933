"""About how many records there are, found without reading them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_CHUNK: Final = 1 << 20
_LAST_ROW: Final = re.compile(rb'<dimension[^>]*ref="[A-Z]+\d+:[A-Z]+(\d+)"')
_ONE: Final = (".toml", ".json")
_HEAD: Final = 4096


def estimate_records(sources: Iterable[str]) -> int | None:
    """Estimate how many records there are, for the time left and no more.

    Args:
        sources: Paths, or `-`.

    Returns:
        About how many; `None` if one of the sources does not tell.
    """
    counts = [_estimate(Path(source)) for source in sources if source != "-"]
    known = [count for count in counts if count is not None]
    return sum(known) if "-" not in sources and len(known) == len(counts) else None


def _estimate(path: Path) -> int | None:
    suffix = path.suffix.lower()
    try:
        if path.is_dir():
            return estimate_records(str(one) for one in path.iterdir() if one.is_file())
        if suffix in _ONE:
            return 1
        if suffix in (".jsonl", ".csv"):
            return max(0, _lines(path) - (suffix == ".csv"))
        return _rows(path) if suffix == ".xlsx" else 0
    except (OSError, zipfile.BadZipFile):
        return None


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(
            chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b"")
        )


def _rows(path: Path) -> int | None:
    with zipfile.ZipFile(path) as book:
        sheets = sorted(
            n for n in book.namelist() if n.startswith("xl/worksheets/sheet")
        )
        if not sheets:
            return None
        with book.open(sheets[0]) as sheet:
            found = _LAST_ROW.search(sheet.read(_HEAD))
    return int(found[1]) - 1 if found else None
