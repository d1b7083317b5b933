"""One record in, every document it calls for out: in memory, proved, described."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from anmeld._i18n import msg
from anmeld.casefile.case import (
    MANIFEST,
    MEDIA_TYPES,
    Attachment,
    Case,
    CaseFile,
    MadeDocument,
    StoppedDocument,
)
from anmeld.casefile.evidence import Gathered, attach, gather_evidence, kept_back
from anmeld.casefile.finished import inspect
from anmeld.casefile.manifest import describe_document, find_limits, write_manifest
from anmeld.casefile.safe_names import safe_name
from anmeld.casefile.summary import summarise
from anmeld.casefile.workshop import Finished, Workshop
from anmeld.catalogue.spec import DocumentSpec, Format, Reader
from anmeld.content.build import Content, take_content
from anmeld.content.coverage import Reading, find_coverage
from anmeld.content.derived import Source
from anmeld.content.disclosure import Finding, Watch
from anmeld.content.folding import Folded, fold
from anmeld.content.parts import Organisation
from anmeld.errors import AnmeldError, DisclosureError, Fault, UsageError, Where
from anmeld.record.model import Record
from anmeld.render.report import Note

if TYPE_CHECKING:
    from anmeld.catalogue import Catalogue
    from anmeld.law import Law
    from anmeld.plan import Plan

_EVIDENCE_READER: Final = Reader.POLITI


def make_case(
    record: Record,
    *,
    now: datetime,
    law: Law | None = None,
    catalogue: Catalogue | None = None,
    base: Path | None = None,
    formats: Collection[Format] | None = None,
    documents: Collection[str] | None = None,
    organisation: Organisation | None = None,
    with_bilag: bool = False,
    workshop: Workshop | None = None,
) -> Case:
    """Make every document that a record calls for, in memory.

    A document that cannot be given out is stopped alone: the others do not depend on
    it, and `Case.stopped` says why.

    Args:
        record: The record.
        now: The moment of the run, with its zone; the library reads no clock.
        law: The law data; the shipped one if left out.
        catalogue: The documents; the shipped ones if left out.
        base: The folder that files of evidence are confined to; without one no file is
            opened.
        formats: The formats wanted; each document's own if left out.
        documents: Ids of the documents wanted; all that the case calls for if left out.
        organisation: How the house presents itself; the employer if left out.
        with_bilag: Whether files of evidence go into the police's folder.
        workshop: Holds compiled templates, so that many cases share them.

    Returns:
        The case.

    Raises:
        UsageError: `unknown-document`: an id is not in the catalogue.
        LawError: The law data does not reach back to the case.
    """
    from anmeld.catalogue import load_catalogue
    from anmeld.plan import make_plan

    catalogue = load_catalogue() if catalogue is None else catalogue
    _check_known(documents or (), catalogue)
    plan = make_plan(record, now=now, law=law, catalogue=catalogue)
    gathered = gather_evidence(record, base)
    maker = _Maker(
        record,
        plan,
        gathered,
        Source(record, plan, gathered.evidence, organisation),
        workshop or Workshop(),
        Watch(record),
        with_bilag,
    )
    results = [
        maker.make(catalogue[planned.id], formats)
        for planned in plan.documents
        if documents is None or planned.id in documents
    ]
    notes = _not_called_for(documents or (), plan)
    return _assemble(maker, results, notes, with_bilag=with_bilag)


@dataclass(frozen=True, slots=True)
class _Result:
    """One document: made with its entry in the manifest, or stopped."""

    outcome: MadeDocument | StoppedDocument | Note
    entry: Mapping[str, Any] | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class _Maker:
    """What is the same for all documents of a case."""

    record: Record
    plan: Plan
    gathered: Gathered
    source: Source
    workshop: Workshop
    watch: Watch
    with_bilag: bool

    def make(self, spec: DocumentSpec, asked: Collection[Format] | None) -> _Result:
        formats = _formats(spec, asked)
        if not formats:
            return _Result(_no_format(spec))
        try:
            return self._made(spec, formats)
        except AnmeldError as error:
            return _Result(StoppedDocument(spec, error))

    def _made(self, spec: DocumentSpec, formats: Collection[Format]) -> _Result:
        prepared = self.workshop.prepare(spec, self.source.organisation)
        content = take_content(prepared.selection, self.source)
        finished = prepared.press.make(content, formats)
        files, texts = _read_back(spec, finished)
        planned = self.plan.document(spec.id)
        entry = describe_document(
            spec,
            self.record,
            content,
            files,
            recipient=planned.recipient if planned else spec.recipient,
            today=self.plan.today,
        )
        if self.with_bilag and spec.reader is _EVIDENCE_READER:
            copied = attach(self.gathered, spec.folder)
            names = (one.path.rpartition("/")[2] for one in copied)
            texts["bilag"] = fold("\n".join(names))
        finding = self._proved(content, texts, entry)
        made = MadeDocument(spec, files, finished.notes, finding.releases)
        listed = prepared.selection.listed
        reading = Reading(
            spec.id, texts["text"], content.visible, listed, prepared.used
        )
        return _Result(made, entry, reading)

    def _proved(
        self, content: Content, texts: Mapping[str, Folded], entry: Mapping[str, Any]
    ) -> Finding:
        said = {**texts, MANIFEST: fold("\n".join(_strings(entry)))}
        finding = self.watch.search(said, content.document, content.visible)
        if finding.faults:
            raise DisclosureError(*finding.faults)
        return finding


def _read_back(
    spec: DocumentSpec, finished: Finished
) -> tuple[tuple[CaseFile, ...], dict[str, Folded]]:
    files: list[CaseFile] = []
    texts = {"text": fold(finished.text)}
    for format_, data in finished.files.items():
        name = f"{spec.id}.{format_}"
        read = inspect(data, format_, finished.read)
        if read.text != finished.text:
            texts[name] = fold(read.text)
        if format_ is Format.DOCX and finished.read:
            texts["template"] = finished.read.still
        media = MEDIA_TYPES[format_]
        files.append(CaseFile(name, data, media, spec, format_, read.pages))
    return tuple(files), texts


def _assemble(
    maker: _Maker,
    results: Sequence[_Result],
    notes: Sequence[Note],
    *,
    with_bilag: bool,
) -> Case:
    outcomes = [result.outcome for result in results]
    made = tuple(one for one in outcomes if isinstance(one, MadeDocument))
    stopped = tuple(one for one in outcomes if isinstance(one, StoppedDocument))
    notes = (
        *maker.gathered.notes,
        *notes,
        *(one for one in outcomes if isinstance(one, Note)),
    )
    attachments: tuple[Attachment, ...] = ()
    if with_bilag:
        attachments, more = _attachments(maker.gathered, made)
        notes = (*notes, *more)
    readings = [result.reading for result in results if result.reading]
    coverage = find_coverage(maker.watch.facts, readings)
    number = maker.record.sag.nummer
    case = Case(
        number=number,
        name=safe_name(number),
        plan=maker.plan,
        documents=made,
        stopped=stopped,
        manifests={},
        data=b"",
        coverage=coverage,
        attachments=attachments,
        notes=notes,
    )
    return _described(case, [result.entry for result in results if result.entry])


def _described(case: Case, entries: Sequence[Mapping[str, Any]]) -> Case:
    manifests: dict[str, bytes] = {}
    limits: list[Note] = []
    for folder, files in case.folders.items():
        reader = files[0].spec.reader
        copied = [one for one in case.attachments if one.path.startswith(f"{folder}/")]
        found = find_limits(reader, files, copied)
        own = [entry for entry in entries if entry["modtagerklasse"] == folder]
        manifests[folder] = write_manifest(reader, own, copied, found)
        limits += found
    case = replace(case, manifests=manifests, notes=(*case.notes, *limits))
    return replace(case, data=summarise(case))


def _attachments(
    gathered: Gathered, made: Sequence[MadeDocument]
) -> tuple[tuple[Attachment, ...], tuple[Note, ...]]:
    if any(one.spec.reader is _EVIDENCE_READER for one in made):
        return attach(gathered, _EVIDENCE_READER.value), kept_back(gathered)
    sentence = msg("There is no report to the police, so no evidence is copied.")
    return (), (Note("evidence-not-copied", _EVIDENCE_READER.value, sentence),)


def _formats(
    spec: DocumentSpec, asked: Collection[Format] | None
) -> tuple[Format, ...]:
    if asked is None:
        return spec.formats
    return tuple(one for one in spec.renderer.formats if one in asked)


def _no_format(spec: DocumentSpec) -> Note:
    sentence = msg(
        "is not made: it can be given as {formats} only.",
        formats=", ".join(spec.renderer.formats),
    )
    return Note("format-not-possible", spec.id, sentence)


def _not_called_for(documents: Collection[str], plan: Plan) -> tuple[Note, ...]:
    return tuple(
        Note("not-called-for", one.id, one.reason)
        for one in plan.not_made
        if one.id in documents
    )


def _check_known(documents: Collection[str], catalogue: Catalogue) -> None:
    faults = [
        Fault(
            "unknown-document",
            Where(key=one),
            msg("is not a document of the catalogue."),
            msg("Known documents: {names}.", names=", ".join(catalogue)),
        )
        for one in documents
        if one not in catalogue
    ]
    if faults:
        raise UsageError(*faults)


def _strings(value: object) -> list[str]:
    if isinstance(value, Mapping):
        return [text for inner in value.values() for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return [] if value is None else [str(value)]
