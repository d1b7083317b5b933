"""The feature set: small documents that show one construct of Word each."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable

from PIL import Image

from render.pdf.ooxml import NAMESPACES, SECTION, SETTINGS, docx, p, r

LONG = (
    "Kommunen har modtaget anmeldelsen og vil behandle den efter reglerne i loven om "
    "arbejdsskadesikring, og du vil høre fra os inden otte uger. "
)
TITLE = p("Brev om sagen", '<w:pStyle w:val="Overskrift1"/>')
FEATURES: dict[str, Callable[[], bytes]] = {}


def feature(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Add a document to the set under its function's name."""
    FEATURES[make.__name__] = functools.cache(make)
    return make


def paragraphs(*properties: str, run: str = "", times: int = 2) -> bytes:
    """Write a document whose paragraphs have the given properties."""
    return docx(TITLE + "".join(p(LONG * times, each, run) for each in properties))


def runs(*properties: str) -> bytes:
    """Write a document with one paragraph whose runs have the given properties."""
    inner = "".join(
        r(f"Ord {i} før ") + r(f"ord {i} her", x) for i, x in enumerate(properties)
    )
    return docx(TITLE + f"<w:p>{inner}{r(' og resten. ' + LONG)}</w:p>")


def cell(text: str, width: int, properties: str = "", inner: str = "") -> str:
    """Write a table cell."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>'
        f"{inner or p(text)}</w:tc>"
    )


def row(*cells: str, properties: str = "") -> str:
    """Write a table row."""
    head = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{head}{''.join(cells)}</w:tr>"


def table(
    *rows: str, widths: tuple[int, ...] = (3000, 6000), properties: str = ""
) -> str:
    """Write a table in the grid style."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Gitter"/><w:tblW w:w="0" w:type="auto"/>'
        f"{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def plain(index: int) -> str:
    """Write an ordinary row."""
    return row(cell(f"Felt {index}", 3000), cell(f"Værdi {index}", 6000))


def numbering(*levels: str) -> tuple[str, str]:
    """Write a numbering part with one list of the given levels."""
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/>{level}<w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{720 * (index + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for index, level in enumerate(levels)
    )
    return (
        "numbering",
        f"<w:numbering {NAMESPACES}>"
        f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>',
    )


def level(kind: str, text: str) -> str:
    """Write one level of a list."""
    return f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'


def item(text: str, depth: int = 0, list_: int = 1) -> str:
    """Write a list paragraph."""
    return p(
        text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_}"/></w:numPr>'
    )


@functools.cache
def png(width: int = 120, height: int = 60) -> bytes:
    """Draw a picture."""
    image = Image.new("RGB", (width, height), (40, 90, 160))
    image.paste((240, 200, 60), (10, 10, width // 2, height // 2))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def picture(alt: str = "Et diagram", width: int = 1524000, height: int = 762000) -> str:
    """Write an inline picture."""
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="1" name="b" descr="{alt}"/>{_graphic(width, height)}'
        "</wp:inline></w:drawing></w:r>"
    )


def _graphic(width: int, height: int) -> str:
    return (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/'
        '2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="b"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdP"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic>"
    )


def anchored(wrap: str, horizontal: str, vertical: str) -> str:
    """Write an anchored picture."""
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" '
        'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f"{horizontal}{vertical}"
        '<wp:extent cx="1524000" cy="762000"/><wp:effectExtent l="0" t="0" r="0" '
        f'b="0"/>{wrap}<wp:docPr id="1" name="b" descr="Et logo"/>'
        f"<wp:cNvGraphicFramePr/>{_graphic(1524000, 762000)}</wp:anchor></w:drawing>"
        "</w:r>"
    )


def across(relative: str, value: str) -> str:
    """Write where an anchored picture stands from left to right."""
    return f'<wp:positionH relativeFrom="{relative}">{value}</wp:positionH>'


def down(relative: str, value: str) -> str:
    """Write where an anchored picture stands from top to bottom."""
    return f'<wp:positionV relativeFrom="{relative}">{value}</wp:positionV>'


