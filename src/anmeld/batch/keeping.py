"""The run's own files: held for one run, and left in order however it ends."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from anmeld._i18n import msg
from anmeld.batch.faultlist import remove_lists, write_lists
from anmeld.batch.job import Job
from anmeld.batch.journal import Journal, read_entries
from anmeld.batch.lines import Header
from anmeld.batch.names import FAULT_LIST, LOCK, REPAIR_LIST, RUN_FILE
from anmeld.batch.objects import ObjectStore
from anmeld.batch.reading import Reading
from anmeld.batch.stores import Store, is_url, open_store
from anmeld.casefile.disk import Disk
from anmeld.casefile.locking import locked
from anmeld.casefile.storage import recover, storage_errors
from anmeld.errors import AnmeldError, Fault, StorageError, Where


@dataclass(frozen=True, slots=True)
class Kept:
    """The run file and where the cases lie.

    Attributes:
        journal: The run file.
        store: Where the cases lie.
    """

    journal: Journal
    store: Store


@contextlib.contextmanager
def keep_record(folder: Path, job: Job, reading: Reading) -> Iterator[Kept]:
    """Hold a folder for one run, and leave its files in order however it ends.

    Args:
        folder: The folder of the run file.
        job: What is the same for all records.
        reading: What is read, and in which order.

    Yields:
        The run file, open, and where the cases lie.

    Raises:
        StorageError: Disk or permission, or another run is under way in the folder.
    """
    out = str(job.out)
    with _locked(folder):
        remove_lists(folder)
        if not is_url(out):
            recover(Path(out))
        store = open_store(out)
        journal = Journal(folder, Header(job.choices.now, job.basis))
        try:
            yield Kept(journal, store)
        except BaseException:
            # What stopped the run is what the caller is to hear of.
            with contextlib.suppress(AnmeldError):
                _put_in_order(folder, journal, reading, store)
            raise
        else:
            _put_in_order(folder, journal, reading, store)
        finally:
            journal.close()


def _put_in_order(
    folder: Path, journal: Journal, reading: Reading, store: Store
) -> None:
    journal.finish(reading.order, is_whole=reading.is_whole)
    write_lists(folder, lambda: read_entries(folder))
    if isinstance(store, ObjectStore):
        for name in (FAULT_LIST, REPAIR_LIST, RUN_FILE):
            if (folder / name).is_file():
                store.put(name, (folder / name).read_bytes())
            else:  # the list of an earlier run
                store.drop(name)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with contextlib.ExitStack() as held:
        with storage_errors(str(folder)):
            Disk().make_folder(folder)
            is_free = held.enter_context(locked(folder / LOCK))
        if not is_free:
            problem = msg("is being written by another run.")
            remedy = msg("Wait until it has ended, or write to another folder.")
            where = Where(file=str(folder))
            raise StorageError(Fault("run-locked", where, problem, remedy))
        yield
