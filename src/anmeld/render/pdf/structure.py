"""The structure tree: what a screen reader is told of the document."""

from __future__ import annotations


class Element:
    """One structure element.

    Its kids come in reading order: elements, and what is painted for it. One made
    `late` takes its place among its parent's kids when it is first painted, so that a
    link stands between the words around it.

    Args:
        tag: Its standard type, e.g. `P`.
        parent: The element it belongs to; None for the root.
        late: Whether it takes its place when first painted.
        alt: What a picture shows, in words.
        lang: Its language, where it differs.
        attributes: PDF source of its attribute objects, or nothing.
    """

    # Most elements have none of these: they stand on the class, not in each of them.
    alt: str | None = None
    lang: str | None = None
    attributes: str = ""
    id: str | None = None
    companion: Element | None = None
    number: int = 0
    late: bool = False

    def __init__(
        self,
        tag: str,
        parent: Element | None = None,
        *,
        late: bool = False,
        alt: str | None = None,
        lang: str | None = None,
        attributes: str = "",
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.kids: list[Element | tuple[int, int, bool]] = []
        if attributes:
            self.attributes = attributes
        if alt is not None:
            self.alt = alt
        if lang is not None:
            self.lang = lang
        if late:
            self.late = late
        elif parent is not None:
            parent.kids.append(self)

    def place(self) -> None:
        """Take its place among its parent's kids, if it has none yet."""
        if self.late:
            self.late = False
            if self.parent is not None:
                self.parent.place()
                self.parent.kids.append(self)
            if self.companion is not None:
                self.companion.place()

    def painted(self, page: int, mark: int) -> None:
        """Note that marked content of a page belongs to it."""
        self.place()
        self.kids.append((page, mark, False))

    def annotated(self, page: int, annotation: int) -> None:
        """Note that a page's annotation belongs to it."""
        self.place()
        self.kids.append((page, annotation, True))

    def prune(self) -> None:
        """Drop every element below that holds nothing."""
        self.kids = [
            kid for kid in self.kids if not isinstance(kid, Element) or kid.prune_self()
        ]

    def prune_self(self) -> bool:
        """Drop what holds nothing below; tell whether anything is left."""
        kids = self.kids
        if len(kids) != 1 or type(kids[0]) is not tuple:  # most are only painted
            self.prune()
        return bool(self.kids) or self.tag in ("TD", "TH", "Figure")

    def gather(self, out: list[Element]) -> None:
        """Add the element and everything below, in reading order."""
        out.append(self)
        for kid in self.kids:
            if isinstance(kid, Element):
                kid.gather(out)


def attributes(owner: str, **values: str) -> str:
    """Write one attribute object.

    Args:
        owner: Whose attributes they are, e.g. `List`.
        **values: Name -> value as PDF source.

    Returns:
        PDF source.
    """
    inner = "".join(f"/{name}{value}" for name, value in values.items())
    return f"<</O/{owner}{inner}>>"
