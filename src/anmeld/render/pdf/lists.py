"""Lists in the structure tree: list paragraphs gathered under `L`, level by level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from anmeld.render.pdf.looks import ParagraphStyle
from anmeld.render.pdf.model import Item, Text
from anmeld.render.pdf.numbering import Numbering
from anmeld.render.pdf.structure import Element, attributes

_KINDS: Final = {
    "bullet": "/Disc",
    "decimal": "/Decimal",
    "upperRoman": "/UpperRoman",
    "lowerRoman": "/LowerRoman",
    "upperLetter": "/UpperAlpha",
    "lowerLetter": "/LowerAlpha",
}


@dataclass(slots=True)
class _Open:
    """A list that may go on."""

    name: str
    level: int
    element: Element
    body: Element
    parent: Element


class Lists:
    """Makes the elements of list paragraphs, and counts them.

    Args:
        numbering: The document's lists.
    """

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counter = numbering.counter()
        self._open: list[_Open] = []
        self._labels: dict[Element, Element] = {}

    def label(self, style: ParagraphStyle) -> str:
        """Count a paragraph and give its label."""
        assert style.numbering is not None
        return self._counter.label(*style.numbering)

    def close(self) -> None:
        """End all lists: something else than a list paragraph follows."""
        self._open.clear()

    def item(self, style: ParagraphStyle, parent: Element) -> Element:
        """Make the elements of a list paragraph.

        Args:
            style: How it is set.
            parent: The element that the list belongs to.

        Returns:
            The `P` in its `LBody`.
        """
        assert style.numbering is not None
        name, level = style.numbering
        if self._open and self._open[0].parent is not parent:
            self.close()
        while self._open and self._open[-1].level > level:
            self._open.pop()
        last = self._open[-1] if self._open else None
        if last and last.level == level and last.name != name:
            self._open.pop()  # another list follows at once
        if not self._open or self._open[-1].level < level:
            holder = self._open[-1].body if self._open else parent
            found = self._numbering.level(name, level)
            kind = _KINDS.get(found.format if found else "", "/None")
            list_ = Element(
                "L", holder, attributes=attributes("List", ListNumbering=kind)
            )
            self._open.append(_Open(name, level, list_, list_, parent))
        current = self._open[-1]
        entry = Element("LI", current.element)
        label = Element("Lbl", entry)
        current.body = Element("LBody", entry)
        text = Element("P", current.body)
        self._labels[text] = label
        return text

    def label_element(self, owner: Element | None) -> Element | None:
        """Give the `Lbl` of a list paragraph; other paragraphs hold their own label."""
        return self._labels.get(owner, owner) if owner is not None else None


def moved_label(
    style: ParagraphStyle, items: Sequence[Item], align: str
) -> ParagraphStyle:
    """Move a first line so that its label ends, or is centred, where others begin.

    Args:
        style: The paragraph's style.
        items: The label.
        align: How the list's level says that labels stand.

    Returns:
        The style with another first indent.
    """
    width = sum(
        item.style.face.width(item.text) * item.style.size / 1000
        for item in items
        if isinstance(item, Text)
    )
    part = 0.5 if align == "center" else 1.0
    return replace(style, first=style.first - width * part)
