"""Word templates: our fill beside docxtpl's render, on the same templates and contexts.

    python benchmarks/docx_suite.py [--rounds 7] [--json]

Each pair is measured in turn in one process: ours, theirs, ours, theirs, with another
record every time, so that nothing can be remembered. The least time of all rounds
counts for both, the ratio is of these. docxtpl does what its users do for every
document: `DocxTemplate(file)`, `render(context, autoescape=True)`, `save`. Templates
and contexts are invented here; they are of the size of the documents that we ship.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docxtpl import DocxTemplate

from anmeld.render import docx
from anmeld.render.text import text_of_docx

Context = dict[str, Any]
_WORDS = (
    "Du har på ny modtaget beskeder, som du har oplevet som truende, og vi har "
    "aftalt, at de gemmes, at de ikke besvares, og at din leder underrettes samme dag."
)
_KINDS = ("Trussel om vold", "Chikane", "Udhængning", "Tilsvining")


@dataclass(frozen=True)
class Case:
    """One template with the contexts that it is filled with.

    Attributes:
        name: What it is.
        template: The file's bytes.
        context: Gives another record for each number.
        bar: The ratio that is promised.
    """

    name: str
    template: bytes
    context: Callable[[int], Context]
    bar: float


@dataclass(frozen=True)
class Result:
    """What one pair came to, in milliseconds.

    Attributes:
        name: The case.
        ours: Our fill.
        theirs: docxtpl's open, render and save.
        ratio: Theirs divided by ours.
        bar: The ratio that is promised.
        compile: Our compile.
        compile_in_renders: Our compile, in docxtpl renders.
        bytes: Size of our file.
    """

    name: str
    ours: float
    theirs: float
    ratio: float
    bar: float
    compile: float
    compile_in_renders: float
    bytes: int


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


CASES = (
    Case("two-page letter with a table", letter(), lambda n: record(n, 12), 100),
    Case("30 pages with a 500-row table", report(), lambda n: record(n, 500), 30),
    Case("one page, three names", plain(), lambda n: record(n, 1), 1),
    Case("repeated columns, new grid", cells(), lambda n: record(n, 12), 1),
    Case("loops in loops", nested(), lambda n: record(n, 60), 1),
    Case("a letter of 2,000 rows", letter(), lambda n: record(n, 2_000), 1),
)


def by_docxtpl(template: bytes, context: Context) -> bytes:
    """Fill a template the way docxtpl's users do."""
    theirs = DocxTemplate(io.BytesIO(template))
    theirs.render(context, autoescape=True)
    out = io.BytesIO()
    theirs.save(out)
    return out.getvalue()


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1_000


def measure(case: Case, rounds: int) -> Result:
    """Measure one pair.

    Args:
        case: The template and its contexts.
        rounds: How often each is measured; ours ten times as often, being short.

    Returns:
        The least times and their ratio.
    """
    compiled = docx.compile(case.template)
    _check_same(case, compiled)
    ours, theirs, compiles = [], [], []
    for turn in range(rounds):
        for step in range(10):
            context = case.context(turn * 10 + step)
            ours.append(_timed(lambda c=context: compiled.fill(c)))  # type: ignore[misc]
        context = case.context(turn + 1_000)
        theirs.append(_timed(lambda c=context: by_docxtpl(case.template, c)))  # type: ignore[misc]
        compiles.append(_timed(lambda: docx.compile(case.template)))
    least, other, compile_ = min(ours), min(theirs), min(compiles)
    size = len(compiled.fill(case.context(1)))
    return Result(
        case.name,
        least,
        other,
        other / least,
        case.bar,
        compile_,
        compile_ / other,
        size,
    )


def _check_same(case: Case, compiled: docx.CompiledDocx) -> None:
    context = case.context(7)
    mine = text_of_docx(compiled.fill(context))
    if mine != text_of_docx(by_docxtpl(case.template, context)):
        raise SystemExit(f"{case.name}: the two do not write the same text")


def lines(results: list[Result]) -> Iterator[str]:
    """Write the results as a table."""
    heads = f"{'ours':>9}{'docxtpl':>10}{'ratio':>8}{'bar':>6}"
    yield f"{'':34}{heads}{'compile':>9}{'(renders)':>11}"
    for one in results:
        yield (
            f"{one.name:34}{one.ours:7.3f}ms{one.theirs:8.1f}ms{one.ratio:7.0f}x"
            f"{one.bar:5.0f}x{one.compile:7.1f}ms{one.compile_in_renders:11.2f}"
        )


def main() -> int:
    """Measure every case; the exit code says whether each reaches its bar."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    asked = parser.parse_args()
    results = [measure(case, asked.rounds) for case in CASES]
    sys.stdout.write("\n".join(lines(results)) + "\n")
    if asked.json:
        asked.json.write_text(json.dumps([asdict(one) for one in results], indent=1))
    good = all(one.ratio >= one.bar and one.compile_in_renders <= 2 for one in results)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
