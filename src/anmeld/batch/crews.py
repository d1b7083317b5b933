"""Who does the work: our own processes, an executor that is given, or this thread."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
)
from typing import Final, Protocol

from anmeld._i18n import msg
from anmeld.batch.bench import begin, work
from anmeld.batch.job import Job, Made, Task
from anmeld.errors import Fault, UsageError, Where

# Enough that no worker waits for the next record, and no more: memory stays flat.
_A_WORKER: Final = 2
_SPARE: Final = 2
# More of them only share the cores, and each takes over a hundred megabytes.
_MOST_A_CORE: Final = 4
# Windows waits for no more processes at a time.
_MOST: Final = 61


class Crew(Protocol):
    """Takes records and gives what became of them.

    Attributes:
        attempts: How often a record is tried whose worker dies.
    """

    attempts: int

    def submit(self, task: Task) -> Future[Made]:
        """Hand over one record.

        Raises:
            BrokenExecutor: A worker has died, and its fellows with it.
        """

    def capacity(self) -> int:
        """How many records may be under way."""

    def renew(self) -> bool:
        """Replace workers that died; `False` if that is not ours to do."""

    def lives(self) -> bool:
        """Whether a worker stays alive that is given nothing to do."""

    def close(self, *, at_once: bool = False) -> None:
        """Let the workers go, when they are done or at once."""


class HereCrew:
    """No workers: each record is made when it is handed over.

    Args:
        job: What is the same for all records.
    """

    attempts = 2

    def __init__(self, job: Job) -> None:
        self._job = job

    def submit(self, task: Task) -> Future[Made]:
        """Make one record."""
        done: Future[Made] = Future()
        try:
            done.set_result(work(self._job, task))
        except MemoryError as error:
            done.set_exception(error)
        return done

    def capacity(self) -> int:
        """How many records may be under way."""
        return 1

    def renew(self) -> bool:
        """There is nothing to replace."""
        return True

    def lives(self) -> bool:
        """This thread lives."""
        return True

    def close(self, *, at_once: bool = False) -> None:
        """There is nobody to let go."""


class ProcessCrew:
    """Processes of our own, started as they are needed and replaced when they die.

    They are spawned on every platform, so that it behaves alike on all of them.

    Args:
        job: What is the same for all records.
        workers: How many processes.
    """

    attempts = 2

    def __init__(self, job: Job, workers: int) -> None:
        self._job = job
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, task: Task) -> Future[Made]:
        """Hand one record to a process."""
        if self._pool and len(self._pool._processes or ()) == self._workers:
            return self._pool.submit(work, self._job, task)
        with _deaf_to_interrupts():
            if self._pool is None:
                self._pool = self._new_pool()
            return self._pool.submit(work, self._job, task)

    def capacity(self) -> int:
        """How many records may be under way."""
        return self._workers * _A_WORKER + _SPARE

    def renew(self) -> bool:
        """Begin with new processes at the next record."""
        self.close()
        return True

    def lives(self) -> bool:
        """Start a process, and see whether it answers."""
        with _deaf_to_interrupts():
            pool = self._new_pool()
            answer = pool.submit(cores)
        try:
            answer.result()
        except BrokenExecutor:
            return False
        else:
            return True
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def close(self, *, at_once: bool = False) -> None:
        """Let the processes go, when they are done or at once."""
        if self._pool is None:
            return
        if at_once:
            for process in list((self._pool._processes or {}).values()):
                process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None

    def _new_pool(self) -> ProcessPoolExecutor:
        from multiprocessing import get_context

        return ProcessPoolExecutor(
            self._workers,
            mp_context=get_context("spawn"),
            initializer=begin,
            initargs=(self._job.choices, self._job.basis),
        )


class GivenCrew:
    """An executor that belongs to the caller, of whatever kind.

    Args:
        job: What is the same for all records.
        executor: The executor; it is neither replaced nor shut down.
        capacity: How many records may be under way.
        attempts: How often a record is tried whose worker dies; once, if the executor
            itself tries again.

    Attributes:
        attempts: The same.
    """

    def __init__(
        self,
        job: Job,
        executor: Executor,
        capacity: int | Callable[[], int],
        attempts: int = 2,
    ) -> None:
        self.attempts = attempts
        self._job = job
        self._executor = executor
        self._capacity = capacity

    def submit(self, task: Task) -> Future[Made]:
        """Hand one record to the executor."""
        return self._executor.submit(work, self._job, task)

    def capacity(self) -> int:
        """How many records may be under way."""
        found = self._capacity() if callable(self._capacity) else self._capacity
        return max(1, found)

    def renew(self) -> bool:
        """A broken executor is the caller's to replace."""
        return False

    def lives(self) -> bool:
        """A broken executor is the caller's to judge."""
        return True

    def close(self, *, at_once: bool = False) -> None:
        """The executor stays the caller's."""


def fitting(workers: int) -> int:
    """Refuse more processes than a machine can do anything with.

    Args:
        workers: How many are wanted.

    Returns:
        The same.

    Raises:
        UsageError: They would fill the memory and be no faster.
    """
    most = min(_MOST_A_CORE * cores(), _MOST)
    if workers <= most:
        return workers
    problem = msg(
        "{count} workers are too many for {cores} cores.", count=workers, cores=cores()
    )
    remedy = msg("Give at most {most}, or leave the number out.", most=most)
    raise UsageError(Fault("too-many-workers", Where(), problem, remedy))


def cores() -> int:
    """Count the cores that this process may use."""
    import os

    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Start processes that Ctrl-C does not reach, not even while they start.

    What arrives meanwhile reaches this process afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows; `begin` does it there
        yield
        return
    from multiprocessing import resource_tracker

    # Starting it would lift the mask again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
