"""A form's file, opened once: bytes that can be appended to, and pypdf's view of them.

Whole files are appended to as they are, so that all that others put into them stays.
Encrypted and damaged ones are written anew from what pypdf could read, object for
object under the same numbers, and then appended to.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pypdf import PasswordType, PdfReader
from pypdf.errors import PyPdfError, WrongPasswordError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
)

from anmeld._i18n import msg
from anmeld.render.form.errors import DamagedForm, EncryptedForm, whole_form
from anmeld.render.form.rewriting import (
    PARSER_FAULTS,
    name_bytes,
    resolve,
    rewrite,
    root_reference,
)
from anmeld.render.report import Note

_HEADER = re.compile(rb"[\s\x00]*(\d+)\s+(\d+)\s+obj\b")
_STARTXREF = re.compile(rb"startxref\s+(\d+)")


@dataclass(frozen=True, slots=True)
class Source:
    """A form's file, ready to be appended to.

    Attributes:
        data: The bytes that every filled form begins with.
        reader: pypdf's view of them.
        size: The first free object number.
        previous: Offset of the last cross-reference section.
        xref_stream: Whether that section is a stream; ours must be of the same kind.
        file: The file's name for messages.
        notes: What was done to the file on opening.
        original: The file as it was given.
    """

    data: bytes
    reader: PdfReader
    size: int
    previous: int
    xref_stream: bool
    file: str | None
    notes: tuple[Note, ...]
    original: bytes = b""

    @property
    def root(self) -> DictionaryObject:
        """The document's catalog."""
        return self.reader.root_object

    @property
    def root_number(self) -> int:
        """The catalog's object number."""
        return root_reference(self.reader).idnum

    @property
    def generations(self) -> dict[int, int]:
        """Generation of each object whose number was used before."""
        return {
            number: generation
            for generation, entries in self.reader.xref.items()
            if generation
            for number in entries
            if not self.reader.xref_free_entry.get(generation, {}).get(number)
        }

    def ref(self, number: int) -> bytes:
        """A reference to one of the form's own objects."""
        return b"%d %d R" % (number, self.generations.get(number, 0))

    def object(self, number: int) -> object:
        """One of the form's own objects; `None` for a broken one."""
        generation = self.generations.get(number, 0)
        found = resolve(self.reader, IndirectObject(number, generation, self.reader))
        return None if isinstance(found, NullObject) else found

    def name_bytes(self, text: str) -> bytes:
        """Give the bytes of a name that pypdf has decoded.

        Names need not be UTF-8; pypdf then guesses, and writing its guess back as
        UTF-8 would make another name.
        """
        return name_bytes(text, self.data)


def open_source(pdf: str | Path | bytes, password: str | None) -> Source:
    """Open a form.

    Args:
        pdf: Path or bytes of the file.
        password: The user password, where one is needed.

    Returns:
        The file, ready to be appended to.

    Raises:
        DamagedForm: If it is no PDF or cannot be repaired.
        EncryptedForm: If the password is missing or wrong.
    """
    file = None if isinstance(pdf, bytes) else str(pdf)
    data = pdf if isinstance(pdf, bytes) else _read(Path(pdf))
    with naming_damage(file):
        reader = _reader(data, password, file)
        previous = _appendable(data, reader)
        if previous is not None:
            found = _source(data, reader, previous, file, ())
        else:
            note = _rewritten_note(reader, password)
            fresh, offset = rewrite(reader)
            anew = PdfReader(io.BytesIO(fresh))
            found = _source(fresh, anew, offset, file, (note,))
    return replace(found, original=data)


def _read(path: Path) -> bytes:
    return path.read_bytes()


@contextmanager
def naming_damage(file: str | None) -> Iterator[None]:
    """Turn what a parser stumbles over in a foreign file into a named error."""
    damaged = False
    try:
        yield
    except PARSER_FAULTS:
        damaged = True
    if damaged:  # outside the handler: the parser's own words may quote the file
        raise whole_form(
            DamagedForm,
            msg("is not a PDF, or is damaged beyond repair."),
            msg("Fetch the form anew from where it is published."),
            file,
        )


