"""Reading tables: their grid, each cell's formatting by its place, their elements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from anmeld._i18n import msg
from anmeld.render.pdf.context import Context
from anmeld.render.pdf.grid import (
    COLUMN_LIMIT,
    ROW_LIMIT,
    borders_of,
    cells_of,
    grid_of,
    row_properties,
    rows_of,
)
from anmeld.render.pdf.layers import Properties, key_of, merge
from anmeld.render.pdf.model import Block, Cell, Paragraph, Row, Table
from anmeld.render.pdf.names import W, child
from anmeld.render.pdf.structure import Element, attributes
from anmeld.render.pdf.tableparts import (
    MARGINS,
    Given,
    Look,
    blank_cell,
    given_of,
    indent_of,
    speaks,
    write_spans,
)
from anmeld.render.pdf.tablestyles import (
    Lent,
    cell_properties,
    places,
    table_properties,
)

if TYPE_CHECKING:
    from anmeld.render.pdf.reading import Reader


_REFUSED_TABLE: Final = frozenset(
    W + name for name in ("tblpPr", "tblCellSpacing", "bidiVisual", "tblPrChange")
)
"""Floating tables, space between cells, tables from right to left, drafts."""

_TC_PR: Final = W + "tcPr"


@dataclass(slots=True)
class _State:
    """A table while it is read."""

    name: str
    known: frozenset[str]
    properties: Properties
    columns: list[float]
    element: Element | None
    part: Element | None = None
    header: bool = True
    open_cells: dict[int, tuple[Element, int]] = field(default_factory=dict)
    looks: dict[object, Look] = field(default_factory=dict)


class TableReader:
    """Reads tables.

    Args:
        reader: The document's reader.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._styles = reader.styles
        self._given: dict[object, Given] = {}

    def read(self, element: etree._Element, at: Context) -> Table:
        """Read `w:tbl`.

        Args:
            element: The element.
            at: Where it stands.

        Returns:
            The table; one without rows where it cannot be laid out.
        """
        given = element.find(W + "tblPr")
        for part in given if given is not None else ():
            if part.tag in _REFUSED_TABLE:
                self._reader.faults.quote(element)
                self._reader.faults.unsupported(etree.QName(part.tag).localname)
        own = table_properties(given)
        name = own.get("style", "")
        style = self._styles.table(name)
        properties = merge(style, own)
        rows = list(rows_of(element))
        columns = grid_of(element, rows, properties)
        if len(columns) > COLUMN_LIMIT or len(rows) > ROW_LIMIT:
            self._too_large()
            return Table([], [], "left", 0.0)
        parent = at.parent
        table = Element("Table", parent) if parent is not None else None
        state = _State(name, self._styles.conditions(name), properties, columns, table)
        read = [
            self._row(row, index, len(rows), state, at)
            for index, row in enumerate(rows)
        ]
        align, modern = properties.get("jc", "left"), self._reader.modern
        indent = indent_of(properties, at, modern)
        return Table(read, columns, align, indent, at.nested > 0)

    def _too_large(self) -> None:
        self._reader.faults.add(
            "table-too-large",
            msg(
                "A table has more than {columns} columns or {rows} rows.",
                columns=COLUMN_LIMIT,
                rows=ROW_LIMIT,
            ),
            msg("Split the table in Word."),
        )

    def _row(
        self,
        element: etree._Element,
        index: int,
        count: int,
        state: _State,
        at: Context,
    ) -> Row:
        given = row_properties(child(element, W + "trPr"))
        header = bool(given.get("header")) and state.header
        state.header = header
        parent = self._row_element(header, state)
        column = int(given.get("before", 0))
        for _ in range(column):
            blank_cell(parent)
        cells: list[Cell] = []
        for found in cells_of(element):
            if column >= len(state.columns):
                self._reader.faults.unsupported("table cells outside the table's grid")
                break
            cell = self._cell(found, (index, column, count), state, at, parent, header)
            cells.append(cell)
            column += cell.span
        for _ in range(column, len(state.columns)):
            blank_cell(parent)
        if parent is not None and not parent.kids:
            _shorten(cells, state)
        for tag in ("trPrChange", "ins", "del", "hidden"):
            if tag in given:
                self._reader.faults.unsupported(tag)
        height, exact = given.get("height", (None, False))
        return Row(cells, height, exact, header, bool(given.get("whole")))

    def _row_element(self, header: bool, state: _State) -> Element | None:
        if state.element is None:
            return None
        if header:
            if state.part is None:
                state.part = Element("THead", state.element)
        elif state.part is not None and state.part.tag == "THead":
            state.part = Element("TBody", state.element)
        return Element("TR", state.part or state.element)

    def _cell(
        self,
        element: etree._Element,
        where: tuple[int, int, int],
        state: _State,
        at: Context,
        parent: Element | None,
        header: bool,
    ) -> Cell:
        index, column, count = where
        parts = list(element)
        first = parts.pop(0) if parts and parts[0].tag == _TC_PR else None
        properties = child(element, _TC_PR) if first is None else first
        key = key_of(properties)
        given = self._given.get(key)
        if given is None:
            given = self._given[key] = given_of(properties)
        for construct in given.refused:
            self._reader.faults.quote(element)
            self._reader.faults.unsupported(construct)
        span = min(given.span, len(state.columns) - column)
        merge_kind = given.merge
        at_end = column + span == len(state.columns)
        look = self._look(properties, given, (index, column, count, at_end), state)
        heads = header or look.heads
        place = (column, span)
        owner = self._cell_element(place, merge_kind, heads, header, state, parent)
        blocks = self._blocks(parts, look.lent, owner, at)
        if merge_kind == "rest" and any(speaks(block) for block in blocks):
            self._reader.faults.unsupported("text in the rest of a merged cell")
        return Cell(
            blocks,
            column,
            span,
            merge_kind,
            look.borders,
            look.shading,
            look.margins,
            look.align,
        )

    def _look(
        self,
        properties: etree._Element | None,
        own: Given,
        where: tuple[int, int, int, bool],
        state: _State,
    ) -> Look:
        """Resolve a cell's look; cells alike share one."""
        index, column, count, at_end = where
        conditions: tuple[str, ...] = ()
        if state.known:
            conditions = places(
                state.known,
                state.properties.get("look", frozenset()),
                (index, column, count, column + 1 if at_end else -1),
                state.properties.get("band", 1),
            )
        edges = (index == 0, column == 0, index == count - 1, at_end)
        key = (own, conditions, edges)
        found = state.looks.get(key)
        if found is None:
            lent = self._styles.lent(state.name, conditions)
            merged = merge(lent.cell, cell_properties(properties))
            given = {**MARGINS, **state.properties, **merged}
            top, left, bottom, right = (given[name] for name in MARGINS)
            found = state.looks[key] = Look(
                lent,
                borders_of(merged, state.properties, edges),
                merged.get("shade"),
                (top, left, bottom, right),
                merged.get("valign", "top"),
                "firstCol" in conditions,
            )
        return found

    def _blocks(
        self,
        parts: Sequence[etree._Element],
        lent: Lent,
        owner: Element | None,
        at: Context,
    ) -> list[Block]:
        table = (lent.paragraph, lent.run)
        inner = Context(owner, table, lent.key, at.nested + 1, at.note)
        blocks = self._reader.blocks(parts, inner)
        if len(blocks) > 1 and isinstance(blocks[-2], Table):
            last = blocks[-1]
            if isinstance(last, Paragraph) and not last.items:
                blocks.pop()  # the empty paragraph that must follow a nested table
        return blocks

    def _cell_element(
        self,
        place: tuple[int, int],
        merge_kind: str | None,
        heads: bool,
        header: bool,
        state: _State,
        parent: Element | None,
    ) -> Element | None:
        if parent is None:
            return None
        column, span = place
        if merge_kind == "rest" and column in state.open_cells:
            element, rows = state.open_cells[column]
            state.open_cells[column] = (element, rows + 1)
            write_spans(element, rows + 1, span)
            return element
        element = Element("TH" if heads else "TD", parent)
        if heads:
            scope = "/Column" if header else "/Row"
            element.attributes = attributes("Table", Scope=scope)
        state.open_cells[column] = (element, 1)
        if span > 1:
            write_spans(element, 1, span)
        return element


def _shorten(cells: Sequence[Cell], state: _State) -> None:
    """Leave a row out of the spans that has only rests of merged cells.

    It has nothing to say, so the tree does without it; a row without cells is a fault.
    """
    for cell in cells:
        element, rows = state.open_cells[cell.column]
        state.open_cells[cell.column] = (element, rows - 1)
        write_spans(element, rows - 1, cell.span)
