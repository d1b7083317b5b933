"""A Word template as plain text, so that a change in it can be read in a `git diff`.

In `.gitattributes`: `*.docx diff=anmeld`; then once
`git config diff.anmeld.textconv "anmeld template text"`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from anmeld.render.docx import package
from anmeld.render.docx.parts import WRITTEN, content_types
from anmeld.render.docx.relations import CONTENT_TYPES
from anmeld.render.docx.source import W, parse
from anmeld.render.text import block_lines

_STYLE: Final = f"{{{W}}}pPr/{{{W}}}pStyle"
_PLAIN: Final = frozenset({"Normal", ""})


def template_text(data: bytes, file: str | None = None) -> str:
    """Write the words and tags of a template as plain text.

    Args:
        data: The template.
        file: Its name, for messages.

    Returns:
        Its parts under a heading each, a line a paragraph; a paragraph's style stands
        before it in brackets, the cells of a row stand on one line.

    Raises:
        TemplateError: It is no Word document.
    """
    members = package.plain_members(data, file)
    types = content_types(members[CONTENT_TYPES])
    lines: list[str] = []
    for kind in WRITTEN:
        for name in members:
            if types.get(name) == kind:
                lines += [f"== {name}", *_lines(parse(members[name], name, file))]
    return "\n".join(lines) + "\n"


def _lines(root: etree._Element) -> Iterator[str]:
    if root.tag.startswith(f"{{{W}}}"):
        yield from block_lines(root, _mark)
        return
    for element in root.iter():
        if element.text and element.text.strip():
            yield f"{etree.QName(element).localname}: {element.text}"


def _mark(paragraph: etree._Element) -> str:
    style = paragraph.find(_STYLE)
    name = style.get(f"{{{W}}}val", "") if style is not None else ""
    return "" if name in _PLAIN else f"[{name}] "
