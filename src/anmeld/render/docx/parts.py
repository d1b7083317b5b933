"""The parts of a Word document that carry words, and what each becomes at compile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Final

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from anmeld.render.docx import grids
from anmeld.render.docx.balance import is_balanced
from anmeld.render.docx.guard import Guard
from anmeld.render.docx.package import Member
from anmeld.render.docx.sandbox import environment
from anmeld.render.docx.source import Source, has_tags, jinja_source, parse

_PREFIX: Final = "application/vnd.openxmlformats-"
# Content types of parts whose text a template may fill, in the order they are filled.
WRITTEN: Final = tuple(
    _PREFIX + kind
    for kind in (
        "officedocument.wordprocessingml.document.main+xml",
        "officedocument.wordprocessingml.header+xml",
        "officedocument.wordprocessingml.footer+xml",
        "officedocument.wordprocessingml.footnotes+xml",
        "officedocument.wordprocessingml.endnotes+xml",
        "officedocument.wordprocessingml.comments+xml",
        "package.core-properties+xml",
        "officedocument.extended-properties+xml",
        "officedocument.custom-properties+xml",
    )
)
MAIN: Final = WRITTEN[0]
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is filled.

    Attributes:
        name: Its path in the package.
        member: The part as its author wrote it.
        source: Its Jinja source.
        python: What Jinja made of it, in Python's own words.
        code: The same, compiled; left out where the part travels to a worker.
        grid: Whether tables may need a new grid.
        drawings: Whether drawings need numbers of their own.
        checked: Whether every filled text is parsed before it is given out, because
            the template alone does not prove that it is well-formed.
    """

    name: str
    member: Member
    source: Source
    python: str
    code: CodeType | None
    grid: bool
    drawings: bool
    checked: bool


def content_types(xml: bytes) -> Mapping[str, str]:
    """Give the content type of each part that the package names by path.

    Args:
        xml: The package's `[Content_Types].xml`.

    Raises:
        TemplateError: It is not well-formed.
    """
    root = parse(xml, "[Content_Types].xml", None)
    return {
        str(entry.get("PartName")).lstrip("/"): str(entry.get("ContentType"))
        for entry in root.iter(f"{_TYPES}Override")
    }


def written_parts(
    types: Mapping[str, str], members: Mapping[str, tuple[Member, bytes]]
) -> Iterator[str]:
    """Give the parts that hold tags, body first, then as the template has them."""
    for kind in WRITTEN:
        for name in members:
            if types.get(name) == kind and has_tags(members[name][1]):
                yield name


def parsed(source: Source) -> nodes.Template:
    """Parse a part's Jinja source.

    Args:
        source: The source.

    Returns:
        The tree.

    Raises:
        TemplateSyntaxError: It is no Jinja, or nested deeper than can be read.
    """
    try:
        return environment().parse(source.text)
    except (RecursionError, ValueError, OverflowError, MemoryError):
        raise TemplateSyntaxError("too deep", 1) from None


def compile_part(
    name: str, member: Member, source: Source, tree: nodes.Template
) -> Part:
    """Compile a parsed part.

    Args:
        name: Its path in the package.
        member: The part as its author wrote it.
        source: Its source, whose grids fit already.
        tree: The source, parsed; it is changed.

    Returns:
        The part.

    Raises:
        TemplateSyntaxError: Python cannot compile what the template asks for.
    """
    guarded = Guard().visit(tree)
    try:
        python = environment().compile(guarded, name, name, raw=True)
        code = compile(python, name, "exec")
    except (SyntaxError, RecursionError, ValueError, MemoryError):
        # Python refuses more than twenty loops inside each other.
        raise TemplateSyntaxError("too deep", 1) from None
    return Part(
        name,
        member,
        source,
        python,
        code,
        grid=grids.varies(source.text),
        drawings="<wp:docPr" in source.text or "billede" in source.text,
        checked=not is_balanced(guarded),
    )


def source_of(name: str, plain: bytes, file: str | None) -> Source:
    """Give a part's Jinja source, its tables' grids repaired once and for all.

    Args:
        name: Its path in the package.
        plain: The part's bytes.
        file: The template, for the message.

    Raises:
        TemplateError: The part is not well-formed or out of bounds.
    """
    source = jinja_source(parse(plain, name, file))
    text = source.text
    if "<w:tbl>" in text and not grids.varies(text):
        text = grids.repaired(text)
    return Source(_DECLARATION.rstrip("\n") + text, source.paragraphs)


def code_of(part: Part) -> CodeType:
    """Give the part's compiled Python, made anew where it did not travel along."""
    return part.code or compile(part.python, part.name, "exec")
