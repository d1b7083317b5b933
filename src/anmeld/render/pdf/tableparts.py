"""Small parts of reading tables: looks, spans, and elements of empty cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from anmeld.render.pdf.looks import Rgb, Sides
from anmeld.render.pdf.model import Block, Table
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
