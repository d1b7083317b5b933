"""A file written anew from what the parser could read, object numbers kept."""

from __future__ import annotations

import struct
import zlib
from collections import deque
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    PdfObject,
    StreamObject,
)

from anmeld.render.form.syntax import serialise, utf8_name

# What a parser meets in a file that breaks the rules it relies on.
PARSER_FAULTS = (
    PyPdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    AssertionError,
    NotImplementedError,
    EOFError,
    struct.error,
    zlib.error,
)
_MAX_OBJECTS = 500_000


def rewrite(reader: PdfReader) -> tuple[bytes, int]:
    """Write everything that the trailer reaches, unencrypted, numbers kept.

    Args:
        reader: An opened (and decrypted) file.

    Returns:
        The new file and the offset of its cross-reference table.
    """
    stream = reader.stream
    stream.seek(0)
    data = stream.read()

    def names(text: str) -> bytes:
        """The bytes of a name in the file that was read."""
        return name_bytes(text, data)

    objects = dict(_reachable(reader))
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    rows = {}
    for key in sorted(objects):
        rows[key] = len(out)
        out += b"%d %d obj\n%b\nendobj\n" % (*key, serialise(objects[key], names))
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for (number, generation), offset in rows.items():
        out += b"%d 1\n%010d %05d n \n" % (number, offset, generation)
    trailer = [b"/Size %d" % (max((key[0] for key in rows), default=0) + 1)]
    trailer.append(b"/Root " + serialise(root_reference(reader)))
    for entry in ("/Info", "/ID"):
        if entry in reader.trailer:
            raw = reader.trailer.raw_get(entry)
            trailer.append(b"%b %b" % (entry.encode(), serialise(raw)))
    out += b"trailer\n<<%b>>\nstartxref\n%d\n%%%%EOF\n" % (b"\n".join(trailer), table)
    return bytes(out), table


def name_bytes(text: str, data: bytes) -> bytes:
    """Give the bytes of a name that pypdf has decoded from a file.

    Args:
        text: The decoded name.
        data: The file, in which one of the spellings stands.
    """
    if text.isascii():
        return text.encode("ascii")
    utf8 = utf8_name(text)
    if utf8 in data or escaped(utf8) in data.upper():
        return utf8
    for charset in ("gbk", "latin-1"):
        try:
            guess = text.encode(charset)
        except UnicodeEncodeError:
            continue
        if guess in data or escaped(guess) in data.upper():
            return guess
    return utf8


def escaped(plain: bytes) -> bytes:
    """Bytes as a file may spell them in a name, in capitals."""
    return b"".join(
        b"#%02X" % byte if byte > 126 else bytes((byte,)) for byte in plain
    ).upper()


def root_reference(reader: PdfReader) -> IndirectObject:
    """Where the catalog is; the parser searches for one that the trailer lacks."""
    if "/Root" in reader.trailer:
        ref = reader.trailer.raw_get("/Root")
        if isinstance(ref, IndirectObject):
            return ref
    found = reader.root_object.indirect_reference
    if found is None:
        raise PyPdfError("the catalog is no object of its own")
    return found


def _reachable(reader: PdfReader) -> Iterator[tuple[tuple[int, int], PdfObject]]:
    queue: deque[object] = deque([root_reference(reader)])
    if "/Info" in reader.trailer:
        queue.append(reader.trailer.raw_get("/Info"))
    seen: set[tuple[int, int]] = set()
    while queue:
        item = queue.popleft()
        if isinstance(item, IndirectObject):
            key = (item.idnum, item.generation)
            if key in seen:
                continue
            seen.add(key)
            if len(seen) > _MAX_OBJECTS:
                raise PyPdfError("too many objects")
            found = resolve(reader, item)
            yield key, found
            queue.append(found)
        elif isinstance(item, DictionaryObject):
            queue.extend(item.raw_get(key) for key in item)
        elif isinstance(item, ArrayObject):
            queue.extend(list.__iter__(item))


def resolve(reader: PdfReader, ref: IndirectObject) -> PdfObject:
    """Read an object; null for one that is broken, or that only holds others."""
    try:
        found = reader.get_object(ref)
    except PARSER_FAULTS:
        return NullObject()
    if isinstance(found, StreamObject) and found.get("/Type") in ("/XRef", "/ObjStm"):
        return NullObject()
    return found if found is not None else NullObject()
