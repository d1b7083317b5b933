"""Which names of the content a template uses, through loops, filters and sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from jinja2 import nodes

from anmeld.content.names import Name, NameTree, Shape, all_names
from anmeld.render.docx.members import of_some_value


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_GLOBALS: Final = _words(
    "range dict cycler joiner namespace loop caller varargs kwargs self"
)
_SAME_LIST: Final = _words(
    "list reverse sort unique select reject selectattr rejectattr default d"
)
_ONE_OF_LIST: Final = _words("first last min max")
_BY_ATTRIBUTE: Final = _words(
    "selectattr rejectattr sort map groupby sum join unique min max"
)
_SECTION_METHODS: Final = _words("items keys values get")


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a template uses a name of the content.

    Attributes:
        path: The name, `[]` after each list.
        line: Line of the Jinja source.
        printed: Whether it is printed as it is, without a filter.
    """

    path: str
    line: int
    printed: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """A name that a template must not use as it does.

    Attributes:
        code: `unknown-name`, `name-not-allowed`, `list-as-section`, `not-a-list` or
            `not-a-text`.
        path: The name as written, resolved through loops.
        line: Line of the Jinja source.
        needle: A word of the tag, to find its paragraph by.
        nearest: The known name that it comes closest to.
    """

    code: str
    path: str
    line: int
    needle: str
    nearest: str | None = None


@dataclass(slots=True)
class Names:
    """What walking a template found.

    Attributes:
        uses: Every use of a known name.
        problems: Everything that is wrong.
    """

    uses: list[Use] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def names_in(template: nodes.Template, tree: NameTree) -> Names:
    """Follow every name of a template to what the content holds.

    Args:
        template: The parsed template.
        tree: The names that it may use.

    Returns:
        The uses and the problems, in the template's order.
    """
    walk = _Walk(tree)
    walk.bodies(template.body)
    return walk.found


@dataclass(frozen=True, slots=True)
class _Ref:
    """What an expression stands for: a name, or one row of a list."""

    name: Name
    row: bool = False

    @property
    def shape(self) -> Shape:
        if not self.row:
            return self.name.shape
        return Shape.SECTION if self.name.parts else Shape.SCALAR


