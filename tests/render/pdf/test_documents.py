"""Every document of every example: conforming, whole, and paged as elsewhere."""

from __future__ import annotations

import functools
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import page as page_validation
import pytest

from anmeld.catalogue import Renderer, load_catalogue
from anmeld.content import build_content
from anmeld.plan import make_plan
from anmeld.record import load_record
from anmeld.render import docx, pdf
from anmeld.render.pdf.libreoffice import convert
from render.pdf import measuring
from render.pdf.test_text import squeezed
from tools import needs_libreoffice

EXAMPLES = sorted(Path(__file__).parents[3].glob("examples/*.toml"))
NOW = datetime(2025, 6, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))


@functools.cache
def documents() -> dict[str, tuple[bytes, bytes]]:
    """Name -> (filled DOCX, our PDF) of each example's Word documents."""
    catalogue = load_catalogue()
    found = {}
    for spec in catalogue.values():
        if spec.renderer is not Renderer.DOCX:
            continue
        template = spec.path / "template.docx"
        word, paper = docx.compile(template), pdf.compile(template)
        for example in EXAMPLES:
            record = load_record(example)
            plan = make_plan(record, now=NOW, catalogue=catalogue)
            filled = word.fill(build_content(record, plan, spec))
            found[f"{example.stem}-{spec.id}"] = (filled, paper.fill(filled))
    return found


def test_documents__conform(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    failed = []
    for name, (_, made) in documents().items():
        path.write_bytes(made)
        for profile in ("ua1", "2a"):
            result = str(page_validation.validate_pdf(str(path), profile=profile))
            if "no failures" not in result:
                failed.append((name, result))
    assert failed == []


def test_documents__hold_the_whole_text() -> None:
    """Each paragraph of the filled DOCX is in the PDF, after the one before it."""
    from anmeld.render.text import text_of_docx

    for name, (filled, made) in documents().items():
        whole = squeezed(measuring.text(made)).casefold()
        for line in text_of_docx(filled).splitlines():
            for words in line.split():
                assert squeezed(words).casefold() in whole, (name, words)


@needs_libreoffice
@pytest.mark.parametrize("step", [6, pytest.param(1, marks=pytest.mark.long)])
def test_documents__have_as_many_pages_as_in_libreoffice(step: int) -> None:
    """Each sixth document in the ordinary run, all of them in the long one."""
    names = sorted(documents())[::step]
    theirs = convert([documents()[name][0] for name in names])
    pages = {
        name: (measuring.page_count(documents()[name][1]), measuring.page_count(other))
        for name, other in zip(names, theirs, strict=True)
    }
    assert {name: each for name, each in pages.items() if each[0] != each[1]} == {}
