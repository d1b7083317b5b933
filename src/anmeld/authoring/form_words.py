"""The words printed beside each box of a form: to its left, or just above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anmeld.render.form.describe import describe
from anmeld.render.form.model import Box
from anmeld.render.form.objects import entry
from anmeld.render.form.rewriting import PARSER_FAULTS
from anmeld.render.form.source import naming_damage, open_source
from anmeld.render.form.tree import read_tree

Labels = Mapping[str, tuple[str, ...]]
_NEAR_ABOVE, _NEAR_LEFT = 22.0, 260.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A printed piece of text and where its baseline begins."""

    x: float
    y: float
    size: float
    text: str

    @property
    def end(self) -> float:
        """About where it ends: half a size for each character."""
        return self.x + len(self.text) * self.size * 0.5


def printed_labels(pdf: str | Path | bytes, *, password: str | None = None) -> Labels:
    """Find the words beside every box.

    Args:
        pdf: Path or bytes of the form.
        password: The user password of an encrypted form.

    Returns:
        Field name -> the words to the left of its first box, and those above it.
    """
    source = open_source(pdf, password)
    found: dict[str, tuple[str, ...]] = {}
    with naming_damage(source.file):
        tree = read_tree(source)
        pieces = {
            page.number: _pieces(page.object_number, source.reader.pages)
            for page in tree.pages
        }
        for name, field in describe(tree, entry(source.root, "/AcroForm")).items():
            box = next((box for box in field.boxes if box.page), None)
            if box is not None and box.page is not None:
                near = pieces[box.page]
                words = (_left_of(box, near), _above(box, near))
                found[name] = tuple(text for text in words if text)
    return found


def _pieces(number: int, pages: Any) -> list[Piece]:  # noqa: ANN401 - pypdf's page list
    found: list[Piece] = []

    def visit(
        text: str, cm: list[float], tm: list[float], font: object, size: float
    ) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            scale = abs(tm[3] * cm[3]) or 1.0
            found.append(Piece(x, y, abs(size) * scale, " ".join(text.split())))

    try:
        for page in pages:
            reference = page.indirect_reference
            if reference is not None and reference.idnum == number:
                page.extract_text(visitor_text=visit)
    except PARSER_FAULTS:
        return found  # no words is less help, never a reason to refuse the form
    return found


def _left_of(box: Box, pieces: list[Piece]) -> str:
    left, low, _, high = box.rect
    on_line = [
        piece
        for piece in pieces
        if low - 2 <= piece.y <= high and piece.x < left
        and left - piece.end < _NEAR_LEFT
    ]  # fmt: skip
    return max(on_line, key=lambda piece: piece.x).text if on_line else ""


def _above(box: Box, pieces: list[Piece]) -> str:
    left, _, right, high = box.rect
    over = [
        piece
        for piece in pieces
        if high - 2 <= piece.y <= high + _NEAR_ABOVE and left - 20 <= piece.x < right
    ]
    return (
        min(over, key=lambda piece: (piece.y, abs(piece.x - left))).text if over else ""
    )
