"""A DOCX laid out as an archival, accessible PDF, without Word and without LibreOffice.

`render_pdf` lays out any DOCX; `compile` prepares a template whose filled documents are
laid out many times. What the engine does not cover is named, never left out.
"""

from __future__ import annotations

from pathlib import Path

from anmeld.render.pdf.engine import CompiledPdf, Options, compile_pdf, render_once
from anmeld.render.report import Filled

__all__ = ["CompiledPdf", "compile", "render_pdf", "render_with_report"]


def compile(
    template: bytes | Path,
    *,
    untagged: bool = False,
    strict: bool = False,
    fonts: Path | None = None,
) -> CompiledPdf:
    """Resolve a template's styles, lists and fonts, and check what it uses.

    Args:
        template: The DOCX or its path; Jinja tags in it are text like other text.
        untagged: Make plain PDFs that claim no standard.
        strict: Refuse what is otherwise done differently and reported: a substituted
            character, a font that another stands in for.
        fonts: A folder of the house's own TrueType fonts, found by their names.

    Returns:
        A template whose `fill` lays out a filled DOCX.

    Raises:
        TemplateError: Everything that the engine does not cover, with the paragraph's
            words and the remedy; a picture without alternative text.
        RenderError: The file is no DOCX, broken, or too large.
    """
    return compile_pdf(template, Options(untagged, strict, fonts))


def render_with_report(
    docx: bytes,
    *,
    title: str | None = None,
    untagged: bool = False,
    strict: bool = False,
    fonts: Path | None = None,
) -> Filled:
    """Lay a DOCX out, and tell what was done differently than asked.

    Args:
        docx: The bytes of the DOCX.
        title: The document's title; else the one in its core properties, else its
            first words.
        untagged: As in `compile`.
        strict: As in `compile`.
        fonts: As in `compile`.

    Returns:
        The PDF with its notes. It claims PDF/UA-1 and PDF/A-2a unless untagged.

    Raises:
        TemplateError: As in `compile`.
        RenderError: The file is no DOCX, broken or too large, or skips a heading level.
    """
    return render_once(docx, Options(untagged, strict, fonts), title)


def render_pdf(
    docx: bytes,
    *,
    title: str | None = None,
    untagged: bool = False,
    strict: bool = False,
    fonts: Path | None = None,
) -> bytes:
    """Lay a DOCX out as PDF; see `render_with_report`.

    Args:
        docx: The bytes of the DOCX.
        title: As in `render_with_report`.
        untagged: As in `compile`.
        strict: As in `compile`.
        fonts: As in `compile`.

    Returns:
        The bytes of the PDF, the same for the same input.

    Raises:
        TemplateError: As in `compile`.
        RenderError: As in `render_with_report`.
    """
    return render_with_report(
        docx, title=title, untagged=untagged, strict=strict, fonts=fonts
    ).data
