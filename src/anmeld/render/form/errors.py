"""Every refusal of the form engine: class, code, field, page, what would be allowed.

No fault holds a value that was to be written: the field's name, the length and the
limit are enough to act on. One error of one class carries all faults of that class;
where several classes met, `SeveralRefusals` holds one error for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from anmeld._i18n import Message, msg
from anmeld.errors import Fault, RenderError, TemplateError, Where


@dataclass(frozen=True, slots=True)
class FieldFault(Fault):
    """A fault of one field of a form.

    Attributes:
        field: Full name of the field.
        page: Page of its first widget, from 1; `None` where it is on no page.
        allowed: What would have been accepted, where that is a closed list.
        nearest: The closest known name or allowed value.
        excess: By how much a text is too long: characters, or points of width.
    """

    field: str = ""
    page: int | None = None
    allowed: tuple[str, ...] = ()
    nearest: str | None = None
    excess: float | None = None


class FormError(RenderError):
    """A form cannot be filled with these values; nothing was written."""

    code: ClassVar[str] = "form"


class UnknownField(FormError):
    """The form has no field of that name."""

    code = "unknown-field"


class WrongOption(FormError):
    """A check box, radio group or list has no such state or option."""

    code = "wrong-option"


class TooLong(FormError):
    """A text is longer than the field takes, and the map says to refuse."""

    code = "too-long"


class ReadOnlyField(FormError):
    """The form's maker locked the field."""

    code = "read-only-field"


class NotFillable(FormError):
    """A push button or signature field holds no value of ours."""

    code = "not-fillable"


class MissingGlyph(FormError):
    """No font has a character of the text, and substitutes were declined."""

    code = "missing-glyph"


class MissingValue(FormError):
    """`None` is not a value: an empty text or `Off` says that a field stays empty."""

    code = "missing-value"


class WrongType(FormError):
    """The value's type fits no field of this kind."""

    code = "wrong-type"


class LostText(FormError):
    """The finished file does not show or hold what was to be written."""

    code = "lost-text"


class SeveralRefusals(FormError):
    """Fields were refused for different reasons.

    Attributes:
        errors: One error for each class of refusal.
    """

    code = "several-refusals"
    errors: tuple[FormError, ...]

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        grouped: dict[str, list[Fault]] = {}
        for fault in faults:
            grouped.setdefault(fault.code, []).append(fault)
        self.errors = tuple(CLASSES[code](*some) for code, some in grouped.items())


class FormTemplateError(TemplateError):
    """The form, or its map, cannot be used at all."""

    code: ClassVar[str] = "form-template"


class DamagedForm(FormTemplateError):
    """The file is not a PDF, or damaged beyond repair."""

    code = "damaged-form"


class EncryptedForm(FormTemplateError):
    """The form needs a password."""

    code = "encrypted-form"


class NoFields(FormTemplateError):
    """The PDF has no form fields."""

    code = "no-fields"


class DynamicXfa(FormTemplateError):
    """The form exists only as XFA, which only Adobe's programs draw."""

    code = "dynamic-xfa"


class SignedForm(FormTemplateError):
    """The form is signed; filling it would break the signature."""

    code = "signed-form"


class FormMapError(FormTemplateError):
    """`fields.toml` and the form do not agree."""

    code = "form-map"


CLASSES: dict[str, type[FormError]] = {
    kind.code: kind
    for kind in (
        UnknownField,
        WrongOption,
        TooLong,
        ReadOnlyField,
        NotFillable,
        MissingGlyph,
        MissingValue,
        WrongType,
        LostText,
    )
}


def refuse(faults: Iterable[Fault]) -> FormError:
    """Make the error for all faults found: of their class, or of several classes.

    Args:
        faults: At least one fault of a field.

    Returns:
        The error, to be raised by the caller.
    """
    found = tuple(faults)
    codes = {fault.code for fault in found}
    if len(codes) == 1:
        return CLASSES[codes.pop()](*found)
    return SeveralRefusals(*found)


def whole_form(
    kind: type[FormTemplateError], problem: Message, remedy: Message, file: str | None
) -> FormTemplateError:
    """Make the error for a form that cannot be used at all.

    Args:
        kind: The class of error; its code becomes the fault's code.
        problem: What is wrong.
        remedy: What to do about it.
        file: The form's file name, where it has one.
    """
    return kind(Fault(kind.code, Where(file=file), problem, remedy))


def unknown_field(name: str, nearest: str | None) -> FieldFault:
    """Say that the form has no such field, with the nearest name."""
    remedy = (
        msg("Did you mean {name}?", name=nearest)
        if nearest
        else msg("Run `anmeld form inspect` to see the form's fields.")
    )
    return FieldFault(
        UnknownField.code,
        Where(key=name),
        msg("the form has no field of this name."),
        remedy,
        field=name,
        nearest=nearest,
    )
