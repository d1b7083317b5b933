"""The forms under which a value would be recognised in a finished text.

A value of the record leaves more than one trace: an address is also its street and
number, a name also its first and last word, a CPR number also its day of birth with
the rest masked. What is too short or too common to tell a person by leaves none: a
stop that is nearly always wrong would teach people to release without reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import product
from typing import Final

from anmeld.content.everyday import CARE_WORDS
from anmeld.content.facts import Fact
from anmeld.content.folding import fold
from anmeld.content.person_names import (
    known_name_traces,
    name_traces,
    reads_as_name,
    single_name,
)
from anmeld.content.trace import Fit, Trace, compact
from anmeld.formatting.dates import month_names
from anmeld.record.fields import Kind
from anmeld.record.identifiers import birth_date
from anmeld.record.values import Vaerdi

_SHORTEST: Final = 4
_SHORTEST_NUMBER: Final = 5
_SHORTEST_DIGITS: Final = 6
_SHORTEST_WORD: Final = 5
_SHORTEST_URL: Final = 8
_CPR_LENGTH: Final = 10
# A case number of so few digits looks like part of a date.
_DATE_LIKE_DIGITS: Final = 8

_PHRASE = re.compile(r"[,;.\n]|\bog\b")
_LINE = re.compile(r"[,;\n]")
_STREET = re.compile(r"^\s*(\d*\D{3,}?)\s*(\d{1,4})(?:\s*([^\W\d_])(?![^\W_]))?")
_POSTAL = re.compile(r"^\s*(?:dk[- ])?\d{4}\s+\D+$", re.IGNORECASE)
_SCHEME = re.compile(r"^[a-z]+://(?:www\.|m\.)?|^www\.", re.IGNORECASE)

# Health words that stand alone are searched for only where the symptom itself stands.
_SYMPTOMS: Final = frozenset(
    {"foelger.symptomer[].beskrivelse", "foelger.anden_sygdom"}
)
# A group's name or a page is no person's: only the offender's own profiles are traced.
_UNTRACED: Final = frozenset({"bilag[].konto"})
# Ordinary fields that hold the same sort of value as a private one; they never hide
# anything, but what equals them is known to the reader already.
_PUBLIC: Final = {
    "telefon": Kind.PHONE,
    "email": Kind.EMAIL,
    "adresse": Kind.ADDRESS,
}


# Names of authorities and places: a person of the same name is not told by them.
_PUBLIC_NAMES: Final = frozenset(
    {
        "arbejdsgiver.navn",
        "arbejdsgiver.adresse",
        "arbejdssted.navn",
        "arbejdssted.adresse",
        "arbejdssted.kommune",
        "forsikring.selskab",
        "forsikring.enhed",
        "laege.praksis",
        "politi.kreds",
    }
)
_HOME: Final = "medarbejder.privat.adresse"
_OF_HEALTH: Final = (Fit.WHOLE, Fit.INFLECTED)
# What people put between a street and its number, or leave out.
_BEFORE_NUMBER: Final = ("", "nr", "no", "nummer", "i", "inr", "inummer")


def find_forms(
    fact: Fact, *, is_protected: bool = False
) -> tuple[frozenset[Trace], frozenset[Trace]]:
    """Give the forms under which a fact would be recognised, and those it excuses.

    Args:
        fact: A fact of the record.
        is_protected: Whether the employee's address is protected: then its street and
            its town alone tell it too.

    Returns:
        Its forms; none for ordinary case facts, for free text, for what is stated to
        be unknown, and for what is too short or too common to recognise. Then those
        that are no disclosure where the reader may see this fact; none for an account,
        because people write anything there.
    """
    own = frozenset(_traces(fact, fact.kind))
    return _sought(fact, own, is_protected=is_protected), _known(fact, own)


def _sought(
    fact: Fact, own: frozenset[Trace], *, is_protected: bool
) -> frozenset[Trace]:
    if fact.name in _UNTRACED or fact.value == "ukendt":
        return frozenset()
    if is_protected and fact.name == _HOME and isinstance(fact.value, str):
        return own.union(_street_or_town(fact.value))
    return own


def _known(fact: Fact, own: frozenset[Trace]) -> frozenset[Trace]:
    if fact.kind is Kind.ACCOUNT:
        return frozenset()
    public = _PUBLIC.get(fact.name.rpartition(".")[2], Kind.PLAIN)
    kind = public if fact.kind is Kind.PLAIN else fact.kind
    traces = own if kind is fact.kind else _traces(fact, kind)
    return frozenset((*traces, *_known_besides(fact, kind)))


def _known_besides(fact: Fact, kind: Kind) -> Iterator[Trace]:
    if isinstance(fact.value, Vaerdi):
        yield from _words_of(fact.value.betegnelse)
    elif isinstance(fact.value, str):
        if kind is Kind.NAME or fact.name in _PUBLIC_NAMES:
            yield from name_traces(fact.value, "")
            yield from known_name_traces(fact.value)
        if kind is Kind.ADDRESS:
            yield from _street_or_town(fact.value)


@cache
def _words_of(label: str) -> tuple[Trace, ...]:
    # A choice's words are printed, and may be those that somebody used for a symptom.
    # By its label: two lists may share a word, and then their choices are equal.
    return tuple(Trace(compact(label), fit) for fit in _OF_HEALTH)


def _traces(fact: Fact, kind: Kind) -> Iterator[Trace]:
    if kind is Kind.BIRTH and isinstance(fact.value, date):
        yield from _birth(fact.value)
    elif isinstance(fact.value, str) and (of_kind := _BY_KIND.get(kind)):
        yield from of_kind(fact.value, fact.name)


def _address(value: str, _name_of: str) -> Iterator[Trace]:
    folded = fold(value)
    if not re.search(r"\d", value):
        yield from _named_house(value)
        return
    if len(folded.tokens) >= 2 and len(folded.compact) >= _SHORTEST:
        yield Trace(folded.compact, Fit.WITHIN)
    for line in _LINE.split(value):
        found = None if _POSTAL.match(line) else _STREET.match(line)
        if found and re.search(r"[^\W\d_]{3}", found[1]):
            street, number, letter = compact(found[1]), found[2], found[3] or ""
            yield Trace(street + number + compact(letter))
            yield Trace(number + street)
            yield from (Trace(street + word + number) for word in _BEFORE_NUMBER)


def _street_or_town(value: str) -> Iterator[Trace]:
    for line in _LINE.split(value):
        if _POSTAL.match(line):
            yield Trace(compact(line))
        elif found := _STREET.match(line):
            yield from _named_street(compact(found[1]))


def _named_street(street: str) -> Iterator[Trace]:
    if len(street) >= _SHORTEST_WORD:
        yield Trace(street)


def _named_house(value: str) -> Iterator[Trace]:
    tokens = fold(value).tokens
    if len(tokens) == 1:
        yield from single_name(value.strip())
    elif reads_as_name(value) and len("".join(tokens)) >= _SHORTEST_URL:
        yield Trace("".join(tokens), Fit.WITHIN)


def _cpr(value: str, _name_of: str) -> Iterator[Trace]:
    number = compact(value)
    if len(number) >= _SHORTEST_DIGITS:
        yield Trace(number)
        yield Trace(number[:6] + "xxxx")
        yield Trace(number[:6], Fit.SPACED)
    if len(number) == _CPR_LENGTH and (born := birth_date(number)):
        yield from _birth(born)


def _phone(value: str, _name_of: str) -> Iterator[Trace]:
    number = compact(value)
    if len(number) == 10 and number.startswith("45"):
        number = number[2:]
    if len(number) >= _SHORTEST_DIGITS:
        for prefix in ("", "45", "0045"):
            yield Trace(prefix + number)


def _email(value: str, _name_of: str) -> Iterator[Trace]:
    if len(compact(value)) < _SHORTEST_DIGITS:
        return
    name, _, domain = value.partition("@")
    for sign, dot in product(("", "at", "snabela"), (".", " dot ", " punktum ")):
        yield Trace(compact(name) + sign + compact(domain.replace(".", dot)))


def _account(value: str, name: str) -> Iterator[Trace]:
    if _SCHEME.match(value) or "/" in value:
        address = compact(_SCHEME.sub("", value.strip()))
        if len(address) >= _SHORTEST_URL and "/" in _SCHEME.sub("", value).rstrip("/"):
            yield Trace(address)
        return
    handle = value.strip().lstrip("@")
    parts = fold(handle).tokens
    if len(parts) > 1 and not re.search(r"\s", handle):
        # `dfalk_88` is one word to the person who uses it, and never a role.
        if len("".join(parts)) >= _SHORTEST:
            yield Trace("".join(parts))
        return
    yield from name_traces(handle, name)


def _number(value: str, _name_of: str) -> Iterator[Trace]:
    number = compact(value)
    shortest = _SHORTEST_DIGITS if number.isdigit() else _SHORTEST_NUMBER
    if len(number) < shortest or not re.search(r"\d", number):
        return
    if number.isdigit() and len(number) <= _DATE_LIKE_DIGITS:
        yield Trace(number, Fit.FIGURES, " ".join(fold(value).tokens))
    else:
        yield Trace(number)


def _health(value: str, name: str) -> Iterator[Trace]:
    alone = name in _SYMPTOMS
    for phrase in dict.fromkeys((value, *_PHRASE.split(value))):
        tokens = fold(phrase).tokens
        form = "".join(tokens)
        if len(tokens) > 1 and len(form) >= _SHORTEST_URL:
            yield Trace(form)
        elif len(tokens) == 1 and alone and _tells_of_health(phrase, form):
            yield Trace(form, Fit.INFLECTED)


def _tells_of_health(word: str, form: str) -> bool:
    return len(form) >= _SHORTEST_WORD and word.strip().casefold() not in CARE_WORDS


def _birth(day: date) -> Iterator[Trace]:
    days = {f"{day.day}", f"{day.day:02}"}
    years = (f"{day.year}", f"{day:%y}")
    name = fold(month_names()[day.month]).compact
    months = {f"{day.month}", f"{day.month:02}", name, name[:3]}
    for one, month, year in product(days, months, years):
        yield Trace(f"{one} {month} {year}", Fit.SPACED)
    # In a hurry nothing is put between the name of a month and what is beside it.
    for one, month, year in product(days, {name, name[:3]}, years):
        for joined in (f"{one}{month} {year}", f"{one} {month}{year}"):
            yield Trace(joined, Fit.SPACED)
        yield Trace(f"{one}{month}{year}", Fit.SPACED)
    yield Trace(f"{day.year} {day:%m %d}", Fit.SPACED)
    for joined in (f"{day:%d%m}{day.year}", f"{day:%d%m%y}", f"{day.year}{day:%m%d}"):
        yield Trace(joined, Fit.SPACED)


_BY_KIND: Final[Mapping[Kind, Callable[[str, str], Iterator[Trace]]]] = {
    Kind.CPR: _cpr,
    Kind.NAME: name_traces,
    Kind.ADDRESS: _address,
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.ACCOUNT: _account,
    Kind.NUMBER: _number,
    Kind.HEALTH: _health,
}
