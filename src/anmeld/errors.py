"""Every error the library raises for a person: what, where, remedy.

All of them are `AnmeldError`s and carry the exit code that the command line ends with
(`rulings.md` 5). One error carries all faults found, not the first. A fault never
holds the value of a field: values may be sensitive, and tracebacks are copied around.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from anmeld._i18n import Language, Message, msg

# The machine says these in its own language; the others are too rare to translate.
_DISK_REASONS: Final = {
    errno.EACCES: msg("no right to it"),
    errno.EPERM: msg("no right to it"),
    errno.EEXIST: msg("a file is in the way"),
    errno.ENOENT: msg("there is no such file or folder"),
    errno.ENOSPC: msg("the disk is full"),
    errno.EROFS: msg("the disk can only be read"),
    errno.EISDIR: msg("it is a folder"),
    errno.ENOTDIR: msg("a part of the path is not a folder"),
    errno.ENAMETOOLONG: msg("the name is too long"),
}


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a fault; only what is known of it is set.

    Attributes:
        file: The file as the person named it, or `-` for standard input.
        line: Line in the file, from 1.
        row: Row of a sheet, from 1, header included.
        column: Column of a sheet, by its header as the sheet writes it.
        key: Dotted key of the record, or field, paragraph or tag of a template.
        sheet: Name of the sheet in a workbook of several.
        letter: Column of a sheet, by its letters: `A` for the first.
        case: The case number of the row, where a sheet says whose it is.
    """

    file: str | None = None
    line: int | None = None
    row: int | None = None
    column: str | None = None
    key: str | None = None
    sheet: str | None = None
    letter: str | None = None
    case: str | None = None

    def text(self, language: Language = "da") -> str:
        """Name the place for a person.

        A place in a sheet is told as the person sees it there: sheet, row, column by
        letter and header. The record's own key is left to those who have no sheet, but
        for one value among several in a cell.

        Args:
            language: The language of the screen.

        Returns:
            The place, its parts parted by commas.
        """
        named = [each.text(language) for each in self._in_sheet()]
        if not named:
            return str(self)
        return ", ".join([self.file, *named] if self.file else named)

    def _in_sheet(self) -> Iterator[Message]:
        if self.sheet:
            yield msg("sheet »{name}«", name=self.sheet)
        if self.row is not None:
            yield msg("row {row}", row=self.row)
        if self.letter or self.column:
            yield from self._in_row()
        elif self.key and (self.row is not None or self.sheet):
            yield msg("field {key}", key=self.key)
        if self.case:
            yield msg("case {number}", number=self.case)

    def _in_row(self) -> Iterator[Message]:
        header, letter = self.column, self.letter
        if header and letter:
            yield msg("column {letter} »{header}«", letter=letter, header=header)
        elif letter:
            yield msg("column {letter}", letter=letter)
        else:
            yield msg("column »{header}«", header=header)
        if self.key and self.key.endswith("]"):
            number = self.key[self.key.rindex("[") + 1 : -1]
            yield msg("value {number}", number=number)

    def __str__(self) -> str:
        place = self.file or ""
        if self.line is not None:
            place += f":{self.line}"
        parts = [place] if place else []
        cell = [str(part) for part in (self.row, self.column) if part is not None]
        if self.sheet:
            cell = [" ".join([self.sheet, *cell[:1]]), *cell[1:]]
        if cell:
            parts.append(f"[{', '.join(cell)}]")
        if self.key:
            parts.append(self.key)
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        code: Stable identifier in kebab-case, e.g. `unknown-key`; tests and other
            programs rely on it.
        where: The place.
        problem: What is wrong, without the value of any field.
        remedy: What the person can do about it.
    """

    code: str
    where: Where
    problem: Message
    remedy: Message | None = None

    def text(self, language: Language = "da") -> str:
        """Put the fault into one line: place, problem, remedy."""
        place = self.where.text(language)
        line = self.problem.text(language)
        if place:
            line = f"{place}: {line}"
        if self.remedy is not None:
            line = f"{line} {self.remedy.text(language)}"
        return line


def disk_reason(cause: OSError) -> Message | str:
    """Say why the disk refused.

    Args:
        cause: What the machine raised.

    Returns:
        The usual reasons as a sentence's end, others in the machine's own words.
    """
    known = _DISK_REASONS.get(cause.errno) if cause.errno else None
    return known or cause.strerror or type(cause).__name__


class AnmeldError(Exception):
    """The root of every error meant for a person.

    Args:
        *faults: Everything that is wrong, at least one.

    Attributes:
        exit_code: What the command line ends with.
        faults: Everything that is wrong, in the order found.
    """

    exit_code: ClassVar[int] = 1
    faults: tuple[Fault, ...]

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(*faults)

    @classmethod
    def from_faults(cls, faults: Iterable[Fault]) -> AnmeldError:
        """Gather faults, however they came, into one error of this class."""
        return cls(*faults)

    def text(self, language: Language = "da") -> str:
        """All faults, a line each."""
        return "\n".join(fault.text(language) for fault in self.faults)

    def __str__(self) -> str:
        return self.text("en")


class RecordError(AnmeldError):
    """The record cannot be read or contradicts itself."""


class LawError(AnmeldError):
    """The law data is incomplete, or holds nothing for the day asked about."""


class TemplateError(AnmeldError):
    """A template, form or document description is wrong."""


class RenderError(AnmeldError):
    """A document cannot be made from this template and this content."""


class DisclosureError(RenderError):
    """A finished text holds something that its reader may not see."""


class UsageError(AnmeldError):
    """The call itself makes no sense (an unknown document, a missing base folder)."""

    exit_code = 2


class StorageError(AnmeldError):
    """Disk, permission or lock: nothing is wrong with the record."""

    exit_code = 4
