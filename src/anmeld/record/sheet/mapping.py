"""`columns.toml`: how another system's export is read, told once and for all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    model_validator,
)

from anmeld import _names
from anmeld._i18n import Message, msg
from anmeld._toml import load_toml
from anmeld._validation import FaultyValue
from anmeld.errors import Fault, StorageError, UsageError, Where
from anmeld.record.fields import Kind
from anmeld.record.sheet.keys import (
    CASE_NUMBER,
    Shape,
    Target,
    folded,
    record_fields,
    target_of,
)

_Text = Annotated[str, StringConstraints(min_length=1)]


class Part(StrEnum):
    """What a column holds of a value that stands in several."""

    FIRST_NAME = "first-name"
    LAST_NAME = "last-name"
    DAY = "day"
    CLOCK = "clock"
    STREET = "street"
    POSTAL_CODE = "postal-code"
    CITY = "city"


class DateFormat(StrEnum):
    """How dates are written that say nothing of it themselves."""

    DDMMYYYY = "DDMMYYYY"
    YYYYMMDD = "YYYYMMDD"
    EXCEL_1900 = "excel-1900"
    EXCEL_1904 = "excel-1904"


class NameOrder(StrEnum):
    """In which order a column writes names."""

    FIRST_LAST = "first-last"
    LAST_FIRST = "last-first"


class Encoding(StrEnum):
    """Encodings that can be named; the value is what Python calls it."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS_1252 = "windows-1252"
    CP850 = "cp850"
    CP865 = "cp865"


NAME_PARTS = (Part.FIRST_NAME, Part.LAST_NAME)
MOMENT_PARTS = (Part.DAY, Part.CLOCK)
ADDRESS_PARTS = (Part.STREET, Part.POSTAL_CODE, Part.CITY)


def _key(value: object) -> Target:
    target = target_of(value) if isinstance(value, str) else None
    if target:
        return target
    problem = msg("is no field of the record.")
    close = _names.nearest(str(value), sorted(record_fields()))
    remedy = (
        msg("Did you mean {name}?", name=close)
        if close
        else msg("Write a dotted key, for example episoder[].tidspunkt.")
    )
    raise FaultyValue("unknown-field", problem, remedy)


class _Strict(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, strict=False
    )


class ColumnRule(_Strict):
    """How one column is read.

    Attributes:
        header: Its header, as the export writes it.
        key: The field that it goes to.
        part: What it holds of the field, where that stands in several columns.
        values: The record's value for each of the export's own.
        date_format: How its dates are written.
        decimal: The sign before the decimals of its amounts.
        digits: How many digits its numbers have, zeros in front included.
        name_order: In which order it writes names.
        separator: The sign between the values of a list.
    """

    header: _Text
    key: Annotated[Any, PlainValidator(_key)]
    part: Part | None = None
    values: Mapping[str, str] = Field(default_factory=dict)
    date_format: DateFormat | None = None
    decimal: Annotated[str, StringConstraints(pattern="^[.,]$")] | None = None
    digits: Annotated[int, Field(ge=1, le=20)] | None = None
    name_order: NameOrder | None = None
    separator: _Text | None = None

    @property
    def target(self) -> Target:
        """The field, as a checked type."""
        assert isinstance(self.key, Target)
        return self.key

    @model_validator(mode="after")
    def _fits_its_field(self) -> ColumnRule:
        field = self.target.field
        dated = field.shape in (Shape.DAY, Shape.MOMENT)
        misplaced = {
            "part": self.part and not _has_part(self.target, self.part),
            "date_format": self.date_format and not dated,
            "decimal": self.decimal and field.shape is not Shape.AMOUNT,
            "name_order": self.name_order and field.kind is not Kind.NAME,
            "separator": self.separator and not field.many,
        }
        for name, wrong in misplaced.items():
            if wrong:
                problem = msg("has {name}, which does not go with its key.", name=name)
                remedy = msg("Remove it, or choose another key.")
                raise FaultyValue("misplaced-rule", problem, remedy)
        return self


