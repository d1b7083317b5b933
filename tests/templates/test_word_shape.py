"""How the Word templates are built: styles, headings, tables, language, pages."""

from __future__ import annotations

import io
import itertools
import re
import zipfile

import page
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from lxml import etree

from anmeld.authoring.template_text import template_text
from anmeld.catalogue import load_catalogue
from anmeld.render import pdf
from templates import cases

# Long texts may not be held on one page; only these tables' rows may part.
PARTED = "Log over episoder"
DIRECT = ("w:jc", "w:ind", "w:spacing", "w:b", "w:i", "w:sz", "w:color", "w:rFonts")


def _part(document: str, name: str) -> etree._Element:
    with zipfile.ZipFile(cases.path_of(document)) as package:
        return etree.fromstring(package.read(name))


def _tables(data: bytes) -> list[CT_Tbl]:
    return list(Document(io.BytesIO(data)).element.body.iter(qn("w:tbl")))


def _find(element: etree._Element, path: str) -> etree._Element | None:
    return element.find("/".join(qn(tag) for tag in path.split("/")))


def _has(element: etree._Element, path: str) -> bool:
    return _find(element, path) is not None


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
def test_template__compiles_with_the_names_of_its_reader(document: str) -> None:
    """This test ensures that no template reaches outside its own `may_see`."""
    assert cases.compiled(document) is not None


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
def test_text_beside_the_template__is_the_templates_own(document: str) -> None:
    """This test ensures that a change in Word can be read in a diff.

    After one: `anmeld template text template.docx > template.txt` in its folder.
    """
    path = cases.path_of(document)
    beside = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert beside == template_text(path.read_bytes())


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
def test_look__comes_from_styles_alone(document: str) -> None:
    body = _part(document, "word/document.xml")
    assert [tag for tag in DIRECT if any(body.iter(qn(tag)))] == []
    styles = {
        style.get(qn("w:styleId"))
        for style in _part(document, "word/styles.xml").iter(qn("w:style"))
    }
    used = {
        element.get(qn("w:val"))
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for element in body.iter(qn(tag))
    }
    assert used <= styles


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
@pytest.mark.parametrize("told", ["rich", "sparse", "long"])
def test_headings__go_down_one_level_at_a_time(document: str, told: str) -> None:
    records = {"rich": cases.rich, "sparse": cases.sparse, "long": cases.long}
    filled = Document(io.BytesIO(cases.filled(document, records[told]())))
    levels = []
    for paragraph in filled.paragraphs:
        name = paragraph.style.name if paragraph.style is not None else ""
        if found := re.match(r"(?:Heading|Overskrift) (\d)", name or ""):
            assert paragraph.text.strip()
            levels.append(int(found.group(1)))
    assert levels[0] == 1
    steps = itertools.pairwise(levels)
    assert all(after - before <= 1 for before, after in steps)


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
def test_tables__repeat_a_marked_header_and_keep_rows_whole(document: str) -> None:
    for table in _tables(cases.filled(document, cases.rich())):
        look = _find(table, "w:tblPr/w:tblLook")
        caption = _find(table, "w:tblPr/w:tblCaption")
        assert caption is not None, "a table says to a screen reader what it holds"
        assert look is not None
        title = caption.get(qn("w:val"))
        rows = table.findall(qn("w:tr"))
        marked = [_has(row, "w:trPr/w:tblHeader") for row in rows]
        # Either a header row over columns, or labels down the first column.
        has_header = look.get(qn("w:firstRow")) == "1"
        assert has_header or look.get(qn("w:firstColumn")) == "1"
        assert marked == [has_header] + [False] * (len(rows) - 1)
        whole = [_has(row, "w:trPr/w:cantSplit") for row in rows]
        assert all(whole) or (title == PARTED and whole[0])


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
def test_template__is_danish_has_a_title_and_counts_its_pages(document: str) -> None:
    styles = _part(document, "word/styles.xml")
    language = _find(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    assert language is not None
    assert language.get(qn("w:val")) == "da-DK"
    properties = Document(str(cases.path_of(document))).core_properties
    assert properties.title == load_catalogue()[document].title
    for footer in ("word/footer1.xml", "word/footer2.xml"):
        part = _part(document, footer)
        codes = [str(one.get(qn("w:instr"))) for one in part.iter(qn("w:fldSimple"))]
        assert [code.strip() for code in codes] == ["PAGE", "NUMPAGES"]
        words = "".join(one.text or "" for one in part.iter(qn("w:t")))
        assert "Side " in words
        assert " af " in words


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
def test_author__is_the_employer_but_of_the_employees_own_letter(document: str) -> None:
    filled = Document(io.BytesIO(cases.filled(document, cases.rich())))
    own = document == "henvisning"
    author = "Medarbejderen" if own else "Nordby Kommune"
    assert filled.core_properties.author == author


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
@pytest.mark.parametrize("told", ["rich", "sparse"])
def test_filled_document__becomes_an_accessible_archival_pdf(
    document: str, told: str
) -> None:
    record = cases.rich() if told == "rich" else cases.sparse()
    data = pdf.render_pdf(cases.filled(document, record))
    for profile in ("ua1", "2a"):
        assert page.is_pdf_compliant_bytes(data, profile=profile)
