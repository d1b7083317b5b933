"""One fill in the making: changed and new objects, appended to the form's own bytes."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import Any

from anmeld.errors import Fault
from anmeld.render.form.model import Field
from anmeld.render.form.shipped import OBJECTS_PER_FONT, font_objects
from anmeld.render.form.source import Source
from anmeld.render.form.syntax import serialise, utf8_name
from anmeld.render.report import Note


class Fill:
    """Collects what one filled form appends.

    Args:
        first: The first free object number.
        prove: Whether what is written is remembered for the proof.

    Attributes:
        objects: Bodies of changed and new objects by number.
        faults: What was refused.
        notes: What a person should know.
        shown: Appearance stream that each written widget now shows.
        states: Whether each written button is on.
        links: Links that pages get, by page number.
        prove: Whether what was written is remembered for the proof.
        stored: Field and value by object number, for the proof.
        drawn: Field and drawn characters without blanks by stream, for the proof.
    """

    __slots__ = (
        "_fonts",
        "_used",
        "drawn",
        "faults",
        "free",
        "links",
        "notes",
        "objects",
        "prove",
        "shown",
        "states",
        "stored",
    )

    def __init__(self, first: int, *, prove: bool = False) -> None:
        self.free = first
        self.objects: dict[int, bytes] = {}
        self.faults: list[Fault] = []
        self.notes: list[Note] = []
        self.shown: dict[int, int | None] = {}
        self.states: dict[int, bool] = {}
        self.links: dict[int, list[int]] = {}
        self.prove = prove
        self.stored: dict[int, tuple[Field, str]] = {}
        self.drawn: dict[int, tuple[Field, str]] = {}
        self._fonts: dict[str, int] = {}
        self._used: dict[str, set[str]] = {}

    def add(self, body: bytes) -> int:
        """Add a new object and give its number."""
        number = self.free
        self.objects[number] = body
        self.free = number + 1
        return number

    def reserve(self, count: int = 1) -> int:
        """Set numbers aside for objects that are written later; give the first."""
        first = self.free
        self.free += count
        return first

    def font(self, file: str) -> bytes:
        """A reference to a shipped font, which the finished file will hold."""
        number = self._fonts.get(file)
        if number is None:
            number = self._fonts[file] = self.reserve(OBJECTS_PER_FONT)
        return b"%d 0 R" % number

    def use(self, file: str, text: str) -> None:
        """Remember the characters that are shown in a shipped font."""
        self._used.setdefault(file, set()).update(text)

    def write_fonts(self) -> None:
        """Write the subsets, once all texts are drawn."""
        for file, number in self._fonts.items():
            bodies = font_objects(file, self._used.get(file, ()), number)
            self.objects.update(enumerate(bodies, number))


class Appender:
    """Puts appended objects behind a form's bytes; knows what is the same each time.

    Args:
        source: The form's file.
    """

    def __init__(self, source: Source) -> None:
        self.data = source.data if source.data.endswith(b"\n") else source.data + b"\n"
        self._previous = source.previous
        self._stream = source.xref_stream
        self._generations = source.generations
        trailer = source.reader.trailer
        kept = []
        for key in ("/Root", "/Info"):
            if key in trailer:
                raw = serialise(trailer.raw_get(key), source.name_bytes)
                kept.append(b"%b %b" % (utf8_name(key), raw))
        self._trailer = b"".join(kept)
        self._identity = _first_identity(source)

    def finish(self, fill: Fill) -> bytes:
        """Write the finished file.

        Args:
            fill: What was collected; shipped fonts are written now.

        Returns:
            The form's bytes and the update behind them.
        """
        fill.write_fonts()
        if not fill.objects:  # an update that changes nothing confuses some readers
            return self.data
        at = len(self.data)
        out = []
        rows: list[tuple[int, int]] = []
        used = self._generations
        for number, body in sorted(fill.objects.items()):
            generation = used.get(number, 0) if used else 0
            chunk = b"%d %d obj\n%b\nendobj\n" % (number, generation, body)
            rows.append((number, at))
            out.append(chunk)
            at += len(chunk)
        body = b"".join(out)
        digest = hashlib.md5(body, usedforsecurity=False).hexdigest()
        out = [self.data, body]
        identity = b"/ID[%b<%b>]" % (self._identity, digest.upper().encode())
        entries = b"%b%b/Prev %d" % (self._trailer, identity, self._previous)
        if self._stream:
            out.append(_xref_stream(rows, fill.free, at, entries))
        else:
            out.append(self._xref_table(rows, fill.free, entries))
        out.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(out)

    def _xref_table(
        self, rows: list[tuple[int, int]], size: int, entries: bytes
    ) -> bytes:
        generations = self._generations
        out = [b"xref\n"]
        for first, run in _runs(rows):
            out.append(b"%d %d\n" % (first, len(run)))
            if generations:
                for number, offset in run:
                    row = (offset, generations.get(number, 0))
                    out.append(b"%010d %05d n \n" % row)
            else:
                out += [b"%010d 00000 n \n" % offset for _, offset in run]
        out.append(b"trailer\n<</Size %d%b>>\n" % (size, entries))
        return b"".join(out)


def _xref_stream(
    rows: list[tuple[int, int]], number: int, at: int, entries: bytes
) -> bytes:
    rows = [*rows, (number, at)]
    index: list[bytes] = []
    table: list[bytes] = []
    for first, run in _runs(rows):
        index.append(b"%d %d" % (first, len(run)))
        table.extend(b"\x01" + offset.to_bytes(4, "big") + b"\0" for _, offset in run)
    data = b"".join(table)
    return (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 1]/Index[%b]%b/Length %d>>\n"
        b"stream\n%b\r\nendstream\nendobj\n"
        % (number, number + 1, b" ".join(index), entries, len(data), data)
    )


def _runs(rows: list[tuple[int, int]]) -> list[tuple[int, list[tuple[int, int]]]]:
    """Rows cut into runs of consecutive object numbers."""
    runs = []
    for _, group in groupby(enumerate(rows), lambda pair: pair[1][0] - pair[0]):
        run = [row for _, row in group]
        runs.append((run[0][0], run))
    return runs


def _first_identity(source: Source) -> bytes:
    try:
        identity: Any = source.reader.trailer["/ID"]
        first = identity[0].original_bytes
    except (AttributeError, IndexError, TypeError, KeyError):
        first = hashlib.md5(source.data, usedforsecurity=False).digest()
    return b"<%b>" % bytes(first).hex().upper().encode()
