"""The feature set: pictures, pages and notes, one construct a document."""

from __future__ import annotations

from render.pdf.builders import (
    LONG,
    TITLE,
    across,
    anchored,
    down,
    feature,
    field,
    margin,
    offset,
    picture,
    plain,
    section,
    table,
    with_picture,
)
from render.pdf.ooxml import LETTER_STYLES, NAMESPACES, SECTION, SETTINGS, docx, p, r


@feature
def inline_picture() -> bytes:
    return with_picture(
        TITLE + f"<w:p>{r('Se ')}{picture()}{r(' her.')}</w:p>" + p(LONG)
    )


@feature
def picture_above_and_below() -> bytes:
    wrap = "<wp:wrapTopAndBottom/>"
    shown = anchored(wrap, across("column", offset(0)), down("paragraph", offset(0)))
    return with_picture(TITLE + f"<w:p>{shown}{r(LONG)}</w:p>" + p(LONG))


@feature
def picture_in_front() -> bytes:
    shown = anchored(
        "<wp:wrapNone/>",
        across("margin", "<wp:align>right</wp:align>"),
        down("page", offset(30)),
    )
    return with_picture(TITLE + f"<w:p>{shown}{r(LONG)}</w:p>" + p(LONG))


@feature
def picture_with_text_around() -> bytes:
    shown = anchored(
        '<wp:wrapSquare wrapText="bothSides"/>',
        across("column", "<wp:align>right</wp:align>"),
        down("paragraph", offset(0)),
    )
    return with_picture(TITLE + f"<w:p>{shown}{r(LONG * 5)}</w:p>" + p(LONG * 2))


@feature
def header_and_footer() -> bytes:
    footer = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{r("Side ")}{field("PAGE")}'
    footer += f"{r(' af ')}{field('NUMPAGES')}</w:p>"
    references = (
        '<w:headerReference w:type="default" r:id="rIdH"/>'
        '<w:footerReference w:type="default" r:id="rIdF"/>'
    )
    return docx(
        TITLE + p(LONG * 3) * 20,
        section=section(references=references),
        parts={
            "rIdH": margin("header", p("Eksempel Kommune")),
            "rIdF": margin("footer", footer),
        },
    )


@feature
def different_first_page() -> bytes:
    references = (
        '<w:headerReference w:type="default" r:id="rIdH"/>'
        '<w:headerReference w:type="first" r:id="rIdG"/>'
    )
    return docx(
        TITLE + p(LONG * 3) * 20,
        section=section("<w:titlePg/>", references),
        parts={
            "rIdH": margin("header", p("Følgende sider")),
            "rIdG": margin("header", p("Første side") + p("med to linjer")),
        },
    )


@feature
def even_and_odd_pages() -> bytes:
    references = (
        '<w:headerReference w:type="default" r:id="rIdH"/>'
        '<w:headerReference w:type="even" r:id="rIdG"/>'
    )
    return docx(
        TITLE + p(LONG * 3) * 40,
        section=section(references=references),
        settings=SETTINGS + "<w:evenAndOddHeaders/>",
        parts={
            "rIdH": margin("header", p("Ulige")),
            "rIdG": margin("header", p("Lige")),
        },
    )


@feature
def tall_header() -> bytes:
    references = '<w:headerReference w:type="default" r:id="rIdH"/>'
    return docx(
        TITLE + p(LONG),
        section=section(references=references),
        parts={"rIdH": margin("header", p("Linje i hovedet") * 6)},
    )


@feature
def two_sections() -> bytes:
    wide = (
        '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" '
        'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    )
    return docx(TITLE + p(LONG) + p("Slut på bredt", wide) + p(LONG * 2))


@feature
def continuous_section() -> bytes:
    same = section('<w:type w:val="continuous"/>')
    return docx(TITLE + p(LONG) + p("Slut", SECTION) + p(LONG * 2), section=same)


@feature
def footnotes() -> bytes:
    mark = '<w:vertAlign w:val="superscript"/>'
    raised = f"<w:r><w:rPr>{mark}</w:rPr>"
    first = f'{raised}<w:footnoteReference w:id="2"/></w:r>'
    second = f'{raised}<w:footnoteReference w:id="3"/></w:r>'
    texts = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:rPr>{mark}</w:rPr><w:footnoteRef/></w:r>'
        f"{r(f' Note nummer {i}.')}</w:p></w:footnote>"
        for i in (2, 3)
    )
    body = f"<w:p>{r('Første')}{first}{r(' og anden')}{second}{r('.')}</w:p>"
    return docx(
        TITLE + body + p(LONG),
        parts={
            "rIdN": ("footnotes", f"<w:footnotes {NAMESPACES}>{texts}</w:footnotes>")
        },
    )


