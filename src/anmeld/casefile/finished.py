"""Everything that a finished file says: its text, its properties, its file name."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anmeld._i18n import msg
from anmeld.catalogue.spec import Format
from anmeld.errors import Fault, RenderError, Where

if TYPE_CHECKING:
    from pypdf import PdfReader

_WORDS = re.compile(r"\.(?:xml|rels)$")
# Parts that say how text looks, and that no fill writes to.
_LOOKS = re.compile(r"/(?:styles\w*|theme\d*|fontTable|webSettings)\.xml$")
_BREAK = re.compile(rb"</w:(?:p|tc|tr)>|<w:(?:br|cr|tab|ptab)\b[^>]*>")
_TAG = re.compile(rb"<[^>]*>")
_ATTRIBUTE = re.compile(
    rb'(?:Target|descr|title|author|initials|name|alias|val|instr)="([^"]{4,})"'
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was read back from a finished file.

    Attributes:
        text: Everything it says: text, properties, comments, link targets, values.
        pages: Its number of pages, of a PDF.
    """

    text: str = field(repr=False)
    pages: int | None = None


def inspect(data: bytes, format_: Format) -> Inspection:
    """Read back everything that a file says, also where no page shows it.

    Args:
        data: The finished file.
        format_: Its format.

    Returns:
        Its words and its pages.

    Raises:
        RenderError: The file cannot be read back, so nothing can be said of it.
    """
    match format_:
        case Format.DOCX:
            return Inspection("\n".join(_parts_of_docx(data)))
        case Format.PDF:
            return _inspected_pdf(data)
        case Format.TXT:
            return Inspection(data.decode())


def _parts_of_docx(data: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for info in package.infolist():
                if _WORDS.search(info.filename) and not _LOOKS.search(info.filename):
                    is_text = info.filename.startswith("word/")
                    yield _strings_of_xml(package.read(info), joined=is_text)
    except zipfile.BadZipFile:
        problem = msg("cannot be read back: it is no Word document.")
        fault = Fault("unreadable-document", Where(), problem)
    else:
        return
    raise RenderError(fault)


def _strings_of_xml(part: bytes, *, joined: bool) -> str:
    # Attributes first: once the tags are gone so are they. Word splits a word over
    # several runs, so that its text is joined up to the next break; elsewhere each
    # element is a value of its own.
    attributes = b"\n".join(_ATTRIBUTE.findall(part))
    text = _TAG.sub(b"", _BREAK.sub(b"\n", part)) if joined else _TAG.sub(b"\n", part)
    return html.unescape((text + b"\n" + attributes).decode(errors="replace"))


def _inspected_pdf(data: bytes) -> Inspection:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    return Inspection("\n".join(_parts_of_pdf(reader)), len(reader.pages))


def _parts_of_pdf(reader: PdfReader) -> Iterator[str]:
    yield from (str(value) for value in (reader.metadata or {}).values())
    if reader.xmp_metadata is not None:
        yield _strings_of_xml(reader.xmp_metadata.stream.get_data(), joined=False)
    for name, entry in (reader.get_fields() or {}).items():
        yield from (str(name), str(entry.get("/V", "")), str(entry.get("/TU", "")))
