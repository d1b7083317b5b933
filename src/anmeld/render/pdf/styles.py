"""The style sheet: every paragraph's and run's formatting with inheritance resolved."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from lxml import etree

from anmeld.render.pdf import properties
from anmeld.render.pdf.faces import Face
from anmeld.render.pdf.fontbook import SYMBOL_FONTS, FontBook
from anmeld.render.pdf.hyphenation import Hyphenation, read_hyphenation
from anmeld.render.pdf.kinds import Kind
from anmeld.render.pdf.layers import Properties, key_of, merge
from anmeld.render.pdf.looks import ParagraphStyle, RunStyle
from anmeld.render.pdf.names import TWIP, VAL, W, number, on
from anmeld.render.pdf.notes import numbered_otherwise
from anmeld.render.pdf.numbering import Level, Numbering
from anmeld.render.pdf.properties import TOGGLES
from anmeld.render.pdf.resolved import paragraph_style, run_style
from anmeld.render.pdf.theme import theme_fonts

_REFUSED: Final = ("mirrorMargins", "bookFoldPrinting")
"""Settings that would change every page."""


_KEPT: Final = 20_000
"""Resolved looks after which a style sheet is read anew."""


class StyleSheet:
    """A template's styles, read once and asked many times.

    Args:
        root: `w:styles`, or None.
        theme: `a:theme`, or None.
        numbering: The lists.
        fonts: The faces.
    """

    def __init__(
        self,
        root: etree._Element | None,
        theme: etree._Element | None,
        numbering: Numbering,
        fonts: FontBook,
    ) -> None:
        self.numbering = numbering
        self.fonts = fonts
        self.modern = False
        self.even = False
        self.refused: list[str] = []
        self.hyphenation: Hyphenation | None = None
        self.tab = 36.0
        self._theme = theme_fonts(theme)
        self._styles: dict[str, etree._Element] = {}
        self._default: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self._run_defaults: Properties = {}
        self._paragraph_defaults: Properties = {}
        self._chains: dict[str, tuple[Properties, Properties]] = {}
        self._faced: dict[tuple[RunStyle, Face, float], RunStyle] = {}
        self._plain: dict[RunStyle, RunStyle] = {}
        self._runs: dict[object, RunStyle] = {}
        self._paragraphs: dict[object, tuple[ParagraphStyle, Properties]] = {}
        self.kinds: dict[object, Kind] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        defaults = root.find(W + "docDefaults")
        if defaults is not None:
            run = defaults.find(f"{W}rPrDefault/{W}rPr")
            self._run_defaults = properties.run_properties(run)
            paragraph = defaults.find(f"{W}pPrDefault/{W}pPr")
            self._paragraph_defaults = properties.paragraph_properties(paragraph)
        for element in root.iterfind(W + "style"):
            name = element.get(W + "styleId", "")
            self._styles[name] = element
            shown = element.find(W + "name")
            self.names[name] = (
                shown.get(VAL, name) if shown is not None else name
            ).lower()
            if element.get(W + "default") in ("1", "true", "on"):
                self._default.setdefault(element.get(W + "type", ""), name)

    def settings(self, root: etree._Element) -> None:
        """Take what matters of `w:settings`."""
        self.even = _is_on(root, "evenAndOddHeaders")
        self.refused = [name for name in _REFUSED if _is_on(root, name)]
        for kind in ("footnotePr", "endnotePr"):
            notes = root.find(W + kind)
            if notes is not None and numbered_otherwise(notes):
                self.refused.append(f"numbering of footnotes (w:{kind})")
        self.hyphenation = read_hyphenation(root)
        tab = root.find(W + "defaultTabStop")
        if tab is not None:
            self.tab = number(tab.get(VAL), 720) * TWIP
        for setting in root.iter(W + "compatSetting"):
            if setting.get(W + "name") == "compatibilityMode":
                self.modern = number(setting.get(VAL)) >= 15

    @property
    def crowded(self) -> bool:
        """Whether it remembers more formatting than templates and their fills have."""
        looks = len(self._runs) + len(self._faced) + len(self._plain)
        return looks + len(self._paragraphs) + len(self.kinds) > _KEPT

    @property
    def lang(self) -> str:
        """The language of everything that names no other."""
        default = self._chain(self._default.get("paragraph", ""))[1].get("lang")
        return default or self._run_defaults.get("lang") or "da-DK"

    def default(self, kind: str) -> str:
        """Name the default style of a kind: paragraph, character, table."""
        return self._default.get(kind, "")

    def ancestry(self, name: str) -> list[etree._Element]:
        """Give a style and what it is based on, the most general first."""
        chain: list[etree._Element] = []
        seen = set()
        while name in self._styles and name not in seen:
            seen.add(name)  # styles that are based on each other end here
            element = self._styles[name]
            chain.append(element)
            based = element.find(W + "basedOn")
            name = based.get(VAL, "") if based is not None else ""
        return chain[::-1]

    def _chain(self, name: str) -> tuple[Properties, Properties]:
        found = self._chains.get(name)
        if found is None:
            found = self._chains[name] = self._merged(name)
        return found

    def _merged(self, name: str) -> tuple[Properties, Properties]:
        """Merge a style's own paragraph and run formatting with what it inherits."""
        paragraph: Properties = {}
        run: Properties = {}
        for element in self.ancestry(name):
            own = properties.paragraph_properties(element.find(W + "pPr"))
            if "numId" in own:  # the list's indents come before the style's own
                level = self.numbering.level(own["numId"], own.get("ilvl", 0))
                paragraph = merge(paragraph, level.paragraph if level else {})
            paragraph = merge(paragraph, own)
            run = merge(run, properties.run_properties(element.find(W + "rPr")))
        return paragraph, run

    def paragraph(
        self,
        element: etree._Element | None,
        table: tuple[Properties, Properties] | None = None,
        table_key: object = None,
    ) -> tuple[ParagraphStyle, Properties]:
        """Resolve a paragraph.

        Args:
            element: Its `w:pPr`, or None.
            table: Paragraph and run formatting that its table's style lends it.
            table_key: What tells such tables apart.

        Returns:
            How it is set, and the formatting that its runs start from.
        """
        key = (key_of(element), table_key)
        found = self._paragraphs.get(key)
        if found is None:
            own = properties.paragraph_properties(element)
            found = self._paragraphs[key] = self._resolve(own, table or ({}, {}))
        return found

    def _resolve(
        self, own: Properties, table: tuple[Properties, Properties]
    ) -> tuple[ParagraphStyle, Properties]:
        style = own.get("style") or ""
        if style not in self._styles:
            style = self.default("paragraph")
        paragraph, run = self._chain(style)
        numbered: Properties = {}
        if own.get("numId", "0") != "0":
            level = self.numbering.level(own["numId"], own.get("ilvl", 0))
            numbered = level.paragraph if level else {}
        merged = merge(self._paragraph_defaults, table[0], paragraph, numbered, own)
        if own.get("numId") == "0":
            merged.pop("numId")
            if "left" not in own and "first" not in own:
                merged["left"] = merged["first"] = 0.0
        base = merge(self._run_defaults, table[1], run)
        return self._paragraph_style(style, merged), base

    def _paragraph_style(self, style: str, p: Properties) -> ParagraphStyle:
        numbering = None
        if p.get("numId") and self.numbering.level(p["numId"], p.get("ilvl", 0)):
            numbering = (p["numId"], p.get("ilvl", 0))
        name = self.names.get(style, "")
        return paragraph_style(style, name, numbering, self.hyphenation, p)

    def run(
        self,
        base: Properties,
        base_key: object,
        element: etree._Element | None,
        own_key: object = None,
    ) -> RunStyle:
        """Resolve a run.

        Args:
            base: What its paragraph gives it.
            base_key: What tells such bases apart.
            element: Its `w:rPr`, or None.
            own_key: What tells its own formatting apart, where that is known.

        Returns:
            How its text looks.
        """
        key = (base_key, own_key or key_of(element))
        found = self._runs.get(key)
        if found is None:
            own = properties.run_properties(element)
            found = self._runs[key] = self.run_style(base, own)
        return found

    def label(
        self,
        base: Properties,
        base_key: object,
        mark: etree._Element | None,
        level: Level,
    ) -> RunStyle:
        """Resolve a list label: the paragraph mark's look, then the level's."""
        key = ("label", base_key, key_of(mark), id(level))
        found = self._runs.get(key)
        if found is None:
            own = merge(properties.run_properties(mark), level.run)
            if str(own.get("font", "")).lower() in SYMBOL_FONTS:
                own.pop("font")  # its bullets are drawn as Unicode characters
            found = self._runs[key] = self.run_style(base, own)
        return found

    def without_caps(self, style: RunStyle) -> RunStyle:
        """Give a style that draws its text as it is."""
        found = self._plain.get(style)
        if found is None:
            found = self._plain[style] = replace(style, caps=None)
        return found

    def varied(self, style: RunStyle, face: Face, factor: float = 1.0) -> RunStyle:
        """Give a style another face or size, keeping the height of its lines."""
        key = (style, face, factor)
        found = self._faced.get(key)
        if found is None:
            found = self._faced[key] = replace(
                style, face=face, size=style.size * factor
            )
        return found

    def run_style(self, base: Properties, own: Properties) -> RunStyle:
        """Resolve run formatting that is already read."""
        character = self._chain(own["style"])[1] if own.get("style") else {}
        merged = merge(base, character, own)
        for switch in TOGGLES & character.keys():
            if switch not in own and character[switch]:
                merged[switch] = not base.get(switch, False)
        return self._run_style(merged)

    def _run_style(self, p: Properties) -> RunStyle:
        name = p.get("font") or "Times New Roman"
        name = self._theme.get(name, name)
        face, stood_in = self.fonts.choose(name, p.get("b", False), p.get("i", False))
        return run_style(face, (name, stood_in) if stood_in else None, p)


def _is_on(root: etree._Element, name: str) -> bool:
    found = root.find(W + name)
    return found is not None and on(found.get(VAL))
