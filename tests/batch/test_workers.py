"""Workers that die: replaced, their case tried again, and reported in the end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from anmeld.batch import Action, Stand, generate_many
from anmeld.errors import StorageError
from batch.batches import CHEAP, NOW, left_in, make, record, write

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")

# Every Python process that begins with this on its path has one record that ends it,
# one that it has no memory for, and one that meets a fault in a library.
POISON = """
import os
import anmeld.batch.bench as bench

make_case = bench.make_case

def poisoned(record, **rest):
    number = record.sag.nummer
    if number.startswith("S-GIFT"):
        os.kill(os.getpid(), 9)
    if number == "S-STOR":
        raise MemoryError
    if number == "S-FEJL":
        raise ValueError(f"hemmelig {record.medarbejder.navn}")
    return make_case(record, **rest)

bench.make_case = poisoned
"""


@pytest.fixture
def poison(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "gift"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(POISON)
    monkeypatch.setenv("PYTHONPATH", str(folder))


def test_killed_worker__is_replaced_and_nothing_lost(tmp_path: Path) -> None:
    """This test ensures that a worker killed from outside costs no case."""
    source = write(tmp_path / "s.jsonl", [record(number) for number in range(10)])
    make(source, tmp_path / "a")

    run = generate_many([source], now=NOW, out=tmp_path / "b", workers=2, **CHEAP)
    outcomes = [next(run)]
    victim = multiprocessing.active_children()[0]
    assert victim.pid is not None
    os.kill(victim.pid, signal.SIGKILL)
    outcomes += run

    assert {one.entry.stand for one in outcomes} == {Stand.LAVET}
    assert len(outcomes) == 10
    assert left_in(tmp_path / "a") == left_in(tmp_path / "b")


def test_workers_that_never_live__stop_the_run_and_not_every_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that thousands of records start no thousands of processes."""
    folder = tmp_path / "doed"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text("import os; os._exit(7)")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    source = write(tmp_path / "s.jsonl", [record(number) for number in range(30)])

    with pytest.raises(StorageError) as raised:
        make(source, tmp_path / "ud", workers=1)

    (fault,) = raised.value.faults
    assert fault.code == "workers-lost"
    assert "__main__" in str(fault.remedy)
    monkeypatch.delenv("PYTHONPATH")
    outcomes = make(source, tmp_path / "ud", workers=1)
    assert {one.entry.stand for one in outcomes} == {Stand.LAVET}
    assert len(outcomes) == 30


@pytest.mark.usefixtures("poison")
def test_records_that_all_kill_their_worker__stop_no_others(tmp_path: Path) -> None:
    """This test ensures that what lives is not given up for what dies first."""
    poisonous = [record(n) | {"sag": {"nummer": f"S-GIFT{n}"}} for n in range(3)]
    healthy = [record(number) for number in range(3)]
    source = write(tmp_path / "s.jsonl", [*poisonous, *healthy])

    first = make(source, tmp_path / "ud", workers=1)
    again = make(source, tmp_path / "ud", workers=1)

    for outcomes in (first, again):
        stands = sorted(str(one.entry.stand) for one in outcomes)
        assert stands == ["fejlet"] * 3 + ["lavet"] * 3


@pytest.mark.usefixtures("poison")
def test_record_that_kills_its_worker__is_tried_twice_and_reported(
    tmp_path: Path,
) -> None:
    """This test ensures that one record cannot stop a run, and that it is named."""
    bad = [record(number) for number in ("S-GIFT", "S-STOR", "S-FEJL")]
    records = [record(1), *bad, record(2), record(3)]
    source = write(tmp_path / "s.jsonl", records)

    outcomes = make(source, tmp_path / "ud", workers=2)

    codes = {one.entry.sag: [f.code for f in one.faults] for one in outcomes}
    assert codes == {
        "S-1": [],
        "S-2": [],
        "S-3": [],
        "S-GIFT": ["worker-lost"],
        "S-STOR": ["worker-lost"],
        "S-FEJL": ["bug"],
    }
    told = b"".join(left_in(tmp_path / "ud").values())
    assert b"S-GIFT" in (tmp_path / "ud/fejl.csv").read_bytes()
    assert b"hemmelig" not in told
    assert not multiprocessing.active_children()


@pytest.mark.usefixtures("poison")
def test_failed_record__is_tried_again_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "s.jsonl", [record("S-GIFT"), record(1)])
    make(source, tmp_path / "ud", workers=1)
    monkeypatch.setenv("PYTHONPATH", "")

    outcomes = make(source, tmp_path / "ud", workers=1)

    assert {one.entry.sag: one.action for one in outcomes} == {
        "S-GIFT": Action.WRITTEN,
        "S-1": Action.SKIPPED,
    }
    assert not (tmp_path / "ud/fejl.csv").exists()


@pytest.mark.usefixtures("poison")
def test_executor_of_the_caller__that_breaks__is_the_caller_s_to_replace(
    tmp_path: Path,
) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), record("S-GIFT")])

    with (
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor,
        pytest.raises(StorageError) as told,
    ):
        make(source, tmp_path / "ud", executor=executor, in_flight=1)

    assert told.value.faults[0].code == "workers-lost"
    assert (tmp_path / "ud/S-1/sag.json").is_file()


def test_workers__end_with_a_run_that_is_killed(tmp_path: Path) -> None:
    """This test ensures that a killed run leaves no process behind."""
    import subprocess
    import time

    source = write(tmp_path / "s.jsonl", [record(number) for number in range(200)])
    process = subprocess.Popen(
        [
            sys.executable,
            Path(__file__).with_name("running.py"),
            source,
            tmp_path / "ud",
            "7",
            "2",
        ],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.readline()
    process.kill()
    process.communicate(timeout=30)

    for _ in range(100):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGKILL)
    pytest.fail("its workers are still there ten seconds later")
