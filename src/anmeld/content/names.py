"""Which names a template may write: known before any record is, so checked at compile.

`name_tree()` holds every name there is; `name_tree(spec)` only those that a document's
`may_see` lists, and the few that say nothing of a person. A renderer compiles against
it, so that a template reaching outside its list is refused before it is ever filled.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Protocol

from anmeld._i18n import msg
from anmeld.content.shapes import Name, Shape, full_shape, record_shape
from anmeld.errors import Fault, TemplateError, Where

# These say nothing of a person, so that every document may print them unasked.
ALWAYS: Final = frozenset(
    {"dokument", "organisation", "lov", "udeladt", "erstattede_tegn"}
)
# A document shows the file's own name, which is the end of what the record holds.
FILE_PATH: Final = "bilag[].fil"
_FILE_NAME: Final = "bevisliste[].filnavn"
# A letterhead is the employer's own unless the house has another.
_HOUSE: Final = "organisation."
_EMPLOYER: Final = "arbejdsgiver."
_INDEX = re.compile(r"\[[0-9]*\]")


class Entry(Protocol):
    """One line of a document's `may_see`."""

    @property
    def name(self) -> str:
        """The dotted name that the reader may see."""


class Permitting(Protocol):
    """What the names of a document are read off: its id and its `may_see`."""

    @property
    def id(self) -> str:
        """The document's id."""

    @property
    def may_see(self) -> Iterable[Entry]:
        """What its reader may see."""


@dataclass(frozen=True, slots=True)
class NameTree:
    """The names that may be written in one place.

    Attributes:
        roots: The names by their first word.
    """

    roots: Mapping[str, Name]

    def find(self, path: str) -> Name | None:
        """Look a name up.

        Args:
            path: A dotted name; `[]` or `[3]` after a list may be left out.

        Returns:
            The name with its shape, or `None` if nothing here has that name.
        """
        parts = self.roots
        found: Name | None = None
        for word in _words(path):
            found = parts.get(word)
            if found is None:
                return None
            parts = found.parts
        return found

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.find(path) is not None

    def leaves(self) -> Iterator[Name]:
        """Give every name where values stand, in order."""
        for root in self.roots.values():
            yield from root.leaves()

    def paths(self) -> tuple[str, ...]:
        """Give the dotted names where values stand, in order."""
        return tuple(leaf.path for leaf in self.leaves())

    def nearest(self, path: str) -> str | None:
        """Give the known name that a mistyped one comes closest to.

        Args:
            path: A dotted name that is not here.

        Returns:
            The nearest name here, or `None` if none resembles it.
        """
        known = self.paths()
        last = _words(path)[-1]
        same = next((name for name in known if _words(name)[-1] == last), None)
        if same and last == path:
            return same
        close = difflib.get_close_matches(path, known, n=1, cutoff=0.6)
        return close[0] if close else same

    def restricted(self, allowed: frozenset[str]) -> NameTree:
        """Keep only some names, and the sections and lists that lead to them.

        Args:
            allowed: Names where values stand, as `paths` writes them.

        Returns:
            The smaller tree, in the same order.
        """
        kept = (_restrict(root, allowed) for root in self.roots.values())
        return NameTree({name.word: name for name in kept if name})


@cache
def record_names() -> NameTree:
    """Give the record's own names, with their Danish titles."""
    return NameTree(record_shape())


@cache
def all_names() -> NameTree:
    """Give every name there is: the record's and the derived ones."""
    return NameTree(full_shape())


def name_tree(spec: Permitting | None = None) -> NameTree:
    """Give the names that a template of this document may write.

    Args:
        spec: The document; `None` for every name there is.

    Returns:
        The names with their shapes.

    Raises:
        TemplateError: `may_see` names something that does not exist.
    """
    if spec is None:
        return all_names()
    return all_names().restricted(_always() | listed_names(spec))


def listed_names(spec: Permitting) -> frozenset[str]:
    """Give what a document's `may_see` lists.

    Every entry names a place where values stand, never a whole section: a field that
    is added to the record later must not reach a reader whom nobody asked about it.

    Args:
        spec: The document.

    Returns:
        Names where values stand.

    Raises:
        TemplateError: An entry names nothing, or a section.
    """
    found = {entry.name: all_names().find(entry.name) for entry in spec.may_see}
    faults = [
        _unknown(spec, path, name)
        for path, name in found.items()
        if name is None or not name.is_leaf
    ]
    if faults:
        raise TemplateError(*faults)
    return frozenset(name.path for name in found.values() if name)


def record_name(name: Name) -> str:
    """Give the record's own name behind a name: `episoder[].citat` for `log[].citat`.

    Args:
        name: Any name; a derived one that repeats nothing of the record is itself.

    Returns:
        The dotted name.
    """
    if name.path == _FILE_NAME:
        return FILE_PATH
    if name.path.startswith(_HOUSE):
        employers = _EMPLOYER + name.word
        return employers if employers in record_names() else name.path
    return name.source or name.path


def without_indexes(key: str) -> str:
    """Write the key of one row as the name of its column: `episoder[3].citat` as such.

    Args:
        key: A dotted key, with or without indexes.

    Returns:
        The key with every index emptied: `episoder[].citat`.
    """
    return _INDEX.sub("[]", key)


@cache
def _always() -> frozenset[str]:
    roots = (all_names().roots[word] for word in ALWAYS)
    return frozenset(leaf.path for root in roots for leaf in root.leaves())


def _unknown(spec: Permitting, path: str, name: Name | None) -> Fault:
    where = Where(key=f"{spec.id}: may_see {path}")
    if name is not None:
        problem = msg("names a whole section, not a place where a value stands.")
        remedy = msg("List its fields one by one.")
        return Fault("may-see-section", where, problem, remedy)
    near = all_names().nearest(path)
    return Fault(
        "may-see-unknown",
        where,
        msg("is not a known name."),
        msg("Did you mean {name}?", name=near) if near else None,
    )


def _restrict(name: Name, allowed: frozenset[str]) -> Name | None:
    if name.is_leaf:
        return name if name.path in allowed else None
    parts = {word: _restrict(part, allowed) for word, part in name.parts.items()}
    kept = {word: part for word, part in parts.items() if part}
    return replace(name, parts=kept) if kept else None


def _words(path: str) -> list[str]:
    return _INDEX.sub("", path).split(".")


__all__ = [
    "ALWAYS",
    "FILE_PATH",
    "Entry",
    "Name",
    "NameTree",
    "Permitting",
    "Shape",
    "all_names",
    "listed_names",
    "name_tree",
    "record_name",
    "record_names",
    "without_indexes",
]
