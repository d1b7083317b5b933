"""Where a run reads and writes, and the moment that it goes by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from anmeld._i18n import msg
from anmeld.batch.journal import has_made, read_header
from anmeld.batch.names import RESERVED
from anmeld.batch.stores import is_url
from anmeld.casefile.safe_names import folded_name
from anmeld.errors import Fault, UsageError, Where


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run writes.

    Attributes:
        target: Where the cases go: a whole path, or a URL.
        run_folder: The folder of the run file and the lists.
    """

    target: str
    run_folder: Path


def place_of(
    out: str | Path, run_folder: Path | None, sources: Iterable[object]
) -> Place:
    """Find where a run writes, and refuse what it would read as well.

    Args:
        out: The folder for the cases, or the URL of one.
        run_folder: The folder of the run file; `out` if left out.
        sources: Paths, `-`, or records; asked only if they can be asked again.

    Returns:
        The place.

    Raises:
        UsageError: A URL needs a `run_folder` beside it, or the run would read its own
            files, and go on for ever with lines that it has written itself.
    """
    # Workers may run in another folder.
    target = str(out) if is_url(str(out)) else str(Path(out).resolve())
    if run_folder is None and is_url(target):
        problem = msg("An object storage cannot be added to line by line.")
        remedy = msg("Name a folder of this machine for the run file too.")
        raise UsageError(Fault("no-run-folder", Where(file=target), problem, remedy))
    place = Place(target, Path(run_folder or target))
    faults = tuple(_own(place, sources)) if isinstance(sources, list | tuple) else ()
    if faults:
        raise UsageError(*faults)
    return place


def run_moment(folder: str | Path) -> datetime | None:
    """Give the moment that the run in a folder goes by, fixed by its first case.

    Args:
        folder: The folder of `koersel.jsonl`.

    Returns:
        The moment; `None` if no run has made a case there.

    Raises:
        StorageError: The run file cannot be read, or is not one of ours.
    """
    header = read_header(Path(folder))
    # Where nothing is made yet, no letter bears the day of that attempt.
    return header.nu if header and has_made(Path(folder)) else None


def _own(place: Place, sources: Iterable[object]) -> Iterator[Fault]:
    folders = {place.run_folder.resolve()}
    if not is_url(place.target):
        folders.add(Path(place.target))
    for source in sources:
        if not isinstance(source, str | Path):
            continue
        path = Path(source).resolve()
        if path in folders:
            problem = msg("is the folder of the records and that for the cases too.")
            remedy = msg("Choose another for the cases, for example a folder in it.")
        elif path.parent in folders and folded_name(path.name) in RESERVED:
            problem = msg("is a file that the run writes itself.")
            remedy = msg("Name the source of the records.")
        else:
            continue
        yield Fault("out-is-source", Where(file=str(source)), problem, remedy)
