"""Opening a DOCX from anybody: bounded in size, its parts parsed without surprises."""

from __future__ import annotations

import io
import posixpath
import threading
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from anmeld._i18n import msg
from anmeld.errors import Fault, RenderError, Where
from anmeld.render.pdf.names import REL
from anmeld.render.zipped import inflated, packed

XML_LIMIT: Final = 24_000_000
"""Bytes of one XML part; a tree takes about six times as much memory."""
MEDIA_LIMIT: Final = 64_000_000
"""Bytes of one picture."""
TOTAL_LIMIT: Final = 160_000_000
"""Bytes of everything that one document has us unpack."""
_TAG_LIMIT: Final = 1_500_000
"""Tags of one XML part: a thousand pages have about half a million."""
_DOCUMENT: Final = "/officeDocument"
_PARSERS: Final = threading.local()


class Package:
    """An open DOCX.

    Args:
        data: The bytes of the file.
        like: A package whose relationships are taken over where the parts that hold
            them are the same: a filled document's are nearly always its template's.

    Raises:
        RenderError: It is no DOCX (`not-a-docx`).
    """

    def __init__(self, data: bytes, like: Package | None = None) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._infos = {info.filename: info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as wrong:
            raise RenderError(_not_a_docx()) from wrong
        self.data = data
        self._left = TOTAL_LIMIT
        self._like = like
        self._relations: dict[str, Mapping[str, tuple[str, str, bool]]] = {}
        self.main = self._find_main()

    def _find_main(self) -> str:
        for kind, target, _ in self.relations("").values():
            if kind.endswith(_DOCUMENT):
                return target
        raise RenderError(_not_a_docx())

    def fingerprint(self, name: str) -> tuple[int, int] | None:
        """Tell a part by checksum and length, without unpacking it."""
        info = self._infos.get(name)
        return (info.CRC, info.file_size) if info else None

    def read(self, name: str, limit: int = MEDIA_LIMIT) -> bytes:
        """Unpack one member.

        Args:
            name: Path in the package.
            limit: Most bytes allowed.

        Returns:
            Its bytes.

        Raises:
            RenderError: Absent (`missing-part`), broken (`broken-part`) or too big
                (`too-large-part`).
        """
        info = self._infos.get(name)
        if info is None:
            raise RenderError(_missing(name))
        limit = min(limit, self._left)
        try:
            data = unpack(self.data, info, limit)
            if data is None:
                with self._zip.open(info) as member:
                    data = member.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as wrong:
            raise RenderError(_broken(name)) from wrong
        except (RuntimeError, NotImplementedError) as wrong:  # a password, a method
            raise RenderError(_broken(name)) from wrong
        if len(data) > limit:
            raise RenderError(_too_large(name))
        self._left -= len(data)
        return data

    def tree(self, name: str) -> etree._Element:
        """Parse one XML part.

        Args:
            name: Path in the package.

        Returns:
            Its root.

        Raises:
            RenderError: As `read`, or the XML is broken or declares entities.
        """
        return parse(name, self.read(name, XML_LIMIT))

    def relations(self, part: str) -> Mapping[str, tuple[str, str, bool]]:
        """Give what a part points at.

        Args:
            part: Path in the package; the empty path is the package itself.

        Returns:
            Relationship id -> (type, target path or address, external).
        """
        found = self._relations.get(part)
        if found is None:
            found = self._relations[part] = self._read_relations(part)
        return found

    def _read_relations(self, part: str) -> Mapping[str, tuple[str, str, bool]]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", name + ".rels")
        if path not in self._infos:
            return {}
        if self._like and self.fingerprint(path) == self._like.fingerprint(path):
            return self._like.relations(part)
        found = {}
        for entry in self.tree(path).iter(REL + "Relationship"):
            target = entry.get("Target", "")
            external = entry.get("TargetMode") == "External"
            if not external:
                joined = posixpath.join("/", folder, target)
                target = posixpath.normpath(joined).lstrip("/")
            found[entry.get("Id", "")] = (entry.get("Type", ""), target, external)
        return found

    def related(self, kind: str) -> str | None:
        """Find the part of a kind that the document points at, e.g. `styles`."""
        for type_, target, external in self.relations(self.main).values():
            if type_.endswith("/" + kind) and not external:
                return target if target in self._infos else None
        return None

    def parts(self, kinds: Sequence[str]) -> dict[str, tuple[str, bytes]]:
        """Unpack the parts of some kinds that there are: kind -> path and bytes."""
        found = {}
        for kind in kinds:
            name = self.related(kind)
            if name is not None:
                found[kind] = (name, self.read(name, XML_LIMIT))
        return found

    def core(self) -> Mapping[str, str]:
        """Read the core properties by their local names, e.g. `title`."""
        for type_, target, _ in self.relations("").values():
            if type_.endswith("/core-properties") and target in self._infos:
                return {
                    child.tag.rpartition("}")[2]: (child.text or "").strip()
                    for child in self.tree(target)
                    if isinstance(child.tag, str)
                }
        return {}


def unpack(file: bytes, info: zipfile.ZipInfo, limit: int) -> bytes | None:
    """Unpack a usual member without opening it for reading.

    Args:
        file: The whole archive.
        info: The member.
        limit: Most bytes allowed.

    Returns:
        Its bytes, checked; None for a member that is larger, or packed or written in
        another way than usual.

    Raises:
        zlib.error: It is broken.
    """
    if info.compress_type != zipfile.ZIP_DEFLATED or info.flag_bits & 1:
        return None
    raw = packed(file, info)
    if info.file_size > limit or raw is None:
        return None
    data = inflated(raw, info.file_size)  # not beyond its word
    whole = len(data) == info.file_size and zlib.crc32(data) == info.CRC
    return data if whole else None


def _parser() -> etree.XMLParser:
    """Give the thread its parser: making one takes longer than most parts."""
    parser: etree.XMLParser | None = getattr(_PARSERS, "parser", None)
    if parser is None:
        parser = _PARSERS.parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            remove_comments=True,
            remove_pis=True,
        )
    return parser


def parse(name: str, data: bytes) -> etree._Element:
    """Parse XML that nobody vouches for: no entities, no network, no great depth.

    Args:
        name: Path of the part, for the error.
        data: Its bytes.

    Returns:
        The root.

    Raises:
        RenderError: The XML is broken or declares a document type.
    """
    if data.count(b"<") > _TAG_LIMIT:
        raise RenderError(_too_large(name))
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as wrong:
        raise RenderError(_broken(name)) from wrong
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise RenderError(_broken(name))
    return root


def _not_a_docx() -> Fault:
    return Fault(
        "not-a-docx",
        Where(),
        msg("This is not a Word document (.docx)."),
        msg("Save it in Word as .docx."),
    )


def _missing(name: str) -> Fault:
    return Fault(
        "missing-part",
        Where(key=name),
        msg("The Word document lacks a part that it refers to."),
        msg("Open it in Word and save it again."),
    )


def _broken(name: str) -> Fault:
    return Fault(
        "broken-part",
        Where(key=name),
        msg("A part of the Word document cannot be read."),
        msg("Open it in Word and save it again."),
    )


def _too_large(name: str) -> Fault:
    return Fault(
        "too-large-part",
        Where(key=name),
        msg("A part of the Word document is larger than a document can be."),
        msg("Split the document, or make its pictures smaller."),
    )
