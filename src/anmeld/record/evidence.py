"""The files of evidence: confined to the record's folder, numbered, hashed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from anmeld._i18n import Message, msg
from anmeld._validation import FaultyValue
from anmeld.errors import Fault, RecordError, StorageError, Where
from anmeld.record.model import Record

_DRIVE_OR_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One piece of evidence and the file that holds it.

    Attributes:
        number: Its number in every document: the position under `bilag`, from 1.
        filename: The name of the file, without folders; `None` without a file.
        size: Bytes; `None` without a file.
        sha256: Hexadecimal digest of the content; `None` without a file.
        path: Where the file lies; `None` without a file.
    """

    number: int
    filename: str | None = None
    size: int | None = None
    sha256: str | None = None
    path: Path | None = None


def collect_evidence(record: Record, base: Path | None) -> tuple[EvidenceFile, ...]:
    """Measure and hash every piece of evidence, reading each file once in blocks.

    Args:
        record: The record.
        base: The folder that files of evidence are confined to.

    Returns:
        One entry for each element of `bilag`, in its order, with or without a file.

    Raises:
        RecordError: A file is not there, or lies outside the folder.
        StorageError: A file cannot be read.
    """
    found: list[EvidenceFile] = []
    faults: list[Fault] = []
    for number, item in enumerate(record.bilag, start=1):
        if item.fil is None:
            found.append(EvidenceFile(number))
            continue
        try:
            found.append(_measured(number, find_file(item.fil, base)))
        except FaultyValue as wrong:
            where = Where(key=f"bilag[{number}].fil")
            faults.append(Fault(wrong.code, where, wrong.problem, wrong.remedy))
    if faults:
        raise RecordError(*faults)
    return tuple(found)


def find_file(name: str, base: Path | None) -> Path:
    """Find a file of evidence under the record's folder and nowhere else.

    Args:
        name: Its path as the record names it; a backslash counts as a slash.
        base: The folder that it is confined to.

    Returns:
        The path of an existing file, links followed.

    Raises:
        FaultyValue: It is not there, or lies outside the folder.
    """
    portable = name.replace("\\", "/")
    if not name.isprintable() or not portable.strip("/. ") or portable[-1] == "/":
        problem = msg("cannot be the name of a file.")
        raise FaultyValue("not-a-file-name", problem, _remedy())
    if portable.startswith("/") or _DRIVE_OR_SCHEME.match(portable):
        problem = msg("is not a path under the record's folder.")
        raise FaultyValue("file-outside", problem, _remedy())
    if base is None:
        problem = msg("names a file, but no folder is known that it could lie in.")
        remedy = msg(
            "Name the folder of the files with --bilag-folder, or leave the file out."
        )
        raise FaultyValue("no-base-folder", problem, remedy)
    return _inside(portable, base)


def same_file_key(name: str) -> str:
    """Write a file's name so that two names of one file are equal."""
    parts = [
        part for part in name.replace("\\", "/").split("/") if part not in ("", ".")
    ]
    return unicodedata.normalize("NFC", "/".join(parts)).casefold()


def _inside(name: str, base: Path) -> Path:
    root = base.resolve()
    for form in (name, *(unicodedata.normalize(f, name) for f in ("NFC", "NFD"))):
        path = (root / form).resolve()
        if not path.is_relative_to(root):
            problem = msg("lies outside the record's folder.")
            raise FaultyValue("file-outside", problem, _remedy())
        if path.is_file():
            return path
    problem = msg("names a file that does not exist.")
    raise FaultyValue("file-not-found", problem, _remedy())


def _measured(number: int, path: Path) -> EvidenceFile:
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
                size += len(block)
    except OSError:
        where = Where(key=f"bilag[{number}].fil")
        problem = msg("names a file that cannot be read.")
        remedy = msg("Check its permissions.")
        raise StorageError(Fault("not-readable", where, problem, remedy)) from None
    return EvidenceFile(number, path.name, size, digest.hexdigest(), path)


def _remedy() -> Message:
    return msg("Put the file in the record's folder and write its path from there.")
