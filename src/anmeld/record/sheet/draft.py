"""A first `columns.toml` for an export, with how certain each line of it is.

A draft is never read from: a person looks it through and gives it with `--columns`.
Headers are written down; of the cells only the words of closed lists are, and only
where the header leaves no doubt that the column holds one.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import islice
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from anmeld._i18n import Language, Message, msg
from anmeld._toml import load_toml
from anmeld.errors import Fault, RecordError, StorageError, UsageError, Where
from anmeld.record.sheet import SHEET_SUFFIXES
from anmeld.record.sheet.cells import Cells, Sheet
from anmeld.record.sheet.columns import header_row
from anmeld.record.sheet.csv_text import CsvSheet
from anmeld.record.sheet.headers import FLAT, meaning_of, shown
from anmeld.record.sheet.hints import Hint, rules_for, unknown_words
from anmeld.record.sheet.keys import folded, target_of
from anmeld.record.sheet.mapping import NO_MAP, Part
from anmeld.record.sheet.opening import has_cases_sheet, sheets_of

_LOOKED_AT = 500
_NEEDED = {
    "sag.nummer": None,
    "arbejdsgiver.navn": "Eksempel Kommune",
    "medarbejder.navn": None,
}
_INTRODUCTION = (
    msg("Draft of columns.toml: how the columns of the export are read."),
    msg("Each column has a mark: certain, probable, guess or unknown."),
    msg("Look through all that are not certain, correct them, and use the file so:"),
)
_USE = "  anmeld check EKSPORT --columns columns.toml"


class Level(StrEnum):
    """How certain a line of the draft is, the most certain first."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"
    UNKNOWN = "unknown"

    @property
    def words(self) -> Message:
        """What a person reads for it."""
        return _WORDS[self]


_RANKS = tuple(Level)
_WORDS: Mapping[Level, Message] = {
    Level.CERTAIN: msg("certain"),
    Level.LIKELY: msg("probable"),
    Level.GUESS: msg("guess"),
    Level.UNKNOWN: msg("unknown"),
}


