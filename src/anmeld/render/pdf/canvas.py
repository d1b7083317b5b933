"""One page's content: painted text with its marks, and the artifacts around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from anmeld._i18n import msg
from anmeld.errors import Fault, RenderError, Where
from anmeld.render.pdf.looks import Rgb, RunStyle
from anmeld.render.pdf.resources import Fonts, Link
from anmeld.render.pdf.strokes import Strokes, fill
from anmeld.render.pdf.structure import Element

_NOBODY: Final = Element("Span")
"""Stands for the owner of marked content that nothing may be added to."""

_UNUSUAL: Final = re.compile("[^ -'*-\\[\\]-~\xa0-\xff]")
"""What a literal string cannot hold as it is, and what faces do not always embed."""

ARTIFACT: Final = Element("Artifact")
"""Stands for the owner of painted text that is not read aloud: leaders."""


class Canvas:
    """Paints one page; distances are from its upper left corner.

    Args:
        number: Which page of the document, from 0.
        size: Width and height.
        fonts: The document's faces.
        tagged: Whether marks for the structure tree are made.
    """

    def __init__(
        self, number: int, size: tuple[float, float], fonts: Fonts, tagged: bool
    ) -> None:
        self.number = number
        self.width, self.height = size
        self.fonts = fonts
        self.marks: list[Element] = []
        self.links: list[Link] = []
        self.images: dict[str, None] = {}
        self.strokes = Strokes(self.height)
        self.margin: list[tuple[str, list[str]]] = []
        self.body: list[str] = []
        self._tagged = tagged
        self._ops = self.body
        self._owner: Element | None = None
        self._open = False
        self._writing = False
        self._look: RunStyle | None = None
        self._font: tuple[str, float] | None = None
        self._color: Rgb | None = None
        self._rise = self._spacing = 0.0

    def content(self) -> bytes:
        """Finish the page's content stream."""
        self._close()
        parts = [
            "q",
            *_artifact("/Artifact BMC", self.strokes.under, self._tagged),
            "Q",
        ]
        for kind, ops in self.margin:
            mark = (
                f"/Artifact<</Type/Pagination/Subtype/{kind}>>BDC"
                if kind
                else "/Artifact BMC"
            )
            parts += ["q", *_artifact(mark, ops, self._tagged), "Q"]
        parts += ["q", *self.body, "Q"]
        parts += _artifact("/Artifact BMC", self.strokes.over, self._tagged)
        return "\n".join(parts).encode("latin-1")

    def enter_margin(self, kind: str) -> None:
        """Paint a `Header` or `Footer` from here on: text that is not read aloud."""
        self._close()
        self._ops = []
        self.margin.append((kind, self._ops))
        self._forget()

    def leave_margin(self) -> None:
        """Paint the body from here on."""
        self._end_text()
        self._ops = self.body
        self._forget()

    def _forget(self) -> None:
        self._look = self._font = self._color = None
        self._rise = self._spacing = 0.0

    def _own(self, owner: Element | None, actual: str | None) -> None:
        if self._ops is not self.body or not self._tagged:
            return
        if self._open and owner is self._owner and actual is None:
            return
        self._close()
        if owner is None or owner is ARTIFACT:
            self._ops.append("/Artifact BMC")
        else:
            mark = len(self.marks)
            self.marks.append(owner)
            owner.painted(self.number, mark)
            said = "" if actual is None else f"/ActualText {text_string(actual)}"
            tag = owner.tag if actual is None else "Span"
            self._ops.append(f"/{tag}<</MCID {mark}{said}>>BDC")
        self._open = True
        self._owner = owner if actual is None else _NOBODY

    def _close(self) -> None:
        self._end_text()
        if self._open:
            self._ops.append("EMC")
            self._open = False
        self._owner = None

    def _end_text(self) -> None:
        if self._writing:
            self._ops.append("ET")
            self._writing = False

    def text(
        self,
        x: float,
        y: float,
        text: str,
        style: RunStyle,
        owner: Element | None,
        stretch: float = 0.0,
        actual: str | None = None,
    ) -> None:
        """Paint text.

        Args:
            x: Where it starts.
            y: Its baseline, from the page's top.
            text: Characters of the style's face.
            style: How it looks.
            owner: Its element; `ARTIFACT` for leaders, None in headers and footers.
            stretch: Points added to each space.
            actual: What it stands for, where that is another text.
        """
        if owner is None and self._tagged and self._ops is self.body:
            raise RenderError(untagged_text())
        if actual is not None or owner is not self._owner or not self._open:
            self._own(owner, actual)
        ops = self._ops
        if not self._writing:
            ops.append("BT")
            self._writing = True
        if style is not self._look:
            self._style(style)
            self._look = style
        at = f"1 0 0 1 {x:.2f} {self.height - y + style.rise:.2f} Tm"
        ops.append(f"{at} {self._shown(text, style, stretch)}")

    def _shown(self, text: str, style: RunStyle, stretch: float) -> str:
        """Write text as its face encodes it, and note what must be embedded for it."""
        face = style.face
        usual = face.core and _UNUSUAL.search(text) is None
        if not usual:
            self.fonts.draws(face, text)
        if stretch:
            return _stretched(text, -1000 * stretch / style.size)
        if usual:
            return f"({text.encode('utf-16-be').decode('latin-1')})Tj"
        if face.plane:
            return f"<{''.join([f'{ord(c) & 0xFFFF:04x}' for c in text])}>Tj"
        return f"<{text.encode('utf-16-be').hex()}>Tj"

    def _style(self, style: RunStyle) -> None:
        ops = self._ops
        font = (self.fonts.name(style.face), style.size)
        if font != self._font:
            ops.append(f"/{font[0]} {font[1]:g} Tf")
            self._font = font
        if style.color != self._color:
            ops.append(fill(style.color))
            self._color = style.color
        if style.spacing != self._spacing:
            ops.append(f"{style.spacing:.2f} Tc")
            self._spacing = style.spacing

    def image(
        self,
        name: str,
        box: tuple[float, float, float, float],
        owner: Element | None,
        crop: tuple[float, float, float, float],
    ) -> None:
        """Paint a picture.

        Args:
            name: Its resource name.
            box: x, upper edge, width, height as seen.
            owner: Its `Figure`; None paints an artifact.
            crop: Parts of the picture cut off at left, top, right, bottom.
        """
        x, y, width, height = box
        self.images[name] = None
        self._close()
        self._own(owner, None)
        left, top, right, bottom = crop
        whole_w, whole_h = width / (1 - left - right), height / (1 - top - bottom)
        low = self.height - y - height
        clip = (
            f"{x:.2f} {low:.2f} {width:.2f} {height:.2f} re W n " if any(crop) else ""
        )
        self._ops.append(
            f"q {clip}{whole_w:.2f} 0 0 {whole_h:.2f} {x - left * whole_w:.2f} "
            f"{low - bottom * whole_h:.2f} cm /{name} Do Q"
        )
        self._close()
        if owner is not None:
            owner.attributes = (
                f"<</O/Layout/BBox[{x:.2f} {low:.2f} "
                f"{x + width:.2f} {low + height:.2f}]>>"
            )


def untagged_text() -> Fault:
    """Name text that no element of the structure tree owns."""
    return Fault(
        "untagged-text",
        Where(),
        msg("Text of the document would not be read aloud."),
        msg("Use --untagged, and report the document as a fault of the engine."),
    )


def _artifact(mark: str, ops: Sequence[str], tagged: bool) -> list[str]:
    if not ops:
        return []
    return [mark, *ops, "EMC"] if tagged else list(ops)


def _stretched(text: str, adjustment: float) -> str:
    """Show text with each space made wider; `/W` and `Tw` cannot do it for us."""
    words = [word.encode("utf-16-be").hex() for word in text.split(" ")]
    return f"[<{f'0020>{adjustment:.1f}<'.join(words)}>]TJ".replace("<>", "")


def text_string(text: str) -> str:
    """Write a text string of PDF in UTF-16, in hexadecimal."""
    return f"<feff{text.encode('utf-16-be', 'surrogatepass').hex()}>"
