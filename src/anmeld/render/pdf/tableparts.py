"""Small parts of reading tables: looks, spans, and elements of empty cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from anmeld.render.pdf.context import Context
from anmeld.render.pdf.grid import COLUMN_LIMIT, span_of, vertical
from anmeld.render.pdf.layers import Properties
from anmeld.render.pdf.looks import Rgb, Sides
from anmeld.render.pdf.model import Block, Table
from anmeld.render.pdf.names import VAL, W
from anmeld.render.pdf.structure import Element, attributes
from anmeld.render.pdf.tablestyles import (
    Lent,
)

if TYPE_CHECKING:
    pass

MARGINS: Final = {
    "margin.0": 0.0,
    "margin.1": 5.4,
    "margin.2": 0.0,
    "margin.3": 5.4,
}
"""A cell's margins where nobody says anything: top, left, bottom, right."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks, everything inherited; whether it heads its row."""

    lent: Lent
    borders: Sides
    shading: Rgb | None
    margins: tuple[float, float, float, float]
    align: str
    heads: bool


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """What a cell's own `w:tcPr` says of its place: the same for cells alike.

    Attributes:
        span: How many columns it asks for.
        merge: `start` of a vertical merge, its `rest`, or None.
        refused: What it asks for and the engine does not cover.
    """

    span: int
    merge: str | None
    refused: tuple[str, ...]


def given_of(properties: etree._Element | None) -> Given:
    """Read a cell's span and merge, and what in it is not covered."""
    refused: list[str] = []
    for part in properties if properties is not None else ():
        if part.tag == W + "textDirection" and part.get(VAL) not in ("lrTb", "lr"):
            refused.append("turned text")
        elif part.tag in (W + "cellIns", W + "cellDel", W + "tcPrChange"):
            refused.append(etree.QName(part.tag).localname)
        elif part.tag == W + "tcBorders":
            refused += [
                "diagonal border"
                for line in part
                if line.tag in (W + "tl2br", W + "tr2bl") and line.get(VAL) != "nil"
            ]
    return Given(
        span_of(properties, COLUMN_LIMIT + 1), vertical(properties), tuple(refused)
    )


def speaks(block: Block) -> bool:
    """Whether a block shows anything."""
    return isinstance(block, Table) or bool(block.items)


def write_spans(element: Element, rows: int, columns: int) -> None:
    """Tell how many rows and columns a cell takes, keeping its scope."""
    values = {}
    if "/Scope/Column" in element.attributes:
        values["Scope"] = "/Column"
    elif "/Scope/Row" in element.attributes:
        values["Scope"] = "/Row"
    if rows > 1:
        values["RowSpan"] = f" {rows}"
    if columns > 1:
        values["ColSpan"] = f" {columns}"
    element.attributes = attributes("Table", **values)


def blank_cell(parent: Element | None) -> None:
    """Make the element of a place in the grid where no cell is."""
    if parent is not None:
        Element("TD", parent)


def indent_of(properties: Properties, at: Context, modern: bool) -> float:
    """Find how far a table's left edge is moved.

    Args:
        properties: The table's formatting.
        at: Where it stands.
        modern: Whether its edge, not its text, stands at the margin.

    Returns:
        Points; to the left where negative.
    """
    indent: float = properties.get("indent", 0.0)
    if at.nested == 0 and not modern:
        indent -= properties.get("margin.1", 5.4)
    return indent
