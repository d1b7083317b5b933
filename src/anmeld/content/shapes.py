"""The names as a tree: what is a section, what a list, and where values stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from anmeld.catalogue.names import known_names
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
        title: Its Danish title; of derived names only where they repeat the record's.
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

    @property
    def word(self) -> str:
        """The last word of the path, without `[]`."""
        return self.path.rpartition(".")[2].removesuffix("[]")

    def leaves(self) -> Iterator[Name]:
        """Give every name below (or this one) where values stand, in order."""
        if self.is_leaf:
            yield self
        for part in self.parts.values():
            yield from part.leaves()


@cache
def full_shape() -> Mapping[str, Name]:
    """Give every name there is as a tree, by first word, the record's first."""
    return _tree(known_names(), "")


@cache
def record_shape() -> Mapping[str, Name]:
    """Give the record's own names as a tree, in the model's order."""
    known = known_names()
    return _tree([path for path in known if not known[path].derived], "")


def _tree(paths: Mapping[str, object] | list[str], prefix: str) -> dict[str, Name]:
    below: dict[str, list[str]] = {}
    for path in paths:
        word, dot, _ = path.removeprefix(prefix).partition(".")
        below.setdefault(word, []).extend([path] if dot else [])
    return {
        word.removesuffix("[]"): _node(prefix + word, inner)
        for word, inner in below.items()
    }


def _node(path: str, inner: list[str]) -> Name:
    known = known_names().get(path)
    source = known.source if known else None
    declared = _declared(source or path)
    title = (declared.title or "") if declared else ""
    kind = _kind(declared) if declared else Kind.PLAIN
    parts = _tree(inner, path + ".")
    return Name(path, _shape(path, inner), title, kind, parts, source)


def _shape(path: str, inner: list[str]) -> Shape:
    if path.endswith("[]"):
        return Shape.LIST
    return Shape.SECTION if inner else Shape.SCALAR


def _declared(path: str) -> FieldInfo | None:
    model: type[BaseModel] | None = Record
    info: FieldInfo | None = None
    for word in path.replace("[]", "").split("."):
        info = model.model_fields.get(word) if model else None
        model = _model_in(info.annotation) if info else None
    return info


def _kind(info: FieldInfo) -> Kind:
    extra = info.json_schema_extra
    return Kind(str(extra["kind"])) if isinstance(extra, dict) else Kind.PLAIN


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := _model_in(inner):
            return found
    return None
