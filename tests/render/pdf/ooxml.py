"""Small DOCX files from raw WordprocessingML, one construct each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header": "header",
    "footer": "footer",
}
LETTER_STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>
<w:lang w:val="da-DK"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>
</w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>
</w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/>
<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="0"/>
<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="2F5496"/>
<w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/>
<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="40" w:after="0"/>
<w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:color w:val="2F5496"/><w:sz w:val="26"/>
</w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>
</w:tblPr></w:style>
<w:style w:type="table" w:styleId="Gitter"><w:name w:val="Table Grid"/>
<w:basedOn w:val="TableNormal"/><w:pPr><w:spacing w:after="0" w:line="240"
 w:lineRule="auto"/></w:pPr><w:tblPr><w:tblBorders>
<w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/>
<w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/>
<w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/>
<w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr>
</w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style>
"""
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1134" '
    'w:bottom="1701" w:left="1134" w:header="708" w:footer="708" w:gutter="0"/>'
    "</w:sectPr>"
)
SETTINGS = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """Write a paragraph of one run."""
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{head}{r(text, run) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Write a run."""
    head = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r>{head}<w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(
    body: str,
    *,
    styles: str = LETTER_STYLES,
    section: str = SECTION,
    settings: str = SETTINGS,
    title: str = "Prøve",
    parts: Mapping[str, tuple[str, str]] | None = None,
    links: Mapping[str, str] | None = None,
    media: Mapping[str, tuple[str, bytes]] | None = None,
) -> bytes:
    """Write a DOCX.

    Args:
        body: What stands in `w:body`, without the last section's properties.
        styles: What stands in `w:styles`.
        section: The last section's properties.
        settings: What stands in `w:settings`.
        title: Title in the core properties.
        parts: Relationship id -> (kind: header, footer, numbering, footnotes, its XML).
        links: Relationship id -> address of an external link.
        media: Relationship id -> (file name, bytes) of a picture.

    Returns:
        The bytes of the file; the same for the same arguments.
    """
    all_parts = {
        "rIdStyles": ("styles", f"<w:styles {NAMESPACES}>{styles}</w:styles>"),
        "rIdSettings": (
            "settings",
            f"<w:settings {NAMESPACES}>{settings}</w:settings>",
        ),
        **(parts or {}),
    }
    document = f"<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>"
    members: dict[str, bytes] = {"word/document.xml": document.encode()}
    relations, overrides = [], []
    for rid, (kind, xml) in all_parts.items():
        name = f"{kind}_{rid}.xml"
        members[f"word/{name}"] = xml.encode()
        relations.append(
            f'<Relationship Id="{rid}" Type="{_RELATIONSHIPS}/{_KINDS[kind]}" '
            f'Target="{name}"/>'
        )
        overrides.append(
            f'<Override PartName="/word/{name}" ContentType="{_WML}.{kind}+xml"/>'
        )
    for rid, address in (links or {}).items():
        relations.append(
            f'<Relationship Id="{rid}" Type="{_RELATIONSHIPS}/hyperlink" '
            f'Target="{address}" TargetMode="External"/>'
        )
    for rid, (name, data) in (media or {}).items():
        members[f"word/media/{name}"] = data
        relations.append(
            f'<Relationship Id="{rid}" Type="{_RELATIONSHIPS}/image" '
            f'Target="media/{name}"/>'
        )
    shared = [entry for entry in relations if "/image" in entry or "/hyper" in entry]
    for part in [name for name in members if "/header_" in name or "/footer_" in name]:
        members[f"word/_rels/{part[5:]}.rels"] = _relationships(shared).encode()
    members["word/_rels/document.xml.rels"] = _relationships(relations).encode()
    members["[Content_Types].xml"] = _content_types(overrides).encode()
    members["_rels/.rels"] = _relationships(
        [
            f'<Relationship Id="rId1" Type="{_RELATIONSHIPS}/officeDocument" '
            'Target="word/document.xml"/>',
            f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/'
            'core-properties" Target="docProps/core.xml"/>',
        ]
    ).encode()
    members["docProps/core.xml"] = _core(title).encode()
    return _zip(members)


def _relationships(entries: list[str]) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{''.join(entries)}</Relationships>"
    )


def _content_types(overrides: list[str]) -> str:
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        '<Default Extension="emf" ContentType="image/x-emf"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WML}.document.main'
        f'+xml"/>{"".join(overrides)}</Types>'
    )


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-03-03T08:00:00Z'
        "</dcterms:created></cp:coreProperties>"
    )


def _zip(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
