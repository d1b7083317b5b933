"""Pictures and text boxes of DrawingML and of the older VML."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from anmeld.render.pdf.looks import Border
from anmeld.render.pdf.names import EMBED, EMU, MC, PIC, RID, WP, WPS, A, V, W, number
from anmeld.render.pdf.properties import color

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_LARGEST = 14_400.0
"""Points: PDF's own limit of a page's side."""


@dataclass(slots=True)
class Drawing:
    """A drawing as found, before its picture is looked up.

    Attributes:
        width: Width in points.
        height: Height in points.
        alt: What it shows, in words; nothing where nobody said so.
        decorative: Whether it only decorates.
        embed: Relationship id of its picture, or None.
        box: The content of its text box, or None.
        border: The text box's frame.
        insets: The text box's margins: top, left, bottom, right.
        crop: Parts cut off at left, top, right, bottom.
        wrap: `inline`, `none`, `topAndBottom` or `square`.
        behind: Whether it lies behind the text.
        horizontal: (relative to, offset or alignment) of an anchored one.
        vertical: The same downwards.
        margins: Distances to the text: top, left, bottom, right.
        problem: The name of what is not covered, or nothing.
    """

    width: float
    height: float
    alt: str = ""
    decorative: bool = False
    embed: str | None = None
    box: etree._Element | None = None
    border: Border | None = None
    insets: tuple[float, float, float, float] = (3.6, 7.2, 3.6, 7.2)
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    wrap: str = "inline"
    behind: bool = False
    horizontal: tuple[str, float | str] = ("column", 0.0)
    vertical: tuple[str, float | str] = ("paragraph", 0.0)
    margins: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    problem: str = ""


def read_drawing(element: etree._Element) -> Drawing:
    """Read `w:drawing`.

    Args:
        element: The element.

    Returns:
        What it shows; `problem` says what is not covered.
    """
    holder = next((c for c in element if c.tag in (WP + "inline", WP + "anchor")), None)
    if holder is None:
        return Drawing(0, 0, problem="drawing")
    extent = holder.find(WP + "extent")
    width, height = (
        _emu(extent.get(name)) if extent is not None else 0.0 for name in ("cx", "cy")
    )
    out = Drawing(width, height)
    if max(width, height) > _LARGEST:
        out.problem = "drawing larger than a page can be"
        return out
    named = holder.find(WP + "docPr")
    if named is not None:
        out.alt = named.get("descr") or named.get("title") or ""
        mark = next(named.iter(_DECORATIVE), None)
        out.decorative = mark is not None and mark.get("val") in ("1", "true")
    if holder.tag == WP + "anchor":
        _anchor(holder, out)
    _graphic(holder, out)
    return out


def _anchor(holder: etree._Element, out: Drawing) -> None:
    out.behind = holder.get("behindDoc") in ("1", "true")
    wraps = {
        "wrapNone": "none",
        "wrapTopAndBottom": "topAndBottom",
        "wrapSquare": "square",
        "wrapTight": "square",
        "wrapThrough": "square",
    }
    for child in holder:
        name = etree.QName(child).localname
        out.wrap = wraps.get(name, out.wrap)
    if out.wrap == "inline":
        out.wrap = "none"
    out.horizontal = _position(holder.find(WP + "positionH"), ("column", 0.0))
    out.vertical = _position(holder.find(WP + "positionV"), ("paragraph", 0.0))
    top, bottom, left, right = (
        _emu(holder.get(name)) for name in ("distT", "distB", "distL", "distR")
    )
    out.margins = (top, left, bottom, right)


def _emu(text: str | None) -> float:
    try:
        return max(-1e6, min(1e6, int(text or 0) * EMU))
    except ValueError:
        return 0.0


def _position(
    element: etree._Element | None, default: tuple[str, float | str]
) -> tuple[str, float | str]:
    if element is None:
        return default
    relative = element.get("relativeFrom", default[0])
    align = element.find(WP + "align")
    if align is not None and align.text:
        return relative, align.text.strip()
    offset = element.find(WP + "posOffset")
    return relative, _emu(offset.text if offset is not None else None)


def _graphic(holder: etree._Element, out: Drawing) -> None:
    data = holder.find(f"{A}graphic/{A}graphicData")
    inner = data[0] if data is not None and len(data) else None
    if inner is None:
        out.problem = "drawing"
    elif inner.tag == PIC + "pic":
        _picture(inner, out)
    elif inner.tag == WPS + "wsp":
        _shape(inner, out)
    else:
        kind = data.get("uri", "") if data is not None else ""
        out.problem = kind.rstrip("/").rsplit("/", 1)[-1] or "drawing"


def _picture(element: etree._Element, out: Drawing) -> None:
    blip = element.find(f"{PIC}blipFill/{A}blip")
    if blip is None or blip.get(EMBED) is None:
        out.problem = "linked picture"
        return
    out.embed = blip.get(EMBED)
    cut = element.find(f"{PIC}blipFill/{A}srcRect")
    if cut is not None:
        left, top, right, bottom = (number(cut.get(s)) / 1e5 for s in "ltrb")
        if left + right < 1 and top + bottom < 1:
            out.crop = (left, top, right, bottom)
    transform = element.find(f"{PIC}spPr/{A}xfrm")
    if transform is not None and number(transform.get("rot")):
        out.problem = "rotated picture"


def _shape(element: etree._Element, out: Drawing) -> None:
    box = element.find(f"{WPS}txbx/{W}txbxContent")
    if box is None:
        out.problem = "shape"
        return
    out.box = box
    line = element.find(f"{WPS}spPr/{A}ln")
    if line is not None and line.find(A + "noFill") is None:
        rgb = line.find(f"{A}solidFill/{A}srgbClr")
        found = color(rgb.get("val")) if rgb is not None else None
        width = _emu(line.get("w")) or 0.75
        out.border = Border(width, 0.0, found or (0.0, 0.0, 0.0), "single")
    body = element.find(WPS + "bodyPr")
    if body is not None:
        given = [body.get(name) for name in ("tIns", "lIns", "bIns", "rIns")]
        values = [
            default if text is None else _emu(text)
            for text, default in zip(given, out.insets, strict=True)
        ]
        out.insets = (values[0], values[1], values[2], values[3])


def read_pict(element: etree._Element) -> Drawing:
    """Read `w:pict`, the older drawing: a picture or a text box."""
    shape = next((c for c in element.iter() if c.get("style")), None)
    style = shape.get("style", "") if shape is not None else ""
    out = Drawing(_measure(style, "width"), _measure(style, "height"))
    out.alt = (shape.get("alt") if shape is not None else None) or ""
    image = next(element.iter(V + "imagedata"), None)
    box = next(element.iter(W + "txbxContent"), None)
    if box is not None:
        out.box = box
        out.wrap = "topAndBottom"
        out.border = Border(0.75, 0.0, (0.0, 0.0, 0.0), "single")
        if shape is not None and shape.get("stroked") in ("f", "false"):
            out.border = None
    elif image is not None and image.get(RID) and out.width and out.height:
        out.embed = image.get(RID)
    else:
        out.problem = "VML drawing"
    return out


def _measure(style: str, name: str) -> float:
    found = re.search(rf"(?:^|;)\s*{name}:\s*([\d.]+(?:pt|in|cm|mm)?)", style)
    return number(found.group(1)) / 20 if found and found.group(1)[-1].isalpha() else 0


def alternative(element: etree._Element) -> list[etree._Element]:
    """Choose what to show of `mc:AlternateContent`: the newer where we know it."""
    for choice in element.iterfind(MC + "Choice"):
        if choice.get("Requires") in ("wps", "w14", "w15"):
            return list(choice)
    fallback = element.find(MC + "Fallback")
    return list(fallback) if fallback is not None else []
