"""What stands where on the accident notice, read from `notice_form.toml` beside it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

_SOURCE = Path(__file__).with_name("notice_form.toml")
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Cell:
    """One question with its field.

    Attributes:
        name: The field's name, which `fields.toml` maps.
        label: The words printed above it.
        share: Its part of the row's width.
        help: What a screen reader says besides the label.
        answers: For a question with few answers: a button each, no text field.
    """

    name: str
    label: str
    share: float
    help: str = ""
    answers: tuple[str, ...] = ()

    @property
    def tooltip(self) -> str:
        """What a screen reader says of the field."""
        if not self.help:
            return self.label
        stop = "" if self.label.endswith((".", "?", ":")) else "."
        return f"{self.label}{stop} {self.help}"

    def numbered(self, number: int) -> Cell:
        """Give the cell of one line of a list; one that is no list stays as it is."""
        if "{n}" not in self.name:
            return self
        spoken = f"Nr. {number}. {self.help}".rstrip()
        name = self.name.replace("{n}", str(number))
        return replace(self, name=name, help=spoken)


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side.

    Attributes:
        cells: The cells; their shares add up to 1.
        lines: Lines of text that a field takes; more than one wraps.
        size: Type size of what is filled in.
        repeat: How often the row stands below itself, for a list; `{n}` in a name is
            the line's number, and the labels are printed once.
    """

    cells: tuple[Cell, ...]
    lines: int = 1
    size: float = 9.5
    repeat: int = 0

    @property
    def bands(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells of each line."""
        if not self.repeat:
            return (self.cells,)
        return tuple(
            tuple(cell.numbered(number) for cell in self.cells)
            for number in range(1, self.repeat + 1)
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading on a page, with rows under it."""

    page: int
    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """The whole form.

    Attributes:
        title: The file's title.
        heading: The heading on the first page.
        subtitle: The line under it.
        lead: The sentence that says what the form is not.
        explanation: What follows it in the box.
        sections: The questions, page by page.
    """

    title: str
    heading: str
    subtitle: str
    lead: str
    explanation: str
    sections: tuple[Section, ...]

    @property
    def pages(self) -> int:
        """How many pages the form has."""
        return max(section.page for section in self.sections)


def load_notice() -> Notice:
    """Read the form's words.

    Returns:
        The form.

    Raises:
        ValueError: The cells of a row do not fill it, or two fields share a name.
    """
    data = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    sections = tuple(_section(entry) for entry in data.pop("sections"))
    rows = [row for section in sections for row in section.rows]
    for row in rows:
        if abs(sum(cell.share for cell in row.cells) - 1) > _ROUNDING:
            raise ValueError(f"the row of {row.cells[0].name} is not filled")
    names = [cell.name for row in rows for cell in row.cells]
    if len(names) != len(set(names)):
        raise ValueError("two fields share a name")
    return Notice(**data, sections=sections)


def _section(entry: dict[str, Any]) -> Section:
    rows = tuple(Row(_cells(row.pop("cells")), **row) for row in entry["rows"])
    return Section(entry["page"], entry["heading"], rows)


def _cells(entries: list[dict[str, Any]]) -> tuple[Cell, ...]:
    for entry in entries:
        entry["answers"] = tuple(entry.get("answers", ()))
    return tuple(Cell(**entry) for entry in entries)
