"""The text of a Word document: the quick look and the whole walk say the same."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from anmeld.render import docx
from anmeld.render.docx.package import plain_members
from anmeld.render.simple_text import is_simple, simple_text
from anmeld.render.text import as_text, block_lines, text_of_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT = Path(__file__).parents[2]
RUNS = st.sampled_from(
    [
        "<w:r><w:t>Den 3. marts</w:t></w:r>",
        "<w:r><w:rPr/><w:t xml:space='preserve'> &amp;lt; &gt; </w:t></w:r>",
        "<w:r><w:t/><w:tab/><w:t>9</w:t><w:br/><w:t> – </w:t></w:r>",
        "<w:r><w:br w:type='page'/></w:r>",
        "<w:hyperlink r:id='rId1'><w:r><w:t>kommune.dk</w:t></w:r></w:hyperlink>\n",
        "<w:bookmarkStart w:id='1' w:name='a'/><w:proofErr w:type='spellStart'/>",
    ]
)
MARKS = st.sampled_from(
    [
        "",
        "<w:pPr><w:numPr><w:ilvl w:val='0'/></w:numPr></w:pPr>",
        "<w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr>",
    ]
)
PARAGRAPHS = st.builds(
    lambda tag, mark, runs: f"<{tag}>{mark}{''.join(runs)}</w:p>\n",
    st.sampled_from(["w:p", "w:p w:rsidR='00AB'"]),
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
    st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=2), min_size=1, max_size=2),
    min_size=1,
    max_size=2,
).map(table)
BLOCKS = st.lists(PARAGRAPHS | TABLES, max_size=5).map("".join)


def body(inner: str) -> etree._Element:
    return etree.fromstring(
        f"<w:document xmlns:w='{W}' xmlns:mc='{MC}' xmlns:r='{R}'><w:body>{inner}"
        "<w:sectPr/></w:body></w:document>",
        etree.XMLParser(remove_blank_text=True),
    )


def walked(root: etree._Element) -> str:
    return as_text(block_lines(root))


def looked(root: etree._Element) -> str | None:
    text = simple_text(etree.tostring(root, encoding="UTF-8"))
    return None if text is None else as_text([text])


@settings(deadline=None, max_examples=300)
@given(BLOCKS)
def test_simple_text__says_what_the_whole_walk_says(inner: str) -> None:
    root = body(inner)

    assert is_simple(root)
    assert looked(root) == walked(root)


@pytest.mark.parametrize(
    "inner",
    [
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>A</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p><w:del><w:r><w:t>A</w:t></w:r></w:del></w:p>",
        "<w:p><w:ins><w:r><w:t>A</w:t></w:r></w:ins></w:p>",
        "<w:p><w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r></w:p>",
        "<w:p><w:r><mc:AlternateContent/></w:r></w:p>",
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>",
        "<w:p><w:r><w:noBreakHyphen/></w:r></w:p>",
        "<w:p><w:r><w:br w:type='column'/></w:r></w:p>",
        "<w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
        "<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr/></w:pPr></w:pPrChange></w:pPr></w:p>",
        "<w:p><w:r><w:t>A</w:t></w:r><w:pPr/></w:p>",
        "<w:p><w:pPr><w:rPr><w:numPr><w:ilvl/></w:numPr></w:rPr></w:pPr></w:p>",
        "<w:p><w:pPr><w:numPr/></w:pPr></w:p>",
        "<w:p><w:pPr><w:numPr w:x='1'><w:ilvl/></w:numPr></w:pPr></w:p>",
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr></w:p>",
        "<w:p><w:pPr><w:p/></w:pPr></w:p>",
        "<w:tbl><w:tr/></w:tbl>",
        "<w:tbl><w:tr><w:tc/></w:tr></w:tbl>",
        "<w:p><!-- skjult --></w:p>",
        "<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:sdt><w:tc><w:p/></w:tc></w:sdt></w:tr></w:tbl>",
        "<w:smartTag><w:p><w:r><w:t>A</w:t></w:r></w:p></w:smartTag>",
    ],
)
def test_simple_text__leaves_what_is_involved_to_the_whole_walk(inner: str) -> None:
    assert not is_simple(body(inner))


@pytest.mark.parametrize(
    "sign",
    [
        "<w:tab xmlns:q='urn:q'/>",
        "<w:tab w:x='1'/>",
        f"<w:br xmlns:w='{W}'/>",
        "<w:br w:type='page' xmlns:q='urn:q'/>",
        f"<y:tab xmlns:y='{W}'/>",
        f"<y:br xmlns:y='{W}'/>",
    ],
)
def test_simple_text__joins_no_words_over_a_sign_that_is_spelled_otherwise(
    sign: str,
) -> None:
    """This test ensures that words on both sides of a tab are never read as one.

    A home address that begins right after it would not be found: it would not begin
    where a word begins. It is seen in the template, and once more in what was filled.
    """
    run = f"<w:r><w:t>Resume</w:t>{sign}<w:t>Elmevej 2</w:t></w:r>"
    filled = f"<w:document xmlns:w='{W}'><w:body><w:p>{run}</w:p></w:body></w:document>"

    assert not is_simple(etree.fromstring(filled))
    assert simple_text(filled.encode()) is None


@pytest.mark.parametrize(
    "inner",
    [
        "<w:p><w:r><w:delText>A</w:delText></w:r></w:p>",
        "<w:p><w:r><w:t>A</w:t></w:r>B</w:p>",
        "<w:tbl><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:tc><w:p/><w:bookmarkEnd w:id='1'/></w:tc></w:tr></w:tbl>",
    ],
)
def test_simple_text__sees_when_a_fill_has_made_it_less_simple(inner: str) -> None:
    assert looked(body(inner)) is None


def test_simple_text__reads_every_shipped_template() -> None:
    """This test ensures that the quick look is what our own documents take."""
    templates = sorted((ROOT / "templates").glob("*/template.docx"))
    assert len(templates) >= 4
    for template in templates:
        compiled = docx.compile(template)
        assert compiled.is_simple, template
        data = template.read_bytes()
        root = etree.fromstring(
            plain_members(data)["word/document.xml"],
            etree.XMLParser(remove_blank_text=True),
        )
        assert looked(root) == walked(root) == text_of_docx(data)


def test_compiled__is_not_simple_with_notes_or_without_words_to_fill() -> None:
    plain, noted = Document(), Document()
    plain.add_paragraph("{{ a }}")
    noted.add_paragraph("{{ a }}")
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"<w:footnotes xmlns:w='{W}'/>".encode(),
        noted.part.package,
    )
    noted.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    assert docx.compile(saved(plain)).is_simple
    assert not docx.compile(saved(noted)).is_simple
    assert not docx.compile(saved(Document())).is_simple


def saved(document: DocumentType) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
