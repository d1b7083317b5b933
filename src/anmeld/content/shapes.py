"""The shape of the record's names: section, list or value, read off the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import get_args, get_origin

from pydantic import BaseModel

from anmeld.record.fields import Kind
from anmeld.record.model import Record


class Shape(StrEnum):
    """What stands behind a name."""

    SCALAR = "scalar"
    SECTION = "section"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Name:
    """One name that a template, a form or a condition may write.

    Attributes:
        path: The dotted name, `[]` after each list: `episoder[].citat`.
        shape: What stands behind it.
        title: Its Danish title.
        kind: How private a single value is.
        parts: The names below it, by their last word: the fields of a section, or of
            each element of a list. A list of single values has none.
        source: The record's own name that a derived name repeats, if it is one.
    """

    path: str
    shape: Shape
    title: str = ""
    kind: Kind = Kind.PLAIN
    parts: Mapping[str, Name] = field(default_factory=dict)
    source: str | None = None

    @property
    def is_leaf(self) -> bool:
        """Whether values stand here: a single value, or a list of single values."""
        return not self.parts

    def leaves(self) -> Iterator[Name]:
        """Give every name below (or this one) where values stand, in order."""
        if self.is_leaf:
            yield self
        for part in self.parts.values():
            yield from part.leaves()


@cache
def record_shape() -> Mapping[str, Name]:
    """Give the record's own names by their first word, in the model's order."""
    return _parts_of(Record, "")


def section_shape(model: type[BaseModel], prefix: str) -> Mapping[str, Name]:
    """Give the names of one section of the record under another prefix.

    Args:
        model: The section's class.
        prefix: What its names begin with, e.g. `log[]`.

    Returns:
        The names by their last word.
    """
    return _parts_of(model, prefix)


def _parts_of(model: type[BaseModel], prefix: str) -> dict[str, Name]:
    parts = {}
    for word, info in model.model_fields.items():
        extra = info.json_schema_extra
        kind = Kind(str(extra["kind"])) if isinstance(extra, dict) else Kind.PLAIN
        path = f"{prefix}.{word}" if prefix else word
        parts[word] = _name(path, info.annotation, info.title or word, kind)
    return parts


def _name(path: str, annotation: object, title: str, kind: Kind) -> Name:
    model = _model_in(annotation)
    if _is_list(annotation):
        path += "[]"
        parts = _parts_of(model, path) if model else {}
        return Name(path, Shape.LIST, title, kind, parts)
    if model:
        return Name(path, Shape.SECTION, title, kind, _parts_of(model, path))
    return Name(path, Shape.SCALAR, title, kind)


def _is_list(annotation: object) -> bool:
    return get_origin(annotation) is tuple or any(
        get_origin(inner) is tuple for inner in get_args(annotation)
    )


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := _model_in(inner):
            return found
    return None
