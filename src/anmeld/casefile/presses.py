"""The shipped renderers as presses: Word templates and forms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from anmeld.casefile.finished import words_of
from anmeld.casefile.workshop import Compile, Finished, ReadBack
from anmeld.catalogue.spec import DocumentSpec, Format, Renderer
from anmeld.content.folding import Folded, fold
from anmeld.content.names import NameTree
from anmeld.content.parts import Organisation
from anmeld.formatting.numbers import NBSP
from anmeld.formatting.table import without_holds

if TYPE_CHECKING:
    from anmeld.render.docx import CompiledDocx
    from anmeld.render.form import CompiledForm
    from anmeld.render.pdf.engine import CompiledPdf
    from anmeld.render.report import Filled

# A house's own fonts lie in this folder of its templates' folder.
HOUSE_FONTS: Final = "fonts"


class WordPress:
    """A Word template; its PDF and its text are laid out from the filled document.

    Args:
        template: The template's path.
        compiled: The compiled template.
        used: The names that it uses.

    Attributes:
        compiled: The compiled template.
        used: The names that it uses.
    """

    __slots__ = ("_layout", "_still", "_template", "compiled", "used")

    def __init__(
        self, template: Path, compiled: CompiledDocx, used: frozenset[str]
    ) -> None:
        self._template = template
        self.compiled = compiled
        self._layout: CompiledPdf | None = None
        self._still: Folded | None = None
        self.used = used

    def make(
        self, content: Mapping[str, object], formats: Collection[Format]
    ) -> Finished:
        """Fill the template and give it in every format wanted."""
        filled = self.compiled.fill_with_report(content)
        text, read = self._read_back(filled.data)
        # What is copied from has ordinary spaces where the page has such as hold. Once
        # a person wrote one, theirs and the page's are alike, and all of them stay.
        if Format.TXT in formats and NBSP in text and not _holds(content):
            text = without_holds(text)
        files = {Format.DOCX: filled.data, Format.TXT: text.encode()}
        notes = filled.notes
        if Format.PDF in formats:
            laid_out = self._laid_out(filled.data)
            files[Format.PDF] = laid_out.data
            notes = (*notes, *laid_out.notes)
        return Finished(_chosen(files, formats), text, notes, read)

    def _read_back(self, data: bytes) -> tuple[str, ReadBack]:
        from anmeld.render.simple_text import BODY, simple_text
        from anmeld.render.text import as_text, text_of_docx

        written = self.compiled.read_back(data)
        still = self._still_in(data, written)
        body = next((name for name in written if BODY.fullmatch(name)), None)
        text = simple_text(written[body]) if body and self.compiled.is_simple else None
        if body is None or text is None:
            return text_of_docx(data), ReadBack(written, frozenset(), still)
        return as_text([text]), ReadBack(written, frozenset({body}), still)

    def _still_in(self, data: bytes, written: Mapping[str, bytes]) -> Folded:
        # The same in every document of the template, so that it is read once.
        if self._still is None:
            from anmeld.render.docx.package import plain_members

            members = plain_members(data)
            still = {name: members[name] for name in members if name not in written}
            self._still = fold(words_of(still))
        return self._still

    def _laid_out(self, filled: bytes) -> Filled:
        if self._layout is None:
            from anmeld.render import pdf

            fonts = self._template.parents[1] / HOUSE_FONTS
            self._layout = pdf.compile(
                self._template, fonts=fonts if fonts.is_dir() else None
            )
        return self._layout.fill_with_report(filled)


class FormPress:
    """An AcroForm with its mapping; its text is the same content as a sheet.

    Args:
        compiled: The compiled form.
        used: The names that its map uses.

    Attributes:
        used: The names that its map uses.
    """

    __slots__ = ("_compiled", "used")

    def __init__(self, compiled: CompiledForm, used: frozenset[str]) -> None:
        self._compiled = compiled
        self.used = used

    def make(
        self, content: Mapping[str, object], formats: Collection[Format]
    ) -> Finished:
        """Fill the form and give it in every format wanted."""
        from anmeld.render.form import text_of

        filled = self._compiled.fill_with_report(content)
        text = text_of(self._compiled, content)
        files = {Format.PDF: filled.data, Format.TXT: text.encode()}
        return Finished(_chosen(files, formats), text, filled.notes)


def _holds(value: object) -> bool:
    if isinstance(value, str):
        return NBSP in value
    if isinstance(value, Mapping):
        return any(map(_holds, value.values()))
    return isinstance(value, (tuple, list)) and any(map(_holds, value))


def _chosen(
    files: Mapping[Format, bytes], formats: Collection[Format]
) -> dict[Format, bytes]:
    return {format_: files[format_] for format_ in Format if format_ in formats}


def _compile_word(
    spec: DocumentSpec, names: NameTree, organisation: Organisation | None
) -> WordPress:
    from anmeld.render import docx
    from anmeld.render.docx.used import names_used

    (template,) = spec.files
    look = None
    if organisation and (organisation.skrift or organisation.farve):
        look = docx.Look(organisation.skrift, organisation.farve)
    compiled = docx.compile(template, names=names, look=look)
    return WordPress(template, compiled, names_used(compiled, names))


def _compile_form(
    spec: DocumentSpec, names: NameTree, _: Organisation | None
) -> FormPress:
    from anmeld.render import form
    from anmeld.render.form.mapping import load_map
    from anmeld.render.form.used import names_used

    pdf, fields = spec.files
    form_map = load_map(fields)
    compiled = form.compile(pdf, form_map, names=names)
    return FormPress(compiled, names_used(form_map))


SHIPPED: Final[Mapping[Renderer, Compile]] = {
    Renderer.DOCX: _compile_word,
    Renderer.FORM: _compile_form,
}
