"""Values out of foreign PDF objects: a usable value or nothing, whatever is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pypdf._codecs.pdfdoc import _pdfdoc_encoding as PDFDOC
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from anmeld.render.form.rewriting import PARSER_FAULTS

Dictionaries = tuple[DictionaryObject, ...]


def resolved(value: object) -> object:
    """Follow a reference; `None` for null, a broken reference, or nothing."""
    seen = 0
    while isinstance(value, IndirectObject) and seen < 16:
        seen += 1
        try:
            value = value.get_object()
        except PARSER_FAULTS:
            return None
    if isinstance(value, (IndirectObject, NullObject)) or value is None:
        return None
    return value if isinstance(value, PdfObject) else None


def entry(value: object, key: str) -> object:
    """An entry of a dictionary, resolved; `None` where there is none."""
    if not isinstance(value, DictionaryObject) or key not in value:
        return None
    return resolved(value.raw_get(key))


def inherited(chain: Iterable[DictionaryObject], key: str) -> object:
    """An entry of the nearest dictionary of a chain that has it."""
    for node in chain:
        found = entry(node, key)
        if found is not None:
            return found
    return None


def whole(value: object, default: int = 0) -> int:
    """A whole number, or the default."""
    if isinstance(value, (int, float)) and -(2**53) < value < 2**53:
        return int(value)
    return default


def items(value: object) -> Iterator[object]:
    """The items of an array as they stand (references stay references)."""
    found = resolved(value)
    if isinstance(found, ArrayObject):
        yield from list.__iter__(found)


def number_of(value: object) -> int | None:
    """The object number that a reference names."""
    return value.idnum if isinstance(value, IndirectObject) else None


def dictionary_of(value: object) -> DictionaryObject | None:
    """The dictionary (or stream) that something is or refers to."""
    found = resolved(value)
    return found if isinstance(found, DictionaryObject) else None


def stream_of(value: object) -> StreamObject | None:
    """The stream that something is or refers to."""
    found = resolved(value)
    return found if isinstance(found, StreamObject) else None


def text_of(value: object) -> str | None:
    """A text string's text: UTF-16, UTF-8 with its mark, or PDFDocEncoding."""
    if isinstance(value, NameObject):
        return str(value)[1:]
    if isinstance(value, StreamObject):
        try:
            return decoded(bytes(value.get_data()))
        except PARSER_FAULTS:
            return None
    if isinstance(value, (TextStringObject, ByteStringObject)):
        return decoded(value.original_bytes)
    return None


def decoded(data: bytes) -> str:
    """The text of a text string's bytes."""
    if data[:2] == b"\xfe\xff":
        return data[2:].decode(
            "utf-16-be", "surrogatepass" if len(data) % 2 == 0 else "replace"
        )
    if data[:2] == b"\xff\xfe":
        return data[2:].decode("utf-16-le", "replace")
    if data[:3] == b"\xef\xbb\xbf":
        return data[3:].decode("utf-8", "replace")
    return "".join(PDFDOC[byte] if PDFDOC[byte] != "\0" else chr(byte) for byte in data)


def spellings(value: object) -> set[str]:
    """Every way in which other programs may spell a name that is not plain ASCII."""
    if not isinstance(value, (TextStringObject, ByteStringObject)):
        return set()
    data = value.original_bytes
    found = {decoded(data)}
    if isinstance(value, str):
        found.add(str(value))
    for charset in ("utf-8", "latin-1"):
        found.add(data.decode(charset, "replace"))
    return found


def rectangle(value: object) -> tuple[float, float, float, float]:
    """A rectangle with its corners in order; empty where there is none."""
    numbers = [resolved(item) for item in items(value)]
    sides = [float(n) for n in numbers if isinstance(n, (int, float))]
    if len(sides) != 4 or not all(abs(side) < 1e6 for side in sides):
        return (0.0, 0.0, 0.0, 0.0)
    x0, y0, x1, y1 = sides
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
