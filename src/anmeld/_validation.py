"""What pydantic found wrong, as faults for a person: place, problem and remedy only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from anmeld import _names, _slips
from anmeld._i18n import Message, msg
from anmeld.errors import AnmeldError, Fault, Where

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]
Locate = Callable[[Path], int | None]
_TEXT_TYPES = {"string_type", "string_unicode", "string_sub_type"}
_SECTION_TYPES = {"model_type", "model_attributes_type", "dict_type", "mapping_type"}
_LIST_TYPES = {"tuple_type", "list_type", "iterable_type"}
_NUMBER_TYPES = {"int_type", "int_parsing", "int_from_float", "decimal_type"}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a key path, before the file and line are known.

    Attributes:
        path: Where, as keys and list positions from 0.
        code: Stable identifier of the fault.
        problem: What is wrong, without any value.
        remedy: What to do about it.
        uses: Other key paths that the finding rests on.
    """

    path: Path
    code: str
    problem: Message
    remedy: Message | None = None
    uses: tuple[Path, ...] = ()

    def fault(self, file: str | None = None, locate: Locate | None = None) -> Fault:
        """Place the finding in its file.

        Args:
            file: The file as the person named it.
            locate: Gives the line of a key path where the format has lines.

        Returns:
            The fault.
        """
        line = locate(self.path) if locate else None
        where = Where(file=file, line=line, key=dotted(self.path))
        return Fault(self.code, where, self.problem, self.remedy)


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
    outcome = examine(model, data)
    if isinstance(outcome, model):
        return outcome
    # Outside the handler on purpose: pydantic's error holds the values, and a chained
    # cause would carry them into tracebacks.
    raise error(*(each.fault(file, locate) for each in _as_findings(outcome)))


def examine(model: type[Model], data: object) -> Model | tuple[Finding, ...]:
    """Turn plain data into a model, or give everything that is wrong with it.

    Args:
        model: A pydantic model that forbids unknown keys.
        data: Plain data.

    Returns:
        The validated object, or the findings; nothing is raised, so that no traceback
        holds the data.
    """
    try:
        return model.model_validate(data)
    except ValidationError as cause:
        return tuple(_findings(model, cause))


def dotted(path: Path) -> str:
    """Write a key path the way the record's glossary does: `episoder[2].citat`."""
    out = ""
    for part in path:
        if isinstance(part, int):
            out += f"[{part + 1}]"
        else:
            name = _names.printable(part)
            out += f".{name}" if out else name
    return out


def _as_findings(outcome: object) -> tuple[Finding, ...]:
    return outcome if isinstance(outcome, tuple) else ()


def _findings(model: type[BaseModel], error: ValidationError) -> Iterator[Finding]:
    for detail in error.errors(include_url=False):
        code, problem, remedy = _explain(model, detail)
        yield Finding(detail["loc"], code, problem, remedy)


def _explain(
    model: type[BaseModel], detail: ErrorDetails
) -> tuple[str, Message, Message | None]:
    context: dict[str, Any] = detail.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, FaultyValue):
        return cause.code, cause.problem, cause.remedy
    match detail["type"]:
        case "extra_forbidden" | "invalid_key":
            remedy = _known_keys(model, detail["loc"])
            return "unknown-key", msg("is not a known key."), remedy
        case "missing":
            return "missing", *_missing(model, detail["loc"])
        case "enum" | "literal_error":
            remedy = _allowed(context.get("expected"), detail["input"])
            return "not-allowed-value", msg("is not one of the allowed values."), remedy
    return "wrong-type", *_wrong_type(model, detail)


def _wrong_type(
    model: type[BaseModel], detail: ErrorDetails
) -> tuple[Message, Message | None]:
    kind = detail["type"]
    if kind in _TEXT_TYPES:
        return msg("must be a text."), msg("Put it in quotation marks.")
    if kind in _SECTION_TYPES and not detail["loc"]:
        return msg("must hold sections with fields of their own."), None
    if kind in _SECTION_TYPES:
        remedy = msg("Write it as [{key}], with its fields below.", key=_last(detail))
        return msg("must be a section with fields of its own."), remedy
    if kind in _LIST_TYPES:
        if _names.fields_at(model, detail["loc"]):
            remedy = msg("Write each of them as [[{key}]].", key=_last(detail))
        else:
            remedy = msg("Put the values in square brackets, with commas between.")
        return msg("must be a list."), remedy
    if kind in _NUMBER_TYPES:
        return msg("must be a whole number."), msg("Write it without quotation marks.")
    # pydantic's own sentence names types and limits, never the input.
    return msg("is wrong: {reason}.", reason=detail["msg"]), None


def _last(detail: ErrorDetails) -> str:
    names = [part for part in detail["loc"] if isinstance(part, str)]
    return ".".join(_names.printable(name) for name in names)


def _missing(model: type[BaseModel], path: Path) -> tuple[Message, Message]:
    field = _names.field_at(model, path)
    if field is None or not field.title:
        return msg("is missing."), msg("Add it.")
    problem = msg("»{title}« is missing.", title=field.title)
    help_text = " ".join(
        filter(None, (field.description, _values_of(field.annotation)))
    )
    if help_text:
        return problem, msg("Fill it in: {help}", help=help_text)
    return problem, msg("Fill it in.")


def _values_of(annotation: object) -> str:
    allowed = _names.allowed_values(annotation)
    return f"({', '.join(allowed)})" if allowed else ""


def _known_keys(model: type[BaseModel], path: Path) -> Message | None:
    known = _names.fields_at(model, path[:-1])
    wanted = str(path[-1])
    if close := _names.nearest(wanted, known):
        return msg("Did you mean {name}?", name=close)
    if elsewhere := _names.same_name(model, wanted):
        return msg("Did you mean {name}?", name=elsewhere)
    return msg("Known keys here: {names}.", names=", ".join(known)) if known else None


def _allowed(expected: object, given: object) -> Message:
    allowed = str(expected or "").replace(" or ", ", ").replace("'", "").split(", ")
    close = _slips.meant(given, allowed) if isinstance(given, str) else None
    return allowed_message(allowed, close)


def allowed_message(allowed: list[str], close: str | None) -> Message:
    """Say which values a closed list has, the nearest one first.

    Args:
        allowed: The values.
        close: The value that was probably meant.

    Returns:
        The remedy.
    """
    values = ", ".join(allowed)
    if close:
        return msg(
            "Did you mean {value}? Allowed: {allowed}.", value=close, allowed=values
        )
    return msg("Allowed: {allowed}.", allowed=values)
