"""Reading finished PDFs back: words, lines and where they stand."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page.

    Attributes:
        text: The word.
        page: Its page, from 0.
        x: Where it starts, in points from the left.
        y: Its baseline, in points from the top.
    """

    text: str
    page: int
    x: float
    y: float


def words(pdf: bytes) -> list[Word]:
    """Give every word in the order of the page's content."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for number, page in enumerate(document):
        found += _page_words(page, number)
    document.close()
    return found


def _page_words(page: pypdfium2.PdfPage, number: int) -> list[Word]:
    text, height = page.get_textpage(), page.get_height()
    found: list[Word] = []
    word = ""
    x, y = ctypes.c_double(), ctypes.c_double()
    start = (0.0, 0.0)
    for index in range(text.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if char.isspace() or char in "\x00\ufffe\u00ad":
            if word:
                found.append(Word(word, number, *start))
            word = ""
            continue
        if not word:
            pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
            start = (x.value, height - y.value)
        word += char
    if word:
        found.append(Word(word, number, *start))
    return found


def text(pdf: bytes) -> str:
    """Give the whole text as PDFium reads it."""
    document = pypdfium2.PdfDocument(pdf)
    out = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return out


def page_count(pdf: bytes) -> int:
    """Count the pages."""
    document = pypdfium2.PdfDocument(pdf)
    count = len(document)
    document.close()
    return count
