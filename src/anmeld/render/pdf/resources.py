"""What a document's pages share: its faces, and links to follow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from anmeld.render.pdf.faces import Face
from anmeld.render.pdf.structure import Element

_RARE: Final = re.compile("[^ -~\xa0-\xff]")
"""What is beyond the Latin characters that faces of running text always embed."""


class Fonts:
    """The faces that one document uses, and the characters each draws."""

    def __init__(self) -> None:
        self.names: dict[Face, str] = {}
        self.used: dict[Face, set[str]] = {}

    def name(self, face: Face) -> str:
        """Give a face its resource name, in the order of first use."""
        found = self.names.get(face)
        if found is None:
            found = self.names[face] = f"F{len(self.names) + 1}"
            self.used[face] = set()
        return found

    def draws(self, face: Face, text: str) -> None:
        """Note what a face draws beyond what is embedded with it anyhow."""
        if not face.core or _RARE.search(text) is not None:
            self.used[face].update(text)


@dataclass(frozen=True, slots=True)
class Link:
    """A place on a page that can be followed.

    Attributes:
        box: left, bottom, right, top in PDF coordinates.
        target: An address, or a bookmark's name after `#`.
        owner: Its `Link` element.
    """

    box: tuple[float, float, float, float]
    target: str
    owner: Element
