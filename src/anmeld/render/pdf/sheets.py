"""Style sheets, read once a process for all documents that have the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lxml import etree

from anmeld.render.pdf.fontbook import FontBook
from anmeld.render.pdf.numbering import Numbering
from anmeld.render.pdf.package import parse
from anmeld.render.pdf.styles import StyleSheet
from anmeld.render.pdf.tablestyles import TableStyles

STYLE_PARTS: Final = ("styles", "theme", "numbering", "settings")
"""The parts that say how a document looks, and nothing of what it says."""
_KEPT: Final = 8
"""Style sheets remembered: a house has a handful of templates."""
Styled = tuple[StyleSheet, TableStyles]
_LOCK: Final = threading.Lock()
_known: OrderedDict[object, Styled] = OrderedDict()


def styles_of(
    parts: Mapping[str, tuple[str, bytes]], fonts: Path | None, book: FontBook
) -> Styled:
    """Give the style sheet of a document.

    Args:
        parts: Kind -> path and bytes of each part of `STYLE_PARTS` that there is.
        fonts: The folder of the house's own fonts, which tells sheets apart.
        book: Their faces.

    Returns:
        The sheet and its table styles; the same ones for the same bytes, unless they
        remember more formatting than templates have.
    """
    key = (fonts, *[parts.get(kind, ("", b""))[1] for kind in STYLE_PARTS])
    with _LOCK:
        found = _known.get(key)
        if found is not None and not found[0].crowded:
            _known.move_to_end(key)
            return found
    made = _read(parts, book)
    with _LOCK:
        _known[key] = made
        _known.move_to_end(key)
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return made


def _read(parts: Mapping[str, tuple[str, bytes]], book: FontBook) -> Styled:
    trees: dict[str, etree._Element] = {
        kind: parse(name, data) for kind, (name, data) in parts.items()
    }
    numbering = Numbering(trees.get("numbering"))
    sheet = StyleSheet(trees.get("styles"), trees.get("theme"), numbering, book)
    settings = trees.get("settings")
    if settings is not None:
        sheet.settings(settings)
    return sheet, TableStyles(sheet)
