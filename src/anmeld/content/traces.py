"""The forms under which a value would be recognised in a finished text.

A value of the record leaves more than one trace: an address is also its street and
number, a name also its first and last word, a CPR number also its day of birth with
the rest masked. What is too short or too common to tell a person by leaves none: a
stop that is nearly always wrong would teach people to release without reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Final

from anmeld.content.everyday import CARE_WORDS, ROLES
from anmeld.content.facts import Fact
from anmeld.content.folding import fold
from anmeld.formatting.dates import month_names
from anmeld.record.fields import Kind

_SHORTEST: Final = 4
_SHORTEST_NUMBER: Final = 5
_SHORTEST_DIGITS: Final = 6
_SHORTEST_WORD: Final = 5
_SHORTEST_URL: Final = 8
_UNMISTAKABLE_WORD: Final = 8

_BESIDE_NAME = re.compile(r"[,(;/\n]")
_PHRASE = re.compile(r"[,;.\n]|\bog\b")
_LINE = re.compile(r"[,;\n]")
_STREET = re.compile(r"^\s*(\d*\D{3,}?)\s*(\d{1,4})(?:\s*([^\W\d_])(?![^\W_]))?")
_POSTAL = re.compile(r"^\s*(?:dk[- ])?\d{4}\s+\D+$", re.IGNORECASE)
_SCHEME = re.compile(r"^[a-z]+://(?:www\.|m\.)?|^www\.", re.IGNORECASE)

# Fields where a name or a role may stand; other name fields hold names only.
_NAME_OR_ROLE: Final = frozenset(
    {"bilag[].sikret_af", "afgoerelse.truffet_af", "udoever.profiler[].navn"}
)
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


class Fit(Enum):
    """How a trace must stand in the text to count."""

    WHOLE = auto()  # as whole words, anything or nothing between them
    WITHIN = auto()  # long enough to count also where a word goes on
    SPACED = auto()  # numbers of a date: separated like one
    WORD = auto()  # one word, capitals as written


@dataclass(frozen=True, slots=True, repr=False)
class Trace:
    """One recognisable form of a value.

    Attributes:
        form: The folded form.
        fit: How it must stand in the text.
        word: The word as written, with `Fit.WORD`.
    """

    form: str
    fit: Fit = Fit.WHOLE
    word: str = ""

    def __repr__(self) -> str:
        return f"Trace({self.fit.name})"


def find_traces(fact: Fact) -> frozenset[Trace]:
    """Give the forms under which a fact would be recognised.

    Args:
        fact: A fact of the record.

    Returns:
        Its forms; none for ordinary case facts, for free text, for what is stated to
        be unknown, and for what is too short or too common to recognise.
    """
    if fact.name in _UNTRACED or fact.value == "ukendt":
        return frozenset()
    return frozenset(_traces(fact, fact.kind))


def find_known(fact: Fact) -> frozenset[Trace]:
    """Give the forms that are no disclosure, because the reader may see this fact.

    Args:
        fact: A fact that the document may show.

    Returns:
        Its forms. An account excuses nothing: people write anything there.
    """
    if fact.kind is Kind.ACCOUNT:
        return frozenset()
    public = _PUBLIC.get(fact.name.rpartition(".")[2], Kind.PLAIN)
    return frozenset(_traces(fact, public if fact.kind is Kind.PLAIN else fact.kind))


def _traces(fact: Fact, kind: Kind) -> Iterator[Trace]:
    if kind is Kind.BIRTH and isinstance(fact.value, date):
        yield from _birth(fact.value)
    elif isinstance(fact.value, str) and (of_kind := _BY_KIND.get(kind)):
        yield from of_kind(fact.value, fact.name)


def _compact(text: str) -> str:
    return fold(text).compact


def _name(value: str, name: str) -> Iterator[Trace]:
    may_be_role = name in _NAME_OR_ROLE
    for part in dict.fromkeys((value, _BESIDE_NAME.split(value, maxsplit=1)[0])):
        tokens = fold(part).tokens
        if len(tokens) < 2:
            yield from _single_name(part.strip())
        elif not may_be_role or _reads_as_name(part):
            first, *_, last = tokens
            for form in ("".join(tokens), first + last, last + "".join(tokens[:-1])):
                if len(form) >= _SHORTEST:
                    yield Trace(form, Fit.WITHIN)


def _reads_as_name(text: str) -> bool:
    words: list[str] = re.findall(r"[^\W_]+", text)
    return bool(words) and all(word[0].isupper() for word in (words[0], words[-1]))


def _single_name(word: str) -> Iterator[Trace]:
    if len(word) < _SHORTEST or word.casefold() in ROLES:
        return
    if len(word) >= _UNMISTAKABLE_WORD or any(map(str.isdigit, word)):
        yield Trace(_compact(word))
    elif word[0].isupper():
        yield Trace(_compact(word), Fit.WORD, word)


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
            street = found[1] + " " + found[2]
            yield Trace(_compact(street))
            yield Trace(_compact(street + (found[3] or "")))


def _named_house(value: str) -> Iterator[Trace]:
    tokens = fold(value).tokens
    if len(tokens) == 1:
        yield from _single_name(value.strip())
    elif _reads_as_name(value) and len("".join(tokens)) >= _SHORTEST_URL:
        yield Trace("".join(tokens), Fit.WITHIN)


def _cpr(value: str, _name_of: str) -> Iterator[Trace]:
    number = _compact(value)
    if len(number) >= _SHORTEST_DIGITS:
        yield Trace(number)
        yield Trace(number[:6] + "xxxx")


def _phone(value: str, _name_of: str) -> Iterator[Trace]:
    number = _compact(value)
    if len(number) == 10 and number.startswith("45"):
        number = number[2:]
    if len(number) >= _SHORTEST_DIGITS:
        for prefix in ("", "45", "0045"):
            yield Trace(prefix + number)


def _email(value: str, _name_of: str) -> Iterator[Trace]:
    if len(_compact(value)) < _SHORTEST_DIGITS:
        return
    for sign in ("@", " at ", " snabela "):
        yield Trace(_compact(value.replace("@", sign)))


def _account(value: str, name: str) -> Iterator[Trace]:
    if _SCHEME.match(value) or "/" in value:
        address = _compact(_SCHEME.sub("", value.strip()))
        if len(address) >= _SHORTEST_URL and "/" in _SCHEME.sub("", value).rstrip("/"):
            yield Trace(address)
        return
    yield from _name(value.lstrip("@"), name)


def _number(value: str, _name_of: str) -> Iterator[Trace]:
    number = _compact(value)
    shortest = _SHORTEST_DIGITS if number.isdigit() else _SHORTEST_NUMBER
    if len(number) >= shortest and re.search(r"\d", number):
        yield Trace(number)


def _health(value: str, name: str) -> Iterator[Trace]:
    alone = name in _SYMPTOMS
    for phrase in dict.fromkeys((value, *_PHRASE.split(value))):
        tokens = fold(phrase).tokens
        form = "".join(tokens)
        if len(tokens) == 1:
            tells = alone and _tells_of_health(phrase, form)
        else:
            tells = len(form) >= _SHORTEST_URL
        if tells:
            yield Trace(form)


def _tells_of_health(word: str, form: str) -> bool:
    return len(form) >= _SHORTEST_WORD and word.strip().casefold() not in CARE_WORDS


def _birth(day: date) -> Iterator[Trace]:
    days = {f"{day.day}", f"{day.day:02}"}
    months = {f"{day.month}", f"{day.month:02}", fold(month_names()[day.month]).compact}
    for one in days:
        for month in months:
            yield Trace(f"{one} {month} {day.year}", Fit.SPACED)
    yield Trace(f"{day:%d %m %y}", Fit.SPACED)
    yield Trace(f"{day.year} {day:%m %d}", Fit.SPACED)
    yield Trace(f"{day:%d%m}{day.year}", Fit.SPACED)


_BY_KIND: Final[Mapping[Kind, Callable[[str, str], Iterator[Trace]]]] = {
    Kind.CPR: _cpr,
    Kind.NAME: _name,
    Kind.ADDRESS: _address,
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.ACCOUNT: _account,
    Kind.NUMBER: _number,
    Kind.HEALTH: _health,
}
