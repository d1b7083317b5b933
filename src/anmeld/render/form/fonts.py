"""The form's own fonts: which letters each really has, in which code, how wide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pypdf.generic import (
    DictionaryObject,
    IndirectObject,
    NameObject,
)
from reportlab.pdfbase import _fontdata  # type: ignore[attr-defined] # untyped data

from anmeld.render.form.faces import (
    Face,
    base_encoding,
    glyph_text,
    similar_standard,
    standard_name,
)
from anmeld.render.form.objects import entry, items, resolved, whole
from anmeld.render.form.programs import (
    FONT_FAULTS,
    composite_codes,
    descendant,
    program_glyphs,
)
from anmeld.render.form.source import Source
from anmeld.render.form.syntax import name, serialise

_SYMBOLIC, _NOT_SYMBOLIC = 4, 32
# The two ASCII codes that StandardEncoding gives curly quotes.
_QUOTES = (0x27, 0x60)


def entry_of(raw: object, source: Source) -> bytes:
    """Write a font resource as it stands in the form: a reference where it is one."""
    return serialise(raw, source.name_bytes)


def own_face(resource: str, raw: object, source: Source) -> Face | None:
    """Read a font of the form.

    Args:
        resource: Its name in the resources, without the slash.
        raw: The resource: a reference or a dictionary.
        source: The form's file.

    Returns:
        The face with the letters that it surely has, or `None` for a font that no
        text can be written in (Type 3, damaged, letters unknown).
    """
    font = raw.get_object() if isinstance(raw, IndirectObject) else raw
    if not isinstance(font, DictionaryObject):
        return None
    try:
        if entry(font, "/Subtype") == "/Type0":
            codes, widths = composite_codes(font)
            wide = True
        else:
            codes, widths = _simple(font)
            wide = False
    except FONT_FAULTS:
        return None
    if not codes:
        return None
    ascent, descent = _heights(font)
    tag = name(source.name_bytes(resource))
    written = entry_of(raw, source)
    return Face(tag, written, codes, widths, ascent, descent, wide)


def base_font(font: DictionaryObject) -> str:
    """The font's PostScript name without slash and subset tag."""
    text = str(entry(font, "/BaseFont") or "").removeprefix("/")
    return text[7:] if text[6:7] == "+" else text


def descriptor_of(font: DictionaryObject) -> DictionaryObject:
    """The font's descriptor, empty where there is none."""
    found = entry(font, "/FontDescriptor")
    if found is None:
        found = entry(descendant(font), "/FontDescriptor")
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def is_embedded(font: DictionaryObject) -> bool:
    """Whether the form carries the font's program."""
    descriptor = descriptor_of(font)
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def _simple(font: DictionaryObject) -> tuple[dict[int, int], dict[str, float]]:
    if entry(font, "/Subtype") not in ("/Type1", "/TrueType", "/MMType1"):
        return {}, {}
    descriptor = descriptor_of(font)
    has = program_glyphs(descriptor) if is_embedded(font) else None
    if _is_symbolic(font, descriptor):
        return {}, {}  # its own letters in its own codes; nobody can tell which
    advances = _Advances(font, descriptor)
    codes: dict[int, int] = {}
    widths: dict[str, float] = {}
    for code, glyph in enumerate(_encoding(font, embedded=has is not None)):
        text = glyph_text(glyph) if glyph and glyph != ".notdef" else ""
        if not text or ord(text) < 32 or ord(text) in codes:
            continue
        if has is not None and text not in has and glyph not in has and text != " ":
            continue
        advance = advances(code, glyph or "")
        if advance > 0:
            codes[ord(text)] = code
            widths[text] = advance
    if " " in widths:
        codes.setdefault(0xA0, codes[32])
        widths.setdefault("\xa0", widths[" "])
    return codes, widths


