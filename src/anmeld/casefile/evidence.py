"""Files of evidence: found below the record's own folder, measured, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from anmeld._i18n import msg
from anmeld.casefile.case import Attachment
from anmeld.casefile.disk import measure
from anmeld.casefile.safe_names import distinct_names
from anmeld.content.parts import Evidence
from anmeld.record.model import Record
from anmeld.render.report import Note

_FOLDER = "bilag"


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found of a record's files of evidence.

    Attributes:
        evidence: One entry an item, in the record's order.
        sources: Where each file lies; `None` for one that has none or cannot be read.
        kept: Numbers of those that belong to the citizen's case too, and are never
            enclosed.
        notes: What could not be read, by its key.
    """

    evidence: tuple[Evidence, ...]
    sources: tuple[Path | None, ...]
    kept: frozenset[int]
    notes: tuple[Note, ...]


def gather_evidence(record: Record, base: Path | None) -> Gathered:
    """Measure the files that a record names as evidence.

    Args:
        record: The record.
        base: The folder that they are confined to; without one no file is opened.

    Returns:
        Size and hash of each; a file that is missing, unreadable or outside the
        folder has none, and is noted.
    """
    evidence: list[Evidence] = []
    sources: list[Path | None] = []
    notes: list[Note] = []
    for number, item in enumerate(record.bilag, start=1):
        name = item.fil.replace("\\", "/").rpartition("/")[2] if item.fil else None
        source = find_source(item.fil, base)
        try:
            measured = measure(source) if source else None
        except OSError:
            measured = None
        if item.fil and measured is None:
            notes.append(_unread(number))
        size, digest = measured or (None, None)
        evidence.append(Evidence(name, size, digest))
        sources.append(source if measured else None)
    numbered = enumerate(record.bilag, start=1)
    kept = frozenset(n for n, item in numbered if item.hoerer_til_borgersagen)
    return Gathered(tuple(evidence), tuple(sources), kept, tuple(notes))


def find_source(path: str | None, base: Path | None) -> Path | None:
    """Find a file below a folder, and nowhere else.

    Args:
        path: The path as the record has it, relative to the folder.
        base: The folder.

    Returns:
        The file; `None` if there is no folder, no such file, or the path or a link on
        it leads out of the folder.
    """
    if not path or base is None:
        return None
    top = base.resolve()
    found = (top / path.replace("\\", "/")).resolve()
    return found if found.is_relative_to(top) and found.is_file() else None


def attach(gathered: Gathered, folder: str) -> tuple[Attachment, ...]:
    """Say where the files of evidence go in a reader's folder.

    What belongs to the citizen's case too stays in the list and is not enclosed
    (law.md 4.5: no enclosure of journal pages); the police ask for it.

    Args:
        gathered: What was found.
        folder: The reader's folder.

    Returns:
        One attachment a file that could be read: `bilag/01-navn.png`, the names safe
        and distinct.
    """
    found = [one for one in _readable(gathered) if one[0] not in gathered.kept]
    width = max(2, len(str(len(gathered.evidence))))
    names = distinct_names(f"{number:0{width}}-{one.name}" for number, one, _ in found)
    return tuple(
        Attachment(
            f"{folder}/{_FOLDER}/{name}", source, one.sha256 or "", one.size or 0
        )
        for name, (_, one, source) in zip(names, found, strict=True)
    )


def kept_back(gathered: Gathered) -> tuple[Note, ...]:
    """Say which files are not enclosed because they belong to the citizen's case too.

    Args:
        gathered: What was found.

    Returns:
        A note for each.
    """
    sentence = msg(
        "Belongs to the citizen's case too, and is not enclosed; it stands in the list"
        " of evidence."
    )
    return tuple(
        Note("evidence-kept-back", f"bilag[{number}].fil", sentence)
        for number, _, _ in _readable(gathered)
        if number in gathered.kept
    )


def _readable(gathered: Gathered) -> list[tuple[int, Evidence, Path]]:
    pairs = zip(gathered.evidence, gathered.sources, strict=True)
    return [
        (number, one, source)
        for number, (one, source) in enumerate(pairs, start=1)
        if source is not None
    ]


def _unread(number: int) -> Note:
    sentence = msg("The file cannot be read: no size and no hash of it is given.")
    return Note("evidence-unread", f"bilag[{number}].fil", sentence)
