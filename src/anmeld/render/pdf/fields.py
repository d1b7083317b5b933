"""Fields: their stored results are printed, page numbers are our own."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from anmeld._i18n import msg
from anmeld.render.pdf.looks import RunStyle
from anmeld.render.pdf.model import PageNumber
from anmeld.render.pdf.names import VAL, W, on
from anmeld.render.pdf.structure import Element

if TYPE_CHECKING:
    from anmeld.render.pdf.inlines import Inlines, Place
    from anmeld.render.pdf.reading import Reader

_SILENT_FIELDS: Final = frozenset(("TC", "XE", "RD", "SET", "ASK", "TA", "PRIVATE"))


@dataclass(slots=True)
class Field:
    """A field that is open.

    Attributes:
        code: Its instruction.
        result: Whether its result has begun.
        link: Its link, where it is one.
        own: Whether we print something else than its stored result.
        check: The state of its check box, where it is one.
    """

    code: str = ""
    result: bool = False
    link: Element | None = None
    own: bool = False
    check: bool | None = None


class Fields:
    """The fields that are open while a paragraph, or several, are read.

    Args:
        inlines: Reads what stands in them.
        reader: The document's reader.
    """

    def __init__(self, inlines: Inlines, reader: Reader) -> None:
        self._inlines = inlines
        self._reader = reader
        self._open: list[Field] = []

    @property
    def open(self) -> bool:
        """Whether what is read now belongs to a field."""
        return bool(self._open)

    @property
    def hiding(self) -> bool:
        """Whether what is read now is an instruction, or replaced by our own."""
        return bool(self._open) and any(
            field.own or not field.result for field in self._open
        )

    def simple(self, element: etree._Element, place: Place) -> None:
        """Read `w:fldSimple`."""
        code = element.get(W + "instr", "")
        opened = Field(code)
        run = element.find(W + "r")
        properties = run.find(W + "rPr") if run is not None else None
        style = self._reader.sheet.run(place.base, place.key, properties)
        self._open.append(opened)
        self._separate(opened, style, place)
        self._inlines.read(element, place)
        self._open.pop()

    def instruction(
        self, element: etree._Element, style: RunStyle, place: Place
    ) -> None:
        """Read a part of a field's instruction."""
        if self._open and not self._open[-1].result:
            self._open[-1].code += element.text or ""

    def field_mark(
        self, element: etree._Element, style: RunStyle, place: Place
    ) -> None:
        """Begin a field, its result, or end it."""
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            box = element.find(f"{W}ffData/{W}checkBox")
            self._open.append(Field(check=None if box is None else _checked(box)))
        elif kind == "separate" and self._open:
            self._separate(self._open[-1], style, place)
        elif kind == "end" and self._open:
            opened = self._open[-1]
            if not opened.result:
                self._separate(opened, style, place)
                self._resultless(opened)
            if opened.link is not None and place.link is opened.link:
                place.link = None
            self._open.pop()

    def _separate(self, opened: Field, style: RunStyle, place: Place) -> None:
        """Begin a field's result: print our own where we know better."""
        words = opened.code.split()
        name = words[0].upper() if words else ""
        outer_hidden = any(f.own or not f.result for f in self._open[:-1])
        if name in ("PAGE", "NUMPAGES", "SECTIONPAGES") and not outer_hidden:
            kind: PageNumber = PageNumber(
                "page" if name == "PAGE" else "pages", style, place.link or place.owner
            )
            if name == "SECTIONPAGES":
                self._reader.faults.unsupported("field SECTIONPAGES")
            place.items.append(kind)
            opened.own = True
        elif name == "FORMCHECKBOX" and opened.check is not None:
            if not outer_hidden:
                self._inlines.add("☒" if opened.check else "☐", style, place)
            opened.own = True
        elif name == "HYPERLINK":
            opened.link = place.link = self._inlines.link(_address(opened.code), place)
        opened.result = True

    def _resultless(self, opened: Field) -> None:
        words = opened.code.split()
        name = words[0].upper() if words else ""
        if name and not opened.own and name not in _SILENT_FIELDS:
            self._reader.faults.add(
                "field-without-result",
                msg("The field {name} has no stored result.", name=name),
                msg("Update the field in Word (F9) and save."),
                what=name,
            )


def _checked(box: etree._Element) -> bool:
    for name in ("checked", "default"):
        found = box.find(W + name)
        if found is not None:
            return on(found.get(VAL))
    return False


def _address(code: str) -> str:
    """Read the target of a HYPERLINK field."""
    try:
        words = shlex.split(code.replace("\\", "\\\\"))[1:]
    except ValueError:
        return ""
    local = "\\l" in words
    values = [word for word in words if not word.startswith("\\")]
    return ("#" if local else "") + values[0] if values else ""
