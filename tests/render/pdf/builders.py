"""Pieces of WordprocessingML that the feature set is put together from."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable

from PIL import Image

from render.pdf.ooxml import NAMESPACES, SECTION, docx, p, r

LONG = (
    "Kommunen har modtaget anmeldelsen og vil behandle den efter reglerne i loven om "
    "arbejdsskadesikring, og du vil høre fra os inden otte uger. "
)
TITLE = p("Brev om sagen", '<w:pStyle w:val="Overskrift1"/>')
FEATURES: dict[str, Callable[[], bytes]] = {}


def feature(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Add a document to the set under its function's name."""
    FEATURES[make.__name__] = functools.cache(make)
    return make


def paragraphs(*properties: str, run: str = "", times: int = 2) -> bytes:
    """Write a document whose paragraphs have the given properties."""
    return docx(TITLE + "".join(p(LONG * times, each, run) for each in properties))


def runs(*properties: str) -> bytes:
    """Write a document with one paragraph whose runs have the given properties."""
    inner = "".join(
        r(f"Ord {i} før ") + r(f"ord {i} her", x) for i, x in enumerate(properties)
    )
    return docx(TITLE + f"<w:p>{inner}{r(' og resten. ' + LONG)}</w:p>")


def cell(text: str, width: int, properties: str = "", inner: str = "") -> str:
    """Write a table cell."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>'
        f"{inner or p(text)}</w:tc>"
    )


def row(*cells: str, properties: str = "") -> str:
    """Write a table row."""
    head = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{head}{''.join(cells)}</w:tr>"


def table(
    *rows: str, widths: tuple[int, ...] = (3000, 6000), properties: str = ""
) -> str:
    """Write a table in the grid style."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Gitter"/><w:tblW w:w="0" w:type="auto"/>'
        f"{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def plain(index: int) -> str:
    """Write an ordinary row."""
    return row(cell(f"Felt {index}", 3000), cell(f"Værdi {index}", 6000))


def numbering(*levels: str) -> tuple[str, str]:
    """Write a numbering part with one list of the given levels."""
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/>{level}<w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{720 * (index + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for index, level in enumerate(levels)
    )
    return (
        "numbering",
        f"<w:numbering {NAMESPACES}>"
        f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>',
    )


def level(kind: str, text: str) -> str:
    """Write one level of a list."""
    return f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'


def item(text: str, depth: int = 0, list_: int = 1) -> str:
    """Write a list paragraph."""
    return p(
        text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_}"/></w:numPr>'
    )


@functools.cache
def png(width: int = 120, height: int = 60) -> bytes:
    """Draw a picture."""
    image = Image.new("RGB", (width, height), (40, 90, 160))
    image.paste((240, 200, 60), (10, 10, width // 2, height // 2))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def picture(alt: str = "Et diagram", width: int = 1524000, height: int = 762000) -> str:
    """Write an inline picture."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="1" name="b" descr="{alt}"/>{_graphic(width, height)}'
        "</wp:inline></w:drawing></w:r>"
    )


def _graphic(width: int, height: int) -> str:
    return (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/'
        '2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="b"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdP"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic>"
    )


def anchored(wrap: str, horizontal: str, vertical: str) -> str:
    """Write an anchored picture."""
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" '
        'simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f"{horizontal}{vertical}"
        '<wp:extent cx="1524000" cy="762000"/><wp:effectExtent l="0" t="0" r="0" '
        f'b="0"/>{wrap}<wp:docPr id="1" name="b" descr="Et logo"/>'
        f"<wp:cNvGraphicFramePr/>{_graphic(1524000, 762000)}</wp:anchor></w:drawing>"
        "</w:r>"
    )


def across(relative: str, value: str) -> str:
    """Write where an anchored picture stands from left to right."""
    return f'<wp:positionH relativeFrom="{relative}">{value}</wp:positionH>'


def down(relative: str, value: str) -> str:
    """Write where an anchored picture stands from top to bottom."""
    return f'<wp:positionV relativeFrom="{relative}">{value}</wp:positionV>'


def offset(points: int) -> str:
    """Write an offset."""
    return f"<wp:posOffset>{points * 12700}</wp:posOffset>"


def with_picture(body: str) -> bytes:
    """Write a document that may show the picture."""
    return docx(body, media={"rIdP": ("b.png", png())})


def field(code: str, result: str = "") -> str:
    """Write a field in the long form."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r(result or "1")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def margin(kind: str, inner: str) -> tuple[str, str]:
    """Write a header or footer part."""
    tag = {"header": "hdr", "footer": "ftr"}[kind]
    return kind, f"<w:{tag} {NAMESPACES}>{inner}</w:{tag}>"


def section(extra: str = "", references: str = "") -> str:
    """Write section properties with more in them."""
    text = SECTION.replace("<w:sectPr>", f"<w:sectPr>{references}")
    return text.replace("</w:sectPr>", f"{extra}</w:sectPr>")
