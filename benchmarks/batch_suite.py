"""Batch: cases a second, what workers add, memory, and the pipeline of the peers.

    python benchmarks/batch_suite.py [--cases 1000] [--many 10000] [--peers 40]

Every record says something else. A run is a process of its own, from JSON Lines (and
once from a workbook) into an empty folder; its memory is the greatest that any of its
processes took. The peers fill the same four Word documents of the first of these cases
with docxtpl, one after another, and convert them with LibreOffice in its best batch.
Their time is that of filling and converting alone: what a document says is worked out
for them, and nothing is written. Our own side makes the same documents of all cases,
with the program's start, reading, planning, proof, manifests and safe writing; once
with one worker, and once with one for each core, which is what a user gets unasked.
Filling alone, without the proof, is measured for both sides as well.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

import click
from cases import make_records, write_jsonl, write_xlsx
from docx_suite import by_docxtpl

import anmeld
from anmeld import make_case, make_plan
from anmeld.batch.crews import cores
from anmeld.casefile import Workshop, write_case
from anmeld.casefile.presses import WordPress
from anmeld.catalogue import Format
from anmeld.content.build import build_content, take_content
from anmeld.content.derived import Source
from anmeld.record import record_from_dict
from anmeld.render import docx
from anmeld.render.pdf.libreoffice import convert

if TYPE_CHECKING:
    from multiprocessing.queues import SimpleQueue
    from multiprocessing.synchronize import Barrier

TODAY = "2025-12-01T09:00"
NOW = datetime.fromisoformat(TODAY).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))
_Made = TypeVar("_Made")
Content = dict[str, object]
_WARM = 5  # cases that are made before anything is counted
DOCX = ("intern_registrering", "journalnotat", "henvisning", "politianmeldelse")


def _run(source: Path, out: Path, workers: int, *more: str) -> tuple[float, int]:
    """Seconds and peak megabytes of one run in a process of its own."""
    code = (
        "import resource, sys\n"
        "from anmeld.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)\n"
        "print('PEAK', max(resource.getrusage(w).ru_maxrss for w in who) // 1024)\n"
    )
    words = ["generate", str(source), "--out", str(out), "--today", TODAY]
    words += ["--workers", str(workers), *more]
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True
    )
    seconds = time.perf_counter() - started
    return seconds, int(done.stdout.rsplit("PEAK", 1)[1])


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.endswith((".html", ".ics", ".lock")):
            found.update(path.relative_to(folder).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:12]


def measure_runs(work: Path, cases: int, many: int) -> None:
    """Print cases a second for one and two workers, and memory as cases grow."""
    small, big = work / "small.jsonl", work / "big.jsonl"
    sheet = work / "small.xlsx"
    write_jsonl(small, make_records(cases))
    write_xlsx(sheet, make_records(cases))
    docx = ("--format", "docx", "--format", "txt")
    rows = [
        ("all formats, 1 worker", small, 1, ()),
        ("all formats, 2 workers", small, 2, ()),
        ("docx and txt, 1 worker", small, 1, docx),
        ("docx and txt, 2 workers", small, 2, docx),
        ("docx and txt, workbook, 2 workers", sheet, 2, docx),
    ]
    if many > cases:
        write_jsonl(big, make_records(many))
        rows.append((f"docx and txt, {many} cases, 2 workers", big, 2, docx))
    for number, (name, source, workers, more) in enumerate(rows):
        out = work / str(number)
        seconds, peak = _run(source, out, workers, *more)
        count = many if source == big else cases
        click.echo(
            f"{name:<38}{count / seconds:7.1f} cases/s {peak:5} MB  {_digest(out)}"
        )


def measure_parts(work: Path, count: int) -> None:
    """Print what the parts of a case in Word cost, in this process alone.

    What is left of a whole case in memory is the proof (reading back, searching) and
    the description (coverage, manifests, `sag.json`).
    """
    law, catalogue, workshop = anmeld.load_law(), anmeld.load_catalogue(), Workshop()
    spent: dict[str, float] = defaultdict(float)

    def timed(part: str, make: Callable[[], _Made]) -> _Made:
        started = time.perf_counter()
        made = make()
        spent[part] += time.perf_counter() - started
        return made

    for number, data in enumerate(make_records(count + _WARM, seed=7)):
        if number == _WARM:
            spent.clear()
        record = timed("read", partial(record_from_dict, data))
        planning = partial(make_plan, record, now=NOW, law=law, catalogue=catalogue)
        plan = timed("plan", planning)
        source = Source(record, plan)
        for planned in plan.documents:
            if planned.id in DOCX:
                ready = workshop.prepare(catalogue[planned.id])
                assert isinstance(ready.press, WordPress)
                taking = partial(take_content, ready.selection, source)
                content = timed("select", taking)
                timed("fill", partial(ready.press.compiled.fill, content))
        making = partial(make_case, record, now=NOW, law=law, catalogue=catalogue)
        wanted = {"workshop": workshop, "documents": DOCX, "formats": [Format.DOCX]}
        case = timed("whole, in memory", partial(making, **wanted))
        timed("write", partial(write_case, case, work / "parts"))
    for part, seconds in spent.items():
        click.echo(f"{part:<18}{seconds / count * 1000:6.2f} ms a case")


def measure_pipeline(work: Path, cases: int, count: int) -> None:
    """Print the same Word documents and PDFs, ours and the peers', in one run."""
    source = work / "pipeline.jsonl"
    records = list(make_records(cases, seed=7))
    write_jsonl(source, records)
    filled, seconds = _by_peers(records[:count])
    started = time.perf_counter()
    convert(filled)
    converted = time.perf_counter() - started
    theirs = {"docx": count / seconds, "docx and pdf": count / (seconds + converted)}
    chosen = [word for one in DOCX for word in ("--document", one)]
    for name, rate in theirs.items():
        formats = [word for one in name.split(" and ") for word in ("--format", one)]
        for workers in sorted({1, cores()}):
            out = work / f"{name} {workers}"
            taken, _ = _run(source, out, workers, *chosen, *formats)
            click.echo(
                f"{name:<13} {workers} worker(s) {cases / taken:7.1f} cases/s   "
                f"docxtpl + LibreOffice {rate:6.2f} cases/s   "
                f"{cases / taken / rate:5.1f} x"
            )


