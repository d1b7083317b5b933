"""What is handed to a worker: the run's choices, and one record at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from anmeld.batch.entry import Entry
from anmeld.catalogue.spec import Format
from anmeld.errors import Fault

if TYPE_CHECKING:
    from anmeld.content.parts import Organisation
    from anmeld.record import LoadedRecord
    from anmeld.record.model import Record


@dataclass(frozen=True, slots=True)
class Choices:
    """What was asked for, and what decides the output beside the record.

    Attributes:
        now: The moment of the run, with its zone.
        templates: The house's own folders of documents, searched first.
        formats: The formats wanted, in a fixed order; `None` for each document's own.
        documents: The ids of the documents wanted; `None` for all.
        organisation: How the house presents itself; `None` for the employer.
        with_bilag: Whether files of evidence go into the police's folder.
    """

    now: datetime
    templates: tuple[Path, ...] = ()
    formats: tuple[Format, ...] | None = None
    documents: tuple[str, ...] | None = None
    organisation: Organisation | None = None
    with_bilag: bool = False

    @classmethod
    def of(
        cls,
        now: datetime,
        templates: Iterable[str | Path],
        formats: Collection[Format | str] | None,
        documents: Collection[str] | None,
        organisation: Organisation | None,
        *,
        with_bilag: bool,
    ) -> Choices:
        """Put what a caller gives into a fixed order, so that it hashes alike."""
        wanted = None if formats is None else {Format(one) for one in formats}
        return cls(
            now=now,
            # Workers may run in another folder.
            templates=tuple(Path(folder).resolve() for folder in templates),
            formats=None if wanted is None else tuple(f for f in Format if f in wanted),
            documents=None if documents is None else tuple(sorted(set(documents))),
            organisation=organisation,
            with_bilag=with_bilag,
        )


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for all records of a run; small, and sent with each of them.

    Attributes:
        choices: What was asked for.
        basis: The hash that a worker must come to as well.
        out: Where case folders go: a path, or the URL of an object storage; `None`
            to write nothing.
    """

    choices: Choices
    basis: str
    out: str | None


@dataclass(frozen=True, slots=True)
class Task:
    """One record to be made.

    Attributes:
        record: The record.
        base: The folder that its files of evidence are confined to.
        origin: Where it was read.
        repairs: What was put right on the way in.
    """

    record: Record = field(repr=False)
    base: Path | None
    origin: str
    repairs: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, loaded: LoadedRecord) -> Task:
        """Make a task of what reading gave; workers may run in another folder."""
        base = loaded.base.resolve() if loaded.base else None
        return cls(loaded.record, base, loaded.origin, loaded.repairs)


@dataclass(frozen=True, slots=True)
class Made:
    """What a worker gives back.

    Attributes:
        entry: The line of the run file.
        action: What writing did, `written`, `replaced` or `unchanged`; `None` if
            nothing was written.
        faults: What was wrong, for the screen.
        is_fatal: Whether every other record would meet the same, such as a full disk.
    """

    entry: Entry
    action: str | None = None
    faults: tuple[Fault, ...] = ()
    is_fatal: bool = False
