"""From the rows of one case to the data of its record, every value with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from anmeld._i18n import msg
from anmeld._validation import FaultyValue, Finding, Path, dotted
from anmeld.errors import Fault, Where
from anmeld.record.sheet.differences import disagreement, identical, other_case
from anmeld.record.sheet.keys import CASE_NUMBER, EPISODES, record_fields
from anmeld.record.sheet.mapping import Part
from anmeld.record.sheet.parts import joined_parts
from anmeld.record.sheet.repairs import Notes
from anmeld.record.sheet.spill import Kept
from anmeld.record.sheet.tables import Column, Table

_PROTECTION = "medarbejder.adressebeskyttelse"
_STATED_SECTIONS = ("sag", "arbejdsgiver", "medarbejder")
# Rows that differ in more than this are two cases with one number sooner than one case.
_MOST_DIFFERING = 3
_SLOT = tuple[str | None, int | None]


@dataclass(slots=True, repr=False)
class Group:
    """Values that stand in one row and belong together: an element, or the case's own.

    Attributes:
        table: The sheet.
        row: The row.
        values: What was read, by dotted key.
        places: Where each stands.
        wrong: What could not be read, by dotted key.
        parts: What stands in several columns, until it is joined.
    """

    table: Table
    row: int
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Where] = field(default_factory=dict)
    wrong: dict[str, FaultyValue] = field(default_factory=dict)
    parts: dict[str, dict[Part, Any]] = field(default_factory=dict)

    def take(self, column: Column, value: object, where: Where) -> None:
        """Add a value that was read."""
        key = column.target.field.key
        self.places.setdefault(key, where)
        if column.part:
            self.parts.setdefault(key, {})[column.part] = value
        elif column.target.field.many and isinstance(value, list):
            self.values[key] = [*self.values.get(key, []), *value]
        else:
            self.values[key] = value

    def settle(self) -> None:
        """Join what stands in several columns."""
        for key, parts in self.parts.items():
            try:
                self.values[key] = joined_parts(parts)
            except FaultyValue as wrong:
                self.wrong[key] = wrong


class CaseRows:
    """The rows of one case, put together.

    Args:
        tables: The sheets of the source, that of the cases first.
        constants: Values that no column holds, by list and dotted key.

    Attributes:
        notes: What was put right, with its place.
        faults: What is wrong with the rows themselves.
    """

    def __init__(
        self,
        tables: Sequence[Table],
        constants: Mapping[str | None, Mapping[str, Any]],
    ) -> None:
        self.notes: list[Fault] = []
        self.faults: list[Fault] = []
        self._tables = tables
        self._constants = constants
        self._own: dict[str, Any] = {}
        self._own_wrong: dict[str, FaultyValue] = {}
        self._own_places: dict[str, Where] = {}
        self._lists: dict[str, list[Group]] = {}
        self._protected: Where | None = None
        self._first: Group | None = None

    def add(self, kept: Kept) -> bool:
        """Add a row.

        Args:
            kept: The row.

        Returns:
            Whether it added an element to any list.
        """
        table = self._tables[kept.sheet]
        groups: dict[_SLOT, Group] = {}
        for at, raw in sorted(kept.cells.items()):
            column = table.columns.get(at)
            if column is None:
                continue
            slot = (column.target.field.list_key, column.target.number)
            group = groups.setdefault(slot, Group(table, kept.row))
            where = table.where(kept.row, at)
            notes = Notes()
            try:
                value = column.reader.read(raw, notes)
            except FaultyValue as wrong:
                group.wrong[column.target.field.key] = wrong
                group.places[column.target.field.key] = where
                continue
            if notes.protected:
                self._protected = where
            self._note(notes, where)
            if value is not None and value != []:
                group.take(column, value, where)
        return self._place(groups)

    def finish(self) -> tuple[dict[str, Any], tuple[Finding, ...]]:
        """Give the data, and what could not be read, by the paths of the data.

        Returns:
            The data as TOML would give it, and the findings.
        """
        self._protect()
        data: dict[str, Any] = {name: {} for name in _STATED_SECTIONS}
        own = {k: v for k, v in self._own.items() if k not in self._own_wrong}
        for key, value in {**self._constants.get(None, {}), **own}.items():
            _put(data, _path(key), value)
        findings = list(_findings(self._own_wrong, ()))
        for list_key, groups in self._lists.items():
            constants = self._constants.get(list_key, {})
            for index, group in enumerate(groups):
                base: Path = (*_path(list_key), index)
                element: dict[str, Any] = {}
                for key, value in {**constants, **group.values}.items():
                    if key not in group.wrong:
                        element[str(_path(key)[-1])] = value
                _put(data, base[:-1], element, append=True)
                findings += _findings(group.wrong, base)
        return data, tuple(findings)

    def where(self, path: Path) -> Where:
        """Find the cell of a key path, or the row and column where it should stand.

        Args:
            path: A path of the data.

        Returns:
            The place, with the dotted key.
        """
        key = "".join("[]" if isinstance(p, int) else f".{p}" for p in path)[1:]
        group = self._group_at(path)
        places = (
            group.places if group and group is not self._first else self._own_places
        )
        field_key = key if key in record_fields() else f"{key}[]"
        name = dotted(path)
        if place := places.get(key) or places.get(field_key):
            return replace(place, key=name)
        if group is None:
            return Where(key=name)
        at = group.table.position_of(key)
        if at is None:
            at = group.table.position_of(field_key)
        return replace(group.table.where(group.row, at), key=name)

    def _place(self, groups: dict[_SLOT, Group]) -> bool:
        added = False
        for (list_key, _), group in groups.items():
            group.settle()
            if list_key is None:
                self._agree(group)
            elif group.values or group.wrong:
                added = self._append(list_key, group) or added
        return added

    def _agree(self, group: Group) -> None:
        self._first = self._first or group
        for key, wrong in group.wrong.items():
            if key not in self._own_wrong:
                self._own_wrong[key] = wrong
                self._own_places[key] = group.places[key]
        differing = []
        for key, value in group.values.items():
            before = self._own.setdefault(key, value)
            place = self._own_places.setdefault(key, group.places[key])
            # The rows were brought together by the number; how it is written may vary.
            if before != value and key != CASE_NUMBER:
                differing.append(disagreement(key, group.places[key], place))
        if len(differing) > _MOST_DIFFERING:
            where = group.table.where(group.row)
            differing = [other_case(where, self._first.row, len(differing))]
        self.faults += differing

    def _append(self, list_key: str, group: Group) -> bool:
        here = self._lists.setdefault(list_key, [])
        twin = next((g for g in here if _alike(g, group)), None)
        main = list_key in (EPISODES, group.table.list_key)
        if twin is None or (main and list_key != EPISODES):
            here.append(group)
            return True
        where = group.table.where(group.row)
        if main:
            self.faults.append(identical(where, twin.row))
            return True
        note = msg(
            "repeats {list} of row {row}; counted once.",
            list=list_key.removesuffix("[]"),
            row=twin.row,
        )
        self.notes.append(Fault("counted-once", where, note))
        return False

    def _group_at(self, path: Path) -> Group | None:
        for end in range(len(path), 0, -1):
            index = path[end - 1]
            if isinstance(index, int):
                names = ".".join(str(part) for part in path[: end - 1])
                groups = self._lists.get(names + "[]", [])
                if index < len(groups):
                    return groups[index]
        return self._first

    def _protect(self) -> None:
        where = self._protected
        if where is None or _PROTECTION in self._own_wrong:
            return
        if self._own.get(_PROTECTION) is False:
            problem = msg(
                "says that the person is protected, and another column denies it."
            )
            remedy = msg("Correct »Navne- og adressebeskyttelse«.")
            self.faults.append(Fault("protection-denied", where, problem, remedy))
            return
        self._own[_PROTECTION] = True
        note = msg("says that the person is protected; taken so, and no text was read.")
        self.notes.append(Fault("protected", where, note))

    def _note(self, notes: Notes, where: Where) -> None:
        self.notes += [Fault(code, where, message) for code, message in notes.found]


def _alike(one: Group, other: Group) -> bool:
    return not one.wrong and not other.wrong and one.values == other.values


def _path(key: str) -> Path:
    return tuple(part.removesuffix("[]") for part in key.split("."))


def _put(
    data: dict[str, Any], path: Path, value: object, *, append: bool = False
) -> None:
    at = data
    for name in path[:-1]:
        at = at.setdefault(str(name), {})
    if append:
        at.setdefault(str(path[-1]), []).append(value)
    else:
        at[str(path[-1])] = value


def _findings(wrong: Mapping[str, FaultyValue], base: Path) -> Iterator[Finding]:
    for key, each in wrong.items():
        names = _path(key)
        path = (*base, names[-1]) if base else names
        yield Finding(path, each.code, each.problem, each.remedy)
