"""Everything that a finished file says: its text, its properties, its file name."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from anmeld._i18n import msg
from anmeld.catalogue.spec import Format
from anmeld.errors import Fault, RenderError, TemplateError, Where

if TYPE_CHECKING:
    from pypdf import PdfReader

    from anmeld.casefile.workshop import ReadBack

_WORDS = re.compile(r"\.(?:xml|rels)$")
# Parts that say how text looks, and that no fill writes to.
_LOOKS = re.compile(r"/(?:styles\w*|theme\d*|fontTable|webSettings)\.xml$")
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


def inspect(data: bytes, format_: Format, read: ReadBack | None = None) -> Inspection:
    """Read back everything that a file says, also where no page shows it.

    Args:
        data: The finished file.
        format_: Its format.
        read: What was read back already of a Word document, whose text and whose
            template's own words are searched by themselves: they are left out here.

    Returns:
        Its words and its pages.

    Raises:
        RenderError: The file cannot be read back, so nothing can be said of it.
    """
    match format_:
        case Format.DOCX:
            if read:
                return Inspection(words_of(read.written, read.whole))
            return Inspection(words_of(_unpacked(data)))
        case Format.PDF:
            return _inspected_pdf(data)
        case Format.TXT:
            return Inspection(data.decode())


def words_of(members: Mapping[str, bytes], whole: frozenset[str] = frozenset()) -> str:
    """Give everything that parts of a Word document say.

    Args:
        members: The parts by name.
        whole: The names of those whose text is known: only their attributes are read.

    Returns:
        Their texts and the attributes that hold words.
    """
    return "\n".join(_words_of_parts(members, whole))


def _words_of_parts(
    members: Mapping[str, bytes], whole: frozenset[str]
) -> Iterator[str]:
    for name, plain in members.items():
        if _WORDS.search(name) and not _LOOKS.search(name):
            if name not in whole:
                yield _text_of_xml(plain, joined=name.startswith("word/"))
            yield _attributes_of_xml(plain)


def _unpacked(data: bytes) -> Mapping[str, bytes]:
    from anmeld.render.docx.package import plain_members

    try:
        return plain_members(data)
    except TemplateError:
        problem = msg("cannot be read back: it is no Word document.")
        fault = Fault("unreadable-document", Where(), problem)
    raise RenderError(fault)


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
