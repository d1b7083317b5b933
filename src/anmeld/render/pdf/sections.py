"""Sections: page size, margins, headers and footers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from anmeld.render.pdf.model import (
    Block,
    Section,
)
from anmeld.render.pdf.names import RID, TWIP, VAL, W, child, number, on
from anmeld.render.pdf.notes import numbered_otherwise

if TYPE_CHECKING:
    from anmeld.render.pdf.reading import Reader

_LARGEST = 14_400.0
"""Points: PDF's own limit of a page's side."""


def read_section(
    reader: Reader, element: etree._Element | None, previous: Section | None
) -> Section:
    """Read `w:sectPr`.

    Args:
        reader: The document's reader, for headers and footers.
        element: The element, or None for Word's own defaults.
        previous: The section before, whose headers go on where none are named.

    Returns:
        The section.
    """
    found = {} if element is None else {c.tag.removeprefix(W): c for c in element}
    width, height = (
        _length(found, "pgSz", "w", 11906),
        _length(found, "pgSz", "h", 16838),
    )
    sides = ("top", "left", "bottom", "right")
    top, left, bottom, right = (_length(found, "pgMar", s, 1440) for s in sides)
    gutter = _length(found, "pgMar", "gutter", 0)
    width = min(max(width, 72.0), _LARGEST)
    if left + gutter + right > width - 36:  # margins that leave no column
        left = right = gutter = 0.0
    section = Section(
        width,
        min(max(height, 72.0), _LARGEST),
        (top, left + gutter, bottom, right),
        _length(found, "pgMar", "header", 708),
        _length(found, "pgMar", "footer", 708),
        _value(found, "type", "nextPage"),
    )
    _number(section, found)
    _refuse(reader, found)
    _margins(reader, element, section, previous)
    return section


def _number(section: Section, found: dict[str, etree._Element]) -> None:
    title = found.get("titlePg")
    section.title = title is not None and on(title.get(VAL))
    numbers = found.get("pgNumType")
    if numbers is not None:
        start = numbers.get(W + "start")
        section.start = int(number(start)) if start is not None else None
        section.format = numbers.get(W + "fmt", "decimal")


def _length(
    found: dict[str, etree._Element], name: str, attribute: str, default: float
) -> float:
    element = found.get(name)
    text = element.get(W + attribute) if element is not None else None
    return number(text, default) * TWIP


def _value(found: dict[str, etree._Element], name: str, default: str) -> str:
    element = found.get(name)
    return element.get(VAL, default) if element is not None else default


def _refuse(reader: Reader, found: dict[str, etree._Element]) -> None:
    columns = found.get("cols")
    if columns is not None and number(columns.get(W + "num"), 1) > 1:
        reader.faults.unsupported("several columns")
    for name in ("pgBorders", "lnNumType", "sectPrChange"):
        if name in found:
            reader.faults.unsupported(name)
    _refuse_direction(reader, found)
    if _value(found, "vAlign", "top") != "top":
        reader.faults.unsupported("vertical alignment of the page")
    for name in ("footnotePr", "endnotePr"):
        if name in found and numbered_otherwise(found[name]):
            reader.faults.unsupported(f"numbering of footnotes (w:{name})")
    grid = found.get("docGrid")
    if grid is not None and grid.get(W + "type", "default") != "default":
        reader.faults.unsupported("line grid (w:docGrid)")


def _refuse_direction(reader: Reader, found: dict[str, etree._Element]) -> None:
    if "bidi" in found and on(found["bidi"].get(VAL)):
        reader.faults.unsupported("bidi")
    if _value(found, "textDirection", "lrTb") not in ("lrTb", "lr"):
        reader.faults.unsupported("turned text")


def _margins(
    reader: Reader,
    element: etree._Element | None,
    section: Section,
    previous: Section | None,
) -> None:
    """Read headers and footers; those not named go on from the section before."""
    if previous is not None:
        section.headers = dict(previous.headers)
        section.footers = dict(previous.footers)
    for part in element if element is not None else ():
        kind = part.get(W + "type", "default")
        if part.tag == W + "headerReference":
            section.headers[kind] = _read(reader, part)
        elif part.tag == W + "footerReference":
            section.footers[kind] = _read(reader, part)


def _read(reader: Reader, reference: etree._Element) -> list[Block]:
    return reader.margin_blocks(reference.get(RID, ""))


def by_section(
    body: etree._Element,
) -> list[tuple[etree._Element | None, list[etree._Element]]]:
    """Group a body's children by section.

    Args:
        body: `w:body`.

    Returns:
        Each section's `w:sectPr` (None for a body without one) and its children.
    """
    groups: list[tuple[etree._Element | None, list[etree._Element]]] = []
    current: list[etree._Element] = []
    for part in body:
        if part.tag == W + "sectPr":
            groups.append((part, current))
            current = []
            continue
        current.append(part)
        if part.tag == W + "p":
            properties = child(part, W + "pPr")
            ends = None if properties is None else child(properties, W + "sectPr")
            if ends is not None:
                groups.append((ends, current))
                current = []
    if current or not groups:
        groups.append((None, current))
    return groups
