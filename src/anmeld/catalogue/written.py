"""`document.toml` as it is written."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from anmeld._i18n import msg
from anmeld._validation import FaultyValue
from anmeld.catalogue.conditions import FILLED, Line, When
from anmeld.catalogue.kinds import Format, Metadata, Reader, Renderer, Strict

Sentence = Annotated[str, Field(min_length=1)]


class RecipientToml(Strict):
    """Another recipient than the usual one, where the conditions hold."""

    text: Sentence
    when: Annotated[When, FILLED]


class NeedToml(Strict):
    """Facts of which one must be stated, where the conditions hold."""

    any_of: Annotated[tuple[Sentence, ...], FILLED]
    when: When = ()


class MaySeeToml(Strict):
    """Names that the reader may see, the reason, and the conditions of it."""

    fields: Annotated[tuple[Sentence, ...], FILLED]
    reason: Sentence
    when: When = ()


class DocumentToml(Strict):
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
    deadlines: tuple[str, ...] = ()
    reviews: Sentence | None = None
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


def _rows(name: str) -> str | None:
    before, found, after = name.partition("[]")
    return before if found and after else None
