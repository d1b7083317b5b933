"""The names of a model: which are known at a path, and which one was meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "_", "-": "_"})
_ORDINARY = re.compile(r"[^\W\d]\w{0,59}|[\w-]{1,60}")
_MANY_DIGITS = re.compile(r"(?:\d\D?){6}")
_LONGEST_GUESS = 100


def ascii_name(text: str) -> str:
    """Write a word the way keys and allowed values are written."""
    return text.strip().lower().translate(_DANISH)


def printable(name: str) -> str:
    """Give a key as it may stand in a message.

    A key that a person made up may hold anything, a CPR number too.

    Args:
        name: The key as it stands in the source.

    Returns:
        The key, or `…` where it is no ordinary name.
    """
    if _ORDINARY.fullmatch(name) and not _MANY_DIGITS.search(name):
        return name
    return "…"


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """Find the known name that a person probably meant.

    Args:
        wanted: What was written; `ø` counts as `oe`.
        known: The names to choose from.

    Returns:
        The nearest name, or `None` where nothing is near.
    """
    if len(wanted) > _LONGEST_GUESS:
        return None
    close = difflib.get_close_matches(ascii_name(wanted), list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def same_name(model: type[BaseModel], wanted: str) -> str | None:
    """Find a key of the same name in another section.

    Args:
        model: The whole model.
        wanted: The last part of the key.

    Returns:
        The first such key, dotted, or `None`.
    """
    name = ascii_name(wanted)
    for dotted_name, last in _all_names(model, ""):
        if last == name:
            return dotted_name
    return None


def field_at(model: type[BaseModel], path: tuple[str | int, ...]) -> FieldInfo | None:
    """Find the declaration of a field.

    Args:
        model: The whole model.
        path: Its keys and list positions.

    Returns:
        The field, or `None` where there is none.
    """
    names = [part for part in path if isinstance(part, str)]
    at: type[BaseModel] | None = model
    field: FieldInfo | None = None
    for name in names:
        field = at.model_fields.get(name) if at else None
        at = model_in(field.annotation) if field else None
    return field


def fields_at(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """List the known keys of the section at a path, none where it is no section."""
    if not any(isinstance(part, str) for part in path):
        return _keys(model)
    field = field_at(model, path)
    inner = model_in(field.annotation) if field else None
    return _keys(inner) if inner else []


def _keys(model: type[BaseModel]) -> list[str]:
    # A key that Python reserves (`is`, `from`) is written by its alias.
    return [field.alias or name for name, field in model.model_fields.items()]


def model_in(annotation: object) -> type[BaseModel] | None:
    """Find the section inside an annotation such as `tuple[Episode, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := model_in(inner):
            return found
    return None


def is_list(annotation: object) -> bool:
    """Tell whether an annotation is a list of values or sections."""
    return get_origin(annotation) is tuple or any(
        get_origin(inner) is tuple for inner in get_args(annotation)
    )


def allowed_values(annotation: object) -> tuple[str, ...]:
    """List the values of the closed list inside an annotation, none without one."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(member.value) for member in annotation)
    for inner in get_args(annotation):
        if found := allowed_values(inner):
            return found
    return ()


def _all_names(
    model: type[BaseModel], prefix: str, above: tuple[type[BaseModel], ...] = ()
) -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        dotted_name = f"{prefix}{name}"
        yield dotted_name, name
        inner = model_in(field.annotation)
        # A condition may hold conditions; its own names are not repeated below it.
        if inner and inner not in (*above, model):
            many = "[]" if is_list(field.annotation) else ""
            yield from _all_names(inner, f"{dotted_name}{many}.", (*above, model))
