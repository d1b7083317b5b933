"""A case in memory: what was made for each reader, what was stopped, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from anmeld.catalogue.spec import DocumentSpec, Format
from anmeld.content.coverage import Coverage
from anmeld.content.disclosure import Release
from anmeld.errors import AnmeldError
from anmeld.render.report import Note

if TYPE_CHECKING:
    from anmeld.plan import Plan

MANIFEST: Final = "manifest.json"
CASE_DATA: Final = "sag.json"
MEDIA_TYPES: Final[Mapping[Format, str]] = {
    Format.DOCX: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    Format.PDF: "application/pdf",
    Format.TXT: "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One file of a reader's folder.

    Attributes:
        name: Its name in the folder.
        data: Its bytes.
        media_type: Its media type.
        spec: The document that it is.
        format: The format that it is in.
        pages: Its number of pages, of a PDF.
    """

    name: str
    data: bytes = field(repr=False)
    media_type: str
    spec: DocumentSpec = field(repr=False)
    format: Format
    pages: int | None = None

    @property
    def path(self) -> str:
        """Its path in the case folder."""
        return f"{self.spec.folder}/{self.name}"


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document that was made, in all its formats.

    Attributes:
        spec: The document.
        files: Its files.
        notes: What a person should know of the making.
        releases: Values that stand in it because a person released them.
    """

    spec: DocumentSpec = field(repr=False)
    files: tuple[CaseFile, ...]
    notes: tuple[Note, ...] = ()
    releases: tuple[Release, ...] = ()


@dataclass(frozen=True, slots=True)
class StoppedDocument:
    """A document that the case calls for and that is not given out.

    Attributes:
        spec: The document.
        error: Why; the other documents do not depend on it.
    """

    spec: DocumentSpec = field(repr=False)
    error: AnmeldError


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of evidence that is to be copied into a reader's folder.

    Attributes:
        path: Its path in the case folder.
        source: Where it lies now.
        sha256: The SHA-256 that its content must have.
        size: Its size in bytes.
    """

    path: str
    source: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that one record gives, not yet on any disk.

    Attributes:
        number: The case's number, as the record has it.
        name: The name of its folder, safe on every platform.
        plan: The plan it was made by.
        documents: What was made, in the catalogue's order.
        stopped: What was not given out, and why.
        manifests: The manifest of each reader's folder, by folder.
        data: What `sag.json` holds.
        coverage: What became of every fact of the record.
        attachments: Files of evidence that are to be copied.
        notes: What a person should know of the case as a whole.
    """

    number: str
    name: str
    plan: Plan = field(repr=False)
    documents: tuple[MadeDocument, ...]
    stopped: tuple[StoppedDocument, ...]
    manifests: Mapping[str, bytes] = field(repr=False)
    data: bytes = field(repr=False)
    coverage: Coverage = field(repr=False)
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def folders(self) -> Mapping[str, tuple[CaseFile, ...]]:
        """The files of each reader's folder, its manifest not among them."""
        found: dict[str, tuple[CaseFile, ...]] = {}
        for file in self.files:
            found[file.spec.folder] = (*found.get(file.spec.folder, ()), file)
        return found

    @property
    def files(self) -> tuple[CaseFile, ...]:
        """Every document in every format."""
        return tuple(file for made in self.documents for file in made.files)

    @property
    def contents(self) -> Mapping[str, bytes]:
        """Every file by its path in the case folder, in the order of writing.

        The manifests follow what they list and `sag.json` comes last: where a folder
        cannot be put in place at once, what a manifest lists is there.
        """
        documents = {file.path: file.data for file in self.files}
        manifests = {
            f"{folder}/{MANIFEST}": data for folder, data in self.manifests.items()
        }
        return documents | manifests | {CASE_DATA: self.data}
