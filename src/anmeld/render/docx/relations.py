"""The package's own bookkeeping: relationships and content types a fill adds to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

_EMPTY: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "</Relationships>"
)
CONTENT_TYPES: Final = "[Content_Types].xml"


def path_of(part: str) -> str:
    """Give the path of a part's relationships."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def owner_of(relationships: str) -> str:
    """Give the part whose relationships these are."""
    return relationships.replace("/_rels/", "/").removesuffix(".rels")


def extended(xml: bytes, added: Mapping[tuple[str, str, bool], str]) -> bytes:
    """Add relationships to a part's.

    Args:
        xml: The part's relationships, empty if it has none.
        added: Type, target and whether it is external, with the new id.

    Returns:
        The relationships with the new ones last.
    """
    text = xml.decode("utf-8-sig") if xml else _EMPTY
    lines = "".join(
        f'<Relationship Id="{number}" Type="{kind}" Target="{escape(target)}"'
        + (' TargetMode="External"/>' if external else "/>")
        for (kind, target, external), number in added.items()
    )
    return _before_end(text, "Relationships", lines).encode()


def with_types(xml: bytes, extensions: Iterable[str]) -> bytes:
    """Name the content types of pictures that a fill has added.

    Args:
        xml: The package's content types.
        extensions: `png` or `jpeg`, of the new pictures.

    Returns:
        The content types, each extension named once.
    """
    text = xml.decode("utf-8-sig")
    known = text.lower()
    lines = "".join(
        f'<Default Extension="{each}" ContentType="image/{each}"/>'
        for each in sorted(set(extensions))
        if f'extension="{each}"' not in known
    )
    return _after_start(text, lines).encode()


def _before_end(text: str, name: str, lines: str) -> str:
    at = text.rfind(f"</{name}>")
    if at >= 0:
        return text[:at] + lines + text[at:]
    # An element without children: `<Relationships xmlns="..."/>`.
    at = text.rindex("/>")
    return f"{text[:at]}>{lines}</{name}>"


def _after_start(text: str, lines: str) -> str:
    at = text.index(">", text.index("<Types")) + 1
    return text[:at] + lines + text[at:]
