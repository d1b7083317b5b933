"""Lists: what stands before each of their paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from anmeld.render.pdf.layers import Properties
from anmeld.render.pdf.names import VAL, W, number, on
from anmeld.render.pdf.properties import paragraph_properties, run_properties

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_SYMBOLS: Final = str.maketrans(
    {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf076": "❖",
        "\uf02d": "–",
        "\uf0a8": "☐",
        "\uf06f": "☐",
        "\uf071": "❑",
        "\uf0e0": "→",
        "\uf0fe": "☒",
        "\uf0b0": "°",
    }
)
"""Private-use bullets of the symbol fonts, as the characters they show."""


def symbol(text: str) -> str:
    """Put characters of Symbol and Wingdings into Unicode, as far as lists use them."""
    return text.translate(_SYMBOLS)


def written(value: int, format_: str) -> str:
    """Write a number in one of Word's formats.

    Args:
        value: The number.
        format_: Word's name of the format.

    Returns:
        The number as printed; formats that we do not know are written as decimal.
    """
    if format_ == "decimalZero":
        return f"{value:02d}"
    if value > 0 and format_ in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if format_ == "upperLetter" else letter
    if 0 < value < 40_000 and format_ in ("lowerRoman", "upperRoman"):
        roman = _roman(value)
        return roman.upper() if format_ == "upperRoman" else roman
    return "" if format_ == "none" else str(value)


def _roman(value: int) -> str:
    out = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        out += letters * count
    return out


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        format: How its numbers are written.
        text: What is printed, with `%1` for the number of level 1.
        start: Its first number.
        restart: The level (from 1) that restarts it; 0 never; None the one above.
        suffix: What follows the label: `tab`, `space` or `nothing`.
        legal: Whether numbers of other levels are written as decimal.
        align: How the label stands at its place.
        paragraph: Formatting of its paragraphs.
        run: Formatting of the label.
    """

    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    suffix: str = "tab"
    legal: bool = False
    align: str = "left"
    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)


class Numbering:
    """The lists a document defines; counting is done by a `Counter`.

    Args:
        root: `w:numbering`, or None where the document has no lists.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        if root is None:
            return
        self._read_abstract(root)
        for element in root.iterfind(W + "num"):
            self._add(element)

    def _read_abstract(self, root: etree._Element) -> None:
        """Read the abstract lists; one that links to a style takes its levels."""
        offered: dict[str, str] = {}
        wanted: dict[str, str] = {}
        for element in root.iterfind(W + "abstractNum"):
            name = element.get(W + "abstractNumId", "")
            self._abstract[name] = _levels(element)
            link = element.find(W + "styleLink")
            if link is not None:
                offered[link.get(VAL, "")] = name
            link = element.find(W + "numStyleLink")
            if link is not None:
                wanted[name] = link.get(VAL, "")
        for name, style in wanted.items():
            if style in offered:
                self._abstract[name] = self._abstract[offered[style]]

    def _add(self, element: etree._Element) -> None:
        abstract = element.find(W + "abstractNumId")
        name = abstract.get(VAL, "") if abstract is not None else ""
        levels = dict(self._abstract.get(name, {}))
        starts = {}
        for override in element.iterfind(W + "lvlOverride"):
            index = int(number(override.get(W + "ilvl")))
            start = override.find(W + "startOverride")
            if start is not None:
                starts[index] = int(number(start.get(VAL), 1))
            levels.update(_levels(override))
        self._lists[element.get(W + "numId", "")] = (name, levels, starts)

    def level(self, list_: str, index: int) -> Level | None:
        """Find a list's level; None for no list (`numId` 0) or an undefined one."""
        found = self._lists.get(list_)
        return found[1].get(index) if found else None

    def counter(self) -> Counter:
        """Start counting for one document."""
        return Counter(self._lists)


class Counter:
    """Counts the paragraphs of one document's lists.

    Args:
        lists: List -> (abstract list, levels, first numbers of its own).
    """

    def __init__(
        self, lists: Mapping[str, tuple[str, dict[int, Level], dict[int, int]]]
    ) -> None:
        self._lists = lists
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, list_: str, index: int) -> str:
        """Count one paragraph and write its label.

        Args:
            list_: The list.
            index: Its level from 0.

        Returns:
            The label as printed.
        """
        abstract, levels, starts = self._lists[list_]
        counts = self._counts.setdefault(abstract, [None] * 9)
        for above in range(index):
            if counts[above] is None and above in levels:
                counts[above] = levels[above].start
        self._count(list_, index, counts, starts, levels[index])
        for below in range(index + 1, 9):
            level = levels.get(below)
            after = level.restart if level is not None else None
            if after is None or (after and index < after):
                counts[below] = None
        return self._written(levels, index, counts)

    def _count(
        self,
        list_: str,
        index: int,
        counts: list[int | None],
        starts: Mapping[int, int],
        level: Level,
    ) -> None:
        if index in starts and (list_, index) not in self._started:
            self._started.add((list_, index))
            counts[index] = starts[index]
            return
        current = counts[index]
        first = starts.get(index, level.start)
        counts[index] = first if current is None else current + 1

    def _written(
        self, levels: Mapping[int, Level], index: int, counts: list[int | None]
    ) -> str:
        level = levels[index]
        if level.format == "bullet":
            return symbol(level.text)
        text = level.text
        for other in range(index, -1, -1):
            if other in levels:
                form = "decimal" if level.legal else levels[other].format
                if other == index and not level.legal:
                    form = level.format
                shown = written(counts[other] or 0, form)
                text = text.replace(f"%{other + 1}", shown)
        return text


def _levels(parent: etree._Element) -> dict[int, Level]:
    found = {}
    for element in parent.iterfind(W + "lvl"):
        values = {
            child.tag.removeprefix(W): child.get(VAL)
            for child in element
            if isinstance(child.tag, str)
        }
        restart = values.get("lvlRestart")
        found[int(number(element.get(W + "ilvl")))] = Level(
            values.get("numFmt") or "decimal",
            values.get("lvlText") or "",
            int(number(values.get("start"), 1)),
            None if restart is None else int(number(restart)),
            values.get("suff") or "tab",
            "isLgl" in values and on(values["isLgl"]),
            values.get("lvlJc") or "left",
            paragraph_properties(element.find(W + "pPr")),
            run_properties(element.find(W + "rPr")),
        )
    return found
