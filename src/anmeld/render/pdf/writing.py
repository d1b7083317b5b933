"""Writing the PDF file: numbered objects, compressed where that is allowed."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Sequence
from typing import Final

from anmeld.render.pdf import metadata
from anmeld.render.pdf.canvas import Canvas, Fonts, text_string
from anmeld.render.pdf.faces import Face
from anmeld.render.pdf.images import Encoded
from anmeld.render.pdf.metadata import Information
from anmeld.render.pdf.painting import Marked
from anmeld.render.pdf.structure import Element
from anmeld.render.pdf.subset import program

_LEVEL: Final = 6
"""How hard page contents are compressed; higher costs more time than it saves room."""


class File:
    """Gathers objects and writes them."""

    def __init__(self) -> None:
        self._plain: dict[int, bytes] = {}
        self._packed: dict[int, bytes] = {}
        self._next = 1

    def reserve(self, count: int = 1) -> int:
        """Take the next object numbers; give the first."""
        first = self._next
        self._next += count
        return first

    def put(self, data: str, number: int | None = None) -> int:
        """Add an object that may be packed with others."""
        number = number or self.reserve()
        self._packed[number] = data.encode("latin-1")
        return number

    def stream(self, entries: str, data: bytes, number: int | None = None) -> int:
        """Add a stream whose data are as its entries say."""
        number = number or self.reserve()
        head = f"<<{entries}/Length {len(data)}>>stream\n".encode("latin-1")
        self._plain[number] = head + data + b"\nendstream"
        return number

    def deflated(self, entries: str, data: bytes, number: int | None = None) -> int:
        """Add a stream, compressing its data."""
        return self.stream(
            f"{entries}/Filter/FlateDecode", zlib.compress(data, _LEVEL), number
        )

    def write(self, root: int, info: int) -> bytes:
        """Write the file.

        Args:
            root: Number of the catalog.
            info: Number of the information dictionary.

        Returns:
            Its bytes.
        """
        places: dict[int, tuple[int, int, int]] = {}
        self._pack(places)
        out = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        at = len(out[0])
        for number, data in sorted(self._plain.items()):
            body = b"%d 0 obj\n%b\nendobj\n" % (number, data)
            places[number] = (1, at, 0)
            out.append(body)
            at += len(body)
        digest = hashlib.sha256(b"".join(out)).hexdigest()[:32]
        table = self.reserve()
        places[table] = (1, at, 0)
        places[0] = (0, 0, 65535)
        rows = b"".join(
            kind.to_bytes(1, "big") + a.to_bytes(4, "big") + b.to_bytes(2, "big")
            for kind, a, b in (places[n] for n in range(table + 1))
        )
        data = zlib.compress(rows, _LEVEL)
        head = (
            f"{table} 0 obj\n<</Type/XRef/Size {table + 1}/W[1 4 2]/Root {root} 0 R"
            f"/Info {info} 0 R/ID[<{digest}><{digest}>]/Filter/FlateDecode"
            f"/Length {len(data)}>>stream\n"
        )
        out += [head.encode(), data, b"\nendstream\nendobj\n"]
        out.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(out)

    def _pack(self, places: dict[int, tuple[int, int, int]]) -> None:
        items = sorted(self._packed.items())
        for start in range(0, len(items), 2000):
            group = items[start : start + 2000]
            container = self.reserve()
            index, at = [], 0
            for position, (number, data) in enumerate(group):
                places[number] = (2, container, position)
                index.append(f"{number} {at}")
                at += len(data) + 1
            head = " ".join(index).encode() + b"\n"
            body = head + b"\n".join(data for _, data in group)
            self.deflated(
                f"/Type/ObjStm/N {len(group)}/First {len(head)}", body, container
            )


def write_document(
    canvases: Sequence[Canvas],
    fonts: Fonts,
    images: dict[bytes, str],
    encoded: dict[bytes, Encoded],
    root: Element | None,
    marked: Marked,
    info: Information,
) -> bytes:
    """Put painted pages into a file.

    Args:
        canvases: The pages.
        fonts: The faces they use.
        images: Picture -> resource name.
        encoded: Picture -> its pixels.
        root: The structure tree, or None for an untagged file.
        marked: Headings and bookmarks.
        info: The document's particulars.

    Returns:
        The file.
    """
    file = File()
    catalog, pages = file.reserve(), file.reserve()
    page_numbers = [file.reserve() for _ in canvases]
    resources = _resources(file, fonts, images, encoded)
    outline = _outline(file, marked, page_numbers)
    tree = ""
    annotations = _annotations(file, canvases, marked, page_numbers)
    if root is not None:
        tree = _structure(file, root, canvases, annotations, page_numbers)
    for index, canvas in enumerate(canvases):
        content = file.deflated("", canvas.content())
        notes = " ".join(f"{n} 0 R" for n in annotations[index])
        file.put(
            f"<</Type/Page/Parent {pages} 0 R/Resources {resources} 0 R"
            f"/MediaBox[0 0 {canvas.width:g} {canvas.height:g}]/Contents {content} 0 R"
            + (f"/Annots[{notes}]" if notes else "")
            + (f"/StructParents {index}/Tabs/S" if root is not None else "")
            + ">>",
            page_numbers[index],
        )
    kids = " ".join(f"{number} 0 R" for number in page_numbers)
    file.put(f"<</Type/Pages/Count {len(page_numbers)}/Kids[{kids}]>>", pages)
    _catalog(file, catalog, pages, outline, tree, info, tagged=root is not None)
    return file.write(catalog, _information(file, info))


def _catalog(
    file: File,
    number: int,
    pages: int,
    outline: str,
    tree: str,
    info: Information,
    *,
    tagged: bool,
) -> None:
    packet = metadata.xmp(info, claims=tagged)
    xmp = file.stream("/Type/Metadata/Subtype/XML", packet)
    profile = file.stream("/N 3/Filter/FlateDecode", metadata.srgb())
    file.put(
        f"<</Type/Catalog/Pages {pages} 0 R/Metadata {xmp} 0 R"
        f"/Lang {text_string(info.lang)}/ViewerPreferences<</DisplayDocTitle true>>"
        "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/Info(sRGB IEC61966-2.1)"
        f"/OutputConditionIdentifier(sRGB)/DestOutputProfile {profile} 0 R>>]"
        f"{outline}{tree}>>",
        number,
    )


def _information(file: File, info: Information) -> int:
    entries = f"/Title {text_string(info.title)}/Producer({metadata.PRODUCER})"
    entries += f"/Creator({metadata.PRODUCER})"
    if info.author:
        entries += f"/Author {text_string(info.author)}"
    if info.subject:
        entries += f"/Subject {text_string(info.subject)}"
    if info.date:
        digits = re.sub(r"\D", "", info.date[:19])
        zone = info.date[19:].replace(":", "'") + "'"
        entries += f"/CreationDate(D:{digits}{zone})/ModDate(D:{digits}{zone})"
    return file.put(f"<<{entries}>>")


def _resources(
    file: File, fonts: Fonts, images: dict[bytes, str], encoded: dict[bytes, Encoded]
) -> int:
    names = "".join(
        f"/{name} {_font(file, face, fonts.used[face])} 0 R"
        for face, name in fonts.names.items()
    )
    pictures = "".join(
        f"/{name} {_image(file, encoded[data])} 0 R" for data, name in images.items()
    )
    return file.put(f"<</Font<<{names}>>/XObject<<{pictures}>>>>")


def _font(file: File, face: Face, used: set[str]) -> int:
    cut = program(face, used)
    name = f"{cut.tag}+{face.outlines.name}"
    data = file.stream(f"/Length1 {cut.length}/Filter/FlateDecode", cut.file)
    gids = file.stream("/Filter/FlateDecode", cut.gids)
    unicode = file.stream("/Filter/FlateDecode", cut.unicode)
    m = face.outlines.metrics
    box = f"{m['xMin']} {m['yMin']} {m['xMax']} {m['yMax']}"
    described = file.put(
        f"<</Type/FontDescriptor/FontName/{name}/Flags {m['Flags']}/FontBBox[{box}]"
        f"/ItalicAngle {m['ItalicAngle']}/Ascent {m['Ascent']}/Descent {m['Descent']}"
        f"/CapHeight {m['CapHeight']}/StemV {m['StemV']}/FontFile2 {data} 0 R>>"
    )
    descendant = file.put(
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {described} 0 R/CIDToGIDMap {gids} 0 R"
        f"/W[{cut.widths.decode()}]>>"
    )
    return file.put(
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"
    )


def _image(file: File, image: Encoded) -> int:
    mask = ""
    size = f"/Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}"
    if image.mask is not None:
        number = file.stream(
            f"{size}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode",
            image.mask,
        )
        mask = f"/SMask {number} 0 R"
    return file.stream(
        f"{size}/ColorSpace{image.space}/BitsPerComponent 8/Filter{image.filter}{mask}",
        image.data,
    )


def _outline(file: File, marked: Marked, pages: Sequence[int]) -> str:
    """Write bookmarks from the headings, nested by level."""
    if not marked.headings:
        return ""
    root = file.reserve()
    numbers = [file.reserve() for _ in marked.headings]
    parents: list[int] = []
    stack: list[tuple[int, int]] = [(0, root)]
    kids: dict[int, list[int]] = {root: []}
    for number, (level, *_) in zip(numbers, marked.headings, strict=True):
        while stack[-1][0] >= level:
            stack.pop()
        parents.append(stack[-1][1])
        kids[stack[-1][1]].append(number)
        kids[number] = []
        stack.append((level, number))
    for number, parent, (_, words, page, top) in zip(
        numbers, parents, marked.headings, strict=True
    ):
        siblings = kids[parent]
        at = siblings.index(number)
        links = f"/Prev {siblings[at - 1]} 0 R" if at else ""
        if at + 1 < len(siblings):
            links += f"/Next {siblings[at + 1]} 0 R"
        file.put(
            f"<</Title {text_string(_title(words))}/Parent {parent} 0 R{links}"
            f"{_kids(kids[number], closed=True)}"
            f"/Dest[{pages[page]} 0 R/XYZ 0 {top:.2f} null]>>",
            number,
        )
    file.put(f"<</Type/Outlines{_kids(kids[root], closed=False)}>>", root)
    return f"/Outlines {root} 0 R/PageMode/UseOutlines"


def _title(words: Sequence[str]) -> str:
    return " ".join("".join(words).split())


def _kids(numbers: Sequence[int], *, closed: bool) -> str:
    if not numbers:
        return ""
    count = -len(numbers) if closed else len(numbers)
    return f"/First {numbers[0]} 0 R/Last {numbers[-1]} 0 R/Count {count}"


def _annotations(
    file: File, canvases: Sequence[Canvas], marked: Marked, pages: Sequence[int]
) -> list[list[int]]:
    """Write the links; in a tagged file each knows its structure element."""
    found: list[list[int]] = []
    key = len(canvases)
    for canvas in canvases:
        numbers = []
        for link in canvas.links:
            left, bottom, right, top = link.box
            action = _action(link.target, marked, pages)
            if not action:
                continue
            number = file.put(
                f"<</Type/Annot/Subtype/Link/Rect[{left:.2f} {bottom:.2f} {right:.2f} "
                f"{top:.2f}]/Border[0 0 0]/F 4/Contents {text_string(link.target)}"
                f"/StructParent {key}{action}>>"
            )
            link.owner.annotated(canvas.number, number)
            numbers.append(number)
            key += 1
        found.append(numbers)
    return found


def _action(target: str, marked: Marked, pages: Sequence[int]) -> str:
    if target.startswith("#"):
        place = marked.anchors.get(target[1:])
        if place is None:
            return ""
        return f"/Dest[{pages[place[0]]} 0 R/XYZ 0 {place[1]:.2f} null]"
    address = target.encode("ascii", "ignore").hex()
    return f"/A<</Type/Action/S/URI/URI<{address}>>>"


def _structure(
    file: File,
    root: Element,
    canvases: Sequence[Canvas],
    annotations: Sequence[Sequence[int]],
    pages: Sequence[int],
) -> str:
    root.prune()
    tree = file.reserve()
    elements = list(root.walk())
    first = file.reserve(len(elements))
    for number, element in enumerate(elements, first):
        element.number = number
    for element in elements:
        parent = element.parent.number if element.parent is not None else tree
        file.put(_element(element, parent, pages), element.number)
    owners = {
        kid[1]: element.number
        for element in elements
        for kid in element.kids
        if isinstance(kid, tuple) and kid[2]
    }
    rows = [
        f"{index}[{' '.join(f'{owner.number} 0 R' for owner in canvas.marks)}]"
        for index, canvas in enumerate(canvases)
    ]
    for numbers in annotations:
        rows += [f"{len(rows) + i} {owners[n]} 0 R" for i, n in enumerate(numbers)]
    parents = file.put(f"<</Nums[{' '.join(rows)}]>>")
    notes = sorted((e.id, e.number) for e in elements if e.id is not None)
    ids = " ".join(f"({name}) {number} 0 R" for name, number in notes)
    file.put(
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {parents} 0 R"
        f"/ParentTreeNextKey {len(rows)}"
        + (f"/IDTree<</Names[{ids}]>>" if ids else "")
        + ">>",
        tree,
    )
    return f"/StructTreeRoot {tree} 0 R/MarkInfo<</Marked true>>"


def _element(element: Element, parent: int, pages: Sequence[int]) -> str:
    marks = [kid for kid in element.kids if isinstance(kid, tuple)]
    own = {page for page, _, annotation in marks if not annotation}
    home = min(own) if len(own) == 1 else None
    kids = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{kid.number} 0 R")
        elif kid[2]:
            page = f"/Pg {pages[kid[0]]} 0 R"
            kids.append(f"<</Type/OBJR{page}/Obj {kid[1]} 0 R>>")
        elif home is not None:
            kids.append(str(kid[1]))
        else:
            kids.append(f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>")
    out = [f"<</S/{element.tag}/P {parent} 0 R/K[{' '.join(kids)}]"]
    if home is not None:
        out.append(f"/Pg {pages[home]} 0 R")
    if element.alt is not None:
        out.append(f"/Alt {text_string(element.alt)}")
    if element.lang is not None:
        out.append(f"/Lang {text_string(element.lang)}")
    if element.id is not None:
        out.append(f"/ID({element.id})")
    if element.attributes:
        out.append(f"/A[{element.attributes}]")
    return "".join([*out, ">>"])
