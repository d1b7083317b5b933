"""The engine: a template compiled once, each filled DOCX laid out and written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from anmeld.errors import RenderError, TemplateError
from anmeld.render.pdf.canvas import Canvas
from anmeld.render.pdf.faults import Faults
from anmeld.render.pdf.flow import Flow
from anmeld.render.pdf.fontbook import FontBook
from anmeld.render.pdf.metadata import Information
from anmeld.render.pdf.model import Block, Document, Floating, Section
from anmeld.render.pdf.package import Package
from anmeld.render.pdf.page import Page, Repeated, header_blocks, numbered, trailing
from anmeld.render.pdf.pages import Pager
from anmeld.render.pdf.painting import Marked, Painter
from anmeld.render.pdf.placing import place_floating
from anmeld.render.pdf.reading import Reader
from anmeld.render.pdf.reporting import (
    as_fault,
    check_headings,
    information,
    listed_substitutes,
    notes_of,
)
from anmeld.render.pdf.resources import Fonts
from anmeld.render.pdf.sheets import STYLE_PARTS, Styled, styles_of
from anmeld.render.pdf.slices import LineSlice, Slice
from anmeld.render.pdf.structure import Element
from anmeld.render.pdf.writing import write_document
from anmeld.render.report import Filled

Sections = list[tuple[Section, list[Block]]]


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are rendered.

    Attributes:
        untagged: Make a plain PDF that claims no standard.
        strict: Refuse what is otherwise done differently and reported.
        fonts: A folder of the house's own TrueType fonts.
    """

    untagged: bool = False
    strict: bool = False
    fonts: Path | None = None


