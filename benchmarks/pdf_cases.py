"""The same two-page letter in each engine's own words, for the PDF suite."""

from __future__ import annotations

import io
from dataclasses import dataclass

from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

_WORDS = (
    "Vi har modtaget oplysningerne om hændelsen og vurderer, at beskeder er sendt med "
    "forbindelse til arbejdet. Medarbejderen har gemt dem, har ikke svaret, og lederen "
    "er underrettet samme dag. Vi beder om en undersøgelse af de beskrevne symptomer."
)


@dataclass(frozen=True)
class Letter:
    """What one letter says.

    Attributes:
        number: Tells letters apart: their texts all differ.
        address: The recipient.
        sections: Heading, paragraphs.
        points: A list.
        rows: A table; its first row is the header.
    """

    number: int
    address: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    points: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]


def letter(number: int) -> Letter:
    """Invent a letter of two pages."""

    def text(part: int) -> str:
        return f"Afsnit {part} i sag {number}-{part * 7}: {_WORDS}"

    sections = (
        ("Henvisning til undersøgelse", (text(1), text(2))),
        ("Hvad der er sket", (text(3), text(4))),
        ("Symptomer", (text(5),)),
    )
    rows = tuple(
        (
            f"{day:02}.03.2024",
            f"Besked {day} i sag {number} på et socialt medie",
            str(day),
        )
        for day in range(1, 20)
    )
    return Letter(
        number,
        (f"Læge Åse Ærø {number}", f"Vestervang {number}", "8000 Aarhus C"),
        sections,
        tuple(f"Punkt {i} i sag {number} om arbejdet" for i in range(5)),
        (("Dato", "Hvad", "Bilag"), *rows),
    )


def as_docx(one: Letter, logo: bytes) -> bytes:
    """Write the letter as a DOCX, with a header, a footer and a picture."""
    document = Document()
    document.core_properties.title = f"Henvisning {one.number}"
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    section.header.paragraphs[0].text = "Eksempel Kommune"
    _page_number(section.footer.paragraphs[0])
    for line in one.address:
        document.add_paragraph(line)
    shape = document.add_picture(io.BytesIO(logo), width=Cm(4))
    shape._inline.docPr.set("descr", "Kommunens logo")
    for heading, paragraphs in one.sections:
        document.add_heading(heading, 1)
        for words in paragraphs:
            document.add_paragraph(words)
    for point in one.points:
        document.add_paragraph(point, style="List Bullet")
    _table(document, one)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page_number(paragraph: object) -> None:
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run = paragraph.add_run()  # type: ignore[attr-defined]
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(
                "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
                "fldCharType",
                kind,
            )
        element.text = text
        run._r.append(element)


def _table(document: object, one: Letter) -> None:
    table = document.add_table(rows=0, cols=3, style="Table Grid")  # type: ignore[attr-defined]
    for row in one.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def as_html(one: Letter) -> str:
    """Write the letter as HTML, for WeasyPrint."""
    head = "".join(f"<p>{line}</p>" for line in one.address)
    body = "".join(
        f"<h1>{heading}</h1>" + "".join(f"<p>{words}</p>" for words in paragraphs)
        for heading, paragraphs in one.sections
    )
    points = "".join(f"<li>{point}</li>" for point in one.points)
    first, *rest = one.rows
    header = "".join(f"<th>{words}</th>" for words in first)
    rows = "".join(
        "<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in rest
    )
    style = (
        "@page{size:A4;margin:2.5cm;@bottom-center{content:counter(page)}}"
        "body{font:11pt Carlito}table{border-collapse:collapse}"
        "td,th{border:1px solid;padding:2pt}"
        "img{image-rendering:crisp-edges;width:4cm}"
    )
    return (
        f"<html lang=da><head><title>Henvisning {one.number}</title><style>{style}"
        f'</style></head><body>{head}<img src="logo:" alt="Kommunens logo">{body}'
        f"<ul>{points}</ul><table><thead><tr>{header}</tr></thead><tbody>{rows}</tbody>"
        "</table></body></html>"
    )


def as_typst(one: Letter) -> str:
    """Write the letter as Typst markup."""
    parts = [
        f'#set document(title: "Henvisning {one.number}")',
        '#set page(paper: "a4", margin: 2.5cm, numbering: "1")',
        '#set text(font: "Carlito", size: 11pt, lang: "da")',
        *[f"{line}\n" for line in one.address],
        '#image("logo.png", width: 4cm, alt: "Kommunens logo")',
    ]
    for heading, paragraphs in one.sections:
        parts.append(f"= {heading}\n")
        parts += [f"{words}\n" for words in paragraphs]
    parts += [f"- {point}" for point in one.points]
    first, *rest = one.rows
    header = "".join(f"[{words}]," for words in first)
    cells = "".join(f"[{words}]," for row in rest for words in row)
    parts.append(f"#table(columns: 3, table.header({header}), {cells})")
    return "\n".join(parts)


def as_reportlab(one: Letter, logo: bytes) -> bytes:
    """Lay the letter out with plain reportlab, untagged."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import (
        Image,
        Paragraph,
        SimpleDocTemplate,
        Table,
        TableStyle,
    )

    normal = ParagraphStyle("n", fontName="Carlito", fontSize=11, leading=13.4)
    heading_ = ParagraphStyle("h", normal, fontName="Carlito-Bold", fontSize=14)
    story = [Paragraph(line, normal) for line in one.address]
    story.append(Image(io.BytesIO(logo), width=113, height=57))
    for heading, paragraphs in one.sections:
        story.append(Paragraph(heading, heading_))
        story += [Paragraph(words, normal) for words in paragraphs]
    story += [Paragraph(point, normal, bulletText="•") for point in one.points]
    cells = [[Paragraph(words, normal) for words in row] for row in one.rows]
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])
    story.append(Table(cells, repeatRows=1, style=grid))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4).build(story)
    return out.getvalue()
