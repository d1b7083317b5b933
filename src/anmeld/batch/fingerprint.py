"""The hash of all that decides the output; unchanged means that this is the same.

It covers the record, the contents of its evidence, templates, organisation, fonts, law,
formats, documents, the versions of the program and of the libraries that write for it,
and the moment of the run (`rulings.md` 7).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from anmeld._resources import fonts_root, templates_root
from anmeld._version import VERSION
from anmeld.casefile.disk import hash_of
from anmeld.casefile.evidence import gather_evidence

if TYPE_CHECKING:
    from anmeld.batch.job import Choices
    from anmeld.record.model import Record

_LIBRARIES: Final = (
    "babel",
    "docxtpl",
    "fonttools",
    "holidays",
    "jinja2",
    "lxml",
    "pillow",
    "pypdf",
    "python-docx",
    "python-stdnum",
    "reportlab",
)


def find_basis(choices: Choices, law_version: str) -> str:
    """Hash what is the same for all records of a run.

    A worker finds it for itself, so that one with another version of the program or
    of the templates is found out before it makes anything.

    Args:
        choices: What was asked for.
        law_version: The version of the law data.

    Returns:
        The hash, in hexadecimal digits.
    """
    digest = hashlib.sha256()
    for part in _basis_parts(choices, law_version):
        _feed(digest, part)
    return digest.hexdigest()


def fingerprint(basis: str, record: Record, base: Path | None) -> str:
    """Hash all that decides what one record gives.

    Args:
        basis: The hash of what is the same for all.
        record: The record.
        base: The folder that its files of evidence are confined to.

    Returns:
        The hash, in hexadecimal digits.
    """
    digest = hashlib.sha256(basis.encode())
    for part in _plain(record):
        _feed(digest, part)
    for one in gather_evidence(record, base).evidence if record.bilag else ():
        _feed(digest, f"{one.name}|{one.size}|{one.sha256}")
    return digest.hexdigest()


def _basis_parts(choices: Choices, law_version: str) -> Iterator[str]:
    yield f"anmeld {VERSION}"
    for library in _LIBRARIES:
        yield f"{library} {_version(library)}"
    yield f"law {law_version}"
    for root in (*choices.templates, templates_root(), fonts_root()):
        yield from _contents(root)
    yield from _plain(choices.organisation)
    logo = choices.organisation.logo if choices.organisation else None
    if logo and Path(logo).is_file():
        yield hash_of(Path(logo))
    yield f"formats {choices.formats}"
    yield f"documents {choices.documents}"
    yield f"with_bilag {choices.with_bilag}"
    yield f"now {choices.now.isoformat()}"


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # a frozen program keeps no list of its libraries
        return "?"


def _contents(root: Path) -> Iterator[str]:
    yield "root"
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        hidden = any(part.startswith((".", "__")) for part in path.parts)
        if path.is_file() and not hidden and not path.name.startswith("~$"):
            yield name
            yield hash_of(path)


def _plain(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a record holds
    """Spell a value out, names included, the same in every process."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield name
            yield from _plain(getattr(value, name))
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield one.name
            yield from _plain(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        yield f"list {len(value)}"
        for inner in value:
            yield from _plain(inner)
    elif value is None:
        yield "none"
    else:
        yield f"{type(value).__name__} {value}"


def _feed(digest: hashlib._Hash, part: str) -> None:
    data = part.encode(errors="surrogatepass")
    digest.update(b"%d:" % len(data))
    digest.update(data)
