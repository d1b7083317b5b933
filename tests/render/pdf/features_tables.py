"""The feature set: tables, one construct a document."""

from __future__ import annotations

from render.pdf.builders import LONG, TITLE, cell, feature, plain, row, table
from render.pdf.ooxml import SETTINGS, docx, p


@feature
def simple_table() -> bytes:
    return docx(TITLE + p(LONG) + table(*[plain(i) for i in range(8)]) + p(LONG))


@feature
def table_with_wrapped_cells() -> bytes:
    rows = [row(cell(f"Felt {i}", 3000), cell(LONG, 6000)) for i in range(6)]
    return docx(TITLE + table(*rows) + p(LONG))


@feature
def merged_across() -> bytes:
    wide = row(cell("Over begge", 9000, '<w:gridSpan w:val="2"/>'))
    return docx(TITLE + table(wide, plain(1), wide, plain(2)) + p(LONG))


@feature
def merged_down() -> bytes:
    start, rest = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [row(cell("Samlet", 3000, start), cell("et", 6000))]
    rows += [row(cell("", 3000, rest), cell(t, 6000)) for t in ("to", "tre")]
    return docx(TITLE + table(*rows, plain(4)) + p(LONG))


@feature
def cell_shading() -> bytes:
    grey = '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
    rows = [row(cell("Felt", 3000, grey), cell("Værdi", 6000)) for _ in range(3)]
    return docx(TITLE + table(*rows) + p(LONG))


@feature
def cell_borders() -> bytes:
    thick = (
        '<w:tcBorders><w:bottom w:val="single" w:sz="18" w:space="0" w:color="C00000"/>'
        "</w:tcBorders>"
    )
    rows = [row(cell("Felt", 3000, thick), cell("Værdi", 6000)) for _ in range(3)]
    return docx(TITLE + table(*rows) + p(LONG))


@feature
def cell_margins() -> bytes:
    wide = (
        '<w:tblCellMar><w:top w:w="120" w:type="dxa"/><w:left w:w="240" w:type="dxa"/>'
        '<w:bottom w:w="120" w:type="dxa"/><w:right w:w="240" w:type="dxa"/>'
        "</w:tblCellMar>"
    )
    return docx(TITLE + table(plain(1), plain(2), plain(3), properties=wide) + p(LONG))


@feature
def cell_vertical_alignment() -> bytes:
    tall = row(
        cell("Midt", 3000, '<w:vAlign w:val="center"/>'),
        cell("", 3000, inner=p("a") + p("b") + p("c")),
        cell("Bund", 3000, '<w:vAlign w:val="bottom"/>'),
    )
    return docx(TITLE + table(tall, widths=(3000, 3000, 3000)) + p(LONG))


@feature
def row_heights() -> bytes:
    least = '<w:trHeight w:val="800"/>'
    exact = '<w:trHeight w:val="600" w:hRule="exact"/>'
    pair = (cell("Felt", 3000), cell("Værdi", 6000))
    return docx(
        TITLE
        + table(row(*pair, properties=least), row(*pair, properties=exact), plain(3))
        + p(LONG)
    )


@feature
def repeated_header_row() -> bytes:
    head = row(cell("Dato", 3000), cell("Hvad", 6000), properties="<w:tblHeader/>")
    return docx(TITLE + table(head, *[plain(i) for i in range(70)]) + p(LONG))


@feature
def row_that_splits() -> bytes:
    long = row(cell("Forløb", 3000), cell("", 6000, inner=p(LONG * 6) * 10))
    return docx(TITLE + p(LONG) + table(plain(1), long, plain(2)) + p(LONG))


@feature
def row_that_may_not_split() -> bytes:
    whole = row(
        cell("Helt", 3000),
        cell("", 6000, inner=p(LONG * 8)),
        properties="<w:cantSplit/>",
    )
    return docx(TITLE + p(LONG * 3) * 12 + table(plain(1), whole) + p(LONG))


@feature
def nested_table() -> bytes:
    inner = table(
        row(cell("indre a", 2000), cell("indre b", 3000)), widths=(2000, 3000)
    )
    outer = row(cell("Ydre", 3000), cell("", 6000, inner=p("før") + inner + p("")))
    return docx(TITLE + table(plain(1), outer, plain(2)) + p(LONG))


@feature
def centered_table() -> bytes:
    middle = '<w:jc w:val="center"/>'
    pair = row(cell("Felt", 2000), cell("Værdi", 2000))
    return docx(TITLE + table(pair, pair, widths=(2000, 2000), properties=middle))


@feature
def indented_table() -> bytes:
    moved = '<w:tblInd w:w="567" w:type="dxa"/>'
    pair = row(cell("Felt", 2000), cell("Værdi", 2000))
    return docx(TITLE + table(pair, pair, widths=(2000, 2000), properties=moved))


@feature
def older_word_table() -> bytes:
    old = SETTINGS.replace('w:val="15"', 'w:val="12"')
    return docx(TITLE + p(LONG) + table(plain(1), plain(2)) + p(LONG), settings=old)
