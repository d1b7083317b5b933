"""Where the keys of a TOML text stand: tomllib gives the data, this gives the lines.

The scanner reads text that tomllib has already accepted, so it need not judge it: it
copes with texts of several lines, arrays, inline tables and arrays of tables.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Mapping

Path = tuple[str | int, ...]
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}\n#]*")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')


def key_lines(text: str) -> Mapping[Path, int]:
    """Find the line of every key, section and list element of a TOML text.

    Args:
        text: TOML that can be parsed.

    Returns:
        Line from 1 by key path; positions in lists from 0.
    """
    scanner = _Scanner(text)
    scanner.document()
    return scanner.lines


def nearest_line(lines: Callable[[], Mapping[Path, int]], path: Path) -> int | None:
    """Give the line of a key, or of the section in which it is missing.

    Args:
        lines: Gives the lines of the keys that are there.
        path: The key path asked for.

    Returns:
        The line, or `None` for the text as a whole.
    """
    known = lines()
    while path:
        if path in known:
            return known[path]
        path = path[:-1]
    return None


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {}
        self._breaks = [hit.start() for hit in re.finditer("\n", text)]
        self._elements: dict[Path, int] = {}

    def document(self) -> None:
        section: Path = ()
        while self._skip(_BLANK) < len(self.text):
            start = self.at
            if self.text.startswith("[[", start):
                section = self._array_header(start)
            elif self.text.startswith("[", start):
                section = self._resolved(self._header("]"))
                self._note(section, start)
            else:
                self._pair(section)

    def _header(self, end: str) -> tuple[str, ...]:
        self.at += len(end)
        names = self._key()
        self._skip(_SPACE)
        self.at += len(end)
        return names

    def _array_header(self, start: int) -> Path:
        names = self._header("]]")
        path = (*self._resolved(names[:-1]), names[-1])
        self._note(path, start)
        index = self._elements.get(path, 0)
        self._elements[path] = index + 1
        self._note((*path, index), start)
        return (*path, index)

    def _resolved(self, names: tuple[str, ...]) -> Path:
        # A name of an array of tables stands for its newest element.
        path: Path = ()
        for name in names:
            path = (*path, name)
            if path in self._elements:
                path = (*path, self._elements[path] - 1)
        return path

    def _pair(self, section: Path) -> None:
        start = self.at
        path = (*section, *self._key())
        for length in range(len(section) + 1, len(path) + 1):
            self._note(path[:length], start)
        self._skip(_SPACE)
        self.at += 1  # the sign of equality
        self._skip(_SPACE)
        self._value(path)

    def _key(self) -> tuple[str, ...]:
        names = [self._name()]
        self._skip(_SPACE)
        while self.text.startswith(".", self.at):
            self.at += 1
            names.append(self._name())
            self._skip(_SPACE)
        return tuple(names)

    def _name(self) -> str:
        self._skip(_SPACE)
        start = self.at
        if self.text[start] in "\"'":
            self._skip(_STRING)
            quoted = self.text[start : self.at]
            return str(tomllib.loads(f"name = {quoted}")["name"])
        self._skip(_BARE)
        return self.text[start : self.at]

    def _value(self, path: Path) -> None:
        opening = self.text[self.at : self.at + 3]
        if opening in ('"""', "'''"):
            self._long_text(opening)
        elif opening[:1] in ('"', "'"):
            self._skip(_STRING)
        elif opening[:1] == "[":
            self._array(path)
        elif opening[:1] == "{":
            self._inline_table(path)
        else:
            self._skip(_SCALAR)

    def _long_text(self, quotes: str) -> None:
        end = self.text.index(quotes, self.at + 3)
        while quotes == '"""' and self._escaped(end):
            end = self.text.index(quotes, end + 1)
        self.at = end + 3
        # Up to two quotation marks may stand before the closing three.
        while self.text.startswith(quotes[0], self.at):
            self.at += 1

    def _escaped(self, at: int) -> bool:
        before = at
        while self.text[before - 1] == "\\":
            before -= 1
        return (at - before) % 2 == 1

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self.text[self._skip(_BLANK)] != "]":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._note((*path, index), self.at)
            self._value((*path, index))
            index += 1
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self.text[self._skip(_BLANK)] != "}":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._pair(path)
        self.at += 1

    def _skip(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def _note(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, bisect_right(self._breaks, at - 1) + 1)
