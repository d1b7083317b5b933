"""Which sheets of a source are read, as what, and what is said about the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from anmeld._i18n import msg
from anmeld.errors import Fault, RecordError, Where
from anmeld.record.sheet import CSV_SUFFIXES
from anmeld.record.sheet.cells import Sheet
from anmeld.record.sheet.columns import (
    NO_HEADER,
    context_of,
    missing_columns,
    read_header,
)
from anmeld.record.sheet.csv_text import open_csv
from anmeld.record.sheet.headers import FLAT, list_called, meaning_of, shown
from anmeld.record.sheet.keys import folded
from anmeld.record.sheet.mapping import ColumnMap
from anmeld.record.sheet.tables import Table
from anmeld.record.sheet.xlsx import open_workbook

CASES_SHEET = "Sager"
CHOICES_SHEET = "Valgmuligheder"
_CASE_SHEETS = {"sager", "sag"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A source whose sheets and headers are understood.

    Attributes:
        tables: The sheets that are read, that of the cases first.
        joined: Whether the others are joined to the first by case number.
        notes: What a person should know of how it is read.
    """

    tables: tuple[Table, ...]
    joined: bool = False
    notes: tuple[Fault, ...] = ()


@dataclass(slots=True)
class _Choice:
    cases: Sheet
    children: list[tuple[str, Sheet]] = field(default_factory=list)
    joined: bool = False
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)


def sheets_of(path: Path, mapping: ColumnMap) -> Sequence[Sheet]:
    """Open a file as its sheets.

    Args:
        path: A CSV or XLSX file.
        mapping: What `columns.toml` says.

    Returns:
        The sheets that are not left out on purpose.

    Raises:
        RecordError: It cannot be read, or in more than one way.
        OSError: The disk said no.
    """
    if path.suffix.lower() in CSV_SUFFIXES:
        judge = partial(_understood, mapping)
        encoding = mapping.encoding.value if mapping.encoding else None
        return [open_csv(path, judge, encoding=encoding, sign=mapping.delimiter)]
    left_out = {folded(name) for name in mapping.ignore_sheets}
    return [
        sheet
        for sheet in open_workbook(path).sheets()
        if folded(sheet.name) not in left_out
        and not (sheet.hidden and sheet.name == CHOICES_SHEET)
    ]


def open_source(path: Path, mapping: ColumnMap) -> Opened:
    """Understand a source's sheets and headers, before any row is read.

    Args:
        path: A CSV or XLSX file.
        mapping: What `columns.toml` says.

    Returns:
        What is read.

    Raises:
        RecordError: With everything that is unclear.
        OSError: The disk said no.
    """
    file = str(path)
    choice = _choose(file, sheets_of(path, mapping), mapping)
    context = context_of(None) if choice.joined else FLAT
    results = [read_header(file, choice.cases, mapping, context)]
    for key, sheet in choice.children:
        if not _is_empty(sheet):
            results.append(read_header(file, sheet, mapping, context_of(key), key))
    tables = [table for table, _ in results]
    faults = [fault for _, found in results for fault in found]
    if not any(fault.code == NO_HEADER for fault in faults):
        faults += _not_asked_for(missing_columns(tables, mapping), faults)
    if choice.faults or faults:
        raise RecordError(*choice.faults, *faults)
    return Opened(tuple(tables), choice.joined, tuple(choice.notes))


def _not_asked_for(
    missing: Iterable[Fault], faults: Sequence[Fault]
) -> Iterator[Fault]:
    """Leave out columns that a person is asked about already: »Did you mean …?«."""
    asked = {f.remedy.params.get("header") for f in faults if f.remedy}
    for each in missing:
        if each.problem.params.get("title") not in asked:
            yield each


