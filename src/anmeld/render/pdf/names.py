"""The XML names of WordprocessingML that the engine knows, written once."""

from __future__ import annotations

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V: Final = "{urn:schemas-microsoft-com:vml}"
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
REL: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"

P: Final = W + "p"
RUN: Final = W + "r"
TBL: Final = W + "tbl"
P_PR: Final = W + "pPr"
R_PR: Final = W + "rPr"
T: Final = W + "t"
VAL: Final = W + "val"
RID: Final = R + "id"
EMBED: Final = R + "embed"

TWIP: Final = 1 / 20
"""Points in a twentieth of a point, Word's unit of length."""
EMU: Final = 1 / 12700
"""Points in an English metric unit, DrawingML's unit of length."""


def child(element: etree._Element, tag: str) -> etree._Element | None:
    """Find an element's first child of a name.

    Asked for every paragraph, run and cell, where lxml's own `find` takes five times
    as long: what is looked for nearly always comes first.

    Args:
        element: Where to look.
        tag: The name in Clark's notation.

    Returns:
        The child, or None.
    """
    for found in element:
        if found.tag == tag:
            return found
    return None


def on(value: str | None) -> bool:
    """Read a switch: present without a value means on.

    Args:
        value: The text of `w:val`, or None where it is absent.

    Returns:
        Whether the switch is on.
    """
    return value is None or value not in ("0", "false", "off", "none")


def number(text: str | None, default: float = 0.0) -> float:
    """Read a number of WordprocessingML, however badly it is written.

    Args:
        text: Digits, possibly with a unit (`12pt`) or a percent sign.
        default: What stands for an absent or unreadable number.

    Returns:
        The number, without its unit.
    """
    if text is None:
        return default
    try:
        value = float(text)
    except ValueError:
        value = _with_unit(text, default)
    return value if -1e7 < value < 1e7 else default


def _with_unit(text: str, default: float) -> float:
    units = {"pt": 20.0, "in": 1440.0, "cm": 566.93, "mm": 56.693, "pc": 240.0}
    try:
        return float(text[:-2]) * units[text[-2:]]
    except (ValueError, KeyError):
        return default
