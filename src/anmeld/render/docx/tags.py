"""The tags of a template as its author wrote them, each with its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from anmeld.render.docx.places import Place, Spot, paragraphs_of

_OPENERS: Final = {"{{": "}}", "{%": "%}", "{#": "#}"}
_OPEN: Final = re.compile(r"\{\{|\{%|\{#")
_PREFIX: Final = re.compile(r"(tr|tc|p|r) ")
_QUOTES: Final = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag.

    Attributes:
        opener: `{{`, `{%` or `{#`.
        prefix: `p`, `tr`, `tc` or `r` of docxtpl's special tags, else empty.
        body: What stands inside, quotes straight, without trim marks.
        closed: Whether it ends.
        raw: The tag as written.
        paragraph: The paragraph it begins in, or `None` in parts without any.
        part: Path of the part.
    """

    opener: str
    prefix: str
    body: str
    closed: bool
    raw: str
    paragraph: Spot | None
    part: str

    @property
    def place(self) -> Place:
        """Where the tag stands."""
        if self.paragraph is None:
            return Place(self.part, self.raw)
        return self.paragraph.place


def tags_of(xml: bytes, part: str) -> Iterator[Tag]:
    """Give the tags of a part in order.

    Args:
        xml: The part as its author wrote it.
        part: Its path in the package.
    """
    paragraphs = paragraphs_of(xml, part)
    if not paragraphs:
        text = re.sub(r"<[^>]*>", "", xml.decode("utf-8", "replace"))
        yield from _tags([(text, None)], part)
        return
    yield from _tags([(p.text + "\n", p) for p in paragraphs], part)


def _tags(pieces: list[tuple[str, Spot | None]], part: str) -> Iterator[Tag]:
    text = "".join(piece for piece, _ in pieces)
    starts: list[int] = []
    at = 0
    for piece, _ in pieces:
        starts.append(at)
        at += len(piece)
    index = position = 0
    while opening := _OPEN.search(text, position):
        while index + 1 < len(starts) and starts[index + 1] <= opening.start():
            index += 1
        tag, position = _tag(text, opening.start(), part, pieces[index][1])
        yield tag


def _tag(text: str, start: int, part: str, paragraph: Spot | None) -> tuple[Tag, int]:
    opener = text[start : start + 2]
    following = _OPEN.search(text, start + 2)
    cut = following.start() if following else len(text)
    # Only a comment may hold what looks like a tag; looking no further than the next
    # tag keeps the time for many unclosed ones in step with their number.
    reach = len(text) if opener == "{#" else cut
    end = text.find(_OPENERS[opener], start + 2, reach)
    closed = end >= 0
    line_end = text.find("\n", start, cut)
    stop = end if closed else line_end if line_end >= 0 else cut
    body = text[start + 2 : stop]
    raw = text[start : stop + 2] if closed else body
    prefix = _PREFIX.match(body)
    inner = body[prefix.end() :] if prefix else body
    inner = inner.strip().removeprefix("-").removesuffix("-").strip()
    name = prefix.group(1) if prefix else ""
    tag = Tag(opener, name, inner.translate(_QUOTES), closed, raw, paragraph, part)
    return tag, max(stop + 2 if closed else stop, start + 2)
