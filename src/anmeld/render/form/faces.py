"""A face: how a text becomes the bytes that a PDF shows, and how wide it then is."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reportlab.pdfbase import _fontdata  # type: ignore[attr-defined] # untyped data

_encode = codecs.charmap_encode
STANDARD = frozenset(_fontdata.widthsByFontGlyph)
# Names by which forms mean one of the fourteen fonts that every viewer has.
_ALIASES = {
    "Arial": "Helvetica",
    "ArialMT": "Helvetica",
    "Arial-BoldMT": "Helvetica-Bold",
    "Arial,Bold": "Helvetica-Bold",
    "Arial-Bold": "Helvetica-Bold",
    "Arial-ItalicMT": "Helvetica-Oblique",
    "Arial,Italic": "Helvetica-Oblique",
    "Arial-BoldItalicMT": "Helvetica-BoldOblique",
    "Arial,BoldItalic": "Helvetica-BoldOblique",
    "Helvetica,Bold": "Helvetica-Bold",
    "CourierNew": "Courier",
    "CourierNewPSMT": "Courier",
    "CourierNewPS-BoldMT": "Courier-Bold",
    "Courier,Bold": "Courier-Bold",
    "CourierStd": "Courier",
    "TimesNewRoman": "Times-Roman",
    "TimesNewRomanPSMT": "Times-Roman",
    "TimesNewRoman,Bold": "Times-Bold",
    "TimesNewRomanPS-BoldMT": "Times-Bold",
    "TimesNewRomanPS-ItalicMT": "Times-Italic",
    "TimesNewRomanPS-BoldItalicMT": "Times-BoldItalic",
    "Times": "Times-Roman",
}
_SERIF = ("times", "serif", "roman", "garamond", "georgia", "cambria", "minion", "book")
_FIXED = ("cour", "mono", "consol", "typewriter", "letter")


@dataclass(frozen=True, slots=True)
class Face:
    """A font as an appearance uses it.

    Attributes:
        resource: Its name in the appearance's resources, escaped, with the slash.
        entry: Its resource: a reference or a dictionary; empty for a shipped font,
            which is written into the file when a fill first uses it.
        codes: Character code of each character it can show.
        widths: Advance of each such character, in thousandths of the size.
        ascent: Height above the baseline, in thousandths of the size.
        descent: Depth below it, negative.
        wide: Whether a code is two bytes.
        shipped: File name (without suffix) of the shipped font it is, if one.
    """

    resource: bytes
    entry: bytes
    codes: Mapping[int, int]
    widths: Mapping[str, float]
    ascent: float
    descent: float
    wide: bool = False
    shipped: str | None = None

    def covers(self, text: str) -> bool:
        """Whether it can show every character."""
        return all(map(self.widths.__contains__, text))

    def width(self, text: str) -> float:
        """Width of a text in thousandths of the size."""
        return sum(map(self.widths.__getitem__, text))

    def shown(self, text: str) -> bytes:
        """The text as a string operand; every character must be covered."""
        if self.wide:
            codes = self.codes
            return b"<%b>" % b"".join(b"%04X" % codes[ord(c)] for c in text)
        data: bytes = _encode(text, "strict", self.codes)[0]
        if b"\\" in data or b"(" in data or b")" in data:
            data = data.replace(b"\\", b"\\\\").replace(b"(", b"\\(")
            data = data.replace(b")", b"\\)")
        if b"\r" in data or b"\n" in data:
            data = data.replace(b"\r", b"\\r").replace(b"\n", b"\\n")
        return b"(%b)" % data


def standard_name(base_font: str) -> str | None:
    """Which of the fourteen standard fonts a name means, if any."""
    plain = base_font.replace(" ", "")
    return plain if plain in STANDARD else _ALIASES.get(plain)


def similar_standard(base_font: str, flags: int = 0) -> str:
    """The standard font that looks most like a font of that name.

    Args:
        base_font: The font's name.
        flags: `/Flags` of its descriptor (ISO 32000-1, table 123).
    """
    known = standard_name(base_font)
    if known and known not in ("Symbol", "ZapfDingbats"):
        return known
    low = base_font.lower()
    bold = "bold" in low or "black" in low or bool(flags & 1 << 18)
    slant = "italic" in low or "oblique" in low or bool(flags & 1 << 6)
    if flags & 1 or any(word in low for word in _FIXED):
        return "Courier" + _style(bold, slant, "Oblique")
    if "sans" not in low and (flags & 2 or any(word in low for word in _SERIF)):
        return "Times" + (_style(bold, slant, "Italic") or "-Roman")
    return "Helvetica" + _style(bold, slant, "Oblique")


def _style(bold: bool, slant: bool, word: str) -> str:
    style = "Bold" * bold + word * slant
    return f"-{style}" if style else ""


@cache
def glyph_text(glyph: str) -> str:
    """The character that a glyph's name stands for, or nothing."""
    from fontTools import agl

    text: str = agl.toUnicode(glyph)
    return text if len(text) == 1 else ""


@cache
def base_encoding(encoding: str) -> tuple[str | None, ...]:
    """Glyph names of the 256 codes of a predefined encoding."""
    names = _fontdata.encodings.get(encoding)
    if names is None:
        return (None,) * 256
    return (*names, *(None,) * (256 - len(names)))


@cache
def standard_face(name: str) -> Face:
    """A standard font in WinAnsi, which shows all of Danish.

    Args:
        name: One of the fourteen names, none of the two symbol fonts.
    """
    glyphs = base_encoding("WinAnsiEncoding")
    metrics = _fontdata.widthsByFontGlyph[name]
    codes: dict[int, int] = {}
    widths: dict[str, float] = {}
    for code, glyph in enumerate(glyphs):
        text = glyph_text(glyph) if glyph else ""
        if text and code >= 32 and glyph in metrics and ord(text) not in codes:
            codes[ord(text)] = code
            widths[text] = metrics[glyph]
    codes[0xA0], widths["\xa0"] = 32, widths[" "]
    ascent, descent = _fontdata.ascent_descent[name]
    entry = (
        b"<</Type/Font/Subtype/Type1/BaseFont/%b/Encoding/WinAnsiEncoding>>"
        % name.encode()
    )
    resource = b"/Anmeld%b" % name.replace("-", "").encode()
    return Face(resource, entry, codes, widths, ascent, descent)
