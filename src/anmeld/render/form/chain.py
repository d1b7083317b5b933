"""Which font shows which character: the form's own first, then the shipped ones."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from anmeld.formatting.characters import code_point, marked
from anmeld.render.form.faces import Face
from anmeld.render.form.shipped import FURTHER, shipped_face

# Tabs have no glyph; line ends are the layout's; every kind of line end is one.
_SPACES = {"\t": "    "}
_LINE_ENDS = (
    "\r\n",
    "\r",
    "\v",
    "\f",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
)


@dataclass(frozen=True, slots=True)
class Measured:
    r"""A text ready to be laid out: what is drawn, and how wide each character is.

    Attributes:
        text: What is drawn, with `\n` for line ends.
        widths: Advance of each of its characters, in thousandths of the size.
        face: The face of the first line's height, and of all text if `faces` is empty.
        faces: The face of each character where they differ.
        missing: Characters that no font has and that are shown as their code points.
    """

    text: str
    widths: Mapping[str, float]
    face: Face
    faces: Mapping[str, Face] | None = None
    missing: tuple[str, ...] = ()

    def width(self, text: str) -> float:
        """Width of a part of the text in thousandths of the size."""
        return sum(map(self.widths.__getitem__, text))

    def runs(self, text: str) -> list[tuple[Face, str]]:
        """A part of the text cut where the face changes."""
        if self.faces is None:
            return [(self.face, text)]
        runs: list[tuple[Face, str]] = []
        for character in text:
            face = self.faces[character]
            if runs and runs[-1][0] is face:
                runs[-1] = (face, runs[-1][1] + character)
            else:
                runs.append((face, character))
        return runs


@dataclass(frozen=True, slots=True)
class FontChain:
    """The fonts of one field, in the order in which they are tried.

    Attributes:
        whole: Faces of which one shows the whole text if it can.
    """

    whole: tuple[Face, ...]

    def measure(self, text: str) -> Measured:
        """Choose the face, or the face of each character.

        Args:
            text: Any text.

        Returns:
            What to draw, and its widths.
        """
        first = self.whole[0]
        if first.covers(text):
            return Measured(text, first.widths, first)
        plain = normal(text)
        body = plain.replace("\n", " ")  # which a box of one line shows them as
        for face in self.whole:
            if face.covers(body):
                return Measured(plain, face.widths, face)
        return self._mixed(plain)

    def _mixed(self, text: str) -> Measured:
        base = self.whole[-1]
        order = (base, *(shipped_face(file) for file in FURTHER), *self.whole[:-1])
        faces: dict[str, Face] = {}
        missing = []
        for character in dict.fromkeys(f"{text} "):
            found = _having(order, character)
            if found is not None:
                faces[character] = found
            elif character != "\n":
                missing.append(character)
        for character in missing:
            text = text.replace(character, marked(character))
        for character in text:
            if character not in faces and character != "\n":
                faces[character] = _having(order, character) or base
        widths = {c: face.widths[c] for c, face in faces.items()}
        return Measured(
            text, widths, base, faces, tuple(code_point(c) for c in missing)
        )


def _having(order: tuple[Face, ...], character: str) -> Face | None:
    return next((face for face in order if character in face.widths), None)


def reads_leftwards(text: str) -> bool:
    """Whether a text has letters of a script that runs from right to left."""
    return not text.isascii() and any(
        unicodedata.bidirectional(character) in ("R", "AL") for character in text
    )


def normal(text: str) -> str:
    r"""A text as it is drawn: composed letters, `\n` for line ends, no tabs."""
    text = unicodedata.normalize("NFC", text)
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    return text.replace("\t", _SPACES["\t"])
