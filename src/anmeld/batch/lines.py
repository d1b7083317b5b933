"""The lines of a run file: a header, entries, and the keys that tell them apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO

from anmeld._version import VERSION
from anmeld.batch.entry import Entry, Stand, line_of
from anmeld.casefile.safe_names import folded_name

Key = bytes


@dataclass(frozen=True, slots=True)
class Header:
    """What a run goes by.

    Attributes:
        nu: The moment of the run, fixed by the first one.
        grundlag: The hash of what is the same for all records.
    """

    nu: datetime
    grundlag: str

    def as_line(self) -> bytes:
        """Write the first line of the run file."""
        return line_of(
            {
                "koersel": f"anmeld {VERSION}",
                "nu": self.nu.isoformat(),
                "grundlag": self.grundlag,
            }
        )


def key_of(mappe: str) -> Key:
    """Give what two case folders share that fall together on some platform.

    A short hash, because a run keeps one for each of its records.
    """
    return _digest(f"sag {folded_name(mappe)}")


def key_of_fault(kilde: str) -> Key:
    """Give the key of a record that could not be read, by its place."""
    return _digest(f"fejl {kilde}")


def key_of_entry(entry: Entry) -> Key:
    """Give the key of a line."""
    if entry.stand is Stand.FEJL or entry.mappe is None:
        return key_of_fault(entry.kilde)
    return key_of(entry.mappe)


def index_of(stream: BinaryIO) -> dict[Key, int]:
    """Find the last line of each record, in the order of the first."""
    found: dict[Key, int] = {}
    for offset, data in lines_in(stream):
        if (entry := _entry(data)) is not None:
            found[key_of_entry(entry)] = offset
    return found


def lines_in(stream: BinaryIO) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Read whole lines of JSON, each with the place where it begins."""
    offset = 0
    stream.seek(0)
    while line := stream.readline():
        try:
            data = json.loads(line) if line.endswith(b"\n") else None
        except ValueError:
            data = None
        if isinstance(data, dict):
            yield offset, data
        offset += len(line)


def line_at(stream: BinaryIO, offset: int) -> bytes:
    """Read the line that begins at a place."""
    stream.seek(offset)
    return stream.readline()


def entry_at(stream: BinaryIO, offset: int) -> Entry:
    """Read the entry that begins at a place."""
    return Entry.from_data(json.loads(line_at(stream, offset)))


def _entry(data: Mapping[str, Any]) -> Entry | None:
    try:
        return Entry.from_data(data)
    except (KeyError, ValueError):
        return None


def header_of(data: Mapping[str, Any]) -> Header | None:
    """Give a line's header; `None` if the line is an entry."""
    try:
        nu = datetime.fromisoformat(data["nu"])
        return Header(nu, data["grundlag"]) if "koersel" in data else None
    except (KeyError, TypeError, ValueError):
        return None


def _digest(text: str) -> Key:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()
