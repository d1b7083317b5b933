"""The text file of a document is what one copies from, and searches afterwards."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from anmeld.casefile import Case, Workshop, make_case
from anmeld.catalogue import Catalogue, Format, load_catalogue
from anmeld.record import load_record
from anmeld.record.model import Record

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2025, 4, 1, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
WORKSHOP = Workshop()
NBSP = "\u00a0"


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def example() -> Record:
    return load_record(EXAMPLES / "digital_chikane.toml")


def described(text: str) -> Record:
    record = example()
    told = record.haendelse.model_copy(update={"beskrivelse": text})
    return record.model_copy(update={"haendelse": told})


def case_of(record: Record, *documents: str, formats: tuple[Format, ...]) -> Case:
    return make_case(
        record,
        now=NOW,
        catalogue=catalogue(),
        base=EXAMPLES,
        formats=formats,
        documents=documents or None,
        workshop=WORKSHOP,
    )


def texts(record: Record, *documents: str) -> dict[str, str]:
    case = case_of(record, *documents, formats=(Format.TXT,))
    assert not case.stopped
    return {
        made.spec.id: file.data.decode()
        for made in case.documents
        for file in made.files
        if file.format is Format.TXT
    }


def test_text__has_ordinary_spaces_to_be_found_by() -> None:
    made = texts(example())
    assert "journalnotat" in made
    for text in made.values():
        assert NBSP not in text
    assert "3. marts 2025" in made["journalnotat"]
    assert "§ 119, stk. 1" in made["politianmeldelse"]


def test_word_document_beside_it__keeps_what_belongs_together_on_one_line() -> None:
    case = case_of(example(), "journalnotat", formats=(Format.DOCX,))
    (made,) = case.documents
    with zipfile.ZipFile(io.BytesIO(made.files[0].data)) as parts:
        assert f"3.{NBSP}marts{NBSP}2025" in parts.read("word/document.xml").decode()


@pytest.mark.parametrize("document", ["intern_registrering", "politianmeldelse"])
def test_text__keeps_the_spaces_a_person_wrote(document: str) -> None:
    """This test ensures that what was written stays character for character."""
    written = f"Den 3.{NBSP}marts{NBSP}2025 skrev{NBSP}{NBSP}hun: nej.{NBSP}"
    text = texts(described(written), document)[document]
    assert written in text
    assert f"kl.{NBSP}" in text


def test_disclosure__finds_what_is_withheld_whatever_parts_its_words() -> None:
    """This test ensures that ordinary spaces in the text hide nothing."""
    record = example()
    address = record.medarbejder.privat.adresse
    assert address
    for space in (" ", NBSP):
        told = described(f"Han skrev: {address.replace(' ', space)}")
        case = case_of(told, "intern_registrering", formats=(Format.TXT,))
        assert [one.spec.id for one in case.stopped] == ["intern_registrering"]
