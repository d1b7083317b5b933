"""Which face draws a text: by the font's name, then character by character."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from anmeld._i18n import msg
from anmeld.errors import Fault, TemplateError, Where
from anmeld.render.pdf.faces import INVISIBLE, Face, load_outlines, shipped

_METRIC: Final = {
    "Carlito": ("calibri", "carlito", "calibri light"),
    "Caladea": ("cambria", "caladea"),
    "LiberationSans": ("arial", "helvetica", "liberation sans", "arimo"),
    "LiberationSerif": ("times new roman", "times", "liberation serif", "tinos"),
    "LiberationMono": ("courier new", "courier", "liberation mono", "cousine"),
    "DejaVuSans": ("dejavu sans",),
    "NotoEmoji": ("noto emoji",),
}
_NEAR: Final = {
    "Carlito": ("aptos", "aptos display", "candara", "corbel", "segoe ui"),
    "Caladea": ("constantia",),
    "LiberationSerif": (
        "garamond",
        "georgia",
        "book antiqua",
        "palatino linotype",
        "century schoolbook",
    ),
    "LiberationMono": ("consolas", "lucida console"),
    "DejaVuSans": ("verdana", "tahoma", "ms gothic", "segoe ui symbol", "wingdings"),
}
_EXACT: Final = {name: fam for fam, names in _METRIC.items() for name in names}
_STANDS_IN: Final = {name: fam for fam, names in _NEAR.items() for name in names}
_SUFFIX: Final = {
    (False, False): "Regular",
    (True, False): "Bold",
    (False, True): "Italic",
    (True, True): "BoldItalic",
}
_LAST_RESORT: Final = "LiberationSans"
SYMBOL_FONTS: Final = frozenset(("symbol", "wingdings", "wingdings 2", "webdings"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one face.

    Attributes:
        face: What draws it.
        text: What is drawn.
        actual: What it stands for, where that is another text.
    """

    face: Face
    text: str
    actual: str | None = None


class FontBook:
    """The shipped faces and a house's own.

    Args:
        folder: A folder of the house's own TrueType files, or None.

    Raises:
        TemplateError: A file there cannot be embedded (`font-not-usable`).
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._own = _own_faces(folder) if folder is not None else {}
        self._chosen: dict[tuple[str, bool, bool], tuple[Face, str | None]] = {}

    def choose(self, name: str, bold: bool, italic: bool) -> tuple[Face, str | None]:
        """Find the face for a font's name.

        Args:
            name: As the document says it.
            bold: Whether a bold one is wanted.
            italic: Whether an italic one is wanted.

        Returns:
            The face, and the family that stood in where the asked one is missing and
            the widths differ.
        """
        key = (name.lower().strip(), bold, italic)
        found = self._chosen.get(key)
        if found is None:
            found = self._chosen[key] = self._choose(*key)
        return found

    def _choose(self, name: str, bold: bool, italic: bool) -> tuple[Face, str | None]:
        own = self._own.get(name)
        if own is not None:
            return own.get((bold, italic)) or next(iter(own.values())), None
        family = _EXACT.get(name)
        if family is not None:
            return shipped(_file(family, bold, italic)), None
        family = _STANDS_IN.get(name, _LAST_RESORT)
        stood_in = None if name in SYMBOL_FONTS else family
        return shipped(_file(family, bold, italic)), stood_in

    def pieces(self, text: str, face: Face) -> Iterator[Piece]:
        """Cut a text where its own face lacks characters.

        A character that no face has becomes a marked substitute.

        Args:
            text: Any text.
            face: The face asked for.

        Yields:
            The pieces in order.
        """
        start = 0
        current: Face | None = face
        for index, char in enumerate(text):
            wanted = current if char in face.chars and current is face else None
            wanted = wanted or _face_for(char, face, current)
            if wanted is current:
                continue
            if index > start and current is not None:
                yield Piece(current, text[start:index])
            start, current = index, wanted
            if wanted is None:
                yield _substitute(char)
                start, current = index + 1, face
        if start < len(text) and current is not None:
            yield Piece(current, text[start:])


def _face_for(char: str, face: Face, current: Face | None) -> Face | None:
    """Find who draws a character; one without a picture stays with its neighbour."""
    if char in INVISIBLE and current is not None and char in current.chars:
        return current
    if char in face.chars:
        return face
    bold = "Bold" in face.key
    plane = ord(char) >> 16
    for name in ("DejaVuSans-Bold" if bold else "DejaVuSans", "NotoEmoji-Regular"):
        candidate = shipped(name, plane)
        if char in candidate.chars:
            return candidate
    return None


def _substitute(char: str) -> Piece:
    return Piece(shipped("DejaVuSans"), f"\u27e6U+{ord(char):04X}\u27e7", char)


def _file(family: str, bold: bool, italic: bool) -> str:
    if family == "DejaVuSans":
        return "DejaVuSans-Bold" if bold else "DejaVuSans"
    if family == "NotoEmoji":
        return "NotoEmoji-Regular"
    return f"{family}-{_SUFFIX[bold, italic]}"


@functools.lru_cache(maxsize=16)
def _own_faces(folder: Path) -> Mapping[str, dict[tuple[bool, bool], Face]]:
    found: dict[str, dict[tuple[bool, bool], Face]] = {}
    faults = []
    for path in sorted(folder.glob("*.[tToO][tT][fFcC]")):
        try:
            family, style, face = _own_face(path)
        except Exception:  # noqa: BLE001 - fontTools raises anything on a broken file
            faults.append(_unusable(path))
            continue
        found.setdefault(family, {})[style] = face
    if faults:
        raise TemplateError(*faults)
    return found


def _own_face(path: Path) -> tuple[str, tuple[bool, bool], Face]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        if "glyf" not in font or font["OS/2"].fsType & 0x0002:
            raise ValueError(path.name)
        names = font["name"]
        family = (names.getDebugName(16) or names.getDebugName(1) or "").lower()
        selection = font["OS/2"].fsSelection
    load = functools.partial(load_outlines, path)
    style = (bool(selection & 32), bool(selection & 1))
    return family, style, Face(f"own-{path.stem}.0", load, 0, True)


def _unusable(path: Path) -> Fault:
    return Fault(
        "font-not-usable",
        Where(file=path.name),
        msg("This font cannot be embedded in a PDF."),
        msg("Use a TrueType font (.ttf) whose licence allows embedding."),
    )
