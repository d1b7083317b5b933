"""How a field of the record is declared, and every field by its dotted name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, Field, JsonValue
from pydantic.fields import FieldInfo as Declared

from anmeld import _names


class Kind(StrEnum):
    """How private a field is; the scan of finished texts goes by it."""

    PLAIN = "plain"  # case facts: not searched for
    NAME = "name"
    CPR = "cpr"
    BIRTH = "birth"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"  # profile and account names, URLs of profiles
    HEALTH = "health"
    NUMBER = "number"  # case, policy and journal numbers
    TEXT = "text"  # free text: carried whole, searched in, never searched for


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One field of the record that holds a value.

    Attributes:
        name: Its dotted name, `episoder[].citat`; lists of values end in `[]`.
        title: Its Danish title.
        description: What to fill in, in Danish.
        kind: How private it is.
        annotation: Its type.
        required: Whether its section must state it.
    """

    name: str
    title: str
    description: str
    kind: Kind
    annotation: Any
    required: bool


@dataclass(frozen=True, slots=True, repr=False)
class Fact:
    """One value that a record states.

    Attributes:
        key: Its dotted key, rows counted from 1: `episoder[3].citat`.
        value: The value; never shown by `repr`.
        kind: How private it is.
    """

    key: str
    value: object
    kind: Kind

    def __repr__(self) -> str:
        return f"Fact({self.key})"

    def __iter__(self) -> Iterator[Any]:
        return iter((self.key, self.value, self.kind))


def fact(
    title: str,
    description: str = "",
    *,
    kind: Kind = Kind.PLAIN,
    default: object = None,
) -> Any:  # noqa: ANN401 - pydantic's own Field is typed so
    """Declare a field.

    Args:
        title: The Danish title that schema, sheets and forms show.
        description: One Danish sentence for the person who fills it in.
        kind: How private it is.
        default: What a missing value is; `...` makes the field required.

    Returns:
        The pydantic field.
    """
    extra: dict[str, JsonValue] = {"kind": kind.value}
    if default in ((), {}) or callable(default):
        factory = default if callable(default) else type(default)
        return Field(
            default_factory=factory,
            title=title,
            description=description,
            json_schema_extra=extra,
        )
    return Field(default, title=title, description=description, json_schema_extra=extra)


def walk(model: type[BaseModel], prefix: str = "") -> Iterator[FieldInfo]:
    """Go through every field that holds a value, sections opened up.

    Args:
        model: The record's model, or a section of it.
        prefix: The dotted name of the section.

    Yields:
        The fields in the model's order.
    """
    for name, declared in model.model_fields.items():
        dotted = f"{prefix}.{name}" if prefix else name
        dotted += "[]" if _names.is_list(declared.annotation) else ""
        if section := _names.model_in(declared.annotation):
            yield from walk(section, dotted)
        else:
            yield FieldInfo(
                dotted,
                declared.title or name,
                declared.description or "",
                kind_of(declared),
                declared.annotation,
                declared.is_required(),
            )


def title_of(model: type[BaseModel], name: str) -> str:
    """Write a field's Danish title with those of its sections: `Leder: Navn`.

    Args:
        model: The record's model.
        name: A dotted name of it; `[]` after a list may be left out.

    Returns:
        The titles, outermost first; the name itself where it is none of the model's.
    """
    titles: list[str] = []
    inside: type[BaseModel] | None = model
    for word in name.replace("[]", "").split("."):
        declared = inside.model_fields.get(word) if inside else None
        if declared is None:
            return name
        titles.append(declared.title or word)
        inside = _names.model_in(declared.annotation)
    return ": ".join(titles)


def facts(record: BaseModel, prefix: str = "") -> Iterator[Fact]:
    """Go through every fact that a record states.

    What was left out, is empty, or holds only its default because nobody wrote it, is
    not a fact.

    Args:
        record: The record, or a section of it.
        prefix: The dotted key of the section.

    Yields:
        The facts in the model's order, each value of a list for itself.
    """
    for name, declared in type(record).model_fields.items():
        value = getattr(record, name)
        if name not in record.model_fields_set or value is None:
            continue
        key = f"{prefix}.{name}" if prefix else name
        kind = kind_of(declared)
        if not isinstance(value, tuple):
            yield from _stated(value, key, kind)
            continue
        for number, element in enumerate(value, start=1):
            yield from _stated(element, f"{key}[{number}]", kind)


def kind_of(declared: Declared) -> Kind:
    """Tell how private a declared field is."""
    extra = declared.json_schema_extra
    return Kind(str(extra["kind"])) if isinstance(extra, dict) else Kind.PLAIN


def _stated(value: object, key: str, kind: Kind) -> Iterator[Fact]:
    if isinstance(value, BaseModel):
        yield from facts(value, key)
    else:
        yield Fact(key, value, kind)
