"""Write a small tagged PDF form: pages, text, fields, structure, one file of bytes.

Only what a form of our own design needs: A4 pages, two embedded faces, filled
rectangles and lines, text fields and check boxes. Every field gets a description for
screen readers, a place in the structure tree and an appearance. The file claims
PDF/UA-1 and PDF/A-2a; nothing in it depends on the day or the machine.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

from pdf_form_face import Face
from pdf_form_structure import Node, parent_entry
from pdf_form_syntax import Rect, literal, outline, rgb, stream_body, string
from srgb_profile import srgb_profile

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
_XMP = Path(__file__).with_name("pdf_form_xmp.xml").read_text(encoding="utf-8")


@dataclass
class _Page:
    operators: list[str] = field(default_factory=list)
    marked: list[Node] = field(default_factory=list)
    widgets: list[int] = field(default_factory=list)


class FormFile:
    """A form that is being drawn; `finish` gives its bytes.

    Args:
        title: The document's title.
        faces: The faces by role: `regular` and `bold`.
    """

    def __init__(self, title: str, faces: dict[str, Face]) -> None:
        self.title = title
        self.faces = faces
        self.root = Node("Document")
        self._objects: list[bytes] = []
        self._pages: list[_Page] = []
        self._parents: list[list[Node] | Node] = []
        self._catalog = self._reserve()
        self._pages_at = self._reserve()
        self._fonts = {role: self._write_face(face) for role, face in faces.items()}
        self._fields: list[int] = []

    def new_page(self) -> None:
        """Begin the next page."""
        self._pages.append(_Page())

    def fill(self, rect: Rect, colour: str) -> None:
        """Paint a rectangle that says nothing to a screen reader."""
        left, bottom, width, height = rect
        shape = f"{rgb(colour)} rg {left:.2f} {bottom:.2f} {width:.2f} {height:.2f} re"
        self._pages[-1].operators.append(f"/Artifact BMC q {shape} f Q EMC")

    def text(
        self,
        position: tuple[float, float],
        text: str,
        node: Node | None,
        *,
        size: float,
        colour: str,
        bold: bool = False,
    ) -> None:
        """Write one line; without a node it is decoration (a page number).

        Args:
            position: Left end of the baseline, in points.
            text: The line, in letters of WinAnsi.
            node: The structure element that it belongs to.
            size: Type size in points.
            colour: `RRGGBB`.
            bold: Whether the bold face is used.
        """
        page = self._pages[-1]
        begin = "/Artifact BMC"
        if node is not None:
            mark = len(page.marked)
            page.marked.append(node)
            node.kids.append((len(self._pages) - 1, mark))
            begin = f"/{node.tag} <</MCID {mark}>> BDC"
        face = "Bold" if bold else "Carlito"
        shown = literal(text)
        page.operators.append(
            f"{begin} BT {rgb(colour)} rg /{face} {size} Tf "
            f"{position[0]:.2f} {position[1]:.2f} Td {shown} Tj ET EMC"
        )

    def text_field(
        self,
        name: str,
        tooltip: str,
        rect: Rect,
        node: Node,
        *,
        size: float,
        multiline: bool = False,
    ) -> None:
        """Place a text field.

        Args:
            name: The field's name, which `fields.toml` maps.
            tooltip: What a screen reader says of it.
            rect: Left, bottom, width, height.
            node: Where it stands in the structure.
            size: Type size of what is filled in.
            multiline: Whether it takes several lines.
        """
        empty = self._appearance(rect, b"/Tx BMC EMC")
        flags = 4096 if multiline else 0
        entries = (
            f"/FT/Tx/T{string(name)}/TU{string(tooltip)}/Ff {flags}"
            f"/DA(/Carlito {size} Tf 0 g)/AP<</N {empty} 0 R>>/MK<<>>"
        )
        self._fields.append(self._widget(entries, rect, node))

    def choice(
        self, name: str, tooltip: str, rects: Mapping[str, Rect], node: Node
    ) -> Iterator[tuple[str, Node]]:
        """Place a group of buttons of which one may be chosen.

        Args:
            name: The field's name.
            tooltip: What a screen reader says of it.
            rects: Each answer, which is also its button's on-state, with its place.
            node: Where it stands in the structure.

        Yields:
            Each answer, with the element that its words belong to.
        """
        group = self._reserve()
        self._fields.append(group)
        kids = []
        for answer, rect in rects.items():
            states = f"/{answer} {self._cross(rect)} 0 R/Off {self._frame(rect)} 0 R"
            body = f"/Parent {group} 0 R/AS/Off/AP<</N<<{states}>>>>/MK<<>>"
            spoken = f"/TU{string(f'{tooltip} {answer}')}"
            kids.append(self._widget(spoken + body, rect, node))
            yield answer, node.add("P")
        places = " ".join(f"{kid} 0 R" for kid in kids)
        named = f"/T{string(name)}/TU{string(tooltip)}"
        body = f"<</FT/Btn/Ff 32768/V/Off{named}/Kids[{places}]>>"
        self._objects[group - 1] = body.encode("latin-1")

    def finish(self) -> bytes:
        """Give the finished file."""
        pages = [self._write_page(page) for page in self._pages]
        tree = self._write_structure(pages)
        profile = self._stream("/N 3", srgb_profile())
        metadata = self._add(stream_body("/Type/Metadata/Subtype/XML", self._xmp()))
        kids = " ".join(f"{number} 0 R" for number in pages)
        self._set(self._pages_at, f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>")
        fields = " ".join(f"{number} 0 R" for number in self._fields)
        fonts = self._font_names()
        self._set(
            self._catalog,
            f"<</Type/Catalog/Pages {self._pages_at} 0 R/Lang(da-DK)"
            f"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
            f"/StructTreeRoot {tree} 0 R/Metadata {metadata} 0 R"
            f"/AcroForm<</Fields[{fields}]/DR<</Font<<{fonts}>>>>"
            f"/DA(/Carlito 9 Tf 0 g)>>"
            f"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
            f"/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)"
            f"/DestOutputProfile {profile} 0 R>>]>>",
        )
        return self._file()

    def _widget(self, entries: str, rect: Rect, node: Node) -> int:
        left, bottom, width, height = rect
        key = len(self._parents)
        element = node.add("Form")
        self._parents.append(element)
        place = f"{left:.2f} {bottom:.2f} {left + width:.2f} {bottom + height:.2f}"
        number = self._add(
            f"<</Type/Annot/Subtype/Widget/Rect[{place}]/F 4/StructParent {key}"
            f"{entries}/P @PAGE@>>".encode("latin-1")
        )
        element.kids.append(number)
        self._pages[-1].widgets.append(number)
        return number

    def _frame(self, rect: Rect) -> int:
        return self._appearance(rect, f"q {outline(rect)} Q".encode("ascii"))

    def _cross(self, rect: Rect) -> int:
        right, top = rect[2] - 2.2, rect[3] - 2.2
        cross = (
            f"1.4 w 2.2 2.2 m {right:.2f} {top:.2f} l"
            f" 2.2 {top:.2f} m {right:.2f} 2.2 l S"
        )
        return self._appearance(rect, f"q {outline(rect)} {cross} Q".encode("ascii"))

    def _appearance(self, rect: Rect, operators: bytes) -> int:
        box = f"/BBox[0 0 {rect[2]:.2f} {rect[3]:.2f}]"
        resources = f"/Resources<</Font<<{self._font_names()}>>>>"
        head = f"/Type/XObject/Subtype/Form{box}{resources}"
        return self._add(stream_body(head, operators))

    def _font_names(self) -> str:
        return f"/Carlito {self._fonts['regular']} 0 R/Bold {self._fonts['bold']} 0 R"

    def _write_face(self, face: Face) -> int:
        program = self._stream(f"/Length1 {len(face.program)}", face.program)
        return self._add(face.dictionary(self._add(face.descriptor(program))))

    def _write_page(self, page: _Page) -> int:
        content = self._stream("", "\n".join(page.operators).encode("cp1252"))
        key = len(self._parents)
        self._parents.append(page.marked)
        annotations = " ".join(f"{number} 0 R" for number in page.widgets)
        number = self._add(
            f"<</Type/Page/Parent {self._pages_at} 0 R"
            f"/MediaBox[0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]/Contents {content} 0 R"
            f"/Resources<</Font<<{self._font_names()}>>>>/Annots[{annotations}]"
            f"/StructParents {key}/Tabs/S>>"
        )
        for widget in page.widgets:
            body = self._objects[widget - 1]
            self._objects[widget - 1] = body.replace(b"@PAGE@", b"%d 0 R" % number)
        return number

    def _write_structure(self, pages: list[int]) -> int:
        root = self._reserve()
        for node in self.root.walk():
            node.number = self._reserve()
        self._write_node(self.root, root, pages)
        entries = [
            f"{key} {parent_entry(one)}" for key, one in enumerate(self._parents)
        ]
        tree = self._add(f"<</Nums[{' '.join(entries)}]>>")
        self._set(
            root,
            f"<</Type/StructTreeRoot/K[{self.root.number} 0 R]/ParentTree {tree} 0 R"
            f"/ParentTreeNextKey {len(self._parents)}>>",
        )
        return root

    def _write_node(self, node: Node, parent: int, pages: list[int]) -> None:
        self._set(node.number, node.body(parent, pages))
        for kid in node.kids:
            if isinstance(kid, Node):
                self._write_node(kid, node.number, pages)

    def _xmp(self) -> bytes:
        return _XMP.format(title=escape(self.title)).encode("utf-8")

    def _reserve(self) -> int:
        self._objects.append(b"")
        return len(self._objects)

    def _set(self, number: int, body: str) -> None:
        self._objects[number - 1] = body.encode("ascii")

    def _add(self, body: str | bytes) -> int:
        self._objects.append(body.encode("ascii") if isinstance(body, str) else body)
        return len(self._objects)

    def _stream(self, entries: str, data: bytes) -> int:
        packed = zlib.compress(data, 9)
        return self._add(stream_body(f"{entries}/Filter/FlateDecode", packed))

    def _file(self) -> bytes:
        out = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        offsets, position = [], len(out[0])
        for number, body in enumerate(self._objects, start=1):
            chunk = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            offsets.append(position)
            position += len(chunk)
            out.append(chunk)
        count = len(offsets) + 1
        table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table))
        # Any value will do as an identifier; it names this form, not a moment.
        name = f"{zlib.crc32(self.title.encode()):032x}"
        trailer = f"<</Size {count}/Root {self._catalog} 0 R/ID[<{name}><{name}>]>>"
        end = f"trailer\n{trailer}\nstartxref\n{position}\n%%EOF\n"
        return b"".join([*out, end.encode("ascii")])
