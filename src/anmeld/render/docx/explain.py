"""Every fault of a template's tags at once, each with its place and remedy.

Jinja stops at the first; here each tag is read by itself, and the blocks are matched
the way their author meant them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Final

from jinja2.exceptions import TemplateSyntaxError

from anmeld._i18n import Message, msg
from anmeld.errors import Fault
from anmeld.render.docx import places
from anmeld.render.docx.places import Place
from anmeld.render.docx.reasons import reason_of
from anmeld.render.docx.sandbox import environment
from anmeld.render.docx.source import W
from anmeld.render.docx.tags import Tag, tags_of

TOO_DEEP: Final = "too deep"
_BLOCKS: Final = ("for", "if", "macro", "call", "filter", "with", "set", "raw")
_CELL: Final = frozenset({"colspan", "cellbg", "vm", "hm"})
_ALONE: Final = _CELL | {"set"}
_SPECIAL: Final = frozenset({"p", "tr", "tc", "r"})
_OUTSIDE: Final = frozenset(
    {"include", "import", "from", "extends", "block", "autoescape", "endblock"}
)
BETWEEN: Final = {"else": ("for", "if"), "elif": ("if",)}


def unclosed_faults(part: str, xml: bytes, file: str | None) -> list[Fault]:
    """Find tags that never end; docxtpl's patterns would read on through the part.

    Args:
        part: Path of the part.
        xml: The part as its author wrote it.
        file: The template, for the message.
    """
    text = re.sub(r"<[^>]*>", "", xml.decode("utf-8", "replace"))
    if _is_closed(text):
        return []
    return [
        places.fault("unclosed-tag", tag.place, _unclosed(tag), file=file)
        for tag in tags_of(xml, part)
        if not tag.closed
    ]


def _is_closed(text: str) -> bool:
    for start, end in (("{{", "}}"), ("{%", "%}"), ("{#", "#}")):
        pieces = text.split(start)[1:]
        if any(end not in piece for piece in pieces):
            return False
    return True


def _unclosed(tag: Tag) -> Message:
    return msg("the tag {tag} is never closed.", tag=tag.opener)


def jinjas_own(cause: TemplateSyntaxError, place: Place, file: str | None) -> Fault:
    """Pass on what Jinja said, where each tag by itself makes sense.

    Args:
        cause: What Jinja said.
        place: Where it said so.
        file: The template, for the message.
    """
    if cause.message == TOO_DEEP:
        problem = msg("conditions or loops are nested too deeply.")
        return places.fault("too-deep", place, problem, file=file)
    reason, remedy = reason_of(str(cause.message))
    problem = msg("the tags cannot be read: {reason}.", reason=reason)
    return places.fault("tag-syntax", place, problem, remedy, file=file)


def tag_faults(tags: Iterable[Tag], file: str | None) -> Iterator[Fault]:
    """Check tags one by one, and that blocks begin and end.

    Args:
        tags: The tags of one part, in order.
        file: The template, for the message.

    Yields:
        A fault for each that is wrong.
    """
    open_: list[tuple[str, Tag]] = []
    for tag in tags:
        if tag.opener == "{#":
            continue
        if tag.prefix and re.search("[%}]", tag.body):
            yield _percent(tag, file)
            _begin(tag, _word(tag), open_)
        elif tag.opener == "{{":
            yield from _read(tag, "{{ " + tag.body + " }}", file)
        else:
            yield from _block(tag, open_, file)
    for word, tag in open_:
        problem = msg("{word} is never ended by end{word}.", word=word)
        yield places.fault("unclosed-block", tag.place, problem, file=file)


def _block(tag: Tag, open_: list[tuple[str, Tag]], file: str | None) -> Iterator[Fault]:
    word = _word(tag)
    if word.startswith("end"):
        yield from _end(tag, word[3:], open_, file)
    elif word in BETWEEN:
        yield from _between(tag, word, open_, file)
    elif word in _OUTSIDE:
        yield _other_file(tag, word, file)
    elif opens_block(tag):
        open_.append((word, tag))
        yield from _read(tag, f"{{% {tag.body} %}}{{% end{word} %}}", file)
    elif word not in _ALONE:
        yield _unknown_tag(tag, word, file)
        _begin(tag, tag.body.removeprefix(word).lstrip().partition(" ")[0], open_)
    elif word in _CELL and not _is_in_cell(tag):
        yield _outside_cell(tag, word, file)
    elif word == "set":
        yield from _read(tag, f"{{% {tag.body} %}}", file)


def _begin(tag: Tag, word: str, open_: list[tuple[str, Tag]]) -> None:
    # A wrong beginning is a beginning all the same: its end is not stray.
    if word.startswith("end"):
        if open_ and open_[-1][0] == word[3:]:
            open_.pop()
    elif word in _BLOCKS:
        open_.append((word, tag))


def _percent(tag: Tag, file: str | None) -> Fault:
    problem = msg("{tag} cannot hold a % or a }} of its own.", tag=tag.raw)
    remedy = msg("Work it out in a {tag} before it.", tag="{% set … %}")
    return places.fault("percent-in-tag", tag.place, problem, remedy, file=file)


def _is_in_cell(tag: Tag) -> bool:
    around = tag.paragraph.element.iterancestors(f"{{{W}}}tc") if tag.paragraph else ()
    return next(iter(around), None) is not None


def _outside_cell(tag: Tag, word: str, file: str | None) -> Fault:
    problem = msg("{tag} stands outside a table.", tag=word)
    remedy = msg("Put it into the cell that it is about.")
    return places.fault("outside-table", tag.place, problem, remedy, file=file)


def _between(
    tag: Tag, word: str, open_: list[tuple[str, Tag]], file: str | None
) -> Iterator[Fault]:
    if not open_ or open_[-1][0] not in BETWEEN[word]:
        problem = msg("{word} belongs to no condition or loop.", word=word)
        yield places.fault("stray-tag", tag.place, problem, file=file)
    elif word == "elif":
        yield from _read(tag, f"{{% if x %}}{{% {tag.body} %}}{{% endif %}}", file)


def _end(
    tag: Tag, word: str, open_: list[tuple[str, Tag]], file: str | None
) -> Iterator[Fault]:
    if word not in _BLOCKS:
        yield _unknown_tag(tag, f"end{word}", file)
    elif word in (name for name, _ in open_):
        while open_[-1][0] != word:
            name, begun = open_.pop()
            problem = msg("{word} is never ended by end{word}.", word=name)
            yield places.fault("unclosed-block", begun.place, problem, file=file)
        open_.pop()
    else:
        problem = msg("end{word} ends nothing that was begun.", word=word)
        yield places.fault("stray-tag", tag.place, problem, file=file)


def _read(tag: Tag, source: str, file: str | None) -> Iterator[Fault]:
    # Jinja's own reader tells why one tag by itself makes no sense.
    try:
        environment().parse(source)
    except TemplateSyntaxError as cause:
        reason, remedy = reason_of(str(cause.message))
    except (RecursionError, ValueError, MemoryError):
        reason, remedy = msg("it is nested too deeply"), None
    else:
        return
    problem = msg("the tag {tag} cannot be read: {reason}.", tag=tag.raw, reason=reason)
    yield places.fault("tag-syntax", tag.place, problem, remedy, file=file)


def is_readable(tag: Tag) -> bool:
    """Say whether Jinja can read a tag by itself, its block's end aside."""
    if tag.opener == "{#":
        return True
    if tag.opener == "{{":
        return not [*_read(tag, "{{ " + tag.body + " }}", None)]
    word = _word(tag)
    if word.startswith("end") or word == "else":
        return True
    before: list[tuple[str, Tag]] = [("if", tag)] if word == "elif" else []
    return not [*_block(tag, before, None)]


