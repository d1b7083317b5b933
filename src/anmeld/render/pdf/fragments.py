"""What a finished line is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from anmeld.render.pdf.atoms import Atom
from anmeld.render.pdf.looks import ParagraphStyle, RunStyle
from anmeld.render.pdf.model import (
    Floating,
    NoteReference,
    PageNumber,
    Picture,
    Tab,
)
from anmeld.render.pdf.structure import Element


@dataclass(slots=True, eq=False)
class Fragment:
    """What is painted in one go: a stretch of a line in one style.

    Attributes:
        x: Where it starts, from the column's left edge.
        text: What is drawn.
        style: How it looks.
        owner: Its element.
        width: How wide it is.
        stretch: What justification adds to each space.
        actual: What its text stands for, where that differs.
        thing: A picture, a page number, a tab with its leader, or None for text.
    """

    x: float
    text: str
    style: RunStyle
    owner: Element | None
    width: float
    stretch: float = 0.0
    actual: str | None = None
    thing: Tab | Picture | PageNumber | None = None
    leader: str | None = None


@dataclass(slots=True, eq=False)
class Line:
    """A line.

    Attributes:
        fragments: What is painted, left to right.
        height: Its height.
        baseline: Distance of the baseline from its top.
        notes: Footnotes whose marks stand in it.
        anchors: Bookmarks that stand in it.
        floats: Pictures anchored in it.
        breaks: Whether the page ends after it.
    """

    fragments: list[Fragment]
    height: float
    baseline: float
    notes: tuple[NoteReference, ...] = ()
    anchors: tuple[str, ...] = ()
    floats: tuple[Floating, ...] = ()
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Intrusion:
    """Room that an anchored picture takes from the lines beside it.

    Attributes:
        top: Where it starts, from the paragraph's top.
        bottom: Where it ends.
        left: What it takes of the column's left side.
        right: What it takes of the column's right side.
        whole: Whether no text stands beside it.
    """

    top: float
    bottom: float
    left: float
    right: float
    whole: bool


def decimal_share(atoms: list[Atom]) -> float:
    """Tell which part of a number stands before its decimal comma."""
    text = "".join(atom.text for atom in atoms)
    total = sum(atom.full for atom in atoms)
    found = re.search(r"[,.]\d*\D*$", text)
    if found is None or not atoms or not total:
        return 1.0
    style = atoms[0].style
    return style.face.width(text[: found.start()]) * style.size / 1000 / total


def justified(atoms: list[Atom], room: float) -> tuple[int, float]:
    """Share the room among the spaces after the last tab."""
    start = 0
    for index, atom in enumerate(atoms):
        if isinstance(atom.thing, Tab):
            start = index + 1
    spaces = sum(atom.text.count(" ") for atom in atoms[start:])
    spaces -= len(atoms[-1].text) - len(atoms[-1].text.rstrip(" "))
    return start, room / spaces if spaces > 0 else 0.0


def merged(
    atoms: list[Atom],
    x: float,
    stretch: float,
    stretched: int,
    leaders: dict[int, str],
) -> list[Fragment]:
    """Join atoms alike, so that a plain line is painted in one go."""
    out: list[Fragment] = []
    last: Fragment | None = None
    for index, atom in enumerate(atoms):
        extra = stretch if index >= stretched else 0.0
        text = atom.text
        if text and text[-1] == "\u00ad" and atom.actual is None:
            text = text[:-1]
        width = atom.full + (extra * text.count(" ") if extra else 0.0)
        actual = atom.actual or None
        if (
            last is not None
            and atom.thing is None
            and last.style is atom.style
            and last.owner is atom.owner
            and actual is None
            and last.actual is None
            and last.stretch == extra
        ):
            last.text += text
            last.width += width
        else:
            fragment = Fragment(
                x, text, atom.style, atom.owner, width, extra, actual, atom.thing
            )
            fragment.leader = leaders.get(index)
            out.append(fragment)
            last = fragment if atom.thing is None else None
        x += width
    return out


def measure(line: Line, mark: RunStyle, paragraph: ParagraphStyle) -> None:
    """Find a line's height and baseline.

    Args:
        line: The line.
        mark: What gives an empty line its height.
        paragraph: How the paragraph is set.
    """
    first = line.fragments[0].style if line.fragments else mark
    ascent, descent = first.ascent, first.descent
    for fragment in line.fragments:
        style, thing = fragment.style, fragment.thing
        if style is not first:
            ascent = max(ascent, style.ascent)
            descent = max(descent, style.descent)
        if thing is not None and isinstance(thing, Picture):
            ascent = max(ascent, thing.height)
    natural, wanted = ascent + descent, paragraph.line
    rule = paragraph.rule
    if rule == "auto":
        line.height = int(natural * wanted * 20 + 0.01) / 20  # whole twips
        line.baseline = ascent if wanted >= 1 else ascent - natural * (1 - wanted)
    elif rule == "exact":
        line.height, line.baseline = wanted, wanted * 0.8
    else:
        line.height = max(natural, wanted)
        line.baseline = ascent + line.height - natural
