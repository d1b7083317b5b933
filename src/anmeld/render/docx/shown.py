"""How a value becomes characters of the document: escaped, bounded, nothing dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from jinja2 import pass_context
from jinja2.runtime import Context, Undefined
from markupsafe import Markup

from anmeld._i18n import msg
from anmeld.errors import Fault, RenderError, Where
from anmeld.formatting.characters import substitute
from anmeld.formatting.values import present
from anmeld.render.docx.budget import STATE, Fill, state

# What a text needs done before it may stand between two XML tags. Of the control
# characters only line feed and tab have a meaning there; after-work turns them into
# Word's own elements.
_SPECIAL: Final = re.compile("[&<>\r\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Numbers from here on are written with Danish grouping.
_GROUPED: Final = 1_000
_FOREIGN = frozenset({"Subdoc", "InlineImage"})
# docxtpl's own marks inside rich text: new paragraph and new page.
_RICH = re.compile("([\a\f])")


@pass_context
def show(context: Context, value: object) -> str:
    """Write a value between two tags; Jinja's `finalize` and its escape in one.

    Args:
        context: The context of the fill.
        value: Any value of the content, or markup made by the template.

    Returns:
        Text to stand in the XML.

    Raises:
        RenderError: It is a section, or the document becomes too long.
        UndefinedError: It is an unknown name.
    """
    fill: Fill = context.parent[STATE]
    if value.__class__ is str and value and value != "ukendt" and not value.isspace():
        text: str = value
    elif value.__class__ is int and 0 <= value < _GROUPED:
        text = str(value)
    else:
        shown = words(value)
        if isinstance(shown, Markup):
            fill.write(len(shown))
            return str(shown)
        text = shown
    fill.characters -= len(text)
    if fill.characters < 0:
        fill.write(0)  # raises
    # Most texts are printable and hold no mark of XML: three quick looks are enough.
    marked = "&" in text or "<" in text or ">" in text
    if text.isprintable():
        return _entities(text) if marked else text
    return escaped(fill, text) if marked or _SPECIAL.search(text) else text


@pass_context
def show_attribute(context: Context, value: object) -> Markup:
    """Write a value inside an XML attribute: numbers as XML wants them, quotes escaped.

    Args:
        context: The context of the fill.
        value: Any value of the content.

    Returns:
        Text to stand in the attribute.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return Markup(value)
    text = show(context, value)
    for plain, entity in (("<", "&lt;"), ('"', "&quot;"), ("'", "&#39;")):
        text = text.replace(plain, entity)
    return Markup(text)


def escaped(fill: Fill, text: str) -> str:
    """Escape a text that holds more than XML takes as it is.

    Args:
        fill: Told of what was replaced.
        text: The text.

    Returns:
        The text with entities, line feeds only, and marked substitutes.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, replaced = substitute(text)
    if replaced:
        fill.report(replaced)
    return _entities(text)


def _entities(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def words(value: object) -> str:
    """Put a value into words: a text as it is, rich text as markup.

    Args:
        value: Any value of the content.

    Returns:
        Plain text, or `Markup` for what is XML already.

    Raises:
        RenderError: It is a section, or made by another template.
        UndefinedError: It is an unknown name.
    """
    if isinstance(value, Undefined):
        return str(value)  # raises, with the name
    if isinstance(value, Markup):
        return value
    if hasattr(type(value), "__html__"):
        return _rich(value)
    return present(value)


def plain(value: object) -> str:
    """Put a value into words that may be changed letter by letter.

    Args:
        value: Any value of the content, or what a `set` block or a macro wrote.

    Returns:
        Plain text, without entities.

    Raises:
        RenderError: It has formatting of its own, which would be torn apart.
    """
    text = words(value)
    if not isinstance(text, Markup):
        return text
    if "<" in text:
        problem = msg("A text with formatting of its own cannot be changed.")
        remedy = msg("Use the filter on the words that it is made of.")
        raise RenderError(Fault("formatted-text", Where(), problem, remedy))
    return text.unescape()


def joined(fill: Fill, parts: Iterable[object], separator: object = "") -> str:
    """Join values; markup among them stays markup, the rest is escaped.

    Args:
        fill: Told of what was replaced.
        parts: Any values of the content.
        separator: What stands between them.

    Returns:
        Plain text, or `Markup` where a part was.
    """
    texts = [words(part) for part in parts]
    between = words(separator) if separator != "" else ""
    if any(isinstance(text, Markup) for text in (*texts, between)):
        return Markup(_as_markup(fill, between)).join(
            _as_markup(fill, text) for text in texts
        )
    return between.join(texts)


def _as_markup(fill: Fill, text: str) -> Markup:
    return text if isinstance(text, Markup) else Markup(escaped(fill, text))


@pass_context
def as_markup(context: Context, value: object) -> Markup:
    """Escape a value now; what `|e` asks for, and never twice."""
    return Markup(show(context, value))


@pass_context
def concatenated(context: Context, parts: list[object]) -> str:
    """Join the sides of `~`, charged before they are joined."""
    texts = [words(part) for part in parts]
    state(context).step(sum(len(text) for text in texts) >> 6)
    return joined(state(context), texts)


def _rich(value: object) -> Markup:
    if type(value).__name__ in _FOREIGN:
        name = type(value).__name__
        problem = msg("A {kind} belongs to docxtpl's own template.", kind=name)
        remedy = msg("Use the filter billede for pictures; put texts in the template.")
        raise RenderError(Fault("subdocument", Where(), problem, remedy))
    pieces = _RICH.split(str(value.__html__()))  # type: ignore[attr-defined]
    return Markup(
        "".join(
            piece if piece in {"\a", "\f"} else substitute(piece)[0] for piece in pieces
        )
    )
