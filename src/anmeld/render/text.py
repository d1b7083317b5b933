"""A finished Word document as plain text: for `.txt`, and for the scan of it.

Paragraphs are lines, with their list marks; the cells of a row stand on one line with
tabs between them; notes come last. `everything` adds what a reader does not see on
the page but gets with the file: properties, comments, alternative texts, addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from anmeld.render.docx.package import plain_members
from anmeld.render.simple_text import BODY, BULLET, NOTES

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = (
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
)
_DRAWING: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
)
_EDGES: Final = re.compile(r"word/(?:header|footer)\d*\.xml")
_BEHIND: Final = re.compile(r"word/comments\d*\.xml|docProps/(?:core|app|custom)\.xml")
_RELATIONS: Final = re.compile(r"word/_rels/.*\.rels")
_INVISIBLE: Final = frozenset({f"{_W}del", f"{_W}moveFrom"})
_CHARACTERS: Final = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    f"{_W}softHyphen": "\N{SOFT HYPHEN}",
}


def text_of_docx(data: bytes, *, everything: bool = False) -> str:
    """Read the text of a Word document.

    Args:
        data: The DOCX.
        everything: Also page headers and footers, properties, comments, alternative
            texts and the addresses of links: all that the file carries in words.

    Returns:
        The text, paragraph by paragraph, with one line feed at the end.

    Raises:
        TemplateError: It is no Word document.
    """
    members = plain_members(data)
    lines = [*_lines(members, BODY), *_lines(members, NOTES)]
    if everything:
        lines += [*_lines(members, _EDGES), *_behind(members)]
    return as_text(lines)


def as_text(lines: Iterable[str]) -> str:
    """Join the lines of a document to the text that is given for it."""
    return "\n".join(lines).rstrip("\n") + "\n"


def _lines(members: Mapping[str, bytes], wanted: re.Pattern[str]) -> Iterator[str]:
    for name, plain in members.items():
        if wanted.fullmatch(name):
            yield from block_lines(_root(plain))


def _root(plain: bytes) -> etree._Element:
    return etree.fromstring(plain, etree.XMLParser(resolve_entities=False))


def block_lines(
    element: etree._Element, mark: Callable[[etree._Element], str] | None = None
) -> Iterator[str]:
    """Read the paragraphs and tables inside an element.

    Args:
        element: A body, a cell, a note, a text box.
        mark: Gives what stands before a paragraph; its list mark by default.

    Yields:
        A line for each paragraph and each row.
    """
    for child in element:
        if child.tag == f"{_W}p":
            yield (mark or _list_mark)(child) + "".join(_characters(child))
            yield from _boxes(child, mark)
        elif child.tag == f"{_W}tbl":
            yield from _rows(child, mark)
        elif isinstance(child.tag, str) and child.tag not in _INVISIBLE:
            yield from block_lines(child, mark)


def _rows(
    table: etree._Element, mark: Callable[[etree._Element], str] | None
) -> Iterator[str]:
    for row in table.iter(f"{_W}tr"):
        if next(row.iterancestors(f"{_W}tbl"), None) is table:
            cells = [c for c in row.iter(f"{_W}tc") if _owner(c) is row]
            yield "\t".join("\n".join(block_lines(cell, mark)) for cell in cells)


def _owner(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(f"{_W}tr"), None)


def _list_mark(paragraph: etree._Element) -> str:
    listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return BULLET if listed else ""


def _characters(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _CHARACTERS and element.tag == f"{_W}r":
            yield _CHARACTERS[child.tag]
        elif child.tag == f"{_W}txbxContent" or child.tag in _INVISIBLE:
            continue
        elif child.tag != f"{_W}pPr" and isinstance(child.tag, str):
            yield from _characters(child)


def _boxes(
    paragraph: etree._Element, mark: Callable[[etree._Element], str] | None
) -> Iterator[str]:
    for box in paragraph.iter(f"{_W}txbxContent"):
        # Word writes each text box twice; the second is for old programs.
        if next(box.iterancestors(_FALLBACK), None) is None:
            yield from block_lines(box, mark)


def _behind(members: Mapping[str, bytes]) -> Iterator[str]:
    for name, plain in members.items():
        if _BEHIND.fullmatch(name):
            yield from filter(None, map(str, _root(plain).itertext()))
        elif _RELATIONS.fullmatch(name):
            for relation in _root(plain):
                if relation.get("TargetMode") == "External":
                    yield str(relation.get("Target"))
        if name.startswith("word/") and b"docPr" in plain:
            for drawing in _root(plain).iter(_DRAWING):
                yield from (drawing.get(key, "") for key in ("descr", "title"))
