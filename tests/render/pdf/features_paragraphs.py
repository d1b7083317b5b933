"""The feature set: paragraphs, one construct a document."""

from __future__ import annotations

from render.pdf.builders import LONG, TITLE, feature, paragraphs
from render.pdf.ooxml import docx, p, r


@feature
def plain_text() -> bytes:
    return paragraphs("", "")


@feature
def heading_levels() -> bytes:
    return docx(
        TITLE
        + p(LONG)
        + p("Baggrund", '<w:pStyle w:val="Overskrift2"/>')
        + p(LONG)
        + p("Vurdering", '<w:pStyle w:val="Overskrift2"/>')
        + p(LONG)
    )


@feature
def aligned_center() -> bytes:
    return paragraphs('<w:jc w:val="center"/>')


@feature
def aligned_right() -> bytes:
    return paragraphs('<w:jc w:val="right"/>')


@feature
def aligned_both() -> bytes:
    return paragraphs('<w:jc w:val="both"/>', times=4)


@feature
def indents() -> bytes:
    return paragraphs('<w:ind w:left="1134" w:right="1134"/>')


@feature
def first_line_indent() -> bytes:
    return paragraphs('<w:ind w:firstLine="567"/>', '<w:ind w:firstLine="567"/>')


@feature
def hanging_indent() -> bytes:
    return paragraphs('<w:ind w:left="567" w:hanging="567"/>')


@feature
def spacing_before_and_after() -> bytes:
    return paragraphs(
        '<w:spacing w:before="240" w:after="120"/>',
        '<w:spacing w:before="360" w:after="0"/>',
        '<w:spacing w:before="60" w:after="480"/>',
        "",
    )


@feature
def contextual_spacing() -> bytes:
    return paragraphs(*["<w:contextualSpacing/>"] * 3)


@feature
def line_one_and_a_half() -> bytes:
    return paragraphs('<w:spacing w:line="360" w:lineRule="auto"/>')


@feature
def line_exact() -> bytes:
    return paragraphs('<w:spacing w:line="320" w:lineRule="exact"/>')


@feature
def line_at_least() -> bytes:
    return paragraphs('<w:spacing w:line="400" w:lineRule="atLeast"/>')


@feature
def line_tight() -> bytes:
    return paragraphs('<w:spacing w:line="216" w:lineRule="auto"/>')


@feature
def keep_with_next() -> bytes:
    many = p(LONG * 3) * 13
    return docx(TITLE + many + p("Underskrift", "<w:keepNext/>") + p(LONG * 4))


@feature
def keep_lines() -> bytes:
    return docx(TITLE + p(LONG * 3) * 13 + p(LONG * 5, "<w:keepLines/>") + p(LONG))


@feature
def page_break_before() -> bytes:
    return docx(TITLE + p(LONG) + p(LONG, "<w:pageBreakBefore/>"))


@feature
def page_break_in_run() -> bytes:
    broken = f'<w:p>{r("før")}<w:r><w:br w:type="page"/></w:r>{r("efter")}</w:p>'
    return docx(TITLE + broken + p(LONG))


@feature
def widow_control() -> bytes:
    return docx(TITLE + p(LONG * 3) * 12 + p(LONG * 6) + p(LONG))


@feature
def no_widow_control() -> bytes:
    off = '<w:widowControl w:val="0"/>'
    return docx(TITLE + p(LONG * 3, off) * 12 + p(LONG * 6, off) + p(LONG, off))


@feature
def paragraph_border() -> bytes:
    side = 'w:val="single" w:sz="8" w:space="4" w:color="auto"'
    box = "".join(f"<w:{s} {side}/>" for s in ("top", "left", "bottom", "right"))
    return paragraphs("", f"<w:pBdr>{box}</w:pBdr>", "")


@feature
def paragraph_rule_below() -> bytes:
    line = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/>'
    return paragraphs(f"{line}</w:pBdr>", "")


@feature
def bordered_neighbours() -> bytes:
    side = 'w:val="single" w:sz="8" w:space="4" w:color="auto"'
    box = "".join(f"<w:{s} {side}/>" for s in ("top", "left", "bottom", "right"))
    return paragraphs(*[f"<w:pBdr>{box}</w:pBdr>"] * 2, "")


@feature
def paragraph_shading() -> bytes:
    return paragraphs('<w:shd w:val="clear" w:color="auto" w:fill="D9E2F3"/>', "")


@feature
def tab_stops() -> bytes:
    stops = (
        '<w:tabs><w:tab w:val="left" w:pos="1701"/><w:tab w:val="center" w:pos="4536"/>'
        '<w:tab w:val="right" w:pos="9072"/></w:tabs>'
    )
    tab = "<w:r><w:tab/></w:r>"
    line = f"<w:p><w:pPr>{stops}</w:pPr>{r('et')}{tab}{r('to')}{tab}{r('tre')}{tab}"
    return docx(TITLE + f"{line}{r('fire')}</w:p>" * 3)


@feature
def tab_leader() -> bytes:
    stops = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9072"/></w:tabs>'
    line = f"<w:p><w:pPr>{stops}</w:pPr>{r('Afsnit')}<w:r><w:tab/></w:r>{r('12')}</w:p>"
    return docx(TITLE + line * 3)


@feature
def default_tabs() -> bytes:
    tab = "<w:r><w:tab/></w:r>"
    return docx(TITLE + f"<w:p>{r('a')}{tab}{r('b')}{tab}{tab}{r('c')}</w:p>" * 2)


@feature
def decimal_tab() -> bytes:
    stops = '<w:tabs><w:tab w:val="decimal" w:pos="5000"/></w:tabs>'
    lines = [
        f"<w:p><w:pPr>{stops}</w:pPr>{r('Beløb')}<w:r><w:tab/></w:r>{r(n)}</w:p>"
        for n in ("1,50", "1234,5", "17,255")
    ]
    return docx(TITLE + "".join(lines))
