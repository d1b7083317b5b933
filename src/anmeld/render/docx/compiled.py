"""A Word template, compiled: nothing is left to do at a fill but to write the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from jinja2 import Template
from lxml import etree

from anmeld._i18n import msg
from anmeld.errors import RenderError
from anmeld.render.docx import afterwork, grids, package, places, relations
from anmeld.render.docx.budget import STATE, Fill
from anmeld.render.docx.failures import located
from anmeld.render.docx.package import Block, Member
from anmeld.render.docx.parts import Part, code_of
from anmeld.render.docx.places import Place
from anmeld.render.docx.sandbox import environment
from anmeld.render.report import Filled, Note

_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\r")


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What compiling decided; small enough to send to a worker.

    Attributes:
        file: The template's name, for messages.
        folder: The template's own folder, where its pictures lie.
        parts: What is filled.
        still: What is the same in every document.
        added_to: Members that a fill may have to add to: relationships, content types.
        is_simple: Whether all text of what is filled is read by `simple_text`.
    """

    file: str | None
    folder: Path | None
    parts: tuple[Part, ...]
    still: Block
    added_to: Mapping[str, Member]
    is_simple: bool


class CompiledDocx:
    """A template that was checked and compiled once, and is filled any number of times.

    It never changes: threads may share one, and a worker gets its own by pickling.
    Subdocuments (docxtpl's `new_subdoc`) and its `InlineImage` are not supported: a
    fill that is given one refuses it by name. Pictures go through the filter `billede`.

    Args:
        blueprint: What compiling decided.
    """

    __slots__ = ("_blueprint", "_templates")

    def __init__(self, blueprint: Blueprint) -> None:
        self._blueprint = blueprint
        env = environment()
        self._templates = tuple(
            Template.from_code(env, code_of(part), env.globals)
            for part in blueprint.parts
        )

    def __reduce__(self) -> tuple[Any, ...]:
        parts = tuple(replace(part, code=None) for part in self._blueprint.parts)
        return CompiledDocx, (replace(self._blueprint, parts=parts),)

    @property
    def file(self) -> str | None:
        """The template's name, as messages give it."""
        return self._blueprint.file

    @property
    def is_simple(self) -> bool:
        """Whether all text of what is filled is that of `simple_text` of its body."""
        return self._blueprint.is_simple

    def read_back(self, data: bytes) -> Mapping[str, bytes]:
        """Read back, from a document filled here, the parts that the fill wrote.

        Args:
            data: The document.

        Returns:
            The plain bytes of each; the others are the template's own.

        Raises:
            TemplateError: The document is damaged, or not filled here.
        """
        return package.written_members(data, self._blueprint.still)

    def fill(
        self, content: Mapping[str, object], *, folder: Path | None = None
    ) -> bytes:
        """Fill the template.

        Args:
            content: The names that the template may use.
            folder: What the files of a `bilag` are confined to, for pictures.

        Returns:
            The DOCX; the same content gives the same bytes.

        Raises:
            RenderError: A name is unknown, a value cannot be written, a picture cannot
                be shown, or a bound is exceeded; with the place.
        """
        return self.fill_with_report(content, folder=folder).data

    def fill_with_report(
        self, content: Mapping[str, object], *, folder: Path | None = None
    ) -> Filled:
        """Fill the template, and tell what was written differently than given.

        Args:
            content: The names that the template may use.
            folder: What the files of a `bilag` are confined to, for pictures.

        Returns:
            The DOCX, with a note for each kind of character that XML cannot hold.

        Raises:
            RenderError: As for `fill`.
        """
        fill = Fill(folder, self._blueprint.folder)
        names: dict[str, object] = {**environment().globals, **content, STATE: fill}
        numbers = afterwork.drawing_numbers()
        members = [
            self._filled(part, template, names, fill, numbers)
            for part, template in zip(
                self._blueprint.parts, self._templates, strict=True
            )
        ]
        if self._blueprint.added_to:
            members += self._bookkeeping(fill)
        data = package.write(self._blueprint.still, members)
        return Filled(data, _notes(fill) if fill.substituted else ())

    def _filled(
        self,
        part: Part,
        template: Template,
        names: dict[str, object],
        fill: Fill,
        numbers: Iterator[int],
    ) -> Member:
        fill.part = part.name
        env = template.environment
        context = env.context_class(env, names, part.name, template.blocks)
        try:
            xml = "".join(template.root_render_func(context))
        except Exception as cause:  # noqa: BLE001 - whatever a template does wrong
            failure = located(cause, part, template, self.file)
        else:
            return _packed(part, xml, numbers, self.file)
        # Outside the handler: a cause may hold values, and tracebacks are copied.
        raise failure

    def _bookkeeping(self, fill: Fill) -> Iterator[Member]:
        for name, member in self._blueprint.added_to.items():
            plain = member.plain()
            if name == relations.CONTENT_TYPES:
                kinds = {media.rpartition(".")[2] for media in fill.media}
                yield package.pack(name, relations.with_types(plain, kinds))
                continue
            added = fill.relations.get(relations.owner_of(name), {})
            yield package.pack(name, relations.extended(plain, added))
        yield from fill.media.values()


def _packed(part: Part, xml: str, numbers: Iterator[int], file: str | None) -> Member:
    if "\r" in xml:  # as whatever reads the file would take it
        xml = xml.replace("\r\n", "\n").replace("\r", "\n")
    is_doubtful = part.checked
    if afterwork.has_breaks(xml):
        # A new paragraph in the middle of a link closes what it has not opened.
        is_doubtful |= "\a" in xml or "\f" in xml
        xml = afterwork.broken_lines(xml)
    if part.grid:
        xml = grids.repaired(xml)
    if part.drawings:
        xml = afterwork.numbered_drawings(xml, numbers)
    data = xml.encode()
    if _has_controls(data) or (is_doubtful and not _is_well_formed(data)):
        problem = msg("The filled text is not well-formed.")
        remedy = msg(
            "Let a condition or a loop begin and end in the same kind of place."
        )
        raise RenderError(
            places.fault("malformed", Place(part.name), problem, remedy, file=file)
        )
    return package.pack(part.name, data)


def _has_controls(data: bytes) -> bool:
    # Whatever way a template has put them there: Word opens no such document.
    return len(data.translate(None, _CONTROLS)) != len(data)


def _is_well_formed(data: bytes) -> bool:
    try:
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=False))
    except etree.XMLSyntaxError:
        return False
    return True


def _notes(fill: Fill) -> tuple[Note, ...]:
    return tuple(
        Note(
            "substituted-character",
            code,
            msg(
                "The character {code} cannot stand in a document and is written as a"
                " mark ({count} times).",
                code=code,
                count=count,
            ),
        )
        for code, count in sorted(fill.substituted.items())
    )
