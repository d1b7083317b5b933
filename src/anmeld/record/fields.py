"""How a field of the record is declared: Danish title, meaning, and how private it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field, JsonValue


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


def fact(
    title: str, description: str = "", *, kind: Kind = Kind.PLAIN, default: Any = None
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
