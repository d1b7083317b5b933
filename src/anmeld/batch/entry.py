"""A line of the run file: what became of one record, in words that hold no secrets.

A line holds the case number, ids, counts and dates of the plan, and the texts of
faults; never the value of another field, but for the department, by which the extent
of harassment is counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from anmeld.errors import Fault
from anmeld.formatting.moments import Moment

if TYPE_CHECKING:
    from anmeld.casefile import Case
    from anmeld.law import Deadline
    from anmeld.record.model import Record


class Stand(StrEnum):
    """What became of a record; the words of the run file."""

    LAVET = "lavet"  # every document is made
    DELVIS = "delvis"  # some documents are stopped, the others are made
    STANDSET = "standset"  # every document is stopped; nothing is written
    FEJL = "fejl"  # the record itself is wrong
    FEJLET = "fejlet"  # the making failed; the next run tries again


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one record.

    Attributes:
        stand: What became of it.
        kilde: Where it was read, with line or row.
        sag: The case number; `None` for a record that could not be read.
        mappe: The name of the case's folder.
        aftryk: The hash of all that decides the output; empty for a faulty record.
        sag_json: The SHA-256 of the `sag.json` that was written; empty if none was.
        i_kilden: Whether the last whole reading of the sources still held it.
        indhold: What the report shows, by key: `spor`, `dokumenter`, `standset`,
            `frister`, `advarsler`, `omfang`, `rettet`.
        fejl: What is wrong, a mapping a fault: `kode`, `tekst`, `raad`, and of the
            place what is known: `fil`, `linje`, `ark`, `raekke`, `kolonne` (its
            header), `bogstav`, `felt`, `dokument`.
    """

    stand: Stand
    kilde: str
    sag: str | None = None
    mappe: str | None = None
    aftryk: str = ""
    sag_json: str = ""
    i_kilden: bool = True
    indhold: Mapping[str, Any] = field(default_factory=dict)
    fejl: Sequence[Mapping[str, Any]] = ()

    def as_line(self) -> bytes:
        """Write the entry as one line of JSON, the same for the same entry."""
        data: dict[str, Any] = {"stand": self.stand.value, "kilde": self.kilde}
        for key in ("sag", "mappe", "aftryk", "sag_json"):
            if value := getattr(self, key):
                data[key] = value
        if not self.i_kilden:
            data["i_kilden"] = False
        data |= self.indhold
        if self.fejl:
            data["fejl"] = [dict(one) for one in self.fejl]
        return line_of(data)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Entry:
        """Read an entry back.

        Args:
            data: What a line of the run file holds.

        Returns:
            The entry.

        Raises:
            KeyError: The line is no entry.
            ValueError: It speaks of a state that this version does not know.
        """
        rest = dict(data)
        return cls(
            stand=Stand(rest.pop("stand")),
            kilde=str(rest.pop("kilde")),
            sag=rest.pop("sag", None),
            mappe=rest.pop("mappe", None),
            aftryk=rest.pop("aftryk", ""),
            sag_json=rest.pop("sag_json", ""),
            i_kilden=rest.pop("i_kilden", True),
            fejl=tuple(rest.pop("fejl", ())),
            indhold=rest,
        )

    @property
    def is_settled(self) -> bool:
        """Whether the same input would give the same again."""
        return self.stand in (Stand.LAVET, Stand.DELVIS, Stand.STANDSET)


def line_of(data: Mapping[str, Any]) -> bytes:
    """Write a mapping as one line of JSON."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode(errors="backslashreplace") + b"\n"


def fault_data(fault: Fault, document: str | None = None) -> dict[str, Any]:
    """Describe a fault for the run file; in Danish, without any value.

    Args:
        fault: The fault.
        document: The id of the document that it stopped.

    Returns:
        What is known of it.
    """
    where = fault.where
    found = {
        "kode": fault.code,
        "dokument": document,
        "fil": where.file,
        "linje": where.line,
        "ark": where.sheet,
        "raekke": where.row,
        "kolonne": where.column,
        "bogstav": where.letter,
        "felt": where.key,
        "tekst": fault.problem.text("da"),
        "raad": fault.remedy.text("da") if fault.remedy else None,
    }
    return {key: value for key, value in found.items() if value is not None}


def describe_case(case: Case, record: Record) -> dict[str, Any]:
    """Describe a case for the report that follows a run.

    Args:
        case: The case.
        record: Its record, of which kinds, media, department and month are counted.

    Returns:
        The `indhold` of its entry.
    """
    found: dict[str, Any] = {
        "spor": case.plan.track.value.value,
        "dokumenter": [
            {
                "id": made.spec.id,
                "titel": made.spec.title,
                "laeser": made.spec.folder,
                "filer": [file.path for file in made.files],
            }
            for made in case.documents
        ],
        "frister": [_deadline(one) for one in case.plan.deadlines],
        "advarsler": [one.code for one in case.plan.warnings],
        "omfang": _extent(case, record),
    }
    if case.stopped:
        found["standset"] = [
            {
                "id": one.spec.id,
                "titel": one.spec.title,
                "laeser": one.spec.folder,
            }
            for one in case.stopped
        ]
    return found


def describe_repairs(repairs: Sequence[Fault]) -> dict[str, Any]:
    """Describe what was put right on the way in, if anything was.

    Args:
        repairs: What was put right.

    Returns:
        The part of `indhold` that says it.
    """
    return {"rettet": [_repair(one) for one in repairs]} if repairs else {}


def _repair(one: Fault) -> dict[str, Any]:
    # What is about all of the source is told with its first record, and names no case.
    is_of_all = one.where.row is None and one.where.key is None
    return fault_data(one) | ({"hele_kilden": True} if is_of_all else {})


def _deadline(one: Deadline) -> dict[str, Any]:
    due = one.due.iso if isinstance(one.due, Moment) else None
    if due is None and one.due is not None:
        due = one.due.isoformat()
    return {
        "id": one.id,
        "titel": one.title,
        "hvem": one.who,
        "til": one.to_whom,
        "hvad": one.what,
        "senest": due,
        "klokken": one.cutoff,
        "status": one.status.betegnelse,
        "pligt": one.duty.betegnelse,
        "hjemmel": one.reference.title,
        "url": one.reference.url,
    }


def _extent(case: Case, record: Record) -> dict[str, Any]:
    first = case.plan.course.first_day
    department = record.medarbejder.afdeling or record.arbejdssted.navn
    return {
        "arter": sorted(set(_kinds(record))),
        "medier": sorted({one.medie.value for one in record.episoder if one.medie}),
        "afdeling": department,
        "maaned": f"{first:%Y-%m}" if first else None,
        "episoder": case.plan.course.episodes,
    }


def _kinds(record: Record) -> Iterator[str]:
    yield from (one.value for one in record.haendelse.arter)
    yield from (one.art.value for one in record.episoder)
