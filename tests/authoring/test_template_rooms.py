"""Templates as text, copied home, and the house's own look."""

from __future__ import annotations

from pathlib import Path

import pytest

from anmeld.authoring.organisation import find_organisation, load_organisation
from anmeld.authoring.template_copy import copy_document
from anmeld.authoring.template_text import template_text
from anmeld.catalogue import load_catalogue
from anmeld.errors import StorageError, TemplateError, UsageError
from render.docx import word
from render.docx.word import p, row, table


def test_text__shows_words_tags_and_styles_of_every_part() -> None:
    """This test ensures that a change in any part shows in a diff."""
    template = word.docx(
        p("Kære {", "{ medarbejder.navn }}", properties='<w:pStyle w:val="Brev"/>'),
        table(row("{%tr for e in episoder %}", ""), row("{{ e.citat }}", "x")),
        header=p("Sag {{ sag.nummer }}"),
        title="{{ dokument.titel }}",
    )

    lines = template_text(template).splitlines()

    assert lines[:4] == [
        "== word/document.xml",
        "[Brev] Kære {{ medarbejder.navn }}",
        "{%tr for e in episoder %}\t",
        "{{ e.citat }}\tx",
    ]
    assert "Sag {{ sag.nummer }}" in lines
    assert "title: {{ dokument.titel }}" in lines


def test_copy__gives_a_document_that_replaces_the_shipped_one(tmp_path: Path) -> None:
    """This test ensures that a house can take a document home and generate with it."""
    written = copy_document(load_catalogue(), "politianmeldelse", tmp_path)

    assert {path.name for path in written} >= {"document.toml", "template.docx"}
    mine = load_catalogue(tmp_path)
    assert mine["politianmeldelse"].path == tmp_path / "politianmeldelse"
    assert [one.id for one in mine.replaced] == ["politianmeldelse"]


def test_copy__leaves_what_is_there_alone(tmp_path: Path) -> None:
    """This test ensures that a house's own changes are never written over."""
    copy_document(load_catalogue(), "politianmeldelse", tmp_path)

    with pytest.raises(StorageError):
        copy_document(load_catalogue(), "politianmeldelse", tmp_path)
    with pytest.raises(UsageError):
        copy_document(load_catalogue(), "politianmedlelse", tmp_path)


def test_organisation__is_read_with_its_logo(tmp_path: Path) -> None:
    """This test ensures that the first folder that has one decides."""
    (tmp_path / "a").mkdir()
    mine = tmp_path / "b"
    mine.mkdir()
    (mine / "logo.png").write_bytes(b"x")
    (mine / "organisation.toml").write_text(
        'navn = "Vestervang Kommune"\nlogo = "logo.png"\nfarve = "1F4E66"\n'
    )

    found = find_organisation([tmp_path / "a", mine])

    assert found
    assert (found.navn, found.farve) == ("Vestervang Kommune", "1F4E66")
    assert found.logo == mine / "logo.png"
    assert find_organisation([tmp_path / "a"]) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('nvan = "x"', "unknown-key"),
        ('farve = "blå"', "not-a-colour"),
        ('logo = "../logo.png"', "logo-outside"),
        ('logo = "mangler.png"', "logo-missing"),
        ("navn = ", "invalid-toml"),
    ],
)
def test_organisation__is_strict(text: str, code: str, tmp_path: Path) -> None:
    """This test ensures that each mistake in the file has its code."""
    (tmp_path / "organisation.toml").write_text(text)

    with pytest.raises(TemplateError) as caught:
        load_organisation(tmp_path / "organisation.toml")

    assert [fault.code for fault in caught.value.faults] == [code]
