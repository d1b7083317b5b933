"""Inheriting formatting: layers of dictionaries, and keys that tell them apart."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from anmeld.render.pdf.names import VAL, W

Properties = dict[str, Any]
_STYLES: Final = frozenset((W + "pStyle", W + "rStyle"))


def merge(*layers: Properties) -> Properties:
    """Inherit: a later layer wins, but tab stops add up.

    Args:
        *layers: From the most general to the most special.

    Returns:
        A new dictionary.
    """
    out: Properties = {}
    for layer in layers:
        if not layer:
            continue
        tabs = out.get("tabs")
        out.update(layer)
        if tabs and "tabs" in layer:
            out["tabs"] = {**tabs, **layer["tabs"]}
    return out


def key_of(element: etree._Element | None) -> object:
    """Make a key that is equal for equal formatting, cheaper than reading it.

    Args:
        element: `w:pPr`, `w:rPr`, or None.

    Returns:
        Something hashable.
    """
    if element is None:
        return None
    if len(element) == 1 and element[0].tag in _STYLES:  # as most have
        return element[0].get(VAL)
    return tuple(
        [
            (child.tag, *child.items()) if not len(child) else _deep(child)
            for child in element
        ]
    )


def _deep(element: etree._Element) -> object:
    return tuple((child.tag, *child.items()) for child in element.iter())