@feature
def content_control() -> bytes:
    inner = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('udfyldt')}</w:sdtContent></w:sdt>"
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(LONG)}</w:sdtContent></w:sdt>"
    return docx(TITLE + f"<w:p>{r('Felt: ')}{inner}{r('.')}</w:p>" + block)


@feature
def check_boxes() -> bytes:
    head = "<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>"
    tail = "</w:sdtContent></w:sdt>"
    face = '<w:rFonts w:ascii="DejaVu Sans" w:hAnsi="DejaVu Sans"/>'
    lines = [f"<w:p>{head}{r(mark, face)}{tail}{r(' Ja')}</w:p>" for mark in "☒☐"]
    return docx(TITLE + "".join(lines) + p(LONG))


@feature
def text_box() -> bytes:
    inside = p("I rammen", '<w:spacing w:after="0"/>')
    wrap = "<wp:wrapTopAndBottom/>"
    shape = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="3048000" cy="508000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
        '<a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:txbx>'
        f"<w:txbxContent>{inside}"
        "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    )
    drawing = anchored(wrap, across("column", offset(0)), down("paragraph", offset(0)))
    start, end = drawing.index("<a:graphic>"), drawing.index("</wp:anchor>")
    drawing = (drawing[:start] + shape + drawing[end:]).replace(
        'cx="1524000" cy="762000"', 'cx="3048000" cy="508000"', 1
    )
    wrapped = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        f"{drawing.removeprefix('<w:r>').removesuffix('</w:r>')}"
        "</mc:Choice></mc:AlternateContent></w:r>"
    )
    return docx(TITLE + f"<w:p>{wrapped}{r(LONG)}</w:p>" + p(LONG))


@feature
def styled_table() -> bytes:
    style = (
        '<w:style w:type="table" w:styleId="Stribet"><w:name w:val="Stribet"/>'
        '<w:basedOn w:val="Gitter"/><w:pPr><w:spacing w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
        '<w:color w:val="FFFFFF"/></w:rPr><w:tcPr>'
        '<w:shd w:val="clear" w:fill="2F5496"/>'
        '</w:tcPr></w:tblStylePr><w:tblStylePr w:type="band1Horz"><w:tcPr>'
        '<w:shd w:val="clear" w:fill="D9E2F3"/></w:tcPr></w:tblStylePr></w:style>'
    )
    shown = table(*[plain(i) for i in range(6)], properties='<w:tblLook w:val="0420"/>')
    shown = shown.replace('w:val="Gitter"', 'w:val="Stribet"')
    return docx(TITLE + shown + p(LONG), styles=LETTER_STYLES + style)


@feature
def empty_paragraphs() -> bytes:
    return docx(TITLE + p() + p() + p(LONG) + p("", "", "") + p(LONG))


@feature
def marked_substitutes() -> bytes:
    return docx(TITLE + p("Trusler med 😀 og ❤️ samt ☎ og ✓ i teksten. " * 3) + p(LONG))


@feature
def language_runs() -> bytes:
    english = r("I will find you", '<w:lang w:val="en-GB"/>')
    return docx(TITLE + f"<w:p>{r('Han skrev ')}{english}{r(' to gange.')}</w:p>")


@feature
def gutter_and_narrow_page() -> bytes:
    narrow = SECTION.replace('w:gutter="0"', 'w:gutter="567"').replace(
        'w:w="11906" w:h="16838"', 'w:w="8391" w:h="11906"'
    )
    return docx(TITLE + p(LONG * 6), section=narrow)
