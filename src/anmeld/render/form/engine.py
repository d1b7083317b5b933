"""Read a form once: the steps from a file to a `CompiledForm`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal

from pypdf.generic import DictionaryObject

from anmeld.render.form.addendum import Addendum
from anmeld.render.form.binding import Binding
from anmeld.render.form.buttons import ButtonWriter
from anmeld.render.form.compiled import TOLERABLE, CompiledForm
from anmeld.render.form.describe import describe
from anmeld.render.form.document import Document, check, read_document
from anmeld.render.form.errors import TooLong
from anmeld.render.form.flatten import Pages
from anmeld.render.form.layout import SMALLEST
from anmeld.render.form.map_check import check_map
from anmeld.render.form.mapping import FormMap, Names, load_map, row_fields
from anmeld.render.form.model import Field
from anmeld.render.form.objects import dictionary_of, entry, inherited, rectangle
from anmeld.render.form.source import (
    Source,
    naming_damage,
    open_source,
    with_own_objects,
)
from anmeld.render.form.structure import Structure
from anmeld.render.form.tree import Tree, read_tree
from anmeld.render.form.update import Appender
from anmeld.render.form.writers import Maker, Writer

_DEEPEST = 64  # levels of a page tree

Map = str | Path | Mapping[str, object] | FormMap


def compile_form(
    pdf: str | Path | bytes,
    fields_toml: Map | None = None,
    *,
    names: Names | None = None,
    password: str | None = None,
    allow_signed: bool = False,
    strict: bool = True,
    warn: Collection[str] | None = None,
    glyphs: Literal["substitute", "refuse"] = "substitute",
    smallest: float | None = None,
) -> CompiledForm:
    """Read a form once, to be filled many times.

    Args:
        pdf: Path or bytes of the form; never written to.
        fields_toml: Path, mapping or parsed map; without one the form takes values by
            full field name.
        names: The names that the map may use, from `content.names.name_tree`.
        password: The user password of an encrypted form.
        allow_signed: Fill a signed form although that breaks the signature.
        strict: Whether every refusal is an error.
        warn: Codes of refusals that become notes when not strict; all that can if
            left out.
        glyphs: Whether a character that no font has is shown by its code, or refused.
        smallest: The size in points below which no text is shrunk; the map's if left
            out, else 6.

    Returns:
        The compiled form.

    Raises:
        FormTemplateError: If the form or its map cannot be used.
    """
    form_map = _load(fields_toml)
    chosen = _Options(
        password,
        allow_signed,
        smallest or (form_map and form_map.smallest) or SMALLEST,
        declines=glyphs == "refuse",
        tolerated=_tolerated(strict, warn),
    )
    return _compiled(pdf, form_map, names, chosen)


@dataclass(frozen=True, slots=True)
class _Options:
    """How a form is compiled; see `compile_form`."""

    password: str | None
    allow_signed: bool
    smallest: float
    declines: bool
    tolerated: frozenset[str]


def _compiled(
    pdf: str | Path | bytes,
    form_map: FormMap | None,
    names: Names | None,
    chosen: _Options,
) -> CompiledForm:
    source = open_source(pdf, chosen.password)
    with naming_damage(source.file):
        source, tree = _walked(source)
        fields = describe(tree, entry(source.root, "/AcroForm"))
        check(source, tree, fields, chosen.allow_signed)
        document = read_document(source, tree, fields)
        conforming, free = document.conforming, source.size
        maker = Maker(source, tree, conforming, free, chosen.smallest, chosen.declines)
        tolerant = TooLong.code in chosen.tolerated
        writers = _writers(maker, tree, fields, form_map, tolerant)
        compiled = _assembled(source, tree, fields, document, maker, writers)
    again = partial(_compiled, source.original, form_map, None, chosen)
    compiled = replace(compiled, _tolerated=chosen.tolerated, _again=again)
    if form_map is None:
        return compiled
    check_map(form_map, fields, names)
    return replace(compiled, _binding=Binding(form_map, fields))


def _assembled(
    source: Source,
    tree: Tree,
    fields: Mapping[str, Field],
    document: Document,
    maker: Maker,
    writers: Mapping[str, Writer],
) -> CompiledForm:
    return CompiledForm(
        fields=fields,
        notes=document.notes,
        _writers=writers,
        _aliases=_aliases(tree, writers),
        _document=document,
        _appender=Appender(source),
        _free=maker.free,
        _tolerated=frozenset(),
        _addendum=Addendum.read(source, tree, document),
        _pages=Pages(source, tree, fields, document),
        _structure=Structure.read(source),
        _unseen=_unseen(source, tree, writers),
        _invisible=_invisible(tree, fields),
        _binding=None,
        _again=compile_form,
    )


def read_fields(
    pdf: str | Path | bytes, *, password: str | None = None
) -> tuple[Field, ...]:
    """Read what a form holds, also a signed one.

    Args:
        pdf: Path or bytes of the form.
        password: The user password of an encrypted form.

    Returns:
        Every field in tab order.

    Raises:
        FormTemplateError: If the form cannot be read or has no fields.
    """
    source = open_source(pdf, password)
    with naming_damage(source.file):
        tree = read_tree(source)
        fields = describe(tree, entry(source.root, "/AcroForm"))
        check(source, tree, fields, allow_signed=True)
    return tuple(fields.values())


def _load(fields_toml: Map | None) -> FormMap | None:
    if fields_toml is None or isinstance(fields_toml, FormMap):
        return fields_toml
    return load_map(fields_toml)


def _walked(source: Source) -> tuple[Source, Tree]:
    tree = read_tree(source)
    if tree.direct:
        source = with_own_objects(source, tree.direct)
        tree = read_tree(source)
    return source, tree


def _tolerated(strict: bool, warn: Collection[str] | None) -> frozenset[str]:
    if strict:
        return frozenset()
    return TOLERABLE if warn is None else TOLERABLE & frozenset(warn)


def _writers(
    maker: Maker,
    tree: Tree,
    fields: Mapping[str, Field],
    form_map: FormMap | None,
    tolerant: bool,
) -> dict[str, Writer]:
    writers = {}
    mapped = dict(form_map.fields) if form_map else {}
    for rows in form_map.rows if form_map else ():
        mapped |= {name: one for _, name, one in row_fields(rows)}
    for name, described in fields.items():
        one = mapped.get(name)
        refuses = one is not None and one.overflow == "refuse" and not tolerant
        cuts = tolerant or (one is not None and one.overflow == "addendum")
        writer = maker.make(tree.fields[name], described, refuses, cuts)
        if writer is not None:
            writers[name] = writer
    return writers


def _aliases(tree: Tree, writers: Mapping[str, Writer]) -> dict[str, str]:
    """Other spellings of names that are not plain ASCII."""
    aliases: dict[str, str] = {}
    for name, node in tree.fields.items():
        for spelling in node.spellings:
            if spelling not in writers:
                aliases.setdefault(spelling, name)
    return aliases


def _invisible(tree: Tree, fields: Mapping[str, Field]) -> frozenset[str]:
    """Fields that no page shows: on none, hidden, without room, or beside the page."""
    papers = {page.number: _paper(page.dictionary) for page in tree.pages}
    return frozenset(
        name
        for name, found in fields.items()
        if not found.is_shown
        or all(
            _lies_beside(box.rect, papers[box.page]) for box in found.boxes if box.page
        )
    )


def _paper(page: DictionaryObject) -> tuple[float, float, float, float]:
    chain = [page]
    while len(chain) < _DEEPEST and (
        above := dictionary_of(entry(chain[-1], "/Parent"))
    ):
        chain.append(above)
    return rectangle(inherited(chain, "/CropBox") or inherited(chain, "/MediaBox"))


def _lies_beside(
    rect: tuple[float, float, float, float], paper: tuple[float, float, float, float]
) -> bool:
    wide, high = paper[2] > paper[0], paper[3] > paper[1]
    across = rect[0] >= paper[2] or rect[2] <= paper[0]
    return wide and high and (across or rect[1] >= paper[3] or rect[3] <= paper[1])


def _unseen(
    source: Source, tree: Tree, writers: Mapping[str, Writer]
) -> tuple[str, ...]:
    """Fields that hold a text which no appearance is sure to show."""
    form = entry(source.root, "/AcroForm")
    asked = getattr(entry(form, "/NeedAppearances"), "value", None) is True
    return tuple(
        name
        for name, writer in writers.items()
        if not isinstance(writer, ButtonWriter)
        and writer.field.value
        and any(
            asked or entry(entry(widget.dictionary, "/AP"), "/N") is None
            for widget in tree.fields[name].widgets.values()
        )
    )
