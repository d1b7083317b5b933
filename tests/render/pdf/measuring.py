"""Reading finished PDFs back: characters, lines and where they stand."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True, slots=True)
class Line:
    """A line on a page.

    Attributes:
        text: Its characters without spaces and leader dots.
        page: Its page, from 0.
        x: Where it starts, in points from the left.
        y: Its baseline, in points from the top.
    """

    text: str
    page: int
    x: float
    y: float


def lines(data: bytes) -> list[Line]:
    """Give every line, page by page, from top to bottom."""
    document = pypdfium2.PdfDocument(data)
    found: list[Line] = []
    for number, page in enumerate(document):
        found += _page_lines(list(_characters(page)), number)
    document.close()
    return found


def _page_lines(
    characters: list[tuple[float, float, int, str]], page: int
) -> list[Line]:
    """Gather what stands within two points of height; raised text joins its line."""
    rows: list[list[tuple[float, float, int, str]]] = []
    for y, x, index, char in sorted(characters):
        if rows and y - rows[-1][-1][0] < 5:
            rows[-1].append((y, x, index, char))
        else:
            rows.append([(y, x, index, char)])
    found = []
    for row in rows:
        across = sorted(row, key=lambda entry: entry[1:3])
        text = "".join(char for *_, char in across)
        height = sorted(y for y, *_ in row)[len(row) // 2]
        found.append(Line(re.sub(r"\.{2,}", "", text), page, across[0][1], height))
    return [line for line in found if line.text.strip(".")]


def _characters(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, int, str]]:
    text, height = page.get_textpage(), page.get_height()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if char.isspace() or char in "\x00\ufffe\u00ad\x02":
            continue
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        yield round(height - y.value, 2), round(x.value, 2), index, char


def text(data: bytes) -> str:
    """Give the whole text as PDFium reads it."""
    document = pypdfium2.PdfDocument(data)
    out = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return out


def page_count(data: bytes) -> int:
    """Count the pages."""
    document = pypdfium2.PdfDocument(data)
    count = len(document)
    document.close()
    return count
