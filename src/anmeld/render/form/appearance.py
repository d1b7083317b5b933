"""What a widget looks like: border, background and text as a stream of drawing."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from anmeld.render.form.faces import Face
from anmeld.render.form.layout import Laid
from anmeld.render.form.objects import dictionary_of, entry, inherited, items, resolved
from anmeld.render.form.syntax import number, stream
from anmeld.render.form.update import Fill

_FONT = re.compile(rb"/([^\s/\[\]()<>{}%]*)\s+(-?[\d.]+)\s+Tf")
_NUMBER = rb"-?(?:\d+\.?\d*|\.\d+)"
_COLOUR = re.compile(
    rb"(?<![\w.])(%b\s+g|%b\s+%b\s+%b\s+rg|%b\s+%b\s+%b\s+%b\s+k)(?!\w)"
    % ((_NUMBER,) * 8)
)
_PAINT = {1: (b"g", b"G"), 3: (b"rg", b"RG"), 4: (b"k", b"K")}


@dataclass(frozen=True, slots=True)
class DefaultAppearance:
    """What a `/DA` says.

    Attributes:
        font: The font's resource name, not escaped; empty where none is named.
        size: In points, 0 for automatic.
        colour: The operator that sets the colour of the text.
    """

    font: bytes
    size: float
    colour: bytes


def read_default_appearance(text: bytes) -> DefaultAppearance:
    """Read a `/DA`, as damaged as it may be."""
    fonts = _FONT.findall(text)
    colours = _COLOUR.findall(text)
    font, size = fonts[-1] if fonts else (b"", b"0")
    return DefaultAppearance(
        unescaped(font), _size(size), colours[-1] if colours else b"0 g"
    )


def _size(text: bytes) -> float:
    try:
        size = abs(float(text))
    except ValueError:
        return 0.0
    return size if 0.5 <= size < 1000 else 0.0


def unescaped(name: bytes) -> bytes:
    """A name as it stands in a file, with its `#` escapes resolved."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda hit: bytes((int(hit[1], 16),)), name)


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a widget's appearance that no value changes.

    Attributes:
        width: Of the content turned upright, in points.
        height: Of the content turned upright, in points.
        head: Entries of the stream's dictionary: box and matrix.
        border: Drawing of background and border, empty where there is neither.
        line: Width of the border.
    """

    width: float
    height: float
    head: bytes
    border: bytes
    line: float


def read_frame(
    chain: tuple[DictionaryObject, ...], rect: tuple[float, float, float, float]
) -> Frame:
    """Read the frame of a widget.

    Args:
        chain: The widget and what it inherits from.
        rect: Its rectangle, corners in order.
    """
    look = dictionary_of(inherited(chain[:1], "/MK"))
    width, height = rect[2] - rect[0], rect[3] - rect[1]
    turn = rotation_of(look)
    upright = (height, width) if turn in (90, 270) else (width, height)
    matrix = {
        90: b"/Matrix[0 1 -1 0 %b 0]" % number(width),
        180: b"/Matrix[-1 0 0 -1 %b %b]" % (number(width), number(height)),
        270: b"/Matrix[0 -1 1 0 0 %b]" % number(height),
    }.get(turn, b"")
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 %b %b]%b" % (
        *map(number, upright),
        matrix,
    )
    line = _line_width(chain[0]) if entry(look, "/BC") is not None else 0.0
    border = _drawn_border(look, chain[0], upright, line)
    return Frame(*upright, head, border, line)


def rotation_of(look: object) -> int:
    """The turn of a widget's content, from its `/MK`."""
    turn = entry(look, "/R")
    if isinstance(turn, (int, float)) and math.isfinite(turn):
        return int(turn) % 360
    return 0


def _line_width(widget: DictionaryObject) -> float:
    style = entry(widget, "/BS")
    if style is not None:
        width = entry(style, "/W")
    else:
        edges = [resolved(item) for item in items(entry(widget, "/Border"))]
        width = edges[2] if len(edges) > 2 else None
    if isinstance(width, (int, float)) and 0 <= width < 20:
        return float(width)
    return 1.0


def _colour(array: object, stroke: bool) -> bytes:
    parts = [resolved(item) for item in items(array)]
    numbers = [float(p) for p in parts if isinstance(p, (int, float))]
    if len(numbers) != len(parts) or len(numbers) not in _PAINT:
        return b""
    operator = _PAINT[len(numbers)][stroke]
    return b"%b %b\n" % (b" ".join(map(number, numbers)), operator)


def _drawn_border(
    look: object,
    widget: DictionaryObject,
    size: tuple[float, float],
    line: float,
) -> bytes:
    width, height = size
    fill = _colour(entry(look, "/BG"), stroke=False)
    drawn = b""
    if fill:
        drawn += b"%b0 0 %b %b re f\n" % (fill, number(width), number(height))
    edge = _colour(entry(look, "/BC"), stroke=True)
    if edge and line and width > 2 * line and height > 2 * line:
        drawn += edge + b"%b w\n" % number(line)
        drawn += _edge_path(entry(entry(widget, "/BS"), "/S"), width, height, line)
    return b"q\n%bQ\n" % drawn if drawn else b""


def _edge_path(style: object, width: float, height: float, line: float) -> bytes:
    if style == "/U":
        half = number(line / 2)
        return b"0 %b m %b %b l S\n" % (half, number(width), half)
    dashes = b"[3] 0 d\n" if style == "/D" else b""
    return dashes + b"%b %b %b %b re S\n" % tuple(
        map(number, (line / 2, line / 2, width - line, height - line))
    )


def draw_text(laid: Laid, colour: bytes, fill: Fill) -> tuple[bytes, bytes]:
    """Draw lines of text.

    Args:
        laid: The lines.
        colour: The operator that sets their colour.
        fill: The fill, which learns what is shown in shipped fonts.

    Returns:
        The drawing, and the font resources that it uses.
    """
    used: dict[bytes, bytes] = {}
    out = [b"BT\n%b\n" % colour]
    at_x = at_y = 0.0
    size, current = number(laid.size), None
    for line in laid.lines:
        if not line.text:
            continue
        out.append(b"%b %b Td\n" % (number(line.x - at_x), number(line.y - at_y)))
        at_x, at_y = line.x, line.y
        for face, text in laid.measured.runs(line.text):
            if face is not current:
                current = face
                used[face.resource] = _entry(face, fill)
                out.append(b"%b %b Tf\n" % (face.resource, size))
            if face.shipped:
                fill.use(face.shipped, text)
            out.append(face.shown(text) + b" Tj\n")
    out.append(b"ET\n")
    fonts = b"".join(b"%b %b" % pair for pair in used.items())
    return b"".join(out), fonts


def _entry(face: Face, fill: Fill) -> bytes:
    return fill.font(face.shipped) if face.shipped else face.entry


def text_appearance(frame: Frame, drawing: bytes, fonts: bytes) -> bytes:
    """The stream of a text field or list.

    Args:
        frame: Border and box.
        drawing: What `draw_text` gave, and anything drawn before it.
        fonts: The font resources.
    """
    content = b"%b/Tx BMC\nq\n%bQ\nEMC" % (frame.border, drawing)
    return stream(b"%b/Resources<</Font<<%b>>>>" % (frame.head, fonts), content)