def _choose(file: str, sheets: Sequence[Sheet], mapping: ColumnMap) -> _Choice:
    if mapping.sheet:
        wanted = folded(mapping.sheet)
        named = [s for s in sheets if s.name and folded(s.name) == wanted]
        if not named and not (len(sheets) == 1 and sheets[0].name is None):
            raise RecordError(_no_such_sheet(file, mapping.sheet))
        return _Choice((named or sheets)[0])
    cases = [s for s in sheets if s.name and folded(s.name) in _CASE_SHEETS]
    if len(cases) > 1:
        raise RecordError(_two_sheets(file, cases))
    if cases:
        return _joined(file, cases[0], sheets)
    filled = [sheet for sheet in sheets if not _is_empty(sheet)]
    visible = [sheet for sheet in filled if not sheet.hidden]
    if len(visible) != 1:
        raise RecordError(_which_sheet(file, visible))
    choice = _Choice(visible[0])
    choice.notes += [_unread(file, s) for s in filled if s.hidden]
    return choice


def _joined(file: str, cases: Sheet, sheets: Sequence[Sheet]) -> _Choice:
    choice = _Choice(cases, joined=True)
    for sheet in sheets:
        if sheet is cases:
            continue
        key = list_called(sheet.name or "")
        if key is None and not _is_empty(sheet):
            if sheet.hidden:
                choice.notes.append(_unread(file, sheet))
            else:
                choice.faults.append(_unknown_sheet(file, sheet))
        elif key in [other for other, _ in choice.children]:
            choice.faults.append(_unknown_sheet(file, sheet))
        elif key is not None:
            choice.children.append((key, sheet))
            choice.notes += _if_hidden(file, sheet)
    return choice


def _understood(mapping: ColumnMap, headers: list[str]) -> int:
    return sum(
        mapping.ignores(each)
        or mapping.rule_for(each) is not None
        or bool(meaning_of(each, FLAT).targets)
        for each in headers
    )


def has_cases_sheet(sheets: Sequence[Sheet]) -> bool:
    """Tell whether one of several sheets is that of the cases, by its name."""
    return any(s.name and folded(s.name) in _CASE_SHEETS for s in sheets)


def _is_empty(sheet: Sheet) -> bool:
    return next(sheet.rows(), None) is None


def _if_hidden(file: str, sheet: Sheet) -> Iterator[Fault]:
    if sheet.hidden and not _is_empty(sheet):
        note = msg("is a hidden sheet; it was read as the others.")
        yield Fault("hidden-sheet", Where(file=file, sheet=_tab(sheet)), note)


def _unread(file: str, sheet: Sheet) -> Fault:
    note = msg("is a hidden sheet of another kind; it was not read.")
    return Fault("hidden-sheet-unread", Where(file=file, sheet=_tab(sheet)), note)


def _unknown_sheet(file: str, sheet: Sheet) -> Fault:
    problem = msg("is a sheet that is not known, or known already.")
    remedy = msg("Name it after what it holds, or list it under ignore_sheets.")
    where = Where(file=file, sheet=_tab(sheet))
    return Fault("unknown-sheet", where, problem, remedy)


def _which_sheet(file: str, visible: list[Sheet]) -> Fault:
    if not visible:
        return Fault("no-sheet", Where(file=file), msg("has no sheet with rows."))
    problem = msg("has several sheets, and none is called »Sager«.")
    remedy = msg("Name the sheet of the cases »Sager«, or set sheet in columns.toml.")
    return Fault("which-sheet", Where(file=file), problem, remedy)


def _two_sheets(file: str, cases: list[Sheet]) -> Fault:
    names = " ".join(f"»{_tab(each)}«" for each in cases)
    problem = msg("has several sheets of cases: {names}.", names=names)
    remedy = msg("Keep one of them, or set sheet in columns.toml.")
    return Fault("which-sheet", Where(file=file), problem, remedy)


def _no_such_sheet(file: str, name: str) -> Fault:
    problem = msg("has no sheet »{name}«.", name=name)
    return Fault(
        "no-sheet", Where(file=file), problem, msg("Correct sheet in columns.toml.")
    )


def _tab(sheet: Sheet) -> str | None:
    return shown(sheet.name or "")