def offset(points: int) -> str:
    """Write an offset."""
    return f"<wp:posOffset>{points * 12700}</wp:posOffset>"


def with_picture(body: str) -> bytes:
    """Write a document that may show the picture."""
    return docx(body, media={"rIdP": ("b.png", png())})


def field(code: str, result: str = "") -> str:
    """Write a field in the long form."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r(result or "1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def margin(kind: str, inner: str) -> tuple[str, str]:
    """Write a header or footer part."""
    tag = {"header": "hdr", "footer": "ftr"}[kind]
    return kind, f"<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"


def section(extra: str = "", references: str = "") -> str:
    """Write section properties with more in them."""
    text = SECTION.replace("<w:sectPr>", f"<w:sectPr>{references}")
    return text.replace("</w:sectPr>", f"{extra}</w:sectPr>")


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


@feature
def bold_and_italic() -> bytes:
    return runs("<w:b/>", "<w:i/>", "<w:b/><w:i/>")


@feature
def sizes_in_a_line() -> bytes:
    return runs('<w:sz w:val="36"/>', '<w:sz w:val="14"/>')


@feature
def underlines() -> bytes:
    return runs('<w:u w:val="single"/>', '<w:u w:val="double"/>', '<w:u w:val="dash"/>')


@feature
def strike_and_color() -> bytes:
    return runs("<w:strike/>", '<w:color w:val="C00000"/>', "<w:dstrike/>")


@feature
def highlight() -> bytes:
    return runs(
        '<w:highlight w:val="yellow"/>', '<w:shd w:val="clear" w:fill="DDDDDD"/>'
    )


@feature
def raised_and_lowered() -> bytes:
    return runs(
        '<w:vertAlign w:val="superscript"/>',
        '<w:vertAlign w:val="subscript"/>',
        '<w:position w:val="6"/>',
    )


@feature
def capitals() -> bytes:
    return runs("<w:caps/>", "<w:smallCaps/>")


@feature
def hidden_text() -> bytes:
    return docx(
        TITLE
        + f"<w:p>{r('synlig ')}{r('skjult ', '<w:vanish/>')}{r('synlig. ' + LONG)}</w:p>"
    )


@feature
def letter_spacing() -> bytes:
    return runs('<w:spacing w:val="40"/>', '<w:spacing w:val="-10"/>')


@feature
def line_breaks() -> bytes:
    lines = "<w:r><w:br/></w:r>".join(r(f"Linje {i}") for i in range(4))
    return docx(TITLE + f"<w:p>{lines}</w:p>" + p(LONG))


@feature
def non_breaking() -> bytes:
    text = "Beløbet er 1.234,50\u00a0kr. og fristen\u00a0er den 3.\u00a0marts. " * 6
    return docx(TITLE + p(text) + p(LONG))


@feature
def fonts() -> bytes:
    named = [
        p(LONG, run=f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>')
        for name in ("Arial", "Times New Roman", "Courier New", "Cambria", "Calibri")
    ]
    return docx(TITLE + "".join(named))


@feature
def hyphenated_words() -> bytes:
    text = (
        "Kontrol-, tilsyns- og it-systemer samt øst-vest-forbindelser 2024-2025 — " * 5
    )
    return docx(TITLE + p(text))


@feature
def external_link() -> bytes:
    link = r("vejledningen på nettet", '<w:rStyle w:val="Hyperlink"/>')
    return docx(
        TITLE
        + f'<w:p>{r("Se ")}<w:hyperlink r:id="rIdL">{link}</w:hyperlink>{r(".")}</w:p>',
        links={"rIdL": "https://example.org/vejledning"},
    )


@feature
def internal_link() -> bytes:
    link = f'<w:hyperlink w:anchor="her">{r("afsnittet")}</w:hyperlink>'
    mark = '<w:bookmarkStart w:id="1" w:name="her"/><w:bookmarkEnd w:id="1"/>'
    return docx(TITLE + f"<w:p>{r('Se ')}{link}</w:p><w:p>{mark}{r(LONG)}</w:p>")


@feature
def fields_with_results() -> bytes:
    link = field('HYPERLINK "https://example.org"', "siden")
    return docx(TITLE + f"<w:p>{r('Se ')}{link}{r('.')}</w:p>")


@feature
def bullets() -> bytes:
    return docx(
        TITLE + "".join(item(f"Punkt {i}. {LONG}") for i in range(3)) + p(LONG),
        parts={"rIdN": numbering(level("bullet", "•"))},
    )


@feature
def numbered() -> bytes:
    return docx(
        TITLE + "".join(item(f"Punkt {i}") for i in range(12)),
        parts={"rIdN": numbering(level("decimal", "%1."))},
    )


@feature
def several_levels() -> bytes:
    part = numbering(
        level("decimal", "%1."), level("lowerLetter", "%2)"), level("lowerRoman", "%3.")
    )
    depths = (0, 1, 1, 2, 2, 1, 0, 1)
    return docx(
        TITLE + "".join(item(f"Punkt på niveau {d}", d) for d in depths),
        parts={"rIdN": part},
    )


@feature
def legal_numbers() -> bytes:
    part = numbering(level("decimal", "%1"), level("decimal", "%1.%2"))
    depths = (0, 1, 1, 0, 1)
    return docx(
        TITLE + "".join(item(f"Bestemmelse {d}", d) for d in depths),
        parts={"rIdN": part},
    )


@feature
def restarted_list() -> bytes:
    first = "".join(item(f"Første {i}") for i in range(3))
    second = "".join(item(f"Anden {i}", list_=2) for i in range(3))
    return docx(
        TITLE + first + p("Mellem") + second,
        parts={"rIdN": numbering(level("decimal", "%1."))},
    )


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
    reference = f'<w:r><w:rPr>{mark}</w:rPr><w:footnoteReference w:id="%d"/></w:r>'
    texts = "".join(
        f'<w:footnote w:id="{i}"><w:p><w:r><w:rPr>{mark}</w:rPr><w:footnoteRef/></w:r>'
        f"{r(f' Note nummer {i}.')}</w:p></w:footnote>"
        for i in (2, 3)
    )
    body = f"<w:p>{r('Første')}{reference % 2}{r(' og anden')}{reference % 3}{r('.')}</w:p>"
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
    box = (
        "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox>"
        "</w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>"
    )
    face = '<w:rFonts w:ascii="DejaVu Sans" w:hAnsi="DejaVu Sans"/>'
    lines = [f"<w:p>{box % r(mark, face)}{r(' Ja')}</w:p>" for mark in "☒☐"]
    return docx(TITLE + "".join(lines) + p(LONG))


@feature
def text_box() -> bytes:
    wrap = "<wp:wrapTopAndBottom/>"
    shape = (
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
        'wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="3048000" cy="508000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill>'
        '<a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:txbx>'
        f"<w:txbxContent>{p('I rammen', '<w:spacing w:after=%s0%s/>' % (chr(34), chr(34)))}"
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
    from render.pdf.ooxml import LETTER_STYLES

    style = (
        '<w:style w:type="table" w:styleId="Stribet"><w:name w:val="Stribet"/>'
        '<w:basedOn w:val="Gitter"/><w:pPr><w:spacing w:after="0" w:line="240" '
        'w:lineRule="auto"/></w:pPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
        '<w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="2F5496"/>'
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
    return docx(
        TITLE
        + f"<w:p>{r('Han skrev ')}{r('I will find you', '<w:lang w:val=%sen-GB%s/>' % (chr(34), chr(34)))}{r(' to gange.')}</w:p>"
    )


@feature
def gutter_and_narrow_page() -> bytes:
    narrow = SECTION.replace('w:gutter="0"', 'w:gutter="567"').replace(
        'w:w="11906" w:h="16838"', 'w:w="8391" w:h="11906"'
    )
    return docx(TITLE + p(LONG * 6), section=narrow)
