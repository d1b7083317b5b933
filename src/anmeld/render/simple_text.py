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
        "p": "pPr r hyperlink bookmarkStart bookmarkEnd",
        "hyperlink": "r",
        "r": "rPr t tab br",
    }.items()
}
_NOTHING: Final[Mapping[str, str]] = {}
_PAGE_BREAK: Final = {f"{_W}type": "page"}
# `<>` is no tag: it keeps what stands after it apart from the words before.
_SIGNS: Final = (
    (b'<w:br w:type="page"/>', b"<w:br/>"),
    (b"<w:br/>", b"<>\n"),
    (b"<w:tab/>", b"<>\t"),
    (b"<w:numPr>", b"<>" + BULLET.encode()),
    (b"<w:p/>", b"</w:p>"),
    (b"</w:p></w:tc></w:tr>", b"<>\n"),
    (b"</w:p></w:tc>", b"<>\t"),
    (b"</w:p>", b"<>\n"),
)
_WORDS: Final = re.compile(rb">([^<]+)")
_WORDS_OF_TEXT: Final = re.compile(rb'<w:t(?: xml:space="preserve")?>[^<]')


def is_simple(template: etree._Element) -> bool:
    """Tell whether what is filled from a template can be read from its bytes.

    Args:
        template: A body as its author wrote it, tags of the template in its texts.

    Returns:
        Whether `simple_text` reads it.
    """
    return template.tag == f"{_W}document" and _is_simple(template)


def _is_simple(element: etree._Element) -> bool:
    name = str(element.tag).removeprefix(_W)
    if name == "br":
        return dict(element.items()) in (_NOTHING, _PAGE_BREAK)
    if name == "pPr":
        return element.find(f"{_W}pPrChange") is None
    inside = _INSIDE.get(name)
    if inside is None:
        return True
    if name == "p" and not len(element) and element.attrib:
        return False
    return all(
        str(child.tag).removeprefix(_W) in inside and _is_simple(child)
        for child in element
    )


def simple_text(part: bytes) -> str | None:
    """Read the text of a body that was filled from a simple template.

    Args:
        part: The body as the fill wrote it.

    Returns:
        Its text, which then holds all its words in their order: a line for each
        paragraph outside tables and for each row, the cells parted by tabs. `None`
        where a value has made it less simple than its template.
    """
    if len(_WORDS.findall(part)) != len(_WORDS_OF_TEXT.findall(part)):
        return None
    for old, new in _SIGNS:
        part = part.replace(old, new)
    if b"</w:tc>" in part or b"</w:tr>" in part:
        return None
    text = b"".join(_WORDS.findall(part)).decode()
    return html.unescape(text) if "&" in text else text
