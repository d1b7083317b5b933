"""What all parts of the record share: frozen, no unknown keys, no values shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict, model_validator


class Section(BaseModel):
    """What all parts of the record share: frozen, no unknown keys, no values shown."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        str_strip_whitespace=False,
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_what_is_not_stated(cls, data: object) -> object:
        # An empty text in a form or a null in JSON states nothing: a required field
        # is then missing, another one has its default.
        if not isinstance(data, Mapping):
            return data
        return {
            _readable(name): value
            for name, value in data.items()
            if name not in cls.model_fields or not _is_blank(value)
        }

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        # Values are private: a record that ends up in a log shows its keys only.
        for name in type(self).model_fields:
            if name in self.model_fields_set:
                yield None, name


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _readable(name: object) -> str:
    # pydantic cannot even refuse a key that is no text or holds a lone surrogate.
    return name if isinstance(name, str) and name.isprintable() else "…"
