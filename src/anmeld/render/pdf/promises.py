"""Whether another program's tagged PDF may claim PDF/UA-1, and mending what lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

_HEADINGS: Final = {f"/H{level}": level for level in range(1, 7)}


def keeps_promises(writer: Any) -> bool:  # noqa: ANN401 - pypdf's writer
    """Mend notes and the title bar; tell whether what else matters is there.

    Args:
        writer: The PDF as pypdf holds it; notes get the ids they need.

    Returns:
        Whether every picture has words, no heading level is skipped and every link
        stands in the tree: what a program that only converts cannot make up.
    """
    from pypdf.generic import BooleanObject as Switch
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    root = writer.root_object
    tree = root.get("/StructTreeRoot")
    if tree is None:
        return False
    shown = root.setdefault(NameObject("/ViewerPreferences"), DictionaryObject())
    shown.get_object()[NameObject("/DisplayDocTitle")] = Switch(True)
    level, good, links = 0, True, 0
    for count, element in enumerate(_elements(tree.get_object())):
        kind = str(element.get("/S", ""))
        if kind == "/Note" and not element.get("/ID"):
            element[NameObject("/ID")] = TextStringObject(f"note-{count}")
        if kind == "/Figure":
            good = good and bool(element.get("/Alt") or element.get("/ActualText"))
        if kind == "/Link":
            links += sum(kid.get("/Type") == "/OBJR" for kid in _kids(element))
        here = _HEADINGS.get(kind, 0)
        good = good and here <= level + 1
        level = here or level
    return good and links == _annotations(writer)


def _elements(tree: Any) -> Iterator[Any]:  # noqa: ANN401 - pypdf's objects
    """Give every structure element in reading order, without recursion."""
    waiting = list(reversed(_kids(tree)))
    while waiting:
        element = waiting.pop()
        if "/S" in element:
            yield element
            waiting += reversed(_kids(element))


def _kids(element: Any) -> list[Any]:  # noqa: ANN401 - pypdf's objects
    kids = element.get("/K", [])
    kids = getattr(kids, "get_object", lambda: kids)()
    each = kids if isinstance(kids, list) else [kids]
    found = (kid.get_object() for kid in each)
    return [kid for kid in found if isinstance(kid, dict)]


def _annotations(writer: Any) -> int:  # noqa: ANN401 - pypdf's writer
    return sum(
        one.get_object().get("/Subtype") == "/Link"
        for page in writer.pages
        for one in page.get("/Annots", [])
    )
