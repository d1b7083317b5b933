"""A small sound record, and ways to write it down."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

_SMALL: dict[str, Any] = {
    "sag": {"nummer": "2025-0001"},
    "arbejdsgiver": {"navn": "Eksempel Kommune"},
    "medarbejder": {"navn": "Mette Eksempel"},
    "episoder": [{"tidspunkt": "3.3.2025 kl. 14.05", "art": "trussel_direkte"}],
}

SMALL_TOML = """\
[sag]
nummer = "2025-0001"

[arbejdsgiver]
navn = "Eksempel Kommune"

[medarbejder]
navn = "Mette Eksempel"

[[episoder]]
tidspunkt = "3.3.2025 kl. 14.05"
art = "trussel_direkte"
"""


def small(**sections: Any) -> dict[str, Any]:  # noqa: ANN401 - any section's data
    """Give the data of a small record, with sections added or replaced."""
    return copy.deepcopy(_SMALL) | sections


def written(folder: Path, name: str, content: str) -> Path:
    """Write a file and give its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8", newline="")
    return path
