"""What a document may say: the values behind its `may_see`, and nothing else.

The tree that a template is filled from holds only names the document lists. A name
whose condition does not hold in this case is there, but holds `Withheld`; a fact that
nobody stated is `None`; a row that its reader may see nothing of is not there at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final

from anmeld.catalogue.conditions import Facts
from anmeld.catalogue.spec import DocumentSpec, MaySee
from anmeld.content.derived import Row, Source, derived_roots
from anmeld.content.guards import barred_names
from anmeld.content.names import ALWAYS, Name, NameTree, Shape, name_tree, record_name
from anmeld.content.parts import Evidence, Organisation
from anmeld.formatting import WITHHELD, Substitution, Withheld, substitute
from anmeld.record.model import Record
from anmeld.record.values import Vaerdi

if TYPE_CHECKING:
    from anmeld.plan import Plan

_MARKS: Final = "erstattede_tegn"
_LIST = re.compile(r"\[\]")


class Content(Mapping[str, object]):
    """Everything one document may say of one case.

    Args:
        document: The document's id.
        tree: The values by name, sections as mappings and lists as tuples.
        names: The names that may be written.
        visible: Keys of the record's facts that are in the tree.
        withheld: Names that are withheld in this case.

    Attributes:
        document: The document's id.
        names: The names that may be written.
        visible: Keys of the record's facts that are in the tree.
        withheld: Names that are withheld in this case, sorted.
    """

    __slots__ = ("_tree", "document", "names", "visible", "withheld")

    def __init__(
        self,
        document: str,
        tree: Mapping[str, object],
        names: NameTree,
        visible: frozenset[str],
        withheld: frozenset[str],
    ) -> None:
        self._tree = tree
        self.document = document
        self.names = names
        self.visible = visible
        self.withheld = tuple(sorted(withheld))

    def __getitem__(self, key: str) -> object:
        return self._tree[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tree)

    def __len__(self) -> int:
        return len(self._tree)

    def __repr__(self) -> str:
        return f"Content({self.document})"


def build_content(
    record: Record,
    plan: Plan,
    spec: DocumentSpec,
    *,
    evidence: Sequence[Evidence] = (),
    organisation: Organisation | None = None,
) -> Content:
    """Gather what one document may say.

    Args:
        record: The record.
        plan: The plan made of it.
        spec: The document.
        evidence: What is known of the files of evidence, in the record's order.
        organisation: How the house presents itself; the employer if left out.

    Returns:
        The values by name, with every known name there.

    Raises:
        TemplateError: The document's `may_see` names something that does not exist.
    """
    names = name_tree(spec)
    source = Source(record, plan, spec, tuple(evidence), organisation)
    walk = _Walk(_Permission(spec, barred_names(record, spec.reader)))
    derived, facts = derived_roots(), plan.facts(record)
    tree: dict[str, object] = {}
    for word, name in names.roots.items():
        value = derived[word](source) if word in derived else getattr(record, word)
        if word != _MARKS:
            tree[word] = walk.value(name, value, facts, ())
    if _MARKS in names.roots:
        tree[_MARKS] = walk.marks()
    return Content(
        spec.id, tree, names, frozenset(walk.visible), frozenset(walk.withheld)
    )


@dataclass(frozen=True, slots=True)
class _Permission:
    """Whether a name may be seen, in the case as a whole or in one row."""

    entries: Mapping[str, tuple[MaySee, ...]]
    barred: frozenset[str]

    def __init__(self, spec: DocumentSpec, barred: frozenset[str]) -> None:
        entries: dict[str, tuple[MaySee, ...]] = {}
        for entry in spec.may_see:
            entries[entry.name] = (*entries.get(entry.name, ()), entry)
        object.__setattr__(self, "entries", entries)
        object.__setattr__(self, "barred", barred)

    def allows(self, name: Name, facts: Facts) -> bool:
        if name.path.partition(".")[0].removesuffix("[]") in ALWAYS:
            return True
        if name.path in self.barred or name.source in self.barred:
            return False
        return any(entry.allows(facts) for entry in self.entries.get(name.path, ()))

    def is_asked_by_row(self, name: Name) -> bool:
        return any(entry.rows for entry in self.entries.get(name.path, ()))


class _Walk:
    """Goes through the names of one document and takes their values."""

    def __init__(self, permission: _Permission) -> None:
        self._permission = permission
        self._marked: dict[str, tuple[str, tuple[Substitution, ...]]] = {}
        self.visible: set[str] = set()
        self.withheld: set[str] = set()

    def value(
        self, name: Name, value: object, facts: Facts, at: tuple[int, ...]
    ) -> object:
        match name.shape:
            case Shape.SECTION:
                return self._section(name, value, facts, at)
            case Shape.LIST if name.parts:
                return self._rows(name, value, facts, at)
        if not self._permission.allows(name, facts):
            self.withheld.add(name.path)
            return WITHHELD
        if name.shape is Shape.LIST:
            elements = value if isinstance(value, tuple) else ()
            return tuple(
                self._single(name, element, (*at, number))
                for number, element in enumerate(elements, start=1)
            )
        return self._single(name, value, at)

    def marks(self) -> tuple[Mapping[str, object], ...]:
        """List the characters that were replaced on the way, by place."""
        return tuple(
            {"kode": each.code, "antal": each.count, "hvor": place}
            for place, substitutions in self._marked.values()
            for each in substitutions
        )

    def _section(
        self, name: Name, source: object, facts: Facts, at: tuple[int, ...]
    ) -> dict[str, object]:
        return {
            word: self.value(part, _part(source, word), facts, at)
            for word, part in name.parts.items()
        }

    def _rows(
        self, name: Name, value: object, facts: Facts, at: tuple[int, ...]
    ) -> tuple[Mapping[str, object], ...] | Withheld:
        rows = value if isinstance(value, tuple) else ()
        numbered = zip(count(1), rows, strict=False)
        built = [self._row(name, row, facts, (*at, number)) for number, row in numbered]
        kept = tuple(row for row in built if not _is_hidden(row))
        if kept or any(map(self._permission.is_asked_by_row, name.leaves())):
            return kept
        allowed = any(self._permission.allows(leaf, facts) for leaf in name.leaves())
        return kept if allowed else WITHHELD

    def _row(
        self, name: Name, row: object, facts: Facts, at: tuple[int, ...]
    ) -> dict[str, object]:
        source: object = row
        if isinstance(row, Row):
            at, source = (*at[:-1], row.index), row.values
        own = facts.for_row(name.path.removesuffix("[]"), source)
        return self._section(name, source, own, at)

    def _single(self, name: Name, value: object, at: tuple[int, ...]) -> object:
        if value is None:
            return None
        key = _key(record_name(name), at)
        self.visible.add(key)
        if not isinstance(value, str) or isinstance(value, Vaerdi):
            return value
        text, substitutions = substitute(value)
        if substitutions:
            self._marked[key] = (_place(name, at), substitutions)
        return text


def _part(source: object, word: str) -> object:
    if isinstance(source, Mapping):
        return source.get(word)
    return getattr(source, word, None)


def _is_hidden(row: Mapping[str, object]) -> bool:
    return all(isinstance(value, Withheld) for value in row.values())


def _key(path: str, at: tuple[int, ...]) -> str:
    numbers = iter(at)
    return _LIST.sub(lambda _: f"[{next(numbers)}]", path)


def _place(name: Name, at: tuple[int, ...]) -> str:
    title = name.title or name.path
    return f"{title} ({', '.join(map(str, at))})" if at else title
