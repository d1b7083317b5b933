"""The values that fields hold: Danish identifiers, days and moments, never guessed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from anmeld.formatting.moments import Moment


class Tidspunkt(Moment):
    """A day, or a moment with zone; see `formatting.moments.Moment`."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_moment)


def _moment(value: object) -> Tidspunkt:
    if isinstance(value, Tidspunkt):
        return value
    if isinstance(value, datetime):
        return Tidspunkt(value.date(), value)
    if isinstance(value, date):
        return Tidspunkt(value, None)
    raise ValueError("not a moment")


Tekst = str
Cpr = str
Cvr = str
Ean = str
PNummer = str
Kle = str
Sagsnummer = str
Telefon = str
Beloeb = Decimal
Dato = date
DatoEllerUkendt = date | Literal["ukendt"]
Flag = bool
