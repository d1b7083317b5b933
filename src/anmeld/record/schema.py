"""The record as JSON Schema 2020-12, with Danish titles and descriptions.

Made from the model, so that it cannot say something else than the readers do. It shows
the form that a value is best written in; the readers accept a few more.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, WithJsonSchema
from pydantic.fields import FieldInfo

from anmeld import _names
from anmeld.formatting.moments import Moment
from anmeld.record.model import Record
from anmeld.record.types import MOMENT_SCHEMA
from anmeld.record.values import Svar, Vaerdi

_Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def record_schema() -> dict[str, Any]:
    """Describe the record for other programs.

    Returns:
        A JSON Schema with every section, field, closed list and its printed words.
    """
    lists: dict[str, _Schema] = {}
    return {
        "$schema": _DIALECT,
        "title": "Sag",
        "description": "Alt, hvad der vides om én sag.",
        **_section(Record, lists),
        "$defs": dict(sorted(lists.items())),
    }


def value_schema(declared: FieldInfo) -> _Schema:
    """Describe one value of a field, without title and description.

    Args:
        declared: A field that holds no section.

    Returns:
        The schema of one value; for a list that of an element.
    """
    for part in _parts(declared):
        if isinstance(part, WithJsonSchema):
            return dict(part.json_schema or {})
        if isinstance(part, type) and issubclass(part, Moment):
            return dict(MOMENT_SCHEMA)
    return {"type": "string"}


def closed_list(declared: FieldInfo) -> type[Vaerdi] | None:
    """Give the closed list that a field takes its values from, if it has one."""
    for part in _parts(declared):
        if isinstance(part, WithJsonSchema):
            return None
        if isinstance(part, type) and issubclass(part, Vaerdi):
            return part
    return None


def _section(model: type[BaseModel], lists: dict[str, _Schema]) -> _Schema:
    fields = model.model_fields
    schema: _Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _field(each, lists) for name, each in fields.items()},
    }
    if required := [name for name, each in fields.items() if each.is_required()]:
        schema["required"] = required
    return schema


def _field(declared: FieldInfo, lists: dict[str, _Schema]) -> _Schema:
    value = _value(declared, lists)
    shape = (
        {"type": "array", "items": value}
        if _names.is_list(declared.annotation)
        else value
    )
    return {"title": declared.title, "description": declared.description, **shape}


def _value(declared: FieldInfo, lists: dict[str, _Schema]) -> _Schema:
    if section := _names.model_in(declared.annotation):
        return _section(section, lists)
    if found := closed_list(declared):
        lists[found.__name__] = {"oneOf": list(_members(found))}
        return {"$ref": f"#/$defs/{found.__name__}"}
    return value_schema(declared)


def _members(found: type[Vaerdi]) -> Iterator[_Schema]:
    for member in found:
        yield {"const": member.value, "title": member.betegnelse}
    if found is Svar:
        yield {"const": True, "title": Svar.JA.betegnelse}
        yield {"const": False, "title": Svar.NEJ.betegnelse}


def _parts(declared: FieldInfo) -> Iterator[object]:
    yield from declared.metadata
    yield from _inside(declared.annotation)


def _inside(annotation: object) -> Iterator[object]:
    arguments = get_args(annotation)
    # What is written beside a type says more than the type, so it comes first.
    for inner in reversed(arguments):
        yield from _inside(inner)
    if not arguments:
        yield annotation
