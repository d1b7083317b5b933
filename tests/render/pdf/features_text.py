"""The feature set: runs, links, fields and lists, one construct a document."""

from __future__ import annotations

from render.pdf.builders import (
    LONG,
    TITLE,
    feature,
    field,
    item,
    level,
    numbering,
    runs,
)
from render.pdf.ooxml import docx, p, r


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
        + f"<w:p>{r('synlig ')}{r('skjult ', '<w:vanish/>')}{r('synlig. ')}</w:p>"
        + p(LONG)
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
def right_aligned_labels() -> bytes:
    kind, part = numbering(level("lowerRoman", "%1."))
    part = part.replace('<w:lvlJc w:val="left"/>', '<w:lvlJc w:val="right"/>')
    return docx(
        TITLE + "".join(item(f"Punkt {i}") for i in range(9)),
        parts={"rIdN": (kind, part)},
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
