"""Formatting as WordprocessingML writes it, read into plain dictionaries.

A dictionary holds only what its element says, so that inheriting is merging: a later
dictionary wins over an earlier one, key by key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from lxml import etree

from anmeld.render.pdf.layers import Properties
from anmeld.render.pdf.looks import Border, Rgb, TabStop
from anmeld.render.pdf.names import TWIP, VAL, W, number, on

Reader = Callable[[etree._Element, Properties], None]

_HIGHLIGHTS: Final[dict[str, Rgb]] = {
    "black": (0, 0, 0),
    "blue": (0, 0, 1),
    "cyan": (0, 1, 1),
    "green": (0, 1, 0),
    "magenta": (1, 0, 1),
    "red": (1, 0, 0),
    "yellow": (1, 1, 0),
    "white": (1, 1, 1),
    "darkBlue": (0, 0, 0.5),
    "darkCyan": (0, 0.5, 0.5),
    "darkGreen": (0, 0.5, 0),
    "darkMagenta": (0.5, 0, 0.5),
    "darkRed": (0.5, 0, 0),
    "darkYellow": (0.5, 0.5, 0),
    "darkGray": (0.5, 0.5, 0.5),
    "lightGray": (0.75, 0.75, 0.75),
}
TOGGLES: Final = frozenset(("b", "i", "caps", "smallCaps", "strike", "vanish"))
"""Switches of which a paragraph's style and a character's style cancel each other."""


def color(text: str | None) -> Rgb | None:
    """Read RRGGBB.

    Args:
        text: Six hexadecimal digits, `auto` or None.

    Returns:
        Parts from 0 to 1, or None for `auto` and anything unreadable.
    """
    if text is None or len(text) != 6:
        return None
    try:
        value = int(text, 16)
    except ValueError:
        return None
    parts = (value >> 16 & 255, value >> 8 & 255, value & 255)
    return parts[0] / 255, parts[1] / 255, parts[2] / 255


def border(element: etree._Element) -> Border | None:
    """Read one side of a frame; None is an explicit absence of a line."""
    kind = element.get(VAL, "nil")
    if kind in ("nil", "none"):
        return None
    width = number(element.get(W + "sz"), 4) / 8
    if kind in ("double", "thinThickSmallGap", "thickThinSmallGap"):
        width *= 3
    rgb = color(element.get(W + "color")) or (0.0, 0.0, 0.0)
    return Border(max(width, 0.25), number(element.get(W + "space")), rgb, kind)


def shading(element: etree._Element) -> Rgb | None:
    """Read the colour behind a paragraph, cell or run; patterns become a mixture."""
    fill = color(element.get(W + "fill"))
    pattern = element.get(VAL, "clear")
    share = 1.0 if pattern == "solid" else 0.0
    if pattern.startswith("pct"):
        share = number(pattern[3:]) / 100
    if not share:
        return fill
    over = color(element.get(W + "color")) or (0.0, 0.0, 0.0)
    under = fill or (1.0, 1.0, 1.0)
    mixed = [a * share + b * (1 - share) for a, b in zip(over, under, strict=True)]
    return mixed[0], mixed[1], mixed[2]


def length(element: etree._Element, name: str) -> float | None:
    """Read a length in twentieths of a point as points, or None where absent."""
    text = element.get(W + name)
    return None if text is None else number(text) * TWIP


def sides(element: etree._Element, prefix: str, out: Properties) -> None:
    """Read a frame into keys `<prefix>top`, `<prefix>left` and so on."""
    names = {"start": "left", "end": "right"}
    for child in element:
        side = etree.QName(child).localname
        out[prefix + names.get(side, side)] = border(child)


def _fonts(element: etree._Element, out: Properties) -> None:
    for name, theme in (("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme")):
        value = element.get(W + theme)
        if value is not None:
            out["font"] = "+" + value[:5]  # +major, +minor
            return
        value = element.get(W + name)
        if value is not None:
            out["font"] = value
            return


def _underline(element: etree._Element, out: Properties) -> None:
    kind = element.get(VAL, "single")
    out["u"] = None if kind == "none" else kind


def _switch(key: str) -> Reader:
    def read(element: etree._Element, out: Properties) -> None:
        out[key] = on(element.get(VAL))

    return read


def _value(key: str) -> Reader:
    def read(element: etree._Element, out: Properties) -> None:
        out[key] = element.get(VAL)

    return read


def _points(key: str, unit: float) -> Reader:
    def read(element: etree._Element, out: Properties) -> None:
        out[key] = number(element.get(VAL)) * unit

    return read


def _color(element: etree._Element, out: Properties) -> None:
    out["color"] = color(element.get(VAL)) or (0.0, 0.0, 0.0)


def _highlight(element: etree._Element, out: Properties) -> None:
    out["highlight"] = _HIGHLIGHTS.get(element.get(VAL, ""))


def _shade(element: etree._Element, out: Properties) -> None:
    out["shade"] = shading(element)


_RUN: Final[Mapping[str, Reader]] = {
    W + "rFonts": _fonts,
    W + "sz": _points("size", 0.5),
    W + "b": _switch("b"),
    W + "i": _switch("i"),
    W + "u": _underline,
    W + "strike": _switch("strike"),
    W + "dstrike": _switch("dstrike"),
    W + "caps": _switch("caps"),
    W + "smallCaps": _switch("smallCaps"),
    W + "vanish": _switch("vanish"),
    W + "color": _color,
    W + "highlight": _highlight,
    W + "shd": _shade,
    W + "vertAlign": _value("vert"),
    W + "position": _points("position", 0.5),
    W + "spacing": _points("spacing", TWIP),
    W + "lang": _value("lang"),
    W + "rStyle": _value("style"),
}


def run_properties(element: etree._Element | None) -> Properties:
    """Read `w:rPr`."""
    return _read(element, _RUN)


def _read(element: etree._Element | None, readers: Mapping[str, Reader]) -> Properties:
    out: Properties = {}
    if element is not None:
        for child in element:
            reader = readers.get(child.tag)
            if reader is not None:
                reader(child, out)
    return out


def _indent(element: etree._Element, out: Properties) -> None:
    for key, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        for name in names:
            value = length(element, name)
            if value is not None:
                out[key] = value
    first, hanging = length(element, "firstLine"), length(element, "hanging")
    if first is not None:
        out["first"] = first
    if hanging is not None:
        out["first"] = -hanging


def _spacing(element: etree._Element, out: Properties) -> None:
    for key in ("before", "after"):
        value = length(element, key)
        if value is not None:
            out[key] = value
        auto = element.get(W + key + "Autospacing")
        if auto is not None:
            out[key + "Auto"] = on(auto)
    line = element.get(W + "line")
    if line is not None:
        rule = element.get(W + "lineRule", "auto")
        out["rule"] = rule if rule in ("exact", "atLeast") else "auto"
        out["line"] = number(line) / (240 if out["rule"] == "auto" else 20)


def _tabs(element: etree._Element, out: Properties) -> None:
    stops: dict[float, TabStop | None] = {}
    for child in element:
        position = length(child, "pos") or 0.0
        kind = child.get(VAL, "left")
        leader = child.get(W + "leader")
        if leader == "none":
            leader = None
        align = {"start": "left", "num": "left", "end": "right"}.get(kind, kind)
        stops[position] = None if kind == "clear" else TabStop(position, align, leader)
    out["tabs"] = stops


def _numbering(element: etree._Element, out: Properties) -> None:
    level, list_ = element.find(W + "ilvl"), element.find(W + "numId")
    if level is not None:
        out["ilvl"] = max(0, min(8, int(number(level.get(VAL)))))
    if list_ is not None:
        out["numId"] = list_.get(VAL, "0")


def _outline(element: etree._Element, out: Properties) -> None:
    level = int(number(element.get(VAL), 9))
    out["outline"] = level + 1 if 0 <= level < 9 else None


def _frame(element: etree._Element, out: Properties) -> None:
    sides(element, "border.", out)


_PARAGRAPH: Final[Mapping[str, Reader]] = {
    W + "pStyle": _value("style"),
    W + "jc": _value("jc"),
    W + "ind": _indent,
    W + "spacing": _spacing,
    W + "keepNext": _switch("keepNext"),
    W + "keepLines": _switch("keepLines"),
    W + "suppressAutoHyphens": _switch("unbroken"),
    W + "pageBreakBefore": _switch("pageBreak"),
    W + "widowControl": _switch("widows"),
    W + "contextualSpacing": _switch("contextual"),
    W + "pBdr": _frame,
    W + "shd": _shade,
    W + "tabs": _tabs,
    W + "numPr": _numbering,
    W + "outlineLvl": _outline,
}


def paragraph_properties(element: etree._Element | None) -> Properties:
    """Read `w:pPr`."""
    return _read(element, _PARAGRAPH)
