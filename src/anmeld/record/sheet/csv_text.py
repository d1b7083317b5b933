"""Tables of separated texts: their encoding by the bytes, their sign by the header."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, AnyStr

from anmeld._i18n import Message, msg
from anmeld.errors import Fault, RecordError, Where
from anmeld.record.sheet.cells import Layout, Row

DELIMITERS = {";": ";", ",": ",", "\t": "tab"}
_BLOCK = 1 << 20
_LOOKED_AT = 20
MAX_LINE = 10_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters of the DOS code pages that Windows-1252 reads as quotation marks, and bytes
# that Windows-1252 gives no meaning.
_DOS = re.compile(rb"[A-Za-z][\x86\x91\x9b][a-z]")
_DANISH = re.compile(rb"[\xc5\xc6\xd8\xe5\xe6\xf8]")
_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")

# A ZIP package, as XLSX is, or a binary workbook of old.
_WORKBOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

Judge = Callable[[list[str]], int]


@dataclass(frozen=True, slots=True)
class CsvSheet:
    """A file that is one table of texts.

    Attributes:
        path: The file.
        encoding: Its encoding.
        delimiter: The sign between its cells.
    """

    path: Path
    encoding: str
    delimiter: str
    layout: Layout = field(default_factory=Layout)
    name: None = None
    hidden: bool = False
    typed: bool = False
    old_epoch: bool = False

    def rows(self) -> Iterator[Row]:
        """Read the rows that hold anything, one at a time.

        Yields:
            The rows; a text of several lines is one row, as a sheet shows it.

        Raises:
            RecordError: A quotation mark is out of place, or a cell is far too long.
        """
        with self.path.open(encoding=self.encoding, newline="") as stream:
            number = 0
            lines = _lines(stream, self.path)
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            while True:
                try:
                    found = next(reader, None)
                except (csv.Error, UnicodeError):
                    raise RecordError(_broken(self.path, number + 1)) from None
                if found is None:
                    return
                number += 1
                if number == 1 and _names_the_sign(found):
                    continue
                cells = {i: text for i, text in enumerate(found) if text.strip()}
                if cells:
                    yield Row(number, cells)


def open_csv(
    path: Path, judge: Judge, *, encoding: str | None = None, sign: str | None = None
) -> CsvSheet:
    """Find out how a file of separated texts is written.

    Args:
        path: The file.
        judge: Says how many headers of a row are understood.
        encoding: The encoding, where a person has stated it.
        sign: The sign between cells, where a person has stated it.

    Returns:
        The table.

    Raises:
        RecordError: It can be read in more than one way, or in none.
        OSError: It cannot be read.
    """
    if encoding:
        _prove(path, encoding)
    chosen = encoding or _encoding(path)
    beginning = _beginning(path, chosen)
    return CsvSheet(path, chosen, sign or _delimiter(beginning, judge, path))


def _beginning(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as stream:
        return "".join(islice(_lines(stream, path), _LOOKED_AT))


def _encoding(path: Path) -> str:
    with path.open("rb") as stream:
        head = stream.read(_BLOCK)
    if head.startswith(_WORKBOOK):
        raise RecordError(_workbook(path))
    for mark, name in _BOMS:
        if head.startswith(mark):
            _prove(path, name)
            return name
    if b"\0" in head:
        return _utf16_without_mark(head, path)
    return _eight_bits(path)


def _prove(path: Path, encoding: str) -> None:
    # What fails in the middle of a run would leave half of it made.
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as stream:
        try:
            while block := stream.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeError:
            raise RecordError(_no_encoding(path, None)) from None


def _utf16_without_mark(head: bytes, path: Path) -> str:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 4 or min(even, odd) > max(even, odd) // 8:
        raise RecordError(_no_encoding(path, None))
    name = "utf-16-le" if odd > even else "utf-16-be"
    _prove(path, name)
    return name


def _eight_bits(path: Path) -> str:
    unicode_line = windows_line = 0
    dos = danish = False
    with path.open("rb") as stream:
        for number, line in enumerate(_lines(stream, path), start=1):
            if line.isascii():
                continue
            dos = dos or _DOS.search(line) is not None
            danish = danish or _DANISH.search(line) is not None
            if _is_utf8(line):
                unicode_line = unicode_line or number
            elif _UNDEFINED.search(line):
                raise RecordError(_no_encoding(path, number))
            else:
                windows_line = windows_line or number
    if not windows_line:
        return "utf-8"
    if unicode_line or (dos and not danish):
        raise RecordError(_no_encoding(path, unicode_line or windows_line))
    return "cp1252"


def _lines(stream: IO[AnyStr], path: Path) -> Iterator[AnyStr]:
    # A file without an end of line would otherwise be read into memory as one.
    while line := stream.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            raise RecordError(_long_line(path))
        yield line


def _workbook(path: Path) -> Fault:
    problem = msg("is a workbook and not a table of texts.")
    remedy = msg("Open it in Excel or LibreOffice and save it again as .xlsx.")
    return Fault("workbook-as-csv", Where(file=str(path)), problem, remedy)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(beginning: str, judge: Judge, path: Path) -> str:
    first = beginning.lstrip("\r\n").split("\n", 1)[0].strip().lower()
    if first.startswith("sep=") and first[4:5] in (*DELIMITERS, ""):
        return first[4:5] or "\t"
    ranked = sorted(
        ((_fitness(beginning, sign, judge), sign) for sign in DELIMITERS), reverse=True
    )
    (best, sign), (second, _) = ranked[:2]
    if best[0] and best == second:
        problem = msg("can be divided into columns in more than one way.")
        remedy = msg('Name the sign in columns.toml, for example delimiter = ";".')
        raise RecordError(
            Fault("ambiguous-delimiter", Where(file=str(path)), problem, remedy)
        )
    return sign if best[0] else ";"


def _fitness(beginning: str, sign: str, judge: Judge) -> tuple[int, int, int, int]:
    try:
        rows = [
            row for row in csv.reader(io.StringIO(beginning), delimiter=sign) if row
        ]
    except csv.Error:
        return (0, 0, 0, 0)
    if not rows or len(rows[0]) < 2:
        return (0, 0, 0, 0)
    even = sum(len(row) == len(rows[0]) for row in rows)
    return (1, judge(rows[0]), even, len(rows[0]))


def _names_the_sign(row: list[str]) -> bool:
    return bool(row) and row[0].strip().lower().startswith("sep=")


def _broken(path: Path, row: int) -> Fault:
    problem = msg("has a quotation mark out of place, or a cell without an end.")
    remedy = msg(
        "Put the text in quotation marks and double those inside it, or save the sheet "
        "as .xlsx."
    )
    return Fault("broken-csv", Where(file=str(path), row=row), problem, remedy)


def _long_line(path: Path) -> Fault:
    problem = msg("has a line of more than {limit} characters.", limit=MAX_LINE)
    remedy = msg("Check that it is a CSV file with a row a line.")
    return Fault("too-large", Where(file=str(path)), problem, remedy)


def _no_encoding(path: Path, line: int | None) -> Fault:
    where = Where(file=str(path), line=line)
    return Fault("unclear-encoding", where, _unclear(), _how_to_save())


def _unclear() -> Message:
    return msg("holds bytes that could be read in more than one way, or in none.")


def _how_to_save() -> Message:
    return msg(
        "Save it again as CSV UTF-8, or name its encoding in columns.toml, for example "
        'encoding = "windows-1252".'
    )
