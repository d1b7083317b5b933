"""The form as a document: may it be filled, and what changes once for every fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pypdf.generic import DictionaryObject, StreamObject

from anmeld._i18n import msg
from anmeld.render.form import errors
from anmeld.render.form.model import Field, Kind
from anmeld.render.form.objects import dictionary_of, entry, items, text_of
from anmeld.render.form.rewriting import PARSER_FAULTS
from anmeld.render.form.source import Source
from anmeld.render.form.syntax import dictionary, serialise
from anmeld.render.form.tree import Tree
from anmeld.render.report import Note


@dataclass(frozen=True, slots=True)
class Document:
    """What every fill of a form shares besides its fields.

    Attributes:
        objects: Objects that every fill appends: catalog and form dictionary.
        conforming: Whether the file claims PDF/A or PDF/UA.
        tagged: Whether it has a structure tree.
        language: Its language, e.g. `da-DK`.
        title: Its title.
        notes: What a person should know of the file.
    """

    objects: Mapping[int, bytes]
    conforming: bool
    tagged: bool
    language: str | None
    title: str | None
    notes: tuple[Note, ...]


def check(
    source: Source, tree: Tree, fields: Mapping[str, Field], allow_signed: bool
) -> None:
    """Refuse a form that cannot be filled as a whole.

    Args:
        source: The form's file.
        tree: The walked form.
        fields: Its fields.
        allow_signed: Whether breaking a signature is asked for.

    Raises:
        DynamicXfa: If it exists as XFA only.
        NoFields: If it has no fields.
        SignedForm: If it is signed.
    """
    form = entry(source.root, "/AcroForm")
    usable = [found for found in fields.values() if found.is_fillable]
    if entry(form, "/XFA") is not None and not usable:
        raise errors.whole_form(
            errors.DynamicXfa,
            msg("exists only as XFA, which no viewer but Adobe's draws."),
            msg("Ask the publisher for an ordinary PDF form, or print it to PDF."),
            source.file,
        )
    if not fields:
        raise errors.whole_form(
            errors.NoFields,
            msg("has no form fields."),
            msg("Use a PDF with fields; one made for printing has none."),
            source.file,
        )
    if not allow_signed and any(found.signed for found in fields.values()):
        raise errors.whole_form(
            errors.SignedForm,
            msg("is signed; filling it would break the signature."),
            msg("Fill the unsigned form, or allow it with --allow-signed."),
            source.file,
        )


def read_document(source: Source, tree: Tree, fields: Mapping[str, Field]) -> Document:
    """Read what every fill shares, and write what every fill changes.

    Args:
        source: The form's file.
        tree: The walked form.
        fields: Its fields.
    """
    root = source.root
    form = entry(root, "/AcroForm")
    claims = _metadata(root)
    return Document(
        objects=_changed(source, tree, form),
        conforming=b"pdfaid" in claims or b"pdfuaid" in claims,
        tagged=entry(root, "/StructTreeRoot") is not None,
        language=text_of(entry(root, "/Lang")),
        title=text_of(entry(entry(source.reader.trailer, "/Info"), "/Title")),
        notes=(*source.notes, *_notes(source, tree, form, fields)),
    )


def _metadata(root: DictionaryObject) -> bytes:
    metadata = entry(root, "/Metadata")
    try:
        if isinstance(metadata, StreamObject):
            return bytes(metadata.get_data())
    except PARSER_FAULTS:
        return b""
    return b""


def _changed(source: Source, tree: Tree, form: object) -> dict[int, bytes]:
    """The catalog and the form dictionary, where they must change."""
    names = source.name_bytes
    root = source.root
    held = form if isinstance(form, DictionaryObject) else DictionaryObject()
    new_form = dictionary(held, names, ("/NeedAppearances", "/XFA", "/Fields"))
    fields = [serialise(raw, names) for raw in items(entry(held, "/Fields"))]
    fields += [source.ref(number) for number in tree.roots_missing]
    new_form += b"/Fields[%b]>>" % b" ".join(fields)
    raw_form = root.raw_get("/AcroForm") if "/AcroForm" in root else None
    objects: dict[int, bytes] = {}
    form_changes = bool(
        tree.roots_missing or {"/NeedAppearances", "/XFA"} & set(held) or not held
    )
    drop = [key for key in ("/NeedsRendering",) if key in root]
    added = b""
    if (
        form_changes
        and raw_form is not None
        and dictionary_of(raw_form) is not raw_form
    ):
        objects[raw_form.idnum] = new_form
    elif form_changes:
        drop.append("/AcroForm")
        added += b"/AcroForm " + new_form
    rights = entry(root, "/Perms")
    if isinstance(rights, DictionaryObject) and {"/UR", "/UR3"} & set(rights):
        drop.append("/Perms")
        kept = dictionary(rights, names, ("/UR", "/UR3"))
        added += b"/Perms%b>>" % kept if set(rights) - {"/UR", "/UR3"} else b""
    if drop or added:
        objects[source.root_number] = dictionary(root, names, drop) + added + b">>"
    return objects


def _notes(
    source: Source, tree: Tree, form: object, fields: Mapping[str, Field]
) -> list[Note]:
    notes = []
    if entry(form, "/XFA") is not None:
        text = msg("The form's XFA part is left out; its ordinary fields are filled.")
        notes.append(Note("xfa-dropped", "", text))
    rights = entry(source.root, "/Perms")
    if isinstance(rights, DictionaryObject) and {"/UR", "/UR3"} & set(rights):
        text = msg("The form's extended rights for Adobe Reader are left out.")
        notes.append(Note("usage-rights-dropped", "", text))
    if any(found.signed for found in fields.values()):
        text = msg("The form was signed; the signature no longer covers all of it.")
        notes.append(Note("signature-broken", "", text))
    if tree.roots_missing:
        text = msg("Widgets that the form's field list lacked were added to it.")
        notes.append(Note("orphans-joined", "", text))
    if tree.cyclic:
        text = msg("The field tree leads back into itself; each field is read once.")
        notes.append(Note("cyclic-tree", "", text))
    for found in fields.values():
        if found.kind is Kind.UNKNOWN:
            text = msg("The field has no type; no value can be written to it.")
            notes.append(Note("no-type", found.name, text))
    return notes
