"""What `{%p %}`, `{%tr %}`, `{%tc %}` and `{%r %}` take away with them.

docxtpl puts the tag in place of the whole paragraph, row, cell or run around it. A
second tag of the same kind in there would be gone without a word, and so would a row's
tag that stands in no row: both are faults here. Words beside the tag are gone too, by
design; the check of a template says which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from anmeld._i18n import msg
from anmeld.errors import Fault
from anmeld.render.docx import places
from anmeld.render.docx.places import Spot
from anmeld.render.docx.source import W
from anmeld.render.docx.tags import Tag, tags_of

_CONTAINERS: Final = {kind: f"{{{W}}}{kind}" for kind in ("tr", "tc", "p")}
_SPECIAL: Final = re.compile(r"\{[{%#](?:tr|tc|p) ")


def container_faults(part: str, xml: bytes, file: str | None) -> list[Fault]:
    """Find special tags that docxtpl would lose, or that would take others with them.

    Args:
        part: Path of the part.
        xml: The part as its author wrote it.
        file: The template, for the message.
    """
    if not _SPECIAL.search(re.sub(r"<[^>]*>", "", xml.decode("utf-8", "replace"))):
        return []
    tags = list(tags_of(xml, part))
    return [*_faults(tags, file), *_split_blocks(tags, file)]


def _faults(tags: Iterable[Tag], file: str | None) -> Iterator[Fault]:
    taken: set[tuple[str, etree._Element]] = set()
    for tag in tags:
        wanted = _CONTAINERS.get(tag.prefix)
        if wanted is None or tag.paragraph is None:
            continue
        container = _around(tag.paragraph, wanted)
        if container is None:
            yield _outside(tag, file)
        elif (tag.prefix, container) in taken:
            yield _second(tag, file)
        else:
            taken.add((tag.prefix, container))


def _around(spot: Spot, wanted: str) -> etree._Element | None:
    if spot.element.tag == wanted:
        return spot.element
    return next(spot.element.iterancestors(wanted), None)


def _outside(tag: Tag, file: str | None) -> Fault:
    problem = msg("{tag} stands outside a table.", tag=f"{tag.opener}{tag.prefix}")
    remedy = msg("Put it into a row of its own, or write {tag}.", tag="{%p")
    return places.fault("outside-table", tag.place, problem, remedy, file=file)


def _second(tag: Tag, file: str | None) -> Fault:
    problem = msg(
        "a second tag {tag} in the same place would be lost.",
        tag=f"{tag.opener}{tag.prefix}",
    )
    remedy = msg("Give it a paragraph, row or cell of its own.")
    return places.fault("second-tag", tag.place, problem, remedy, file=file)


def _split_blocks(tags: Iterable[Tag], file: str | None) -> Iterator[Fault]:
    # Rows repeat within one table, cells within one row: a block that ends in another
    # gives a table that its author never drew.
    open_: list[tuple[str, etree._Element | None]] = []
    for tag in tags:
        word = tag.body.partition(" ")[0]
        if tag.opener != "{%" or not tag.closed:
            continue
        if word in {"for", "if"}:
            open_.append((word, _parent(tag)))
        elif word in {"endfor", "endif"} and open_ and open_[-1][0] == word[3:]:
            _, begun = open_.pop()
            ended = _parent(tag)
            if begun is not None and ended is not None and begun is not ended:
                yield _split(tag, file)


def _parent(tag: Tag) -> etree._Element | None:
    wanted = _CONTAINERS.get(tag.prefix)
    if tag.prefix not in {"tr", "tc"} or wanted is None or tag.paragraph is None:
        return None
    container = _around(tag.paragraph, wanted)
    return None if container is None else container.getparent()


def _split(tag: Tag, file: str | None) -> Fault:
    problem = msg("{tag} ends what was begun in another table or row.", tag=tag.raw)
    remedy = msg("Begin and end it in the same table, for cells in the same row.")
    return places.fault("split-block", tag.place, problem, remedy, file=file)


def words_beside(part: str, xml: bytes) -> Iterator[tuple[Tag, str]]:
    """Give the words that stand beside a special tag and are never printed.

    Args:
        part: Path of the part.
        xml: The part as its author wrote it.

    Yields:
        The tag, and the first of the words.
    """
    for tag in tags_of(xml, part):
        wanted = _CONTAINERS.get(tag.prefix)
        if wanted is None or tag.paragraph is None:
            continue
        container = _around(tag.paragraph, wanted)
        if container is None:
            continue
        words = "".join(t.text or "" for t in container.iter(f"{{{W}}}t"))
        left = words.replace(tag.raw, "", 1).strip()
        if left:
            yield tag, left
