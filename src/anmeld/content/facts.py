"""Every stated fact of a record by its key: counted by coverage, feared by the scan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from anmeld.content.shapes import Name, record_shape
from anmeld.record.fields import Kind
from anmeld.record.model import Record

_CHOICES: Final = ("samtykke.", "frigivelser[].")


@dataclass(frozen=True, slots=True, repr=False)
class Fact:
    """One stated value of a record.

    Attributes:
        key: Its key with rows counted from 1: `episoder[3].citat`.
        name: The name that a template writes for it: `episoder[].citat`.
        kind: How private it is.
        value: The value; never printed by `repr`, so that no traceback shows it.
    """

    key: str
    name: str
    kind: Kind
    value: object

    def __repr__(self) -> str:
        return f"Fact({self.key})"


def find_facts(record: Record) -> tuple[Fact, ...]:
    """List what a record states, in the model's order.

    A field that was left out, is empty, or holds only its default because nobody
    wrote it, is not a fact.

    Args:
        record: The record.

    Returns:
        Its facts; a list of single values gives one fact for each.
    """
    return tuple(_in_section(record, record_shape(), ""))


def is_choice(fact: Fact) -> bool:
    """Tell whether a fact only steers what is made: a consent, a release."""
    return fact.name.startswith(_CHOICES)


def _in_section(
    section: BaseModel, shape: Mapping[str, Name], prefix: str
) -> Iterator[Fact]:
    for word, name in shape.items():
        value = getattr(section, word)
        if word not in section.model_fields_set or value is None:
            continue
        key = f"{prefix}.{word}" if prefix else word
        if isinstance(value, tuple):
            for number, element in enumerate(value, start=1):
                yield from _at(element, name, f"{key}[{number}]")
        else:
            yield from _at(value, name, key)


def _at(value: object, name: Name, key: str) -> Iterator[Fact]:
    if isinstance(value, BaseModel):
        yield from _in_section(value, name.parts, key)
    elif not (isinstance(value, str) and not value.strip()):
        yield Fact(key, name.path, name.kind, value)
