"""The structure tree of the form: what a screen reader walks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Node:
    """An element of the structure tree.

    Attributes:
        tag: Its standard type, e.g. `H2`, `P`, `Form`.
        kids: Elements, or (page, marked-content number), or a widget's object number.
    """

    tag: str
    kids: list[Node | tuple[int, int] | int] = field(default_factory=list)
    number: int = 0

    def add(self, tag: str) -> Node:
        """Append an element."""
        node = Node(tag)
        self.kids.append(node)
        return node

    def walk(self) -> Iterator[Node]:
        """Give this element and every element below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def body(self, parent: int, pages: list[int]) -> str:
        """Write the element.

        Args:
            parent: Object number of what it stands in.
            pages: Object numbers of the pages.
        """
        kids = " ".join(_kid(kid, pages) for kid in self.kids)
        return f"<</Type/StructElem/S/{self.tag}/P {parent} 0 R/K[{kids}]>>"


def parent_entry(value: list[Node] | Node) -> str:
    """Write what the parent tree holds for a widget, or for a page's marked content."""
    if isinstance(value, Node):
        return f"{value.number} 0 R"
    return "[" + " ".join(f"{node.number} 0 R" for node in value) + "]"


def _kid(kid: Node | tuple[int, int] | int, pages: list[int]) -> str:
    if isinstance(kid, Node):
        return f"{kid.number} 0 R"
    if isinstance(kid, int):
        return f"<</Type/OBJR/Obj {kid} 0 R>>"
    page, mark = kid
    return f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>"
