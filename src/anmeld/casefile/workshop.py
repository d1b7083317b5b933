"""Where documents are made: each template compiled once, then filled for many cases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from anmeld.catalogue.spec import DocumentSpec, Format, Renderer
from anmeld.content.coverage import names_used
from anmeld.content.folding import Folded
from anmeld.content.names import NameTree
from anmeld.content.parts import Organisation
from anmeld.content.selection import Selection
from anmeld.render.report import Note


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What the parts of a finished Word document say, as read back from its bytes.

    Attributes:
        written: The parts that were filled, plain.
        whole: The names of those whose words all stand in the document's text.
        still: What the parts say that are the template's own, made comparable once.
    """

    written: Mapping[str, bytes] = field(repr=False)
    whole: frozenset[str]
    still: Folded = field(repr=False)


@dataclass(frozen=True, slots=True)
class Finished:
    """A document in its formats, as a renderer gives it.

    Attributes:
        files: The bytes of each format that was asked for.
        text: The whole text of the document, whatever formats were asked for.
        notes: What a person should know of the making.
        read: What was read back of a Word document.
    """

    files: Mapping[Format, bytes] = field(repr=False)
    text: str = field(repr=False)
    notes: tuple[Note, ...] = ()
    read: ReadBack | None = field(default=None, repr=False)


class Press(Protocol):
    """A compiled document: filled again and again, never compiled again."""

    @property
    def used(self) -> frozenset[str] | None:
        """The names its template uses, derived ones included; `None` if unknown."""

    def make(
        self, content: Mapping[str, object], formats: Collection[Format]
    ) -> Finished:
        """Fill the document.

        Args:
            content: The values by name.
            formats: The formats wanted, all of them possible.

        Returns:
            The finished document.

        Raises:
            RenderError: It cannot be made of this content.
        """


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document made ready: all that its description and its template decide.

    Attributes:
        press: Its compiled template.
        selection: What it selects from every case.
        used: The names of the record that its template uses; `None` if unknown.
    """

    press: Press
    selection: Selection
    used: frozenset[str] | None


Compile = Callable[[DocumentSpec, NameTree, Organisation | None], Press]


class Workshop:
    """Holds compiled documents, so that thousands of cases share them.

    Args:
        renderers: How each kind of template is compiled; the shipped renderers if left
            out.
    """

    __slots__ = ("_prepared", "_renderers")

    def __init__(self, renderers: Mapping[Renderer, Compile] | None = None) -> None:
        self._renderers = renderers
        self._prepared: dict[tuple[str, Path, Organisation | None], Prepared] = {}

    def prepare(
        self, spec: DocumentSpec, organisation: Organisation | None = None
    ) -> Prepared:
        """Give a document ready to be filled, compiled at the first need.

        Args:
            spec: The document.
            organisation: The house, whose font and colour a template takes on.

        Returns:
            The compiled document.

        Raises:
            TemplateError: The template is wrong, or reaches outside `may_see`.
        """
        key = (spec.id, spec.path, organisation)
        found = self._prepared.get(key)
        if found is None or not _is_same(found.selection.spec, spec):
            found = self._prepared[key] = self._prepared_now(spec, organisation)
        return found

    def _prepared_now(
        self, spec: DocumentSpec, organisation: Organisation | None
    ) -> Prepared:
        selection = Selection(spec)
        press = self._compile(spec, selection.names, organisation)
        used = None if press.used is None else names_used(press.used)
        return Prepared(press, selection, used)

    def _compile(
        self, spec: DocumentSpec, names: NameTree, organisation: Organisation | None
    ) -> Press:
        if self._renderers is None:
            from anmeld.casefile.presses import SHIPPED

            self._renderers = SHIPPED
        return self._renderers[spec.renderer](spec, names, organisation)


def _is_same(one: DocumentSpec, other: DocumentSpec) -> bool:
    # A catalogue that is read anew may let a reader see less.
    return one is other or one == other
