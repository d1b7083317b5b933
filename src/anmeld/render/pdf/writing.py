"""Writing the PDF file: numbered objects, compressed where that is allowed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from anmeld.render.pdf import metadata
from anmeld.render.pdf.canvas import Canvas, text_string
from anmeld.render.pdf.faces import Face
from anmeld.render.pdf.images import Encoded
from anmeld.render.pdf.metadata import Information
from anmeld.render.pdf.navigation import annotations_of, outline, structure
from anmeld.render.pdf.objects import File
from anmeld.render.pdf.painting import Marked
from anmeld.render.pdf.resources import Fonts
from anmeld.render.pdf.structure import Element
from anmeld.render.pdf.subset import program


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
    bookmarks = outline(file, marked, page_numbers)
    tree = ""
    annotations = annotations_of(file, canvases, marked, page_numbers)
    if root is not None:
        tree = structure(file, root, canvases, annotations, page_numbers)
    shared = f"/Parent {pages} 0 R/Resources {resources} 0 R"
    for index, canvas in enumerate(canvases):
        own = f"/StructParents {index}/Tabs/S" if root is not None else ""
        entries = _page(file, canvas, annotations[index])
        file.put_open(f"<</Type/Page{shared}{entries}{own}>>", page_numbers[index])
    kids = " ".join(f"{number} 0 R" for number in page_numbers)
    # What says how many pages there are and whose they are is read from every file.
    file.put_open(f"<</Type/Pages/Count {len(page_numbers)}/Kids[{kids}]>>", pages)
    _catalog(file, catalog, pages, bookmarks, tree, info, tagged=root is not None)
    return file.write(catalog, _information(file, info))


def _page(file: File, canvas: Canvas, annotations: Sequence[int]) -> str:
    content = file.deflated("", canvas.content())
    size = f"{canvas.width:g} {canvas.height:g}"
    links = " ".join(f"{number} 0 R" for number in annotations)
    annots = f"/Annots[{links}]" if links else ""
    return f"/MediaBox[0 0 {size}]/Contents {content} 0 R{annots}"


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
    file.put_open(
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
    return file.put_open(f"<<{entries}>>")


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
