"""A map held against its form, both ways: fields, states, options and names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from anmeld._i18n import Message, msg
from anmeld.errors import Fault, Where
from anmeld.render.form import errors, model
from anmeld.render.form.mapping import FieldMap, FormMap, Names, row_fields
from anmeld.render.form.model import Kind


def check_map(
    form_map: FormMap, fields: Mapping[str, model.Field], names: Names | None
) -> None:
    """Hold a map against its form, both ways.

    Args:
        form_map: The map.
        fields: The form's fields.
        names: The names that may be used; `None` checks none.

    Raises:
        FormMapError: With every field that is unknown, unmapped or mapped twice, every
            unknown state, option and name.
    """
    faults = list(_faults(form_map, fields, names))
    if faults:
        raise errors.FormMapError(*faults)


def _mapped(form_map: FormMap) -> Iterator[tuple[str, FieldMap, str]]:
    for name, one in form_map.fields.items():
        yield name, one, ""
    for rows in form_map.rows:
        for _, name, one in row_fields(rows):
            yield name, one, f"{rows.from_}[]."


def _faults(
    form_map: FormMap, fields: Mapping[str, model.Field], names: Names | None
) -> Iterator[Fault]:
    seen: set[str] = set()
    for name, one, _ in _mapped(form_map):
        found = fields.get(name)
        if found is None:
            yield _no_field(name, fields)
        elif name in seen or name in form_map.left_blank:
            yield _map_fault("mapped-twice", name, msg("is mapped or listed twice."))
        else:
            yield from _field_faults(found, one)
        seen.add(name)
    for rows in form_map.rows:
        if rows.after is not None and rows.after not in form_map.fields:
            yield _no_field(rows.after, fields)
    yield from _blank_faults(form_map, fields, seen)
    if names is not None:
        yield from _all_name_faults(form_map, names)


def _blank_faults(
    form_map: FormMap, fields: Mapping[str, model.Field], mapped: set[str]
) -> Iterator[Fault]:
    """Every field is mapped or left blank with a reason, and nothing else is listed."""
    for name, reason in form_map.left_blank.items():
        if name not in fields:
            yield _no_field(name, fields)
        elif not reason.strip():
            yield _map_fault("no-reason", name, msg("is left blank without a reason."))
    for name, found in fields.items():
        if found.is_fillable and name not in mapped | set(form_map.left_blank):
            yield _map_fault(
                "unmapped-field",
                name,
                msg("is neither mapped nor left blank."),
                msg("Map it, or list it under left_blank with the reason."),
            )


def _all_name_faults(form_map: FormMap, names: Names) -> Iterator[Fault]:
    for name, one, prefix in _mapped(form_map):
        yield from _name_faults(name, one, prefix, names)
    for rows in form_map.rows:
        if rows.from_ not in names:
            yield _unknown_name(rows.from_, rows.from_, names)


def _field_faults(found: model.Field, one: FieldMap) -> Iterator[Fault]:
    if not found.is_fillable:
        kind = msg(
            "is a field of kind {kind}; it holds no value.", kind=found.kind.value
        )
        yield _map_fault("not-fillable", found.name, kind)
    wanted = [*(one.options or {}).values(), one.check, one.otherwise]
    allowed = _allowed(found)
    for state in wanted:
        if state is None or not allowed or state.removeprefix("/") in allowed:
            continue
        yield _map_fault(
            "unknown-state",
            found.name,
            msg("has no state or option {state}.", state=state),
            msg("Allowed: {allowed}.", allowed=", ".join(sorted(allowed))),
        )
    if found.kind in (Kind.CHECKBOX, Kind.RADIO) and not (
        one.check or one.options or one.text
    ):
        yield _map_fault(
            "no-state",
            found.name,
            msg("is a button, and the map names no state."),
            msg("Write `check` with one of {states}.", states=", ".join(found.states)),
        )


def _allowed(found: model.Field) -> set[str]:
    if found.kind in (Kind.CHECKBOX, Kind.RADIO):
        return {*found.states, *(text for _, text in found.state_labels), "Off", ""}
    if found.options and not found.editable:
        return {t for o in found.options for t in (o.export, o.display)} | {""}
    return set()


def _name_faults(
    field: str, one: FieldMap, prefix: str, names: Names
) -> Iterator[Fault]:
    asked: Iterable[str] = [
        test.field for line in one.when for test in line.tests() if test.field
    ]
    for path in (*(f"{prefix}{name}" for name in one.from_), *asked):
        if path not in names:
            yield _unknown_name(field, path, names)


def _unknown_name(field: str, path: str, names: Names) -> Fault:
    near = names.nearest(path)
    return _map_fault(
        "unknown-name",
        field,
        msg("uses {name}, which this document may not use.", name=path),
        msg("Did you mean {name}?", name=near) if near else None,
    )


def _no_field(name: str, fields: Mapping[str, model.Field]) -> Fault:
    near = difflib.get_close_matches(name, list(fields), n=1)
    return _map_fault(
        "unknown-field",
        name,
        msg("the form has no field of this name."),
        msg("Did you mean {name}?", name=near[0]) if near else None,
    )


def _map_fault(
    code: str, name: str, problem: Message, remedy: Message | None = None
) -> Fault:
    return Fault(code, Where(key=name), problem, remedy)
