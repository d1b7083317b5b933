"""What the Word suite measures: templates of many kinds, and records to fill them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from docx import Document

from anmeld.catalogue import Renderer, load_catalogue
from anmeld.content import build_content
from anmeld.plan import make_plan
from anmeld.record import load_record

Context = dict[str, Any]
_WORDS = (
    "Du har på ny modtaget beskeder, som du har oplevet som truende, og vi har "
    "aftalt, at de gemmes, at de ikke besvares, og at din leder underrettes samme dag."
)
_EXAMPLE = Path(__file__).parents[1] / "examples" / "digital_chikane.toml"
_NOW = datetime(2025, 6, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
_KINDS = ("Trussel om vold", "Chikane", "Udhængning", "Tilsvining")


@dataclass(frozen=True)
class Case:
    """One template with the contexts that it is filled with.

    Attributes:
        name: What it is.
        template: The file's bytes.
        context: Gives another record for each number.
        bar: The ratio that is promised.
        house: Whether docxtpl is given our filters, which the template asks for.
    """

    name: str
    template: bytes
    context: Callable[[int], Context]
    bar: float
    house: bool = False


def record(number: int, episodes: int) -> Context:
    """Invent a record; no two numbers give the same texts."""
    return {
        "navn": f"Åse Ærø {number} & Søn",
        "adresse": f"Vestervang {number}, 8000 Aarhus C",
        "sag": {"nummer": f"2025-{number:05}", "emne": "Trusler & chikane"},
        "leder": {
            "navn": f"Søren <{number}>",
            "telefon": f"87 12 {number % 90 + 10} 34",
        },
        "haster": number % 2 == 0,
        "resume": f"Sag {number}: {_WORDS}\nTo linjer, den anden med\ttabulator.",
        "episoder": [
            {
                "nr": str(turn),
                "dato": f"{turn % 28 + 1:02}.03.2025",
                "art": _KINDS[(turn + number) % len(_KINDS)],
                "medie": "Facebook" if turn % 3 else "SMS",
                "citat": f"»Vi ved, hvor du bor {number * turn}« & mere <{turn}>",
                "bilag": [str(turn), str(turn + number)],
            }
            for turn in range(1, episodes + 1)
        ],
    }


def letter() -> bytes:
    """A letter of two pages with a table of episodes."""
    document = Document()
    _edges(document)
    document.add_heading("Anmeldelse af {{ sag.emne }}", 1)
    document.add_paragraph("Til {{ navn }}, {{ adresse }}")
    for _ in range(5):
        document.add_paragraph(f"Sag {{{{ sag.nummer }}}}: {_WORDS}")
        document.add_paragraph("{{ resume }}")
        document.add_paragraph(
            "{% if haster %}Det haster.{% else %}Vi vender tilbage.{% endif %}"
        )
        document.add_paragraph(
            f"{_WORDS} Ring til {{{{ leder.navn }}}}, {{{{ leder.telefon }}}}."
        )
    _log(document)
    return _saved(document)


def report() -> bytes:
    """A report of about thirty pages, the most of them a table of 500 rows."""
    document = Document()
    _edges(document)
    for chapter in range(1, 11):
        document.add_heading(f"{chapter}. {{{{ sag.emne }}}}", 1)
        for _ in range(6):
            document.add_paragraph(f"{_WORDS} {_WORDS} Se {{{{ sag.nummer }}}}.")
    _log(document)
    return _saved(document)


def cells() -> bytes:
    """A table whose columns are repeated too, so that its grid is repaired."""
    document = Document()
    grid = document.add_table(3, 3)
    for at, text in enumerate(
        ("{%tc for e in episoder %}", "{{ e.dato }}", "{%tc endfor %}")
    ):
        grid.cell(0, at).text = text
    grid.cell(1, 0).text = "{% colspan episoder|length %}{{ navn }}"
    return _saved(document)


def nested() -> bytes:
    """Loops in loops, conditions in paragraphs."""
    document = Document()
    document.add_paragraph("{%p for e in episoder %}")
    document.add_paragraph("{{ loop.index }}. {{ e.art }}: {{ e.citat }}")
    document.add_paragraph("{%p for b in e.bilag %}")
    document.add_paragraph("Bilag {{ b }}{% if not loop.last %},{% endif %}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    return _saved(document)


def plain() -> bytes:
    """A page with three names and nothing else."""
    document = Document()
    document.add_paragraph("Kære {{ navn }}. Sag {{ sag.nummer }}. {{ leder.navn }}")
    return _saved(document)


def _edges(document: Any) -> None:  # noqa: ANN401 - python-docx's document
    section = document.sections[0]
    section.header.paragraphs[0].text = "Sag {{ sag.nummer }}"
    section.footer.paragraphs[0].text = "{{ leder.navn }}, {{ leder.telefon }}"


def _log(document: Any) -> None:  # noqa: ANN401 - python-docx's document
    grid = document.add_table(4, 5)
    grid.style = "Table Grid"
    heads = ("Nr.", "Dato", "Art", "Medie", "Citat")
    tags = (
        "{{ e.nr }}",
        "{{ e.dato }}",
        "{{ e.art }}",
        "{{ e.medie }}",
        "{{ e.citat }}",
    )
    for at, (head, tag) in enumerate(zip(heads, tags, strict=True)):
        grid.cell(0, at).text = head
        grid.cell(2, at).text = tag
    grid.cell(1, 0).text = "{%tr for e in episoder %}"
    grid.cell(3, 0).text = "{%tr endfor %}"


def _saved(document: Any) -> bytes:  # noqa: ANN401 - python-docx's document
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def shipped() -> Iterator[Case]:
    """The documents that we ship, with an example record whose summary differs.

    docxtpl is given our filters and our way to write dates and closed lists, so that
    both write the same text.
    """
    catalogue, example = load_catalogue(), load_record(_EXAMPLE)
    for spec in catalogue.values():
        if spec.renderer is not Renderer.DOCX:
            continue
        plan = make_plan(example, now=_NOW, catalogue=catalogue)
        content = dict(build_content(example, plan, spec))

        def context(number: int, content: Context = content) -> Context:
            told_apart = {**content["haendelse"], "resume": f"Sag {number}: {_WORDS}"}
            return {**content, "haendelse": told_apart}

        template = (spec.path / "template.docx").read_bytes()
        yield Case(f"shipped: {spec.id}", template, context, 1, house=True)


CASES = (
    Case("two-page letter with a table", letter(), lambda n: record(n, 12), 100),
    Case("30 pages with a 500-row table", report(), lambda n: record(n, 500), 30),
    Case("one page, three names", plain(), lambda n: record(n, 1), 1),
    Case("repeated columns, new grid", cells(), lambda n: record(n, 12), 1),
    Case("loops in loops", nested(), lambda n: record(n, 60), 1),
    Case("a letter of 2,000 rows", letter(), lambda n: record(n, 2_000), 1),
    *shipped(),
)
