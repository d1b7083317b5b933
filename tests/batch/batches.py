"""Small records, and what a run leaves behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from anmeld.batch import Outcome, generate_many

NOW = datetime(2025, 3, 7, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
TODAY = "2025-03-07T09:30"
# One document in its cheapest form: what is tested is the run.
CHEAP: Mapping[str, Any] = {"documents": ["intern_registrering"], "formats": ["txt"]}
CHEAP_OPTIONS = ("--document", "intern_registrering", "--format", "txt")
Data = dict[str, Any]


def record(number: int | str, **more: Any) -> Data:  # noqa: ANN401 - any part of a record
    """A small record; two numbers give two texts."""
    data: Data = {
        "sag": {"nummer": f"S-{number}" if isinstance(number, int) else number},
        "arbejdsgiver": {"navn": "Nordby Kommune"},
        "medarbejder": {"navn": "Agnes Brinkholt"},
        "haendelse": {"resume": f"Hændelse {number} & <flere>."},
        "episoder": [
            {"tidspunkt": "2025-03-03T10:00:00", "art": "optakt", "medie": "sms"}
        ],
    }
    return data | more


def faulty(number: int) -> Data:
    """A record with two faults and a value that nobody may read in a list of faults."""
    data = record(number)
    data["medarbejder"]["cpr"] = "hemmelig-0101"
    data["sag"]["nummre"] = "x"
    return data


def write(path: Path, records: Iterable[Data]) -> Path:
    """Write records as JSON Lines."""
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in records)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def make(source: Path | Iterable[Any], out: Path | str, **more: Any) -> list[Outcome]:  # noqa: ANN401 - as it is
    """Run a batch in this thread, unless told otherwise."""
    sources = [source] if isinstance(source, Path) else source
    chosen: dict[str, Any] = {"now": NOW, "workers": 0, **CHEAP, **more}
    return list(generate_many(sources, out=out, **chosen))


def left_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path, hidden ones included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lines_in(folder: Path) -> list[Data]:
    """The run file's lines, its first one not among them."""
    text = (folder / "koersel.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()][1:]


def start(
    *arguments: str | Path, preexec_fn: Callable[[], None] | None = None
) -> subprocess.Popen[str]:
    """Start the command line in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "anmeld", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "ANMELD_LANG": "en", "PYTHONUNBUFFERED": "1"},
        start_new_session=True,
        preexec_fn=preexec_fn,
    )
