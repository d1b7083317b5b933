"""Records from a sheet, CSV or XLSX, one after another; nothing is guessed or lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from anmeld._i18n import Message, msg
from anmeld._validation import FaultyValue
from anmeld.errors import Fault, RecordError, Where
from anmeld.record.checking import check_data, number_in
from anmeld.record.loaded import FaultyRecord, LoadedRecord
from anmeld.record.model import Record
from anmeld.record.sheet.assemble import CaseRows
from anmeld.record.sheet.cells import Raw, Row
from anmeld.record.sheet.choices import missing_words
from anmeld.record.sheet.example import Examples, is_example, left_of_example
from anmeld.record.sheet.headers import shown
from anmeld.record.sheet.keys import CASE_NUMBER, target_of
from anmeld.record.sheet.mapping import NO_MAP, ColumnMap
from anmeld.record.sheet.marks import Marks, layout_faults, layout_notes
from anmeld.record.sheet.opening import Opened, open_source
from anmeld.record.sheet.reading import Reader, Traits
from anmeld.record.sheet.repairs import Notes
from anmeld.record.sheet.spill import Kept, Spill
from anmeld.record.sheet.tables import Table, data_rows

_Outcome = LoadedRecord | FaultyRecord
_Constants = Mapping[str | None, Mapping[str, Any]]
# What the record's own remedies say of TOML, said of sheets.
_REMEDIES: Mapping[str, Message] = {
    "not-a-cpr": msg("Write DDMMYY-XXXX in a cell formatted as text, or ukendt."),
    "not-a-flag": msg("Write ja or nej."),
    "no-period": msg("Write at least one episode, or fill in the first day."),
}


def read_sheet(
    path: Path,
    *,
    base: Path | None = None,
    columns: ColumnMap | None = None,
    counted: Callable[[str, int], None] | None = None,
) -> Iterator[LoadedRecord | FaultyRecord]:
    """Read every record of a sheet, faulty ones included.

    The whole source is gone through before the first record is given, because rows of
    a case may stand anywhere in it; what is kept of it meanwhile is bounded.

    Args:
        path: A CSV or XLSX file.
        base: The folder that files of evidence are confined to.
        columns: How another system's export is read.
        counted: Is told how many records it gives, before the first of them.

    Yields:
        The records in the order of their first rows. A sheet whose headers are unclear
        gives one faulty record with everything that is unclear.

    Raises:
        StorageError: There is no room for the rows.
        OSError: The file cannot be read.
    """
    mapping = columns or NO_MAP
    count = counted or (lambda *_: None)
    try:
        opened = open_source(path, mapping)
        constants = _constants(mapping)
        with Spill(path) as spill:
            run = _Run(path, base, opened, constants, frozenset(mapping.empty))
            run.load(spill)
            count(str(path), spill.count)
            yield from run.outcomes(spill)
    except RecordError as error:
        count(str(path), 1)
        yield FaultyRecord(str(path), error.faults)


@dataclass(slots=True)
class _Run:
    path: Path
    base: Path | None
    opened: Opened
    constants: _Constants
    empty: frozenset[str]
    marks: list[Marks] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)

    def load(self, spill: Spill) -> None:
        """Go through every row, and refuse the source for what concerns all of it."""
        faults: list[Fault] = []
        examples = Examples()
        for index, table in enumerate(self.opened.tables):
            nameless: dict[int, int] = {}
            last = table.header_row
            for row in data_rows(table):
                last = row.number
                cells = self._cells(table, row, nameless)
                number = _number(table, cells)
                example = number is not None and is_example(number)
                if cells and not (example and examples.take(table, row.number, cells)):
                    spill.keep(number, Kept(index, row.number, row.hidden, cells))
            faults += [_nameless(table, at, row) for at, row in nameless.items()]
            faults += layout_faults(table)
            self.marks.append(Marks(table, last))
        if faults or examples.faults:
            raise RecordError(*faults, *examples.faults)
        self.notes = [*self.opened.notes, *layout_notes(self.opened.tables)]
        self.notes += examples.told(str(self.path))

    def _cells(
        self, table: Table, row: Row, nameless: dict[int, int]
    ) -> dict[int, Raw]:
        cells = {}
        for at, raw in row.cells.items():
            if isinstance(raw, str) and raw.strip() in self.empty:
                continue
            if at in table.columns:
                cells[at] = raw
            elif at not in table.ignored:
                nameless.setdefault(at, row.number)
        return cells

    def outcomes(self, spill: Spill) -> Iterator[_Outcome]:
        """Give the cases one after another."""
        for rows in spill.cases():
            outcome = self._outcome(rows)
            if self.notes:
                # What concerns the whole source is told once, with its first record.
                told = (*self.notes, *outcome.repairs)
                outcome, self.notes = replace(outcome, repairs=told), []
            yield outcome

    def _outcome(self, rows: list[Kept]) -> _Outcome:
        first = rows[0]
        origin = str(self.opened.tables[first.sheet].where(first.row))
        if faults := self._unjoined(rows):
            number = self._number_of(first)
            return FaultyRecord(origin, _of_case(faults, number), number)
        case = CaseRows(self.opened.tables, self.constants)
        faults_of_rows: list[Fault] = []
        for kept in rows:
            added = case.add(kept)
            if kept is not first and (self.opened.joined or not added):
                faults_of_rows += self._again(kept, first)
            faults_of_rows += self._marked(kept, case)
            table = self.opened.tables[kept.sheet]
            faults_of_rows += left_of_example(table, kept.row, kept.cells)
        data, wrong = case.finish()
        outcome = check_data(data, self.base, wrong)
        faults_of_rows += case.faults
        if isinstance(outcome, Record) and not faults_of_rows:
            notes = _of_case(case.notes, outcome.sag.nummer)
            place = case.where(("sag", "nummer"))
            return LoadedRecord(outcome, self.base, origin, notes, place)
        found = () if isinstance(outcome, Record) else outcome
        placed = [
            Fault(
                each.code,
                case.where(each.path),
                each.problem,
                _REMEDIES.get(each.code) or missing_words(each) or each.remedy,
            )
            for each in found
        ]
        number = number_in(data, placed)
        sorted_faults = sorted((*faults_of_rows, *placed), key=self._order)
        return FaultyRecord(origin, _of_case(sorted_faults, number), number)

    def _order(self, fault: Fault) -> tuple[int, int]:
        """Sort by the tabs of the workbook, and by row."""
        names = [shown(table.sheet.name or "") for table in self.opened.tables]
        sheet = fault.where.sheet
        return names.index(sheet) if sheet in names else 0, fault.where.row or 0

    def _number_of(self, kept: Kept) -> str | None:
        """Give a row's case number if nothing is wrong with it."""
        data = {"sag": {"nummer": _number(self.opened.tables[kept.sheet], kept.cells)}}
        found = check_data(data, self.base)
        return number_in(
            data, [] if isinstance(found, Record) else [each.fault() for each in found]
        )

    def _unjoined(self, rows: list[Kept]) -> tuple[Fault, ...]:
        first = rows[0]
        table = self.opened.tables[first.sheet]
        at = table.number_of(first.cells)
        number = _number(table, first.cells)
        if at is None:
            merged = self.marks[first.sheet].fault(first.row)
            at = table.position_of(CASE_NUMBER)
            return (merged or _no_number(table.where(first.row, at)),)
        if number is not None and is_example(number):
            return tuple(self._edited(kept) for kept in rows)
        if self.opened.joined and first.sheet != 0:
            return tuple(self._orphan(kept) for kept in rows)
        return ()

    def _again(self, kept: Kept, first: Kept) -> Iterator[Fault]:
        if self.opened.joined and kept.sheet != 0:
            return
        table = self.opened.tables[kept.sheet]
        where = table.where(kept.row, table.position_of(CASE_NUMBER))
        problem = msg("is the same case number as in row {row}.", row=first.row)
        remedy = msg(
            "Keep one row a case: of a person with several engagements the one that "
            "the case is about."
        )
        key = replace(where, key=CASE_NUMBER)
        yield Fault("duplicate-case-number", key, problem, remedy)

    def _marked(self, kept: Kept, case: CaseRows) -> Iterator[Fault]:
        table = self.opened.tables[kept.sheet]
        if kept.hidden:
            note = msg("is a hidden row; it was read as the others.")
            case.notes.append(Fault("hidden-row", table.where(kept.row), note))
        if fault := self.marks[kept.sheet].fault(kept.row):
            yield fault

    def _orphan(self, kept: Kept) -> Fault:
        table = self.opened.tables[kept.sheet]
        where = table.where(kept.row, table.position_of(CASE_NUMBER))
        sheet = self.opened.tables[0].sheet.name
        problem = msg(
            "has a case number that the sheet »{sheet}« does not have.", sheet=sheet
        )
        remedy = msg("Correct the number on either sheet; look for lost leading zeros.")
        return Fault("orphan-row", where, problem, remedy)

    def _edited(self, kept: Kept) -> Fault:
        table = self.opened.tables[kept.sheet]
        where = table.where(kept.row, table.position_of(CASE_NUMBER))
        problem = msg("is the example row, and has been filled in.")
        remedy = msg("Write the case in a new row, and clear this one.")
        return Fault("edited-example", where, problem, remedy)


