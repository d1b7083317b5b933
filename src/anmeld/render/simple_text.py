"""The text of a filled Word part straight from its bytes, where its template allows it.

Nearly every letter is a body of paragraphs and tables without boxes, revisions, fields
or tables in tables. Parsing such a body and walking its tree takes many times as long
as putting a sign in the place of the few tags that make up its text. Whether a template
is that simple is found out once; of what was filled only the words are counted, and
where one stands outside its text, or a cell ends in another way, it is walked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Final

from lxml import etree

BULLET: Final = "– "
BODY: Final = re.compile(r"word/document\d*\.xml")
NOTES: Final = re.compile(r"word/(?:footnotes|endnotes)\d*\.xml")

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# What may stand in what; everything else is looked through by the whole walk alone.
_INSIDE: Final[Mapping[str, frozenset[str]]] = {
    over: frozenset(inner.split())
    for over, inner in {
        "document": "body",
        "body": "p tbl sectPr",
        "tbl": "tblPr tblGrid tr",
        "tr": "trPr tc",
        "tc": "tcPr p",
        "p": "pPr r hyperlink bookmarkStart bookmarkEnd proofErr",
        "hyperlink": "r",
        "r": "rPr t tab br lastRenderedPageBreak",
        "t": "",
        "tab": "",
        "br": "",
    }.items()
}
# What makes up the text; inside properties only a list's number and tab stops are.
_TELLING: Final = frozenset(_INSIDE) | {"numPr", "pPrChange"}
_BARE: Final = frozenset({"tab", "tbl", "numPr"})
_FILLED: Final = frozenset({"tbl", "tr", "tc", "numPr"})
_NOTHING: Final[Mapping[str, str]] = {}
_PAGE_BREAK: Final = {f"{_W}type": "page"}
_STOP: Final = f"{_W}val"
# `<>` is no tag: it keeps what stands after it apart from the words before.
_SIGNS: Final = (
    (b'<w:br w:type="page"/>', b"<w:br/>"),
    (b"<w:br/>", b"<>\n"),
    (b"<w:tab/>", b"<>\t"),
    (b"<w:numPr>", b"<>" + BULLET.encode()),
    (b"<w:p/>", b"<w:p></w:p>"),
    (b"</w:p></w:tc></w:tr>", b"<>\n"),
    (b"</w:p></w:tc>", b"<>\t"),
    (b"</w:p>", b"<>\n"),
)
_EMPTY: Final = re.compile(rb"<w:p [^>]*/>")
_WORDS: Final = re.compile(rb">([^<]+)")
_WORDS_OF_TEXT: Final = re.compile(rb'<w:t(?: xml:space="preserve")?>[^<]')
# However they are spelled: as many signs as these must have been put in.
_PLACES: Final = re.compile(
    rb"<(?:[\w.-]+:)?(?:(?:p|br|cr|ptab|numPr)[ />]|tab(?: (?!w:val=)[^>]*)?/?>)"
)


def is_simple(template: etree._Element) -> bool:
    """Tell whether what is filled from a template can be read from its bytes.

    Args:
        template: A body as its author wrote it, tags of the template in its texts.

    Returns:
        Whether `simple_text` reads it.
    """
    # Each tag has one spelling where there is one prefix, declared at the root alone.
    declarations = etree.tostring(template).count(b" xmlns")
    if template.tag != f"{_W}document" or declarations != len(template.nsmap):
        return False
    return _is_simple(template)


def _is_simple(element: etree._Element) -> bool:
    if element.prefix != "w" or not _is_plain(element):
        return False
    name = _name(element)
    inside = _INSIDE.get(name)
    if inside is None:
        return not any(_name(inner) in _TELLING for inner in element.iterdescendants())
    if name == "p" and not _begins_with_properties(element):
        return False
    return all(
        _name(child) in inside and (_name(child) == "pPr" or _is_simple(child))
        for child in element
    )


def _is_plain(element: etree._Element) -> bool:
    name, attributes = _name(element), dict(element.items())
    if name in _BARE and attributes:
        return False
    if name == "br" and attributes not in (_NOTHING, _PAGE_BREAK):
        return False
    return bool(len(element)) or name not in _FILLED


def _begins_with_properties(paragraph: etree._Element) -> bool:
    """Tell whether all that is said of a paragraph, if anything, is said first."""
    for place, child in enumerate(paragraph):
        if _name(child) == "pPr" and (place or not _are_simple(child)):
            return False
    return True


def _are_simple(properties: etree._Element) -> bool:
    for inner in properties.iterdescendants():
        name = _name(inner)
        if inner.prefix != "w":
            return False
        if name == "numPr" and inner.getparent() is properties:
            if not _is_plain(inner):
                return False
        elif name == "tab" and next(iter(inner.keys()), None) == _STOP:
            continue
        elif name in _TELLING:
            return False
    return properties.prefix == "w"


def _name(element: etree._Element) -> str:
    return str(element.tag).removeprefix(_W)


def simple_text(part: bytes) -> str | None:
    """Read the text of a body that was filled from a simple template.

    Args:
        part: The body as the fill wrote it.

    Returns:
        Its text, which then holds all its words in their order: a line for each
        paragraph outside tables and for each row, the cells parted by tabs. `None`
        where a value has made it less simple than its template.
    """
    words, places = len(_WORDS.findall(part)), len(_PLACES.findall(part))
    if words != len(_WORDS_OF_TEXT.findall(part)):
        return None
    if b"<w:p " in part:
        part = _EMPTY.sub(b"<w:p/>", part)
    for old, new in _SIGNS:
        part = part.replace(old, new)
    pieces = _WORDS.findall(part)
    if len(pieces) != words + places or b"</w:tc>" in part or b"</w:tr>" in part:
        return None
    text = b"".join(pieces).decode()
    return html.unescape(text) if "&" in text else text
