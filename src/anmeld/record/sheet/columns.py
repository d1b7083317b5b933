"""The header row of a sheet, turned into columns; what is unclear is a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from anmeld._i18n import Message, msg
from anmeld.errors import Fault, Where
from anmeld.record.sheet.cells import Row, Sheet
from anmeld.record.sheet.headers import (
    Context,
    Meaning,
    header_of,
    meaning_of,
    nearest_header,
    shown,
)
from anmeld.record.sheet.keys import (
    CASE_NUMBER,
    Field,
    Target,
    folded,
    record_fields,
)
from anmeld.record.sheet.mapping import ColumnMap, ColumnRule
from anmeld.record.sheet.reading import Reader, Traits
from anmeld.record.sheet.tables import Column, Table, letters

NO_HEADER = "no-header"
_MOST_NAMED = 8
_NEEDED = ("arbejdsgiver", "medarbejder")


@dataclass(slots=True)
class _Header:
    """The header row while it is being read."""

    file: str
    sheet: Sheet
    context: Context
    mapping: ColumnMap
    row: int
    columns: dict[int, Column] = field(default_factory=dict)
    ignored: set[int] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)

    def take(self, at: int, text: str) -> None:
        """Understand one header."""
        self.texts[at] = text
        first = self.seen.setdefault(_same(text) or letters(at), at)
        if self.mapping.ignores(text):
            self.ignored.add(at)
            return
        if first != at:
            problem = msg(
                "stands twice, in {one} and {other}.",
                one=letters(first),
                other=letters(at),
            )
            self.fault("duplicate-header", at, problem, _one_of_them())
            return
        rule = self.mapping.rule_for(text)
        meaning = Meaning((rule.target,)) if rule else meaning_of(text, self.context)
        if meaning.only is None:
            self._unclear(at, text, meaning)
        elif self._is_taken(meaning.only, rule):
            key = meaning.only.field.key
            problem = msg("means {key}, as another column does.", key=key)
            self.fault("duplicate-header", at, problem, _one_of_them())
        else:
            traits = Traits(self.sheet.typed, self.sheet.old_epoch)
            reader = Reader(meaning.only.field, traits, rule)
            self.columns[at] = Column(shown(text), meaning.only, reader)

    def fault(
        self, code: str, at: int | None, problem: Message, remedy: Message | None
    ) -> None:
        """Note a fault at a header."""
        where = Where(
            file=self.file,
            sheet=self.sheet.name,
            row=self.row,
            column=None if at is None else shown(self.texts[at]),
            letter=None if at is None else letters(at),
        )
        self.faults.append(Fault(code, where, problem, remedy))

    def _is_taken(self, target: Target, rule: ColumnRule | None) -> bool:
        if target.field.many:
            return False
        part = rule.part if rule else None
        return any(
            each.target == target and (each.part is None or each.part == part)
            for each in self.columns.values()
        )

    def _unclear(self, at: int, text: str, meaning: Meaning) -> None:
        if meaning.targets:
            titles = [header_of(each, self.context) for each in meaning.targets]
            problem = msg("could mean several fields.")
            remedy = msg(
                "Write one of: {titles}.", titles="; ".join(titles[:_MOST_NAMED])
            )
            self.fault("ambiguous-column", at, problem, remedy)
            return
        problem = msg("is no known column.")
        close = nearest_header(text, self.context)
        remedy = msg("Map it or list it under ignore in columns.toml.")
        if close:
            remedy = msg(
                "Did you mean »{header}«? Else map or ignore it in columns.toml.",
                header=close,
            )
        self.fault("unknown-column", at, problem, remedy)


def read_header(
    file: str,
    sheet: Sheet,
    mapping: ColumnMap,
    context: Context,
    list_key: str | None = None,
) -> tuple[Table, tuple[Fault, ...]]:
    """Understand the header row of a sheet.

    Args:
        file: The file as a person named it.
        sheet: The sheet.
        mapping: What `columns.toml` says.
        context: What it is about.
        list_key: The list that a sheet of children is for.

    Returns:
        The table as far as it is understood, and everything that is unclear;
        `no-header` alone where the first row does not look like headers, so that no
        value is taken for one.
    """
    row = header_row(sheet, mapping)
    header = _Header(file, sheet, context, mapping, row.number if row else 1)
    for at, raw in sorted(row.cells.items()) if row else ():
        header.take(at, raw if isinstance(raw, str) else "")
    unknown = sum(fault.code == "unknown-column" for fault in header.faults)
    numbered = any(c.target.field.key == CASE_NUMBER for c in header.columns.values())
    if not numbered and unknown >= len(header.columns):
        header.faults.clear()
        problem = msg("does not begin with a row of headers that are understood.")
        remedy = msg(
            "Write Danish titles or dotted keys in the first row, or make a map with "
            "»anmeld columns {file}« and give it with --columns.",
            file=file,
        )
        header.fault(NO_HEADER, None, problem, remedy)
    elif not numbered:
        problem = msg("has no column »Sagsnummer«.")
        remedy = msg("Add it, or map the column that has it in columns.toml.")
        header.fault("missing-column", None, problem, remedy)
    ignored, seen = frozenset(header.ignored), frozenset(header.seen)
    table = Table(
        file, sheet, header.columns, ignored, header.row, seen, context, list_key
    )
    return table, tuple(header.faults)


def header_row(sheet: Sheet, mapping: ColumnMap) -> Row | None:
    """Find the row of the headers: the first that holds anything, or the one stated.

    Args:
        sheet: The sheet.
        mapping: What `columns.toml` says.

    Returns:
        The row, or `None` for an empty sheet.
    """
    for row in islice(sheet.rows(), mapping.header_row or 1):
        if row.number >= (mapping.header_row or 1):
            return row
    return None


def missing_columns(tables: list[Table], mapping: ColumnMap) -> Iterator[Fault]:
    """Name what every case must state and no column holds, and what is mapped in vain.

    Args:
        tables: The sheets that are read together, the one of the cases first.
        mapping: What `columns.toml` says.

    Yields:
        The faults.
    """
    for each in record_fields().values():
        if not each.required or each.key in mapping.constants:
            continue
        table = _table_that_needs(each, tables)
        if table and not any(other.holds(each.key) for other in tables):
            title = header_of(Target(each), table.context)
            problem = msg("has no column »{title}«.", title=title)
            remedy = msg("Add it, map it, or set it under constants in columns.toml.")
            yield Fault("missing-column", table.where(None), problem, remedy)
    for rule in mapping.column:
        if not any(_same(rule.header) in table.headers for table in tables):
            problem = msg(
                "has no column »{title}«, which columns.toml maps.", title=rule.header
            )
            remedy = msg("Correct the header in columns.toml, or remove it there.")
            where = Where(file=tables[0].file)
            yield Fault("mapped-column-missing", where, problem, remedy)


def context_of(list_key: str | None) -> Context:
    """Give what a sheet is about: its list, or else the cases."""
    return Context(frozenset({list_key}))


def _table_that_needs(wanted: Field, tables: list[Table]) -> Table | None:
    if wanted.list_key is None:
        stated = len(wanted.sections) == 1 and wanted.sections[0].name in _NEEDED
        return tables[0] if stated else None
    for table in tables:
        targets = [column.target for column in table.columns.values()]
        if any(t.field.list_key == wanted.list_key and not t.number for t in targets):
            return table
    return None


def _same(header: str) -> str:
    return folded(header) or header.strip()


def _one_of_them() -> Message:
    return msg("Keep one of them, or list the other under ignore in columns.toml.")
