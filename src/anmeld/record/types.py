"""The values that fields hold: Danish identifiers, days and moments, never guessed.

Each type checks and writes its value in one form; what is wrong is told by a
`FaultyValue`, which never holds the value. Text is kept exactly as it is: control
characters and lone surrogates in a quoted threat are evidence.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import GetCoreSchemaHandler, PlainValidator
from pydantic_core import CoreSchema, core_schema

from anmeld._i18n import msg
from anmeld._validation import FaultyValue
from anmeld.formatting.moments import Moment
from anmeld.record import amounts, days, identifiers
from anmeld.record.values import Svar

_YES_NO = {"ja": True, "true": True, "nej": False, "false": False}
_UNKNOWN = (days.UNKNOWN, days.UNKNOWN.capitalize())
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


class Tidspunkt(Moment):
    """A day, or a moment with zone; see `formatting.moments.Moment`."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(parse_tidspunkt)


def parse_text(value: object) -> str:
    """Take a text as it is; a number or a date must be put in quotation marks."""
    if not isinstance(value, str):
        problem = msg("must be a text.")
        raise FaultyValue("wrong-type", problem, msg("Put it in quotation marks."))
    if not value.strip():
        problem = msg("is an empty text.")
        raise FaultyValue("empty-text", problem, msg("Write something or remove it."))
    return days.UNKNOWN if value in _UNKNOWN else value


def parse_email(value: object) -> str:
    """Take an e-mail address; only what cannot be one is refused."""
    text = parse_text(value).strip()
    if text == days.UNKNOWN or _EMAIL.fullmatch(text):
        return text
    problem = msg("is not an e-mail address.")
    raise FaultyValue("not-an-email", problem, msg("Write one address, name@place.dk."))


def parse_flag(value: object) -> bool:
    """Read true or false; `ja` and `nej` count too."""
    if isinstance(value, bool):
        return value
    answer = _YES_NO.get(value.strip().lower()) if isinstance(value, str) else None
    if answer is None:
        problem = msg("must be true or false.")
        raise FaultyValue("not-a-flag", problem, msg("Write true or false."))
    return answer


def parse_removed(value: object) -> Tidspunkt | Svar:
    """Read when something was removed, or `nej` or `ukendt`."""
    if isinstance(value, bool):
        return Svar.parse(value)
    if isinstance(value, str) and value.strip().lower() in set(Svar):
        return Svar.parse(value)
    return parse_tidspunkt(value)


def parse_tidspunkt(value: object) -> Tidspunkt:
    """Read a day or moment into the record's own type."""
    read = days.parse_moment(value)
    return Tidspunkt(read.dato, read.klokke, read.angivet)


def parse_count(value: object) -> int:
    """Read a whole number from 0."""
    return _whole(value, 0)


def parse_ordinal(value: object) -> int:
    """Read a whole number from 1."""
    return _whole(value, 1)


def _whole(value: object, least: int) -> int:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,6}", value.strip()):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= least:
        return value
    problem = msg("must be a whole number, {least} or more.", least=least)
    raise FaultyValue("not-a-number", problem, msg("Write digits only."))


Tekst = Annotated[str, PlainValidator(parse_text)]
Email = Annotated[str, PlainValidator(parse_email)]
Cpr = Annotated[str, PlainValidator(identifiers.parse_cpr)]
Cvr = Annotated[str, PlainValidator(identifiers.parse_cvr)]
Ean = Annotated[str, PlainValidator(identifiers.parse_ean)]
PNummer = Annotated[str, PlainValidator(identifiers.parse_p_number)]
Kle = Annotated[str, PlainValidator(identifiers.parse_kle)]
Handlingsfacet = Annotated[str, PlainValidator(identifiers.parse_facet)]
Sagsnummer = Annotated[str, PlainValidator(identifiers.parse_case_number)]
Telefon = Annotated[str, PlainValidator(identifiers.parse_phone)]
Beloeb = Annotated[Decimal, PlainValidator(amounts.parse_amount)]
Dato = Annotated[date, PlainValidator(days.parse_day)]
DatoEllerUkendt = Annotated[
    date | Literal["ukendt"], PlainValidator(days.parse_day_or_unknown)
]
Fjernet = Annotated[Tidspunkt | Svar, PlainValidator(parse_removed)]
Flag = Annotated[bool, PlainValidator(parse_flag)]
Antal = Annotated[int, PlainValidator(parse_count)]
Nummer = Annotated[int, PlainValidator(parse_ordinal)]
