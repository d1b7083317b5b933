"""Build `templates/ulykkesanmeldelse/form.pdf`, the accident notice as a blank form.

Usage: `python tools/build_notice_form.py [--out FILE]`. The same bytes every time, so
that a change of the form is a change of these files, and a test can build it again.
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from notice_form_rows import Cell, Row, Section, load_notice
from pdf_form_face import Face
from pdf_form_structure import Node
from pdf_form_writer import PAGE_HEIGHT, PAGE_WIDTH, FormFile

_ROOT = Path(__file__).resolve().parents[1]
_FONTS = _ROOT / "src" / "anmeld" / "fonts"
_TARGET = _ROOT / "templates" / "ulykkesanmeldelse" / "form.pdf"

INK, SOFT, ACCENT, PALE = "1F2A33", "4A5863", "1F4E66", "EEF3F6"
MARGIN, TOP, GUTTER = 45.0, 42.0, 9.0
LABEL_SIZE, LEADING = 7.6, 1.2
LABEL_HEIGHT, FIELD_PADDING = 10.5, 6.0
ROW_GAP, BAND_GAP, SECTION_GAP, HEADING_HEIGHT = 6.0, 3.0, 7.0, 20.0
BOX_SIZE = 10.0


class NoticeForm:
    """The form while it is drawn: a file, and how far down the page it has come."""

    def __init__(self) -> None:
        faces = {
            "regular": Face(_FONTS / "Carlito-Regular.ttf", "Carlito"),
            "bold": Face(_FONTS / "Carlito-Bold.ttf", "Carlito-Bold"),
        }
        self.notice = load_notice()
        self.file = FormFile(self.notice.title, faces)
        self.width = PAGE_WIDTH - 2 * MARGIN
        self.y = 0.0

    def draw(self) -> bytes:
        """Draw every page and give the file."""
        for number in range(1, self.notice.pages + 1):
            self.file.new_page()
            self.y = PAGE_HEIGHT - TOP
            if number == 1:
                self._opening()
            for section in self.notice.sections:
                if section.page == number:
                    self._section(section)
            self._footer(number)
        return self.file.finish()

    def _opening(self) -> None:
        heading = self.file.root.add("H1")
        self.y -= 16
        self._line(self.notice.heading, heading, size=20, colour=ACCENT, bold=True)
        self.y -= 15
        subtitle = self.file.root.add("P")
        self._line(self.notice.subtitle, subtitle, size=11.5, colour=SOFT)
        self.y -= 12
        self._notice()

    def _notice(self) -> None:
        lines = self._wrapped(self.notice.explanation, 9, self.width - 26)
        height = 14 + 13 + 12 * len(lines)
        self.file.fill((MARGIN, self.y - height, self.width, height), PALE)
        self.file.fill((MARGIN, self.y - height, 3, height), ACCENT)
        self.y -= 17
        lead = self.file.root.add("P")
        self._line(self.notice.lead, lead, 13, size=10, colour=INK, bold=True)
        explanation = self.file.root.add("P")
        for line in lines:
            self.y -= 12
            self._line(line, explanation, 13, size=9, colour=INK)
        self.y -= 10

    def _section(self, section: Section) -> None:
        node = self.file.root.add("Sect")
        self.y -= SECTION_GAP + 11
        self._line(section.heading, node.add("H2"), size=11.5, colour=ACCENT, bold=True)
        self.file.fill((MARGIN, self.y - 5, self.width, 0.8), ACCENT)
        self.y -= HEADING_HEIGHT - 11
        for row in section.rows:
            self._row(row, node)

    def _row(self, row: Row, node: Node) -> None:
        height = row.lines * row.size * LEADING + FIELD_PADDING
        for number, cells in enumerate(row.bands):
            self.y -= BAND_GAP if number else LABEL_HEIGHT
            left = MARGIN
            usable = self.width - GUTTER * (len(cells) - 1)
            for cell in cells:
                place = (left, usable * cell.share, height)
                if not number:
                    self._label(cell, left, node)
                if cell.answers:
                    self._answers(cell, left, node)
                else:
                    self._field(cell, place, node, row)
                left += usable * cell.share + GUTTER
            self.y -= height
        self.y -= ROW_GAP

    def _label(self, cell: Cell, left: float, node: Node) -> None:
        self.file.text(
            (left, self.y + 2.5),
            cell.label,
            node.add("P"),
            size=LABEL_SIZE,
            colour=SOFT,
            bold=True,
        )

    def _field(
        self, cell: Cell, place: tuple[float, float, float], node: Node, row: Row
    ) -> None:
        left, width, height = place
        bottom = self.y - height
        self.file.fill((left, bottom, width, height), PALE)
        self.file.fill((left, bottom, width, 0.6), SOFT)
        self.file.text_field(
            cell.name,
            cell.tooltip,
            (left + 1, bottom + 0.8, width - 2, height - 1),
            node,
            size=row.size,
            multiline=row.lines > 1,
        )

    def _answers(self, cell: Cell, left: float, node: Node) -> None:
        bottom = self.y - BOX_SIZE - 3
        places = [(left + at * 54, bottom) for at in range(len(cell.answers))]
        rects = {
            answer: (*place, BOX_SIZE, BOX_SIZE)
            for answer, place in zip(cell.answers, places, strict=True)
        }
        for answer, element in self.file.choice(cell.name, cell.tooltip, rects, node):
            at = rects[answer][0] + BOX_SIZE + 4
            self.file.text((at, bottom + 2), answer, element, size=9.5, colour=INK)

    def _line(
        self,
        text: str,
        node: Node,
        indent: float = 0,
        *,
        size: float,
        colour: str,
        bold: bool = False,
    ) -> None:
        position = (MARGIN + indent, self.y)
        self.file.text(position, text, node, size=size, colour=colour, bold=bold)

    def _footer(self, number: int) -> None:
        self.file.fill((MARGIN, 38, self.width, 0.5), SOFT)
        text = f"Side {number} af {self.notice.pages}"
        size = 8.5
        left = PAGE_WIDTH - MARGIN - self.file.faces["regular"].width(text, size)
        for position, words in (((left, 26), text), ((MARGIN, 26), self.notice.lead)):
            self.file.text(position, words, None, size=size, colour=SOFT)

    def _wrapped(self, text: str, size: float, width: float) -> list[str]:
        face = self.file.faces["regular"]
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if face.width(longer, size) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines


def main() -> None:
    """Write the form where it belongs, or elsewhere for a comparison."""
    # fontTools warns of the old date stamp of the shipped fonts, which is harmless.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=_TARGET)
    target: Path = parser.parse_args().out
    target.write_bytes(NoticeForm().draw())


if __name__ == "__main__":
    main()
