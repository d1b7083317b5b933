"""What a document may say: the values behind its `may_see`, and nothing else.

The tree that a template is filled from holds only names the document lists. A name
whose condition does not hold in this case is there, but holds `Withheld`; a fact that
nobody stated is `None`; a row that its reader may see nothing of is not there at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from anmeld.catalogue.conditions import Facts, When
from anmeld.catalogue.spec import DocumentSpec
from anmeld.content.derived import Row, Source
from anmeld.content.guards import barred_names
from anmeld.content.names import NameTree
from anmeld.content.parts import Evidence, Organisation
from anmeld.content.selection import Leaf, Part, Rows, Section, Selection
from anmeld.formatting import WITHHELD, Substitution, Withheld, substitute
from anmeld.record.model import Record
from anmeld.record.values import Vaerdi

if TYPE_CHECKING:
    from anmeld.plan import Plan

_MARKS: Final = "erstattede_tegn"
_Spot = str | tuple[str, tuple[int, ...]]


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
    source = Source(record, plan, tuple(evidence), organisation)
    return take_content(Selection(spec), source)


def take_content(selection: Selection, source: Source) -> Content:
    """Gather what one document may say, where many documents are made.

    Args:
        selection: The document, compiled.
        source: The case, shared by its documents.

    Returns:
        The values by name, with every known name there.
    """
    facts = source.plan.facts(source.record)
    barred = barred_names(source.record, selection.spec.reader)
    walk = _Walk(_Permission(selection, barred, facts))
    tree = {
        word: walk.value(part, source.root(word, selection.spec), facts, ())
        for word, part in selection.roots
        if word != _MARKS
    }
    if _MARKS in selection.names.roots:
        tree[_MARKS] = walk.marks()
    return Content(
        selection.spec.id,
        tree,
        selection.names,
        frozenset(walk.visible),
        frozenset(walk.withheld),
    )


class _Permission:
    """Whether a name may be seen, in the case as a whole or in one row.

    What does not hang on a row is decided once for the case.
    """

    __slots__ = ("_case", "_held", "decided")

    def __init__(
        self, selection: Selection, barred: frozenset[str], case: Facts
    ) -> None:
        self._case = case
        self._held: dict[int, bool] = {}
        self.decided = [self._decide(leaf, barred) for leaf in selection.leaves]

    def allows(self, leaf: Leaf, facts: Facts) -> bool:
        decided = self.decided[leaf.number]
        if decided is None:
            return any(entry.allows(facts) for entry in leaf.entries if entry.rows)
        return decided

    def _decide(self, leaf: Leaf, barred: frozenset[str]) -> bool | None:
        """Decide for all rows, or leave it to each of them (`None`)."""
        if leaf.is_open:
            return True
        if leaf.path in barred or leaf.source in barred:
            return False
        if leaf.is_free:
            return True
        if any(self._holds(entry.when) for entry in leaf.entries if not entry.rows):
            return True
        return None if leaf.is_asked_by_row else False

    def _holds(self, when: When) -> bool:
        # The names of one entry share its conditions.
        held = self._held.get(id(when))
        if held is None:
            held = all(line.holds(self._case) for line in when)
            self._held[id(when)] = held
        return held


class _Walk:
    """Goes through the names of one document and takes their values."""

    def __init__(self, permission: _Permission) -> None:
        self._permission = permission
        self._decided = permission.decided
        self._marked: dict[_Spot, tuple[str, tuple[Substitution, ...]]] = {}
        self.visible: set[str] = set()
        self.withheld: set[str] = set()

    def value(
        self, part: Part, value: object, facts: Facts, at: tuple[int, ...]
    ) -> object:
        if isinstance(part, Leaf):
            return self._leaf(part, value, facts, at)
        if isinstance(part, Rows):
            return self._rows(part, value, facts, at)
        assert isinstance(part, Section)
        return self._section(part.parts, value, facts, at)

    def _leaf(
        self, leaf: Leaf, value: object, facts: Facts, at: tuple[int, ...]
    ) -> object:
        if not (self._decided[leaf.number] or self._permission.allows(leaf, facts)):
            self.withheld.add(leaf.path)
            return WITHHELD
        if leaf.is_list:
            return self._list(leaf, value, at)
        return None if value is None else self._single(leaf, value, at)

    def marks(self) -> tuple[Mapping[str, object], ...]:
        """List the characters that were replaced on the way, by place."""
        return tuple(
            {"kode": each.code, "antal": each.count, "hvor": place}
            for place, substitutions in self._marked.values()
            for each in substitutions
        )

    def _section(
        self,
        parts: Sequence[Part],
        source: object,
        facts: Facts,
        at: tuple[int, ...],
    ) -> dict[str, object]:
        take = source.get if isinstance(source, dict | Mapping) else _getter(source)
        taken: dict[str, object] = {}
        for part in parts:
            found = take(part.word)
            # Most are leaves, which are spared the way round.
            if isinstance(part, Leaf):
                taken[part.word] = self._leaf(part, found, facts, at)
            else:
                taken[part.word] = self.value(part, found, facts, at)
        return taken

    def _rows(
        self, rows: Rows, value: object, facts: Facts, at: tuple[int, ...]
    ) -> tuple[Mapping[str, object], ...] | Withheld:
        found = value if isinstance(value, tuple) else ()
        built = [
            self._row(rows, row, facts, (*at, number))
            for number, row in enumerate(found, start=1)
        ]
        kept = tuple(row for row in built if not _is_hidden(row))
        if kept or any(leaf.is_asked_by_row for leaf in rows.leaves):
            return kept
        allowed = any(self._permission.allows(leaf, facts) for leaf in rows.leaves)
        return kept if allowed else WITHHELD

    def _row(
        self, rows: Rows, row: object, facts: Facts, at: tuple[int, ...]
    ) -> dict[str, object]:
        source: object = row
        if isinstance(row, Row):
            at, source = (*at[:-1], row.index), row.values
        own = facts.for_row(rows.rows, source)
        return self._section(rows.parts, source, own, at)

    def _list(
        self, leaf: Leaf, value: object, at: tuple[int, ...]
    ) -> tuple[object, ...]:
        elements = value if isinstance(value, tuple) else ()
        return tuple(
            None if element is None else self._single(leaf, element, (*at, number))
            for number, element in enumerate(elements, start=1)
        )

    def _single(self, leaf: Leaf, value: object, at: tuple[int, ...]) -> object:
        key = leaf.key_at(at)
        if key is not None:
            self.visible.add(key)
        # A choice is a text too, but one that the program knows.
        if value.__class__ is not str and (
            not isinstance(value, str) or isinstance(value, Vaerdi)
        ):
            return value
        text, substitutions = substitute(value)
        if substitutions:
            self._marked[key or (leaf.path, at)] = (_place(leaf, at), substitutions)
        return text


def _getter(source: object) -> Callable[[str], object]:
    return lambda word: getattr(source, word, None)


def _is_hidden(row: Mapping[str, object]) -> bool:
    return all(isinstance(value, Withheld) for value in row.values())


def _place(leaf: Leaf, at: tuple[int, ...]) -> str:
    return f"{leaf.title} ({', '.join(map(str, at))})" if at else leaf.title
