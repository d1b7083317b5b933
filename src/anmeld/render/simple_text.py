"""The text of a Word part without boxes, revisions or nested tables: one flat pass.

Nearly every letter is such a part. Walking its whole tree in Python costs ten times as
much as asking libxml2 for the few elements that make up its text, in order.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CHARACTERS: Final = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    f"{_W}softHyphen": "\N{SOFT HYPHEN}",
}
BULLET: Final = "– "

_TEXT: Final = f"{_W}t"
_RUN: Final = f"{_W}r"
_PARAGRAPH: Final = f"{_W}p"
_LIST_MARK: Final = f"{_W}numPr"
_TABLE: Final = f"{_W}tbl"
_ROW: Final = f"{_W}tr"
_CELL: Final = f"{_W}tc"
_BLOCKS: Final = frozenset(
    f"{_W}{name}" for name in ("body", "footnote", "endnote", "hdr", "ftr")
)
_ALLOWED: Final = {
    _PARAGRAPH: _BLOCKS | {_CELL},
    _CELL: frozenset({_ROW}),
    _ROW: frozenset({_TABLE}),
    _TABLE: _BLOCKS,
}
# What only the whole walk reads right.
_INVOLVED: Final = frozenset(
    (
        *(f"{_W}{name}" for name in ("txbxContent", "sdt", "customXml", "del")),
        *(f"{_W}{name}" for name in ("moveFrom", "ins", "moveTo", "altChunk")),
        f"{_MC}AlternateContent",
    )
)
_WANTED: Final = (
    _TEXT,
    _PARAGRAPH,
    _LIST_MARK,
    _TABLE,
    _ROW,
    _CELL,
    *CHARACTERS,
    *_INVOLVED,
)


def simple_lines(root: etree._Element) -> tuple[str, ...] | None:
    """Read the text of a part in one pass.

    Args:
        root: The part.

    Returns:
        Its lines, joined to one; nothing for a part without paragraphs; `None` where
        the part is not that simple.
    """
    found: list[str] = []
    begins_row = begins_cell = False
    for element in root.iter(*_WANTED):
        tag = element.tag
        if tag == _TEXT:
            found.append(element.text or "")
            continue
        over = _tag_above(element)
        if not _is_simple(tag, over):
            return None
        if tag == _PARAGRAPH:
            found.append("" if over == _CELL and begins_cell else "\n")
            begins_cell = False
        elif tag == _CELL:
            found.append("" if begins_row else "\t")
            begins_row, begins_cell = False, True
        elif tag == _ROW:
            found.append("\n")
            begins_row = True
        else:
            found.append(_sign(element, tag, over))
    # Every line begins with a line feed, the first one too.
    text = "".join(found)
    return (text[1:],) if text else ()


def _tag_above(element: etree._Element) -> str | None:
    parent = element.getparent()
    return None if parent is None else parent.tag


def _is_simple(tag: str, over: str | None) -> bool:
    if tag in _INVOLVED:
        return False
    allowed = _ALLOWED.get(tag)
    return allowed is None or over in allowed


def _sign(element: etree._Element, tag: str, over: str | None) -> str:
    if over == _RUN:
        return CHARACTERS.get(tag, "")
    # A list that a tracked change has taken away lies deeper.
    above = element.getparent() if tag == _LIST_MARK else None
    return BULLET if above is not None and _tag_above(above) == _PARAGRAPH else ""
