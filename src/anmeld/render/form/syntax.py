"""PDF syntax written by us: numbers, names, strings and whole objects as bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

NameBytes = Callable[[str], bytes]
# Where PDFDocEncoding and Latin-1 agree.
_PDFDOC = re.compile("[\t\n\r -~\xa1-\xac\xae-\xff]*").fullmatch
_SPECIAL = re.compile(rb"[\\()\r\n]")
_REGULAR = frozenset(b"!\"$&'*+,-.0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`") | {
    *range(ord("a"), ord("z") + 1)
}
_PLAIN_NAME = frozenset(_REGULAR - set(b"[]<>(){}/%#"))


def number(value: float) -> bytes:
    """Write a number shortly: at most three decimals, never an exponent."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return b"0" if text in ("", "-0") else text.encode("ascii")


def name(text: bytes) -> bytes:
    """Write a name (without its slash) with everything unusual escaped."""
    return b"/" + b"".join(
        bytes((byte,)) if byte in _PLAIN_NAME else b"#%02X" % byte for byte in text
    )


def utf8_name(text: str) -> bytes:
    """The bytes of a name that pypdf has decoded, where they were UTF-8."""
    return text.encode("utf-8", "surrogatepass")


def literal(data: bytes) -> bytes:
    """Write bytes as a literal string."""
    if _SPECIAL.search(data):
        data = data.replace(b"\\", b"\\\\").replace(b"(", b"\\(")
        data = data.replace(b")", b"\\)")
        data = data.replace(b"\r", b"\\r").replace(b"\n", b"\\n")
    return b"(%b)" % data


def text_string(text: str) -> bytes:
    """Write a text string: Latin-1 where that is PDFDocEncoding too, else UTF-16."""
    if _PDFDOC(text):
        return literal(text.encode("latin-1"))
    return _utf16(text)


def _utf16(text: str) -> bytes:
    # A lone surrogate is kept: what was asked for is what is stored.
    return (
        b"<FEFF%b>" % text.encode("utf-16-be", "surrogatepass").hex().upper().encode()
    )


def reference(value: IndirectObject) -> bytes:
    """Write a reference to an object."""
    return b"%d %d R" % (value.idnum, value.generation)


def dictionary(
    value: Mapping[str, object], names: NameBytes, drop: Iterable[str] = ()
) -> bytes:
    """Write a dictionary of pypdf objects, left open: without its closing `>>`.

    Args:
        value: The dictionary.
        names: Gives the bytes of a name that pypdf has decoded.
        drop: Keys to leave out.

    Returns:
        `<<` and the entries; the caller appends its own and closes.
    """
    left_out = frozenset(drop)
    parts = [b"<<"]
    for key in value:
        if key not in left_out:
            raw = (
                value.raw_get(key)
                if isinstance(value, DictionaryObject)
                else value[key]
            )
            parts.append(b"%b %b" % (name(names(key[1:])), serialise(raw, names)))
    return b"\n".join(parts)


def serialise(value: object, names: NameBytes = utf8_name) -> bytes:
    """Write any pypdf object as it was read; streams with their encoded data.

    Args:
        value: The object; a reference stays a reference.
        names: Gives the bytes of a name that pypdf has decoded.

    Returns:
        The object's bytes.
    """
    write = _WRITERS.get(type(value))
    if write is not None:
        return write(value, names)
    # pypdf subclasses streams, dictionaries and numbers for its own ends.
    for kind, general in _WRITERS.items():
        if isinstance(value, kind):
            return general(value, names)
    return b"null"


def _string(value: TextStringObject | ByteStringObject) -> bytes:
    data = value.original_bytes
    if all(32 <= byte < 127 for byte in data):
        return literal(data)
    return b"<%b>" % data.hex().upper().encode()


def _float(value: FloatObject) -> bytes:
    if not -1e12 < float(value) < 1e12:  # also NaN: no number that a page has
        return b"0"
    text = f"{float(value):.8f}".rstrip("0").rstrip(".")
    return text.encode("ascii") if text not in ("", "-0") else b"0"


def _stream(value: StreamObject, names: NameBytes) -> bytes:
    data = value._data  # the encoded bytes; pypdf offers only the decoded ones
    raw = data if isinstance(data, bytes) else str(data).encode("latin-1", "replace")
    head = dictionary(value, names, ("/Length",))
    return b"%b\n/Length %d>>\nstream\n%b\r\nendstream" % (head, len(raw), raw)


def _array(value: ArrayObject, names: NameBytes) -> bytes:
    # The list's own iterator: pypdf's would follow every reference.
    return b"[%b]" % b" ".join(serialise(i, names) for i in list.__iter__(value))


_WRITERS: dict[type, Callable[[Any, NameBytes], bytes]] = {
    IndirectObject: lambda value, _: reference(value),
    NameObject: lambda value, names: name(names(str(value)[1:])),
    TextStringObject: lambda value, _: _string(value),
    ByteStringObject: lambda value, _: _string(value),
    BooleanObject: lambda value, _: b"true" if value.value else b"false",
    NumberObject: lambda value, _: b"%d" % int(value),
    FloatObject: lambda value, _: _float(value),
    ArrayObject: _array,
    StreamObject: _stream,
    DictionaryObject: lambda value, names: dictionary(value, names) + b">>",
    NullObject: lambda value, _: b"null",
}


def stream(entries: bytes, data: bytes) -> bytes:
    """Write a stream object of our own.

    Args:
        entries: The dictionary's entries without `/Length`.
        data: The content, not encoded.
    """
    return b"<<%b/Length %d>>\nstream\n%b\r\nendstream" % (entries, len(data), data)
