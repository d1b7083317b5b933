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
from functools import partial
from pathlib import Path

from docx_cases import CASES, Case, Context
from docxtpl import DocxTemplate
from jinja2 import Environment

from anmeld.formatting.table import FILTERS
from anmeld.formatting.values import present
from anmeld.render import docx
from anmeld.render.docx.shown import words
from anmeld.render.text import text_of_docx


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


def _as_we_write() -> Environment:
    environment = Environment(finalize=_shown)
    environment.filters.update(FILTERS)
    environment.filters["billede"] = environment.filters["link"] = _left_out
    # A value of a closed list is its printed words, here as there.
    environment.filters["string"] = words
    environment.filters["lower"] = lambda value: words(value).lower()
    return environment


def _shown(value: object) -> object:
    plain = type(value) is str and value.strip() and value != "ukendt"
    return value if plain or hasattr(value, "__html__") else present(value)


def _left_out(value: object, *_: object, **__: object) -> str:
    raise AssertionError(type(value))


def by_docxtpl(template: bytes, context: Context, *, house: bool = False) -> bytes:
    """Fill a template the way docxtpl's users do."""
    theirs = DocxTemplate(io.BytesIO(template))
    theirs.render(context, _as_we_write() if house else None, autoescape=True)
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
            work = partial(compiled.fill, case.context(turn * 10 + step))
            ours.append(_timed(work))
        other_work = partial(
            by_docxtpl, case.template, case.context(turn + 1_000), house=case.house
        )
        theirs.append(_timed(other_work))
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
    if mine != text_of_docx(by_docxtpl(case.template, context, house=case.house)):
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
