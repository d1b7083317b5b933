"""Where case folders go: a folder on a disk, or an object storage behind fsspec."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from anmeld.casefile import Outcome, write_case
from anmeld.casefile.case import CASE_DATA
from anmeld.casefile.storage import storage_errors
from anmeld.errors import StorageError

if TYPE_CHECKING:
    from anmeld.casefile import Case

_LOCKED: Final = "case-locked"
# A worker of a run that was killed lets go of its case as soon as it notices.
_PATIENCE: Final = 200
_PAUSE: Final = 0.05


class Store(Protocol):
    """Writes cases and tells what lies there."""

    def write(self, case: Case) -> Outcome:
        """Write a case, whole or not at all.

        Args:
            case: The case.

        Returns:
            What writing did.

        Raises:
            UsageError: What lies there is not ours, or was edited by hand.
            StorageError: The storage refuses.
        """

    def summary(self, name: str) -> bytes | None:
        """Give the `sag.json` of a case folder, `None` if there is none."""

    def has(self, name: str, path: str) -> bool:
        """Tell whether a file of a case folder is there."""


def open_store(out: str) -> Store:
    """Open what a run writes to.

    Args:
        out: A path, or a URL such as `s3://bucket/folder`.

    Returns:
        The store.

    Raises:
        UsageError: A URL is given and fsspec, or what it needs, is not installed.
    """
    if not is_url(out):
        return FolderStore(Path(out))
    from anmeld.batch.objects import ObjectStore

    return ObjectStore(out)


def is_url(out: str) -> bool:
    """Tell an object storage from a folder."""
    return "://" in out


def is_whole(store: Store, name: str, sag_json: str) -> bool:
    """Tell whether a case folder is still what was written.

    Args:
        store: Where it lies.
        name: Its name.
        sag_json: The SHA-256 of its `sag.json` at the time.

    Returns:
        Whether `sag.json` is the same and every file that it lists is there.
    """
    data = store.summary(name)
    if data is None or hashlib.sha256(data).hexdigest() != sag_json:
        return False
    return all(store.has(name, path) for path in json.loads(data).get("filer", ()))


class FolderStore:
    """Case folders on a disk.

    Args:
        out: The folder that holds them.
    """

    def __init__(self, out: Path) -> None:
        self._out = out

    def write(self, case: Case) -> Outcome:
        """Write a case folder; see `Store`."""
        for attempt in range(_PATIENCE + 1):
            try:
                return write_case(case, self._out, force=True).outcome
            except StorageError as error:
                if error.faults[0].code != _LOCKED or attempt == _PATIENCE:
                    raise
                time.sleep(_PAUSE)
        raise AssertionError  # the last attempt returns or raises

    def summary(self, name: str) -> bytes | None:
        """Give the `sag.json` of a case folder, `None` if there is none."""
        file = self._out / name / CASE_DATA
        with storage_errors(name):
            return file.read_bytes() if file.is_file() else None

    def has(self, name: str, path: str) -> bool:
        """Tell whether a file of a case folder is there."""
        return (self._out / name / path).is_file()
