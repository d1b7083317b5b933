"""What is good Jinja, and not there or not allowed in a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from jinja2 import nodes

from anmeld._i18n import Message, msg
from anmeld.errors import Fault
from anmeld.render.docx import places
from anmeld.render.docx.explain import nearest
from anmeld.render.docx.places import Place
from anmeld.render.docx.sandbox import environment

_UNSAFE_FILTERS: Final = frozenset({"safe", "xmlattr", "urlize", "tojson", "attr"})


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
        near = nearest(node.name, list(environment().tests))
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
    return "unknown-filter", name, problem, nearest(name, names)
