"""The part of a TrueType file that a PDF embeds, cut without its hinting programs.

For the faces of running text the usual Latin characters always go together, so that
nearly every document shares one ready-made stream; what a document needs beyond them
is added. The result depends on the set of characters alone, never on what came before.
"""

from __future__ import annotations

import functools
import hashlib
import struct
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from anmeld.render.pdf.faces import Face, Outlines

CORE: Final = frozenset(
    [
        *map(chr, range(0x20, 0x7F)),
        *map(chr, range(0xA0, 0x100)),
        *"\u2010\u2011\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2022\u2026€",
    ]
)
"""The characters that faces of running text always embed together."""
_COMPOSITE_MORE: Final = 0x20
_COMPOSITE_INSTRUCTIONS: Final = 0x100


@dataclass(frozen=True, slots=True)
class Program:
    """Everything about one embedded face that goes into a PDF, ready to write.

    Attributes:
        tag: Six letters that tell subsets apart.
        file: The compressed TrueType program.
        length: Its length before compression.
        gids: The compressed map from character codes to glyphs.
        widths: The text of the `/W` array.
        unicode: The compressed map from character codes to Unicode.
    """

    tag: str
    file: bytes
    length: int
    gids: bytes
    widths: bytes
    unicode: bytes


def program(face: Face, used: Iterable[str]) -> Program:
    """Cut the program for a document.

    Args:
        face: The face.
        used: Every character of the document that it draws.

    Returns:
        The same for the same characters, whatever was asked before.
    """
    usual = _usual(face)
    return _program(face, usual if usual.issuperset(used) else usual.union(used))


@functools.lru_cache(maxsize=128)
def _usual(face: Face) -> frozenset[str]:
    """Give what a face embeds in every document."""
    return CORE & face.chars if face.core else frozenset()


@functools.lru_cache(maxsize=128)
def _program(face: Face, chars: frozenset[str]) -> Program:
    ordered = sorted(chars)
    glyphs, order = _numbering(face.outlines, [face.glyphs[char] for char in ordered])
    file = _truetype(face.outlines, order, glyphs)
    codes = [ord(char) & 0xFFFF for char in ordered]
    gids = array("H", bytes(2 * (codes[-1] + 1)))
    for char, code in zip(ordered, codes, strict=True):
        gids[code] = glyphs[face.glyphs[char]]
    gids.byteswap()  # PDF numbers are big-endian; every platform we run on is not
    widths = [face.widths[char] for char in ordered]
    digest = hashlib.sha256(file + repr(ordered).encode()).digest()
    return Program(
        "".join(chr(65 + byte % 26) for byte in digest[:6]),
        zlib.compress(file, 6),
        len(file),
        zlib.compress(gids.tobytes(), 6),
        _width_array(codes, widths),
        zlib.compress(_to_unicode(codes, ordered), 6),
    )


def _numbering(
    outlines: Outlines, wanted: Sequence[int]
) -> tuple[dict[int, int], list[int]]:
    """Number the subset's glyphs: .notdef, the empty one, then as asked for."""
    numbers = {0: 0, -1: 1}
    order = [0, -1]
    todo = list(wanted)
    for glyph in todo:  # grows while it is walked: parts of composites come last
        if glyph not in numbers:
            numbers[glyph] = len(order)
            order.append(glyph)
            todo.extend(part for _, part in _components(_glyph(outlines, glyph)))
    return numbers, order


def _glyph(outlines: Outlines, glyph: int) -> bytes:
    if glyph < 0:
        return b""
    loca, glyf = outlines.tables["loca"], outlines.tables["glyf"]
    if struct.unpack_from(">h", outlines.tables["head"], 50)[0]:
        start, end = struct.unpack_from(">2L", loca, 4 * glyph)
    else:
        start, end = (2 * n for n in struct.unpack_from(">2H", loca, 2 * glyph))
    return glyf[start:end]


def _components(data: bytes) -> list[tuple[int, int]]:
    """Give offset and glyph of each part of a composite glyph."""
    if len(data) < 10 or struct.unpack_from(">h", data)[0] >= 0:
        return []
    found, at, more = [], 10, True
    while more:
        flags, glyph = struct.unpack_from(">2H", data, at)
        found.append((at, glyph))
        at += 8 if flags & 1 else 6
        at += 2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
        more = bool(flags & _COMPOSITE_MORE)
    return found


