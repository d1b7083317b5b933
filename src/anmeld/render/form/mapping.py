"""`fields.toml`: which fact goes into which field, and what is left blank and why."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from anmeld._i18n import msg
from anmeld._toml import load_toml
from anmeld._validation import FaultyValue, validate
from anmeld.catalogue.conditions import Line
from anmeld.formatting.table import FILTERS
from anmeld.render.form import errors

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
        otherwise: The state if it does not hold; of a text, what is written instead
            where the conditions of `when` do not.
        options: The state or option for each value of the fact.
        empty: What is written when the fact is missing; in the first row of a list,
            when the list is.
        overflow: What happens to a text that is too big: a named error, or an addendum.
        label: What the text sheet and the addendum call the field.
        section: A heading that begins with this field on the text sheet.
        when: Conditions, all of which must hold; else the field takes `otherwise`, or
            stays empty.
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
        smallest: Size in points below which this form shrinks no text.
        left_blank: Field name -> why nothing goes into it.
        fields: Field name -> what goes into it.
        rows: Lists in rows.
    """

    source: Origin | None = None
    smallest: float | None = Field(default=None, gt=0)
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


def row_fields(rows: Rows) -> Iterator[tuple[int, str, FieldMap]]:
    """Row (from 0), field name and map of every field of a list in rows."""
    for row in range(rows.count):
        for pattern, one in rows.fields.items():
            yield row, pattern.replace(PLACE, str(rows.first + row)), one
