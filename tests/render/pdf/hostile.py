"""Documents made to hurt: what each does, and how it must end."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image

from render.pdf.builders import cell, picture, row, table
from render.pdf.ooxml import LETTER_STYLES, docx, p, r

HOSTILE: dict[str, tuple[Callable[[], bytes], str | None]] = {}
"""Name -> (document, code of the fault; None where it is laid out all the same)."""


def hostile(code: str | None) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Add a document to the set under its function's name."""

    def add(make: Callable[[], bytes]) -> Callable[[], bytes]:
        HOSTILE[make.__name__] = (make, code)
        return make

    return add


def changed(drop: str = "", **members: bytes) -> bytes:
    """Write a small DOCX without one member, or with others in their place."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx(p("tekst")))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name != drop:
                stem = name.rsplit("/", 1)[-1].split(".")[0]
                target.writestr(name, members.get(stem, source.read(name)))
    return out.getvalue()


@hostile("too-large-part")
def zip_bomb() -> bytes:
    return changed(document=b"<w:document>" + b" " * 300_000_000)


@hostile("too-large-part")
def millions_of_elements() -> bytes:
    return docx("<w:p/>" * 3_000_000)


@hostile("document-too-long")
def too_many_paragraphs() -> bytes:
    return docx("<w:p/>" * 60_000)


@hostile("table-too-large")
def ten_thousand_columns() -> bytes:
    return docx(table(row(*[cell("x", 10)] * 10_000), widths=(10,) * 10_000))


@hostile("tables-too-deep")
def fifty_nested_tables() -> bytes:
    inner = p("dybt")
    for _ in range(50):
        inner = table(row(cell("", 9000, inner=inner + p())), widths=(9000,))
    return docx(inner)


@hostile("picture-too-large")
def picture_of_gigapixels() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", check)

    head = chunk(b"IHDR", struct.pack(">2L5B", 60_000, 60_000, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    image = b"\x89PNG\r\n\x1a\n" + head + body
    return docx(f"<w:p>{picture()}</w:p>", media={"rIdP": ("b.png", image)})


@hostile(None)
def picture_of_many_pixels() -> bytes:
    image = Image.new("RGB", (5_900, 6_000), (40, 90, 160))
    out = io.BytesIO()
    image.save(out, "PNG")
    media = {"rIdP": ("b.png", out.getvalue())}
    return docx(f"<w:p>{picture()}</w:p>", media=media)


@hostile("broken-picture")
def picture_cut_short() -> bytes:
    media = {"rIdP": ("b.png", b"\x89PNG\r\n\x1a\n" + bytes(50))}
    return docx(f"<w:p>{picture()}</w:p>", media=media)


@hostile("picture-kind")
def picture_emf() -> bytes:
    media = {"rIdP": ("b.emf", b"\x01\x00\x00\x00" + bytes(100))}
    return docx(f"<w:p>{picture()}</w:p>", media=media)


@hostile("missing-part")
def no_document() -> bytes:
    return changed(drop="word/document.xml")


@hostile("not-a-docx")
def no_relationships() -> bytes:
    return changed(drop="_rels/.rels")


@hostile(None)
def no_styles() -> bytes:
    return changed(drop="word/styles_rIdStyles.xml")


@hostile("not-a-docx")
def no_zip() -> bytes:
    return b"PK\x03\x04" + b"x" * 1000


@hostile("not-a-docx")
def nothing() -> bytes:
    return b""


@hostile("broken-part")
def entities() -> bytes:
    lol = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    return changed(document=lol)


@hostile("broken-part")
def not_xml() -> bytes:
    return changed(document=b"<w:document")


@hostile("broken-part")
def elements_too_deep() -> bytes:
    deep = 400
    open_, close = "<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"
    return docx(open_ * deep + p("x") + close * deep)


@hostile(None)
def styles_in_a_ring() -> bytes:
    ring = LETTER_STYLES.replace(
        '<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Overskrift2"/>'
    )
    return docx(p("x", '<w:pStyle w:val="Overskrift1"/>'), styles=ring)


@hostile(None)
def word_of_a_megabyte() -> bytes:
    return docx(p("x" * 1_000_000))


@hostile(None)
def hyphens_of_a_megabyte() -> bytes:
    return docx(p("1-" * 500_000))


@hostile(None)
def spaces_of_a_megabyte() -> bytes:
    return docx(p(" " * 1_000_000))


@hostile(None)
def hundred_thousand_runs() -> bytes:
    return docx(f"<w:p>{r('a ') * 100_000}</w:p>")


@hostile(None)
def numbers_beyond_measure() -> bytes:
    body = p("x", '<w:spacing w:before="999999" w:after="9999999" w:line="9999999"/>')
    body += p("x y " * 50, '<w:ind w:left="-99999" w:right="99999"/>')
    body += p("x", run='<w:sz w:val="99999999"/>')
    wide = cell("x", 10, '<w:gridSpan w:val="2000000000"/>')
    body += table(row(wide, properties='<w:trHeight w:val="9999999"/>')) * 3
    return docx(body)


@hostile(None)
def page_without_room() -> bytes:
    narrow = (
        '<w:sectPr><w:pgSz w:w="1" w:h="1"/><w:pgMar w:top="9999" w:bottom="9999" '
        'w:left="99999" w:right="0"/></w:sectPr>'
    )
    return docx(p("tekst uden plads " * 20), section=narrow)
