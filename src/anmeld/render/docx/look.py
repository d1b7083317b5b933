"""A house's own font and colour on a template, without touching its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from anmeld.render.docx.package import Member, pack

_STYLED: Final = re.compile(
    r"word/(?:styles|document|numbering|fontTable|header\d*|footer\d*|footnotes"
    r"|endnotes|theme/theme\d*)\.xml"
)
_STYLES: Final = "word/styles.xml"
_FONT: Final = re.compile(r'w:ascii="([^"]+)"')
_COLOUR: Final = re.compile(r'<w:color w:val="([0-9A-Fa-f]{6})"')
_HEADING: Final = re.compile(
    r'<w:style [^>]*w:styleId="(?:Heading|Overskrift)1".*?</w:style>', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Look:
    """How a house wants its documents to look.

    Attributes:
        font: The name of the font that replaces the template's main one.
        colour: Six hexadecimal digits that replace the colour of its headings.
    """

    font: str | None = None
    colour: str | None = None


def dressed(
    members: Mapping[str, tuple[Member, bytes]], look: Look
) -> dict[str, tuple[Member, bytes]]:
    """Put a look on a template.

    The template's main font is the one that its styles name most often; its colour is
    that of its first heading. Where it has none of these, it is left as it is.

    Args:
        members: The package.
        look: The font and colour.

    Returns:
        The package with that font and colour instead.
    """
    changes = _changes(members[_STYLES][1].decode() if _STYLES in members else "", look)
    if not changes:
        return dict(members)
    return {
        name: _changed(name, plain, changes)
        if _STYLED.fullmatch(name)
        else (one, plain)
        for name, (one, plain) in members.items()
    }


def _changes(styles: str, look: Look) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    fonts = Counter(_FONT.findall(styles))
    if look.font and fonts:
        ((main, _),) = fonts.most_common(1)
        found.append((f'="{main}"', f'="{escape(look.font)}"'))
    heading = _HEADING.search(styles)
    colour = _COLOUR.search(heading.group()) if heading else None
    if look.colour and colour:
        found.append((f'"{colour.group(1)}"', f'"{look.colour}"'))
    return found


def _changed(
    name: str, plain: bytes, changes: list[tuple[str, str]]
) -> tuple[Member, bytes]:
    text = plain.decode()
    # Only inside tags: a word of the text that is quoted stays as it is.
    text = re.sub(r"<[^>]*>", lambda tag: _replaced(tag.group(), changes), text)
    data = text.encode()
    return pack(name, data, 9), data


def _replaced(tag: str, changes: list[tuple[str, str]]) -> str:
    for old, new in changes:
        tag = tag.replace(old, new)
    return tag
