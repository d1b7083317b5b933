"""Nothing is lost: the text of the DOCX is the text of the PDF, in order."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anmeld.render import pdf
from render.pdf import measuring
from render.pdf.builders import TITLE, cell, item, level, numbering, row, table
from render.pdf.ooxml import docx, p
from tools import needs_poppler

LATIN = st.characters(
    codec="utf-8",
    categories=("Lu", "Ll", "Nd", "P", "S", "Zs"),
    max_codepoint=0x2FF,
)
SENTENCES = st.lists(st.text(LATIN, min_size=1, max_size=400), min_size=1, max_size=6)
ANYTHING = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")),
    min_size=1,
    max_size=120,
)


def squeezed(text: str) -> str:
    """Drop what extraction may change: spaces, soft hyphens, compatibility forms."""
    kept = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return re.sub(r"[\s\u0000-\u001f\ufffe\u2010\u2011-]", "", kept)


def poppler(data: bytes, folder: Path) -> str:
    """Give the text as poppler reads it, in the order of the page's content."""
    path = folder / "a.pdf"
    path.write_bytes(data)
    made = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"],
        check=True,
        capture_output=True,
    )
    return made.stdout.decode()


def contains_in_order(whole: str, parts: list[str]) -> bool:
    """Whether each part is there, after the one before it."""
    at = 0
    for part in parts:
        found = whole.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


@settings(max_examples=40, deadline=None)
@given(SENTENCES)
def test_paragraphs__keep_every_character_in_pdfium(sentences: list[str]) -> None:
    data = pdf.render_pdf(docx(TITLE + "".join(map(p, sentences))))

    text = squeezed(measuring.text(data))

    assert contains_in_order(text, [squeezed(s) for s in sentences])


@needs_poppler
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(SENTENCES)
def test_lists_and_tables__keep_every_character_in_poppler(
    tmp_path: Path, sentences: list[str]
) -> None:
    rows = [row(cell(s, 3000), cell(s[::-1], 6000)) for s in sentences]
    body = TITLE + "".join(map(item, sentences)) + table(*rows)
    part = numbering(level("decimal", "%1."))
    data = pdf.render_pdf(docx(body, parts={"rIdN": part}))

    text = squeezed(poppler(data, tmp_path))

    parts = [squeezed(s) for s in sentences]
    both = [squeezed(s) for pair in sentences for s in (pair, pair[::-1])]
    assert contains_in_order(text, [*parts, *both])


@settings(max_examples=60, deadline=None)
@given(ANYTHING)
def test_any_text__is_laid_out_and_what_is_substituted_is_reported(text: str) -> None:
    """Nothing raises; an untagged PDF shows the code of what no font has."""
    filled = pdf.render_with_report(docx(TITLE + p(text)), untagged=True)

    found = measuring.text(filled.data)
    for note in filled.notes:
        if note.code == "substituted-character":
            assert note.where in found


@needs_poppler
def test_long_text__is_whole_over_page_breaks(tmp_path: Path) -> None:
    words = [f"ord{i}" for i in range(20_000)]
    rows = [row(cell("Forløb", 3000), cell(" ".join(words[:4000]), 6000))]
    data = pdf.render_pdf(docx(TITLE + table(*rows) + p(" ".join(words))))

    found = re.findall(r"ord\d+", poppler(data, tmp_path))

    assert found == words[:4000] + words


def test_hard_characters__are_read_back_as_they_were_written() -> None:
    text = "a & b < c > {{ d }} \"e\" 'f' æøåÆØÅ é ł ş € … – — „x“ »y« \u00a0 100 % ½"
    data = pdf.render_pdf(docx(TITLE + p(text)))

    assert squeezed(text) in squeezed(measuring.text(data))


def test_emoji__are_drawn_and_read_back() -> None:
    data = pdf.render_pdf(docx(TITLE + p("Han skrev 😀🔪💀 og ❤️.")))

    found = measuring.text(data)
    for char in "😀🔪💀❤":
        assert char in found


@pytest.mark.parametrize("char", ["漢", "\U0001f9ff", "\ua66e"])
def test_character_without_font__is_marked_with_its_code(char: str) -> None:
    filled = pdf.render_with_report(docx(TITLE + p(f"før {char} efter")), untagged=True)

    code = f"U+{ord(char):04X}"
    drawn = measuring.text(filled.data)
    assert code in drawn or char in drawn
    assert (code in drawn) == (code in [note.where for note in filled.notes])


@needs_poppler
def test_character_without_font__is_read_as_itself(tmp_path: Path) -> None:
    """ActualText gives a screen reader, and who copies the text, the real character."""
    data = pdf.render_pdf(docx(TITLE + p("før 漢 efter")))

    assert "漢" in poppler(data, tmp_path)
    assert "漢" in measuring.text(data)


@needs_poppler
def test_line_ends__do_not_glue_words_together(tmp_path: Path) -> None:
    data = pdf.render_pdf(docx(TITLE + p("ord " * 300)))

    assert "ordord" not in poppler(data, tmp_path)


@needs_poppler
def test_substitute__is_not_cut_where_a_line_is_too_narrow(tmp_path: Path) -> None:
    """A mark cut in two would stand for nothing."""
    narrow = table(row(cell("0000000000漢漢漢0000000000漢", 1500)), widths=(1500,))
    data = pdf.render_pdf(docx(TITLE + narrow))

    assert squeezed(poppler(data, tmp_path)).count("漢") == 4


def test_characters_that_no_font_has__are_listed_at_the_end(tmp_path: Path) -> None:
    data = pdf.render_pdf(docx(TITLE + p("漢 og 漢") + p("Sidste ord")))

    last = poppler(data, tmp_path).split("Sidste ord")[1]
    assert "U+6F22 (2)" in " ".join(last.split())
