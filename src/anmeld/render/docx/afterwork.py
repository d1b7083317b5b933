"""What Word needs done to a filled part, only where the text calls for it.

Line feeds and tabs of values become Word's own elements; a table whose rows have
more or fewer cells than its grid gets a new grid; drawings that a loop has repeated
get numbers of their own. The same work as docxtpl's, on the places concerned alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Final

_BREAKS: Final = re.compile("[\t\n\a\f]")
_TEXT_START: Final = re.compile(r"<w:t(?: [^>]*)?>")
_RUN_PROPERTIES: Final = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)
_PARAGRAPH_PROPERTIES: Final = re.compile(r"<w:pPr>.*?</w:pPr>", re.DOTALL)
_OPEN: Final = '<w:t xml:space="preserve">'
_DRAWING: Final = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")')
FIRST_DRAWING: Final = 1_001


def has_breaks(xml: str) -> bool:
    """Say whether a filled part holds line feeds, tabs or docxtpl's marks."""
    return "\n" in xml or "\t" in xml or "\a" in xml or "\f" in xml


def broken_lines(xml: str) -> str:
    """Turn line feeds, tabs, new paragraphs and pages of values into Word's elements.

    Args:
        xml: A filled part.

    Returns:
        The part; marks outside a text (in an attribute) are left as they are.
    """
    pieces, at = [], 0
    for mark in _BREAKS.finditer(xml):
        start = xml.rfind("<w:t", 0, mark.start())
        if start < 0 or xml.find("</w:t>", start, mark.start()) >= 0:
            continue
        if not (opening := _TEXT_START.match(xml, start)):
            continue
        if opening.end() > mark.start():
            continue
        pieces.append(xml[at : mark.start()])
        pieces.append(_element(mark.group(), xml, start))
        at = mark.end()
    pieces.append(xml[at:])
    return "".join(pieces)


def _element(mark: str, xml: str, at: int) -> str:
    if mark == "\n":
        return f"</w:t><w:br/>{_OPEN}"
    run = _properties(_RUN_PROPERTIES, xml, _last(xml, "<w:r", at), at)
    if mark == "\t":
        return f"</w:t></w:r><w:r>{run}<w:tab/></w:r><w:r>{run}{_OPEN}"
    start = _last(xml, "<w:p", at)
    paragraph = _properties(_PARAGRAPH_PROPERTIES, xml, start, at)
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' if mark == "\f" else ""
    return f"</w:t></w:r></w:p>{page}<w:p>{paragraph}<w:r>{run}{_OPEN}"


def _last(xml: str, tag: str, before: int) -> int:
    at = before
    while (at := xml.rfind(tag, 0, at)) >= 0:
        if xml[at + len(tag)] in " >":
            return at
    return 0


def _properties(pattern: re.Pattern[str], xml: str, start: int, end: int) -> str:
    found = pattern.search(xml, start, end)
    return found.group() if found else ""


def numbered_drawings(xml: str, numbers: Iterator[int]) -> str:
    """Give each drawing of a filled part a number of its own.

    Args:
        xml: A filled part.
        numbers: The numbers to give, shared by all parts of the document.

    Returns:
        The part.
    """
    return _DRAWING.sub(lambda d: f"{d.group(1)}{next(numbers)}{d.group(2)}", xml)


def drawing_numbers() -> Iterator[int]:
    """Give fresh numbers for the drawings of one document."""
    return itertools.count(FIRST_DRAWING)
