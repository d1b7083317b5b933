"""Everything that a finished file says: its text, its properties, its file name."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache

from anmeld._i18n import msg
from anmeld.catalogue.spec import Format
from anmeld.errors import Fault, RenderError, Where

_BREAK = re.compile(rb"</(?:\w+:)?(?:p|tr|tc|title|subject|creator|keywords)>|<w:br/>")
_TAG = re.compile(rb"<[^>]*>")
_ATTRIBUTE = re.compile(
    rb'(?:Target|descr|title|author|initials|name|alias|val|instr)="([^"]{4,})"'
)


def strings_in(data: bytes, format_: Format) -> str:
    """Read everything that a file says, also where no page shows it.

    Args:
        data: The finished file.
        format_: Its format.

    Returns:
        Its text and properties, comments, link targets and field values.

    Raises:
        RenderError: The file cannot be read back, so nothing can be said of it.
    """
    match format_:
        case Format.DOCX:
            return "\n".join(_parts_of_docx(data))
        case Format.PDF:
            return "\n".join(_parts_of_pdf(data))
        case Format.TXT:
            return data.decode()


def count_pages(data: bytes) -> int:
    """Count the pages of a finished PDF."""
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(data)).pages)


def _parts_of_docx(data: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for info in package.infolist():
                if info.filename.endswith((".xml", ".rels")):
                    yield _strings_of_xml(package.read(info))
    except zipfile.BadZipFile:
        problem = msg("cannot be read back: it is no Word document.")
        fault = Fault("unreadable-document", Where(), problem)
    else:
        return
    raise RenderError(fault)


@lru_cache(maxsize=256)
def _strings_of_xml(part: bytes) -> str:
    # Attributes first: once the tags are gone so are they.
    attributes = b"\n".join(_ATTRIBUTE.findall(part))
    text = _TAG.sub(b"", _BREAK.sub(b"\n", part))
    return html.unescape((text + b"\n" + attributes).decode(errors="replace"))


def _parts_of_pdf(data: bytes) -> Iterator[str]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    yield from (str(value) for value in (reader.metadata or {}).values())
    if reader.xmp_metadata is not None:
        stream = reader.xmp_metadata.stream.get_data()
        yield _strings_of_xml(stream)
    for name, entry in (reader.get_fields() or {}).items():
        yield from (str(name), str(entry.get("/V", "")), str(entry.get("/TU", "")))
