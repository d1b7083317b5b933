"""Does every path through a template give well-formed XML? Proved once, at compile.

`{% if %}` in one paragraph and `{% endif %}` in the next is fine: what lies between
closes and opens the same tags. Where it does not, docxtpl's recovering parser drops
words without saying so; here such a template is checked each time it is filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jinja2 import nodes

_TAGS = re.compile(r"<(/?)([\w:.-]+)[^<>]*?(/?)>")
_DECLARATION = re.compile(r"<\?.*?\?>")
# Values inside a tag leave gaps in it; a value never holds a bare angle bracket there.
_GAP = "\ue000"


@dataclass(slots=True)
class TagState:
    """Whether the words read so far end inside an XML tag.

    Attributes:
        tag: Inside, between `<` and `>`.
    """

    tag: bool = False

    def read(self, data: str) -> None:
        """Read on."""
        opened, closed = data.rfind("<"), data.rfind(">")
        if opened != closed:
            self.tag = opened > closed


@dataclass(slots=True)
class Effect:
    """What a piece of a template does to the stack of open tags.

    Attributes:
        closes: Tags it closes that it did not open, innermost first.
        opens: Tags it leaves open, outermost first.
    """

    closes: list[str] = field(default_factory=list)
    opens: list[str] = field(default_factory=list)

    @property
    def is_neutral(self) -> bool:
        """Whether the stack is the same after it as before."""
        return self.closes == self.opens[::-1]

    def add(self, other: Effect) -> bool:
        """Do another piece after this one; false if tags cross."""
        for name in other.closes:
            if not self.opens:
                self.closes.append(name)
            elif self.opens.pop() != name:
                return False
        self.opens.extend(other.opens)
        return True


class _Crossed(Exception):
    """Tags cross, or a branch does what another does not."""


def is_balanced(template: nodes.Template) -> bool:
    """Say whether every path through a template gives well-formed XML.

    Args:
        template: The parsed template.

    Returns:
        True if it does for any content; false if it may not.
    """
    try:
        effect = _Walk().of_body(template.body)
    except _Crossed:
        return False
    return not effect.closes and not effect.opens


class _Walk:
    def of_body(self, body: Iterable[nodes.Node]) -> Effect:
        total, words = Effect(), ""
        for node in body:
            if isinstance(node, nodes.Output):
                words += "".join(map(self._words, node.nodes))
            elif text := self._inside_tag(node, words):
                words += text
            else:
                self._add(total, self._of_words(words))
                words = ""
                for path in self._paths(node):
                    self._add(total, path)
        self._add(total, self._of_words(words))
        return total

    def _words(self, node: nodes.Node) -> str:
        return node.data if isinstance(node, nodes.TemplateData) else _GAP

    def _inside_tag(self, node: nodes.Node, before: str) -> str:
        # `w:val="{% if loop.first %}restart{% endif %}"`: words in a tag, no tags
        # in the words.
        if before.rfind("<") <= before.rfind(">"):
            return ""
        inner = "".join(data.data for data in node.find_all(nodes.TemplateData))
        if "<" in inner or ">" in inner:
            raise _Crossed
        return _GAP

    def _of_words(self, words: str) -> Effect:
        effect = Effect()
        words = _DECLARATION.sub("", words)
        rest = _TAGS.sub("", words)
        if "<" in rest or ">" in rest:
            raise _Crossed
        for closing, name, empty in _TAGS.findall(words):
            if closing:
                self._add(effect, Effect([name]))
            elif not empty:
                effect.opens.append(name)
        return effect

    def _paths(self, node: nodes.Node) -> Iterator[Effect]:
        """Effects that may each happen here; all neutral, or all the same one."""
        if isinstance(node, nodes.If):
            bodies = [node.body, *(each.body for each in node.elif_), node.else_]
            yield from self._same(bodies)
        elif isinstance(node, nodes.For):
            # No turn at all is one of the paths, so each turn must change nothing.
            yield from self._same([node.body, node.else_, []])
        elif isinstance(node, (nodes.With, nodes.Scope)):
            yield self.of_body(node.body)
        # Made here, printed anywhere: it must stand on its own.
        elif self.of_body(getattr(node, "body", [])) != Effect():
            raise _Crossed

    def _same(self, branches: list[list[nodes.Node]]) -> list[Effect]:
        effects = [self.of_body(branch) for branch in branches]
        if all(effect.is_neutral for effect in effects):
            return effects
        if any(effect != effects[0] for effect in effects):
            raise _Crossed
        return effects[:1]

    def _add(self, total: Effect, more: Effect) -> None:
        if not total.add(more):
            raise _Crossed
