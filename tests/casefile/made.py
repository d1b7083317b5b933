"""Cases of plain bytes, for what does not depend on how documents are made."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, cast

from anmeld.casefile import Attachment, Case, CaseFile, MadeDocument
from anmeld.catalogue.spec import DocumentSpec, Format
from anmeld.content.coverage import Coverage

NUMBER = "2025-017"


class _Spec:
    """The two things of a document that storage looks at."""

    def __init__(self, id_: str, folder: str) -> None:
        self.id = id_
        self.folder = folder


def plain_case(
    *,
    number: str = NUMBER,
    name: str = NUMBER,
    text: str = "første",
    documents: tuple[str, ...] = ("arbejdsgiver/intern", "politi/anmeldelse"),
    attachments: tuple[Attachment, ...] = (),
) -> Case:
    """Make a case whose documents are small texts."""
    made = tuple(_document(path, text) for path in documents)
    files = [file.path for document in made for file in document.files]
    folders = {path.partition("/")[0]: b"{}\n" for path in files}
    listed = [*files, *(f"{folder}/manifest.json" for folder in folders)]
    listed += [one.path for one in attachments]
    written = [
        {"sti": file.path, "sha256": hashlib.sha256(file.data).hexdigest()}
        for document in made
        for file in document.files
    ]
    data: dict[str, Any] = {
        "sagsnummer": number,
        "filer": listed,
        "dokumenter": [{"filer": written}],
    }
    return Case(
        number=number,
        name=name,
        plan=cast(Any, None),
        documents=made,
        stopped=(),
        manifests=folders,
        data=json.dumps(data).encode(),
        coverage=Coverage({}, ()),
        attachments=attachments,
    )


def _document(path: str, text: str) -> MadeDocument:
    folder, _, id_ = path.partition("/")
    spec = cast(DocumentSpec, _Spec(id_, folder))
    data = f"{path}: {text}\n".encode()
    file = CaseFile(f"{id_}.txt", data, "text/plain", spec, Format.TXT)
    return MadeDocument(spec, (file,))


def tree(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder by its relative path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
