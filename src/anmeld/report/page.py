"""`koersel.html` and `omfang.html`: each one file that opens anywhere, offline.

The page forbids itself everything by its content security policy, but for the very
styles and scripts that stand in it, named by their hashes. What a record or a file name
holds is escaped; where scripts do not run all rows are shown.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from anmeld._version import VERSION
from anmeld.record.values import Spor
from anmeld.report import page_words
from anmeld.report.chart import draw_months
from anmeld.report.deadlines import NEAR_DAYS
from anmeld.report.extent import MONTHS
from anmeld.report.model import DeadlineRow, RunSummary, Standing

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER: Final = Path(__file__).with_name("page")
# What Google Calendar takes in one import.
_CALENDAR_PART: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Count:
    """How many of one thing there are.

    Attributes:
        key: Its identifier, for the filters.
        label: Its Danish words.
        count: How many.
    """

    key: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What the top of the page counts.

    Attributes:
        pressing: The deadlines that are near or passed, in the summary's order.
        passed: How many are passed.
        near: How many are near.
        later: How many are later than that.
        undated: How many have no day.
        with_documents: How many cases have any.
        documents_total: How many documents were made.
        documents: How many of each.
        tracks: How many cases are on each track.
        duties: The duties of the pressing deadlines.
        stands: What became of the records with faults.
    """

    pressing: tuple[DeadlineRow, ...]
    passed: int
    near: int
    later: int
    undated: int
    with_documents: int
    documents_total: int
    documents: tuple[Count, ...]
    tracks: tuple[Count, ...]
    duties: tuple[str, ...]
    stands: tuple[str, ...]


def write_run_page(
    summary: RunSummary, out: BinaryIO, *, names: Mapping[str, str], calendar_size: int
) -> None:
    """Write the page of a run, in UTF-8.

    Args:
        summary: What it shows.
        out: Where it is written.
        names: The employees' names by case number, if they were asked for.
        calendar_size: The size of `frister.ics` in bytes.
    """
    counts = _count(summary)
    _render(
        out,
        "koersel.html.j2",
        _scripts(),
        summary=summary,
        counts=counts,
        titles={one.key: one.label for one in counts.documents},
        names=names,
        near_days=NEAR_DAYS,
        calendar_size=calendar_size,
        calendar_parts=calendar_size > _CALENDAR_PART,
    )


def write_extent_page(summary: RunSummary, out: BinaryIO) -> None:
    """Write the page for the MED-udvalg, which holds counts and nothing else.

    Args:
        summary: The run.
        out: Where it is written, in UTF-8.
    """
    _render(out, "omfang.html.j2", {}, summary=summary)


def _render(
    out: BinaryIO, template: str, scripts: Mapping[str, str], **values: object
) -> None:
    from markupsafe import Markup

    style = _read("style.css")
    summary = values["summary"]
    assert isinstance(summary, RunSummary)
    months = next((d for d in summary.extent.distributions if d.id == MONTHS), None)
    pieces = (
        _environment()
        .get_template(template)
        .generate(
            policy=_policy(style, list(scripts.values())),
            style=Markup(style),
            version=VERSION,
            extent=summary.extent,
            diagram=draw_months(months) if months else None,
            **{name: Markup(text) for name, text in scripts.items()},
            **values,
        )
    )
    # Piece by piece: the page of a large run is longer than the run itself took.
    for piece in pieces:
        out.write(piece.encode())


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= page_words.FILTERS
    return environment


def _scripts() -> dict[str, str]:
    return {"start": _read("start.js"), "script": _read("page.js")}


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _policy(style: str, scripts: list[str]) -> str:
    hashes = " ".join(map(_hash, scripts))
    parts = ["default-src 'none'", "img-src data:", f"style-src {_hash(style)}"]
    parts += [f"script-src {hashes}"] if scripts else []
    return "; ".join([*parts, "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _count(summary: RunSummary) -> Counts:
    standings = Counter(row.standing for row in summary.deadlines)
    pressing = tuple(row for row in summary.deadlines if row.is_pressing)
    titles = {
        one.id: one.title
        for case in summary.cases
        for one in (*case.documents, *case.stopped)
    }
    made = Counter(one.id for case in summary.cases for one in case.documents)
    tracks = Counter(case.track for case in summary.cases)
    return Counts(
        pressing=pressing,
        passed=standings[Standing.OVERSKREDET],
        near=standings[Standing.NAER],
        later=standings[Standing.SENERE],
        undated=standings[Standing.UDEN_DAG],
        with_documents=sum(bool(case.documents) for case in summary.cases),
        documents_total=made.total(),
        documents=tuple(
            Count(id_, titles[id_], made[id_])
            for id_ in sorted(titles, key=lambda id_: (-made[id_], titles[id_]))
        ),
        tracks=tuple(
            Count(track.value, track.betegnelse, tracks[track])
            for track in Spor
            if tracks[track]
        ),
        duties=tuple(sorted({row.duty for row in pressing if row.duty})),
        stands=tuple(sorted({row.stand.value for row in summary.failures})),
    )