class ColumnMap(_Strict):
    """How an export is read.

    Attributes:
        sheet: The sheet to read, where a workbook has several.
        header_row: The row that the headers stand in.
        encoding: The encoding of a CSV file.
        delimiter: The sign between its cells.
        ignore: Headers of columns that are left out on purpose.
        ignore_sheets: Sheets that are left out on purpose.
        empty: What the export writes where it has nothing: `NULL`.
        constants: Values that no column holds, by their dotted key.
        column: The rules, column by column.
    """

    sheet: _Text | None = None
    header_row: Annotated[int, Field(ge=1, le=1000)] | None = None
    encoding: Encoding | None = None
    delimiter: Annotated[str, StringConstraints(pattern="^[;,\t|]$")] | None = None
    ignore: tuple[str, ...] = ()
    ignore_sheets: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    constants: Mapping[str, str] = Field(default_factory=dict)
    column: tuple[ColumnRule, ...] = ()

    @model_validator(mode="after")
    def _says_nothing_twice(self) -> ColumnMap:
        for wrong in (*_twice(self), *_wrong_constants(self)):
            raise wrong
        return self

    def rule_for(self, header: str) -> ColumnRule | None:
        """Find the rule of a column by its header."""
        wanted = folded(header) or header
        for rule in self.column:
            if (folded(rule.header) or rule.header) == wanted:
                return rule
        return None

    def ignores(self, header: str) -> bool:
        """Tell whether a column is left out on purpose."""
        return folded(header) in {folded(each) for each in self.ignore}


def load_columns(path: Path) -> ColumnMap:
    """Read a `columns.toml`.

    Args:
        path: The file.

    Returns:
        The map.

    Raises:
        UsageError: It does not exist, or with everything that is wrong in it.
        StorageError: It cannot be read.
    """
    where = Where(file=str(path))
    try:
        return load_toml(path, ColumnMap, UsageError)
    except FileNotFoundError:
        fault = Fault("not-found", where, msg("does not exist."), _check_name())
    except OSError:
        remedy = msg("Check the permissions, and that it is a file.")
        fault = Fault("not-readable", where, msg("cannot be read."), remedy)
        raise StorageError(fault) from None
    raise UsageError(fault)


def _check_name() -> Message:
    return msg("Check the name and the folder.")


def _has_part(target: Target, part: Part) -> bool:
    field = target.field
    if part in NAME_PARTS:
        return field.kind is Kind.NAME
    if part in MOMENT_PARTS:
        return field.shape is Shape.MOMENT
    return field.last == "adresse"


def _twice(columns: ColumnMap) -> Iterator[FaultyValue]:
    headers: dict[str, str] = {}
    fields: dict[tuple[Target, Part | None], str] = {}
    fault = partial(FaultyValue, "said-twice")
    for rule in columns.column:
        name = folded(rule.header) or rule.header
        if name in headers or columns.ignores(rule.header):
            problem = msg("says twice what »{header}« is.", header=rule.header)
            yield fault(problem, msg("Keep one of them."))
        headers[name] = rule.header
        place = (rule.target, rule.part)
        if place in fields and not rule.target.field.many:
            key = rule.target.field.key
            problem = msg("fills {key} from two columns.", key=key)
            yield fault(problem, msg("Keep one of them, or say which part each holds."))
        fields[place] = rule.header


def _wrong_constants(columns: ColumnMap) -> Iterator[FaultyValue]:
    taken = {rule.target.field.key for rule in columns.column}
    for key in columns.constants:
        target = target_of(key)
        if target is None or target.number or key == CASE_NUMBER:
            problem = msg(
                "sets a constant for what is no field, or for the case number."
            )
            remedy = msg("Write a dotted key, for example arbejdsgiver.navn.")
            yield FaultyValue("wrong-constant", problem, remedy)
        elif target.field.key in taken:
            problem = msg("fills {key} from a column and from a constant.", key=key)
            yield FaultyValue("said-twice", problem, msg("Keep one of them."))


NO_MAP = ColumnMap()
