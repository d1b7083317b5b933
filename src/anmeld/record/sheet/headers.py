"""Which field a header means: a dotted key, a Danish title, or a title with a section.

A header that could mean several fields is refused with the words that would tell them
apart: `Navn` on a sheet of cases may be anybody's, and `Adresse` could be that of the
employee's home or of the person who threatens.
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from anmeld.record.sheet.keys import (
    CASE_NUMBER,
    EPISODES,
    Field,
    Target,
    folded,
    list_sections,
    record_fields,
    target_of,
)

_NUMBERED = re.compile(r"(.*\S)\s*(?:\s|\()([0-9]{1,2})\)?", re.DOTALL)
_GENITIVES = ("", "s", "ens", "ets", "ts")
_MANY_DIGITS = re.compile(r"(?:[0-9][^0-9]?){6}")
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Context:
    """What a sheet is about; decides between fields of one title.

    Attributes:
        lists: The lists whose fields come before others; `None` stands for the fields
            of the case itself.
    """

    lists: frozenset[str | None]


FLAT = Context(frozenset({None, EPISODES}))
CASES = Context(frozenset({None}))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header can mean.

    Attributes:
        targets: The fields; one if it is clear, none if it is unknown.
    """

    targets: tuple[Target, ...]

    @property
    def only(self) -> Target | None:
        """The field, if it is clear."""
        return self.targets[0] if len(self.targets) == 1 else None


def meaning_of(header: str, context: Context) -> Meaning:
    """Find what a header means.

    Args:
        header: The header as it stands in the sheet.
        context: What the sheet is about.

    Returns:
        Every field that it can mean.
    """
    if target := target_of(header.strip().lower()):
        return Meaning((target,))
    if fields := _fields_called(folded(header), context):
        return Meaning(tuple(Target(field) for field in fields))
    if found := _NUMBERED.fullmatch(header.strip().rstrip("*")):
        base = _fields_called(folded(found[1]), context)
        inside = [Target(f, int(found[2])) for f in base if f.list_key]
        return Meaning(tuple(inside))
    return Meaning(())


def header_of(target: Target, context: Context) -> str:
    """Give the shortest Danish header that means a field and no other.

    Args:
        target: The field.
        context: What the sheet is about.

    Returns:
        A header that `meaning_of` reads back.
    """
    field = target.field
    number = f" {target.number}" if target.number else ""
    for words in _headers(field, context):
        if meaning_of(words + number, context).only == target:
            return words + number
    key = field.key
    return key.replace("[]", f"[{target.number}]", 1) if target.number else key


def nearest_header(header: str, context: Context) -> str | None:
    """Find the header that a person probably meant.

    Args:
        header: One that means nothing.
        context: What the sheet is about.

    Returns:
        A header that would be understood, or `None` where nothing is near.
    """
    wanted = folded(header)
    if not wanted or len(wanted) > _LONGEST_SHOWN:
        return None
    close = difflib.get_close_matches(wanted, _exact(), n=1, cutoff=0.7)
    if not close:
        close = difflib.get_close_matches(wanted, _loose(), n=1, cutoff=0.7)
    fields = _fields_called(close[0], context) if close else ()
    return header_of(Target(fields[0]), context) if fields else None


def list_called(name: str) -> str | None:
    """Find the list that a sheet of children is named after.

    Args:
        name: The name of the sheet.

    Returns:
        The dotted key of the list: `bilag[]`, or `None`.
    """
    wanted = folded(name)
    for key, section in list_sections().items():
        names = (key, section.name, section.title, section.singular)
        if wanted in {folded(each) for each in names}:
            return key
    return None


@lru_cache(maxsize=4096)
def shown(header: str) -> str | None:
    """Give a header as it may stand in a message.

    Args:
        header: The header as it stands in the sheet.

    Returns:
        The header on one line, or `None` where it may be a value: it is long, or holds
        many digits.
    """
    line = " ".join(header.split())
    if not line or len(line) > _LONGEST_SHOWN or _MANY_DIGITS.search(line):
        return None
    return line if line.isprintable() else None


def _fields_called(name: str, context: Context) -> tuple[Field, ...]:
    if fields := _exact().get(name):
        return tuple(f for f in fields if f.list_key in context.lists) or fields
    fields = _loose().get(name, ())
    near = tuple(f for f in fields if f.list_key in context.lists)
    # A bare »Dato« on a sheet of cases is rarely the one date that a case itself has.
    return near if near and all(f.list_key for f in near) else fields


@cache
def _exact() -> Mapping[str, tuple[Field, ...]]:
    names: defaultdict[str, dict[str, Field]] = defaultdict(dict)
    for field in record_fields().values():
        for name in _exact_names(field):
            names[name][field.key] = field
    _settle(names)
    return {name: tuple(fields.values()) for name, fields in names.items()}


def _settle(names: dict[str, dict[str, Field]]) -> None:
    # A full dotted key means its own field, whatever other words run together to.
    for field in record_fields().values():
        names[folded(field.key)] = {field.key: field}
    # Every sheet has the case number, and nothing else may be taken for it.
    number = record_fields()[CASE_NUMBER]
    names[folded(number.title)] = {number.key: number}


@cache
def _loose() -> Mapping[str, tuple[Field, ...]]:
    names: defaultdict[str, dict[str, Field]] = defaultdict(dict)
    for field in record_fields().values():
        for name in {folded(field.last), folded(field.title)}:
            names[name][field.key] = field
    return {name: tuple(fields.values()) for name, fields in names.items()}


def _exact_names(field: Field) -> Iterator[str]:
    title, last = folded(field.title), folded(field.last)
    if title != last:
        yield title
    for words in _section_words(field):
        for genitive in _GENITIVES:
            yield words + genitive + title
            yield words + genitive + last


def _section_words(field: Field) -> Iterator[str]:
    for section in field.sections:
        yield folded(section.name)
        yield folded(section.title)
        yield folded(section.singular)
    yield "".join(folded(section.title) for section in field.sections)


def _headers(field: Field, context: Context) -> Iterator[str]:
    # A bare »Relation« or »Sted« says too little to a person, except on its own sheet.
    if folded(field.title) != folded(field.last) or (
        field.list_key and field.list_key in context.lists
    ):
        yield field.title
    small = field.title[:1].lower() + field.title[1:]
    words = small if field.title[1:2].islower() else field.title
    for section in reversed(field.sections):
        yield f"{section.title}: {words}"
    yield f"{field.sections[0].title}: {field.sections[-1].title}: {words}"