def _number(table: Table, cells: Mapping[int, Any]) -> str | None:
    at = table.number_of(cells)
    if at is None:
        return None
    try:
        value = table.columns[at].reader.read(cells[at], Notes())
    except FaultyValue:
        return None
    return value if isinstance(value, str) else None


def _constants(mapping: ColumnMap) -> _Constants:
    found: dict[str | None, dict[str, Any]] = {}
    faults = []
    for key, text in mapping.constants.items():
        target = target_of(key)
        assert target is not None, "the map was checked when it was read"
        reader = Reader(target.field, Traits(typed=False))
        try:
            value = reader.read(text, Notes())
        except FaultyValue as wrong:
            where = Where(key=key)
            faults.append(Fault(wrong.code, where, wrong.problem, wrong.remedy))
            continue
        found.setdefault(target.field.list_key, {})[target.field.key] = value
    if faults:
        raise RecordError(*faults)
    return found


def _of_case(faults: Iterable[Fault], number: str | None) -> tuple[Fault, ...]:
    return tuple(
        replace(each, where=replace(each.where, case=number)) for each in faults
    )


def _no_number(where: Where) -> Fault:
    problem = msg("has no case number.")
    remedy = msg("Write the case number in every row, also where it repeats.")
    key = replace(where, key=CASE_NUMBER)
    return Fault("no-case-number", key, problem, remedy)


def _nameless(table: Table, at: int, row: int) -> Fault:
    problem = msg("holds something in a column without a header.")
    remedy = msg("Give the column a header, or clear it; look for a sign too many.")
    where = table.where(row, at)
    return Fault("column-without-header", where, problem, remedy)