class _Known(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    names: tuple[str, ...]
    key: str
    certainty: Level
    part: Part | None = None


class _KnownHeaders(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    header: tuple[_Known, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted map.

    Attributes:
        text: The TOML.
        counts: How many columns have each mark of certainty.
    """

    text: str
    counts: Mapping[Level, int]


@dataclass(slots=True)
class _Line:
    header: str
    level: Level
    key: str | None = None
    part: Part | None = None
    rules: list[Hint] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


def draft_columns(path: Path, language: Language = "da") -> Draft:
    """Draft a map for an export.

    Args:
        path: A CSV or XLSX file.
        language: The language of its comments.

    Returns:
        The draft.

    Raises:
        UsageError: It is no sheet.
        RecordError: It cannot be read, or has no headers.
        StorageError: The disk said no.
    """
    where = Where(file=str(path))
    if path.suffix.lower() not in SHEET_SUFFIXES:
        remedy = msg("Known kinds: {kinds}.", kinds=", ".join(SHEET_SUFFIXES))
        problem = msg("is of a kind that is not read here.")
        raise UsageError(Fault("unknown-format", where, problem, remedy))
    try:
        sheets = sheets_of(path, NO_MAP)
        sheet = _fullest(path, sheets)
        header = header_row(sheet, NO_MAP)
    except OSError:
        remedy = msg("Check the permissions, and that it is a file.")
        fault = Fault("not-readable", where, msg("cannot be read."), remedy)
        raise StorageError(fault) from None
    headers = {
        at: text
        for at, text in sorted(header.cells.items() if header else ())
        if isinstance(text, str)
    }
    if not header or not all(shown(text) for text in headers.values()):
        problem = msg("does not begin with a row of headers.")
        raise RecordError(Fault("no-header", where, problem))
    below = (row.cells for row in sheet.rows() if row.number > header.number)
    lines = list(_lines(headers, list(islice(below, _LOOKED_AT)), sheet))
    is_one = len(sheets) == 1 or has_cases_sheet(sheets)
    counts = Counter(line.level for line in lines)
    written = _Written(language).draft(lines, sheet, is_one=is_one)
    return Draft("\n".join(written) + "\n", counts)


def _fullest(path: Path, sheets: Sequence[Sheet]) -> Sheet:
    for sheet in sheets:
        if not sheet.hidden and header_row(sheet, NO_MAP):
            return sheet
    problem = msg("has no sheet with rows.")
    raise RecordError(Fault("no-sheet", Where(file=str(path)), problem))


def _lines(
    headers: Mapping[int, str], rows: list[Cells], sheet: Sheet
) -> Iterator[_Line]:
    meant = {at: _meant(header) for at, header in headers.items()}
    taken: set[tuple[str, Part | None]] = set()
    for line in sorted(meant.values(), key=lambda each: _RANKS.index(each.level)):
        # Two columns for one field: the one that is the more certain has it.
        if line.key and {(line.key, line.part), (line.key, None)} & taken:
            line.level, line.key, line.part = Level.UNKNOWN, None, None
        taken.add((line.key or line.header, line.part))
    for at, line in meant.items():
        target = target_of(line.key) if line.key else None
        if target:
            cells = [row[at] for row in rows if at in row]
            line.rules += rules_for(target.field, line.part, cells, typed=sheet.typed)
            if line.level is not Level.GUESS:
                line.values += unknown_words(target.field, cells)
        yield line


def _meant(header: str) -> _Line:
    meaning = meaning_of(header, FLAT)
    if meaning.only:
        return _Line(header, Level.CERTAIN, meaning.only.field.key)
    known = _known().get(folded(header))
    if known:
        return _Line(header, known.certainty, known.key, known.part)
    return _Line(header, Level.UNKNOWN)


class _Written:
    """The lines of the draft.

    Args:
        language: The language of its comments.
    """

    def __init__(self, language: Language) -> None:
        self._language = language

    def draft(self, lines: list[_Line], sheet: Sheet, *, is_one: bool) -> Iterator[str]:
        yield from map(self._said, _INTRODUCTION)
        yield f"# {_USE}"
        yield ""
        if isinstance(sheet, CsvSheet):
            yield f"delimiter = {_quoted(sheet.delimiter)}"
        elif sheet.name and not is_one:
            yield f"sheet = {_quoted(sheet.name)}"
        unknown = [line for line in lines if line.key is None]
        yield self._said(msg("Columns left out on purpose. Move unknown ones here,"))
        yield self._said(msg("or give them a field under [[column]]."))
        mark = self._said(Level.UNKNOWN.words)
        yield "ignore = ["
        yield from (f"  #{_quoted(line.header)},  {mark}" for line in unknown)
        yield "]"
        yield from self._constants({line.key for line in lines})
        for line in lines:
            if line.key:
                yield from self._column(line)

    def _constants(self, present: set[str | None]) -> Iterator[str]:
        missing = [key for key in _NEEDED if key not in present]
        if not missing:
            return
        yield ""
        yield self._said(
            msg("Fields that every case must have and no column seems to.")
        )
        yield "[constants]"
        for key in missing:
            example = _NEEDED[key]
            if example:
                yield f"#{_quoted(key)} = {_quoted(example)}"
            else:
                yield self._said(msg("{key}: must stand in a column.", key=key))

    def _column(self, line: _Line) -> Iterator[str]:
        yield ""
        yield self._said(line.level.words)
        yield "[[column]]"
        yield f"header = {_quoted(line.header)}"
        yield f"key = {_quoted(line.key or '')}"
        if line.part:
            yield f"part = {_quoted(line.part.value)}"
        for rule in line.rules:
            note = f"  {self._said(rule.note)}" if rule.note else ""
            yield f"{rule.line}{note}"
        if line.values:
            yield "[column.values]"
            yield self._said(msg("Write after each word the value it stands for."))
            yield from (f'#{_quoted(word)} = ""' for word in line.values)

    def _said(self, message: Message) -> str:
        return f"# {message.text(self._language)}"


def _quoted(text: str) -> str:
    # What JSON escapes in a text is what TOML escapes in one.
    return json.dumps(text, ensure_ascii=False)


@cache
def _known() -> Mapping[str, _Known]:
    path = Path(__file__).with_name("known_headers.toml")
    headers = load_toml(path, _KnownHeaders, RecordError)
    return {folded(name): each for each in headers.header for name in each.names}
