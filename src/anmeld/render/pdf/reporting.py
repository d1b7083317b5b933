"""What a rendering tells of itself: notes, faults, the document's particulars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from anmeld._i18n import msg
from anmeld.errors import Fault, RenderError, Where
from anmeld.render.pdf.context import Context
from anmeld.render.pdf.hyphenation import patterns_of
from anmeld.render.pdf.metadata import Information
from anmeld.render.pdf.model import (
    Block,
    Document,
    NoteReference,
    Paragraph,
    Table,
    Text,
)
from anmeld.render.pdf.names import W
from anmeld.render.pdf.package import Package
from anmeld.render.pdf.painting import Marked
from anmeld.render.pdf.reading import Reader
from anmeld.render.report import Note

_DATE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


def check_headings(marked: Marked) -> None:
    """Refuse a heading level that is skipped: who listens would miss a step."""
    previous = 0
    for level, _, _, _ in marked.headings:
        if level > previous + 1:
            raise RenderError(
                Fault(
                    "skipped-heading-level",
                    Where(key=f"H{level}"),
                    msg(
                        "A heading of level {level} follows one of level {previous}.",
                        level=level,
                        previous=previous,
                    ),
                    msg("Use the heading levels in order, or --untagged."),
                )
            )
        previous = level


def notes_of(reader: Reader, document: Document) -> tuple[Note, ...]:
    """Tell what was done differently than the document asks."""
    found = [
        Note(
            "font-replaced",
            name,
            msg(
                "The font {name} is not there; {other} stands in for it.",
                name=name,
                other=other,
            ),
        )
        for name, other in sorted(reader.stood_in.items())
    ]
    for target in sorted(set(reader.targets.values())):
        if target.startswith("#") and target[1:] not in reader.anchors:
            words = msg("A link leads to a bookmark that the document does not have.")
            found.append(Note("link-without-target", target, words))
    if reader.sheet.hyphenation is not None:
        found += _unparted(document)
    if reader.right_to_left:
        words = msg(
            "Words that are read from right to left (Arabic, Hebrew) are "
            "printed letter by letter from the left, not joined."
        )
        found.append(Note("right-to-left-text", "", words))
    return (*found, *_substitutes(reader))


def _unparted(document: Document) -> Iterator[Note]:
    """Name the languages whose words are to be parted, and nobody knows how."""
    spoken: set[str] = set()
    for section, blocks in document.sections:
        margins = (*section.headers.values(), *section.footers.values())
        for part in (blocks, *margins):
            spoken.update(_spoken(part))
    for lang in sorted(spoken):
        if patterns_of(lang) is None:
            words = msg(
                "The document asks for automatic hyphenation, but there are no "
                "patterns for the language {lang}; its words are broken only at "
                "spaces, hyphens and soft hyphens.",
                lang=lang,
            )
            yield Note("not-hyphenated", lang, words)


def _spoken(blocks: Sequence[Block]) -> Iterator[str]:
    """Give the languages of paragraphs whose words are to be parted."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _spoken(cell.blocks)
            continue
        asked = block.style.hyphenation is not None
        for item in block.items:
            if isinstance(item, Text) and asked:
                yield item.style.lang
            elif isinstance(item, NoteReference):
                yield from _spoken(item.blocks)


def _substitutes(reader: Reader) -> Iterator[Note]:
    for char, count in sorted(reader.missing.items()):
        code = f"U+{ord(char):04X}"
        words = msg(
            "No font has the character {code} (used {count} times); its code "
            "is printed instead.",
            code=code,
            count=count,
        )
        yield Note("substituted-character", code, words)


def listed_substitutes(reader: Reader) -> list[Block]:
    """Make the last paragraph: the characters that are printed as their codes.

    Args:
        reader: Who read the document; its language decides the paragraph's.

    Returns:
        A paragraph in the document's usual style; nothing where no font lacks anything.
    """
    if not reader.missing:
        return []
    codes = (
        f"U+{ord(char):04X} ({count})" for char, count in sorted(reader.missing.items())
    )
    words = msg(
        "Characters that no font has, printed as their codes: {codes}.",
        codes=", ".join(codes),
    )
    paragraph = etree.Element(W + "p")
    text = etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t")
    text.text = words.text("en" if reader.lang.startswith("en") else "da")
    return reader.blocks([paragraph], Context(reader.root))


def as_fault(note: Note) -> Fault:
    """Make a fault of a note, for who wants everything as asked or nothing."""
    return Fault(note.code, Where(key=note.where), note.message)


def information(
    package: Package, document: Document, lang: str, title: str | None
) -> Information:
    """Gather a document's particulars.

    Args:
        package: The DOCX, for its core properties.
        document: What was read, for a title where nobody gave one.
        lang: Its language.
        title: The title that was asked for, or None.

    Returns:
        The particulars; their dates come from the core properties, never the clock.
    """
    core = package.core()
    words = (title or core.get("title") or "").strip() or _first_words(document)
    date = _DATE.match(core.get("modified") or core.get("created") or "")
    return Information(
        " ".join(words.split()) or "Dokument",
        core.get("creator", ""),
        core.get("subject", ""),
        lang,
        date.group() + "+00:00" if date else "",
    )


def _first_words(document: Document) -> str:
    """Find a title: the first heading, else the first words."""
    first = ""
    for _, blocks in document.sections:
        for block in blocks:
            if not isinstance(block, Paragraph):
                continue
            text = "".join(i.text for i in block.items if isinstance(i, Text)).strip()
            if text and block.heading is not None:
                return text[:120]
            first = first or text[:120]
    return first
