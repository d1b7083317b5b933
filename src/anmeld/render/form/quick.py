"""The short way for short texts: everything but the text itself is written beforehand.

Most texts fit their box in one line, in the field's own font, at the size it starts
with. Then nothing needs to be laid out; the bytes are those of the long way.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

from anmeld.render.form.appearance import Frame
from anmeld.render.form.layout import Laid, Shape, lay_out
from anmeld.render.form.syntax import number

_encode = codecs.charmap_encode
_SPECIAL = re.compile(rb"[\\()]")
# What PDFDocEncoding, Latin-1 and WinAnsi write alike.
_ALIKE = re.compile("[ -~\xa1-\xac\xae-\xff]*").fullmatch
_TAIL = b") Tj\nET\nQ\nEMC"


@dataclass(frozen=True, slots=True)
class Quick:
    """One box, written up to its text.

    Attributes:
        head: The stream's dictionary up to its length.
        before: The drawing up to the text's place.
        place: The place of a text that begins at the left.
        after: What stands between place and text.
        codes: The code of each character.
        widths: Width of each code in thousandths of the size.
        widest: The widest text that fits, in the same measure.
        alike: Whether the codes are those of Latin-1.
        shape: The box, for texts that are not at the left.
        size: The size.
        baseline: The height of the baseline.
    """

    head: bytes
    before: bytes
    place: bytes
    after: bytes
    codes: Mapping[int, int]
    widths: tuple[float, ...]
    widest: float
    alike: bool
    shape: Shape
    size: float
    baseline: float

    def write(self, text: str) -> tuple[bytes, bytes | None] | None:
        """Write a text's appearance.

        Args:
            text: The text.

        Returns:
            The stream, and the string to store where its bytes are the same; `None`
            for a text that must go the long way.
        """
        try:
            data: bytes = _encode(text, "strict", self.codes)[0]
        except UnicodeEncodeError:
            return None
        width = sum(map(self.widths.__getitem__, data))
        if width > self.widest or not data:
            return None
        place = self.place
        if self.shape.alignment:
            if data.endswith(b" "):
                return None
            place = self._place(width)
        if _SPECIAL.search(data):
            data = data.replace(b"\\", b"\\\\").replace(b"(", b"\\(")
            data = data.replace(b")", b"\\)")
        drawing = b"".join((self.before, place, self.after, data, _TAIL))
        stream = b"%b%d>>\nstream\n%b\r\nendstream" % (self.head, len(drawing), drawing)
        return stream, (b"(%b)" % data if self.alike and _ALIKE(text) else None)

    def _place(self, width: float) -> bytes:
        shape = self.shape
        x = shape.margin + (shape.room - width * self.size / 1000) * shape.alignment / 2
        return b"%b %b Td\n" % (number(x), number(self.baseline))


def make_quick(frame: Frame, shape: Shape | None, colour: bytes) -> Quick | None:
    """Write a box up to its text, if its first font allows it.

    Args:
        frame: Border and box.
        shape: The box as its text sees it.
        colour: Operator that sets the colour of the text.

    Returns:
        The box; `None` where every text must go the long way.
    """
    if shape is None or shape.cells:
        return None
    face = shape.fonts.whole[0]
    probe = next((letter for letter in "x1 " if letter in face.widths), None)
    laid = lay_out(probe, shape) if probe else None
    if face.wide or face.shipped or not isinstance(laid, Laid) or not laid.lines:
        return None
    widths = [0.0] * 256
    for letter, width in face.widths.items():
        widths[face.codes[ord(letter)]] = width
    line = laid.lines[0]
    fonts = b"%b %b" % (face.resource, face.entry)
    return Quick(
        head=b"<<%b/Resources<</Font<<%b>>>>/Length " % (frame.head, fonts),
        before=b"%b/Tx BMC\nq\nBT\n%b\n" % (frame.border, colour),
        place=b"%b %b Td\n" % (number(shape.margin), number(line.y)),
        after=b"%b %b Tf\n(" % (face.resource, number(laid.size)),
        codes=face.codes,
        widths=tuple(widths),
        widest=shape.room * 1000 / laid.size,
        alike=all(face.codes.get(c, c) == c for c in _SAME_CODES),
        shape=shape,
        size=laid.size,
        baseline=line.y,
    )


_SAME_CODES = (*range(0x20, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100))
