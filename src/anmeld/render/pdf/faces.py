"""TrueType faces: which characters they draw, how wide, and which face stands in."""

from __future__ import annotations

import functools
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from anmeld._resources import fonts_root

INVISIBLE: Final = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062"
    "\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
) | frozenset(map(chr, range(0xFE00, 0xFE10)))
"""Characters without a picture: they take no room, and stay in the text."""
ALIASES: Final = {
    "\u00a0": " ",
    "\u00ad": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u2002": " ",
    "\u2003": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u202f": " ",
}
"""Characters drawn with another's glyph where the face has none of their own."""
_WORDS_KEPT: Final = 60_000


@dataclass(frozen=True, slots=True)
class Outlines:
    """One TrueType file, read once a process.

    Attributes:
        name: PostScript name.
        tables: Raw tables that a subset is cut from.
        cmap: Code point -> glyph.
        advances: Width and left side bearing of each glyph in font units.
        upm: Font units in an em.
        metrics: What the font descriptor says, in thousandths of an em.
        ascent: Height above the baseline with the font's line gap, in em.
        descent: Depth below the baseline, in em.
    """

    name: str
    tables: dict[str, bytes]
    cmap: dict[int, int]
    advances: list[tuple[int, int]]
    upm: int
    metrics: dict[str, float]
    ascent: float
    descent: float


class Face:
    """A file's glyphs of one Unicode plane, as one font of the PDF.

    Its character codes are the low sixteen bits of the code points, so text is encoded
    by Python's own UTF-16 codec and every character keeps a code of its own, even where
    several share a glyph.

    Args:
        key: Sorts and names the face.
        load: Reads the file when the face is first used.
        plane: Which plane of Unicode.
        core: Whether the usual Latin characters are always embedded together.
    """

    def __init__(
        self, key: str, load: Callable[[], Outlines], plane: int, core: bool
    ) -> None:
        self.key = key
        self.plane = plane
        self.core = core
        self._load = load
        self.words: dict[str, float] = {}
        self._lock = threading.Lock()

    @functools.cached_property
    def outlines(self) -> Outlines:
        """The file."""
        return self._load()

    @functools.cached_property
    def glyphs(self) -> dict[str, int]:
        """Character -> glyph; -1 stands for the empty glyph without width."""
        low, high = self.plane << 16, (self.plane + 1) << 16
        found = {
            chr(code): glyph
            for code, glyph in self.outlines.cmap.items()
            if low <= code < high and glyph and not 0xD800 <= code < 0xE000
        }
        if self.plane == 0:
            for char, other in ALIASES.items():
                if char not in found and other in found:
                    found[char] = found[other]
            found.update(dict.fromkeys(INVISIBLE, -1))
            for control in [char for char in found if char < " " or char == "\x7f"]:
                del found[control]
        return found

    @functools.cached_property
    def chars(self) -> frozenset[str]:
        """Every character the face can draw."""
        return frozenset(self.glyphs)

    @functools.cached_property
    def widths(self) -> dict[str, float]:
        """Character -> width in thousandths of an em."""
        advances, upm = self.outlines.advances, self.outlines.upm
        return {
            char: advances[glyph][0] * 1000 / upm if glyph >= 0 else 0.0
            for char, glyph in self.glyphs.items()
        }

    def width(self, word: str) -> float:
        """Measure a word; words met before are remembered.

        Args:
            word: Characters that the face can draw.

        Returns:
            Width in thousandths of an em.
        """
        found = self.words.get(word)
        if found is None:
            found = sum(map(self.widths.__getitem__, word))
            if len(self.words) > _WORDS_KEPT:
                with self._lock:
                    self.words.clear()
            if len(word) < 40:
                self.words[word] = found
        return found

    def has(self, char: str) -> bool:
        """Whether the face draws a character."""
        return char in self.chars


def load_outlines(path: Path) -> Outlines:
    """Read a TrueType file.

    Args:
        path: The file.

    Returns:
        What drawing and embedding it takes.

    Raises:
        KeyError: The file has no TrueType outlines (`glyf`).
    """
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        tables = {
            tag: font.reader[tag]
            for tag in ("head", "hhea", "maxp", "glyf", "loca", "hmtx")
        }
        gid = font.getReverseGlyphMap()
        cmap = {code: gid[name] for code, name in (font.getBestCmap() or {}).items()}
        return _outlines(font, tables, cmap)


def _outlines(
    font: Any,  # noqa: ANN401 - fontTools has no types
    tables: dict[str, bytes],
    cmap: dict[int, int],
) -> Outlines:
    upm, x_min, y_min, x_max, y_max = _head(tables["head"])
    scale = 1000 / upm
    hhea, os2, post = font["hhea"], font["OS/2"], font["post"]
    ascent, descent, gap = hhea.ascent, -hhea.descent, hhea.lineGap
    if os2.fsSelection & 1 << 7:  # the font asks for its typographic metrics
        ascent, descent = os2.sTypoAscender, -os2.sTypoDescender
        gap = os2.sTypoLineGap
    flags = 4 | (64 if post.italicAngle else 0) | (1 if post.isFixedPitch else 0)
    described = {
        "Flags": flags,
        "ItalicAngle": round(post.italicAngle),
        "Ascent": round(hhea.ascent * scale),
        "Descent": round(hhea.descent * scale),
        "CapHeight": round((getattr(os2, "sCapHeight", 0) or hhea.ascent) * scale),
        "StemV": 80 if os2.usWeightClass < 600 else 140,
        "xMin": round(x_min * scale),
        "yMin": round(y_min * scale),
        "xMax": round(x_max * scale),
        "yMax": round(y_max * scale),
    }
    name = font["name"].getDebugName(6) or "Font"
    return Outlines(
        "".join(c for c in name if c.isalnum() or c == "-"),
        tables,
        cmap,
        _advances(tables, hhea.numberOfHMetrics),
        upm,
        described,
        (ascent + gap) / upm,
        descent / upm,
    )


def _head(head: bytes) -> tuple[int, int, int, int, int]:
    """Read by hand what fontTools would warn about (dates before 1970)."""
    (upm,) = struct.unpack_from(">H", head, 18)
    return upm, *struct.unpack_from(">4h", head, 36)


def _advances(tables: dict[str, bytes], measured: int) -> list[tuple[int, int]]:
    """Give advance and left side bearing of every glyph."""
    (count,) = struct.unpack_from(">H", tables["maxp"], 4)
    hmtx = tables["hmtx"]
    found = [struct.unpack_from(">Hh", hmtx, 4 * index) for index in range(measured)]
    at = 4 * measured
    for index in range(count - measured):
        (bearing,) = struct.unpack_from(">h", hmtx, at + 2 * index)
        found.append((found[-1][0], bearing))
    return [(advance, bearing) for advance, bearing in found]


@functools.cache
def shipped(name: str, plane: int = 0) -> Face:
    """Give a shipped face.

    Args:
        name: File name without ending, e.g. `Carlito-Bold`.
        plane: Which plane of Unicode.

    Returns:
        The face, the same object for the whole process.
    """
    load = functools.partial(_shipped_outlines, name)
    core = plane == 0 and not name.startswith(("DejaVu", "NotoEmoji"))
    return Face(f"{name}.{plane}", load, plane, core)


@functools.cache
def _shipped_outlines(name: str) -> Outlines:
    return load_outlines(fonts_root() / f"{name}.ttf")
