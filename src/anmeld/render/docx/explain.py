"""Every fault of a template's tags at once, each with its place and remedy.

Jinja stops at the first; here each tag is read by itself, and the blocks are matched
the way their author meant them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from anmeld._i18n import Message, msg
from anmeld.errors import Fault
from anmeld.render.docx import places
from anmeld.render.docx.places import Place
from anmeld.render.docx.sandbox import environment
from anmeld.render.docx.tags import Tag, tags_of

TOO_DEEP: Final = "too deep"
_BLOCKS: Final = ("for", "if", "macro", "call", "filter", "with", "set", "raw")
_ALONE: Final = frozenset({"colspan", "cellbg", "vm", "hm", "do", "set"})
_OUTSIDE: Final = frozenset(
    {"include", "import", "from", "extends", "block", "autoescape", "endblock"}
)
BETWEEN: Final = {"else": ("for", "if"), "elif": ("if",)}
_UNSAFE_FILTERS: Final = frozenset({"safe", "xmlattr", "urlize", "tojson", "attr"})


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
    problem = msg("the tags cannot be read ({reason}).", reason=cause.message)
    return places.fault("tag-syntax", place, problem, file=file)


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
        if tag.opener == "{{":
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
    elif word == "set":
        yield from _read(tag, f"{{% {tag.body} %}}", file)


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
        reason = cause.message
    except (RecursionError, ValueError, MemoryError):
        reason = TOO_DEEP
    else:
        return
    problem = msg(
        "the tag {tag} cannot be read ({reason}).", tag=tag.raw, reason=reason
    )
    yield places.fault("tag-syntax", tag.place, problem, file=file)


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
    known = [*_BLOCKS, *_ALONE, "else", "elif", *(f"end{b}" for b in _BLOCKS)]
    problem = msg("there is no tag named {word}.", word=word or tag.raw)
    return places.fault(
        "unknown-tag", tag.place, problem, _nearest(word, known), file=file
    )


def _other_file(tag: Tag, word: str, file: str | None) -> Fault:
    problem = msg("{word} is not supported in Word templates.", word=word)
    remedy = msg("Write the words in this template.")
    return places.fault("unsupported-tag", tag.place, problem, remedy, file=file)


class Finding(Protocol):
    """Whatever gives the place of a line of Jinja source."""

    def at(self, line: int, needle: str = "") -> Place:
        """Give the place; `needle` is a word that stands there."""


def refusals(
    tree: nodes.Template, finder: Finding, file: str | None
) -> Iterator[Fault]:
    """Find what is good Jinja, and not allowed or not there in a document.

    Args:
        tree: The part, parsed.
        finder: Gives the places of its lines.
        file: The template, for the message.

    Yields:
        A fault for each unknown filter or test, each one that writes markup, and each
        statement that reaches for another file.
    """
    for node in tree.find_all((nodes.Filter, nodes.Test, *_REACHING)):
        found = _refusal(node)
        if found:
            code, needle, problem, remedy = found
            place = finder.at(node.lineno, needle)
            yield places.fault(code, place, problem, remedy, file=file)


_REACHING: Final = (
    nodes.Include,
    nodes.Import,
    nodes.FromImport,
    nodes.Extends,
    nodes.Block,
    nodes.ScopedEvalContextModifier,
)


def _refusal(
    node: nodes.Node,
) -> tuple[str, str, Message, Message | None] | None:
    if isinstance(node, nodes.Filter):
        return _refused_filter(node.name)
    if isinstance(node, nodes.Test):
        if node.name in environment().tests:
            return None
        problem = msg("there is no test named {name}.", name=node.name)
        near = _nearest(node.name, list(environment().tests))
        return "unknown-test", node.name, problem, near
    word = (
        type(node).__name__.lower().replace("scopedevalcontextmodifier", "autoescape")
    )
    problem = msg("{word} is not supported in Word templates.", word=word)
    return "unsupported-tag", word, problem, msg("Write the words in this template.")


def _refused_filter(name: str) -> tuple[str, str, Message, Message | None] | None:
    known = environment().filters
    if name in known:
        return None
    if name in _UNSAFE_FILTERS:
        problem = msg("the filter {name} lets content write markup.", name=name)
        remedy = msg("Leave it out: content is escaped as it is printed.")
        return "unsafe-filter", name, problem, remedy
    problem = msg("there is no filter named {name}.", name=name)
    names = [each for each in known if each.isidentifier()]
    return "unknown-filter", name, problem, _nearest(name, names)


def _nearest(word: str, known: list[str]) -> Message | None:
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return msg("Did you mean {name}?", name=close[0]) if close else None
