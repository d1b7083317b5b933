"""What stands in a document for any value: stated, unknown, withheld or missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from anmeld._i18n import Message, msg
from anmeld.errors import Fault, RenderError, Where
from anmeld.formatting import dates, numbers
from anmeld.formatting.moments import Moment

MISSING: Final = "Ikke oplyst"
UNKNOWN: Final = "Ukendt"
NOT_SHOWN: Final = "Oplyses ikke i dette dokument"
_UNKNOWN_VALUE = "ukendt"


class Withheld:
    """A value that this document's reader may not see: false, empty, and says so."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Withheld)

    def __hash__(self) -> int:
        return hash(Withheld)

    def __repr__(self) -> str:
        return "Withheld()"

    def __str__(self) -> str:
        return NOT_SHOWN


WITHHELD: Final = Withheld()


def present(value: object) -> str:
    """Write any single value the way a document shows it; Jinja's `finalize`.

    Args:
        value: A value of the content: text, date, moment, number, value of a closed
            list, yes or no, a sequence of these, nothing, or `Withheld`.

    Returns:
        Danish text, never empty. A text is returned as it is.

    Raises:
        RenderError: For a section or a list of sections, which is not a text.
    """
    if (stand_in := placeholder(value)) is not None:
        return stand_in
    label = getattr(value, "betegnelse", None)
    if isinstance(label, str):
        return label
    if isinstance(value, str):
        return value
    return _written(value)


def placeholder(value: object) -> str | None:
    """Give what stands for a value that is no value.

    Args:
        value: Any value of the content.

    Returns:
        *Ikke oplyst*, *Ukendt* or *Oplyses ikke i dette dokument*; `None` for a value
        that can be shown.
    """
    if isinstance(value, Withheld):
        return NOT_SHOWN
    if value is None or (isinstance(value, (str, tuple, list)) and _is_blank(value)):
        return MISSING
    if isinstance(value, str) and value == _UNKNOWN_VALUE:
        return UNKNOWN
    return None


def joined(values: Sequence[object]) -> str:
    """Write several values as a Danish enumeration, `a, b og c`.

    Args:
        values: Single values, or sections with a `betegnelse`.

    Returns:
        The enumeration; *Ikke oplyst* for none.

    Raises:
        RenderError: Where an element is a section without a `betegnelse`.
    """
    words = [_label(value) for value in values]
    if not words:
        return MISSING
    *first, last = words
    return f"{', '.join(first)} og {last}" if first else last


def not_a_text(kind: Message | str) -> RenderError:
    """Make the error for a value that a document cannot show as text.

    Args:
        kind: What the value is: *a section*, or its class.

    Returns:
        The error, which holds the kind only.
    """
    return RenderError(
        Fault(
            "not-a-text",
            Where(),
            msg("{kind} cannot be printed as a text.", kind=kind),
            msg("Print one of its fields, or go through it with a loop."),
        )
    )


def _written(value: object) -> str:
    match value:
        case bool():
            return "Ja" if value else "Nej"
        case Moment() | datetime():
            return dates.short_moment(value)
        case date():
            return dates.short_date(value)
        case int() | Decimal() | float():
            return numbers.plain(value)
        case Mapping():
            raise not_a_text(msg("A section"))
        case tuple() | list():
            return joined(value)
    raise not_a_text(type(value).__name__)


def _label(value: object) -> str:
    if isinstance(value, Mapping):
        label = value.get("betegnelse")
        if not isinstance(label, str):
            raise not_a_text(msg("A list of sections"))
        return label
    return present(value)


def _is_blank(value: str | tuple[object, ...] | list[object]) -> bool:
    return not value.strip() if isinstance(value, str) else not value
