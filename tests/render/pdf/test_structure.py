"""What a screen reader is told, as a third reader (poppler) sees it."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pypdf
import pytest

from anmeld.errors import RenderError, TemplateError
from anmeld.render import pdf
from render.pdf.builders import (
    LONG,
    TITLE,
    across,
    anchored,
    cell,
    down,
    offset,
    picture,
    png,
    row,
    table,
    with_picture,
)
from render.pdf.features import FEATURES
from render.pdf.ooxml import NAMESPACES, docx, p, r
from tools import needs_poppler

GOLDEN = Path(__file__).with_name("golden")
SHOWN = (
    "bullets",
    "capitals",
    "centered_table",
    "external_link",
    "footnotes",
    "heading_levels",
    "inline_picture",
    "internal_link",
    "language_runs",
    "merged_across",
    "merged_down",
    "nested_table",
    "several_levels",
    "styled_table",
    "text_box",
    "two_sections",
)


def tree(data: bytes, folder: Path) -> str:
    """Give the structure tree as poppler prints it, without object numbers."""
    path = folder / "a.pdf"
    path.write_bytes(data)
    made = subprocess.run(
        ["pdfinfo", "-struct-text", str(path)], check=True, capture_output=True
    )
    return re.sub(r"Object \d+ 0", "Object", made.stdout.decode())


@needs_poppler
@pytest.mark.parametrize("name", SHOWN)
def test_structure__reads_as_the_golden_file(name: str, tmp_path: Path) -> None:
    shown = tree(pdf.render_pdf(FEATURES[name]()), tmp_path)

    assert shown == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@needs_poppler
def test_header_footer_and_repeated_rows__are_not_read_aloud(tmp_path: Path) -> None:
    shown = tree(pdf.render_pdf(FEATURES["header_and_footer"]()), tmp_path)
    assert "Eksempel Kommune" not in shown
    assert "Side" not in shown

    shown = tree(pdf.render_pdf(FEATURES["repeated_header_row"]()), tmp_path)
    assert shown.count('"Dato"') == 1


def test_picture_without_alt__is_named() -> None:
    document = with_picture(TITLE + f"<w:p>{picture(alt='')}</w:p>")

    with pytest.raises(TemplateError) as caught:
        pdf.render_pdf(document)

    assert [fault.code for fault in caught.value.faults] == ["picture-without-alt"]
    assert pdf.render_pdf(document, untagged=True).startswith(b"%PDF")


def test_decorative_picture__needs_no_alt() -> None:
    shown = picture(alt="")
    mark = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/'
        '2017/decorative" val="1"/></a:ext></a:extLst>'
    )
    shown = shown.replace(' descr=""/>', f' descr="">{mark}</wp:docPr>')

    assert pdf.render_pdf(with_picture(TITLE + f"<w:p>{shown}</w:p>"))


def test_skipped_heading_level__is_named() -> None:
    body = p("Uden overskrift over", '<w:pStyle w:val="Overskrift2"/>')

    with pytest.raises(RenderError) as caught:
        pdf.render_pdf(docx(body))

    assert [fault.code for fault in caught.value.faults] == ["skipped-heading-level"]
    assert pdf.render_pdf(docx(body), untagged=True).startswith(b"%PDF")


def test_headings__become_nested_bookmarks() -> None:
    data = pdf.render_pdf(FEATURES["heading_levels"]())

    outline: Any = pypdf.PdfReader(io.BytesIO(data)).outline
    assert [entry["/Title"] for entry in outline if isinstance(entry, dict)] == [
        "Brev om sagen"
    ]
    below = next(entry for entry in outline if isinstance(entry, list))
    assert [entry["/Title"] for entry in below] == ["Baggrund", "Vurdering"]


def test_picture_beside_text__keeps_the_text_out_of_it() -> None:
    from render.pdf.measuring import lines

    shown = anchored(
        '<wp:wrapSquare wrapText="bothSides"/>',
        across("column", offset(0)),
        down("paragraph", offset(0)),
    )
    data = pdf.render_pdf(
        docx(
            f"<w:p>{shown}{r(LONG * 6)}</w:p>",
            media={"rIdP": ("b.png", png())},
        )
    )

    found = lines(data)
    assert [line.x > 180 for line in found[:4]] == [True] * 4
    assert found[-1].x < 60


def test_endnote__is_read_where_its_mark_stands() -> None:
    """It is painted last in the document, but it belongs to its mark."""
    note = f'<w:endnote w:id="2">{p("Slutnoten.")}</w:endnote>'
    mark = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    body = TITLE + f"<w:p>{r('Før')}{mark}{r('efter.')}</w:p>" + p(LONG)
    parts = {"rIdE": ("endnotes", f"<w:endnotes {NAMESPACES}>{note}</w:endnotes>")}

    data = pdf.render_pdf(docx(body, parts=parts))

    root: Any = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]
    paragraph = root["/StructTreeRoot"]["/K"]["/K"][1].get_object()
    kids = [kid.get_object() for kid in paragraph["/K"]]
    assert [kid["/S"] for kid in kids if isinstance(kid, dict)] == [
        "/Reference",
        "/Note",
    ]


def test_link__keeps_letters_beyond_ascii_in_its_address() -> None:
    link = f'<w:p><w:hyperlink r:id="rIdL">{r("Blåbær")}</w:hyperlink></w:p>'
    address = "https://eksempel.example/blåbær?a=%20&amp;b"

    data = pdf.render_pdf(docx(TITLE + link, links={"rIdL": address}))

    page: Any = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    uri = page["/Annots"][0].get_object()["/A"]["/URI"]
    assert uri == "https://eksempel.example/bl%C3%A5b%C3%A6r?a=%20&b"


def test_row_of_rests__is_left_out_of_the_spans() -> None:
    """Every place of a row belongs to cells from above: the tree has no such row."""
    start, rest = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        row(cell("A", 3000, start), cell("B", 6000, start)),
        row(cell("", 3000, rest), cell("", 6000, rest)),
        row(cell("", 3000, rest), cell("C", 6000)),
    )

    data = pdf.render_pdf(docx(TITLE + table(*rows)))

    root: Any = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]
    made = root["/StructTreeRoot"]["/K"]["/K"][1].get_object()
    lines = [line.get_object() for line in made["/K"]]
    first = [one.get_object() for one in lines[0]["/K"]]
    assert [len(line["/K"]) for line in lines] == [2, 1]
    assert [str(one.get("/A", "")).count("'/RowSpan': 2") for one in first] == [1, 0]