def _is_symbolic(font: DictionaryObject, descriptor: DictionaryObject) -> bool:
    standard = standard_name(base_font(font))
    if standard is not None:
        return standard in ("Symbol", "ZapfDingbats")
    flags = whole(entry(descriptor, "/Flags"))
    symbolic = bool(flags & _SYMBOLIC) and not flags & _NOT_SYMBOLIC
    # Viewers differ in whether an encoding counts for a symbolic TrueType program.
    by_program = entry(font, "/Subtype") == "/TrueType" and is_embedded(font)
    return symbolic and (by_program or "/Encoding" not in font)


def _names_its_base(font: DictionaryObject) -> bool:
    """Whether the codes beyond ASCII are stated, not left to the viewer.

    Without a stated base some viewers read StandardEncoding, others WinAnsi; so they
    do for PDFDocEncoding, which is no encoding of fonts though forms name it.
    """
    encoding: object = entry(font, "/Encoding")
    if isinstance(encoding, DictionaryObject):
        encoding = entry(encoding, "/BaseEncoding")
    return encoding in ("/WinAnsiEncoding", "/MacRomanEncoding")


def _encoding(font: DictionaryObject, *, embedded: bool) -> Iterator[str | None]:
    """The glyph of each code, `None` where viewers may differ."""
    sure = _names_its_base(font)
    encoding: object = entry(font, "/Encoding")
    differences: Mapping[int, str] = {}
    base = "StandardEncoding"
    if isinstance(encoding, NameObject):
        base = str(encoding)[1:]
    elif isinstance(encoding, DictionaryObject):
        base = str(entry(encoding, "/BaseEncoding") or "/StandardEncoding")[1:]
        differences = _differences(encoding)
    for code, glyph in enumerate(base_encoding(base)):
        plain = not embedded and code < 128 and code not in _QUOTES
        stated = glyph if sure or plain else None
        yield differences.get(code, stated)


def _differences(encoding: DictionaryObject) -> dict[int, str]:
    found: dict[int, str] = {}
    code = 0
    for raw in items(entry(encoding, "/Differences")):
        item = resolved(raw)
        if isinstance(item, NameObject):
            if 0 <= code < 256:
                found[code] = str(item)[1:]
            code += 1
        else:
            code = whole(item, code)
    return found


class _Advances:
    """Widths of codes: from /Widths, else the standard metrics of the font's name."""

    def __init__(self, font: DictionaryObject, descriptor: DictionaryObject) -> None:
        self.first = whole(entry(font, "/FirstChar"))
        self.widths = _numbers(entry(font, "/Widths"))
        self.missing = float(whole(entry(descriptor, "/MissingWidth")))
        flags = whole(entry(descriptor, "/Flags"))
        known = similar_standard(base_font(font), flags)
        self.metrics = _fontdata.widthsByFontGlyph[known]
        # Without /Widths only the standard fonts have a width that can be known.
        self.known = standard_name(base_font(font)) is not None

    def __call__(self, code: int, glyph: str) -> float:
        at = code - self.first
        if self.widths:
            return self.widths[at] if 0 <= at < len(self.widths) else self.missing
        return float(self.metrics.get(glyph, 0)) if self.known else 0.0


def _numbers(array: object) -> list[float]:
    values = [resolved(item) for item in items(array)]
    return [float(v) if isinstance(v, (int, float)) else 0.0 for v in values]


def _heights(font: DictionaryObject) -> tuple[float, float]:
    known = _fontdata.ascent_descent[similar_standard(base_font(font))]
    descriptor = descriptor_of(font)
    ascent, descent = entry(descriptor, "/Ascent"), entry(descriptor, "/Descent")
    high = float(ascent) if isinstance(ascent, (int, float)) else known[0]
    deep = float(descent) if isinstance(descent, (int, float)) else known[1]
    # Some makers write the depth without its sign, zero, or the whole line's height.
    high = high if 400 <= high <= 1100 else known[0]
    deep = -abs(deep) if 50 <= abs(deep) <= 500 else known[1]
    return high, deep
