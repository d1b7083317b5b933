"""What works in a template, and still troubles its reader or surprises its author."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from jinja2 import nodes
from lxml import etree

from anmeld._i18n import Message, msg
from anmeld._resources import fonts_root
from anmeld.catalogue.names import known_names
from anmeld.errors import Fault
from anmeld.formatting.moments import Moment
from anmeld.record.values import Vaerdi
from anmeld.render.docx import places
from anmeld.render.docx.containers import words_beside
from anmeld.render.docx.names import Use
from anmeld.render.docx.parts import Part, parsed
from anmeld.render.docx.places import Finder, Place
from anmeld.render.docx.source import W, parse
from anmeld.render.docx.tags import tags_of

_TYPOGRAPHIC: Final = frozenset("“”‘’„‚«»")
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_CORE: Final = "docProps/core.xml"
_STYLES: Final = "word/styles.xml"
_BODY: Final = "word/document.xml"
_ROWS_OF_A_LIST: Final = 3
_QUESTION_AND_ANSWER: Final = 2
# Braces that Word's spelling has parted, and the fields of Word's own letter merging.
_NEARLY: Final = re.compile(r"(?<!\{)\{\s+[{%]|\bMERGEFIELD\b|<<\s*[\w.]+\s*>>")


@dataclass(frozen=True, slots=True)
class Looked:
    """A template that compiles, taken apart.

    Attributes:
        file: What messages call it.
        members: The plain bytes of its members.
        parts: What is filled.
        uses: The names that each part uses.
    """

    file: str
    members: Mapping[str, bytes]
    parts: tuple[Part, ...]
    uses: Mapping[str, tuple[Use, ...]]

    def root(self, name: str) -> etree._Element | None:
        """Parse a member, if it is there."""
        plain = self.members.get(name)
        return parse(plain, name, self.file) if plain else None

    def texts(self) -> Iterator[tuple[str, etree._Element]]:
        """Give the parts that hold text: body, page headers and footers."""
        for name, plain in self.members.items():
            stem = name.removeprefix("word/").rstrip(".xml0123456789")
            if stem in {"document", "header", "footer"} and name.endswith(".xml"):
                yield name, parse(plain, name, self.file)

    def warn(
        self, code: str, place: Place, problem: Message, remedy: Message | None = None
    ) -> Fault:
        """Make a fault of this template."""
        return places.fault(code, place, problem, remedy, file=self.file)


def quality_faults(looked: Looked) -> Iterator[Fault]:
    """Look a working template over.

    Args:
        looked: The template, taken apart.

    Yields:
        A fault for each thing that its author should look at.
    """
    for look in _LOOKS:
        yield from look(looked)


def _tags(looked: Looked) -> Iterator[Fault]:
    for part in looked.parts:
        plain = looked.members[part.name]
        for tag in tags_of(plain, part.name):
            if tag.opener != "{#" and _TYPOGRAPHIC & set(tag.raw):
                problem = msg("the tag {tag} has typographic quotes.", tag=tag.raw)
                remedy = msg("Write straight quotes, so that it is sure what is meant.")
                yield looked.warn("typographic-quotes", tag.place, problem, remedy)
        for tag, words in words_beside(part.name, plain):
            problem = msg(
                "»{words}« beside {tag} is never printed.", words=words, tag=tag.raw
            )
            yield looked.warn("words-beside-tag", tag.place, problem)
        if part.checked:
            problem = msg("a condition or loop begins and ends in places of two kinds.")
            remedy = msg(
                "Put both ends in paragraphs of their own, as {tag} tags.", tag="{%p"
            )
            yield looked.warn("uneven-block", Place(part.name), problem, remedy)


def _near_tags(looked: Looked) -> Iterator[Fault]:
    for name, root in looked.texts():
        for paragraph in root.iter(f"{{{W}}}p"):
            texts = paragraph.iter(f"{{{W}}}t", f"{{{W}}}instrText")
            text = "".join(part.text or "" for part in texts)
            if found := _NEARLY.search(text):
                problem = msg("{words} looks like a tag, but is none.", words=found[0])
                remedy = msg("Write {example}.", example="{{ … }}")
                yield looked.warn("near-tag", Place(name, text[:40]), problem, remedy)


def _dates(looked: Looked) -> Iterator[Fault]:
    for part in looked.parts:
        finder = Finder(part.name, part.member, part.source)
        for use in looked.uses[part.name]:
            if use.printed and _is_date(use.path):
                word = use.path.rpartition(".")[2]
                problem = msg(
                    "the date {name} is printed without a format.", name=use.path
                )
                remedy = msg(
                    "Write {example}.", example=f"{{{{ … {word}|dato_lang }}}}"
                )
                place = finder.at(use.line, word)
                yield looked.warn("date-without-format", place, problem, remedy)


def _is_date(path: str) -> bool:
    name = known_names().get(path)
    types = name.types if name else ()
    # A word of a closed list may stand there instead of a date: no format writes both.
    chosen = any(issubclass(one, Vaerdi) for one in types)
    return not chosen and any(issubclass(one, (date, Moment)) for one in types)


def _properties(looked: Looked) -> Iterator[Fault]:
    core = looked.root(_CORE)
    title = core.findtext(f"{_DC}title") if core is not None else None
    if not (title or "").strip():
        problem = msg("the document has no title.")
        remedy = msg(
            "Give it one in Word under File, Info; screen readers read it first."
        )
        yield looked.warn("no-title", Place(_CORE), problem, remedy)
    styles = looked.root(_STYLES)
    language = styles.find(f".//{{{W}}}lang") if styles is not None else None
    value = language.get(f"{{{W}}}val") if language is not None else None
    if not (value or "").lower().startswith("da"):
        problem = msg("the document's language is not Danish.")
        remedy = msg("Set it in Word under Review, Language.")
        yield looked.warn("no-language", Place(_STYLES), problem, remedy)


def _left_behind(looked: Looked) -> Iterator[Fault]:
    if b"<w:comment " in looked.members.get("word/comments.xml", b""):
        problem = msg("the author's comments follow every document.")
        remedy = msg("Delete them in Word under Review.")
        yield looked.warn("comments-left", Place("word/comments.xml"), problem, remedy)
    for name, root in looked.texts():
        changes = next(root.iter(f"{{{W}}}ins", f"{{{W}}}del"), None)
        if changes is not None:
            problem = msg("tracked changes follow every document.")
            remedy = msg("Accept or reject them in Word under Review.")
            yield looked.warn("tracked-changes", Place(name), problem, remedy)


def _tables(looked: Looked) -> Iterator[Fault]:
    for name, root in looked.texts():
        for number, table in enumerate(root.iter(f"{{{W}}}tbl"), 1):
            if _is_list(table) and table.find(f".//{{{W}}}tblHeader") is None:
                problem = msg("the table has no header row.")
                remedy = msg("Mark it in Word as Repeat as header row.")
                place = Place(name, _words(table), number)
                yield looked.warn("no-header-row", place, problem, remedy)


def _is_list(table: etree._Element) -> bool:
    # Two columns are a question and its answer: there the first column is the head.
    rows = table.findall(f"{{{W}}}tr")
    columns = max((len(row.findall(f"{{{W}}}tc")) for row in rows), default=0)
    return len(rows) >= _ROWS_OF_A_LIST and columns > _QUESTION_AND_ANSWER


def _words(element: etree._Element) -> str:
    texts = (text.text or "" for text in element.iter(f"{{{W}}}t"))
    return " ".join("".join(texts).split())[:40]


def _pictures(looked: Looked) -> Iterator[Fault]:
    for name, root in looked.texts():
        for drawing in root.iter(f"{_WP}inline", f"{_WP}anchor"):
            described = drawing.find(f"{_WP}docPr")
            if described is None or drawing.find(f".//{_A}blip") is None:
                continue
            if not described.get("descr") and b"decorative" not in etree.tostring(
                described
            ):
                problem = msg("a picture has no alternative text.")
                remedy = msg("Write one in Word, or mark the picture as decorative.")
                place = Place(name, described.get("name", ""))
                yield looked.warn("picture-without-alt", place, problem, remedy)
    for part in looked.parts:
        yield from _printed_pictures(looked, part)


def _printed_pictures(looked: Looked, part: Part) -> Iterator[Fault]:
    finder = Finder(part.name, part.member, part.source)
    for node in parsed(part.source).find_all(nodes.Filter):
        named = {pair.key for pair in node.kwargs}
        if node.name == "billede" and "alt" not in named and len(node.args) < 3:
            # A bilag tells itself what it shows.
            if isinstance(node.node, nodes.Name):
                continue
            problem = msg("a picture has no alternative text.")
            remedy = msg("Write {example}.", example="|billede(alt='…')")
            place = finder.at(node.lineno, "billede")
            yield looked.warn("picture-without-alt", place, problem, remedy)


def _fonts(looked: Looked) -> Iterator[Fault]:
    known = _known_fonts() | _embedded(looked)
    used: dict[str, Place] = {}
    for name, root in [*looked.texts(), *_styled(looked)]:
        for fonts in root.iter(f"{{{W}}}rFonts"):
            for key in ("ascii", "hAnsi"):
                if family := fonts.get(f"{{{W}}}{key}"):
                    used.setdefault(family, Place(name))
    for family, place in used.items():
        if _plain(family) not in known:
            problem = msg("the font {name} is neither known nor embedded.", name=family)
            remedy = msg("Choose one of: {names}.", names=", ".join(_families()))
            yield looked.warn("unknown-font", place, problem, remedy)


def _styled(looked: Looked) -> Iterator[tuple[str, etree._Element]]:
    root = looked.root(_STYLES)
    if root is not None:
        yield _STYLES, root


def _embedded(looked: Looked) -> set[str]:
    table = looked.root("word/fontTable.xml")
    if table is None:
        return set()
    return {
        _plain(font.get(f"{{{W}}}name", ""))
        for font in table.iter(f"{{{W}}}font")
        if font.find(f"{{{W}}}embedRegular") is not None
    }


@cache
def _families() -> tuple[str, ...]:
    papers = tomllib.loads((fonts_root() / "papers.toml").read_text(encoding="utf-8"))
    words = (
        name.strip()
        for family in papers["family"]
        for name in (family["name"], *str(family.get("stands_in_for", "")).split(","))
    )
    return tuple(sorted(filter(None, words)))


@cache
def _known_fonts() -> frozenset[str]:
    files = (path.stem.partition("-")[0] for path in fonts_root().glob("*.ttf"))
    return frozenset(map(_plain, (*files, *_families())))


def _plain(family: str) -> str:
    return family.replace(" ", "").casefold()


_LOOKS: Final[tuple[Callable[[Looked], Iterator[Fault]], ...]] = (
    _tags,
    _near_tags,
    _dates,
    _properties,
    _left_behind,
    _tables,
    _pictures,
    _fonts,
)
