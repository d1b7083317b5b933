"""`fields.toml`: which fact goes into which field, and what is left blank and why."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from anmeld._i18n import Message, msg
from anmeld._toml import load_toml
from anmeld._validation import FaultyValue, validate
from anmeld.catalogue.conditions import Line
from anmeld.errors import Fault, Where
from anmeld.formatting.table import FILTERS
from anmeld.render.form import errors, model
from anmeld.render.form.model import Kind

Scalar = bool | int | str
PLACE = "{n}"


class Names(Protocol):
    """The names that a map may write: `content.names.NameTree`."""

    def __contains__(self, path: object) -> bool:
        """Whether there is such a name."""

    def nearest(self, path: str) -> str | None:
        """The known name that a mistyped one comes closest to."""


class Strict(BaseModel):
    """What all parts of a map share."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", hide_input_in_errors=True, populate_by_name=True
    )


class Origin(Strict):
    """Where the form comes from, so that a new edition is noticed."""

    title: str
    url: str | None = None
    retrieved: date | None = None
    sha256: str | None = None
    licence: str | None = None


class FieldMap(Strict):
    """What goes into one field.

    Attributes:
        from_: One dotted name, or several that are joined.
        join: What stands between the joined; where it is stated, also between the
            elements of a list.
        text: A fixed text instead.
        format: A Danish format of `anmeld.formatting.table`.
        slice: The part of the written text from one place up to another, from 0.
        part: The n-th run of letters and digits of the written text, from 1.
        check: The state of a check box or radio group if the fact holds.
        equals: The fact holds if it is (or contains) one of these; else if it is true.
        otherwise: The state if it does not hold.
        options: The state or option for each value of the fact.
        empty: What is written when the fact is missing; in the first row of a list,
            when the list is.
        overflow: What happens to a text that is too big: a named error, or an addendum.
        label: What the text sheet and the addendum call the field.
        section: A heading that begins with this field on the text sheet.
        when: Conditions, all of which must hold; else the field stays empty.
    """

    from_: tuple[str, ...] = Field((), alias="from")
    join: str = " "
    text: str | None = None
    format: str | None = None
    slice: tuple[int] | tuple[int, int] | None = None
    part: int | None = Field(None, ge=1)
    check: str | None = None
    equals: tuple[Scalar, ...] | None = None
    otherwise: str | None = None
    options: dict[str, str] | None = None
    empty: str | None = None
    overflow: Literal["addendum", "refuse"] = "addendum"
    label: str | None = None
    section: str | None = None
    when: tuple[Line, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _lists(cls, data: object) -> object:
        """One name or value may stand without brackets."""
        if isinstance(data, dict):
            data = dict(data)
            for key in ("from", "equals"):
                if key in data and not isinstance(data[key], (list, tuple)):
                    data[key] = (data[key],)
        return data

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if bool(self.from_) == (self.text is not None):
            raise FaultyValue(
                "map-shape",
                msg("needs either `from` or `text`."),
                msg("Name the fact in `from`, or write a fixed `text`."),
            )
        if self.format is not None and self.format not in FILTERS:
            raise FaultyValue(
                "unknown-format",
                msg("has an unknown format {name}.", name=self.format),
                msg("Known formats: {names}.", names=", ".join(FILTERS)),
            )
        return self


class Rows(Strict):
    """A list of the content in rows of fields that are alike.

    Attributes:
        from_: The list, e.g. `episoder`.
        count: How many rows the form has.
        first: The number in the first row's field names.
        fields: Field name with `{n}` for the row's number -> what goes into it; its
            names are those of one element, e.g. `tidspunkt`.
        label: What the addendum calls the rows that found no room.
        after: The field that the list follows on the text sheet; at its end by default.
        overflow: What happens to these rows.
    """

    from_: str = Field(alias="from")
    count: int = Field(ge=1)
    first: int = 1
    fields: dict[str, FieldMap]
    label: str | None = None
    after: str | None = None
    overflow: Literal["addendum", "refuse"] = "addendum"


class FormMap(Strict):
    """A whole map.

    Attributes:
        source: The form's papers.
        left_blank: Field name -> why nothing goes into it.
        fields: Field name -> what goes into it.
        rows: Lists in rows.
    """

    source: Origin | None = None
    left_blank: dict[str, str] = Field(default_factory=dict)
    fields: dict[str, FieldMap] = Field(default_factory=dict)
    rows: tuple[Rows, ...] = ()


def load_map(origin: str | Path | Mapping[str, object]) -> FormMap:
    """Read a map.

    Args:
        origin: Path of a `fields.toml`, its text, or the parsed mapping.

    Returns:
        The map.

    Raises:
        FormMapError: With every fault of the map's own shape.
    """
    if isinstance(origin, Mapping):
        return validate(FormMap, dict(origin), errors.FormMapError)
    if isinstance(origin, str) and "\n" in origin:
        return validate(FormMap, tomllib.loads(origin), errors.FormMapError)
    return load_toml(Path(origin), FormMap, errors.FormMapError)


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


def row_fields(rows: Rows) -> Iterator[tuple[int, str, FieldMap]]:
    """Row (from 0), field name and map of every field of a list in rows."""
    for row in range(rows.count):
        for pattern, one in rows.fields.items():
            yield row, pattern.replace(PLACE, str(rows.first + row)), one


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