def opens_block(tag: Tag) -> bool:
    """Say whether a statement begins a block that must be ended."""
    word = _word(tag)
    return word in _BLOCKS and not (word == "set" and "=" in tag.body)


def _word(tag: Tag) -> str:
    return tag.body.split(None, 1)[0] if tag.body else ""


def _unknown_tag(tag: Tag, word: str, file: str | None) -> Fault:
    if word in _SPECIAL:
        problem = msg("{tag} has a blank before {word}.", tag=tag.raw, word=word)
        remedy = msg("Write {tag}.", tag=f"{{%{word} …")
        return places.fault("blank-in-tag", tag.place, problem, remedy, file=file)
    known = [*_BLOCKS, *_ALONE, "else", "elif", *(f"end{b}" for b in _BLOCKS)]
    problem = msg("there is no tag named {word}.", word=word or tag.raw)
    return places.fault(
        "unknown-tag", tag.place, problem, nearest(word, known), file=file
    )


def _other_file(tag: Tag, word: str, file: str | None) -> Fault:
    problem = msg("{word} is not supported in Word templates.", word=word)
    remedy = msg("Write the words in this template.")
    return places.fault("unsupported-tag", tag.place, problem, remedy, file=file)


def nearest(word: str, known: list[str]) -> Message | None:
    """Ask whether the nearest known word was meant, if one resembles it."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return msg("Did you mean {name}?", name=close[0]) if close else None
