"""The structure tree: what a screen reader is told of the document."""

from __future__ import annotations

from typing import Final

_KEPT: Final = frozenset(("TD", "TH", "Figure"))
"""Elements that stand in the tree even where they hold nothing."""
_MARK_BITS: Final = 32


class Element:
    """One structure element.

    Its kids come in reading order: elements, what is painted for it (see `place_of`),
    and links as (page, annotation). One made `late` takes its place among its parent's
    kids when it is first painted, so that a link stands between the words around it.

    Args:
        tag: Its standard type, e.g. `P`.
        parent: The element it belongs to; None for the root.
        late: Whether it takes its place when first painted.
        alt: What a picture shows, in words.
        lang: Its language, where it differs.
        attributes: PDF source of its attribute objects, or nothing.
    """

    __slots__ = (
        "alt",
        "attributes",
        "companion",
        "id",
        "kids",
        "lang",
        "late",
        "number",
        "parent",
        "tag",
    )

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
        self.kids: list[Element | int | tuple[int, int]] = []
        self.attributes = attributes
        self.alt = alt
        self.lang = lang
        self.id: str | None = None
        self.companion: Element | None = None
        self.number = 0
        self.late = late
        if parent is not None and not late:
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
        self.kids.append(page << _MARK_BITS | mark)

    def annotated(self, page: int, annotation: int) -> None:
        """Note that a page's annotation belongs to it."""
        self.place()
        self.kids.append((page, annotation))

    def gather(self, out: list[Element]) -> bool:
        """Add the element and everything below in reading order; drop what is empty.

        Args:
            out: The elements before it.

        Returns:
            Whether anything was added: an element that holds nothing is dropped, but
            for cells and pictures.
        """
        kids = self.kids
        start = len(out)
        out.append(self)
        if len(kids) == 1 and type(kids[0]) is int:  # most are only painted
            return True
        self.kids = [
            kid for kid in kids if not isinstance(kid, Element) or kid.gather(out)
        ]
        if self.kids or self.tag in _KEPT or self.parent is None:
            return True
        del out[start:]
        return False


def place_of(mark: int) -> tuple[int, int]:
    """Give the page of painted content, and its number on that page.

    Args:
        mark: One of an element's kids. They are plain numbers, as there are thousands:
            what holds nothing else need not be looked through for garbage.

    Returns:
        The page, from 0, and the MCID.
    """
    return mark >> _MARK_BITS, mark & (1 << _MARK_BITS) - 1


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
