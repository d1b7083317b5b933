"""The names that a document description may write, and what may be asked of each.

The record's names are read off its model; the derived ones (what plan and content make
of a record) are the table below. `[]` stands after every list: `episoder[].citat`,
`haendelse.arter[]`. A derived row repeats the fields of the record's own row, so that
`log[].citat` is as private as `episoder[].citat`; `source` says so.

Of the derived names only those of `DECIDING` can be asked about in a document's
condition, because they are known before any document is made:

* `spor.*` - the track and how sure it is;
* `forloeb.*` - the days and counts of the course;
* `forloeb.mulig_bestemmelse` - whether an episode of another kind than *optakt* has a
  possible penal provision, which is what calls for a draft to the police;
* `forloeb.kun_optakt` - whether nothing but a prelude is recorded.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final, get_args, get_origin

from pydantic import BaseModel

from anmeld.record.model import Bilag, Episode, Record
from anmeld.record.values import Spor, Vaerdi


@dataclass(frozen=True, slots=True)
class Name:
    """One dotted name where values stand.

    Attributes:
        path: The name, `[]` after every list.
        types: The types its values may have; decides what a condition may ask.
        source: The record's own name that a derived name repeats, if it does.
        derived: Whether plan or content makes it.
    """

    path: str
    types: tuple[type, ...] = (str,)
    source: str | None = None
    derived: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """The allowed words where the name has a closed list, else nothing."""
        lists = (one for one in self.types if issubclass(one, Vaerdi))
        return tuple(str(value) for one in lists for value in one)

    @property
    def rows(self) -> str | None:
        """The list whose rows the name belongs to, or `None` outside every list."""
        before, found, after = self.path.partition("[]")
        return before if found and after else None


_DERIVED: Final[Mapping[str, Mapping[str, type]]] = {
    "dokument": dict.fromkeys(("titel", "modtager"), str) | {"dato": date},
    "forloeb": {
        "foerste_dag": date,
        "sidste_dag": date,
        "dage": int,
        "arbejdsdage": int,
        "antal_episoder": int,
        "antal_dage": int,
        "arter[].betegnelse": str,
        "arter[].antal": int,
        "medier[].betegnelse": str,
        "medier[].antal": int,
    },
    "spor": {
        "vaerdi": Spor,
        "regel": Spor,
        "betinget": bool,
        "graensetilfaelde": bool,
        "uafklaret": bool,
        "afgjort_af_person": bool,
        "begrundelse[]": str,
        "raad[]": str,
        "taellemaade": str,
    },
    "ulykke": dict.fromkeys(
        (
            "fra",
            "til",
            "beskrivelse_af",
            "forsikring.pligt",
            "forsikring.begrundelse",
            "tilsyn.pligt",
            "tilsyn.begrundelse",
            "koder.afvigelse",
            "koder.skadens_art",
            "koder.legemsdel",
        ),
        str,
    ),
    "frister[]": dict.fromkeys(
        (
            "id",
            "hvem",
            "til",
            "hvad",
            "fra",
            "laengde",
            "senest",
            "status",
            "pligt",
            "hjemmel",
            "sikkerhed",
            "bemaerkninger[]",
        ),
        str,
    )
    | {"kontrolleret": date},
    "lov": {
        "kontrolleret": date,
        "kilder[].titel": str,
        "kilder[].url": str,
        "kilder[].kontrolleret": date,
        "kilder[].sikkerhed": str,
        "forbehold[]": str,
    },
    "gennemgang": {"titel": str, "forbehold[]": str},
    **dict.fromkeys(
        ("bestemmelser[]", "begaeringer[]"),
        dict.fromkeys(
            (
                "paragraf",
                "lov",
                "beskrivelse",
                "strafferamme",
                "paatale",
                "arter",
                "rolle",
                "forbehold",
            ),
            str,
        ),
    ),
    "skridt[]": {"for_hvem": str, "tekst": str, "gjort": bool, "dato": date},
    "advarsler[]": {"tekst": str},
    "klinikforslag": dict.fromkeys(("navn", "adresse", "bemaerkning"), str)
    | {"kontrolleret": date},
    "erstattede_tegn[]": {"kode": str, "antal": int, "hvor": str},
    "organisation": dict.fromkeys(
        (
            "navn",
            "adresse",
            "cvr",
            "telefon",
            "email",
            "web",
            "logo",
            "farve",
            "skrift",
        ),
        str,
    ),
}
_NUMBERED: Final[Mapping[str, type]] = {"nr": int, "bilag": str}
_EVIDENCE: Final[Mapping[str, type]] = {
    "nr": int,
    "filnavn": str,
    "stoerrelse": int,
    "sha256": str,
}
_ONLY_DECIDING: Final[Mapping[str, type]] = {
    "forloeb.mulig_bestemmelse": bool,
    "forloeb.kun_optakt": bool,
}


@cache
def known_names() -> Mapping[str, Name]:
    """Give every name that `may_see` may list, by its path."""
    found = {name.path: name for name in (*_record(), *_derived())}
    for path, kind in _NUMBERED.items():
        added = f"episoder[].{path}"
        found[added] = Name(added, (kind,), derived=True)
    return found


@cache
def deciding_names() -> Mapping[str, Name]:
    """Give every name that a condition may ask about before documents are made.

    Returns:
        The record's own names, its lists (asked whether anything is in them, or how
        much), and of the derived ones those of the track and the course.
    """
    found = {name.path: name for name in _record()}
    found |= {path: Name(path, ()) for path in _lists(found)}
    found |= {path: Name(path, (BaseModel,)) for path in _optional_sections()}
    found |= {
        name.path: name
        for name in _derived()
        if name.path.startswith(("spor.", "forloeb.")) and "[]" not in name.path
    }
    return found | {
        path: Name(path, (kind,), derived=True) for path, kind in _ONLY_DECIDING.items()
    }


def nearest(path: str, known: Mapping[str, Name]) -> str | None:
    """Give the known name that a mistyped one comes closest to.

    Args:
        path: The name as written.
        known: The names that would have been right there.

    Returns:
        The nearest of them, or `None` if none resembles it.
    """
    close = difflib.get_close_matches(path, known, n=1, cutoff=0.6)
    if close:
        return close[0]
    last = path.rpartition(".")[2].removesuffix("[]")
    same = (
        name for name in known if name.rpartition(".")[2].removesuffix("[]") == last
    )
    return next(same, None)


def _record() -> Iterator[Name]:
    yield from _fields_of(Record, "")


def _derived() -> Iterator[Name]:
    for section, words in _DERIVED.items():
        for word, kind in words.items():
            yield Name(f"{section}.{word}", (kind,), derived=True)
    yield Name("udeladt[]", derived=True)
    for section in ("log[]", "uddrag[]"):
        yield from _repeating(section, Episode, "episoder[]", _NUMBERED)
    yield from _repeating("bevisliste[]", Bilag, "bilag[]", _EVIDENCE)


def _repeating(
    section: str, model: type[BaseModel], source: str, more: Mapping[str, type]
) -> Iterator[Name]:
    for name in _fields_of(model, section):
        own = source + name.path.removeprefix(section)
        yield replace(name, source=own, derived=True)
    for word, kind in more.items():
        yield Name(f"{section}.{word}", (kind,), derived=True)


def _fields_of(model: type[BaseModel], prefix: str) -> Iterator[Name]:
    for word, info in model.model_fields.items():
        path = f"{prefix}.{word}" if prefix else word
        listed, types = _types_in(info.annotation)
        path += "[]" if listed else ""
        inner = [one for one in types if issubclass(one, BaseModel)]
        if inner:
            yield from _fields_of(inner[0], path)
        else:
            yield Name(path, types)


def _types_in(annotation: object) -> tuple[bool, tuple[type, ...]]:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return False, (annotation,) if annotation is not type(None) else ()
    listed = get_origin(annotation) is tuple
    found: list[type] = []
    for inner in get_args(annotation):
        if isinstance(inner, str):
            found.append(str)
            continue
        deeper, types = _types_in(inner)
        listed = listed or deeper
        found += types
    return listed, tuple(dict.fromkeys(found))


def _lists(names: Mapping[str, Name]) -> Iterator[str]:
    for path in names:
        before, found, after = path.partition("[]")
        if found and after:
            yield before + found


def _optional_sections() -> Iterator[str]:
    for word, info in Record.model_fields.items():
        listed, types = _types_in(info.annotation)
        if info.default is None and not listed and issubclass(types[0], BaseModel):
            yield word


def is_countable(name: Name) -> bool:
    """Say whether `at_least` makes sense of this name: a number or a list."""
    return not name.types or any(
        issubclass(one, (int, Decimal)) and not issubclass(one, bool)
        for one in name.types
    )
