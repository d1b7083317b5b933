"""Reading tables: their grid, each cell's formatting by its place, their elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from anmeld._i18n import msg
from anmeld.render.pdf.grid import (
    COLUMN_LIMIT,
    ROW_LIMIT,
    borders_of,
    cells_of,
    grid_of,
    row_properties,
    rows_of,
    span_of,
    vertical,
)
from anmeld.render.pdf.layers import Properties, merge
from anmeld.render.pdf.model import Block, Cell, Paragraph, Row, Table
from anmeld.render.pdf.names import VAL, W
from anmeld.render.pdf.structure import Element, attributes
from anmeld.render.pdf.tablestyles import (
    cell_properties,
    places,
    table_properties,
)

if TYPE_CHECKING:
    from anmeld.render.pdf.context import Context
    from anmeld.render.pdf.reading import Reader


_MARGINS: Final = {
    "margin.0": 0.0,
    "margin.1": 5.4,
    "margin.2": 0.0,
    "margin.3": 5.4,
}
"""A cell's margins where nobody says anything: top, left, bottom, right."""


@dataclass(slots=True)
class _State:
    """A table while it is read."""

    name: str
    properties: Properties
    columns: list[float]
    element: Element | None
    part: Element | None = None
    header: bool = True
    open_cells: dict[int, tuple[Element, int]] = field(default_factory=dict)


class TableReader:
    """Reads tables.

    Args:
        reader: The document's reader.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._styles = reader.styles

    def read(self, element: etree._Element, at: Context) -> Table:
        """Read `w:tbl`.

        Args:
            element: The element.
            at: Where it stands.

        Returns:
            The table; one without rows where it cannot be laid out.
        """
        own = table_properties(element.find(W + "tblPr"))
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
        state = _State(name, properties, columns, table)
        read = [
            self._row(row, index, len(rows), state, at)
            for index, row in enumerate(rows)
        ]
        align = properties.get("jc", "left")
        return Table(
            read, columns, align, _indent(self._reader, properties, at), at.nested > 0
        )

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
        given = row_properties(element.find(W + "trPr"))
        header = bool(given.get("header")) and state.header
        state.header = header
        parent = self._row_element(header, state)
        column = int(given.get("before", 0))
        for _ in range(column):
            _blank(parent)
        cells: list[Cell] = []
        for child in cells_of(element):
            if column >= len(state.columns):
                self._reader.faults.unsupported("table cells outside the table's grid")
                break
            cell = self._cell(child, (index, column, count), state, at, parent, header)
            cells.append(cell)
            column += cell.span
        for _ in range(column, len(state.columns)):
            _blank(parent)
        for tag in ("trPrChange", "ins", "del"):
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
        properties = element.find(W + "tcPr")
        own = cell_properties(properties)
        span = span_of(properties, len(state.columns) - column)
        used: frozenset[str] = state.properties.get("look", frozenset())
        at_end = column + span == len(state.columns)
        conditions = places(
            self._styles.conditions(state.name),
            used,
            (index, column, count, column + 1 if at_end else -1),
            state.properties.get("band", 1),
        )
        lent = self._styles.lent(state.name, conditions)
        merged = merge(lent.cell, own)
        merge_kind = vertical(properties)
        if properties is not None:
            self._refuse(element, properties)
        owner = self._cell_element(
            (column, span),
            merge_kind,
            header or "firstCol" in conditions,
            header,
            state,
            parent,
        )
        blocks = self._blocks(element, lent.key, (lent.paragraph, lent.run), owner, at)
        if merge_kind == "rest" and any(_speaks(block) for block in blocks):
            self._reader.faults.unsupported("text in the rest of a merged cell")
        edges = (index == 0, column == 0, index == count - 1, at_end)
        given = {**_MARGINS, **state.properties, **merged}
        margins: list[float] = [given[name] for name in _MARGINS]
        return Cell(
            blocks,
            column,
            span,
            merge_kind,
            borders_of(merged, state.properties, edges),
            merged.get("shade"),
            (margins[0], margins[1], margins[2], margins[3]),
            merged.get("valign", "top"),
        )

    def _blocks(
        self,
        element: etree._Element,
        key: object,
        table: tuple[Properties, Properties],
        owner: Element | None,
        at: Context,
    ) -> list[Block]:
        from anmeld.render.pdf.context import Context

        inner = Context(owner, table, key, at.nested + 1, at.note)
        blocks = self._reader.blocks(element, inner)
        if len(blocks) > 1 and isinstance(blocks[-2], Table):
            last = blocks[-1]
            if isinstance(last, Paragraph) and not last.items:
                blocks.pop()  # the empty paragraph that must follow a nested table
        return blocks

    def _refuse(self, cell: etree._Element, properties: etree._Element) -> None:
        self._reader.faults.quote(cell)
        for child in properties:
            if child.tag == W + "textDirection" and child.get(VAL) not in (
                "lrTb",
                "lr",
            ):
                self._reader.faults.unsupported("turned text")
            elif child.tag in (W + "cellIns", W + "cellDel", W + "tcPrChange"):
                self._reader.faults.unsupported(etree.QName(child.tag).localname)
            elif child.tag == W + "tcBorders":
                for line in child:
                    if (
                        line.tag in (W + "tl2br", W + "tr2bl")
                        and line.get(VAL) != "nil"
                    ):
                        self._reader.faults.unsupported("diagonal border")

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
            _spans(element, rows + 1, span)
            return element
        element = Element("TH" if heads else "TD", parent)
        if heads:
            scope = "/Column" if header else "/Row"
            element.attributes = attributes("Table", Scope=scope)
        state.open_cells[column] = (element, 1)
        if span > 1:
            _spans(element, 1, span)
        return element


def _speaks(block: Block) -> bool:
    return isinstance(block, Table) or bool(block.items)


def _spans(element: Element, rows: int, columns: int) -> None:
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


def _blank(parent: Element | None) -> None:
    if parent is not None:
        Element("TD", parent)


def _indent(reader: Reader, properties: Properties, at: Context) -> float:
    indent: float = properties.get("indent", 0.0)
    if at.nested == 0 and not reader.modern:
        indent -= properties.get("margin.1", 5.4)
    return indent
