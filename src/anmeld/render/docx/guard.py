"""What is changed in a parsed template before it is compiled: every cost is charged.

Loops, comparisons, slices and `~` get a filter around them that charges them when they
run; the words inside a loop are weighed here, once. Line feeds that only give faults
their place are taken out again, and docxtpl's escaped braces are put back, in the
template's own words alone: content that happens to hold `{_{` keeps it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from anmeld.render.docx import filters
from anmeld.render.docx.balance import TagState

_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
_COMPARED = (nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Call)
_Expr = TypeVar("_Expr", bound=nodes.Expr)


class Guard(NodeTransformer):
    """Rewrites a template so that it cannot outgrow its bounds."""

    def __init__(self) -> None:
        self._inside = TagState()
        self._blocks = 0

    def visit_Template(self, node: nodes.Template) -> nodes.Node:
        """Rewrite the whole template."""
        return self.generic_visit(node)

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:
        """Give the template's own words their final form."""
        node.data = words_of(node.data)
        self._inside.read(node.data)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:
        """Write values that stand inside an XML tag the way attributes need it."""
        shown: list[nodes.Expr] = []
        for child in node.nodes:
            rewritten = self.visit(child)
            if self._inside.tag and not isinstance(child, nodes.TemplateData):
                rewritten = _filter(rewritten, filters.ATTRIBUTE)
            shown.append(rewritten)
        node.nodes = shown
        return node

    def visit_For(self, node: nodes.For) -> nodes.Node:
        """Charge a loop by how often it turns and what one turn writes."""
        self.generic_visit(node)
        steps, characters = _weight(node.body)
        if node.recursive:
            node.body.insert(0, _weighing(steps, characters, node.lineno))
        node.iter = _filter(node.iter, filters.EACH, steps, characters)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        """Charge each run of a macro's body."""
        return self._weighed(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:
        """Charge each run of a call block's body."""
        return self._weighed(node)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """Join by a filter that puts values into words and is bounded."""
        self.generic_visit(node)
        parts = nodes.List(node.nodes, lineno=node.lineno)
        return _filter(parts, filters.CONCAT)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        """Charge comparing with what may be long."""
        self.generic_visit(node)
        for operand in node.ops:
            if isinstance(operand.expr, _COMPARED):
                operand.expr = _filter(operand.expr, filters.CHARGE)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        """Charge cutting a piece out of what may be long."""
        node.node = self.visit(node.node)
        if not isinstance(node.arg, nodes.Const):
            node.arg = self.visit(node.arg)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            # A key that the author wrote may be named in a fault.
            return nodes.Getattr(node.node, node.arg.value, "load", lineno=node.lineno)
        if isinstance(node.arg, nodes.Slice):
            node.node = _filter(node.node, filters.CUT)
        return node

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> list[nodes.Node]:
        """Print what a block's filter gives like any value: Jinja would not."""
        self.generic_visit(node)
        block = self._set_aside(node.body, node.filter)
        shown: nodes.Expr = node.filter
        if self._inside.tag:
            shown = _filter(shown, filters.ATTRIBUTE)
        return [block, nodes.Output([shown], lineno=node.lineno)]

    def visit_AssignBlock(
        self, node: nodes.AssignBlock
    ) -> nodes.Node | list[nodes.Node]:
        """Let a block that is set through a filter be a value, not markup."""
        self.generic_visit(node)
        if node.filter is None:
            return node
        block = self._set_aside(node.body, node.filter)
        return [block, nodes.Assign(node.target, node.filter, lineno=node.lineno)]

    def _set_aside(
        self, body: list[nodes.Node], filtered: nodes.Filter
    ) -> nodes.AssignBlock:
        """Set a block's words to a name of our own, and let its filter begin there."""
        self._blocks += 1
        name, line = f"_anmeld_block_{self._blocks}", filtered.lineno
        while isinstance(filtered.node, nodes.Filter):
            filtered = filtered.node
        filtered.node = nodes.Name(name, "load", lineno=line)
        target = nodes.Name(name, "store", lineno=line)
        return nodes.AssignBlock(target, None, body, lineno=line)

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:
        """Print nothing where `x if y` has no else, as Jinja does by default."""
        self.generic_visit(node)
        if node.expr2 is None:
            node.expr2 = nodes.TemplateData("", lineno=node.lineno)
        return node

    def visit_Const(self, node: nodes.Const) -> nodes.Node:
        """Keep the template's own blanks blank: they are not a missing fact."""
        if isinstance(node.value, str) and not node.value.strip():
            return nodes.TemplateData(node.value, lineno=node.lineno)
        return node

    def _weighed(self, node: nodes.Macro | nodes.CallBlock) -> nodes.Node:
        self.generic_visit(node)
        steps, characters = _weight(node.body)
        node.body.insert(0, _weighing(steps, characters, node.lineno))
        return node


def words_of(data: str) -> str:
    """Give the template's own words as they are printed.

    Args:
        data: Words between tags, as they stand in the source.

    Returns:
        The words without the line feeds that number paragraphs, braces unescaped.
    """
    data = data.replace("\n<w:p", "<w:p")
    for written, meant in _BRACES:
        data = data.replace(written, meant)
    return data


def _filter(node: nodes.Node, name: str, *args: int) -> nodes.Filter:
    constants: list[nodes.Expr] = [nodes.Const(arg) for arg in args]
    assert isinstance(node, nodes.Expr)
    return nodes.Filter(node, name, constants, [], None, None, lineno=node.lineno)


def _weighing(steps: int, characters: int, line: int) -> nodes.Output:
    nothing = nodes.Const(None, lineno=line)
    charged = _filter(nothing, filters.WEIGH, steps, characters)
    return nodes.Output([charged], lineno=line)


def _weight(body: list[nodes.Node]) -> tuple[int, int]:
    steps, characters = 1, 0
    for node in body:
        more, longer = _weight_of(node)
        steps, characters = steps + more, characters + longer
    return steps, characters


def _weight_of(node: nodes.Node) -> tuple[int, int]:
    if isinstance(node, nodes.TemplateData):
        return 0, len(node.data)
    if isinstance(node, (nodes.For, nodes.Macro)):
        return 1, 0  # charged when it runs itself
    if isinstance(node, nodes.If):
        branches = [node.body, *(each.body for each in node.elif_), node.else_]
        weights = [_weight(branch) for branch in branches]
        return sum(s for s, _ in weights), max(c for _, c in weights)
    return _weight_of_parts(node.iter_child_nodes())


def _weight_of_parts(parts: Iterator[nodes.Node]) -> tuple[int, int]:
    steps, characters = 1, 0
    for part in parts:
        more, longer = _weight_of(part)
        steps, characters = steps + more, characters + longer
    return steps, characters
