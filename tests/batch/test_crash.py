"""Killed at any instant and gone on with: the end is that of an undisturbed run."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from batch.batches import NOW, Data, faulty, left_in, make, record, write

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
HERE = Path(__file__).parent
OLD_DAY, DAY = 7, 8
CASES = 12
BYTES = dict[str, bytes]


@dataclass(frozen=True)
class Ends:
    """What each case folder may be: as it was made on the one day or on the other."""

    source: Path
    old: BYTES
    new: BYTES

    def assert_whole(self, out: Path) -> None:
        """This holds at every instant: a case is old, new or not there; never half."""
        for folder in out.glob("S-*"):
            found = left_in(folder)
            wanted = [_of(folder.name, end) for end in (self.old, self.new)]
            assert found in wanted, folder


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> Ends:
    folder = tmp_path_factory.mktemp("uforstyrret")
    source = write(folder / "s.jsonl", _records())
    for day in (OLD_DAY, DAY):
        make(source, folder / str(day), now=NOW.replace(day=day))
    return Ends(source, left_in(folder / str(OLD_DAY)), left_in(folder / str(DAY)))


@pytest.mark.parametrize("seed", range(4))
def test_killed_five_times__ends_as_if_undisturbed(
    ends: Ends, tmp_path: Path, seed: int
) -> None:
    """This test ensures that no instant leaves a half, a lost or a double case."""
    _kill_and_go_on(ends, tmp_path / "ud", seed, kills=5)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 140))
def test_killed_two_hundred_times__ends_as_if_undisturbed(
    ends: Ends, tmp_path: Path, seed: int
) -> None:
    """This test ensures the same of forty runs that are killed five times each."""
    _kill_and_go_on(ends, tmp_path / "ud", seed, kills=5)


def _kill_and_go_on(ends: Ends, out: Path, seed: int, kills: int) -> None:
    pick = random.Random(seed)
    if seed % 2:  # every case is replaced instead of written
        make(ends.source, out, now=NOW.replace(day=OLD_DAY))
    # The last of each four works with processes, whose orphans must end too.
    workers = 2 if seed % 4 == 3 else 0
    for _ in range(kills):
        _run(ends.source, out, workers, pick)
        ends.assert_whole(out)

    _run(ends.source, out, workers, None)

    assert left_in(out) == ends.new


def _run(source: Path, out: Path, workers: int, pick: random.Random | None) -> None:
    """Run to the end, or for a part of the time that the rest of the work takes."""
    process = subprocess.Popen(
        [sys.executable, HERE / "running.py", source, out, str(DAY), str(workers)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
    )
    assert process.stdout is not None
    if pick is not None:
        _wait_for(process.stdout, cases=pick.randrange(4))
        time.sleep(pick.random() * 0.05)
        if workers and pick.random() < 0.5:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
    process.communicate(timeout=60)
    assert process.returncode in ((0, -signal.SIGKILL) if pick else (0,))


def _wait_for(lines: IO[str], cases: int) -> None:
    """Wait until so many cases have been made, or until the run is about to begin."""
    lines.readline()
    while cases and (line := lines.readline()):
        cases -= line.split()[1] in ("written", "replaced", "unchanged")


def _records() -> list[Data]:
    records = [record(number) for number in range(CASES)]
    return [*records[:4], faulty(77), *records[4:]]


def _of(folder: str, end: BYTES) -> BYTES:
    begin = f"{folder}/"
    return {
        path.removeprefix(begin): data
        for path, data in end.items()
        if path.startswith(begin)
    }
