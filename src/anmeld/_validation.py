"""What pydantic found wrong, as faults for a person: place, problem, remedy, no value."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from anmeld._i18n import Message, msg
from anmeld.errors import AnmeldError, Fault, Where

Model = TypeVar("Model", bound=BaseModel)
Locate = Callable[[tuple[str | int, ...]], int | None]


def validate(
    model: type[Model],
    data: object,
    error: type[AnmeldError],
    *,
    file: str | None = None,
    locate: Locate | None = None,
) -> Model:
    """Turn plain data into a model, or say everything that is wrong with it.

    Args:
        model: A pydantic model that forbids unknown keys.
        data: What a TOML or JSON reader gave.
        error: The class of error to raise.
        file: The file the data came from, for the message.
        locate: Gives the line of a key path where the format has lines.

    Returns:
        The validated object.

    Raises:
        AnmeldError: Of the class given, with every fault; no fault holds a value.
    """
    try:
        return model.model_validate(data)
    except ValidationError as cause:
        faults = list(_faults(model, cause, file, locate))
    # Outside the handler on purpose: pydantic's error holds the values, and a chained
    # cause would carry them into tracebacks.
    raise error(*faults)


def dotted(loc: tuple[str | int, ...]) -> str:
    """Write a key path the way the record's glossary does: `episoder[2].citat`."""
    out = ""
    for part in loc:
        out += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def _faults(
    model: type[BaseModel],
    error: ValidationError,
    file: str | None,
    locate: Locate | None,
) -> Iterator[Fault]:
    for detail in error.errors(include_url=False, include_input=False):
        loc = detail["loc"]
        line = locate(loc) if locate else None
        code, problem, remedy = _explain(model, detail)
        yield Fault(code, Where(file=file, line=line, key=dotted(loc)), problem, remedy)


def _explain(
    model: type[BaseModel], detail: ErrorDetails
) -> tuple[str, Message, Message | None]:
    context: dict[str, Any] = detail.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, FaultyValue):
        return cause.code, cause.problem, cause.remedy
    match detail["type"]:
        case "extra_forbidden":
            return (
                "unknown-key",
                msg("is not a known key."),
                _nearest(model, detail["loc"]),
            )
        case "missing":
            return "missing", msg("is missing."), msg("Add it.")
        case "enum" | "literal_error":
            allowed = str(context.get("expected", ""))
            return (
                "not-allowed-value",
                msg("is not one of the allowed values."),
                msg("Allowed: {allowed}.", allowed=allowed),
            )
    # pydantic's own sentence names types and limits, never the input.
    return "wrong-type", msg("is wrong: {reason}.", reason=detail["msg"]), None


def _nearest(model: type[BaseModel], loc: tuple[str | int, ...]) -> Message | None:
    known = _fields_at(model, loc[:-1])
    close = difflib.get_close_matches(str(loc[-1]), known, n=1, cutoff=0.6)
    if close:
        return msg("Did you mean {name}?", name=close[0])
    return msg("Known keys here: {names}.", names=", ".join(known)) if known else None


def _fields_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    at: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, int):
            continue
        field = at.model_fields.get(part) if at else None
        at = _model_in(field.annotation) if field else None
    return list(at.model_fields) if at else []


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if found := _model_in(inner):
            return found
    return None


class FaultyValue(ValueError):
    """A value is wrong for a reason that a validator can name.

    Args:
        code: Stable identifier of the fault.
        problem: What is wrong, without the value.
        remedy: What to do about it.
    """

    def __init__(
        self, code: str, problem: Message, remedy: Message | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.problem = problem
        self.remedy = remedy
