"""The worker: law, documents and compiled templates once, then one record at a time."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from anmeld._i18n import msg
from anmeld.batch.entry import Entry, Stand, describe_case, describe_repairs, fault_data
from anmeld.batch.fingerprint import find_basis, fingerprint
from anmeld.batch.job import Choices, Job, Made, Task
from anmeld.batch.stores import Store, open_store
from anmeld.casefile import Case, Workshop, make_case
from anmeld.casefile.safe_names import safe_name
from anmeld.catalogue import Catalogue, load_catalogue
from anmeld.errors import AnmeldError, Fault, StorageError, UsageError, Where
from anmeld.law import Law, load_law

# What would meet every other record too.
_FATAL: Final = frozenset({"storage", "workers-differ", "missing-folder"})
# Cases that a worker makes before it is taken to hold all that it needs.
_SETTLED_AFTER: Final = 8
_here = threading.local()


class Bench:
    """What one worker works with; made once, used for many records.

    Args:
        choices: What was asked for.

    Attributes:
        law: The law data.
        catalogue: The documents.
        workshop: The compiled templates.
        basis: The hash of all that is the same for all records.
    """

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.law: Law = load_law()
        self.catalogue: Catalogue = load_catalogue(*choices.templates, law=self.law)
        self.workshop = Workshop()
        self.basis = find_basis(choices, self.law.version)

    def case_of(self, task: Task) -> Case:
        """Make the case of one record, in memory."""
        choices = self.choices
        return make_case(
            task.record,
            now=choices.now,
            law=self.law,
            catalogue=self.catalogue,
            base=task.base,
            formats=choices.formats,
            documents=choices.documents,
            organisation=choices.organisation,
            with_bilag=choices.with_bilag,
            workshop=self.workshop,
        )


def work(job: Job, task: Task) -> Made:
    """Make one record's case and write it: what every executor is handed.

    Whatever goes wrong is given back and not raised, because a traceback that crosses
    to another process carries the text of exceptions along.

    Args:
        job: What is the same for all records.
        task: The record.

    Returns:
        What became of it.

    Raises:
        MemoryError: The worker has no more; the record is tried once more, alone.
    """
    number = task.record.sag.nummer
    entry = Entry(Stand.FEJLET, task.origin, number, safe_name(number))
    try:
        return _made(job, task, entry)
    except AnmeldError as error:
        faults = error.faults
    except MemoryError:
        raise MemoryError from None
    except Exception as bug:  # noqa: BLE001 - one record never stops the others
        faults = (_bug(bug),)
    fatal = any(fault.code in _FATAL for fault in faults)
    told = tuple(fault_data(fault) for fault in faults)
    return Made(replace(entry, fejl=told), None, faults, fatal)


def _made(job: Job, task: Task, entry: Entry) -> Made:
    bench = bench_of(job.choices, job.basis)
    aftryk = fingerprint(job.basis, task.record, task.base)
    case = bench.case_of(task)
    _settle()
    entry = replace(
        entry,
        stand=_stand(case),
        aftryk=aftryk,
        indhold=describe_case(case, task.record) | describe_repairs(task.repairs),
        fejl=tuple(
            fault_data(fault, stopped.spec.id)
            for stopped in case.stopped
            for fault in stopped.error.faults
        ),
    )
    faults = tuple(f for stopped in case.stopped for f in stopped.error.faults)
    if job.out is None or not case.documents:
        return Made(entry, None, faults)
    try:
        done = _store(job.out).write(case)
    except UsageError as error:
        return _left_alone(entry, faults, error)
    sag_json = hashlib.sha256(case.data).hexdigest()
    return Made(replace(entry, sag_json=sag_json), done.value, faults)


def _left_alone(entry: Entry, faults: tuple[Fault, ...], error: UsageError) -> Made:
    """Say what lies there and is not replaced; the plan and its deadlines hold."""
    indhold = {key: told for key, told in entry.indhold.items() if key != "dokumenter"}
    told = tuple(fault_data(fault) for fault in error.faults)
    left = replace(
        entry,
        stand=Stand.FEJLET,
        aftryk="",
        indhold=indhold,
        fejl=(*entry.fejl, *told),
    )
    return Made(left, None, (*faults, *error.faults))


def bench_of(choices: Choices, basis: str) -> Bench:
    """Give this thread's bench, made at the first need.

    One a thread: compiled templates are not shared between threads that fill them.

    Args:
        choices: What was asked for.
        basis: The hash that the run came to.

    Returns:
        The bench; a new one where templates have changed since it was made.

    Raises:
        StorageError: This worker has another version of something than the run.
    """
    found: Bench | None = getattr(_here, "bench", None)
    if found is None or found.choices != choices or found.basis != basis:
        found = _here.bench = Bench(choices)
    if found.basis != basis:
        raise _differing()
    return found


def adopt(bench: Bench) -> None:
    """Let this thread work at a bench that is there already."""
    _here.bench = bench


def begin(choices: Choices, basis: str) -> None:
    """Begin a worker process: leave Ctrl-C to the run, and end when the run ends.

    Args:
        choices: What was asked for.
        basis: The hash that the run came to.
    """
    from multiprocessing import parent_process

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := parent_process():
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()
    with contextlib.suppress(Exception):  # the first record says what is wrong
        bench_of(choices, basis)
    _here.until_settled = _SETTLED_AFTER


def _settle() -> None:
    """Let the collector of garbage pass over what is there for all records.

    In a process of our own alone, and when most templates have been used: looking them
    through again and again is a tenth of the work.
    """
    left = getattr(_here, "until_settled", 0)
    if left == 1:
        gc.collect()
        gc.freeze()
    _here.until_settled = max(0, left - 1)


def _end_with(wait: Callable[[], None]) -> None:
    # A run that is killed closes no pipes that its workers would notice; they would
    # wait for work for ever, and one in the middle of a case would go on with it.
    wait()
    os._exit(1)


@lru_cache(maxsize=4)
def _store(out: str) -> Store:
    return open_store(out)


def _stand(case: Case) -> Stand:
    if not case.stopped:
        return Stand.LAVET
    return Stand.DELVIS if case.documents else Stand.STANDSET


def _differing() -> StorageError:
    problem = msg("A worker has another version of anmeld, of its templates or fonts.")
    remedy = msg("Install the same on every worker, and run again.")
    return StorageError(Fault("workers-differ", Where(), problem, remedy))


def _bug(bug: Exception) -> Fault:
    # Its message may hold values of the record; its class and place never do.
    trace = bug.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}" if trace else ""
    line = trace.tb_lineno if trace else None
    problem = msg("A fault in anmeld itself: {kind}.", kind=type(bug).__name__)
    return Fault("bug", Where(file=place, line=line), problem)