def measure_fill(cases: int, peers: int) -> None:
    """Print filling alone: no side reads, plans, proves or writes anything.

    What the documents say is worked out beforehand for both; no document is another's.
    """
    _, seconds = _by_peers(list(make_records(peers, seed=7)))
    theirs = peers / seconds
    for workers in sorted({1, cores()}):
        rate = cases / _fill_at_once(cases, workers)
        click.echo(
            f"fill alone    {workers} worker(s) {rate:7.1f} cases/s   "
            f"docxtpl {theirs:6.2f} cases/s   {rate / theirs:5.1f} x"
        )


def _fill_at_once(cases: int, workers: int) -> float:
    """Give the seconds that so many processes take, beginning at the same moment."""
    spawned = multiprocessing.get_context("spawn")
    gate, taken = spawned.Barrier(workers), spawned.SimpleQueue()
    crew = [
        spawned.Process(target=_fill_share, args=(cases, at, workers, gate, taken))
        for at in range(workers)
    ]
    for one in crew:
        one.start()
    seconds: float = max([taken.get() for _ in crew])
    for one in crew:
        one.join()
    return seconds


def _fill_share(
    cases: int, at: int, workers: int, gate: Barrier, taken: SimpleQueue[float]
) -> None:
    records = list(make_records(cases, seed=7))[at::workers]
    compiled: dict[Path, docx.CompiledDocx] = {}
    wanted = []
    for template, content in _contents(records):
        if template not in compiled:
            compiled[template] = docx.compile(template)
            compiled[template].fill(content)
        wanted.append((compiled[template], content))
    gate.wait()
    started = time.perf_counter()
    for template_of, content in wanted:
        template_of.fill(content)
    taken.put(time.perf_counter() - started)


def _by_peers(records: list[dict[str, object]]) -> tuple[list[bytes], float]:
    filled: list[bytes] = []
    seconds = 0.0
    for template, content in _contents(records):
        data = template.read_bytes()
        started = time.perf_counter()
        filled.append(by_docxtpl(data, content, house=True))
        seconds += time.perf_counter() - started
    return filled, seconds


def _contents(records: list[dict[str, object]]) -> Iterator[tuple[Path, Content]]:
    """Give each Word document of these cases: its template and what it says."""
    law, catalogue = anmeld.load_law(), anmeld.load_catalogue()
    for data in records:
        record = record_from_dict(data)
        plan = make_plan(record, now=NOW, law=law, catalogue=catalogue)
        for planned in plan.documents:
            if planned.id in DOCX:
                spec = catalogue[planned.id]
                content = dict(build_content(record, plan, spec))
                yield spec.path / "template.docx", content


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=1_000)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--peers", type=int, default=40)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measure_parts(Path(folder), chosen.peers)
        measure_fill(10 * chosen.peers, chosen.peers)
        measure_pipeline(Path(folder), chosen.cases, chosen.peers)
        measure_runs(Path(folder), chosen.cases, chosen.many)


if __name__ == "__main__":
    main()
