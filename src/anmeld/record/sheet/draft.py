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
from functools import cache
from itertools import islice
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from anmeld._i18n import msg
from anmeld._toml import load_toml
from anmeld.errors import Fault, RecordError, StorageError, UsageError, Where
from anmeld.record.sheet import SHEET_SUFFIXES
from anmeld.record.sheet.cells import Cells, Sheet
from anmeld.record.sheet.columns import header_row
from anmeld.record.sheet.csv_text import CsvSheet
from anmeld.record.sheet.headers import FLAT, meaning_of, shown
from anmeld.record.sheet.hints import rules_for, unknown_words
from anmeld.record.sheet.keys import folded, target_of
from anmeld.record.sheet.mapping import NO_MAP, Part
from anmeld.record.sheet.opening import has_cases_sheet, sheets_of

_LOOKED_AT = 500
_CERTAIN, _LIKELY, _GUESS, _UNKNOWN = "sikker", "sandsynlig", "gæt", "ukendt"
_RANKS = (_CERTAIN, _LIKELY, _GUESS, _UNKNOWN)
_LEVELS = {"likely": _LIKELY, "guess": _GUESS}
_NEEDED = {
    "sag.nummer": None,
    "arbejdsgiver.navn": "Eksempel Kommune",
    "medarbejder.navn": None,
}
_INTRODUCTION = """\
# Udkast til columns.toml: hvordan kolonnerne i eksporten læses.
# Hver kolonne har et mærke: sikker, sandsynlig, gæt eller ukendt.
# Gennemgå alle, der ikke er sikre, og ret dem. Brug filen sådan:
#   anmeld check EKSPORT --columns columns.toml
"""


class _Known(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    names: tuple[str, ...]
    key: str
    certainty: str
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
    counts: Mapping[str, int]


@dataclass(slots=True)
class _Line:
    header: str
    level: str
    key: str | None = None
    part: Part | None = None
    extra: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)


def draft_columns(path: Path) -> Draft:
    """Draft a map for an export.

    Args:
        path: A CSV or XLSX file.

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
    return Draft("\n".join(_written(lines, sheet, is_one=is_one)) + "\n", counts)


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
            line.level, line.key, line.part = _UNKNOWN, None, None
        taken.add((line.key or line.header, line.part))
    for at, line in meant.items():
        target = target_of(line.key) if line.key else None
        if target:
            cells = [row[at] for row in rows if at in row]
            line.extra += rules_for(target.field, line.part, cells, typed=sheet.typed)
            if line.level != _GUESS:
                line.values += unknown_words(target.field, cells)
        yield line


def _meant(header: str) -> _Line:
    meaning = meaning_of(header, FLAT)
    if meaning.only:
        return _Line(header, _CERTAIN, meaning.only.field.key)
    known = _known().get(folded(header))
    if known:
        return _Line(header, _LEVELS[known.certainty], known.key, known.part)
    return _Line(header, _UNKNOWN)


def _written(lines: list[_Line], sheet: Sheet, *, is_one: bool) -> Iterator[str]:
    yield _INTRODUCTION
    if isinstance(sheet, CsvSheet):
        yield f"delimiter = {_quoted(sheet.delimiter)}"
    elif sheet.name and not is_one:
        yield f"sheet = {_quoted(sheet.name)}"
    unknown = [line for line in lines if line.key is None]
    yield "# Kolonner, der med vilje ikke læses. Flyt ukendte kolonner hertil,"
    yield "# eller giv dem et felt under [[column]]."
    yield "ignore = ["
    yield from (f"  #{_quoted(line.header)},  # {_UNKNOWN}" for line in unknown)
    yield "]"
    yield from _constants({line.key for line in lines})
    for line in lines:
        if line.key:
            yield from _column(line)


def _constants(present: set[str | None]) -> Iterator[str]:
    missing = [key for key in _NEEDED if key not in present]
    if not missing:
        return
    yield ""
    yield "# Felter, som hver sag skal have, og som ingen kolonne ser ud til at have."
    yield "[constants]"
    for key in missing:
        example = _NEEDED[key]
        if example:
            yield f"#{_quoted(key)} = {_quoted(example)}"
        else:
            yield f"# {key}: skal stå i en kolonne."


def _column(line: _Line) -> Iterator[str]:
    yield ""
    yield f"# {line.level}"
    yield "[[column]]"
    yield f"header = {_quoted(line.header)}"
    yield f"key = {_quoted(line.key or '')}"
    if line.part:
        yield f"part = {_quoted(line.part.value)}"
    yield from line.extra
    if line.values:
        yield "[column.values]"
        yield "# Skriv efter hvert ord den værdi, det står for."
        yield from (f'#{_quoted(word)} = ""' for word in line.values)


def _quoted(text: str) -> str:
    # What JSON escapes in a text is what TOML escapes in one.
    return json.dumps(text, ensure_ascii=False)


@cache
def _known() -> Mapping[str, _Known]:
    path = Path(__file__).with_name("known_headers.toml")
    headers = load_toml(path, _KnownHeaders, RecordError)
    return {folded(name): each for each in headers.header for name in each.names}
