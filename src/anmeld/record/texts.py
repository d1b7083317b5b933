"""From the bytes of one record to its data: TOML or JSON, every wrong byte named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from anmeld._i18n import msg
from anmeld._toml import decoded, parsed
from anmeld._toml_lines import key_lines as toml_lines
from anmeld._toml_lines import nearest_line
from anmeld._validation import Locate
from anmeld.errors import Fault, Where
from anmeld.record.json_text import key_lines as json_lines
from anmeld.record.json_text import parse_json

_JSON = re.compile(r"\s*(?:\{|\[\s*[\[{\]])")


@dataclass(frozen=True, slots=True, repr=False)
class Source:
    """The data of one record, not yet checked.

    Attributes:
        data: Plain data.
        file: The source as a person named it; `None` for data of another program.
        locate: The line of a key path, where there are lines.
    """

    data: Mapping[str, Any]
    file: str | None
    locate: Locate | None


def looks_like_json(text: str) -> bool:
    """Tell JSON from TOML by its beginning."""
    return _JSON.match(text) is not None


def read_toml(content: bytes, file: str) -> Source | tuple[Fault, ...]:
    """Read one record of TOML.

    Args:
        content: The bytes of the file.
        file: The source as a person named it.

    Returns:
        Its data, or what is wrong.
    """
    text = decoded(content, file)
    if isinstance(text, Fault):
        return (text,)
    data = parsed(text, file)
    if isinstance(data, Fault):
        return (data,)
    lines = cache(partial(toml_lines, text))
    return Source(data, file, partial(nearest_line, lines))


def read_json(
    content: bytes, file: str, first_line: int = 1
) -> Source | tuple[Fault, ...]:
    """Read one record of JSON.

    Args:
        content: The bytes of the file, or of one line of JSON Lines.
        file: The source as a person named it.
        first_line: The line of the file that the bytes begin on.

    Returns:
        Its data, or what is wrong.
    """
    text = decoded(content, file)
    if isinstance(text, Fault):
        line = (text.where.line or 1) + first_line - 1
        where = Where(file=file, line=line)
        return (Fault(text.code, where, text.problem, text.remedy),)
    data = parse_json(text, file, first_line)
    if isinstance(data, tuple):
        return data
    if not isinstance(data, dict):
        problem = msg("is not one record.")
        remedy = msg("A record is an object; write several as one a line in .jsonl.")
        where = Where(file=file, line=first_line)
        return (Fault("not-a-record", where, problem, remedy),)
    lines = cache(partial(json_lines, text, first_line))
    if "\n" in text.rstrip():
        return Source(data, file, partial(nearest_line, lines))
    # A record on one line: a section that is missing is missing there.
    return Source(data, file, lambda path: nearest_line(lines, path) or first_line)
