"""The one table of Danish formats: Word templates, forms and texts use the same names.

In a template `{{ medarbejder.ansat|dato_lang }}`, in a form's map `format = "dato"`.
Each filter shows a missing, unknown or withheld value in words, and refuses what it
cannot write: a wrong type in a template is an error, never an odd text.

A date, a clock time, a telephone number and an amount stay on one line: the spaces in
them are such as no line ends at. `without_holds` gives ordinary ones, for what is
copied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from types import MappingProxyType
from typing import TypeVar

from anmeld._i18n import msg
from anmeld.errors import Fault, RenderError, Where
from anmeld.formatting import dates, identifiers, numbers
from anmeld.formatting.moments import Moment
from anmeld.formatting.numbers import NBSP
from anmeld.formatting.values import joined, placeholder, present

__all__ = ["FILTERS", "Filter", "apply", "present"]

Filter = Callable[[object], str]
_Kind = TypeVar("_Kind")
# Names that begin a label of a closed list and keep their capital.
_NAMES = ("Facebook", "Instagram", "Snapchat", "Digital Post", "X ")
# A sign or an abbreviation that says nothing without its number, the letter of a
# paragraph (`§ 119 a`, but `§ 36 i loven`), and a date. Begun with the space itself, so
# that nothing else is looked at.
_HELD = re.compile(
    r" (?:(?<=§ )(?:[0-9]+ (?=[a-hj-z]\b)|(?=[0-9]))"
    r"|(?:(?<=\bstk\. )|(?<=\bkap\. )|(?<=\bnr\. )|(?<=\bkl\. ))(?=[0-9])"
    r"|(?:(?<=\b[0-9]\. )|(?<=\b[0-9][0-9]\. ))"
    r"(?:(?:jan|febr)uar|marts|april|maj|juni|juli|august|(?:septem|okto|novem|decem)ber)"
    r" (?=[0-9]))"
)


def apply(name: str, value: object) -> str:
    """Write a value by the filter of that name.

    Args:
        name: A key of `FILTERS`.
        value: The value, which may be missing, unknown or withheld.

    Returns:
        The Danish text.

    Raises:
        RenderError: There is no such filter, or it cannot write this type of value.
    """
    if name not in FILTERS:
        problem = msg("There is no format named {name}.", name=name)
        remedy = msg("Known formats: {names}.", names=", ".join(FILTERS))
        raise RenderError(Fault("unknown-format", Where(), problem, remedy))
    return FILTERS[name](value)


def without_holds(text: str) -> str:
    """Write a value with ordinary spaces, where it is copied and not read on a line.

    Args:
        text: What a filter gave.

    Returns:
        The same with a plain space for each that holds its neighbours together.
    """
    return text.replace(NBSP, " ")


def _shown(write: Filter) -> Filter:
    @wraps(write)
    def filtered(value: object) -> str:
        stand_in = placeholder(value)
        return write(value) if stand_in is None else stand_in

    return filtered


def _expect(name: str, value: object, *kinds: type[_Kind]) -> _Kind:
    # A truth value is an int to Python, and never a number here.
    if isinstance(value, kinds) and not isinstance(value, bool):
        return value
    raise _wrong(name, value)


def _wrong(name: str, value: object) -> RenderError:
    problem = msg(
        "The format {name} cannot write a value of type {kind}.",
        name=name,
        kind=type(value).__name__,
    )
    return RenderError(
        Fault("wrong-format", Where(), problem, msg("Choose another format."))
    )


def _day(name: str, value: object) -> date:
    if isinstance(value, Moment):
        return value.dato
    if isinstance(value, datetime):
        return value.date()
    return _expect(name, value, date)


@_shown
def dato(value: object) -> str:
    """Write a day as `03.03.2024`."""
    return dates.short_date(_day("dato", value))


@_shown
def dato_lang(value: object) -> str:
    """Write a day as `den 3. marts 2024`."""
    return dates.long_date(_day("dato_lang", value), NBSP)


@_shown
def ugedag(value: object) -> str:
    """Write a day as `mandag den 3. marts 2024`."""
    return dates.weekday_date(_day("ugedag", value), NBSP)


@_shown
def maaned(value: object) -> str:
    """Write the month of a day as `marts 2024`."""
    return dates.month_and_year(_day("maaned", value), NBSP)


@_shown
def klokke(value: object) -> str:
    """Write the clock time of a moment as `kl. 14.05`; *Ikke oplyst* without one."""
    at = value.klokke if isinstance(value, Moment) else value
    return dates.clock(_expect("klokke", at, datetime), NBSP) if at else present(None)


@_shown
def tidspunkt(value: object) -> str:
    """Write a moment as `den 3. marts 2024 kl. 14.05`, or its day."""
    return dates.long_moment(_moment("tidspunkt", value), NBSP)


@_shown
def tidspunkt_kort(value: object) -> str:
    """Write a moment as `03.03.2024 kl. 14.05`, or its day."""
    return dates.short_moment(_moment("tidspunkt_kort", value), NBSP)


@_shown
def tidspunkt_zone(value: object) -> str:
    """Write a moment as `03.03.2024 kl. 14.05 (UTC+1)`, for evidence, or its day."""
    moment = _moment("tidspunkt_zone", value)
    at = moment if isinstance(moment, datetime) else moment.klokke
    zone = f" ({dates.offset_name(at)})" if at and at.tzinfo else ""
    return dates.short_moment(moment, NBSP) + zone


@_shown
def kroner(value: object) -> str:
    """Write an amount as `1.234,50 kr.`."""
    return numbers.kroner(_number("kroner", value))


@_shown
def antal(value: object) -> str:
    """Write a number as `1.234`."""
    return numbers.plain(_number("antal", value))


@_shown
def dage(value: object) -> str:
    """Write a number of days as `14 dage`."""
    return numbers.days(_expect("dage", value, int), NBSP)


@_shown
def stoerrelse(value: object) -> str:
    """Write a number of bytes as `1,2 MB`."""
    return numbers.file_size(_expect("stoerrelse", value, int))


@_shown
def liste(value: object) -> str:
    """Write values as `a, b og c`, those of closed lists by their printed words."""
    if isinstance(value, (tuple, list)):
        return joined(value)
    return present(value)


@_shown
def ja_nej(value: object) -> str:
    """Write yes or no as `Ja` or `Nej`."""
    if isinstance(value, bool) or hasattr(value, "betegnelse"):
        return present(value)
    raise _wrong("ja_nej", value)


@_shown
def cpr(value: object) -> str:
    """Write a CPR number as `DDMMYY-XXXX`, and say so if it is a replacement."""
    number = identifiers.bare_cpr(_expect("cpr", value, str))
    note = " (erstatningspersonnummer)"
    shown = f"{number[:6]}-{number[6:]}"
    return shown + note if identifiers.is_replacement_cpr(number) else shown


@_shown
def telefon(value: object) -> str:
    """Write a phone number as `12 34 56 78`."""
    return identifiers.spaced_phone(_expect("telefon", value, str), NBSP)


@_shown
def stort(value: object) -> str:
    """Write a value with its first letter as a capital."""
    text = present(value)
    return text[:1].upper() + text[1:]


@_shown
def lille(value: object) -> str:
    """Write a label with its first letter small, but for a name: *Facebook-gruppe*."""
    text = present(value)
    first = text.partition(" ")[0]
    is_name = text.startswith(_NAMES) or first[1:] != first[1:].lower()
    return text if is_name else text[:1].lower() + text[1:]


@_shown
def fast(value: object) -> str:
    """Write a text of law with `§ 119`, `stk. 1` and `3. marts 2024` each on a line."""
    return _HELD.sub(_held, present(value))


@_shown
def citat(value: object) -> str:
    """Write a text in Danish quotation marks, `»…«`, and otherwise as it stands."""
    return f"»{_expect('citat', value, str)}«"


def _held(found: re.Match[str]) -> str:
    return found.group().replace(" ", NBSP)


def _moment(name: str, value: object) -> Moment | datetime:
    if isinstance(value, (Moment, datetime)):
        return value
    return Moment(_day(name, value))


def _number(name: str, value: object) -> int | Decimal:
    return value if isinstance(value, Decimal) else _expect(name, value, int)


_ALL: tuple[Filter, ...] = (
    dato,
    dato_lang,
    ugedag,
    maaned,
    klokke,
    tidspunkt,
    tidspunkt_kort,
    tidspunkt_zone,
    kroner,
    antal,
    dage,
    stoerrelse,
    liste,
    ja_nej,
    cpr,
    telefon,
    stort,
    lille,
    fast,
    citat,
)
FILTERS: Mapping[str, Filter] = MappingProxyType({each.__name__: each for each in _ALL})
