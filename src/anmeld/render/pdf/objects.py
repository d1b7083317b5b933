"""A PDF file's objects: numbered, compressed where that is allowed, written."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

_LEVEL: Final = 3
"""How hard page contents are compressed: 6 takes two and a half times as long, and
leaves a letter 2 % smaller."""
_EOL: Final = b"\r\n"
"""What ends a stream's data: unlike a bare line feed, it cannot be taken together with
a carriage return that the data happen to end with, which is one byte too few."""


_ROW: Final = struct.Struct(">BLH")
"""A row of the cross-reference table: kind, place, position or generation."""


class File:
    """Gathers objects and writes them."""

    def __init__(self) -> None:
        self._plain: dict[int, bytes] = {}
        self._packed: dict[int, str] = {}
        self._aside: dict[int, str] = {}
        self._next = 1

    def reserve(self, count: int = 1) -> int:
        """Take the next object numbers; give the first."""
        first = self._next
        self._next += count
        return first

    def put(self, data: str, number: int | None = None, *, aside: bool = False) -> int:
        """Add an object that may be packed with others.

        Args:
            data: The object.
            number: Its number; the next free one if left out.
            aside: Pack it apart from what every reader needs. The structure is far
                more than all else, and a reader unpacks a whole pack for one object.

        Returns:
            Its number.
        """
        number = number or self.reserve()
        packed = self._aside if aside else self._packed
        packed[number] = data
        return number

    def put_open(self, data: str, number: int | None = None) -> int:
        """Add an object that stands by itself, to be read without unpacking others.

        Args:
            data: The object.
            number: Its number; the next free one if left out.

        Returns:
            Its number.
        """
        number = number or self.reserve()
        self._plain[number] = data.encode("latin-1")
        return number

    def put_aside(self, first: int, data: Iterable[str]) -> None:
        """Add the objects of the structure, numbered on from the first."""
        self._aside.update(enumerate(data, first))

    def stream(self, entries: str, data: bytes, number: int | None = None) -> int:
        """Add a stream whose data are as its entries say."""
        number = number or self.reserve()
        head = f"<<{entries}/Length {len(data)}>>stream\n".encode("latin-1")
        self._plain[number] = head + data + _EOL + b"endstream"
        return number

    def deflated(self, entries: str, data: bytes, number: int | None = None) -> int:
        """Add a stream, compressing its data."""
        return self.stream(
            f"{entries}/Filter/FlateDecode", zlib.compress(data, _LEVEL), number
        )

    def write(self, root: int, info: int) -> bytes:
        """Write the file.

        Args:
            root: Number of the catalog.
            info: Number of the information dictionary.

        Returns:
            Its bytes.
        """
        places: dict[int, tuple[int, int, int]] = {}
        for packed in (self._packed, self._aside):
            self._pack(packed, places)
        out = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        at = len(out[0])
        for number, data in sorted(self._plain.items()):
            body = b"%d 0 obj\n%b\nendobj\n" % (number, data)
            places[number] = (1, at, 0)
            out.append(body)
            at += len(body)
        digest = hashlib.blake2b(b"".join(out), digest_size=16).hexdigest()
        table = self.reserve()
        places[table] = (1, at, 0)
        places[0] = (0, 0, 65535)
        rows = b"".join([_ROW.pack(*places[n]) for n in range(table + 1)])
        data = zlib.compress(rows, _LEVEL)
        head = (
            f"{table} 0 obj\n<</Type/XRef/Size {table + 1}/W[1 4 2]/Root {root} 0 R"
            f"/Info {info} 0 R/ID[<{digest}><{digest}>]/Filter/FlateDecode"
            f"/Length {len(data)}>>stream\n"
        )
        out += [head.encode(), data, _EOL, b"endstream\nendobj\n"]
        out.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(out)

    def _pack(
        self, packed: dict[int, str], places: dict[int, tuple[int, int, int]]
    ) -> None:
        numbers = sorted(packed)
        for start in range(0, len(numbers), 2000):
            group = numbers[start : start + 2000]
            container = self.reserve()
            data = [packed[number] for number in group]
            # objects are Latin-1: a byte a character, and a line's end between two
            starts = accumulate([len(one) + 1 for one in data], initial=0)
            index = [
                f"{number} {at}" for number, at in zip(group, starts, strict=False)
            ]
            for position, number in enumerate(group):
                places[number] = (2, container, position)
            head = " ".join(index) + "\n"
            body = (head + "\n".join(data)).encode("latin-1")
            self.deflated(
                f"/Type/ObjStm/N {len(group)}/First {len(head)}", body, container
            )
