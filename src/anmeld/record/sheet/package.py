"""The package of an XLSX workbook: its parts, within caps, without trust.

The sheets are read from their own XML, because that is where merged cells, hidden rows
and formulas without results are told: a reader that gives values only cannot say what
it left out. Entities and document types are refused, sizes are bounded before anything
is unpacked, and no part is held in memory but the shared texts.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anmeld._i18n import msg
from anmeld.errors import Fault, RecordError, Where

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BYTES = 200_000_000
_OLD_CONTAINER = bytes.fromhex("d0cf11e0a1b11ae1")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOOKED_AT = 4096
# What a damaged package ends in: no zip, or parts that do not say what they must.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    ValueError,
    LookupError,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet as the workbook lists it.

    Attributes:
        name: What the tab says.
        path: The part that holds it.
        hidden: Whether the workbook does not show it.
    """

    name: str
    path: str
    hidden: bool


class Package:
    """An XLSX file, opened anew for each part that is read.

    Args:
        path: The file.

    Raises:
        RecordError: It is no XLSX workbook, is encrypted, or is beyond the caps.
        OSError: It cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        _refuse_large(path, path.stat().st_size)
        with path.open("rb") as stream:
            head = stream.read(len(_OLD_CONTAINER))
        if head == _OLD_CONTAINER:
            raise RecordError(_old_or_locked(path))
        with self._zip() as archive:
            _refuse_large(path, sum(part.file_size for part in archive.infolist()))
            self._names = set(archive.namelist())
        self._workbook = self._linked("", "officeDocument") or "xl/workbook.xml"
        if self._workbook not in self._names:
            raise RecordError(_no_workbook(path))

    @contextmanager
    def elements(self, part: str, *tags: str) -> Iterator[Iterator[_Element]]:
        """Read a part's elements one after another, forgetting each.

        Args:
            part: The part.
            *tags: The local names of the elements wanted.

        Yields:
            The elements as they end.
        """
        with self._zip() as archive, archive.open(part) as stream:
            yield _streamed(stream, tags)

    def sheets(self) -> list[Part]:
        """List the sheets in the order of their tabs."""
        targets = self._relations(self._workbook)
        found = []
        with self.elements(self._workbook, "sheet") as elements:
            for element in elements:
                state = element.get("state", "visible")
                link = next(
                    (v for k, v in element.attrib.items() if str(k).endswith("}id")), ""
                )
                target = targets.get(str(link), ("", ""))[1]
                if target in self._names:
                    name = str(element.get("name", ""))
                    found.append(Part(name, target, state != "visible"))
        return found

    def counts_from_1904(self) -> bool:
        """Tell which epoch serial dates count from."""
        with self.elements(self._workbook, "workbookPr") as elements:
            return any(e.get("date1904") in ("1", "true") for e in elements)

    def part(self, kind: str) -> str | None:
        """Give the part of a kind that the workbook links to: `styles`."""
        return self._linked(self._workbook, kind)

    def _linked(self, source: str, kind: str) -> str | None:
        for linked, target in self._relations(source).values():
            if linked == kind and target in self._names:
                return target
        return None

    def _relations(self, source: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(source)
        part = posixpath.join(folder, "_rels", f"{name}.rels")
        if part not in self._names:
            return {}
        found = {}
        with self.elements(part, "Relationship") as elements:
            for each in elements:
                kind = str(each.get("Type", "")).rpartition("/")[2]
                target = posixpath.join("/", folder, str(each.get("Target", "")))
                found[str(each.get("Id"))] = (
                    kind,
                    posixpath.normpath(target).lstrip("/"),
                )
        return found

    @contextmanager
    def _zip(self) -> Iterator[zipfile.ZipFile]:
        from lxml.etree import XMLSyntaxError

        try:
            with zipfile.ZipFile(self.path) as archive:
                yield archive
        except (*_DAMAGE, XMLSyntaxError):
            raise RecordError(_no_workbook(self.path)) from None
        except RuntimeError as cause:
            # zipfile's own way of saying that a part is encrypted.
            if "encrypted" not in str(cause):
                raise
            raise RecordError(_old_or_locked(self.path)) from None


def local(element: _Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: _Element) -> str:
    """Give the text of a shared or inline string, without its phonetic guide."""
    pieces = []
    for piece in element.iter("{*}t"):
        above = piece.getparent()
        if above is None or local(above) != "rPh":
            pieces.append(piece.text or "")
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """Undo the writing of control characters as `_x0007_`."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _streamed(stream: Any, tags: tuple[str, ...]) -> Iterator[_Element]:  # noqa: ANN401 - zipfile's stream
    from lxml import etree

    _refuse_document_type(stream)
    walked = etree.iterparse(
        stream,
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for _, element in walked:
        yield element
        element.clear()
        while element.getprevious() is not None:
            above = element.getparent()
            if above is None:
                break
            del above[0]


def _refuse_document_type(stream: Any) -> None:  # noqa: ANN401 - zipfile's stream
    head = stream.read(_LOOKED_AT)
    stream.seek(0)
    plain = head.replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise ValueError("document type")


def _refuse_large(path: Path, size: int) -> None:
    if size > MAX_BYTES:
        problem = msg("is larger than {limit} bytes.", limit=MAX_BYTES)
        remedy = msg("Divide it, or save it as CSV, which has no limit.")
        raise RecordError(Fault("too-large", Where(file=str(path)), problem, remedy))


def _no_workbook(path: Path) -> Fault:
    problem = msg("is no XLSX workbook, or is damaged.")
    remedy = msg("Open it in Excel or LibreOffice and save it again as .xlsx.")
    return Fault("not-a-workbook", Where(file=str(path)), problem, remedy)


def _old_or_locked(path: Path) -> Fault:
    problem = msg("is protected by a password, or is an old .xls.")
    remedy = msg("Save it without a password as .xlsx.")
    return Fault("locked-workbook", Where(file=str(path)), problem, remedy)
