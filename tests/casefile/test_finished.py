from __future__ import annotations

import io
import shutil
import zipfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

import anmeld
from anmeld.casefile import Workshop, make_case
from anmeld.casefile.finished import inspect
from anmeld.casefile.workshop import ReadBack
from anmeld.catalogue import Format
from anmeld.content.disclosure import scan
from anmeld.content.folding import fold
from anmeld.errors import RenderError
from anmeld.record.model import Record
from anmeld.render.docx.package import plain_members

ROOT = Path(__file__).parents[2]
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
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


def with_text(docx: Path, name: str, change: tuple[str, str]) -> None:
    members = plain_members(docx.read_bytes())
    with zipfile.ZipFile(docx, "w") as package:
        for member, plain in members.items():
            text = plain.decode()
            changed = text.replace(*change) if member == name else text
            assert member != name or changed != text
            package.writestr(member, changed)


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


def test_inspect__leaves_out_only_words_that_are_searched_by_themselves() -> None:
    document = Document()
    paragraph = document.add_paragraph(SECRET)
    paragraph._p.set(f"{{{MAIN}}}instr", "kort.dk")
    body = plain_members(saved(document))["word/document.xml"]
    still = fold("")
    written = {"word/document.xml": body}

    known = ReadBack(written, frozenset(written), still)
    assert inspect(b"", Format.DOCX, known).text == "kort.dk"
    unknown = ReadBack(written, frozenset(), still)
    assert SECRET in inspect(b"", Format.DOCX, unknown).text


def test_case__is_searched_for_what_its_template_says_by_itself(tmp_path: Path) -> None:
    """This test ensures that the parts that no fill touches are searched as well.

    They are read once for all cases: a house has left somebody's address in the
    properties of its template.
    """
    shutil.copytree(ROOT / "templates" / "journalnotat", tmp_path / "journalnotat")
    template = tmp_path / "journalnotat" / "template.docx"
    company = f"<Company>{SECRET}</Company></Properties>"
    with_text(template, "docProps/app.xml", ("</Properties>", company))
    workshop = Workshop()

    def faults_of(address: str) -> list[str]:
        record = anmeld.load_record(ROOT / "examples" / "digital_chikane.toml")
        private = record.medarbejder.privat.model_copy(update={"adresse": address})
        person = record.medarbejder.model_copy(update={"privat": private})
        case = make_case(
            record.model_copy(update={"medarbejder": person}),
            now=datetime(2025, 4, 1, 9, tzinfo=ZoneInfo("Europe/Copenhagen")),
            catalogue=anmeld.load_catalogue(tmp_path),
            documents=["journalnotat"],
            formats=[Format.DOCX],
            workshop=workshop,
        )
        return [str(f.where) for one in case.stopped for f in one.error.faults]

    assert faults_of("Vestergade 3, 6000 Kolding") == []
    assert faults_of(f"{SECRET}, 6000 Kolding") == [
        "journalnotat (template) medarbejder.privat.adresse"
    ]


def test_inspect__counts_the_pages_of_a_pdf() -> None:
    form = ROOT / "templates" / "ulykkesanmeldelse" / "form.pdf"
    assert (inspect(form.read_bytes(), Format.PDF).pages or 0) >= 2


def test_inspect__gives_out_nothing_that_it_cannot_read() -> None:
    with pytest.raises(RenderError):
        inspect(b"no document", Format.DOCX)
