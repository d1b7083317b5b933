"""Where case folders go: a folder on a disk, or an object storage behind fsspec."""

from __future__ import annotations

import contextlib
import hashlib
import json
import posixpath
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from anmeld._i18n import msg
from anmeld.casefile import Outcome, write_case
from anmeld.casefile.case import CASE_DATA
from anmeld.casefile.disk import hash_of
from anmeld.casefile.storage import storage_errors
from anmeld.errors import AnmeldError, Fault, StorageError, UsageError, Where

if TYPE_CHECKING:
    from anmeld.casefile import Attachment, Case

_LOCKED: Final = "case-locked"
# A worker of a run that was killed lets go of its case as soon as it notices.
_PATIENCE: Final = 200
_PAUSE: Final = 0.05
Read = Callable[[str], bytes | None]


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
    return ObjectStore(out) if is_url(out) else FolderStore(Path(out))


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
        return self._reader(name)(CASE_DATA)

    def has(self, name: str, path: str) -> bool:
        """Tell whether a file of a case folder is there."""
        return (self._out / name / path).is_file()

    def _reader(self, name: str) -> Read:
        def read(path: str) -> bytes | None:
            file = self._out / name / path
            with storage_errors(name):
                return file.read_bytes() if file.is_file() else None

        return read


class ObjectStore:
    """Case folders as objects; manifests come last, and readers go by them.

    An object storage has no rename. Documents are put first, then the manifests that
    list them with their hashes, `sag.json` last; what the new case no longer has is
    removed after that. A reader that trusts the manifest never takes half a case.

    Args:
        url: The URL of the folder that holds the cases.

    Raises:
        UsageError: fsspec, or what it needs for this URL, is not installed.
    """

    def __init__(self, url: str) -> None:
        try:
            from fsspec.core import url_to_fs

            self._files, self._root = url_to_fs(url)
        except (ImportError, ValueError):
            problem = msg("needs a library that is not installed.")
            remedy = msg("Install anmeld[dask] and the library of your storage.")
            raise UsageError(
                Fault("no-object-storage", Where(file=url), problem, remedy)
            ) from None

    def write(self, case: Case) -> Outcome:
        """Write a case as objects; see `Store`."""
        with storage_errors(case.name), _object_errors(case.name):
            read = self._reader(case.name)
            before = read(CASE_DATA)
            old = _listed(before)
            if before is not None:
                _refuse_another(case, before)
            if before == case.data and all(self.has(case.name, path) for path in old):
                return Outcome.UNCHANGED
            _refuse_edited(case.name, read)
            self._put(case)
            for path in sorted(old - _paths(case)):
                self._files.rm_file(self._at(case.name, path))
        return Outcome.WRITTEN if before is None else Outcome.REPLACED

    def put(self, name: str, data: bytes) -> None:
        """Put a file beside the case folders, such as the run file."""
        with storage_errors(name), _object_errors(name):
            self._files.makedirs(self._root, exist_ok=True)
            self._files.pipe_file(self._at(name), data)

    def summary(self, name: str) -> bytes | None:
        """Give the `sag.json` of a case folder, `None` if there is none."""
        with storage_errors(name), _object_errors(name):
            return self._reader(name)(CASE_DATA)

    def has(self, name: str, path: str) -> bool:
        """Tell whether a file of a case folder is there."""
        with storage_errors(name), _object_errors(name):
            return bool(self._files.isfile(self._at(name, path)))

    def _put(self, case: Case) -> None:
        for attachment in case.attachments:
            _refuse_changed(attachment)
            target = self._place(case.name, attachment.path)
            self._files.put_file(str(attachment.source), target)
        for path, data in case.contents.items():
            self._files.pipe_file(self._place(case.name, path), data)

    def _place(self, *parts: str) -> str:
        path = self._at(*parts)
        self._files.makedirs(posixpath.dirname(path), exist_ok=True)
        return path

    def _at(self, *parts: str) -> str:
        return posixpath.join(self._root, *parts)

    def _reader(self, name: str) -> Read:
        def read(path: str) -> bytes | None:
            try:
                data: bytes = self._files.cat_file(self._at(name, path))
            except FileNotFoundError:
                return None
            return data

        return read


def _refuse_edited(name: str, read: Read) -> None:
    """Refuse to replace what a person has worked on since we wrote it."""
    data = read(CASE_DATA)
    for path, sha256 in _written(data):
        found = read(path)
        if found is not None and hashlib.sha256(found).hexdigest() != sha256:
            where = Where(file=f"{name}/{path}")
            problem = msg("has been edited since it was made, and is left alone.")
            remedy = msg("Move it away, or write to another folder.")
            raise UsageError(Fault("edited-by-hand", where, problem, remedy))


def _refuse_another(case: Case, data: bytes) -> None:
    if _parsed(data).get("sagsnummer") != case.number:
        problem = msg("is there and belongs to another case.")
        remedy = msg("Move it away, or write to another folder.")
        where = Where(file=case.name)
        raise UsageError(Fault("another-case", where, problem, remedy))


def _refuse_changed(attachment: Attachment) -> None:
    if hash_of(attachment.source) != attachment.sha256:
        problem = msg("changed while the case was being written.")
        remedy = msg("Run again when nobody writes to the evidence.")
        where = Where(file=str(attachment.source))
        raise StorageError(Fault("evidence-changed", where, problem, remedy))


def _written(data: bytes | None) -> Iterator[tuple[str, str]]:
    for document in _parsed(data).get("dokumenter", ()):
        for file in document.get("filer", ()):
            yield str(file["sti"]), str(file["sha256"])


def _listed(data: bytes | None) -> frozenset[str]:
    return frozenset(str(path) for path in _parsed(data).get("filer", ()))


def _paths(case: Case) -> frozenset[str]:
    return frozenset((*case.contents, *(one.path for one in case.attachments)))


def _parsed(data: bytes | None) -> Mapping[str, Any]:
    try:
        found = json.loads(data or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@contextlib.contextmanager
def _object_errors(name: str) -> Iterator[None]:
    # Each storage library has its own errors; what they hold may be an access key.
    try:
        yield
    except (OSError, AnmeldError):
        raise
    except Exception as cause:  # noqa: BLE001 - see above
        reason = type(cause).__name__
    else:
        return
    problem = msg("cannot be written: {reason}.", reason=reason)
    remedy = msg("Check the storage and the rights to it, and run again.")
    raise StorageError(Fault("storage", Where(file=name), problem, remedy))
