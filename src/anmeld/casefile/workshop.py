"""Where documents are made: each template compiled once, then filled for many cases."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from anmeld.catalogue.spec import DocumentSpec, Format, Renderer
from anmeld.content.names import NameTree, name_tree
from anmeld.content.parts import Organisation
from anmeld.render.report import Note


@dataclass(frozen=True, slots=True)
class Finished:
    """A document in its formats, as a renderer gives it.

    Attributes:
        files: The bytes of each format that was asked for.
        text: The whole text of the document, whatever formats were asked for.
        notes: What a person should know of the making.
    """

    files: Mapping[Format, bytes] = field(repr=False)
    text: str = field(repr=False)
    notes: tuple[Note, ...] = ()


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


Compile = Callable[[DocumentSpec, NameTree, Organisation | None], Press]


class Workshop:
    """Holds compiled documents, so that thousands of cases share them.

    Args:
        renderers: How each kind of template is compiled; the shipped renderers if left
            out.
    """

    __slots__ = ("_presses", "_renderers")

    def __init__(self, renderers: Mapping[Renderer, Compile] | None = None) -> None:
        self._renderers = renderers
        self._presses: dict[tuple[str, Path, Organisation | None], Press] = {}

    def press(
        self, spec: DocumentSpec, organisation: Organisation | None = None
    ) -> Press:
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
        if key not in self._presses:
            self._presses[key] = self._compile(spec, organisation)
        return self._presses[key]

    def _compile(self, spec: DocumentSpec, organisation: Organisation | None) -> Press:
        if self._renderers is None:
            from anmeld.casefile.presses import SHIPPED

            self._renderers = SHIPPED
        return self._renderers[spec.renderer](spec, name_tree(spec), organisation)
