"""What is wrong with a value for a field, as faults with field, page and limits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from anmeld._i18n import Message, msg
from anmeld.errors import Where
from anmeld.formatting.moments import Moment
from anmeld.formatting.values import present
from anmeld.render.form import errors
from anmeld.render.form.model import Field
from anmeld.render.form.update import Fill
from anmeld.render.report import Note


def substituted(field: Field, missing: list[str]) -> Note:
    """Say that characters are shown by their code points."""
    message = msg(
        "No font has the characters {codes}; they are shown by their codes.",
        codes=", ".join(missing),
    )
    return Note("substituted-character", field.name, message)


def no_glyph(field: Field, missing: list[str]) -> errors.FieldFault:
    """Say that no font has a character, by code point."""
    return fault(
        errors.MissingGlyph,
        field,
        msg("no font has the characters {codes}.", codes=", ".join(missing)),
        msg("Write them otherwise, or accept that their codes are shown."),
    )


def as_text(value: object, field: Field, fill: Fill) -> str | None:
    """The text of a value (a day as `03.03.2024`), or a fault."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, Decimal, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, (date, Moment)):
        return present(value)
    fill.faults.append(wrong_value(value, field))
    return None


def wrong_value(value: object, field: Field) -> errors.FieldFault:
    """Say that a value is `None` or of a type that the field cannot take."""
    if value is None:
        return fault(
            errors.MissingValue,
            field,
            msg("got no value."),
            msg("Give an empty text to leave the field empty, or leave the field out."),
        )
    return fault(
        errors.WrongType,
        field,
        msg("cannot hold a value of type {kind}.", kind=type(value).__name__),
        msg("A field of kind {kind} stands here.", kind=field.kind.value),
    )


def too_many(field: Field, excess: int) -> errors.FieldFault:
    """Say that a text is longer than /MaxLen."""
    problem = msg(
        "takes {limit} characters; the text is {excess} too long.",
        limit=field.max_length,
        excess=excess,
    )
    remedy = msg("Shorten the text, or let it overflow to an addendum.")
    return fault(errors.TooLong, field, problem, remedy, excess=float(excess))


def too_wide(field: Field, excess: float) -> errors.FieldFault:
    """Say that a text does not fit its box at a readable size."""
    problem = msg(
        "is too small for the text: {excess} points are lacking in the field's font.",
        excess=f"{excess:.0f}",
    )
    remedy = msg("Shorten the text, or let it overflow to an addendum.")
    return fault(errors.TooLong, field, problem, remedy, excess=excess)


def right_to_left(field: Field) -> Note:
    """Say that a text is stored as it is, but drawn in the order of its letters."""
    message = msg(
        "Words that are read from right to left (Arabic, Hebrew) are "
        "printed letter by letter from the left, not joined."
    )
    return Note("right-to-left-text", field.name, message)


def fault(
    kind: type[errors.FormError],
    field: Field,
    problem: Message,
    remedy: Message,
    *,
    allowed: tuple[str, ...] = (),
    nearest: str | None = None,
    excess: float | None = None,
) -> errors.FieldFault:
    """Make a fault of a field, with its page.

    Args:
        kind: The class of error; gives the code.
        field: The field.
        problem: What is wrong, without the value.
        remedy: What to do about it.
        allowed: What would have been accepted.
        nearest: The closest of these.
        excess: By how much a text is too long.
    """
    return errors.FieldFault(
        kind.code,
        Where(key=field.name),
        problem,
        remedy,
        field.name,
        field.page,
        allowed,
        nearest,
        excess,
    )
