"""Case folders in an object storage behind fsspec, which has no rename and no lock.

Before anything of a case is put, a note beside it says what is coming. A writing that
was stopped is known by its note, so that the next one tells its own half case from
what a person has put there or worked on.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from anmeld._i18n import msg
from anmeld.casefile import Outcome
from anmeld.casefile.case import CASE_DATA
from anmeld.casefile.disk import hash_of
from anmeld.casefile.refusals import (
    another_case,
    edited_by_hand,
    evidence_changed,
    file_in_the_way,
    not_ours,
)
from anmeld.casefile.safe_names import folded_name
from anmeld.casefile.storage import storage_errors
from anmeld.errors import AnmeldError, Fault, StorageError, UsageError, Where

if TYPE_CHECKING:
    from anmeld.casefile import Attachment, Case

_NOTE: Final = ".ny-anmeld"
_Read = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class _Before:
    """What earlier writings say of a case folder.

    Attributes:
        data: Its `sag.json`; `None` if there is none.
        begun: What writings that were stopped meant to put: each path with what a
            document was to hold there, as hashes.
    """

    data: bytes | None
    begun: Mapping[str, Sequence[str]]

    @property
    def paths(self) -> frozenset[str]:
        """Every path that is ours."""
        listed = _parsed(self.data).get("filer", ())
        return frozenset((*map(str, listed), *self.begun, CASE_DATA))

    def known(self) -> dict[str, set[str]]:
        """Give each document of ours with the hashes of what we put there."""
        found = {path: set(hashes) for path, hashes in self.begun.items() if hashes}
        for path, sha256 in _documents(self.data):
            found.setdefault(path, set()).add(sha256)
        return found


class ObjectStore:
    """Case folders as objects; manifests come last, and readers go by them.

    Documents are put first, then the manifests that list them with their hashes,
    `sag.json` last; what the new case no longer has is removed after that. A reader
    that trusts the manifest never takes half a case.

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
        with _errors(case.name):
            self._look_anew(case.name)
            before = self._before(case.name)
            paths = before.paths - {CASE_DATA}
            is_same = before.data == case.data and not before.begun
            if is_same and all(self.has(case.name, path) for path in paths):
                return Outcome.UNCHANGED
            self._refuse_foreign(case, before)
            _refuse_edited(case, before, self._reader(case.name))
            self._put(case, before)
            for path in sorted(paths - _paths(case)):
                self._remove(case.name, path)
            self._remove(_note(case.name))
        return Outcome.WRITTEN if before.data is None else Outcome.REPLACED

    def put(self, name: str, data: bytes) -> None:
        """Put a file beside the case folders, such as the run file."""
        with _errors(name):
            self._files.makedirs(self._root, exist_ok=True)
            self._files.pipe_file(self._at(name), data)

    def drop(self, name: str) -> None:
        """Remove a file beside the case folders, if it is there."""
        with _errors(name):
            self._remove(name)

    def summary(self, name: str) -> bytes | None:
        """Give the `sag.json` of a case folder, `None` if there is none."""
        with _errors(name):
            self._look_anew(name)
            return self._reader(name)(CASE_DATA)

    def has(self, name: str, path: str) -> bool:
        """Tell whether a file of a case folder is there."""
        with _errors(name):
            return bool(self._files.isfile(self._at(name, path)))

    def _look_anew(self, name: str) -> None:
        """Forget listings: a worker lives for days, and others write meanwhile."""
        self._files.invalidate_cache(self._at(name))

    def _before(self, name: str) -> _Before:
        begun = _parsed(self._reader("")(_note(name)))
        return _Before(self._reader(name)(CASE_DATA), begun)

    def _refuse_foreign(self, case: Case, before: _Before) -> None:
        """Refuse a folder, or a place in it, that somebody else has taken."""
        if before.data is not None:
            _refuse_another(case, before.data)
        folder = self._at(case.name)
        found = (posixpath.relpath(one, folder) for one in self._files.find(folder))
        foreign = sorted(set(found) - before.paths)
        if foreign and before.data is None and not before.begun:
            raise not_ours(case.name)
        ours = {folded_name(path) for path in _paths(case)}
        for path in foreign:
            if folded_name(path) in ours:
                raise file_in_the_way(case.name, path)

    def _put(self, case: Case, before: _Before) -> None:
        note = _coming(case, before.begun)
        self._files.pipe_file(self._place(_note(case.name)), note)
        for attachment in case.attachments:
            _refuse_changed(attachment)
            target = self._place(case.name, attachment.path)
            self._files.put_file(str(attachment.source), target)
        for path, data in case.contents.items():
            self._files.pipe_file(self._place(case.name, path), data)

    def _remove(self, *parts: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            self._files.rm_file(self._at(*parts))

    def _place(self, *parts: str) -> str:
        path = self._at(*parts)
        self._files.makedirs(posixpath.dirname(path), exist_ok=True)
        return path

    def _at(self, *parts: str) -> str:
        return posixpath.join(self._root, *parts)

    def _reader(self, name: str) -> _Read:
        def read(path: str) -> bytes | None:
            try:
                data: bytes = self._files.cat_file(self._at(name, path))
            except FileNotFoundError:
                return None
            return data

        return read


def _note(name: str) -> str:
    return f".{name}{_NOTE}"


def _coming(case: Case, begun: Mapping[str, Sequence[str]]) -> bytes:
    found = {path: set(begun.get(path, ())) for path in (*begun, *_paths(case))}
    for path, sha256 in _documents(case.data):
        found[path].add(sha256)
    plain = {path: sorted(hashes) for path, hashes in found.items()}
    return json.dumps(plain, sort_keys=True).encode()


def _refuse_edited(case: Case, before: _Before, read: _Read) -> None:
    """Refuse to replace what a person has worked on since we wrote it."""
    for path, known in sorted(before.known().items()):
        found = read(path)
        if found is None or found == case.contents.get(path):
            continue
        if hashlib.sha256(found).hexdigest() not in known:
            raise edited_by_hand(f"{case.name}/{path}")


def _refuse_another(case: Case, data: bytes) -> None:
    if _parsed(data).get("sagsnummer") != case.number:
        raise another_case(case.name)


def _refuse_changed(attachment: Attachment) -> None:
    if hash_of(attachment.source) != attachment.sha256:
        raise evidence_changed(attachment.source)


def _documents(data: bytes | None) -> Iterator[tuple[str, str]]:
    for document in _parsed(data).get("dokumenter", ()):
        for file in document.get("filer", ()):
            yield str(file["sti"]), str(file["sha256"])


def _paths(case: Case) -> frozenset[str]:
    return frozenset((*case.contents, *(one.path for one in case.attachments)))


def _parsed(data: bytes | None) -> Mapping[str, Any]:
    try:
        found = json.loads(data or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@contextlib.contextmanager
def _errors(name: str) -> Iterator[None]:
    # Each storage library has its own errors; what they hold may be an access key.
    with storage_errors(name):
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
