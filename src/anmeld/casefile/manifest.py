"""What a reader's folder says of itself, in the words that receiving systems ask in.

Sources: documents.md 3.3 (Digital Post, ESDH), SF2900's document variant. A manifest
lists its own folder's files and holds nothing that the folder's reader may not see.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import orjson

from anmeld._i18n import Message, msg
from anmeld._version import VERSION
from anmeld.casefile.case import Attachment, CaseFile
from anmeld.catalogue.spec import DocumentSpec, KleUse, Reader
from anmeld.content.build import Content
from anmeld.formatting import substitute
from anmeld.record.model import Record
from anmeld.render.report import Note

LANGUAGE: Final = "da-DK"
# Digital Post from citizens is limited to this (BEK 2016, documents.md 3.3).
_MOST_BYTES: Final = 10 * 1000 * 1000
_MOST_FILES: Final = 10
# Plain data alone: what is put in by mistake is refused, not spelled out.
_WRITING: Final = (
    orjson.OPT_INDENT_2
    | orjson.OPT_SORT_KEYS
    | orjson.OPT_APPEND_NEWLINE
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_DATETIME
)


def describe_document(
    spec: DocumentSpec,
    record: Record,
    content: Content,
    files: Sequence[CaseFile],
    *,
    recipient: str,
    today: date,
) -> dict[str, Any]:
    """Describe one document for the systems that receive it.

    Args:
        spec: The document.
        record: The record.
        content: What the document says; nothing else of the record is used.
        files: Its files.
        recipient: To whom it goes, in Danish.
        today: The date of the document.

    Returns:
        Its entry in the manifest.
    """
    metadata = spec.metadata
    entry: dict[str, Any] = {
        "id": spec.id,
        "titel": spec.title,
        "alternativ_titel": f"{metadata.type.betegnelse} af {today:%d.%m.%Y}",
        "dokumenttype": metadata.type.value,
        "retning": metadata.direction.value,
        "modtagerklasse": spec.reader.value,
        "modtager": recipient,
        "brevdato": today.isoformat(),
        "sprog": LANGUAGE,
        "foelsomhed": metadata.sensitivity.value,
    }
    entry |= _case_keys(spec, record, content.visible)
    entry["filer"] = [_describe_file(file) for file in files]
    entry["bilag"] = _related(content)
    return entry


def write_manifest(
    reader: Reader,
    entries: Sequence[Mapping[str, Any]],
    attachments: Sequence[Attachment],
    notes: Sequence[Note],
) -> bytes:
    """Write the manifest of one reader's folder.

    Args:
        reader: The reader.
        entries: Its documents.
        attachments: Files of evidence that are copied into the folder.
        notes: What to know of the folder as a whole.

    Returns:
        JSON in UTF-8 with sorted keys.
    """
    return as_json(
        {
            "program": f"anmeld {VERSION}",
            "laeser": reader.value,
            "sprog": LANGUAGE,
            "dokumenter": list(entries),
            "medsendte_bilag": [
                {
                    "fil": one.path.partition("/")[2],
                    "sha256": one.sha256,
                    "bytes": one.size,
                }
                for one in attachments
            ],
            "advarsler": [note.message.text("da") for note in notes],
        }
    )


def find_limits(
    reader: Reader, files: Sequence[CaseFile], attachments: Sequence[Attachment]
) -> tuple[Note, ...]:
    """Find what Digital Post may refuse about a folder.

    Args:
        reader: The folder's reader.
        files: The folder's files.
        attachments: Files of evidence that are copied into it.

    Returns:
        A note for too many bytes and for too many files.
    """
    size = sum(len(file.data) for file in files) + sum(one.size for one in attachments)
    number = len(files) + len(attachments)
    notes = []
    if size > _MOST_BYTES:
        notes.append(_limit(reader, msg("is larger than 10 MB; send it in parts.")))
    if number > _MOST_FILES:
        notes.append(_limit(reader, msg("holds more than 10 files; send it in parts.")))
    return tuple(notes)


def as_json(data: Mapping[str, Any]) -> bytes:
    """Write data as JSON that is the same for the same data, in any process."""
    return orjson.dumps(data, option=_WRITING)


def _case_keys(
    spec: DocumentSpec, record: Record, visible: frozenset[str]
) -> dict[str, Any]:
    citizen = record.borgersag
    number = record.sag.nummer if "sag.nummer" in visible else None
    found: dict[str, Any] = {"sagsnummer": number}
    if citizen is None or spec.metadata.kle is not KleUse.BORGERSAG:
        return found
    if "borgersag.sagsnummer" in visible:
        found["sagsnummer"] = _marked(citizen.sagsnummer)
    if "borgersag.kle" in visible:
        found["kle"] = citizen.kle
    if "borgersag.handlingsfacet" in visible:
        found["handlingsfacet"] = _marked(citizen.handlingsfacet)
    if "borgersag.offentlighed_undtaget" in visible and citizen.offentlighed_undtaget:
        ground = citizen.hjemmel if "borgersag.hjemmel" in visible else None
        found["offentlighed_undtaget"] = {"hjemmel": _marked(ground)}
    return found


def _marked(text: str | None) -> str | None:
    # As the document itself writes what no file can hold.
    return None if text is None else substitute(text)[0]


def _describe_file(file: CaseFile) -> dict[str, Any]:
    described: dict[str, Any] = {
        "navn": file.name,
        "format": file.format.value,
        "medietype": file.media_type,
        "bytes": len(file.data),
        "sha256": hashlib.sha256(file.data).hexdigest(),
    }
    if file.pages is not None:
        described["sider"] = file.pages
    return described


def _related(content: Content) -> list[dict[str, Any]]:
    rows = content.get("bevisliste") or ()
    wanted = ("nr", "filnavn", "sha256", "stoerrelse")
    return (
        [
            {word: row[word] for word in wanted if row.get(word)}
            for row in rows
            if isinstance(row, Mapping)
        ]
        if isinstance(rows, tuple)
        else []
    )


def _limit(reader: Reader, message: Message) -> Note:
    return Note("digital-post-limit", reader.value, message)
