"""A record with a value of its own in every field, made by walking the model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from anmeld.formatting.moments import Moment
from anmeld.record import values as v
from anmeld.record.fields import Kind
from anmeld.record.model import Record
from anmeld.record.types import Tidspunkt
from anmeld.record.values import Vaerdi

_LETTERS = "bcdfghjklmnpqrstvwxz"
_FIRST = date(2025, 1, 6)
# What the plan needs to call for every document: eight days, one episode grave alone.
# Plain fields whose values have a form of their own.
_LIKE = {"telefon": Kind.PHONE, "email": Kind.EMAIL, "adresse": Kind.ADDRESS}
_FIXED = {
    "cvr": "13585628",
    "ean": "5798000416741",
    "p_nummer": "1019204077",
    "kle": "27.69.44",
    "handlingsfacet": "G01",
}
_DAYS = (date(2025, 3, 3), date(2025, 3, 12))


def word(number: int, first: str = "q") -> str:
    """Make a word that no Danish text holds."""
    high, low = divmod(number, len(_LETTERS))
    return f"{first}{_LETTERS[high % len(_LETTERS)]}y{_LETTERS[low]}ux"


class _Maker:
    """Gives each field the next value of its kind."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = count(1)

    def section(self, model: type[BaseModel]) -> dict[str, Any]:
        made = {}
        for name, info in model.model_fields.items():
            extra = info.json_schema_extra
            kind = Kind(str(extra["kind"])) if isinstance(extra, dict) else Kind.PLAIN
            kind = _LIKE.get(name, kind) if kind is Kind.PLAIN else kind
            made[name] = _FIXED.get(name) or self.value(info.annotation, kind)
        return made

    def value(self, annotation: object, kind: Kind) -> Any:  # noqa: ANN401
        if get_origin(annotation) is tuple:
            inner = get_args(annotation)[0]
            return tuple(self.value(inner, kind) for _ in range(2))
        types = [one for one in _types(annotation) if one is not type(None)]
        for one in types:
            if issubclass(one, BaseModel):
                return self.section(one)
        return self._single(types, kind)

    def _single(self, types: list[type], kind: Kind) -> Any:  # noqa: ANN401
        number = next(self._numbers)
        first = types[0]
        if issubclass(first, Vaerdi):
            return next(iter(first))
        if issubclass(first, bool):
            return True
        if issubclass(first, Moment):
            return Tidspunkt(_FIRST + timedelta(days=number), None)
        if issubclass(first, date):
            if kind is Kind.BIRTH:
                return date(1961, 2, 3) + timedelta(days=number * 31)
            return _FIRST + timedelta(days=number)
        if issubclass(first, int):
            return 1
        if issubclass(first, Decimal):
            return Decimal(400_000 + number * 7)
        return self._text(kind, number)

    def _text(self, kind: Kind, number: int) -> str:
        one, other, third = (word(number, first) for first in "qwz")
        named = f"{one.capitalize()} {other.capitalize()}"
        texts = {
            Kind.NAME: named,
            Kind.ACCOUNT: named,
            Kind.CPR: f"710{1 + number % 9}61{4000 + number}",
            Kind.ADDRESS: f"{one.capitalize()}vej {number}, 2. th., 6000 Kolding",
            Kind.PHONE: str(31_000_000 + number * 7919),
            Kind.EMAIL: f"{one}@{other}.dk",
            Kind.NUMBER: f"{one.upper()}-{4000 + number}",
            Kind.HEALTH: f"{one} og {other} i {third}",
        }
        return texts.get(kind, f"{one} {other}")


def _types(annotation: object) -> list[type]:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return [annotation]
    return [
        found
        for inner in get_args(annotation)
        for found in ([str] if isinstance(inner, str) else _types(inner))
    ]


def marked_data(**steering: Any) -> dict[str, Any]:  # noqa: ANN401
    """Make the marked record as plain data.

    Args:
        **steering: Values by key with `__` for a dot: `udoever__er_borgeren="nej"`.
    """
    data = _Maker().section(Record)
    for number, (episode, day) in enumerate(zip(data["episoder"], _DAYS, strict=True)):
        episode |= {
            "tidspunkt": Tidspunkt(day, None),
            "slut": None,
            "art": v.Art.TRUSSEL_DIREKTE,
            "medie": v.Medie.SMS,
            "fjernet": v.Svar.UKENDT,
            "alene_skadevoldende": number == 1,
        }
    for number, item in enumerate(data["bilag"], start=1):
        item |= {"fil": f"{item['fil']}.png".replace(" ", "-"), "episode": number}
    data["udoever"] |= {
        "relation": v.Relation.BORGER,
        "er_borgeren": v.Svar.NEJ,
        "under_15": v.Svar.NEJ,
    }
    data["medarbejder"]["adressebeskyttelse"] = False
    data["borgersag"]["forfatter"] = v.Forfatterform.NAVN
    data["politi"] |= {"oensket": True, "fravalgt": None, "dispensation": None}
    data["afgoerelse"] = None
    data["frigivelser"] = ()
    data["fravaer"] |= {
        "foerste_dag": date(2025, 3, 13),
        "genoptaget_dato": date(2025, 3, 28),
    }
    data["foelger"]["doedsfald"] = None
    for key, value in steering.items():
        *path, last = key.split("__")
        at = data
        for part in path:
            at = at[part]
        at[last] = value
    return data


def marked_record(**steering: Any) -> Record:  # noqa: ANN401
    """Make the marked record; see `marked_data`."""
    return Record.model_validate(marked_data(**steering))
