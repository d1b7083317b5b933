from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from anmeld.casefile.finished import inspect
from anmeld.catalogue import Format
from anmeld.content.disclosure import scan
from anmeld.errors import RenderError
from anmeld.record.model import Record

SECRET = "Lærkevej 14"


def said(data: bytes) -> list[str | None]:
    record = Record.model_validate(
        {
            "sag": {"nummer": "1"},
            "arbejdsgiver": {"navn": "K"},
            "medarbejder": {
                "navn": "Anna Bergqvist",
                "privat": {"adresse": f"{SECRET}, 6000 Kolding"},
            },
        }
    )
    text = inspect(data, Format.DOCX).text
    return [fault.where.key for fault in scan(text, record, "brev", frozenset())]


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def with_member(name: str, xml: str) -> bytes:
    data = io.BytesIO(saved(Document()))
    with zipfile.ZipFile(data, "a") as package:
        package.writestr(name, xml)
    return data.getvalue()


def test_inspect__of_a_clean_document_finds_nothing() -> None:
    assert said(saved(Document())) == []


@pytest.mark.parametrize("field", ["title", "author", "comments", "keywords"])
def test_inspect__reads_the_properties_of_a_word_document(field: str) -> None:
    document = Document()
    setattr(document.core_properties, field, SECRET)
    assert said(saved(document)) == ["medarbejder.privat.adresse"]


def test_inspect__joins_a_value_that_word_has_split_into_runs() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("Lær", "kevej", " 1", "4"):
        paragraph.add_run(piece)
    assert said(saved(document)) == ["medarbejder.privat.adresse"]


def test_inspect__reads_headers_tables_and_link_targets() -> None:
    for place in ("header", "table", "link"):
        document = Document()
        if place == "header":
            document.sections[0].header.paragraphs[0].text = SECRET
        elif place == "table":
            document.add_table(1, 1).cell(0, 0).text = SECRET
        else:
            document.part.relate_to(
                "https://kort.dk/?q=L%C3%A6rkevej%2014",
                RELATIONSHIP_TYPE.HYPERLINK,
                is_external=True,
            )
        assert said(saved(document)) == ["medarbejder.privat.adresse"], place


@pytest.mark.parametrize(
    ("name", "xml"),
    [
        ("word/comments.xml", f"<w:comments><w:p>{SECRET}</w:p></w:comments>"),
        ("docProps/custom.xml", f"<p><v>{SECRET}</v></p>"),
        ("customXml/item7.xml", f"<x>{SECRET}</x>"),
        ("word/document2.xml", f'<w:p><wp:docPr descr="{SECRET}"/></w:p>'),
    ],
)
def test_inspect__reads_what_no_page_shows(name: str, xml: str) -> None:
    assert said(with_member(name, xml)) == ["medarbejder.privat.adresse"]


def test_inspect__gives_a_body_again_that_says_its_lines_in_another_order() -> None:
    """This test ensures that a value over two lines is found as the file has them.

    A text box stands before the words of its paragraph in the file, and after them in
    the text.
    """
    document = Document()
    document.add_paragraph("Lærkevej")
    document.add_paragraph("14 har set det")
    data = saved(document)
    same, other = "Lærkevej\n14 har set det\n", "14 har set det\nLærkevej\n"

    assert "Lærkevej" not in inspect(data, Format.DOCX, text=same).text
    assert "Lærkevej\n14" in inspect(data, Format.DOCX, text=other).text


def test_inspect__counts_the_pages_of_a_pdf() -> None:
    form = Path(__file__).parents[2] / "templates" / "ulykkesanmeldelse" / "form.pdf"
    assert (inspect(form.read_bytes(), Format.PDF).pages or 0) >= 2


def test_inspect__gives_out_nothing_that_it_cannot_read() -> None:
    with pytest.raises(RenderError):
        inspect(b"no document", Format.DOCX)
