"""The text of a Word document: the quick pass and the whole walk say the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from anmeld.render.docx.package import plain_members
from anmeld.render.simple_text import simple_lines
from anmeld.render.text import block_lines, text_of_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ROOT = Path(__file__).parents[2]
RUNS = st.sampled_from(
    [
        "<w:r><w:t>Den 3. marts</w:t></w:r>",
        "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'> &amp; ny </w:t></w:r>",
        "<w:r><w:t/><w:tab/><w:t>9</w:t><w:br/><w:noBreakHyphen/></w:r>",
        "<w:hyperlink><w:r><w:t>kommune.dk</w:t></w:r></w:hyperlink>\n",
        "<w:r><w:instrText>PAGE</w:instrText><w:delText>væk</w:delText></w:r>",
        "<w:bookmarkStart w:id='1'/>",
    ]
)
MARKS = st.sampled_from(
    [
        "",
        "<w:pPr><w:numPr><w:ilvl w:val='0'/></w:numPr></w:pPr>",
        "<w:pPr><w:tabs><w:tab w:pos='9'/></w:tabs></w:pPr>",
        "<w:pPr><w:pPrChange><w:pPr><w:numPr/></w:pPr></w:pPrChange></w:pPr>",
    ]
)
PARAGRAPHS = st.builds(
    lambda mark, runs: f"<w:p>{mark}{''.join(runs)}</w:p>\n",
    MARKS,
    st.lists(RUNS, max_size=3),
)


def table(rows: list[list[list[str]]]) -> str:
    cells = (
        "".join(f"<w:tc><w:tcPr/>{''.join(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    return (
        "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{c}</w:tr>" for c in cells) + "</w:tbl>"
    )


TABLES = st.lists(
    st.lists(st.lists(PARAGRAPHS, max_size=2), max_size=2), max_size=2
).map(table)
BLOCKS = st.lists(PARAGRAPHS | TABLES, max_size=5).map("".join)


def body(inner: str) -> etree._Element:
    return etree.fromstring(
        f"<w:document xmlns:w='{W}' xmlns:mc='{MC}'><w:body>{inner}"
        "<w:sectPr/></w:body></w:document>"
    )


def walked(root: etree._Element) -> Iterator[str]:
    return block_lines(root)


@settings(deadline=None, max_examples=300)
@given(BLOCKS)
def test_simple_lines__say_what_the_whole_walk_says(inner: str) -> None:
    root = body(inner)

    found = simple_lines(root)

    assert found is not None
    assert list("\n".join(found).split("\n")) == "\n".join(walked(root)).split("\n")


@pytest.mark.parametrize(
    "inner",
    [
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>A</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p><w:del><w:r><w:t>A</w:t></w:r></w:del></w:p>",
        "<w:p><w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r></w:p>",
        "<w:p><w:r><mc:AlternateContent/></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:sdt><w:tc><w:p/></w:tc></w:sdt></w:tr></w:tbl>",
        "<w:smartTag><w:p><w:r><w:t>A</w:t></w:r></w:p></w:smartTag>",
    ],
)
def test_simple_lines__leave_what_is_involved_to_the_whole_walk(inner: str) -> None:
    assert simple_lines(body(inner)) is None


def test_simple_lines__read_every_shipped_template() -> None:
    """This test ensures that the quick pass is what our own documents take."""
    templates = sorted((ROOT / "templates").glob("*/template.docx"))
    assert len(templates) >= 4
    for template in templates:
        data = template.read_bytes()
        root = etree.fromstring(plain_members(data)["word/document.xml"])
        lines = simple_lines(root)
        assert lines is not None, template
        assert "\n".join(walked(root)) == "\n".join(lines)
        assert text_of_docx(data).startswith(lines[0].rstrip("\n"))
