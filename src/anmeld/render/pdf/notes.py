"""Footnotes and endnotes: numbered as they come, read where their marks stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from anmeld.render.pdf.looks import RunStyle
from anmeld.render.pdf.model import Block, NoteReference, Text
from anmeld.render.pdf.names import VAL, W
from anmeld.render.pdf.numbering import written
from anmeld.render.pdf.structure import Element

if TYPE_CHECKING:
    from anmeld.render.pdf.inlines import Place
    from anmeld.render.pdf.reading import Reader

_USUAL: Final = {
    W + "numFmt": {"footnotePr": "decimal", "endnotePr": "lowerRoman"},
    W + "numStart": {"footnotePr": "1", "endnotePr": "1"},
    W + "numRestart": {"footnotePr": "continuous", "endnotePr": "continuous"},
}


def numbered_otherwise(element: etree._Element) -> bool:
    """Tell whether notes are to be numbered in another way than the usual one.

    Args:
        element: `w:footnotePr` or `w:endnotePr`; LibreOffice writes the usual way out.

    Returns:
        Whether it names a format, a start or a restart that is not laid out.
    """
    kind = element.tag.removeprefix(W)
    return any(
        part.get(VAL) != _USUAL[part.tag][kind]
        for part in element
        if part.tag in _USUAL
    )


class Notes:
    """The notes of one document.

    Args:
        reader: Its reader.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._count = {"footnote": 0, "endnote": 0}
        self._parts: dict[str, dict[str, etree._Element]] = {}
        self._part_names: dict[str, str] = {}
        self.ends: list[Block] = []

    def reference(self, kind: str, name: str, style: RunStyle, place: Place) -> None:
        """Read a note where its mark stands.

        Args:
            kind: `footnote` or `endnote`.
            name: Its id.
            style: How the mark looks.
            place: Where the mark goes.
        """
        found = self._find(kind).get(name)
        if found is None:
            self._reader.faults.unsupported(f"{kind} without text")
            return
        self._count[kind] += 1
        count = self._count[kind]
        mark = written(count, "decimal" if kind == "footnote" else "lowerRoman")
        owner, note = None, None
        if place.owner is not None:
            parent = place.owner
            owner = Element("Reference", parent, late=True)
            note = Element("Note", parent, late=True)
            note.id = f"{kind}-{count}"
            owner.companion = note  # read where the mark stands, wherever it is seen
        blocks = self._reader.note_blocks(found, self._part_names[kind], note, mark)
        if kind == "endnote":
            place.items.append(Text(mark, style, owner))
            self.ends += blocks
            return
        place.items.append(NoteReference(mark, style, blocks, owner, note))

    def _find(self, kind: str) -> dict[str, etree._Element]:
        found = self._parts.get(kind)
        if found is None:
            part = self._reader.package.related(f"{kind}s")
            found = {}
            if part is not None:
                self._part_names[kind] = part
                for element in self._reader.package.tree(part).iterfind(W + kind):
                    if element.get(W + "type", "normal") == "normal":
                        found[element.get(W + "id", "")] = element
            self._parts[kind] = found
        return found
