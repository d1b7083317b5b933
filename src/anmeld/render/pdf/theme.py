"""The fonts that a theme names, and frames gathered from their sides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from anmeld.render.pdf.looks import Sides
from anmeld.render.pdf.names import A


def theme_fonts(root: etree._Element | None) -> dict[str, str]:
    """Give the fonts that `+major` and `+minor` stand for."""
    found = {"+major": "Calibri", "+minor": "Calibri"}
    if root is None:
        return found
    for tag, key in (("majorFont", "+major"), ("minorFont", "+minor")):
        latin = root.find(f".//{A}{tag}/{A}latin")
        if latin is not None and latin.get("typeface"):
            found[key] = latin.get("typeface", "")
    return found


def frame(p: Mapping[str, Any], prefix: str) -> Sides | None:
    """Gather the sides of a frame; None where no side has a line."""
    names = ("top", "left", "bottom", "right", "between", "inside")
    found = [p.get(prefix + name) for name in names]
    return Sides(*found) if any(found) else None
