"""A face of the form: cut to the letters of WinAnsi, measured, described for PDF."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

_WIN_ANSI = bytes(range(32, 256)).decode("cp1252", "ignore")
_FIRST, _LAST = 32, 255
_NONSYMBOLIC = 32


class Face:
    """One embedded face.

    Args:
        path: The TrueType file.
        name: Its PostScript name.

    Attributes:
        name: Its PostScript name. No tag of a subset: it has every letter of WinAnsi,
            and a program that fills the form may write with it.
        program: The font program that is embedded.
    """

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        font = TTFont(path, recalcTimestamp=False)
        options = subset.Options(hinting=False, glyph_names=False, layout_features=[])
        options.drop_tables += ["FFTM", "DSIG", "meta", "GDEF", "GPOS", "GSUB"]
        cutter = subset.Subsetter(options)
        cutter.populate(text=_WIN_ANSI)
        cutter.subset(font)
        self._font = font
        self._scale = 1000 / font["head"].unitsPerEm
        self._metrics = font["hmtx"].metrics
        self._glyphs = font.getBestCmap()
        target = BytesIO()
        font.save(target)
        self.program = target.getvalue()

    def width(self, text: str, size: float) -> float:
        """Measure a text.

        Args:
            text: One line.
            size: Type size in points.

        Returns:
            Its width in points.
        """
        return float(sum(self._advance(letter) for letter in text) * size / 1000)

    def descriptor(self, program: int) -> str:
        """Write the font descriptor.

        Args:
            program: Object number of the font program.
        """
        head, metrics = self._font["head"], self._font["hhea"]
        box = (head.xMin, head.yMin, head.xMax, head.yMax)
        corners = " ".join(str(self._scaled(value)) for value in box)
        return (
            f"<</Type/FontDescriptor/FontName/{self.name}/Flags {_NONSYMBOLIC}"
            f"/FontBBox[{corners}]/ItalicAngle 0/Ascent {self._scaled(metrics.ascent)}"
            f"/Descent {self._scaled(metrics.descent)}"
            f"/CapHeight {self._scaled(self._font['OS/2'].sCapHeight)}/StemV 80"
            f"/FontFile2 {program} 0 R>>"
        )

    def dictionary(self, descriptor: int) -> str:
        """Write the font dictionary.

        Args:
            descriptor: Object number of the font descriptor.
        """
        codes = (bytes([code]).decode("cp1252", "ignore") for code in self._codes())
        widths = " ".join(
            str(round(self._advance(one))) if one else "0" for one in codes
        )
        return (
            f"<</Type/Font/Subtype/TrueType/BaseFont/{self.name}/FirstChar {_FIRST}"
            f"/LastChar {_LAST}/Widths[{widths}]/Encoding/WinAnsiEncoding"
            f"/FontDescriptor {descriptor} 0 R>>"
        )

    def _codes(self) -> range:
        return range(_FIRST, _LAST + 1)

    def _advance(self, letter: str) -> float:
        glyph = self._glyphs.get(ord(letter), ".notdef")
        return float(self._metrics[glyph][0] * self._scale)

    def _scaled(self, value: float) -> int:
        return int(round(value * self._scale, 0))
