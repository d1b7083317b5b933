"""Paragraphs of plain text, read without the ado that fields and links need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from lxml import etree

from anmeld.render.pdf.faults import check_run
from anmeld.render.pdf.fields import Fields
from anmeld.render.pdf.kinds import Kind
from anmeld.render.pdf.layers import key_of
from anmeld.render.pdf.looks import RunStyle
from anmeld.render.pdf.model import Item, Text
from anmeld.render.pdf.names import P_PR, R_PR, RUN, T
from anmeld.render.pdf.structure import Element

if TYPE_CHECKING:
    from anmeld.render.pdf.reading import Reader

SPACES: Final = str.maketrans("\n\r\t", "   ")
"""What stands for a space within text."""


class Plain:
    """Reads paragraphs that hold nothing but text.

    Args:
        fields: The fields that are open.
        reader: The document's reader.
    """

    def __init__(self, fields: Fields, reader: Reader) -> None:
        self._fields = fields
        self._reader = reader
        self._usual: dict[Kind, dict[object, RunStyle | None]] = {}

    def read(
        self, parts: Sequence[etree._Element], kind: Kind, owner: Element | None
    ) -> list[Item] | None:
        """Read a paragraph of plain text, as nearly all paragraphs are.

        Args:
            parts: The paragraph's children.
            kind: What its formatting comes to.
            owner: The paragraph's element.

        Returns:
            Its texts, as `Inlines` makes them; None, with nothing done, where it holds
            anything else.
        """
        if kind.mark.hidden or self._fields.open:
            return None
        items: list[Item] = []
        for part in parts:
            tag = part.tag
            if tag == RUN:
                if not self._run(part, kind, owner, items):
                    return None
            elif tag != P_PR:
                return None
        return items

    def _run(
        self,
        element: etree._Element,
        kind: Kind,
        owner: Element | None,
        items: list[Item],
    ) -> bool:
        """Add a run's texts; tell whether it holds nothing else."""
        parts = list(element)
        own = parts.pop(0) if parts and parts[0].tag == R_PR else None
        style = self._style(own, kind)
        if style is None:
            return False
        for part in parts:
            if part.tag != T:
                return False
            text = part.text or ""
            if not text.isprintable():
                text = text.translate(SPACES)
            if not style.face.chars.issuperset(text):
                return False
            if text:
                items.append(Text(text, style, owner))
        return True

    def _style(self, properties: etree._Element | None, kind: Kind) -> RunStyle | None:
        """Give a run's look; None where its text takes more than its characters."""
        usual = self._usual.setdefault(kind, {})
        own = key_of(properties)
        if own in usual:
            return usual[own]
        reader = self._reader
        style = reader.sheet.run(kind.base, kind.key, properties, own)
        odd = style.hidden or style.caps or style.lang != reader.lang
        if odd or not (properties is None or check_run(properties, reader.faults)):
            usual[own] = None
            return None
        if style.stood_in is not None:
            reader.stood_in.update([style.stood_in])
        usual[own] = style
        return style
