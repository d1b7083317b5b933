"""The other engine: a headless LibreOffice, for templates beyond the built-in one.

It runs on a profile of its own and converts a whole batch in one start. What it writes
claims PDF/UA without declaring that claim's schema, as PDF/A asks; the XMP packet is
rewritten in place.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from anmeld._i18n import msg
from anmeld.errors import Fault, RenderError, Where
from anmeld.render.pdf import metadata
from anmeld.render.pdf.metadata import Information, xmp
from anmeld.render.pdf.promises import keeps_promises

SECONDS_TO_START: Final = 60
SECONDS_A_DOCUMENT: Final = 20
_FILTER: Final = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"},'
    '"ExportBookmarks":{"type":"boolean","value":"true"}}'
)


def convert(documents: Sequence[bytes], *, program: str | None = None) -> list[bytes]:
    """Convert DOCX files with LibreOffice, all in one start.

    Args:
        documents: The bytes of each DOCX.
        program: The path of `soffice`; else it is looked for on the path.

    Returns:
        The PDFs, in the same order. They claim PDF/A-2b, and PDF/UA-1 where it holds:
        `claims_accessible` tells.

    Raises:
        RenderError: LibreOffice is not installed (`no-libreoffice`), does not finish
            (`libreoffice-timeout`) or makes no PDF of a document
            (`libreoffice-failed`), after a second try.
    """
    soffice = program or shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        raise RenderError(_missing())
    with tempfile.TemporaryDirectory(prefix="anmeld-office-") as folder:
        room = Path(folder)
        sources = [room / f"{index}.docx" for index in range(len(documents))]
        for path, data in zip(sources, documents, strict=True):
            path.write_bytes(data)
        for attempt in (1, 2):  # a start now and then ends without a word
            left = [path for path in sources if not path.with_suffix(".pdf").exists()]
            if left:
                _run(soffice, room / f"profile{attempt}", left)
        made = [path.with_suffix(".pdf") for path in sources]
        absent = [index for index, path in enumerate(made) if not path.exists()]
        if absent:
            raise RenderError(*[_failed(index) for index in absent])
        return [repaired(path.read_bytes()) for path in made]


def _run(soffice: str, profile: Path, sources: Sequence[Path]) -> None:
    command = [
        soffice,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={profile.as_uri()}",
        "--convert-to",
        _FILTER,
        "--outdir",
        str(profile.parent),
        *map(str, sources),
    ]
    limit = SECONDS_TO_START + SECONDS_A_DOCUMENT * len(sources)
    try:
        subprocess.run(command, capture_output=True, timeout=limit, check=False)
    except OSError as wrong:
        raise RenderError(_missing()) from wrong
    except subprocess.TimeoutExpired as wrong:
        raise RenderError(_too_slow()) from wrong


def repaired(data: bytes) -> bytes:
    """Declare what LibreOffice claims: a new XMP packet and no dates of the clock.

    Args:
        data: A PDF as LibreOffice writes it.

    Returns:
        The same pages, claiming PDF/A-2b, and PDF/UA-1 with the schema declared where
        what was converted is fit for it.
    """
    import pypdf
    from pypdf.generic import NameObject

    reader = pypdf.PdfReader(io.BytesIO(data))
    writer = pypdf.PdfWriter(clone_from=reader)
    given: Any = reader.metadata or {}
    root: Any = reader.trailer["/Root"]
    info = Information(
        str(given.get("/Title") or "Dokument"),
        str(given.get("/Author") or ""),
        "",
        str(root.get("/Lang", "da-DK")),
        "",
    )
    packet: Any = writer.root_object["/Metadata"].get_object()
    spoken = keeps_promises(writer)
    packet.set_data(xmp(info, claims=True, level="B", accessible=spoken))
    _stop_clocks(writer)
    for page in writer.pages:
        page[NameObject("/Tabs")] = NameObject("/S")
    kept = {"/Title": info.title, "/Producer": "LibreOffice, anmeld"}
    if info.author:
        kept["/Author"] = info.author
    writer.metadata = None
    writer.add_metadata(kept)
    out = io.BytesIO()
    writer.write(out)
    return _fixed_id(out.getvalue())


def claims_accessible(data: bytes) -> bool:
    """Tell whether a PDF that was made here claims PDF/UA-1."""
    return b"<pdfuaid:part>" in data


def _stop_clocks(writer: Any) -> None:  # noqa: ANN401 - pypdf's writer
    """Take the hour of making out of the colour profile."""
    for intent in writer.root_object.get("/OutputIntents", []):
        profile: Any = intent.get_object()["/DestOutputProfile"].get_object()
        profile.set_data(metadata.undated(profile.get_data()))


def _fixed_id(data: bytes) -> bytes:
    """Put a digest of the file where pypdf or LibreOffice put something random."""
    import hashlib

    blank = re.sub(rb"/ID \[[^\]]*\]", b"", data)
    digest = hashlib.sha256(blank).hexdigest()[:32].encode()
    pattern = rb"/ID \[ ?<[0-9A-Fa-f]{32}> ?<[0-9A-Fa-f]{32}> ?\]"

    def fixed(found: re.Match[bytes]) -> bytes:
        text = found.group()
        return re.sub(rb"<[0-9A-Fa-f]{32}>", b"<" + digest + b">", text)

    return re.sub(pattern, fixed, data)


def _missing() -> Fault:
    return Fault(
        "no-libreoffice",
        Where(key="soffice"),
        msg("LibreOffice is not installed, or `soffice` is not on the path."),
        msg("Install LibreOffice Writer, or use the built-in engine."),
    )


def _too_slow() -> Fault:
    return Fault(
        "libreoffice-timeout",
        Where(key="soffice"),
        msg("LibreOffice did not finish in time."),
        msg("Try again, or use the built-in engine."),
    )


def _failed(index: int) -> Fault:
    return Fault(
        "libreoffice-failed",
        Where(row=index + 1),
        msg("LibreOffice made no PDF of the document."),
        msg("Open the document in Word and save it again."),
    )
