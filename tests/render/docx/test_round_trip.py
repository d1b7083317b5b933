"""What goes in comes out: character for character, in any order, in any thread."""

from __future__ import annotations

import io
import pickle
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from anmeld.render import docx
from anmeld.render.text import text_of_docx
from render.docx import word
from render.docx.test_parity import CASES, CONTENT
from render.docx.word import p, row, run, table
from tools import needs_libreoffice

# Every character of XML 1.0. A lone carriage return is a line break to XML itself and
# comes out as one; texts that are blank or say `ukendt` are shown in words.
XML_TEXT = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, exclude_categories=["Cs"]),
        st.sampled_from("\n\t&<>\"'{}%#æøåÆØÅ\u202e\xa0"),
    ).filter(lambda c: c not in "\ufffe\uffff"),
    min_size=1,
).filter(lambda t: bool(t.strip()) and t != "ukendt")
TEMPLATE = docx.compile(
    word.docx(
        p("»{{ x }}«"),
        table(row("{%tr for y in liste %}"), row("»{{ y }}«"), row("{%tr endfor %}")),
        header=p("»{{ x }}«"),
        footnotes=p("»{{ x }}«"),
        title="{{ x }}",
    )
)


@given(text=XML_TEXT)
@settings(max_examples=150, deadline=None)
def test_text__survives_to_python_docx(text: str) -> None:
    """This test ensures that any XML-legal text is read back as it was given."""
    filled = TEMPLATE.fill({"x": text, "liste": [text, text]})

    document = Document(io.BytesIO(filled))
    assert document.paragraphs[0].text == f"»{text}«"
    assert document.sections[0].header.paragraphs[0].text == f"»{text}«"
    cells = [cell.text for line in document.tables[0].rows for cell in line.cells]
    assert cells == [f"»{text}«"] * 2
    assert text_of_docx(filled).count(f"»{text}«") == 4
    assert document.core_properties.title == text


@given(text=st.text(min_size=1).filter(lambda t: bool(t.strip())))
@settings(max_examples=150, deadline=None)
def test_any_text__gives_a_document_that_opens(text: str) -> None:
    """This test ensures that no text whatever breaks the document."""
    filled = TEMPLATE.fill({"x": text, "liste": [text]})

    assert Document(io.BytesIO(filled)).paragraphs[0].text.startswith("»")


def test_twenty_thousand_characters__survive() -> None:
    """This test ensures that a long quotation is never shortened."""
    text = "".join(f"{n}. linje & <{n}>\n" for n in range(1_500))

    filled = TEMPLATE.fill({"x": text, "liste": []})

    assert len(text) > 20_000
    assert Document(io.BytesIO(filled)).paragraphs[0].text == f"»{text}«"


def test_a_thousand_fills__in_eight_threads_give_the_bytes_of_one() -> None:
    """This test ensures that threads share a template without harm."""
    contents = [
        {"x": f"nr. {n} & <{n}>", "liste": [str(n)] * (n % 7)} for n in range(1_000)
    ]
    one_by_one = [TEMPLATE.fill(content) for content in contents]

    with ThreadPoolExecutor(8) as pool:
        at_once = list(pool.map(TEMPLATE.fill, contents))

    assert at_once == one_by_one
    assert len(set(one_by_one)) == 1_000


@pytest.mark.parametrize("name", CASES)
def test_pickled_template__fills_like_the_first(name: str) -> None:
    """This test ensures that a worker's own copy gives the same bytes."""
    compiled = docx.compile(CASES[name])
    copy = pickle.loads(pickle.dumps(compiled))

    assert copy.fill(CONTENT) == compiled.fill(CONTENT) == compiled.fill(CONTENT)


def test_file__has_fixed_times_and_its_members_once() -> None:
    """This test ensures that the zip says nothing of the day or the machine."""
    filled = TEMPLATE.fill({"x": "x", "liste": []})

    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {
            (1980, 1, 1, 0, 0, 0)
        }
        assert len(set(archive.namelist())) == len(archive.namelist())
        assert archive.namelist()[0] == "[Content_Types].xml"


@pytest.fixture(scope="module")
def as_text(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What LibreOffice reads in every filled case, and in a page of odd texts."""
    folder = tmp_path_factory.mktemp("libreoffice")
    for number, template in enumerate(CASES.values()):
        (folder / f"{number}.docx").write_bytes(docx.compile(template).fill(CONTENT))
    odd = docx.compile(
        word.docx(p("{%p for x in liste %}"), p("»{{ x }}«"), p("{%p endfor %}"))
    )
    (folder / "odd.docx").write_bytes(odd.fill({"liste": ODD}))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    command += ["--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir"]
    command += [str(folder), *map(str, sorted(folder.glob("*.docx")))]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {path.stem: _plain(path) for path in folder.glob("*.txt")}


def _plain(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


# LibreOffice's plain text leaves out text boxes, and notes that no word refers to.
NOT_EXPORTED = {
    "a text box": {"I", "boksen:", "Åse", "Ærø", "&", "Søn", "<aps>"},
    "footnotes": {"Se", "2025-17"},
}
ODD = (
    "& < > \" ' {{ 7*7 }} </w:t>",
    "æøå ÆØÅ ðþ ŋ Łódź Ő",
    "\u202eomvendt",
    "😀 👩\u200d👩\u200d👧 𝔘",
    "  to blanke  og  flere  ",
    "linje 1\nlinje 2\n\nlinje 4",
    "før\tefter",
    "hårdt\xa0mellemrum \u2011 – — …",
    "{_{ ikke et tag }_}",
)


@needs_libreoffice
def test_odd_texts__survive_to_libreoffice(as_text: dict[str, str]) -> None:
    """This test ensures that a second program reads each character as it was given."""
    for text in ODD:
        assert f"»{text}«" in as_text["odd"]


@needs_libreoffice
@pytest.mark.parametrize("name", CASES)
def test_libreoffice__opens_every_case_and_reads_its_words(
    name: str, as_text: dict[str, str]
) -> None:
    """This test ensures that each construct is a document to another program too."""
    number = str(list(CASES).index(name))
    filled = docx.compile(CASES[name]).fill(CONTENT)

    wanted = set(text_of_docx(filled).split()) - NOT_EXPORTED.get(name, set())

    assert wanted
    assert wanted - set(as_text[number].split()) == set()


def test_rich_text__gets_a_page_of_its_own_where_docxtpl_gives_it() -> None:
    """This test ensures that a content's own markup is not taken for a text."""
    compiled = docx.compile(word.docx(f"<w:p>{run('{{ liste }}')}</w:p>"))

    assert b'w:type="page"' in word.part(compiled.fill(CONTENT))
