"""`generate_many`: many records in, a case folder for each out, nothing lost."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Generator, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from anmeld._i18n import msg
from anmeld.batch.bench import Bench, adopt
from anmeld.batch.crews import Crew, GivenCrew, HereCrew, ProcessCrew, cores, fitting
from anmeld.batch.driving import Drive
from anmeld.batch.entry import Entry, Stand, describe_repairs, fault_data
from anmeld.batch.fingerprint import fingerprint
from anmeld.batch.job import Choices, Job, Made, Task
from anmeld.batch.keeping import Kept, keep_record
from anmeld.batch.lines import key_of
from anmeld.batch.outcome import Action, Outcome
from anmeld.batch.places import place_of
from anmeld.batch.reading import Reading, Source, unknown_cases
from anmeld.batch.stores import is_whole
from anmeld.casefile.safe_names import safe_name
from anmeld.errors import Fault, UsageError, Where
from anmeld.record import FaultyRecord, LoadedRecord, load_records

if TYPE_CHECKING:
    from anmeld.catalogue.spec import Format
    from anmeld.content.parts import Organisation
    from anmeld.record.sheet.mapping import ColumnMap


def generate_many(
    sources: Iterable[Source],
    *,
    now: datetime,
    out: str | Path,
    run_folder: Path | None = None,
    templates: Iterable[str | Path] = (),
    formats: Collection[Format | str] | None = None,
    documents: Collection[str] | None = None,
    organisation: Organisation | None = None,
    with_bilag: bool = False,
    dry_run: bool = False,
    only: Collection[str] = (),
    limit: int | None = None,
    stop_on_error: bool = False,
    should_stop: Callable[[], bool] = lambda: False,
    executor: Executor | None = None,
    in_flight: int | Callable[[], int] | None = None,
    attempts: int = 2,
    workers: int | None = None,
    stdin: IO[bytes] | None = None,
    base: Path | None = None,
    columns: ColumnMap | None = None,
    counted: Callable[[str, int], None] | None = None,
) -> Generator[Outcome, None, None]:
    """Make the cases of many records, a bounded number at a time.

    Nothing happens before the first outcome is asked for. A record that is wrong, or
    whose making fails, never stops the others. What an earlier run in the same folder
    finished is skipped unless anything that decides the output has changed; then it is
    made anew, but for a case in which a person has edited a document: that is left, and
    said. A run that was stopped or killed is gone on with by calling this again.

    Args:
        sources: Paths of files or folders, `-`, or records that were read elsewhere.
        now: The moment of the run, with its zone; `run_moment` gives the one that an
            earlier run in the folder went by.
        out: The folder for the case folders, or the URL of one in an object storage.
        run_folder: The folder for `koersel.jsonl` and `fejl.csv`; `out` if left out,
            which an object storage cannot be.
        templates: The house's own folders of documents, searched first.
        formats: The formats wanted; each document's own if left out.
        documents: Ids of the documents wanted; all that a case calls for if left out.
        organisation: How the house presents itself; the employer if left out.
        with_bilag: Whether files of evidence go into the police's folder.
        dry_run: Make everything in memory and write nothing.
        only: Only the cases with these numbers.
        limit: Only so many records, faulty ones counted.
        stop_on_error: Begin no more when a record fails.
        should_stop: Asked again and again; when it says yes, no more is begun, and
            what has begun is finished.
        executor: Who does the work, and stays the caller's; processes of our own if
            left out.
        in_flight: How many records an executor of the caller's is handed at a time.
        attempts: How often a record is tried whose worker dies; an executor that
            tries again by itself needs one.
        workers: How many processes; the cores if left out, and 0 to make everything
            in this thread.
        stdin: The stream of bytes that `-` stands for.
        base: The folder that files of evidence are confined to; each source's own if
            left out, and none for `-`.
        columns: How the sheets of another system are read.
        counted: Is told of each sheet how many records it gives, before the first.

    Yields:
        What became of each record, as they come.

    Raises:
        UsageError: A document is unknown, `out` needs a `run_folder` or is a source
            too, there are too many `workers`, or a case of `only` is not there.
        LawError: The law data is wrong.
        TemplateError: The documents' descriptions are wrong.
        StorageError: Disk, permission or lock; another run is under way in the
            folder. Going on is calling this again.
    """
    choices = Choices.of(
        now, templates, formats, documents, organisation, with_bilag=with_bilag
    )
    bench = _bench(choices)
    place = place_of(out, run_folder, sources)
    job = Job(choices, bench.basis, None if dry_run else place.target)
    load = _loader(stdin, base, columns, counted)
    reading = Reading(sources, load, only, limit)
    crew = _crew(job, bench, executor, in_flight, attempts, workers)
    stop = _Stop(should_stop, stop_on_error=stop_on_error)
    keeping = None if dry_run else keep_record(place.run_folder, job, reading)
    with keeping or contextlib.nullcontext() as record:
        yield from _Run(job, reading, record, stop).outcomes(crew)
    if not stop() and reading.missing:
        raise unknown_cases(reading.missing)


class _Stop:
    """Whether to begin no more: asked for from outside, or because a record failed."""

    def __init__(self, asked: Callable[[], bool], *, stop_on_error: bool) -> None:
        self._asked = asked
        self._on_error = stop_on_error
        self._failed = False

    def __call__(self) -> bool:
        return self._failed or self._asked()

    def tell(self, entry: Entry) -> None:
        self._failed |= self._on_error and entry.stand is not Stand.LAVET


class _Run:
    """One run: what is skipped, what is made, what is written down."""

    def __init__(
        self, job: Job, reading: Reading, record: Kept | None, stop: _Stop
    ) -> None:
        self._job = job
        self._reading = reading
        self._record = record
        self._stop = stop

    def outcomes(self, crew: Crew) -> Iterator[Outcome]:
        """Give what becomes of each record, and at the end what has vanished."""
        drive = Drive(crew, self._keep, self._stop)
        for came in drive.run(self._items()):
            outcome = came if isinstance(came, Outcome) else self._outcome(came)
            yield outcome
        if self._record is not None and self._reading.is_whole:
            for entry in self._record.journal.unseen(self._reading.order):
                yield Outcome(replace(entry, i_kilden=False), Action.VANISHED)

    def _items(self) -> Iterator[Task | Outcome]:
        for item in self._reading:
            if isinstance(item, FaultyRecord):
                yield self._faulty(item)
            else:
                yield self._skipped(item) or Task.of(item)

    def _faulty(self, item: FaultyRecord) -> Outcome:
        told = tuple(fault_data(fault) for fault in item.faults)
        notes = describe_repairs(item.repairs)
        entry = Entry(Stand.FEJL, item.origin, item.number, indhold=notes, fejl=told)
        self._note(entry)
        self._stop.tell(entry)
        return Outcome(entry, Action.NOTHING, item.faults)

    def _skipped(self, item: LoadedRecord) -> Outcome | None:
        if self._record is None:
            return None
        name = safe_name(item.record.sag.nummer)
        before = self._record.journal.find(key_of(name))
        if before is None or not before.is_settled or before.mappe != name:
            return None
        if before.aftryk != fingerprint(self._job.basis, item.record, item.base):
            return None
        if before.sag_json and not is_whole(self._record.store, name, before.sag_json):
            return None
        rest = {key: told for key, told in before.indhold.items() if key != "rettet"}
        now = rest | describe_repairs(item.repairs)
        entry = replace(before, kilde=item.origin, i_kilden=True, indhold=now)
        if entry != before:
            self._note(entry)
        return Outcome(entry, Action.SKIPPED)

    def _keep(self, made: Made) -> None:
        self._note(self._with_earlier(made.entry))
        self._stop.tell(made.entry)

    def _with_earlier(self, entry: Entry) -> Entry:
        """Keep what is known of a case that could not be made again.

        What an earlier run made of it still lies there, and its deadlines run.
        """
        if entry.stand is not Stand.FEJLET or self._record is None:
            return entry
        before = self._record.journal.find(key_of(entry.mappe or ""))
        if before is None:
            return entry
        return replace(entry, indhold={**before.indhold, **entry.indhold})

    def _note(self, entry: Entry) -> None:
        if self._record is not None:
            self._record.journal.add(entry)

    def _outcome(self, made: Made) -> Outcome:
        if made.action is not None:
            return Outcome(made.entry, Action(made.action), made.faults)
        has = made.entry.stand in (Stand.LAVET, Stand.DELVIS)
        return Outcome(made.entry, Action.MADE if has else Action.NOTHING, made.faults)


def _loader(
    stdin: IO[bytes] | None,
    base: Path | None,
    columns: ColumnMap | None,
    counted: Callable[[str, int], None] | None,
) -> Callable[[str | Path], Iterator[LoadedRecord | FaultyRecord]]:
    return partial(
        load_records, stdin=stdin, base=base, columns=columns, counted=counted
    )


def _bench(choices: Choices) -> Bench:
    bench = Bench(choices)
    known = bench.catalogue
    unknown = [one for one in choices.documents or () if one not in known]
    if unknown:
        problem = msg("is not a document of the catalogue.")
        remedy = msg("Known documents: {names}.", names=", ".join(known))
        raise UsageError(
            *(
                Fault("unknown-document", Where(key=one), problem, remedy)
                for one in unknown
            )
        )
    return bench


def _crew(
    job: Job,
    bench: Bench,
    executor: Executor | None,
    in_flight: int | Callable[[], int] | None,
    attempts: int,
    workers: int | None,
) -> Crew:
    if executor is not None:
        return GivenCrew(job, executor, in_flight or 2 * cores(), attempts)
    if workers == 0:
        adopt(bench)
        return HereCrew(job)
    return ProcessCrew(job, cores() if workers is None else fitting(workers))