class _Walk:
    def __init__(self, tree: NameTree) -> None:
        self.tree = tree
        self.found = Names()
        self.scopes: list[dict[str, _Ref | None]] = [{}]

    def bodies(self, body: list[nodes.Node]) -> None:
        for node in body:
            self.statement(node)

    def statement(self, node: nodes.Node) -> None:
        name = f"_{type(node).__name__.lower()}"
        getattr(self, name, self._other)(node)

    def _other(self, node: nodes.Node) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.expression(child)
            else:
                self.statement(child)

    def _output(self, node: nodes.Output) -> None:
        for child in node.nodes:
            if not isinstance(child, nodes.TemplateData):
                self._printed(child)

    def _printed(self, node: nodes.Expr) -> None:
        plain = isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem))
        before = len(self.found.uses)
        ref = self.expression(node)
        if ref is None or not plain:
            return
        if ref.name.parts:
            self._wrong("not-a-text", ref.name.path, node)
        elif len(self.found.uses) > before:
            last = self.found.uses[-1]
            self.found.uses[-1] = Use(last.path, last.line, printed=True)

    def _for(self, node: nodes.For) -> None:
        ref = self.expression(node.iter)
        if ref and ref.shape is not Shape.LIST:
            self._wrong("not-a-list", ref.name.path, node)
            ref = None
        row = _Ref(ref.name, row=True) if ref else None
        self.scopes.append({"loop": None})
        self._bind(node.target, row)
        if node.test:
            self.expression(node.test)
        self.bodies(node.body)
        self.scopes.pop()
        self.bodies(node.else_)

    def _assign(self, node: nodes.Assign) -> None:
        self._bind(node.target, self.expression(node.node))

    def _assignblock(self, node: nodes.AssignBlock) -> None:
        self.bodies(node.body)
        self._bind(node.target, None)

    def _macro(self, node: nodes.Macro) -> None:
        self.scopes[-1][node.name] = None
        self._callblock(node)

    def _callblock(self, node: nodes.Macro | nodes.CallBlock) -> None:
        if isinstance(node, nodes.CallBlock):
            self.expression(node.call)
        for default in node.defaults:
            self.expression(default)
        self.scopes.append(dict.fromkeys(arg.name for arg in node.args))
        self.bodies(node.body)
        self.scopes.pop()

    def _with(self, node: nodes.With) -> None:
        values = [self.expression(value) for value in node.values]
        self.scopes.append({})
        for target, value in zip(node.targets, values, strict=True):
            self._bind(target, value)
        self.bodies(node.body)
        self.scopes.pop()

    def _bind(self, target: nodes.Node, ref: _Ref | None) -> None:
        if isinstance(target, nodes.Name):
            self.scopes[-1][target.name] = ref
        elif isinstance(target, nodes.Tuple):
            for item in target.items:
                self._bind(item, None)

    def expression(self, node: nodes.Node) -> _Ref | None:
        if isinstance(node, nodes.Name):
            return self._name(node)
        if isinstance(node, nodes.Getattr):
            return self._member(self.expression(node.node), node.attr, node)
        if isinstance(node, nodes.Getitem):
            return self._item(node)
        if isinstance(node, nodes.Filter):
            return self._filter(node)
        if isinstance(node, (nodes.Or, nodes.And)):
            refs = [self.expression(side) for side in (node.left, node.right)]
            return refs[0] or refs[1]
        self._other(node)
        return None

    def _name(self, node: nodes.Name) -> _Ref | None:
        for scope in reversed(self.scopes):
            if node.name in scope:
                return scope[node.name]
        if node.name in _GLOBALS:
            return None
        return self._known(node.name, node.name, node)

    def _known(self, path: str, needle: str, node: nodes.Node) -> _Ref | None:
        name = self.tree.find(path)
        if name is None and (hidden := all_names().find(path)):
            self._wrong("name-not-allowed", hidden.path, node, needle)
            return _Ref(hidden)
        if name is None:
            self._wrong("unknown-name", path, node, needle, self.tree.nearest(path))
            return None
        if name.is_leaf:
            self.found.uses.append(Use(name.path, node.lineno))
        return _Ref(name)

    def _member(self, ref: _Ref | None, word: str, node: nodes.Node) -> _Ref | None:
        if ref is None or word in _SECTION_METHODS - set(ref.name.parts):
            return None
        path = f"{ref.name.path}.{word}"
        if not ref.name.parts:
            # A method of a text or a day; which of them, the sandbox decides.
            if ref.shape is Shape.SCALAR and not of_some_value(word):
                self._wrong("unknown-name", path, node, word, ref.name.path)
            return None
        if ref.shape is Shape.LIST:
            self._wrong("list-as-section", path, node, word)
            return None
        return self._known(path, word, node)

    def _item(self, node: nodes.Getitem) -> _Ref | None:
        ref = self.expression(node.node)
        if not isinstance(node.arg, nodes.Const):
            self.expression(node.arg)
            return ref if isinstance(node.arg, nodes.Slice) else None
        if isinstance(node.arg.value, str):
            return self._member(ref, node.arg.value, node)
        if ref and ref.shape is Shape.LIST:
            return _Ref(ref.name, row=True)
        return None

    def _filter(self, node: nodes.Filter) -> _Ref | None:
        ref = self.expression(node.node) if node.node else None
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self.expression(argument)
        if ref is None or ref.shape is not Shape.LIST:
            return None
        picked = self._attribute(ref, node)
        if node.name == "map":
            return None if picked is None else _Ref(picked.name)
        if node.name in _ONE_OF_LIST:
            return _Ref(ref.name, row=True)
        return ref if node.name in _SAME_LIST else None

    def _attribute(self, ref: _Ref, node: nodes.Filter) -> _Ref | None:
        if node.name not in _BY_ATTRIBUTE or not ref.name.parts:
            return None
        named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        first = (
            node.args[:1]
            if node.name in {"selectattr", "rejectattr", "groupby"}
            else []
        )
        for value in (*named, *first):
            if isinstance(value, nodes.Const) and isinstance(value.value, str):
                word = value.value
                return self._known(f"{ref.name.path}.{word}", word, node)
        return None

    def _wrong(
        self,
        code: str,
        path: str,
        node: nodes.Node,
        needle: str = "",
        nearest: str | None = None,
    ) -> None:
        needle = needle or path.rpartition(".")[2].removesuffix("[]")
        self.found.problems.append(Problem(code, path, node.lineno, needle, nearest))
