"""Conditions of a document description: a closed list of words, never an expression.

A line is one test of one name (`is`, `in`, `present`, `absent`, `at_least`), or a group
of lines of which `any` or `all` must hold. All lines of a `when` must hold. A name
inside a list holds when it holds for any row; in a `may_see` entry about the rows of
that list itself the question is put to each row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from anmeld._i18n import msg
from anmeld._validation import FaultyValue
from anmeld.record.model import Record

Scalar = bool | int | str


def _filled(entries: tuple[object, ...]) -> tuple[object, ...]:
    # Not pydantic's own minimum: it complains again where an entry is wrong already.
    if not entries:
        raise FaultyValue("empty-list", msg("is empty."), msg("Fill it in."))
    return entries


FILLED = AfterValidator(_filled)


class Facts:
    """What conditions are asked of: a record, and what the plan derives from it.

    Args:
        record: The record.
        derived: The derived facts by their dotted names, e.g. `spor.vaerdi`.
        rows: The list that `row` is one row of, e.g. `bilag`.
        row: The row that names of that list stand for, if a row is asked about.
    """

    __slots__ = ("_derived", "_record", "_row", "_rows")

    def __init__(
        self,
        record: Record,
        derived: Mapping[str, object],
        rows: str | None = None,
        row: object = None,
    ) -> None:
        self._record = record
        self._derived = derived
        self._rows = rows
        self._row = row

    def for_row(self, rows: str, row: object) -> Facts:
        """Give the same facts as seen from one row of a list.

        Args:
            rows: The list's name without `[]`, e.g. `bevisliste`.
            row: The row: a model of the record or a mapping.

        Returns:
            Facts where names of that list are the row's own.
        """
        return Facts(self._record, self._derived, rows, row)

    def values(self, name: str) -> tuple[object, ...]:
        """Give the stated values behind a name.

        Args:
            name: A dotted name, `[]` after each list.

        Returns:
            Every value that is stated; nothing where the record is silent. A list
            itself gives its rows.
        """
        if self._rows is not None and name.startswith(f"{self._rows}[]."):
            return _walk(self._row, name.removeprefix(f"{self._rows}[]."))
        if name in self._derived:
            return _stated(self._derived[name])
        return _walk(self._record, name)


class Line(BaseModel):
    """One line of a `when`; `otherwise` says in Danish what it means if it fails."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    field: str | None = None
    is_: Scalar | None = Field(None, alias="is")
    in_: Annotated[tuple[Scalar, ...], FILLED] | None = Field(None, alias="in")
    present: Literal[True] | None = None
    absent: Literal[True] | None = None
    at_least: int | None = None
    any: Annotated[tuple[Line, ...], FILLED] | None = None
    all: Annotated[tuple[Line, ...], FILLED] | None = None
    otherwise: str | None = Field(None, min_length=1)

    @model_validator(mode="after")
    def _one_question(self) -> Self:
        words = [word for word, value in self._asked().items() if value is not None]
        groups = [group for group in (self.any, self.all) if group is not None]
        single = self.field is not None and len(words) == 1 and not groups
        if not single and not (self.field is None and not words and len(groups) == 1):
            raise FaultyValue(
                "condition-shape",
                msg("is not one question."),
                msg(
                    "Write `field` with exactly one of is, in, present, absent, "
                    "at_least, or a group `any` or `all` alone."
                ),
            )
        return self

    @property
    def word(self) -> str:
        """The word that the test uses; `any` or `all` for a group."""
        if self.field is None:
            return "any" if self.any is not None else "all"
        return next(word for word, value in self._asked().items() if value is not None)

    @property
    def operands(self) -> tuple[Scalar, ...]:
        """What the field's values are compared with."""
        if self.in_ is not None:
            return self.in_
        return () if self.is_ is None else (self.is_,)

    def tests(self) -> tuple[Line, ...]:
        """Give the single tests in this line, those of groups included."""
        group = self.any if self.any is not None else self.all
        if group is None:
            return (self,)
        return tuple(test for line in group for test in line.tests())

    def holds(self, facts: Facts) -> bool:
        """Say whether the line holds.

        Args:
            facts: The record and what is derived from it.

        Returns:
            Whether it holds; silence never counts as a value.
        """
        if self.any is not None:
            return any(line.holds(facts) for line in self.any)
        if self.all is not None:
            return all(line.holds(facts) for line in self.all)
        return self._tested(facts.values(self.field or ""))

    def _asked(self) -> dict[str, object]:
        return {
            "is": self.is_,
            "in": self.in_,
            "present": self.present,
            "absent": self.absent,
            "at_least": self.at_least,
        }

    def _tested(self, values: tuple[object, ...]) -> bool:
        if self.present:
            return bool(values)
        if self.absent:
            return not values
        if self.at_least is not None:
            return _amount(values) >= self.at_least
        return any(value in self.operands for value in values)


When = tuple[Line, ...]


def failing(when: When, facts: Facts) -> Line | None:
    """Give the first line that does not hold.

    Args:
        when: The lines, all of which must hold.
        facts: The record and what is derived from it.

    Returns:
        The line, or `None` if all hold.
    """
    return next((line for line in when if not line.holds(facts)), None)


def _walk(start: object, name: str) -> tuple[object, ...]:
    values: Iterable[object] = _stated(start)
    for part in _parts(name):
        below: list[object] = []
        for value in values:
            # Nearly all mappings are dictionaries, which is quicker to see.
            if value.__class__ is dict or isinstance(value, Mapping):
                below += _stated(value.get(part))
            else:
                below += _stated(getattr(value, part, None))
        values = below
    return tuple(values)


@cache
def _parts(name: str) -> tuple[str, ...]:
    # Of the names that document descriptions write, which are few.
    return tuple(name.replace("[]", "").split("."))


def _stated(value: object) -> tuple[object, ...]:
    if isinstance(value, tuple):
        return tuple(one for inner in value for one in _stated(inner))
    return () if value is None or value == "" else (value,)


def _amount(values: tuple[object, ...]) -> float:
    """A number's own size; of anything else, how many there are."""
    numbers = [
        float(one) for one in values if hasattr(one, "__float__") and one is not True
    ]
    return max(numbers) if numbers else len(values)
