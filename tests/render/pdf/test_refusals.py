"""What the engine does not cover is named with its words and the remedy."""

from __future__ import annotations

import pytest

from anmeld.errors import RenderError, TemplateError
from anmeld.render import pdf
from render.pdf.builders import TITLE, cell, field, row, section, table
from render.pdf.ooxml import docx, p, r

WORDS = "Her står ordene"


def paragraph(inner: str) -> str:
    """Write a paragraph with words and something more."""
    return f"<w:p>{r(WORDS)}{inner}</w:p>"


def change(name: str, inner: str = "") -> str:
    """Write a tracked change."""
    return f'<w:{name} w:id="1" w:author="A">{inner}</w:{name}>'


REFUSED = {
    "inserted": (paragraph(change("ins", r("nyt"))), "tracked-change"),
    "deleted": (
        paragraph(change("del", "<w:r><w:delText>gammelt</w:delText></w:r>")),
        "tracked-change",
    ),
    "formatting": (
        p(WORDS, run=change("rPrChange", "<w:rPr/>")),
        "tracked-change",
    ),
    "comment": (
        paragraph('<w:r><w:commentReference w:id="0"/></w:r>'),
        "comment",
    ),
    "comment range": (paragraph('<w:commentRangeStart w:id="0"/>'), "comment"),
    "formula": (paragraph("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), "not-covered"),
    "embedded object": (paragraph("<w:r><w:object/></w:r>"), "not-covered"),
    "ruby": (paragraph("<w:r><w:ruby/></w:r>"), "not-covered"),
    "frame": (p(WORDS, '<w:framePr w:w="2000"/>'), "not-covered"),
    "right to left": (p(WORDS, "<w:bidi/>"), "not-covered"),
    "shadow": (p(WORDS, run="<w:shadow/>"), "not-covered"),
    "field without result": (
        paragraph(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>FILENAME'
            '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        "field-without-result",
    ),
    "turned cell": (
        table(row(cell(WORDS, 3000, '<w:textDirection w:val="btLr"/>'))),
        "not-covered",
    ),
    "inserted row": (
        table(row(cell(WORDS, 3000), properties=change("ins"))),
        "tracked-change",
    ),
    "column break": (paragraph('<w:r><w:br w:type="column"/></w:r>'), "not-covered"),
    "floating table": (
        table(row(cell(WORDS, 3000)), properties='<w:tblpPr w:tblpX="100"/>'),
        "not-covered",
    ),
    "boxed word": (p(WORDS, run='<w:bdr w:val="single"/>'), "not-covered"),
    "hidden row": (
        table(row(cell(WORDS, 3000), properties="<w:hidden/>")),
        "not-covered",
    ),
    "foreign chunk": (p(WORDS) + '<w:altChunk r:id="rIdX"/>', "not-covered"),
}
SECTIONS = {
    "columns": '<w:cols w:num="2"/>',
    "page border": "<w:pgBorders/>",
    "line numbers": '<w:lnNumType w:countBy="1"/>',
    "line grid": '<w:docGrid w:type="lines" w:linePitch="360"/>',
    "footnotes anew on each page": (
        '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'
    ),
    "centred page": '<w:vAlign w:val="center"/>',
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_construct__is_refused_by_name(name: str) -> None:
    body, code = REFUSED[name]

    with pytest.raises(TemplateError) as caught:
        pdf.compile(docx(TITLE + body))

    fault = caught.value.faults[0]
    assert fault.code == code
    assert fault.remedy is not None
    assert WORDS in str(fault.where)


@pytest.mark.parametrize("name", sorted(SECTIONS))
def test_section_property__is_refused_by_name(name: str) -> None:
    with pytest.raises(TemplateError) as caught:
        pdf.compile(docx(TITLE, section=section(SECTIONS[name])))

    assert caught.value.faults[0].code == "not-covered"


def test_usual_settings_written_out__are_no_faults() -> None:
    """LibreOffice writes all of these into every DOCX it makes."""
    written = (
        '<w:footnotePr><w:numFmt w:val="decimal"/></w:footnotePr>'
        '<w:endnotePr><w:numFmt w:val="lowerRoman"/></w:endnotePr>'
    )
    turned = '<w:bidi w:val="0"/><w:textDirection w:val="lrTb"/>'

    data = docx(TITLE, section=section(written + turned), settings=written)

    assert pdf.render_with_report(data, strict=True).notes == ()


@pytest.mark.parametrize(
    "asked",
    [
        '<w:footnotePr><w:numFmt w:val="upperRoman"/></w:footnotePr>',
        '<w:endnotePr><w:numStart w:val="5"/></w:endnotePr>',
    ],
)
def test_other_numbers_of_notes_in_the_settings__are_refused(asked: str) -> None:
    with pytest.raises(TemplateError) as caught:
        pdf.compile(docx(TITLE, settings=asked))

    assert [fault.code for fault in caught.value.faults] == ["not-covered"]


def test_all_faults__are_told_at_once() -> None:
    bodies = "".join(body for body, _ in REFUSED.values())

    with pytest.raises(TemplateError) as caught:
        pdf.compile(docx(TITLE + bodies))

    assert len(caught.value.faults) >= len(REFUSED)


def test_filled_document__is_refused_without_its_words() -> None:
    """A template's words may be shown; what was filled in may be sensitive."""
    compiled = pdf.compile(docx(TITLE + p("{{ navn }}")))

    with pytest.raises(RenderError) as caught:
        compiled.fill(docx(TITLE + paragraph("<w:r><w:object/></w:r>")))

    assert WORDS not in caught.value.text()
    assert "¶2" in caught.value.text()


def test_jinja_tags__are_text_like_other_text() -> None:
    body = p("{%p if navn %}") + p("{{ navn|stort }}") + p("{%p endif %}")
    rows = row(cell("{%tr for e in episoder %}", 3000)) + row(cell("{{ e }}", 3000))

    assert pdf.compile(docx(TITLE + body + table(rows, widths=(3000,))))


def test_switched_off_properties__are_no_reason_to_refuse() -> None:
    off = '<w:bidi w:val="0"/>'
    run = '<w:shadow w:val="0"/><w:rtl w:val="false"/>'

    assert pdf.render_pdf(docx(TITLE + p(WORDS, off, run)))


def test_field_without_result_that_shows_nothing__is_no_reason_to_refuse() -> None:
    silent = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>XE "ord"'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )

    assert pdf.render_pdf(docx(TITLE + paragraph(silent + field("REF x", "svar"))))
