"""Bookmarks, links and the structure tree, as PDF objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from anmeld.errors import RenderError
from anmeld.render.pdf.canvas import Canvas, text_string, untagged_text
from anmeld.render.pdf.objects import File
from anmeld.render.pdf.painting import Marked
from anmeld.render.pdf.structure import Element, place_of

_ASCII: Final = "".join(map(chr, range(0x21, 0x7F)))
"""What stands in an address as it is; the rest is written in per cent."""


def outline(file: File, marked: Marked, pages: Sequence[int]) -> str:
    """Write bookmarks from the headings, nested by level."""
    if not marked.headings:
        return ""
    root = file.reserve()
    numbers = [file.reserve() for _ in marked.headings]
    parents: list[int] = []
    stack: list[tuple[int, int]] = [(0, root)]
    kids: dict[int, list[int]] = {root: []}
    for number, (level, *_) in zip(numbers, marked.headings, strict=True):
        while stack[-1][0] >= level:
            stack.pop()
        parents.append(stack[-1][1])
        kids[stack[-1][1]].append(number)
        kids[number] = []
        stack.append((level, number))
    for number, parent, (_, words, page, top) in zip(
        numbers, parents, marked.headings, strict=True
    ):
        siblings = kids[parent]
        at = siblings.index(number)
        links = f"/Prev {siblings[at - 1]} 0 R" if at else ""
        if at + 1 < len(siblings):
            links += f"/Next {siblings[at + 1]} 0 R"
        file.put(
            f"<</Title {text_string(_title(words))}/Parent {parent} 0 R{links}"
            f"{_kids(kids[number], closed=True)}"
            f"/Dest[{pages[page]} 0 R/XYZ 0 {top:.2f} null]>>",
            number,
        )
    file.put(f"<</Type/Outlines{_kids(kids[root], closed=False)}>>", root)
    return f"/Outlines {root} 0 R/PageMode/UseOutlines"


def _title(words: Sequence[str]) -> str:
    return " ".join("".join(words).split())


def _kids(numbers: Sequence[int], *, closed: bool) -> str:
    if not numbers:
        return ""
    count = -len(numbers) if closed else len(numbers)
    return f"/First {numbers[0]} 0 R/Last {numbers[-1]} 0 R/Count {count}"


def annotations_of(
    file: File, canvases: Sequence[Canvas], marked: Marked, pages: Sequence[int]
) -> list[list[int]]:
    """Write the links; in a tagged file each knows its structure element."""
    found: list[list[int]] = []
    key = len(canvases)
    for canvas in canvases:
        numbers = []
        for link in canvas.links:
            left, bottom, right, top = link.box
            action = _action(link.target, marked, pages)
            if not action:
                continue
            number = file.put(
                f"<</Type/Annot/Subtype/Link/Rect[{left:.2f} {bottom:.2f} {right:.2f} "
                f"{top:.2f}]/Border[0 0 0]/F 4/Contents {text_string(link.target)}"
                f"/StructParent {key}{action}>>"
            )
            link.owner.annotated(canvas.number, number)
            numbers.append(number)
            key += 1
        found.append(numbers)
    return found


def _action(target: str, marked: Marked, pages: Sequence[int]) -> str:
    if target.startswith("#"):
        place = marked.anchors.get(target[1:])
        if place is None:
            return ""
        return f"/Dest[{pages[place[0]]} 0 R/XYZ 0 {place[1]:.2f} null]"
    address = quote(target, safe=_ASCII).encode().hex()
    return f"/A<</Type/Action/S/URI/URI<{address}>>>"


def structure(
    file: File,
    root: Element,
    canvases: Sequence[Canvas],
    annotations: Sequence[Sequence[int]],
    pages: Sequence[int],
) -> str:
    """Write the structure tree.

    Args:
        file: Where it goes.
        root: Its root element.
        canvases: The pages, with the owners of their marked content.
        annotations: Each page's links.
        pages: Each page's object number.

    Returns:
        What the catalog says of it.

    Raises:
        RenderError: Something painted belongs to no element of the tree.
    """
    tree = file.reserve()
    elements: list[Element] = []
    root.gather(elements)
    first = file.reserve(len(elements))
    for number, element in enumerate(elements, first):
        element.number = number
    if any(owner.number < first for canvas in canvases for owner in canvas.marks):
        raise RenderError(untagged_text())  # painted for an element outside the tree
    file.put_aside(first, [_element(element, tree, pages) for element in elements])
    rows = _parents(elements, canvases, annotations)
    parents = file.put(f"<</Nums[{' '.join(rows)}]>>", aside=True)
    notes = sorted((e.id, e.number) for e in elements if e.id is not None)
    ids = " ".join(f"({name}) {number} 0 R" for name, number in notes)
    file.put(
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(rows)}"
        + (f"/IDTree<</Names[{ids}]>>" if ids else "")
        + ">>",
        tree,
    )
    for element in elements:
        element.kids = []  # parents and kids hold each other: let go of them here
    return f"/StructTreeRoot {tree} 0 R/MarkInfo<</Marked true>>"


def _parents(
    elements: Sequence[Element],
    canvases: Sequence[Canvas],
    annotations: Sequence[Sequence[int]],
) -> list[str]:
    """Tell each page's marked content, and each link, its element."""
    owners = {
        kid[1]: element.number
        for element in elements
        for kid in element.kids
        if isinstance(kid, tuple)
    }
    rows = [
        f"{index}[{' '.join(f'{owner.number} 0 R' for owner in canvas.marks)}]"
        for index, canvas in enumerate(canvases)
    ]
    for numbers in annotations:
        rows += [f"{len(rows) + i} {owners[n]} 0 R" for i, n in enumerate(numbers)]
    return rows


def _element(element: Element, tree: int, pages: Sequence[int]) -> str:
    parent = element.parent.number if element.parent is not None else tree
    kids = element.kids
    only = kids[0] if len(kids) == 1 else None
    page = ""
    if isinstance(only, int):  # most hold one mark, nearly all others only elements
        home, mark = place_of(only)
        held, page = str(mark), f"/Pg {pages[home]} 0 R"
    elif isinstance(only, Element):
        held = f"{only.number} 0 R"
    else:
        held, shared = _element_kids(element, pages)
        page = f"/Pg {pages[shared]} 0 R" if shared is not None else ""
    more = f"/A[{element.attributes}]" if element.attributes else ""
    if element.id is not None:
        more = f"/ID({element.id}){more}"
    if element.lang is not None:
        more = f"/Lang {text_string(element.lang)}{more}"
    if element.alt is not None:
        more = f"/Alt {text_string(element.alt)}{more}"
    return f"<</S/{element.tag}/P {parent} 0 R/K[{held}]{page}{more}>>"


def _element_kids(element: Element, pages: Sequence[int]) -> tuple[str, int | None]:
    """Write what an element holds; give its page where it is painted on one only."""
    own = {place_of(kid)[0] for kid in element.kids if isinstance(kid, int)}
    home = min(own) if len(own) == 1 else None
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{kid.number} 0 R")
        elif isinstance(kid, tuple):
            kids.append(f"<</Type/OBJR/Pg {pages[kid[0]]} 0 R/Obj {kid[1]} 0 R>>")
        elif home is not None:
            kids.append(str(place_of(kid)[1]))
        else:
            page, mark = place_of(kid)
            kids.append(f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>")
    return " ".join(kids), home
