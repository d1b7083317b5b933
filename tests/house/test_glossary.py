"""The glossary keeps the words of the code, and the code keeps the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from anmeld.catalogue import deciding_names, known_names, load_catalogue
from anmeld.record import model

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"


def _glossary() -> set[str]:
    rows = GLOSSARY.read_text(encoding="utf-8").splitlines()
    return {found[1] for row in rows if (found := re.match(r"\| .+? \| `(.+?)` ", row))}


def _fields() -> Iterator[str]:
    for section in vars(model).values():
        if isinstance(section, type) and issubclass(section, BaseModel):
            yield from section.model_fields


def _words() -> set[str]:
    return {*_fields(), *_derived(), *load_catalogue()}


def _derived() -> Iterator[str]:
    for path in {*known_names(), *deciding_names()}:
        yield from path.replace("[]", "").split(".")


def test_words_of_the_code__are_in_the_glossary() -> None:
    """This test ensures that no word enters the code unexplained."""
    assert _words() - _glossary() == set()


def test_words_of_the_glossary__are_used() -> None:
    """This test ensures that the glossary explains no word that the code lost."""
    values = {"ulykke", "ukendt"}

    assert _glossary() - _words() - values == set()


def test_words__are_ascii() -> None:
    """This test ensures that identifiers hold no æ, ø or å."""
    assert all(word.isascii() for word in _glossary())
