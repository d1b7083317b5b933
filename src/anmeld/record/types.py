"""The values that fields hold: Danish identifiers, days and moments, never guessed.

Each type checks and writes its value in one form; what is wrong is told by a
`FaultyValue`, which never holds the value. Text is kept exactly as it is: control
characters and lone surrogates in a quoted threat are evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import GetCoreSchemaHandler, PlainValidator, WithJsonSchema
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
        return core_schema.no_info_plain_validator_function(parse_moment)


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
    return parse_moment(value)


def parse_moment(value: object) -> Tidspunkt:
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


def _text(*examples: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "examples": [*examples]})


_DAYS = ("3.3.2025", "3. marts 2025", "2025-03-03")
MOMENT_SCHEMA: Mapping[str, Any] = {
    "type": "string",
    "examples": ["3.3.2025", "3.3.2025 kl. 14.05", "2025-03-03T14:05:00+01:00"],
}
_NUMBER = WithJsonSchema({"type": "integer", "minimum": 0, "examples": [3]})
_ORDINAL = WithJsonSchema({"type": "integer", "minimum": 1, "examples": [1]})
_AMOUNT = WithJsonSchema({"type": ["number", "string"], "examples": ["1.234,50"]})
_FLAG = WithJsonSchema({"enum": [True, False, "ja", "nej"]})

Tekst = Annotated[str, PlainValidator(parse_text), WithJsonSchema({"type": "string"})]
Email = Annotated[str, PlainValidator(parse_email), _text("navn@example.dk")]
Cpr = Annotated[str, PlainValidator(identifiers.parse_cpr), _text("710101-9995")]
Cvr = Annotated[str, PlainValidator(identifiers.parse_cvr), _text("12345674")]
Ean = Annotated[str, PlainValidator(identifiers.parse_ean), _text("5712345678909")]
PNummer = Annotated[
    str, PlainValidator(identifiers.parse_p_number), _text("1012345678")
]
Kle = Annotated[str, PlainValidator(identifiers.parse_kle), _text("81.29.01")]
Handlingsfacet = Annotated[str, PlainValidator(identifiers.parse_facet), _text("G01")]
Sagsnummer = Annotated[
    str, PlainValidator(identifiers.parse_case_number), _text("2025-0042")
]
Telefon = Annotated[str, PlainValidator(identifiers.parse_phone), _text("12 34 56 78")]
Beloeb = Annotated[Decimal, PlainValidator(amounts.parse_amount), _AMOUNT]
Dato = Annotated[date, PlainValidator(days.parse_day), _text(*_DAYS)]
DatoEllerUkendt = Annotated[
    date | Literal["ukendt"],
    PlainValidator(days.parse_day_or_unknown),
    _text(*_DAYS, days.UNKNOWN),
]
Fjernet = Annotated[
    Tidspunkt | Svar, PlainValidator(parse_removed), _text("20.5.2025 kl. 9.30", "nej")
]
Flag = Annotated[bool, PlainValidator(parse_flag), _FLAG]
Antal = Annotated[int, PlainValidator(parse_count), _NUMBER]
Nummer = Annotated[int, PlainValidator(parse_ordinal), _ORDINAL]
