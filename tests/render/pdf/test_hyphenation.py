"""Words parted at syllables, where a document asks for it and nowhere else."""

from __future__ import annotations

import io
import re
from pathlib import Path

import page
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from anmeld.errors import RenderError
from anmeld.render import pdf
from anmeld.render.pdf.hyphenation import patterns_of
from anmeld.render.pdf.libreoffice import convert
from render.pdf import measuring
from render.pdf.builders import TITLE, cell, row, table
from render.pdf.ooxml import docx, p, r
from render.pdf.test_text import contains_in_order, poppler, squeezed
from tools import needs_libreoffice, needs_poppler

ASKED = "<w:autoHyphenation/>"
SYLLABLES = (
    "ar-bejds-ska-de-for-sik-ring",
    "ulyk-kes-an-mel-del-se",
    "psy-ko-log-hjælp",
    "sund-heds-fag-li-ge",
    "grænse-til-fæl-de",
    "op-lys-nings-pligt",
    "med-ar-bej-der",
    "un-der-sø-gel-se",
)
WORDS = [word.replace("-", "") for word in SYLLABLES]


def narrow(
    text: str, *, setting: str = ASKED, paragraph: str = "", width: int = 1116
) -> bytes:
    """Write a text in a column of 45 points, where hardly a word fits."""
    inner = p(text, paragraph)
    body = table(row(cell("", width, inner=inner)), widths=(width,))
    return docx(TITLE + body, settings=setting)


def parted(data: bytes) -> list[tuple[str, str]]:
    """Give what stands before and after each hyphen at a line's end, by PDFium."""
    return re.findall(r"(\w+)\ufffe\s*(\w+)", measuring.text(data))


@pytest.mark.parametrize("syllables", SYLLABLES)
def test_word__is_parted_between_syllables_only(syllables: str) -> None:
    word = syllables.replace("-", "")
    lengths = [len(part) for part in syllables.split("-")]
    allowed = {sum(lengths[: i + 1]) for i in range(len(lengths))}

    text = measuring.text(pdf.render_pdf(narrow(word)))

    parts = text.split("sagen")[1].split("\ufffe")
    parts = [part.strip() for part in parts]
    assert "".join(parts) == word
    assert len(parts) > 1
    ends = {sum(map(len, parts[: i + 1])) for i in range(len(parts))}
    assert ends <= allowed


def test_words__stay_whole_where_nobody_asks() -> None:
    text = " ".join(WORDS) * 9

    filled = pdf.render_with_report(docx(TITLE + p(text)))

    assert "\ufffe" not in measuring.text(filled.data)
    assert filled.notes == ()


@pytest.mark.parametrize("value", ["0", "false", "off"])
def test_setting_switched_off__asks_for_nothing(value: str) -> None:
    setting = f'<w:autoHyphenation w:val="{value}"/>'

    assert not parted(pdf.render_pdf(narrow("medarbejder", setting=setting)))


def test_paragraph__may_keep_its_words_whole() -> None:
    kept = pdf.render_pdf(narrow("af arbejder", paragraph="<w:suppressAutoHyphens/>"))
    again = '<w:suppressAutoHyphens w:val="0"/>'

    assert not parted(kept)
    assert parted(pdf.render_pdf(narrow("af arbejder medarbejder", paragraph=again)))


def test_words_in_capitals__are_parted_unless_that_is_forbidden() -> None:
    asked = ASKED + "<w:doNotHyphenateCaps/>"

    assert parted(pdf.render_pdf(narrow("MEDARBEJDER")))
    assert not parted(pdf.render_pdf(narrow("MEDARBEJDER", setting=asked)))
    assert parted(pdf.render_pdf(narrow("Medarbejder", setting=asked)))


def test_limit__is_the_most_lines_in_a_row_that_end_with_a_hyphen() -> None:
    text = " ".join(WORDS * 4)
    setting = ASKED + '<w:consecutiveHyphenLimit w:val="1"/>'

    free = measuring.text(pdf.render_pdf(narrow(text, width=2300)))
    bound = pdf.render_pdf(narrow(text, width=2300, setting=setting))

    in_a_row = re.compile(r"\ufffe[^\s\ufffe]+( [^\s\ufffe]+)*\ufffe")
    assert in_a_row.search(free)
    assert "\ufffe" in measuring.text(bound)
    assert not in_a_row.search(measuring.text(bound))


def test_word_wider_than_its_line__is_parted_beyond_the_limit() -> None:
    """The alternative is to cut it anywhere, and without a hyphen."""
    setting = ASKED + '<w:consecutiveHyphenLimit w:val="1"/>'

    data = pdf.render_pdf(narrow("arbejdsskadeforsikring", setting=setting))

    assert measuring.text(data).count("\ufffe") == 2


def test_zone__is_the_room_that_a_line_may_leave() -> None:
    """With a zone as wide as the column, no line is worth a hyphen but a fresh one."""
    text = "om en god ulykkesanmeldelse " * 30
    wide = ASKED + '<w:hyphenationZone w:val="9000"/>'

    assert parted(pdf.render_pdf(docx(TITLE + p(text), settings=ASKED)))
    assert not parted(pdf.render_pdf(docx(TITLE + p(text), settings=wide)))


