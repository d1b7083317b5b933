"""Rules of consistency about persons, the citizen's case and what is released."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from anmeld import _names
from anmeld._i18n import msg
from anmeld._validation import Finding, Path, dotted
from anmeld.record.fields import walk
from anmeld.record.identifiers import birth_date
from anmeld.record.model import Record
from anmeld.record.values import Relation, Svar

_AT_WORK = (Relation.KOLLEGA, Relation.LEDER)
_NOT_THE_CITIZEN = (*_AT_WORK, Relation.PAAROERENDE)
_UNKNOWN = "ukendt"


def birth_dates(record: Record) -> Iterator[Finding]:
    """Compare stated birth dates with those that CPR numbers hold."""
    people = {
        "medarbejder": (record.medarbejder.foedselsdato, record.medarbejder.cpr),
        "udoever": (record.udoever.foedselsdato, record.udoever.cpr),
    }
    for section, (stated, number) in people.items():
        if not isinstance(stated, date) or number in (None, _UNKNOWN):
            continue
        held = birth_date(number)
        if held and held != stated:
            yield _contradiction((section, "foedselsdato"), (section, "cpr"))


def case_number(record: Record) -> Iterator[Finding]:
    """Look for a person's CPR number in the case number, however it is divided."""
    digits = re.sub(r"[^0-9A-Za-z]", "", record.sag.nummer).upper()
    people = {
        ("medarbejder", "cpr"): record.medarbejder.cpr,
        ("udoever", "cpr"): record.udoever.cpr,
        ("borgersag", "borger", "cpr"): (
            record.borgersag.borger.cpr if record.borgersag else None
        ),
    }
    for path, number in people.items():
        if _known(number) and str(number) in digits:
            problem = msg("holds what can be a CPR number.")
            remedy = msg("Give the case a number that says nothing of a person.")
            at: Path = ("sag", "nummer")
            yield Finding(at, "cpr-in-case-number", problem, remedy, (path,))


def offender_and_citizen(record: Record) -> Iterator[Finding]:
    """Compare what is said of the offender with what is said of the citizen."""
    offender, path = record.udoever, ("udoever", "er_borgeren")
    citizen = record.borgersag.borger if record.borgersag else None
    same = offender.er_borgeren
    if same is Svar.JA and offender.relation in _NOT_THE_CITIZEN:
        yield _contradiction(path, ("udoever", "relation"))
    if citizen is None:
        return
    numbers = _known(offender.cpr), _known(citizen.cpr)
    if same is Svar.JA and _differ(*numbers):
        yield _contradiction(path, ("borgersag", "borger", "cpr"), ("udoever", "cpr"))
    if same is Svar.NEJ and numbers[0] and numbers[0] == numbers[1]:
        yield _contradiction(path, ("borgersag", "borger", "cpr"), ("udoever", "cpr"))
    if same is Svar.JA and _differ(_known(offender.navn), _known(citizen.navn)):
        yield _contradiction(path, ("borgersag", "borger", "navn"), ("udoever", "navn"))


def citizens_case(record: Record) -> Iterator[Finding]:
    """Look at the citizen's case: its number, and whether it can be one at all."""
    if record.borgersag is None:
        return
    if record.borgersag.sagsnummer is None:
        problem = msg("is missing, although there is a citizen's case.")
        remedy = msg(
            "Fill in the number of the citizen's case, or leave out [borgersag]."
        )
        path: Path = ("borgersag", "sagsnummer")
        yield Finding(path, "case-number-missing", problem, remedy)
    if record.udoever.relation in _AT_WORK:
        problem = msg("cannot go with an offender who works at the same place.")
        remedy = msg("Leave out [borgersag], or correct udoever.relation.")
        uses: tuple[Path, ...] = (("udoever", "relation"),)
        yield Finding(("borgersag",), "colleague-and-case", problem, remedy, uses)


def releases(record: Record) -> Iterator[Finding]:
    """Check that every release names a field that exists."""
    for index, release in enumerate(record.frigivelser):
        known = _field_names()
        name = re.sub(r"\[[0-9]*\]", "[]", release.felt.strip()).removesuffix("[]")
        if name in known:
            continue
        problem = msg("names a field that the record does not have.")
        close = _names.nearest(name, sorted(known))
        remedy = (
            msg("Did you mean {name}?", name=close)
            if close
            else msg("Write its dotted key, for example medarbejder.privat.adresse.")
        )
        yield Finding(("frigivelser", index, "felt"), "unknown-field", problem, remedy)


@cache
def _field_names() -> frozenset[str]:
    return frozenset(field.name.removesuffix("[]") for field in walk(Record))


def _known(text: str | None) -> str | None:
    return None if text == _UNKNOWN else text


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and _folded(one) != _folded(other)


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _contradiction(path: Path, *others: Path) -> Finding:
    problem = msg("contradicts {key}.", key=dotted(others[0]))
    remedy = msg("Correct one of them.")
    return Finding(path, "contradiction", problem, remedy, others)
