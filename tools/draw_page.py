"""Draw a page for the guide: plain text as a terminal shows it, or a PDF's first page.

The same input gives the same picture: the letters are those of the shipped font, and
nothing is read from the machine. For the guide's pictures:

    anmeld plan SAG.toml --today 2025-03-07T12:00 > plan.txt
    python tools/draw_page.py plan.txt --out docs/billeder/plan.png --lines 60
    python tools/draw_page.py journalnotat.pdf --out docs/billeder/journalnotat.png
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parents[1] / "src" / "anmeld" / "fonts"
PAPER = (246, 248, 249)
FRAME = (214, 221, 226)
INK = (38, 50, 58)
HEADING = (31, 78, 102)
WARNING = (142, 58, 44)
SIZE = 15  # pixels
LEADING = 21
MARGIN = 28
DPI = 80
POINTS_PER_INCH = 72


def draw_text(text: str, *, lines: int | None = None) -> Image.Image:
    """Draw plain text in the shipped monospaced font.

    Args:
        text: The text, one line after the other.
        lines: How many lines to draw; the rest is told by a line of its own.

    Returns:
        The picture.
    """
    rows = text.rstrip().splitlines()
    if lines is not None and len(rows) > lines:
        rows = [*rows[:lines], "[…]"]
    plain = _face("LiberationMono-Regular.ttf")
    bold = _face("LiberationMono-Bold.ttf")
    width = max((plain.getlength(row) for row in rows), default=0)
    size = (int(width) + 2 * MARGIN, LEADING * len(rows) + 2 * MARGIN)
    picture = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=FRAME)
    for number, row in enumerate(rows):
        face = bold if row.isupper() else plain
        place = (MARGIN, MARGIN + number * LEADING)
        pen.text(place, row, font=face, fill=_colour(row))
    return picture


def draw_pdf(path: Path) -> Image.Image:
    """Draw the first page of a PDF.

    Args:
        path: The file.

    Returns:
        The picture, 80 dots an inch, with a thin frame.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    picture: Image.Image = document[0].render(scale=DPI / POINTS_PER_INCH).to_pil()
    framed = picture.convert("RGB")
    edge = (0, 0, framed.width - 1, framed.height - 1)
    ImageDraw.Draw(framed).rectangle(edge, outline=FRAME)
    return framed


def save(picture: Image.Image, out: Path) -> None:
    """Write a picture as a small PNG of few colours.

    Args:
        picture: The picture.
        out: The file.
    """
    few = picture.quantize(colors=32, dither=Image.Dither.NONE)
    few.save(out, format="PNG", optimize=True)


def _face(name: str) -> ImageFont.FreeTypeFont:
    layout = ImageFont.Layout.BASIC
    return ImageFont.truetype(str(FONTS / name), SIZE, layout_engine=layout)


def _colour(row: str) -> tuple[int, int, int]:
    if row.startswith("!"):
        return WARNING
    return HEADING if row.isupper() else INK


def main(arguments: list[str] | None = None) -> int:
    """Draw the page that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("page", type=Path, help="a text file or a PDF")
    parser.add_argument("--out", type=Path, required=True, help="the PNG to write")
    parser.add_argument("--lines", type=int, help="how many lines of text to draw")
    chosen = parser.parse_args(arguments)
    if chosen.page.suffix == ".pdf":
        save(draw_pdf(chosen.page), chosen.out)
    else:
        text = chosen.page.read_text(encoding="utf-8")
        save(draw_text(text, lines=chosen.lines), chosen.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
