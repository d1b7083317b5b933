"""JSON with the line of every key, and with keys that stand twice found.

Python's own parser keeps the last of two equal keys and says nothing: a lost fact.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from anmeld._i18n import msg
from anmeld._validation import Path, dotted
from anmeld.errors import Fault, Where

_BLANK = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_SCALAR = re.compile(r"[^,\]}\s]*")


def parse_json(
    text: str, file: str | None, first_line: int = 1
) -> object | tuple[Fault, ...]:
    """Parse one JSON value, with exact decimals.

    Args:
        text: The text.
        file: Its name, for the message.
        first_line: The line of the file that the text begins on.

    Returns:
        The data, or the faults: what is no JSON, or every key that stands twice.
    """
    doubled: list[bool] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(items)
        if len(found) < len(items):
            doubled.append(True)
        return found

    try:
        data: object = json.loads(
            text,
            parse_float=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=pairs,
        )
    except json.JSONDecodeError as cause:
        return (_syntax(cause.msg, file, cause.lineno + first_line - 1),)
    except RecursionError:
        return (_syntax("too deep", file, first_line),)
    except (ValueError, ArithmeticError):
        return (_syntax("number", file, None),)
    return _twice(text, file, first_line) if doubled else data


def key_lines(text: str, first_line: int = 1) -> Mapping[Path, int]:
    """Find the line of every key and list element of a JSON text.

    Args:
        text: JSON that can be parsed.
        first_line: The line of the file that the text begins on.

    Returns:
        Line by key path; positions in lists from 0.
    """
    scanner = _Scanner(text, first_line)
    scanner.value(())
    return scanner.lines


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _twice(text: str, file: str | None, first_line: int) -> tuple[Fault, ...]:
    scanner = _Scanner(text, first_line)
    scanner.value(())
    return tuple(
        Fault(
            "duplicate-key",
            Where(file=file, line=line, key=dotted(path)),
            msg("stands twice."),
            msg("Keep one of them."),
        )
        for path, line in scanner.again
    )


def _syntax(reason: str, file: str | None, line: int | None) -> Fault:
    where = Where(file=file, line=line)
    if reason == "Extra data":
        problem = msg("holds more than one JSON value.")
        remedy = msg("Name a file with one record a line .jsonl.")
        return Fault("invalid-json", where, problem, remedy)
    if reason == "too deep":
        remedy = msg("Use sections as the empty record shows them.")
        return Fault("too-deep", where, msg("is nested too deeply."), remedy)
    if reason == "number":
        problem = msg("holds a number that is none, such as NaN, or far too long.")
        remedy = msg("Put it in quotation marks, or correct it.")
        return Fault("invalid-json", where, problem, remedy)
    remedy = msg("Check quotation marks, commas and brackets there and just before.")
    return Fault("invalid-json", where, msg("is not valid JSON."), remedy)


class _Scanner:
    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.again: list[tuple[Path, int]] = []
        self._first = first_line
        self._breaks = [hit.start() for hit in re.finditer("\n", text)]

    def value(self, path: Path) -> None:
        opening = self.text[self._skip(_BLANK)]
        if opening == "{":
            self._object(path)
        elif opening == "[":
            self._array(path)
        elif opening == '"':
            self._string()
        else:
            self._skip(_SCALAR)

    def _object(self, path: Path) -> None:
        self.at += 1
        while self.text[self._skip(_BLANK)] != "}":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            start = self.at
            inner = (*path, self._string())
            self._note(inner, start)
            self._skip(_BLANK)
            self.at += 1  # the colon
            self.value(inner)
        self.at += 1

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self.text[self._skip(_BLANK)] != "]":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._note((*path, index), self.at)
            self.value((*path, index))
            index += 1
        self.at += 1

    def _string(self) -> str:
        text, self.at = _DECODER.raw_decode(self.text, self.at)
        return str(text)

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def _note(self, path: Path, at: int) -> None:
        line = bisect_right(self._breaks, at) + self._first
        if path in self.lines:
            self.again.append((path, line))
        self.lines[path] = line
