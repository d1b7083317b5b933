"""What two independent renderers, poppler and PDFium, see inside a rectangle."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
import unicodedata
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
from PIL import ImageChops
from pypdf import PdfReader

Rect = tuple[float, float, float, float]
HAS_POPPLER = shutil.which("pdftotext") is not None
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def squeezed(text: str) -> str:
    """A text without blanks, composed: how drawn and asked text are compared."""
    return "".join(unicodedata.normalize("NFC", text).split())


def seen_by_pdfium(data: bytes, page: int, rect: Rect) -> str:
    """The text that PDFium finds in a rectangle, forms drawn into the page."""
    document = pypdfium2.PdfDocument(data)
    try:
        if document.get_formtype():
            document.init_forms()
            document[page - 1].flatten()
        fresh = document[page - 1]
        text = fresh.get_textpage()
        left, low, right, high = rect
        found: str = text.get_text_bounded(left - 1, low - 1, right + 1, high + 1)
        return squeezed(found.replace("￾", "-").replace("\x02", "-"))
    finally:
        document.close()


def seen_by_poppler(data: bytes, page: int, rect: Rect) -> str:
    """The text that poppler finds in a rectangle: words whose middle lies in it."""
    shown = PdfReader(io.BytesIO(data)).pages[page - 1]
    found = []
    for x0, y0, x1, y1, word in _words(data, page):
        box = _unturned((x0, y0, x1, y1), shown)
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        inside = (
            rect[0] - 1 <= middle[0] <= rect[2] + 1
            and rect[1] - 1 <= middle[1] <= rect[3] + 1
        )
        if inside:
            found.append((-round(middle[1] / 4), box[0], word))
    return squeezed("".join(word for _, _, word in sorted(found)))


def _unturned(box: Rect, shown: object) -> Rect:
    """From poppler's place (from the top of the turned page) to the page's own."""
    crop = shown.mediabox  # type: ignore[attr-defined]
    width, height = float(crop.width), float(crop.height)
    turn = int(shown.get("/Rotate", 0) or 0) % 360  # type: ignore[attr-defined]
    x0, y0, x1, y1 = box
    corners = {
        0: (x0, height - y1, x1, height - y0),
        90: (y0, x0, y1, x1),
        180: (width - x1, y0, width - x0, y1),
        270: (width - y1, height - x1, width - y0, height - x0),
    }[turn]
    left, low = float(crop.left), float(crop.bottom)
    return (corners[0] + left, corners[1] + low, corners[2] + left, corners[3] + low)


@cache
def _words(
    data: bytes, page: int
) -> tuple[tuple[float, float, float, float, str], ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.pdf"
        path.write_bytes(data)
        done = subprocess.run(
            ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), path.name, "-"],
            capture_output=True,
            cwd=folder,
            check=True,
        )
    text = _ILLEGAL.sub("", done.stdout.decode("utf-8", "replace"))
    tree = ElementTree.fromstring(text)
    space = "{http://www.w3.org/1999/xhtml}"
    return tuple(
        (
            float(word.attrib["xMin"]),
            float(word.attrib["yMin"]),
            float(word.attrib["xMax"]),
            float(word.attrib["yMax"]),
            word.text or "",
        )
        for word in tree.iter(f"{space}word")
    )


def changed_pixels(before: bytes, after: bytes, page: int, rect: Rect) -> int:
    """How many pixels PDFium draws otherwise in a rectangle, at 144 dots an inch."""
    images = []
    for data in (before, after):
        document = pypdfium2.PdfDocument(data)
        try:
            if document.get_formtype():
                document.init_forms()
            shown = document[page - 1]
            images.append(shown.render(scale=2, rotation=0).to_pil().convert("L"))
            turn, box = shown.get_rotation(), shown.get_cropbox()
        finally:
            document.close()
    if turn:
        return sum(ImageChops.difference(*images).histogram()[32:])
    left, low = rect[0] - box[0], rect[1] - box[1]
    right, high = rect[2] - box[0], rect[3] - box[1]
    tall = images[0].height
    area = (
        int(left * 2), int(tall - high * 2), int(right * 2) + 1, int(tall - low * 2) + 1
    )  # fmt: skip
    parts = [image.crop(area) for image in images]
    return sum(ImageChops.difference(*parts).histogram()[32:])


def poppler_changed(before: bytes, after: bytes, page: int) -> bool:
    """Whether poppler draws a page otherwise."""
    drawn = []
    for data in (before, after):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "form.pdf").write_bytes(data)
            subprocess.run(
                ["pdftoppm", "-r", "72", "-gray", "-f", str(page), "-l", str(page),
                 "form.pdf", "page"],
                capture_output=True, cwd=folder, check=True,
            )  # fmt: skip
            drawn.append(next(Path(folder).glob("page*.pgm")).read_bytes())
    return drawn[0] != drawn[1]
