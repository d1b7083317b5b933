"""What a PDF says of itself: XMP, the standards it claims, its colour profile."""

from __future__ import annotations

import functools
import zlib
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

PRODUCER: Final = "anmeld"
_PDFA: Final = "http://www.aiim.org/pdfa/ns"


@dataclass(frozen=True, slots=True)
class Information:
    """A document's own particulars.

    Attributes:
        title: Its title.
        author: Who wrote it, or nothing.
        subject: What it is about, or nothing.
        lang: Its language as a BCP 47 tag.
        date: When it was made, as `2026-03-03T08:00:00+00:00`, or nothing.
    """

    title: str
    author: str
    subject: str
    lang: str
    date: str


def xmp(
    info: Information, *, claims: bool, level: str = "A", accessible: bool = True
) -> bytes:
    """Write the XMP packet.

    Args:
        info: The document's particulars.
        claims: Whether it claims PDF/A-2 and PDF/UA-1.
        level: The level of PDF/A that it claims.
        accessible: Whether a file that claims PDF/A-2 claims PDF/UA-1 too.

    Returns:
        The packet in UTF-8.
    """
    parts = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        f'xmlns:pdfaid="{_PDFA}/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">',
        _alternatives("title", info.title),
        _alternatives("description", info.subject) if info.subject else "",
        _listed("creator", "Seq", info.author) if info.author else "",
        _listed("language", "Bag", info.lang),
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>",
        _dates(info.date) if info.date else "",
    ]
    if claims:
        parts.append(
            "<pdfaid:part>2</pdfaid:part>"
            f"<pdfaid:conformance>{level}</pdfaid:conformance>"
            + ("<pdfuaid:part>1</pdfuaid:part>" if accessible else "")
        )
    parts.append("</rdf:Description>")
    if claims:
        parts.append(_extension())
    parts.append('</rdf:RDF></x:xmpmeta><?xpacket end="w"?>')
    return "\n".join(part for part in parts if part).encode("utf-8")


def _alternatives(name: str, text: str) -> str:
    return (
        f'<dc:{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'
        f"</rdf:Alt></dc:{name}>"
    )


def _listed(name: str, kind: str, text: str) -> str:
    item = f"<rdf:li>{escape(text)}</rdf:li>"
    return f"<dc:{name}><rdf:{kind}>{item}</rdf:{kind}></dc:{name}>"


def _dates(date: str) -> str:
    made = f"<xmp:CreateDate>{date}</xmp:CreateDate>"
    return f"{made}<xmp:ModifyDate>{date}</xmp:ModifyDate>"


def _extension() -> str:
    """Declare the PDF/UA schema, as PDF/A asks of schemas it does not know itself."""
    return (
        f'<rdf:Description rdf:about="" xmlns:pdfaExtension="{_PDFA}/extension/" '
        f'xmlns:pdfaSchema="{_PDFA}/schema#" xmlns:pdfaProperty="{_PDFA}/property#">'
        '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
        "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
        "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
        "</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
        '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
        "<pdfaProperty:name>part</pdfaProperty:name>"
        "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        "<pdfaProperty:description>The part of ISO 14289 that the file conforms to"
        "</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
        "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    )


@functools.cache
def srgb() -> bytes:
    """Give the compressed sRGB profile, without the day it was made."""
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return zlib.compress(undated(profile), 9)


def undated(profile: bytes) -> bytes:
    """Take the time of making, and the digest that rests on it, out of a profile."""
    fixed = bytes((7, 220, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # 1 January 2012
    return profile[:24] + fixed + profile[36:84] + bytes(16) + profile[100:]
