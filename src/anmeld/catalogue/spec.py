"""What a document is: the description made of its `document.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from anmeld.catalogue.conditions import Facts, When
from anmeld.catalogue.kinds import Format, KleUse, Metadata, Reader, Renderer
from anmeld.catalogue.written import DocumentToml, MaySeeToml, NeedToml, rows_asked

__all__ = [
    "DocumentSpec",
    "Format",
    "KleUse",
    "MaySee",
    "Metadata",
    "Need",
    "Reader",
    "Renderer",
]


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
        deadlines: Ids of the deadlines by which it is due.
        left_out: What it leaves out by rule, in Danish.
        reviews: Id of a document whose foundation this one tells the management of,
            where that document is made.
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
    deadlines: tuple[str, ...]
    left_out: tuple[str, ...]
    metadata: Metadata
    path: Path
    _recipient: str
    _recipients: tuple[tuple[When, str], ...] = ()
    reviews: str | None = None

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
            deadlines=source.deadlines,
            left_out=source.left_out,
            metadata=source.metadata,
            path=path,
            _recipient=source.recipient,
            _recipients=tuple((one.when, one.text) for one in source.recipients),
            reviews=source.reviews,
        )


def _permissions(entry: MaySeeToml) -> tuple[MaySee, ...]:
    rows = rows_asked(entry)
    return tuple(
        MaySee(field, entry.reason, entry.when, rows) for field in entry.fields
    )


def _need(source: str | NeedToml) -> Need:
    if isinstance(source, str):
        return Need((source,))
    return Need(source.any_of, source.when)