def _reader(data: bytes, password: str | None, file: str | None) -> PdfReader:
    if b"%PDF-" not in data[:4096] and b"startxref" not in data:
        raise PyPdfError("no PDF")
    # A file encrypted for certificates has no password that could be asked for.
    for_certificates = b"/Adobe.PubSec" in data
    wrong = False
    try:
        reader = _read_or_search(data)
        if reader.is_encrypted and password is not None:
            wrong = reader.decrypt(password) is PasswordType.NOT_DECRYPTED
        encryption = reader._encryption
        wrong = wrong or (encryption is not None and not encryption.is_decrypted())
    except WrongPasswordError:
        wrong = True
    except PARSER_FAULTS:
        if not for_certificates:
            raise
        wrong = True
    if wrong:
        raise whole_form(
            EncryptedForm,
            msg("needs a password to be opened."),
            msg("Give it with --password, or ask for a form without one."),
            file,
        )
    return reader


def _read_or_search(data: bytes) -> PdfReader:
    """Read a file; where its end is missing, let the parser search for its objects."""
    try:
        return PdfReader(io.BytesIO(data))
    except WrongPasswordError:
        raise
    except PARSER_FAULTS:
        return PdfReader(io.BytesIO(data + b"\nstartxref\n0\n%%EOF\n"))


def _appendable(data: bytes, reader: PdfReader) -> int | None:
    """Offset of the last cross-reference section, if every entry of it is true."""
    found = _STARTXREF.findall(data, max(0, len(data) - 2048))
    if reader.is_encrypted or not data.startswith(b"%PDF-") or not found:
        return None
    if "/Root" not in reader.trailer:
        return None
    previous = int(found[-1])
    at = data[previous : previous + 40].lstrip()
    if not (at.startswith(b"xref") or _HEADER.match(at)):
        return None
    for generation, entries in reader.xref.items():
        for number, offset in entries.items():
            match = _HEADER.match(data, offset)
            if reader.xref_free_entry.get(generation, {}).get(number):
                continue
            if match is None or int(match[1]) != number:
                return None
    return previous


def _rewritten_note(reader: PdfReader, password: str | None) -> Note:
    if reader.is_encrypted and password:
        words = msg("The form needed a password; the filled form needs none.")
        return Note("protection-removed", "", words)
    if reader.is_encrypted:
        return Note(
            "protection-removed",
            "",
            msg(
                "The form was encrypted without needing a password; the filled form "
                "is not encrypted."
            ),
        )
    return Note(
        "repaired",
        "",
        msg("The form's table of contents was damaged and has been written anew."),
    )


def _source(
    data: bytes,
    reader: PdfReader,
    previous: int,
    file: str | None,
    notes: tuple[Note, ...],
) -> Source:
    root_reference(reader)  # a file without a catalog fails here, not while filling
    highest = [max(entries, default=0) for entries in reader.xref.values()]
    highest.append(max(reader.xref_objStm, default=0))
    stated = reader.trailer.raw_get("/Size") if "/Size" in reader.trailer else None
    size = max(int(stated) if isinstance(stated, int) else 0, max(highest) + 1)
    stream = not data[previous : previous + 40].lstrip().startswith(b"xref")
    return Source(data, reader, size, previous, stream, file, notes)


def with_own_objects(source: Source, arrays: list[ArrayObject]) -> Source:
    """Give fields and widgets that stand in a list themselves an object of their own.

    Args:
        source: The opened file.
        arrays: The lists in which fields and widgets stand.

    Returns:
        The file written anew; nothing can be appended for what is no object.
    """
    reader, free = source.reader, source.size
    for array in arrays:
        for at, item in enumerate(list(list.__iter__(array))):
            if isinstance(item, DictionaryObject):
                reader.resolved_objects[0, free] = item
                list.__setitem__(array, at, IndirectObject(free, 0, reader))
                free += 1
    fresh, offset = rewrite(reader)
    made = _source(
        fresh, PdfReader(io.BytesIO(fresh)), offset, source.file, source.notes
    )
    return replace(made, original=source.original)
