"""The fields of the record as columns: what shape each takes, and what it is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import get_args

from pydantic import BaseModel, PlainValidator
from pydantic.fields import FieldInfo

from anmeld import _names
from anmeld.record import amounts, days, identifiers, types
from anmeld.record.fields import Kind, kind_of
from anmeld.record.model import Record
from anmeld.record.values import Svar, Vaerdi

CASE_NUMBER = "sag.nummer"
EPISODES = "episoder[]"
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_KEY = re.compile(r"[a-z0-9_]+(?:\[[0-9]*\])?(?:\.[a-z0-9_]+(?:\[[0-9]*\])?)+")


class Shape(Enum):
    """What a cell of a field holds; decides how it is read."""

    TEXT = auto()
    CPR = auto()
    DIGITS = auto()
    PHONE = auto()
    DAY = auto()
    MOMENT = auto()
    AMOUNT = auto()
    COUNT = auto()
    FLAG = auto()
    CHOICE = auto()


_SHAPES: dict[object, Shape] = {
    identifiers.parse_cpr: Shape.CPR,
    identifiers.parse_cvr: Shape.DIGITS,
    identifiers.parse_ean: Shape.DIGITS,
    identifiers.parse_p_number: Shape.DIGITS,
    identifiers.parse_phone: Shape.PHONE,
    days.parse_day: Shape.DAY,
    days.parse_day_or_unknown: Shape.DAY,
    types.parse_removed: Shape.MOMENT,
    amounts.parse_amount: Shape.AMOUNT,
    types.parse_count: Shape.COUNT,
    types.parse_ordinal: Shape.COUNT,
    types.parse_flag: Shape.FLAG,
}


@dataclass(frozen=True, slots=True)
class Section:
    """A section on the way to a field.

    Attributes:
        name: Its key, without brackets.
        title: Its Danish title.
        singular: What one element is called.
    """

    name: str
    title: str
    singular: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the record, as a column sees it.

    Attributes:
        key: Its dotted key; lists end in `[]`.
        title: Its Danish title.
        description: What to fill in, in Danish.
        sections: The sections that it lies in, outermost first.
        shape: How a cell is read.
        choices: The closed list that it takes its values from.
        kind: How private it is.
        required: Whether its section must state it.
    """

    key: str
    title: str
    description: str
    sections: tuple[Section, ...]
    shape: Shape
    choices: type[Vaerdi] | None
    kind: Kind
    required: bool

    @property
    def list_key(self) -> str | None:
        """The list of sections that the field belongs to: `episoder[]`."""
        head, bracket, _ = self.key.partition("[].")
        return head + "[]" if bracket else None

    @property
    def many(self) -> bool:
        """Whether the field holds a list of values."""
        return self.key.endswith("[]")

    @property
    def last(self) -> str:
        """The field's own key, without its sections."""
        return self.key.removesuffix("[]").rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Target:
    """Where the values of a column go.

    Attributes:
        field: The field.
        number: Which element of its list, where a column is for one: `Symptom 2`.
    """

    field: Field
    number: int | None = None


@cache
def record_fields() -> Mapping[str, Field]:
    """List the record's fields by their dotted keys, in the model's order."""
    return {field.key: field for field in _fields(Record, "", ())}


@cache
def list_sections() -> Mapping[str, Section]:
    """List the record's lists of sections by their dotted keys."""
    return {
        field.list_key: field.sections[-1]
        for field in record_fields().values()
        if field.list_key
    }


def target_of(key: str) -> Target | None:
    """Find the field of a dotted key.

    Args:
        key: `episoder[].citat`, or with the number of an element
            `udoever.profiler[2].url`.

    Returns:
        Where its column goes, or `None` where there is no such field.
    """
    if not _KEY.fullmatch(key):
        return None
    number = re.search(r"\[([0-9]+)\]", key)
    fields = record_fields()
    plain = re.sub(r"\[[0-9]*\]", "[]", key)
    field = fields.get(plain) or fields.get(plain + "[]")
    if field is None or (number and not field.list_key):
        return None
    return Target(field, int(number[1]) if number else None)


def folded(text: str) -> str:
    """Write a header so that case, blanks, punctuation and æ, ø, å do not matter."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_DANISH)
    plain = unicodedata.normalize("NFKD", lowered)
    return "".join(sign for sign in plain if sign.isalnum())


def _fields(
    model: type[BaseModel], prefix: str, sections: tuple[Section, ...]
) -> Iterator[Field]:
    for name, declared in model.model_fields.items():
        key = f"{prefix}{name}" + ("[]" if _names.is_list(declared.annotation) else "")
        inner = _names.model_in(declared.annotation)
        if inner is None:
            yield _field(key, declared, sections)
            continue
        section = Section(name, declared.title or name, inner.__name__)
        yield from _fields(inner, key + ".", (*sections, section))


def _field(key: str, declared: FieldInfo, sections: tuple[Section, ...]) -> Field:
    shape, choices = _read_as(declared)
    return Field(
        key,
        declared.title or key,
        declared.description or "",
        sections,
        shape,
        choices,
        kind_of(declared),
        declared.is_required(),
    )


def _read_as(declared: FieldInfo) -> tuple[Shape, type[Vaerdi] | None]:
    for part in (*declared.metadata, *_parts(declared.annotation)):
        if isinstance(part, PlainValidator):
            return _SHAPES.get(part.func, Shape.TEXT), None
        if isinstance(part, type) and issubclass(part, types.Tidspunkt):
            return Shape.MOMENT, None
        if isinstance(part, type) and issubclass(part, Vaerdi):
            return Shape.CHOICE, part
        if part is bool:
            return Shape.FLAG, None
    return Shape.TEXT, None


def _parts(annotation: object) -> Iterator[object]:
    # What is written beside a type says more than the type, so it comes first.
    for inner in reversed(get_args(annotation)):
        yield from _parts(inner)
    yield annotation


def choices_of(field: Field) -> Mapping[str, str]:
    """Give the words that a cell of a field may hold, with the values they stand for.

    Args:
        field: The field.

    Returns:
        Printed words, for yes and no too, and the record's values; empty where there
        is no closed list.
    """
    if field.shape is Shape.FLAG:
        return {Svar.JA.betegnelse: Svar.JA.value, Svar.NEJ.betegnelse: Svar.NEJ.value}
    if field.choices is None:
        return {}
    return {member.betegnelse: member.value for member in field.choices}


@cache
def values_by_word(key: str) -> Mapping[str, str]:
    """Give the values of a field's closed list by every word for them.

    Args:
        key: The dotted key of the field.

    Returns:
        The record's values by printed words and values, both folded.
    """
    pairs = choices_of(record_fields()[key]).items()
    return {folded(word): value for words, value in pairs for word in (value, words)}
