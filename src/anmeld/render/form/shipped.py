"""The shipped fonts in a form: what the form's own fonts lack, embedded as a subset."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterable
from functools import cache

from reportlab.pdfbase.ttfonts import TTFontFile

from anmeld._resources import fonts_root
from anmeld.render.form.faces import Face
from anmeld.render.form.syntax import number, stream

_FAMILY = {"Courier": "LiberationMono", "Times": "LiberationSerif"}
# What the text font lacks is looked for in these, in this order.
FURTHER = ("DejaVuSans", "NotoEmoji-Regular")


def shipped_like(standard: str) -> str:
    """The shipped font with the metrics of a standard one."""
    family, _, style = standard.partition("-")
    style = style.replace("Oblique", "Italic").replace("Roman", "")
    return f"{_FAMILY.get(family, 'LiberationSans')}-{style or 'Regular'}"


@cache
def _font(file: str) -> TTFontFile:
    return TTFontFile(io.BytesIO((fonts_root() / f"{file}.ttf").read_bytes()))


@cache
def shipped_face(file: str) -> Face:
    """A shipped font as a face.

    Args:
        file: File name without suffix, e.g. `LiberationSans-Regular`.
    """
    font = _font(file)
    # Fonts have blanks for control characters too, which would be lost in them.
    glyphs = font.charToGlyph.items()
    codes = {code: g for code, g in glyphs if g and chr(code) >= " "}
    widths = {chr(code): font.charWidths[code] for code in codes}
    return Face(
        b"/Anmeld%b" % file.replace("-", "").encode(),
        b"",
        codes,
        widths,
        font.ascent,
        font.descent,
        wide=True,
        shipped=file,
    )


def font_objects(file: str, used: Iterable[str], first: int) -> list[bytes]:
    """Write the objects of an embedded subset.

    Args:
        file: The shipped font.
        used: Every character that the file shows in it.
        first: Number of the first of the objects; the font itself is that one.

    Returns:
        The objects' bodies, to be numbered on from `first`.
    """
    font = _font(file)
    codes = sorted({ord(character) for character in used})
    program = font.makeSubset(codes)
    name = _subset_name(file, codes)
    glyph_of = font.charToGlyph
    packed = zlib.compress(program, 9)
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont%b/Encoding/Identity-H"
        b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (name, first + 1, first + 4),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont%b/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW 1000/W[%b]"
        b"/CIDToGIDMap %d 0 R>>" % (name, first + 2, _widths(font, codes), first + 5),
        _descriptor(font, name, first + 3),
        stream(b"/Filter/FlateDecode/Length1 %d" % len(program), packed),
        stream(b"", _to_unicode(glyph_of, codes)),
        stream(b"/Filter/FlateDecode", zlib.compress(_glyph_map(font, codes), 9)),
    ]


OBJECTS_PER_FONT = 6


def _subset_name(file: str, codes: list[int]) -> bytes:
    digest = hashlib.sha256(repr((file, codes)).encode()).digest()
    tag = bytes(ord("A") + byte % 26 for byte in digest[:6])
    return b"/%b+%b" % (tag, file.removesuffix("-Regular").encode())


def _widths(font: TTFontFile, codes: list[int]) -> bytes:
    by_glyph = {font.charToGlyph[code]: font.charWidths[code] for code in codes}
    return b" ".join(b"%d[%b]" % (g, number(w)) for g, w in sorted(by_glyph.items()))


def _descriptor(font: TTFontFile, name: bytes, program: int) -> bytes:
    return (
        b"<</Type/FontDescriptor/FontName%b/Flags 4/FontBBox[%b]/ItalicAngle %b"
        b"/Ascent %b/Descent %b/CapHeight %b/StemV %b/FontFile2 %d 0 R>>"
        % (
            name,
            b" ".join(number(edge) for edge in font.bbox),
            number(font.italicAngle),
            number(font.ascent),
            number(font.descent),
            number(font.capHeight),
            number(font.stemV),
            program,
        )
    )


def _glyph_map(font: TTFontFile, codes: list[int]) -> bytes:
    """From the whole font's glyph numbers, which texts are written in, to the subset's.

    The subset numbers its glyphs in the order of the codes, after glyph 0.
    """
    order: dict[int, int] = {0: 0}
    for code in codes:
        order.setdefault(font.charToGlyph[code], len(order))
    table = bytearray(2 * (max(order) + 1))
    for old, new in order.items():
        table[2 * old : 2 * old + 2] = new.to_bytes(2, "big")
    return bytes(table)


def _to_unicode(glyph_of: dict[int, int], codes: list[int]) -> bytes:
    rows = {glyph_of[code]: code for code in reversed(codes)}
    lines = [
        b"<%04X> <%b>" % (glyph, chr(code).encode("utf-16-be").hex().upper().encode())
        for glyph, code in sorted(rows.items())
    ]
    blocks = [
        b"%d beginbfchar\n%b\nendbfchar" % (len(part), b"\n".join(part))
        for part in (lines[at : at + 100] for at in range(0, len(lines), 100))
    ]
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        b"%b\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
        % b"\n".join(blocks)
    )
