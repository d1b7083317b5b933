"""The shipped renderers as presses: Word templates and forms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from anmeld.casefile.workshop import Compile, Finished
from anmeld.catalogue.spec import DocumentSpec, Format, Renderer
from anmeld.content.names import NameTree

if TYPE_CHECKING:
    from anmeld.render.docx import CompiledDocx
    from anmeld.render.form import CompiledForm


class WordPress:
    """A Word template; its PDF and its text are laid out from the filled document.

    Args:
        compiled: The compiled template.
    """

    __slots__ = ("_compiled",)

    def __init__(self, compiled: CompiledDocx) -> None:
        self._compiled = compiled

    @property
    def used(self) -> frozenset[str] | None:
        """The names that the template uses, where the renderer tells them."""
        return getattr(self._compiled, "used", None)

    def make(
        self, content: Mapping[str, object], formats: Collection[Format]
    ) -> Finished:
        """Fill the template and give it in every format wanted."""
        from anmeld.render.text import text_of_docx

        filled = self._compiled.fill_with_report(content)
        text = text_of_docx(filled.data)
        files: dict[Format, bytes] = {Format.DOCX: filled.data}
        if Format.PDF in formats:
            from anmeld.render.pdf import render_pdf

            files[Format.PDF] = render_pdf(filled.data)
        files[Format.TXT] = text.encode()
        return Finished(_chosen(files, formats), text, filled.notes)


class FormPress:
    """An AcroForm with its mapping; its text is the same content as a sheet.

    Args:
        compiled: The compiled form.
    """

    __slots__ = ("_compiled",)

    def __init__(self, compiled: CompiledForm) -> None:
        self._compiled = compiled

    @property
    def used(self) -> frozenset[str] | None:
        """The names that the mapping uses, where the renderer tells them."""
        return getattr(self._compiled, "used", None)

    def make(
        self, content: Mapping[str, object], formats: Collection[Format]
    ) -> Finished:
        """Fill the form and give it in every format wanted."""
        from anmeld.render.form import text_of

        filled = self._compiled.fill_with_report(content)
        text = text_of(self._compiled, content)
        files = {Format.PDF: filled.data, Format.TXT: text.encode()}
        return Finished(_chosen(files, formats), text, filled.notes)


def _chosen(
    files: Mapping[Format, bytes], formats: Collection[Format]
) -> dict[Format, bytes]:
    return {format_: files[format_] for format_ in Format if format_ in formats}


def _compile_word(spec: DocumentSpec, names: NameTree) -> WordPress:
    from anmeld.render import docx

    (template,) = spec.files
    return WordPress(docx.compile(template, names=names))


def _compile_form(spec: DocumentSpec, names: NameTree) -> FormPress:
    from anmeld.render import form

    pdf, fields = spec.files
    return FormPress(form.compile(pdf, fields, names=names))


SHIPPED: Final[Mapping[Renderer, Compile]] = {
    Renderer.DOCX: _compile_word,
    Renderer.FORM: _compile_form,
}
