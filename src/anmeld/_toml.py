"""Strict TOML into typed objects: unknown, missing or wrong is a named error."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from anmeld._i18n import msg
from anmeld._validation import validate
from anmeld.errors import AnmeldError, Fault, Where

Model = TypeVar("Model", bound=BaseModel)


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
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        problem = msg("is not valid TOML: {reason}.", reason=str(cause))
        raise error(Fault("invalid-toml", Where(file=str(path)), problem)) from cause
    return validate(model, data, error, file=str(path))