def _stripped(data: bytes, numbers: dict[int, int]) -> bytes:
    """Drop a glyph's hinting and renumber its parts."""
    if len(data) < 10:
        return b""
    contours = struct.unpack_from(">h", data)[0]
    if contours >= 0:
        at = 10 + 2 * contours
        length = struct.unpack_from(">H", data, at)[0]
        out = data[:at] + b"\0\0" + data[at + 2 + length :]
    else:
        out = _renumbered(data, numbers)
    return out + bytes(-len(out) % 4)


def _renumbered(data: bytes, numbers: dict[int, int]) -> bytes:
    parts = _components(data)
    out = bytearray(data)
    for at, glyph in parts:
        flags = struct.unpack_from(">H", data, at)[0] & ~_COMPOSITE_INSTRUCTIONS
        struct.pack_into(">2H", out, at, flags, numbers[glyph])
    last = parts[-1][0]
    flags = struct.unpack_from(">H", data, last)[0]
    end = last + (8 if flags & 1 else 6)
    end += 2 if flags & 8 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0
    return bytes(out[:end])


def _truetype(
    outlines: Outlines, order: Sequence[int], numbers: dict[int, int]
) -> bytes:
    glyphs = [_stripped(_glyph(outlines, glyph), numbers) for glyph in order]
    offsets, at = [0], 0
    for data in glyphs:
        at += len(data)
        offsets.append(at)
    hmtx = b"".join(
        struct.pack(">Hh", *outlines.advances[g]) if g >= 0 else bytes(4) for g in order
    )
    head = bytearray(outlines.tables["head"])
    struct.pack_into(">L", head, 8, 0)
    struct.pack_into(">h", head, 50, 1)
    hhea = bytearray(outlines.tables["hhea"])
    struct.pack_into(">H", hhea, 34, len(order))
    maxp = bytearray(outlines.tables["maxp"])
    struct.pack_into(">H", maxp, 4, len(order))
    return _sfnt(
        {
            b"glyf": b"".join(glyphs),
            b"head": bytes(head),
            b"hhea": bytes(hhea),
            b"hmtx": hmtx,
            b"loca": struct.pack(f">{len(offsets)}L", *offsets),
            b"maxp": bytes(maxp),
        }
    )


def _sfnt(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    header = struct.pack(
        ">L4H", 0x10000, count, power * 16, power.bit_length() - 1, (count - power) * 16
    )
    entries, body, at = [], [], 12 + 16 * count
    for tag, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        total = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        entries.append(struct.pack(">4s3L", tag, total, at, len(data)))
        body.append(padded)
        at += len(padded)
    return b"".join([header, *entries, *body])


def _width_array(codes: Sequence[int], widths: Sequence[float]) -> bytes:
    out: list[str] = []
    previous = -2
    for code, width in zip(codes, widths, strict=True):
        if code != previous + 1:
            out.append(f"{']' if out else ''}{code}[")
        out.append(f"{width:.6g} ")
        previous = code
    return "".join([*out, "]"]).encode()


def _to_unicode(codes: Sequence[int], chars: Sequence[str]) -> bytes:
    """Map codes to Unicode in ranges that keep within one high byte."""
    ranges: list[tuple[int, int, str]] = []
    for code, char in zip(codes, chars, strict=True):
        if ranges and code == ranges[-1][1] + 1 and code & 0xFF:
            ranges[-1] = (ranges[-1][0], code, ranges[-1][2])
        else:
            ranges.append((code, code, char.encode("utf-16-be").hex()))
    blocks = []
    for start in range(0, len(ranges), 100):
        block = ranges[start : start + 100]
        lines = "".join(f"<{a:04x}> <{b:04x}> <{u}>\n" for a, b, u in block)
        blocks.append(f"{len(block)} beginbfrange\n{lines}endbfrange\n")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{''.join(blocks)}endcmap\n"
        "CMapName currentdict/CMap defineresource pop\nend\nend\n"
    ).encode()