class CompiledPdf:
    """A template's styles, fonts and lists, resolved once.

    Args:
        package: The template.
        options: How its documents are rendered.
    """

    def __init__(self, package: Package, options: Options) -> None:
        self._package = package
        self._options = options
        self._book = FontBook(options.fonts)
        self._prints = _fingerprints(package)
        self._styled = self._styles(package)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as the template itself."""
        return compile_pdf, (self._package.data, self._options)

    def _styles(self, package: Package) -> Styled:
        fonts = self._options.fonts
        return styles_of(package.parts(STYLE_PARTS), fonts, self._book)

    def fill(self, filled: bytes, *, title: str | None = None) -> bytes:
        """Lay a filled DOCX out.

        Args:
            filled: The bytes of the DOCX.
            title: The document's title; else the one in its core properties, else its
                first words.

        Returns:
            The bytes of the PDF, the same for the same input.

        Raises:
            RenderError: Something is not covered, or the standards cannot be met.
        """
        return self.fill_with_report(filled, title=title).data

    def fill_with_report(self, filled: bytes, *, title: str | None = None) -> Filled:
        """Lay a filled DOCX out, and tell what was done differently than asked.

        Args:
            filled: The bytes of the DOCX.
            title: As in `fill`.

        Returns:
            The PDF with its notes.

        Raises:
            RenderError: As in `fill`.
        """
        package = Package(filled, like=self._package)
        faults = Faults(quote=False)
        reader, sections = self._read(package, faults)
        return self._finish(package, reader, sections, title)

    def fill_itself(self, title: str | None) -> Filled:
        """Lay the template itself out: a document that is rendered only once.

        Args:
            title: As in `fill`.

        Returns:
            The PDF with its notes.

        Raises:
            TemplateError: As in `check`.
            RenderError: As in `fill`.
        """
        return self._finish(self._package, *self._checked(self._package), title)

    def _checked(self, package: Package) -> tuple[Reader, Sections]:
        faults = Faults(quote=True)
        read = self._read(package, faults)
        if faults.found:
            raise TemplateError(*faults.found)
        return read

    def _read(self, package: Package, faults: Faults) -> tuple[Reader, Sections]:
        if self._styled[0].crowded:  # documents under way keep the one they have
            self._styled = self._styles(self._package)
        sheet, tables = self._styled
        if package is not self._package and _fingerprints(package) != self._prints:
            sheet, tables = self._styles(package)
        tagged = not self._options.untagged
        reader = Reader(package, sheet, tables, faults, tagged=tagged)
        return reader, reader.document()

    def _finish(
        self, package: Package, reader: Reader, sections: Sections, title: str | None
    ) -> Filled:
        faults = list(reader.faults.found)
        sections[-1][1].extend(listed_substitutes(reader))
        reader.close()
        document = Document(sections, reader.sheet.even, reader.sheet.tab)
        notes = notes_of(reader, document)
        if self._options.strict:
            faults += [as_fault(note) for note in notes]
        if faults:
            raise RenderError(*faults)
        info = information(package, document, reader.lang, title)
        rendering = _Rendering(document, reader, not self._options.untagged)
        return Filled(rendering.write(info), notes)

    def check(self, package: Package) -> None:
        """Name everything in a template that the engine does not cover.

        Raises:
            TemplateError: With all faults, each with its paragraph's words.
        """
        self._checked(package)


class _Rendering:
    """One document on its way to a file."""

    def __init__(self, document: Document, reader: Reader, tagged: bool) -> None:
        self._document = document
        self._reader = reader
        self._tagged = tagged
        self._fonts = Fonts()
        self._marked = Marked()
        self._images: dict[bytes, str] = {}
        self._flowed: dict[tuple[int, float, object], list[Slice]] = {}

    def write(self, info: Information) -> bytes:
        pages = Pager(self._document).run()
        canvases = [
            self._paint(page, index, len(pages)) for index, page in enumerate(pages)
        ]
        root = self._reader.root if self._tagged else None
        if root is not None:
            check_headings(self._marked)
        return write_document(
            canvases,
            self._fonts,
            self._images,
            self._reader.encoded,
            root,
            self._marked,
            info,
        )

    def _image(self, data: bytes) -> str:
        name = self._images.get(data)
        if name is None:
            name = self._images[data] = f"I{len(self._images) + 1}"
        return name

    def _paint(self, page: Page, index: int, count: int) -> Canvas:
        size = (page.section.width, page.section.height)
        canvas = Canvas(index, size, self._fonts, self._tagged)
        numbers = (page.printed, str(count))
        painter = Painter(
            canvas, numbers, self._image, self._marked, self._reader.targets
        )
        self._margins(painter, page, numbers)
        for x, y, item in page.items:
            if isinstance(item, Repeated):
                canvas.enter_margin("")
                painter.paint(item.row, x, y)
                canvas.leave_margin()
                continue
            painter.paint(item, x, y)
            self._floats(painter, page, item, x, y)
        if page.rule is not None:
            painter.rule(page.section.margins[1], page.rule, 144.0)
        for y, item in page.notes:
            painter.paint(item, page.section.margins[1], y)
        return canvas

    def _floats(
        self, painter: Painter, page: Page, item: Slice, x: float, y: float
    ) -> None:
        if isinstance(item, LineSlice):
            for floating in item.line.floats:
                left, top = place_floating(floating, page, (x, item.width), y)
                painter.floating(floating.picture, left, top)

    def _margins(self, painter: Painter, page: Page, numbers: tuple[str, str]) -> None:
        section, even = page.section, self._document.even
        header = header_blocks(page, section.headers, even)
        if header:
            self._margin(painter, page, "Header", header, numbers)
        footer = header_blocks(page, section.footers, even)
        if footer:
            self._margin(painter, page, "Footer", footer, numbers)

    def _margin(
        self,
        painter: Painter,
        page: Page,
        kind: str,
        blocks: Sequence[Block],
        numbers: tuple[str, str],
    ) -> None:
        section = page.section
        width = section.width - section.margins[1] - section.margins[3]
        shown = numbers if numbered(blocks) else None
        slices = self._flowed.get((id(blocks), width, shown))
        if slices is None:  # most headers are the same on every page
            slices = Flow(self._document.tab, numbers).slices(blocks, width)
            self._flowed[id(blocks), width, shown] = slices
        y = section.header
        if kind == "Footer":
            height = sum(item.gap + item.height for item in slices) + trailing(blocks)
            y = section.height - section.footer - height
        painter.canvas.enter_margin(kind)
        for item in slices:
            y += item.gap
            painter.paint(item, section.margins[1], y)
            self._floats(painter, page, item, section.margins[1], y)
            y += item.height
        painter.canvas.leave_margin()


def compile_pdf(source: bytes | Path, options: Options) -> CompiledPdf:
    """Compile a template and name everything in it that is not covered."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    package = Package(data)
    compiled = CompiledPdf(package, options)
    compiled.check(package)
    return compiled


def render_once(data: bytes, options: Options, title: str | None) -> Filled:
    """Lay a document out by itself; see `CompiledPdf.fill_itself`."""
    return CompiledPdf(Package(data), options).fill_itself(title)


def _fingerprints(package: Package) -> tuple[object, ...]:
    found = []
    for kind in STYLE_PARTS:
        part = package.related(kind)
        found.append(package.fingerprint(part) if part is not None else None)
    return tuple(found)


__all__ = [
    "CompiledPdf",
    "Element",
    "Floating",
    "Options",
    "compile_pdf",
    "render_once",
]
