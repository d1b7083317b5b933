"""Naming what the engine does not cover: where, in whose words, and what to do."""

from __future__ import annotations

from typing import Final

from lxml import etree

from anmeld._i18n import Message, msg
from anmeld.errors import Fault, Where
from anmeld.render.pdf.names import VAL, W, on

_LIBREOFFICE: Final = msg("Take it out in Word, or use --pdf-engine libreoffice.")
TRACKED: Final = frozenset(
    (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "pPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "sectPrChange",
        "cellIns",
        "cellDel",
        "numberingChange",
    )
)
COMMENTS: Final = frozenset(
    ("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef")
)
# What is named in words; the rest is named by its element, in every language.
_IN_WORDS: Final = {
    one.msgid: one
    for one in (
        msg("field SECTIONPAGES"),
        msg("scaled characters (w:w)"),
        msg("column break"),
        msg("footnote without text"),
        msg("endnote without text"),
        msg("text around a picture placed on the page"),
        msg("linked picture"),
        msg("several columns"),
        msg("vertical alignment of the page"),
        msg("line grid (w:docGrid)"),
        msg("table cells outside the table's grid"),
        msg("text in the rest of a merged cell"),
        msg("turned text"),
        msg("right-to-left paragraph"),
        msg("frame (w:framePr)"),
        msg("numbering of footnotes (w:footnotePr)"),
        msg("numbering of footnotes (w:endnotePr)"),
        msg("diagonal border"),
        msg("drawing"),
        msg("drawing larger than a page can be"),
        msg("rotated picture"),
        msg("shape"),
        msg("VML drawing"),
    )
}


_SWITCHES: Final = frozenset(("rtl", "outline", "shadow", "emboss", "imprint"))
_REFUSED_RUN: Final = frozenset(
    ("ins", "del", "rPrChange", "eastAsianLayout", "fitText", "bdr")
)


class Faults:
    """Gathers what cannot be laid out, each kind once a paragraph.

    Args:
        quote: Whether the paragraph's words may be shown: those of a template may,
            those of a filled document may not.
    """

    def __init__(self, quote: bool) -> None:
        self.found: list[Fault] = []
        self.part = ""
        self.paragraph = 0
        self.words = ""
        self.quoting = quote
        self._seen: set[tuple[str, str, int, str]] = set()

    def quote(self, element: etree._Element) -> None:
        """Take an element's words as those of the place, where they may be shown."""
        if self.quoting:
            self.words = "".join(str(text) for text in element.itertext(W + "t"))

    def add(
        self, code: str, problem: Message, remedy: Message | None = None, what: str = ""
    ) -> None:
        """Name one fault at the current paragraph.

        Args:
            code: Its identifier.
            problem: What is wrong.
            remedy: What to do; the other engine where nothing is said.
            what: Tells several of one code in a paragraph apart.
        """
        seen = (code, self.part, self.paragraph, what)
        if seen in self._seen or len(self.found) >= 200:
            return
        self._seen.add(seen)
        place = f"{self.part} ¶{self.paragraph}"
        words = " ".join(self.words.split())[:60] if self.quoting else ""
        if words:
            place += f" »{words}«"
        self.found.append(
            Fault(code, Where(key=place), problem, remedy or _LIBREOFFICE)
        )

    def unsupported(self, construct: str) -> None:
        """Name a construct by its element."""
        if construct in TRACKED:
            self.add(
                "tracked-change",
                msg("The document holds tracked changes: a draft is not an archive."),
                msg("Accept or reject all changes in Word."),
            )
        elif construct in COMMENTS:
            self.add(
                "comment",
                msg("The document holds comments: a draft is not an archive."),
                msg("Delete all comments in Word."),
            )
        else:
            self.add(
                "not-covered",
                msg(
                    "The PDF engine does not cover {construct}.",
                    construct=_IN_WORDS.get(construct, construct),
                ),
                what=construct,
            )


def check_run(properties: etree._Element, faults: Faults) -> bool:
    """Name what a run asks for and the engine does not cover.

    Args:
        properties: `w:rPr`.
        faults: Gathers what is named.

    Returns:
        Whether there was nothing to name.
    """
    clean = True
    for child in properties:
        name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
        if name in _SWITCHES:
            wrong = name if on(child.get(VAL)) else ""
        elif name == "w":
            scaled = child.get(VAL) not in ("100", None)
            wrong = "scaled characters (w:w)" if scaled else ""
        else:
            wrong = name if name in _REFUSED_RUN else ""
        if wrong:
            faults.unsupported(wrong)
            clean = False
    return clean
