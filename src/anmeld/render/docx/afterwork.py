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

_MARKS: Final = "\n\t\a\f"
_TEXT: Final = re.compile(r"<w:t(?: [^>]*[^/>])?>")
_RUN_PROPERTIES: Final = re.compile(r"<w:rPr>.*?</w:rPr>", re.DOTALL)
_PARAGRAPH_PROPERTIES: Final = re.compile(r"<w:pPr>.*?</w:pPr>", re.DOTALL)
_OPEN: Final = '<w:t xml:space="preserve">'
_DRAWING: Final = re.compile(r'(<wp:docPr\b[^>]*?\bid=")[^"]*(")')
FIRST_DRAWING: Final = 1_001


def has_breaks(xml: str) -> bool:
    """Say whether a filled part holds line feeds, tabs or docxtpl's marks."""
    return any(mark in xml for mark in _MARKS)


def broken_lines(xml: str) -> str:
    """Turn line feeds, tabs, new paragraphs and pages of values into Word's elements.

    Args:
        xml: A filled part.

    Returns:
        The part; marks outside a text (in an attribute) are left as they are.
    """
    pieces, at, text = [], 0, (0, 0)
    for where in _marks(xml):
        # A long text is looked up once, not for each of its lines.
        if where >= text[1]:
            text = _text_around(xml, where)
        if text[0] <= where < text[1]:
            pieces.append(xml[at:where])
            pieces.append(_element(xml[where], xml, text[0]))
            at = where + 1
    pieces.append(xml[at:])
    return "".join(pieces)


def _text_around(xml: str, where: int) -> tuple[int, int]:
    """Give where the text that holds a mark begins and ends.

    Between two texts the next one is given, so that it is looked up once as well.
    """
    start = xml.rfind("<w:t", 0, where)
    opening = _TEXT.match(xml, start) if start >= 0 else None
    end = xml.find("</w:t>", opening.end()) if opening else -1
    if opening and opening.end() <= where <= end:
        return opening.end(), end
    following = _TEXT.search(xml, where)
    if not following:
        return len(xml), len(xml)
    return following.end(), max(xml.find("</w:t>", following.end()), following.end())


def _marks(xml: str) -> list[int]:
    # One character at a time: looking for several at once is ten times slower.
    found = []
    for mark in _MARKS:
        at = xml.find(mark)
        while at >= 0:
            found.append(at)
            at = xml.find(mark, at + 1)
    return sorted(found)


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
