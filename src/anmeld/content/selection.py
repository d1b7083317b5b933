"""What one document selects from a case: its names, compiled once for all cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from anmeld.catalogue.spec import DocumentSpec, MaySee
from anmeld.content.coverage import names_used
from anmeld.content.names import (
    ALWAYS,
    Name,
    NameTree,
    Shape,
    listed_names,
    name_tree,
    record_name,
    record_names,
)

_INDEX: Final = "[]"


class Part(Protocol):
    """One name below a section or a list."""

    @property
    def word(self) -> str:
        """The last word of its path."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A name where values stand.

    Attributes:
        number: Its place among the document's leaves.
        word: The last word of its path.
        path: Its dotted name.
        source: The record's own name that a derived name repeats, if it does.
        is_list: Whether a list of single values stands there.
        is_open: Whether every document may print it unasked.
        is_free: Whether a permission names it without a condition.
        key: The record's name behind it, in the pieces between which numbers stand;
            `None` if it repeats nothing of the record.
        title: What a person calls it.
        entries: The document's permissions that name it.
        is_asked_by_row: Whether one of them is put to each row of its list.
    """

    number: int
    word: str
    path: str
    source: str | None
    is_list: bool
    is_open: bool
    is_free: bool
    key: tuple[str, ...] | None
    title: str
    entries: tuple[MaySee, ...]
    is_asked_by_row: bool

    def key_at(self, at: tuple[int, ...]) -> str | None:
        """Give the key of one value.

        Args:
            at: The number of the row in each list that it lies in, from 1.

        Returns:
            The key, `episoder[3].citat`; `None` if it is no fact of the record.
        """
        if self.key is None:
            return None
        if len(self.key) == 1:
            return self.key[0]
        first, *rest = self.key
        if len(rest) == 1:
            return f"{first}[{at[0]}]{rest[0]}"
        numbered = (f"[{n}]{piece}" for n, piece in zip(at, rest, strict=False))
        return first + "".join(numbered)


@dataclass(frozen=True, slots=True)
class Section:
    """A section, whose parts stand below it.

    Attributes:
        word: The last word of its path.
        parts: What is below it.
    """

    word: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A list of rows.

    Attributes:
        word: The last word of its path, without `[]`.
        rows: Its path without `[]` at the end, as conditions name it.
        parts: What is below each row.
        leaves: Every name below where values stand.
    """

    word: str
    rows: str
    parts: tuple[Part, ...]
    leaves: tuple[Leaf, ...]


class Selection:
    """What one document selects from every case.

    Args:
        spec: The document.

    Attributes:
        spec: The document.
        names: The names that its template may write.
        listed: Names of the record that its `may_see` lists, whatever the conditions.
        roots: The names by their first word.
        leaves: Every name where values stand, by its number.

    Raises:
        TemplateError: The document's `may_see` names something that does not exist.
    """

    __slots__ = ("_entries", "leaves", "listed", "names", "roots", "spec")

    def __init__(self, spec: DocumentSpec) -> None:
        self.spec = spec
        self.names: NameTree = name_tree(spec)
        self.listed = names_used(listed_names(spec))
        self.leaves: list[Leaf] = []
        self._entries: dict[str, tuple[MaySee, ...]] = {}
        for entry in spec.may_see:
            self._entries[entry.name] = (*self._entries.get(entry.name, ()), entry)
        self.roots = tuple(
            (word, self._part(name, is_open=word in ALWAYS))
            for word, name in self.names.roots.items()
        )

    def _part(self, name: Name, *, is_open: bool) -> Part:
        if name.shape is not Shape.SECTION and name.is_leaf:
            return self._leaf(name, is_open=is_open)
        before = len(self.leaves)
        parts = tuple(self._part(part, is_open=is_open) for part in name.parts.values())
        if name.shape is Shape.SECTION:
            return Section(name.word, parts)
        rows = name.path.removesuffix(_INDEX)
        return Rows(name.word, rows, parts, tuple(self.leaves[before:]))

    def _leaf(self, name: Name, *, is_open: bool) -> Leaf:
        entries = self._entries.get(name.path, ())
        leaf = Leaf(
            number=len(self.leaves),
            word=name.word,
            path=name.path,
            source=name.source,
            is_list=name.shape is Shape.LIST,
            is_open=is_open,
            is_free=any(not entry.when for entry in entries),
            key=_key(name),
            title=name.title or name.path,
            entries=entries,
            is_asked_by_row=any(entry.rows for entry in entries),
        )
        self.leaves.append(leaf)
        return leaf


def _key(name: Name) -> tuple[str, ...] | None:
    path = record_name(name)
    return tuple(path.split(_INDEX)) if path in record_names() else None
