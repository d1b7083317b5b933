"""Memory does not grow with the number of records."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from batch.batches import record, write

HERE = Path(__file__).parent


@pytest.mark.long
@pytest.mark.skipif(os.name == "nt", reason="peak memory is asked of POSIX")
def test_ten_thousand_cases__need_no_more_memory_than_one_thousand(
    tmp_path: Path,
) -> None:
    """This test ensures that run and worker stay within 15 per cent."""
    few, many = _peaks(tmp_path / "few", 1_000), _peaks(tmp_path / "many", 10_000)

    for before, after in zip(few, many, strict=True):
        assert after <= 1.15 * before


def _peaks(folder: Path, number: int) -> list[int]:
    folder.mkdir()
    source = write(folder / "s.jsonl", (record(one) for one in range(number)))
    done = subprocess.run(
        [sys.executable, HERE / "running.py", source, folder / "ud", "7", "2"],
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    assert len(lines) == number + 3
    return [int(line.split()[1]) for line in lines if line.startswith("peak")]
