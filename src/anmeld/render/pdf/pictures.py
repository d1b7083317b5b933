"""Pictures and text boxes that stand in paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from anmeld._i18n import msg
from anmeld.render.pdf import drawings
from anmeld.render.pdf.looks import RunStyle
from anmeld.render.pdf.model import Floating, Inline, Picture
from anmeld.render.pdf.structure import Element

if TYPE_CHECKING:
    from anmeld.render.pdf.inlines import Inlines, Place
    from anmeld.render.pdf.reading import Reader


class Pictures:
    """Reads drawings.

    Args:
        inlines: Reads the paragraphs they stand in.
        reader: The document's reader.
    """

    def __init__(self, inlines: Inlines, reader: Reader) -> None:
        self._inlines = inlines
        self._reader = reader

    def drawing(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        """Read `w:drawing`."""
        self._draw(drawings.read_drawing(element), style, place)

    def pict(self, element: etree._Element, style: RunStyle, place: Place) -> None:
        """Read `w:pict`."""
        self._draw(drawings.read_pict(element), style, place)

    def _draw(self, drawing: drawings.Drawing, style: RunStyle, place: Place) -> None:
        if self._inlines.hidden(style):
            return
        if drawing.problem:
            self._reader.faults.unsupported(drawing.problem)
        elif drawing.box is not None:
            place.boxes.append(drawing)
        elif drawing.embed is not None:
            self._picture(drawing, style, place)

    def _picture(
        self, drawing: drawings.Drawing, style: RunStyle, place: Place
    ) -> None:
        data = self._reader.picture(drawing.embed or "")
        if data is None or drawing.width <= 0 or drawing.height <= 0:
            return
        figure = None
        if place.owner is not None and not drawing.decorative:
            figure = self._figure(drawing, place)
        picture = Picture(data, drawing.width, drawing.height, figure, drawing.crop)
        if drawing.wrap == "inline":
            place.items.append(Inline(picture, style, figure))
            return
        beside = drawing.wrap in ("square", "topAndBottom") and place.owner is not None
        if beside and drawing.vertical[0] not in ("paragraph", "line"):
            self._reader.faults.unsupported("text around a picture placed on the page")
        place.items.append(
            Floating(
                picture,
                drawing.horizontal,
                drawing.vertical,
                drawing.wrap,
                drawing.margins,
            )
        )

    def _figure(self, drawing: drawings.Drawing, place: Place) -> Element | None:
        if not drawing.alt.strip() and self._reader.tagged:
            self._reader.faults.add(
                "picture-without-alt",
                msg("A picture says nothing to those who cannot see it."),
                msg("Write its alternative text in Word, or mark it as decorative."),
                what=drawing.embed or "",
            )
        return Element("Figure", place.link or place.owner, late=True, alt=drawing.alt)
