"""Everything that is wrong with one part of a template, all at once.

A part that Jinja cannot read is read again without the tags that are wrong, so that a
misspelt name is named in the same run as the loop that nobody ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from anmeld.content.names import NameTree
from anmeld.errors import Fault
from anmeld.render.docx import explain
from anmeld.render.docx.containers import container_faults
from anmeld.render.docx.name_faults import name_faults
from anmeld.render.docx.package import Member
from anmeld.render.docx.places import Finder, Place
from anmeld.render.docx.refusals import refusals
from anmeld.render.docx.sandbox import environment
from anmeld.render.docx.source import Source
from anmeld.render.docx.tags import Tag, tags_of

_WITH_VALUE = ("colspan", "cellbg")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a template is held against.

    Attributes:
        names: The names that it may use; `None` to leave them unchecked.
        file: What messages call the template.
        reader: Whom the document is for, in Danish.
    """

    names: NameTree | None = None
    file: str | None = None
    reader: str | None = None


def faults_of_tree(
    tree: nodes.Template, finder: Finder | Skeleton, asked: Asked
) -> list[Fault]:
    """Find what is wrong with a part that Jinja can read.

    Args:
        tree: The part, parsed.
        finder: Gives the places of its lines.
        asked: What it is held against.
    """
    faults = [*refusals(tree, finder, asked.file)]
    if asked.names is not None:
        faults += name_faults(tree, asked.names, finder, asked.file, asked.reader)
    return faults


def tag_level_faults(part: str, plain: bytes, file: str | None) -> list[Fault]:
    """Find what docxtpl's patterns would stumble over, before they are let loose.

    Args:
        part: Path of the part.
        plain: The part as its author wrote it.
        file: What messages call the template.
    """
    return [
        *explain.unclosed_faults(part, plain, file),
        *container_faults(part, plain, file),
    ]


def faults_of_broken(
    part: str,
    member: Member,
    source: Source | None,
    cause: TemplateSyntaxError | None,
    asked: Asked,
) -> list[Fault]:
    """Find everything that is wrong with a part that cannot be compiled.

    Args:
        part: Path of the part.
        member: The part as its author wrote it.
        source: Its Jinja source, if it got that far.
        cause: What Jinja said, if it was asked.
        asked: What it is held against.
    """
    plain = member.plain()
    tags = list(tags_of(plain, part))
    faults = tag_level_faults(part, plain, asked.file)
    faults += explain.tag_faults((tag for tag in tags if tag.closed), asked.file)
    if not faults and source and cause:
        place = Finder(part, member, source).at(cause.lineno)
        return [explain.jinjas_own(cause, place, asked.file)]
    skeleton = Skeleton(tags)
    return faults + faults_of_tree(skeleton.tree, skeleton, asked)


class Skeleton:
    """A part's readable tags alone, one a line, with every block ended.

    Args:
        tags: All tags of the part.
    """

    def __init__(self, tags: Iterable[Tag]) -> None:
        self._tags = [tag for tag in tags if tag.closed and explain.is_readable(tag)]
        self.tree = _parsed(list(_lines(self._tags)))

    def at(self, line: int, needle: str = "") -> Place:
        """Give the place of the tag that stands on a line."""
        index = min(line, len(self._tags)) - 1
        return self._tags[index].place


def _parsed(lines: list[str]) -> nodes.Template:
    try:
        return environment().parse("\n".join(lines))
    except TemplateSyntaxError:
        # Tags that make sense one by one and not together: read what stands before.
        return nodes.Template([], lineno=1)


def _lines(tags: Iterable[Tag]) -> Iterator[str]:
    open_: list[str] = []
    for tag in tags:
        yield _line(tag, open_)
    yield "".join(f"{{% end{word} %}}" for word in reversed(open_))


def _line(tag: Tag, open_: list[str]) -> str:
    word, _, rest = tag.body.partition(" ")
    if tag.opener == "{{":
        return f"{{{{ {tag.body} }}}}"
    if tag.opener == "{#" or word in {"vm", "hm", "raw", "endraw"}:
        return ""
    if word in _WITH_VALUE:
        return f"{{{{ {rest} }}}}"
    if word.startswith("end"):
        return _ended(word.removeprefix("end"), open_)
    if word in explain.BETWEEN and (
        not open_ or open_[-1] not in explain.BETWEEN[word]
    ):
        return ""
    if explain.opens_block(tag):
        open_.append(word)
    return f"{{% {tag.body} %}}"


def _ended(word: str, open_: list[str]) -> str:
    if word not in open_:
        return ""
    ended = []
    while open_:
        ended.append(open_.pop())
        if ended[-1] == word:
            break
    return "".join(f"{{% end{each} %}}" for each in ended)
