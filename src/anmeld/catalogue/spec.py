"""What a document is: `document.toml` as written, and the description made of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from anmeld._i18n import msg
from anmeld._validation import FaultyValue
from anmeld.catalogue.conditions import FILLED, Facts, Line, When
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


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


Sentence = Annotated[str, Field(min_length=1)]


class Metadata(_Strict):
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


class RecipientToml(_Strict):
    """Another recipient than the usual one, where the conditions hold."""

    text: Sentence
    when: Annotated[When, FILLED]


class NeedToml(_Strict):
    """Facts of which one must be stated, where the conditions hold."""

    any_of: Annotated[tuple[Sentence, ...], FILLED]
    when: When = ()


class MaySeeToml(_Strict):
    """Names that the reader may see, the reason, and the conditions of it."""

    fields: Annotated[tuple[Sentence, ...], FILLED]
    reason: Sentence
    when: When = ()


class DocumentToml(_Strict):
    """`document.toml` as written."""

    title: Sentence
    description: Sentence
    reader: Reader
    recipient: Sentence
    recipients: tuple[RecipientToml, ...] = ()
    reason: Sentence
    renderer: Renderer
    formats: Annotated[tuple[Format, ...], FILLED]
    order: int
    when: When = ()
    needs: tuple[str | NeedToml, ...] = ()
    references: tuple[str, ...] = ()
    left_out: tuple[Sentence, ...] = ()
    metadata: Metadata
    may_see: Annotated[tuple[MaySeeToml, ...], FILLED]

    @model_validator(mode="after")
    def _says_why_not(self) -> Self:
        if any(line.otherwise is None for line in self.when):
            raise FaultyValue(
                "otherwise-missing",
                msg("has a line in `when` without `otherwise`."),
                msg("Say in `otherwise` why the document is not made then."),
            )
        return self

    @model_validator(mode="after")
    def _formats_are_possible(self) -> Self:
        if set(self.formats) - set(self.renderer.formats):
            raise FaultyValue(
                "impossible-format",
                msg("lists a format that its renderer cannot give."),
                msg("Allowed: {allowed}.", allowed=", ".join(self.renderer.formats)),
            )
        return self


@dataclass(frozen=True, slots=True)
class MaySee:
    """One name that a document's reader may see.

    Attributes:
        name: The dotted name where values stand.
        reason: Why, in Danish.
        when: Conditions, all of which must hold; empty for always.
        rows: The list whose rows the conditions are put to one by one, or `None` when
            they are about the case as a whole.
    """

    name: str
    reason: str
    when: When = ()
    rows: str | None = None

    def allows(self, facts: Facts) -> bool:
        """Say whether the reader may see the name.

        Args:
            facts: The record and what is derived from it; for a name with `rows`, as
                seen from one row (`Facts.for_row`).

        Returns:
            Whether every condition holds.
        """
        return all(line.holds(facts) for line in self.when)


@dataclass(frozen=True, slots=True)
class Need:
    """Facts that a document needs; one of them must be stated.

    Attributes:
        any_of: Dotted names of the record.
        when: Conditions under which it needs them.
    """

    any_of: tuple[str, ...]
    when: When = ()

    def is_missing(self, facts: Facts) -> bool:
        """Say whether the document needs a fact that nobody has stated."""
        needed = all(line.holds(facts) for line in self.when)
        return needed and not any(facts.values(name) for name in self.any_of)


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """A document of the catalogue.

    Attributes:
        id: Its id: the name of its folder and of its files.
        title: Its Danish title, without personal data.
        description: What it is, in one Danish sentence.
        reader: Who reads it.
        reason: Why it is made, in Danish.
        renderer: What fills it.
        formats: The formats it is given in unless others are asked for.
        order: Its place among the documents.
        when: When it is made; empty for always. Each line says in `otherwise` why the
            document is not made when the line does not hold.
        may_see: What its reader may see, a name each.
        needs: What must be stated for it to be whole.
        references: Ids of the rules that it rests on.
        left_out: What it leaves out by rule, in Danish.
        metadata: What receiving systems ask.
        path: Its folder.
    """

    id: str
    title: str
    description: str
    reader: Reader
    reason: str
    renderer: Renderer
    formats: tuple[Format, ...]
    order: int
    when: When
    may_see: tuple[MaySee, ...]
    needs: tuple[Need, ...]
    references: tuple[str, ...]
    left_out: tuple[str, ...]
    metadata: Metadata
    path: Path
    _recipient: str
    _recipients: tuple[tuple[When, str], ...] = ()

    @property
    def folder(self) -> str:
        """The folder of its reader in a case."""
        return self.reader.value

    @property
    def files(self) -> tuple[Path, ...]:
        """The template, or the form and its mapping."""
        return tuple(self.path / name for name in self.renderer.files)

    @property
    def recipient(self) -> str:
        """The recipient in Danish words, when nothing is known of the case."""
        return self._recipient

    def recipient_for(self, facts: Facts) -> str:
        """Give the recipient in this case, in Danish words.

        Args:
            facts: The record and what is derived from it.

        Returns:
            The first recipient whose conditions hold, else the usual one.
        """
        for when, text in self._recipients:
            if all(line.holds(facts) for line in when):
                return text
        return self._recipient

    @classmethod
    def from_toml(cls, id_: str, source: DocumentToml, path: Path) -> DocumentSpec:
        """Make the description of what was written.

        Args:
            id_: The document's id.
            source: Its `document.toml`, already checked.
            path: Its folder.

        Returns:
            The description.
        """
        return cls(
            id=id_,
            title=source.title,
            description=source.description,
            reader=source.reader,
            reason=source.reason,
            renderer=source.renderer,
            formats=source.formats,
            order=source.order,
            when=source.when,
            may_see=tuple(
                one for entry in source.may_see for one in _permissions(entry)
            ),
            needs=tuple(_need(one) for one in source.needs),
            references=source.references,
            left_out=source.left_out,
            metadata=source.metadata,
            path=path,
            _recipient=source.recipient,
            _recipients=tuple((one.when, one.text) for one in source.recipients),
        )


def rows_asked(entry: MaySeeToml) -> str | None:
    """Give the list whose rows an entry's conditions are put to one by one.

    Args:
        entry: The entry as written.

    Returns:
        The list's name if a condition asks of the list that a field lies in.
    """
    shown = {_rows(field) for field in entry.fields} - {None}
    asked = {_rows(test.field or "") for test in tests_of(entry.when)}
    return next(iter(sorted(one for one in shown & asked if one)), None)


def tests_of(when: When) -> tuple[Line, ...]:
    """Give the single tests of a `when`, those of its groups included."""
    return tuple(test for line in when for test in line.tests())


def _permissions(entry: MaySeeToml) -> tuple[MaySee, ...]:
    rows = rows_asked(entry)
    return tuple(
        MaySee(field, entry.reason, entry.when, rows) for field in entry.fields
    )


def _need(source: str | NeedToml) -> Need:
    if isinstance(source, str):
        return Need((source,))
    return Need(source.any_of, source.when)


def _rows(name: str) -> str | None:
    before, found, after = name.partition("[]")
    return before if found and after else None
