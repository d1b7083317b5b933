"""Strict TOML into typed objects: unknown, missing or wrong is a named error."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from anmeld._i18n import Message, msg
from anmeld._toml_lines import key_lines, nearest_line
from anmeld._validation import validate
from anmeld.errors import AnmeldError, Fault, Where

Model = TypeVar("Model", bound=BaseModel)
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def load_toml(path: Path, model: type[Model], error: type[AnmeldError]) -> Model:
    """Read one TOML file into a model.

    Args:
        path: The file.
        model: A pydantic model that forbids unknown keys.
        error: The class of error to raise, e.g. `LawError`.

    Returns:
        The validated object.

    Raises:
        AnmeldError: Of the class given, with every fault found in the file.
    """
    content = path.read_bytes()
    text = decoded(content, str(path))
    if isinstance(text, Fault):
        raise error(text)
    data = parsed(text, str(path))
    if isinstance(data, Fault):
        raise error(data)
    locate = partial(nearest_line, cache(partial(key_lines, text)))
    return validate(model, data, error, file=str(path), locate=locate)


def decoded(content: bytes, file: str | None) -> str | Fault:
    """Decode a file that must be UTF-8; a byte order mark is allowed.

    Args:
        content: The bytes of the file.
        file: Its name, for the message.

    Returns:
        The text, or the fault with the line of the first wrong byte.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        line = content.count(b"\n", 0, cause.start) + 1
    return Fault(
        "not-utf8",
        Where(file=file, line=line),
        msg("holds bytes that are not UTF-8."),
        msg("Save the file again with the encoding UTF-8."),
    )


def parsed(text: str, file: str | None) -> dict[str, Any] | Fault:
    """Parse TOML, with exact decimals.

    Args:
        text: The text of the file.
        file: Its name, for the message.

    Returns:
        The data, or the first fault of syntax, which holds nothing of the text.
    """
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as cause:
        reason = str(cause)
    except (ValueError, ArithmeticError):
        reason = "Invalid value"
    except RecursionError:
        reason = "too deep"
    place = _AT_LINE.search(reason)
    line = int(place.group(1)) if place else None
    code, problem, remedy = _syntax(reason)
    return Fault(code, Where(file=file, line=line), problem, remedy)


def _syntax(reason: str) -> tuple[str, Message, Message]:
    # tomllib's own sentence can hold a key or a character of the text.
    if "too deep" in reason:
        problem = msg("is nested too deeply.")
        return "too-deep", problem, msg("Use sections as the empty record shows them.")
    if "twice" in reason or "overwrite" in reason or "Duplicate" in reason:
        problem = msg("has a key or section that stands twice.")
        return "duplicate-key", problem, msg("Keep one of them.")
    if "Expected newline" in reason or "Invalid value" in reason:
        problem = msg("has a value that TOML cannot read.")
        remedy = msg(
            "Put texts, dates written day first and numbers with a leading zero or a "
            "hyphen in quotation marks."
        )
        return "invalid-toml", problem, remedy
    if "Unterminated" in reason or "Illegal character" in reason:
        problem = msg("has a text that does not end, or a character TOML forbids.")
        remedy = msg(
            "End it with the same quotation marks; put text of several lines between "
            "three of them, and write control characters as \\uXXXX."
        )
        return "invalid-toml", problem, remedy
    if "scape" in reason or "hex" in reason:
        problem = msg("has a backslash that TOML cannot read.")
        remedy = msg("Put the text in single quotation marks, or double the backslash.")
        return "invalid-toml", problem, remedy
    problem = msg("is not valid TOML.")
    return "invalid-toml", problem, msg("Write each line as: key = value.")
