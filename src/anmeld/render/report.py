"""What a fill gives back besides the bytes: anything a person should know of it."""

from __future__ import annotations

from dataclasses import dataclass

from anmeld._i18n import Message


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was done differently than asked, never silently.

    Attributes:
        code: Stable identifier, e.g. `substituted-character`, `overflow`.
        where: The place: a field of the form, a paragraph's first words, a key.
        message: The sentence for a person, without the value of any field.
    """

    code: str
    where: str
    message: Message


@dataclass(frozen=True, slots=True)
class Filled:
    """A finished document.

    Attributes:
        data: The bytes of the file.
        notes: Everything a person should know of this fill, in the document's order.
    """

    data: bytes
    notes: tuple[Note, ...] = ()