@pytest.mark.parametrize(
    "text",
    [
        "7101019995abcdefgh",
        "www.eksempelkommune.dk/arbejdsskade",
        "navn@eksempelkommune.dk",
        "it",
        "",
    ],
)
def test_what_is_no_word__is_not_parted(text: str) -> None:
    found = parted(pdf.render_pdf(narrow(f"se {text} nu")))

    assert found == []


def test_word_with_a_soft_hyphen__is_parted_there_only() -> None:
    text = "om arbejdsskade\u00adforsikring " * 8
    data = pdf.render_pdf(narrow(text, width=2000))

    assert set(parted(data)) == {("arbejdsskade", "forsikring")}


def test_marks_around_a_word__stay_with_it() -> None:
    data = pdf.render_pdf(narrow("(»medarbejder«), »undersøgelse«."))

    text = measuring.text(data).replace("\ufffe", "")
    assert parted(data)
    assert "»medarbejder«" in re.sub(r"\s", "", text)


def test_language_without_patterns__is_named_and_in_strict_refused() -> None:
    finnish = p("työtapaturma " * 30, run='<w:lang w:val="fi-FI"/>')
    data = docx(TITLE + p("Medarbejder " * 30) + finnish, settings=ASKED)

    notes = pdf.render_with_report(data).notes
    with pytest.raises(RenderError) as caught:
        pdf.render_pdf(data, strict=True)

    assert [(note.code, note.where) for note in notes] == [("not-hyphenated", "fi-FI")]
    assert "fi-FI" in notes[0].message.text("en")
    assert [fault.code for fault in caught.value.faults] == ["not-hyphenated"]


def test_paragraph_that_keeps_its_words__asks_for_no_patterns() -> None:
    whole = "<w:suppressAutoHyphens/>"
    finnish = p("työtapaturma " * 30, whole, '<w:lang w:val="fi-FI"/>')

    assert pdf.render_with_report(docx(TITLE + finnish, settings=ASKED)).notes == ()


def test_run__is_parted_as_its_own_language_is() -> None:
    german = r("Arbeitsunfallversicherung ", '<w:lang w:val="de-DE"/>')
    data = narrow("")
    inner = f"<w:p>{german * 3}</w:p>"
    body = table(row(cell("", 1116, inner=inner)), widths=(1116,))
    data = pdf.render_pdf(docx(TITLE + body, settings=ASKED))

    text = measuring.text(data)
    assert "\ufffe" in text
    assert squeezed(text).count("Arbeitsunfallversicherung") == 3


def test_word_in_two_styles__is_whole_in_the_text() -> None:
    both = f"<w:p>{r('arbejdsskade', '<w:b/>')}{r('forsikringen her')}</w:p>"
    body = table(row(cell("", 1116, inner=both)), widths=(1116,))

    data = pdf.render_pdf(docx(TITLE + body, settings=ASKED))

    assert "arbejdsskadeforsikringen" in squeezed(measuring.text(data))


def test_heading__is_whole_among_the_bookmarks() -> None:
    title = "Ulykkesanmeldelse " * 12
    heading = p(title, '<w:pStyle w:val="Overskrift1"/>')

    data = pdf.render_pdf(docx(heading, settings=ASKED))

    marks = PdfReader(io.BytesIO(data)).outline
    assert "\ufffe" in measuring.text(data)
    assert [mark.title for mark in marks if not isinstance(mark, list)] == [
        " ".join(title.split())
    ]


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_parted_words__keep_the_promises_of_the_file(
    profile: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf.render_pdf(narrow(" ".join(WORDS))))

    assert "no failures" in str(page.validate_pdf(str(path), profile=profile))


def test_words__are_not_kept_after_the_document() -> None:
    """Who made a document's words remembered would keep a case's words for good."""
    pdf.render_pdf(narrow("Hemmelighedskræmmeri " * 9))

    patterns = patterns_of("da-DK")
    assert patterns is not None
    assert patterns.hd.cache == {}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from(WORDS), st.text("aÅøz.-(1\u00ad", min_size=1)),
        min_size=1,
        max_size=40,
    )
)
def test_text__is_whole_whatever_is_parted(words: list[str]) -> None:
    text = " ".join(words)

    data = pdf.render_pdf(narrow(text))

    assert contains_in_order(squeezed(measuring.text(data)), [squeezed(text)])


@needs_poppler
def test_text__is_whole_in_poppler(tmp_path: Path) -> None:
    data = pdf.render_pdf(narrow(" ".join(WORDS * 9)))

    found = poppler(data, tmp_path).split("sagen")[1]

    assert re.sub("\u00ad\\s*", "", found).split() == WORDS * 9


@needs_libreoffice
def test_words__are_those_of_libreoffice() -> None:
    """It parts them elsewhere, or nowhere where it lacks patterns."""
    data = docx(TITLE + p(" ".join(WORDS * 12)), settings=ASKED)

    (theirs,) = convert([data])

    assert squeezed(measuring.text(pdf.render_pdf(data))) == squeezed(
        measuring.text(theirs)
    )
