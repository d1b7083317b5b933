"""The closed lists of a document description: readers, renderers, formats, metadata."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from anmeld.record.values import Vaerdi


class Reader(Vaerdi):
    """Who reads a document; the value is also the name of the reader's folder."""

    ARBEJDSGIVER = "arbejdsgiver", "Arbejdsgiveren"
    BORGERSAG = "borgersag", "Borgerens sag, og dermed borgeren"
    FORSIKRING = "forsikring", "Arbejdsgiverens forsikring"
    LAEGE = "laege", "Lægen og klinikken"
    POLITI = "politi", "Politiet"


class Format(StrEnum):
    """A format that a document can be given in."""

    DOCX = "docx"
    PDF = "pdf"
    TXT = "txt"


class Renderer(StrEnum):
    """What fills the document: a Word template or an AcroForm."""

    DOCX = "docx"
    FORM = "form"

    @property
    def files(self) -> tuple[str, ...]:
        """The files that must lie beside `document.toml`."""
        if self is Renderer.FORM:
            return ("form.pdf", "fields.toml")
        return ("template.docx",)

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats that it can give."""
        if self is Renderer.FORM:
            return (Format.PDF, Format.TXT)
        return (Format.DOCX, Format.PDF, Format.TXT)


class Direction(Vaerdi):
    """The direction of a document, in the words of receiving systems."""

    INDGAAENDE = "Indgaaende", "Indgående"
    UDGAAENDE = "Udgaaende", "Udgående"
    INTERNT = "Internt", "Internt"


class Documenttype(Vaerdi):
    """The type of a document, in the words of receiving systems."""

    BREV = "Brev", "Brev"
    NOTAT = "Notat", "Notat"
    RAPPORT = "Rapport", "Rapport"
    ANDEN = "Anden", "Anden"


class Sensitivity(Vaerdi):
    """How sensitive a document is."""

    FORTROLIG = "fortrolig", "Fortroligt"
    FOELSOM = "foelsom", "Følsomt"


class KleUse(StrEnum):
    """Which KLE number a receiving system files the document under."""

    BORGERSAG = "borgersag"  # the citizen's case's own
    INGEN = "ingen"  # the incident case has none of its own in the record


class Strict(BaseModel):
    """What all parts of a description share: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Metadata(Strict):
    """What receiving systems ask of a document.

    Attributes:
        type: Its type.
        direction: Its direction, as the employer's case system sees it.
        sensitivity: How sensitive it is.
        kle: Which KLE number it is filed under.
    """

    type: Documenttype
    direction: Direction
    sensitivity: Sensitivity
    kle: KleUse = KleUse.INGEN
