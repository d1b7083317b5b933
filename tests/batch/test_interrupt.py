"""Ctrl-C: what is under way is finished or dropped, 130, and how to go on is said."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from batch.batches import (
    CHEAP_OPTIONS,
    TODAY,
    left_in,
    lines_in,
    make,
    record,
    start,
    write,
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
CASES = 60


def _begin(source: Path, out: Path, workers: int) -> subprocess.Popen[str]:
    options = ("--today", TODAY, "--workers", str(workers), *CHEAP_OPTIONS)
    return start("generate", source, "--out", out, *options)


@pytest.mark.parametrize(
    ("presses", "kind", "workers"),
    [(1, signal.SIGINT, 2), (2, signal.SIGINT, 2), (1, signal.SIGTERM, 0)],
)
def test_interrupt__ends_with_130_and_is_gone_on_from(
    tmp_path: Path, presses: int, kind: signal.Signals, workers: int
) -> None:
    """This test ensures that Ctrl-C, which reaches all processes, loses nothing."""
    source = write(tmp_path / "s.jsonl", [record(number) for number in range(CASES)])
    process = _begin(source, tmp_path / "ud", workers)
    assert process.stdout is not None
    for _ in range(3):
        process.stdout.readline()

    for _ in range(presses):
        if kind is signal.SIGINT:
            os.killpg(process.pid, kind)
        else:
            process.send_signal(kind)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert "Run the same command again" in errors
    folders = {path.name for path in (tmp_path / "ud").glob("S-*")}
    assert 3 <= len(folders) < CASES
    assert {line["sag"] for line in lines_in(tmp_path / "ud")} <= folders
    make(source, tmp_path / "ud")
    make(source, tmp_path / "b")
    found, wanted = left_in(tmp_path / "ud"), left_in(tmp_path / "b")
    assert {path: found[path] for path in wanted} == wanted
    assert not any(part.startswith(".") for path in found for part in path.split("/"))
