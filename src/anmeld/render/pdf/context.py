"""Where blocks are read, and what kind of paragraph one is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from anmeld._i18n import msg
from anmeld.errors import Fault, Where
from anmeld.render.pdf.faults import Faults
from anmeld.render.pdf.inlines import Place
from anmeld.render.pdf.layers import Properties
from anmeld.render.pdf.looks import ParagraphStyle
from anmeld.render.pdf.model import (
    Text,
)
from anmeld.render.pdf.names import W
from anmeld.render.pdf.structure import Element

PARAGRAPH_LIMIT: Final = 50_000
"""Paragraphs of one document: more than a thousand pages."""


@dataclass(slots=True)
class Context:
    """Where blocks are read.

    Attributes:
        parent: The element they belong to; None in headers and footers.
        table: Formatting that the table's style lends.
        key: What tells such formatting apart.
        nested: Tables around.
        note: The number of the footnote they belong to.
    """

    parent: Element | None
    table: tuple[Properties, Properties] | None = None
    key: object = None
    nested: int = 0
    note: str = ""
    anchors: list[str] = field(default_factory=list)


def too_long() -> Fault:
    """Name a document beyond all bounds."""
    return Fault(
        "document-too-long",
        Where(),
        msg("The document has more than {limit} paragraphs.", limit=PARAGRAPH_LIMIT),
        msg("Split the document."),
    )


def visible(place: Place) -> bool:
    """Whether anything in a paragraph is seen."""
    return any(not isinstance(item, Text) or item.text.strip() for item in place.items)


def heading_level(style: ParagraphStyle) -> int | None:
    """Give a paragraph's heading level from its outline level or style's name."""
    if style.name == "title":
        return 1
    if style.outline is not None:
        return style.outline
    if style.name.startswith("heading ") and style.name[8:].isdigit():
        return int(style.name[8:])
    return None


NESTING_LIMIT: Final = 12
"""Tables within tables; Word itself becomes unusable long before."""


def name_too_deep(faults: Faults) -> None:
    """Name tables that stand in each other beyond all bounds."""
    faults.add(
        "tables-too-deep",
        msg("More than {limit} tables stand in each other.", limit=NESTING_LIMIT),
        msg("Use fewer tables within tables."),
    )


PASSED: Final = frozenset(
    W + name
    for name in (
        "proofErr",
        "bookmarkEnd",
        "permStart",
        "permEnd",
        "sectPr",
        "sdtPr",
        "sdtEndPr",
        "customXmlPr",
        "tcPr",
    )
)


TRANSPARENT: Final = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "smartTag")
)


REFUSED: Final = {
    W + "framePr": "frame (w:framePr)",
    W + "bidi": "right-to-left paragraph",
    W + "textDirection": "turned text",
}


def check_properties(properties: etree._Element, faults: Faults) -> bool:
    """Name what a paragraph asks for and the engine does not cover.

    Args:
        properties: `w:pPr`.
        faults: Gathers what is named.

    Returns:
        Whether there was nothing to name.
    """
    wrong = [name for child in properties for name in _uncovered(child)]
    for construct in wrong:
        faults.unsupported(construct)
    return not wrong


def _uncovered(element: etree._Element) -> list[str]:
    construct = REFUSED.get(element.tag)
    if construct is not None:
        off = element.get(W + "val") in ("0", "false", "lrTb")
        return [] if off else [construct]
    if element.tag == W + "pPrChange":
        return ["pPrChange"]
    if element.tag != W + "rPr":
        return []
    drafts = (W + "ins", W + "del", W + "rPrChange")
    return [etree.QName(part.tag).localname for part in element if part.tag in drafts]
