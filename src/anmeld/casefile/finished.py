"""Everything that a finished file says: its text, its properties, its file name."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anmeld._i18n import msg
from anmeld.catalogue.spec import Format
from anmeld.errors import Fault, RenderError, TemplateError, Where

if TYPE_CHECKING:
    from pypdf import PdfReader

_WORDS = re.compile(r"\.(?:xml|rels)$")
# Parts that say how text looks, and that no fill writes to.
_LOOKS = re.compile(r"/(?:styles\w*|theme\d*|fontTable|webSettings)\.xml$")
_BODY = "word/document.xml"
_LINE_OR_CELL = re.compile(r"[\n\t]")
_BREAK = re.compile(rb"</w:(?:p|tc|tr)>|<w:(?:br|cr|tab|ptab)\b[^>]*>")
_TAG = re.compile(rb"<[^>]*>")
_TELLING = b"Target descr title author initials name alias val instr".split()
# Begun with what all of them share, so that only attributes are looked at.
_ATTRIBUTE = re.compile(
    b'="(?:%b)([^"]{4,})"' % b"|".join(b'(?<=%b=")' % name for name in _TELLING)
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


def inspect(
    data: bytes,
    format_: Format,
    members: Mapping[str, bytes] | None = None,
    text: str = "",
) -> Inspection:
    """Read back everything that a file says, also where no page shows it.

    Args:
        data: The finished file.
        format_: Its format.
        members: Its parts, of a Word document that has been unpacked already.
        text: The document's text where that is searched by itself: a body that says
            nothing else is not given once more.

    Returns:
        Its words and its pages.

    Raises:
        RenderError: The file cannot be read back, so nothing can be said of it.
    """
    match format_:
        case Format.DOCX:
            parts = _parts_of_docx(members or _unpacked(data), _lines(text))
            return Inspection("\n".join(parts))
        case Format.PDF:
            return _inspected_pdf(data)
        case Format.TXT:
            return Inspection(data.decode())


def _unpacked(data: bytes) -> Mapping[str, bytes]:
    from anmeld.render.docx.package import plain_members

    try:
        return plain_members(data)
    except TemplateError:
        problem = msg("cannot be read back: it is no Word document.")
        fault = Fault("unreadable-document", Where(), problem)
    raise RenderError(fault)


def _lines(text: str) -> list[str]:
    from anmeld.render.simple_text import BULLET

    pieces = (piece.removeprefix(BULLET).strip() for piece in _LINE_OR_CELL.split(text))
    return [piece for piece in pieces if piece]


def _parts_of_docx(members: Mapping[str, bytes], known: Sequence[str]) -> Iterator[str]:
    for name, plain in members.items():
        if _WORDS.search(name) and not _LOOKS.search(name):
            text = _text_of_xml(plain, joined=name.startswith("word/"))
            if name != _BODY or not _begins(known, _lines(text)):
                yield text
            yield _attributes_of_xml(plain)


def _begins(known: Sequence[str], lines: Sequence[str]) -> bool:
    # In the same order: a value may begin on one line and end on the next, and a text
    # box stands elsewhere in the file than in the text.
    return known[: len(lines)] == lines


def _text_of_xml(part: bytes, *, joined: bool) -> str:
    # Word splits a word over several runs, so that its text is joined up to the next
    # break; elsewhere each element is a value of its own.
    text = _TAG.sub(b"", _BREAK.sub(b"\n", part)) if joined else _TAG.sub(b"\n", part)
    return html.unescape(text.decode(errors="replace"))


def _attributes_of_xml(part: bytes) -> str:
    return html.unescape(b"\n".join(_ATTRIBUTE.findall(part)).decode(errors="replace"))


def _inspected_pdf(data: bytes) -> Inspection:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    return Inspection("\n".join(_parts_of_pdf(reader)), len(reader.pages))


def _parts_of_pdf(reader: PdfReader) -> Iterator[str]:
    from pypdf.generic import StreamObject

    yield from (str(value) for value in (reader.metadata or {}).values())
    # Not `reader.xmp_metadata`, which parses what is wanted here as it stands.
    packet = reader.root_object.get("/Metadata")
    stream = packet.get_object() if packet is not None else None
    if isinstance(stream, StreamObject):
        xmp = stream.get_data()
        yield from (_text_of_xml(xmp, joined=False), _attributes_of_xml(xmp))
    for name, entry in (reader.get_fields() or {}).items():
        yield from (str(name), str(entry.get("/V", "")), str(entry.get("/TU", "")))
