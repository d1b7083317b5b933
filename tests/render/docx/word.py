"""Small Word documents from words and tags, one construct each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OPC = "application/vnd.openxmlformats-package"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
    "<dc:creator>{author}</dc:creator><dc:language>da-DK</dc:language>"
    "</cp:coreProperties>"
)
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Carlito" w:hAnsi="Carlito"/><w:sz w:val="22"/>'
    '<w:lang w:val="da-DK"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style></w:styles>'
)


def run(text: str, properties: str = "") -> str:
    """A run with a text; `properties` is the XML of its `w:rPr`."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*texts: str, properties: str = "") -> str:
    """A paragraph of runs."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{''.join(map(run, texts))}</w:p>"


def cell(*blocks: str, properties: str = "") -> str:
    """A cell; plain words become a paragraph."""
    inner = "".join(b if b.startswith("<") else p(b) for b in blocks)
    width = '<w:tcW w:w="2000" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row; plain words become cells."""
    inner = "".join(c if c.startswith("<w:tc>") else cell(c) for c in cells)
    return f"<w:tr>{properties}{inner}</w:tr>"


def table(*rows: str, columns: int = 2) -> str:
    """A table of rows."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def text_box(*blocks: str) -> str:
    """A paragraph with a text box, written twice as Word does."""
    inner = "".join(blocks)
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        '<wp:inline><wp:extent cx="1800000" cy="900000"/><wp:docPr id="7" name="Boks"/>'
        "<a:graphic><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:spPr/><wps:txbx><w:txbxContent>{inner}</w:txbxContent>"
        "</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def control(content: str, properties: str = "") -> str:
    """A content control around blocks."""
    return (
        f"<w:sdt><w:sdtPr>{properties}</w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def docx(
    *blocks: str,
    header: str = "",
    first_header: str = "",
    footer: str = "",
    footnotes: str = "",
    endnotes: str = "",
    comments: str = "",
    title: str = "Prøve",
    author: str = "Vestervang Kommune",
    members: Mapping[str, bytes] | None = None,
    relations: str = "",
    main_type: str = f"{_WML}.document.main+xml",
) -> bytes:
    """A whole document: body blocks, and the XML blocks of its other parts."""
    others = _others(header, first_header, footer, footnotes, endnotes, comments)
    references = "".join(
        f'<w:{kind}Reference w:type="{variant}" r:id="{name}"/>'
        for name, kind, variant in (
            ("header1", "header", "default"),
            ("header2", "header", "first"),
            ("footer1", "footer", "default"),
        )
        if name in others
    )
    section = f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    inner = "".join(blocks) + section
    body = f"<w:document {NAMESPACES}><w:body>{inner}</w:body></w:document>"
    files = {
        "[Content_Types].xml": _types(others, main_type),
        "_rels/.rels": _relations(
            ("rId1", f"{_RELATION}/officeDocument", "word/document.xml"),
            (
                "rId2",
                f"{_PACKAGE}/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": _relations(
            ("styles", f"{_RELATION}/styles", "styles.xml"),
            *((name, f"{_RELATION}/{_kind(name)}", f"{name}.xml") for name in others),
            more=relations,
        ),
        "word/styles.xml": STYLES,
        "docProps/core.xml": _CORE.format(title=escape(title), author=escape(author)),
        **{f"word/{name}.xml": xml for name, xml in others.items()},
    }
    packed = {name: text.encode() for name, text in files.items()}
    return archive({**packed, **(members or {})})


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip of files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    """The bytes of one part."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


def _others(
    header: str,
    first_header: str,
    footer: str,
    footnotes: str,
    endnotes: str,
    comments: str,
) -> dict[str, str]:
    roots = {
        "header1": ("hdr", header),
        "header2": ("hdr", first_header),
        "footer1": ("ftr", footer),
        "footnotes": ("footnotes", _noted("footnote", footnotes)),
        "endnotes": ("endnotes", _noted("endnote", endnotes)),
        "comments": (
            "comments",
            comments and f'<w:comment w:id="0" w:author="a">{comments}</w:comment>',
        ),
    }
    return {
        name: f"<w:{root} {NAMESPACES}>{blocks}</w:{root}>"
        for name, (root, blocks) in roots.items()
        if blocks
    }


def _noted(kind: str, blocks: str) -> str:
    return f'<w:{kind} w:id="2">{blocks}</w:{kind}>' if blocks else ""


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _types(others: Mapping[str, str], main_type: str) -> str:
    overrides = {
        "word/document.xml": main_type,
        "word/styles.xml": f"{_WML}.styles+xml",
        "docProps/core.xml": f"{_OPC}.core-properties+xml",
        **{f"word/{name}.xml": f"{_WML}.{_kind(name)}+xml" for name in others},
    }
    lines = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{lines}</Types>'
    )


def _relations(*lines: tuple[str, str, str], more: str = "") -> str:
    inner = "".join(
        f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>'
        for number, kind, target in lines
    )
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}{more}</Relationships>'
    )
