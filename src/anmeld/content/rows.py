"""Episodes and evidence as documents number them: log, extract, list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from anmeld.content.parts import Evidence
from anmeld.law.days import moment_of
from anmeld.record.model import Bilag, Record
from anmeld.record.values import Art

_MOST_EXAMPLES: Final = 5
_UNMARKED_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One row of a derived list.

    Attributes:
        index: The place of its fact in the record's own list, from 1.
        values: Its values by name.
    """

    index: int
    values: Mapping[str, object]

    def __repr__(self) -> str:
        return f"Row({self.index})"


def number_episodes(record: Record) -> tuple[Row, ...]:
    """Give the episodes in the order of time, numbered, with their evidence.

    Args:
        record: The record.

    Returns:
        A row each: the episode's fields, `nr` from 1 and `bilag` as `1, 3`.
    """
    ordered = sorted(
        enumerate(record.episoder, start=1),
        key=lambda pair: (moment_of(pair[1].tidspunkt), pair[0]),
    )
    evidence: dict[int, list[str]] = {}
    for number, item in enumerate(record.bilag, start=1):
        if item.episode is not None:
            evidence.setdefault(item.episode, []).append(str(number))
    return tuple(
        Row(
            index,
            _fields(episode)
            | {"nr": number, "bilag": ", ".join(evidence.get(index, [])) or None},
        )
        for number, (index, episode) in enumerate(ordered, start=1)
    )


def pick_examples(episodes: Sequence[Row]) -> tuple[Row, ...]:
    """Give the few episodes that a short document shows.

    Args:
        episodes: All of them, in the order of time.

    Returns:
        Those that a person has marked, at most five; if none is marked, the first
        three that are more than a prelude.
    """
    marked = [row for row in episodes if row.values["fremhaevet"]]
    if marked:
        return tuple(marked[:_MOST_EXAMPLES])
    later_last = sorted(episodes, key=lambda row: row.values["art"] is Art.OPTAKT)
    chosen = later_last[:_UNMARKED_EXAMPLES]
    return tuple(row for row in episodes if row in chosen)


def list_evidence(
    record: Record, evidence: Sequence[Evidence], episodes: Sequence[Row]
) -> tuple[Row, ...]:
    """Give the evidence, numbered as the record has it.

    Args:
        record: The record.
        evidence: What is known of the files, in the record's order; may be empty.
        episodes: The numbered episodes; an item names the episode by that number.

    Returns:
        A row each.
    """
    numbers = {row.index: row.values["nr"] for row in episodes}
    known = dict(enumerate(evidence, start=1))
    return tuple(
        Row(index, _evidence(item, index, known.get(index, Evidence()), numbers))
        for index, item in enumerate(record.bilag, start=1)
    )


def _evidence(
    item: Bilag, index: int, file: Evidence, numbers: Mapping[int, object]
) -> dict[str, object]:
    own = _fields(item)
    own["episode"] = numbers.get(item.episode or 0)
    return own | {
        "nr": index,
        "filnavn": file.name or _last_part(item.fil),
        "stoerrelse": file.size,
        "sha256": file.sha256,
    }


def _last_part(path: str | None) -> str | None:
    return path.replace("\\", "/").rpartition("/")[2] if path else None


def _fields(section: BaseModel) -> dict[str, object]:
    return {word: getattr(section, word) for word in type(section).model_fields}
