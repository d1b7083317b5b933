"""What a person asked for on the line of a batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from anmeld.batch.reading import Source
    from anmeld.cli.counting import Total
    from anmeld.record.sheet.mapping import ColumnMap


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for on the line.

    Attributes:
        sources: The records, or where they are.
        total: How many of them the run takes, as far as it is known.
        most: How many there can be at most; `None` if nobody can know.
        bilag_folder: The folder that files of evidence are confined to; `None` for
            each source's own.
        columns: How sheets of another system are read.
        out: Where case folders go: a path, or the URL of an object storage.
        run_folder: Where the run file goes; `None` for `out`.
        today: The moment of the run.
        is_today_given: Whether a person gave it, which begins the run anew.
        wanted: Ids of documents.
        formats: Formats.
        templates: The house's own folders.
        with_bilag: Copy evidence to the police's folder.
        dry_run: Write nothing.
        as_json: Print JSON.
        workers: How many processes.
        stop_on_error: Begin no more when a record fails.
        limit: How many records.
        only: Case numbers.
        dask: The address of a cluster.
    """

    sources: Iterable[Source]
    total: Total
    most: int | None
    bilag_folder: Path | None
    columns: ColumnMap | None
    out: str
    run_folder: Path | None
    today: datetime
    is_today_given: bool
    wanted: tuple[str, ...]
    formats: tuple[str, ...]
    templates: tuple[str, ...]
    with_bilag: bool
    dry_run: bool
    as_json: bool
    workers: int | None
    stop_on_error: bool
    limit: int | None
    only: tuple[str, ...]
    dask: str | None
