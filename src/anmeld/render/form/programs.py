"""Embedded font programs: which glyphs are really in them.

An embedded font is mostly a subset. Its encoding may promise `aring` all the same, and
the letter would come out blank; only the program can tell.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection

from fontTools.cffLib import CFFFontSet
from fontTools.misc import eexec
from fontTools.ttLib import TTFont, TTLibError
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from anmeld.render.form.objects import (
    dictionary_of,
    entry,
    items,
    resolved,
    whole,
)
from anmeld.render.form.rewriting import PARSER_FAULTS

_CHARSTRING = re.compile(rb"/([\w.]+)\s+\d+\s+(?:RD|-\||\S{1,3})\s")
_EEXEC = re.compile(rb"eexec(?:\r\n|\r|\n| )")
_BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_BFRANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_TRIPLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_MAX_RANGE = 65_536
FONT_FAULTS = (*PARSER_FAULTS, TTLibError)


def program_glyphs(descriptor: DictionaryObject) -> Collection[str]:
    """Characters, or glyph names, that an embedded program holds.

    Args:
        descriptor: A font descriptor with a font program.

    Returns:
        Characters for TrueType, glyph names else; empty if the program is unreadable,
        so that nothing is written in it.
    """
    readers = (
        ("/FontFile2", _truetype),
        ("/FontFile3", _compact),
        ("/FontFile", _type1),
    )
    for key, read in readers:
        program = entry(descriptor, key)
        if isinstance(program, StreamObject):
            try:
                return read(bytes(program.get_data()))
            except FONT_FAULTS:
                return ()
    return ()


def _truetype(data: bytes) -> Collection[str]:
    font = TTFont(io.BytesIO(data), lazy=True)
    if "cmap" not in font:
        return ()
    glyphs = font.get("glyf")
    names: dict[int, str] = font.getBestCmap() or {}
    if not names:
        for table in font["cmap"].tables:
            if (table.platformID, table.platEncID) == (1, 0):
                names = {
                    ord(bytes((code,)).decode("mac_roman")): glyph
                    for code, glyph in table.cmap.items()
                    if code < 256
                }
    return {
        chr(code)
        for code, glyph in names.items()
        if code == 32 or _is_drawn(glyphs, glyph)
    }


def _is_drawn(glyphs: object, glyph: str) -> bool:
    if glyphs is None:
        return True
    outline = glyphs[glyph]  # type: ignore[index]
    return bool(getattr(outline, "numberOfContours", 0))


def _compact(data: bytes) -> Collection[str]:
    if data[:4] in (b"OTTO", b"\x00\x01\x00\x00", b"true"):
        font = TTFont(io.BytesIO(data), lazy=True)
        return _truetype(data) if "cmap" in font else set(font.getGlyphOrder())
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    top = fonts[0]
    return set() if hasattr(top, "ROS") else set(top.charset)


def _type1(data: bytes) -> Collection[str]:
    start = _EEXEC.search(data)
    if start is None:
        return ()
    body = data[start.end() :]
    if re.fullmatch(rb"[0-9A-Fa-f\s]+", body[:64]):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", body).decode()
        body = bytes.fromhex(digits[: len(digits) // 2 * 2])
    plain, _ = eexec.decrypt(body, 55665)
    at = plain.find(b"/CharStrings")
    return {hit.decode("latin-1") for hit in _CHARSTRING.findall(plain[at:])}


def composite_codes(
    font: DictionaryObject,
) -> tuple[dict[int, int], dict[str, float]]:
    """Codes and widths of a Type 0 font with an embedded TrueType program.

    Only `/Identity-H` with `/ToUnicode` can be written in: else no code is known for a
    character. A code counts if its glyph is drawn.

    Args:
        font: The Type 0 font.

    Returns:
        The code and the width of every character; empty where they are unknown.
    """
    unicode_map = entry(font, "/ToUnicode")
    below = descendant(font)
    program = entry(entry(below, "/FontDescriptor"), "/FontFile2")
    if entry(font, "/Encoding") != "/Identity-H":
        return {}, {}
    if not (
        isinstance(unicode_map, StreamObject) and isinstance(program, StreamObject)
    ):
        return {}, {}
    truetype = TTFont(io.BytesIO(program.get_data()), lazy=True)
    order, outlines = truetype.getGlyphOrder(), truetype["glyf"]
    glyph_map = entry(below, "/CIDToGIDMap")
    table = glyph_map.get_data() if isinstance(glyph_map, StreamObject) else None
    advances = _cid_widths(below)
    default = float(whole(entry(below, "/DW"), 1000))
    codes: dict[int, int] = {}
    widths: dict[str, float] = {}
    for code, text in to_unicode_pairs(unicode_map.get_data()):
        glyph = int.from_bytes(table[2 * code : 2 * code + 2], "big") if table else code
        if len(text) != 1 or ord(text) in codes or not 0 < glyph < len(order):
            continue
        if text.isspace() or outlines[order[glyph]].numberOfContours:
            codes[ord(text)] = code
            widths[text] = advances.get(code, default)
    return codes, widths


def descendant(font: DictionaryObject) -> DictionaryObject:
    """The font below a Type 0 font, empty where there is none."""
    first = next(items(entry(font, "/DescendantFonts")), None)
    return dictionary_of(first) or DictionaryObject()


def to_unicode_pairs(data: bytes) -> list[tuple[int, str]]:
    """Code and text of every entry of a `/ToUnicode` map."""
    pairs = []
    for block in _BFCHAR.findall(data):
        for code, text in _PAIR.findall(block):
            pairs.append((int(code, 16), _utf16(text)))
    for block in _BFRANGE.findall(data):
        for low, high, text in _TRIPLE.findall(block):
            first, start = int(low, 16), _utf16(text)
            if len(start) == 1 and int(high, 16) - first < _MAX_RANGE:
                span = range(min(int(high, 16) - first + 1, 0x110000 - ord(start)))
                pairs.extend((first + at, chr(ord(start) + at)) for at in span)
    return pairs


def _utf16(digits: bytes) -> str:
    text = digits.decode()
    data = bytes.fromhex(text if len(text) % 2 == 0 else text + "0")
    return data.decode("utf-16-be", "replace")


def _cid_widths(below: DictionaryObject) -> dict[int, float]:
    listed = [resolved(item) for item in items(entry(below, "/W"))]
    widths: dict[int, float] = {}
    at = 0
    while at + 1 < len(listed):
        first, second = whole(listed[at]), listed[at + 1]
        if isinstance(second, ArrayObject):
            for offset, width in enumerate(items(second)):
                widths[first + offset] = float(whole(resolved(width)))
            at += 2
        elif at + 2 < len(listed):
            span = range(first, min(whole(second), first + _MAX_RANGE) + 1)
            widths.update(dict.fromkeys(span, float(whole(listed[at + 2]))))
            at += 3
        else:
            break
    return widths
