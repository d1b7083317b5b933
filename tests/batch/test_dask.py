"""A real cluster on this machine: Dask's own scheduler and two of its workers."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from anmeld.batch.cluster import dask_cluster
from anmeld.errors import StorageError, UsageError
from batch.batches import (
    CHEAP_OPTIONS,
    TODAY,
    left_in,
    make,
    record,
    start,
    write,
)

CASES = 40


@dataclass
class Cluster:
    """Where the scheduler listens, and its workers' processes."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    scheduler = _dask("scheduler", "--host", "127.0.0.1", "--port", "0", cwd=tmp_path)
    with contextlib.ExitStack() as running:
        running.callback(_end, scheduler)
        assert scheduler.stderr is not None
        address = ""
        while not address:
            line = scheduler.stderr.readline().decode()
            assert line, "the scheduler has ended"
            if "Scheduler at:" in line:
                address = line.split()[-1]
        workers = []
        for _ in range(2):
            # Without a nanny: nobody starts it again when it is killed.
            more = ("--no-nanny", "--nthreads", "1", "--memory-limit", "0")
            worker = _dask("worker", address, *more, cwd=tmp_path)
            workers.append(worker)
            running.callback(_end, worker)
        yield Cluster(address, workers)


def _dask(kind: str, *arguments: str, cwd: Path) -> subprocess.Popen[bytes]:
    module = f"distributed.cli.dask_{kind}"
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments, "--no-dashboard"],
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if kind == "scheduler" else subprocess.DEVNULL,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_cluster__makes_the_same_bytes_though_a_worker_is_killed(
    tmp_path: Path, cluster: Cluster
) -> None:
    """This test ensures that `--dask` loses nothing when a worker dies half way."""
    source = write(tmp_path / "s.jsonl", [record(number) for number in range(CASES)])
    make(source, tmp_path / "a")

    options = ("--today", TODAY, "--dask", cluster.address, *CHEAP_OPTIONS)
    process = start("generate", source, "--out", tmp_path / "b", *options)
    assert process.stdout is not None
    for _ in range(4):
        process.stdout.readline()
    os.kill(cluster.workers[0].pid, signal.SIGKILL)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 0, errors
    found, wanted = left_in(tmp_path / "b"), left_in(tmp_path / "a")
    assert {path: found.get(path) for path in wanted} == wanted


def test_scheduler_that_does_not_answer__ends_with_4(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("anmeld.batch.cluster._TIMEOUT", "1s")
    began = time.monotonic()

    with (
        pytest.raises(StorageError) as told,
        dask_cluster("tcp://127.0.0.1:1"),
    ):
        pytest.fail("there is no cluster")

    assert told.value.faults[0].code == "no-cluster"
    assert time.monotonic() - began < 20


def test_dask__that_is_not_installed__is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(UsageError) as told, dask_cluster("tcp://127.0.0.1:1"):
        pytest.fail("there is no dask")

    assert "anmeld[dask]" in told.value.text("en")
