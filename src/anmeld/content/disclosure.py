"""The proof before a document is given out: it holds nothing its reader may not see.

Content is built from `may_see` alone, but people write anything into free text: a
quoted post holds the home address, a link the full name, a file name a CPR number. So
the whole finished text is searched for the record's own values. A hit stops that one
document until a person rewrites the text or releases the value by name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from anmeld._i18n import msg
from anmeld.content.facts import Fact, find_facts
from anmeld.content.folding import Folded, fold
from anmeld.content.names import without_indexes
from anmeld.content.searched import Searched
from anmeld.content.trace import Trace
from anmeld.content.traces import find_forms
from anmeld.errors import Fault, Where
from anmeld.record.fields import Kind, title_of
from anmeld.record.model import Record


@dataclass(frozen=True, slots=True)
class Release:
    """A value that a person has released to a document in which it stands.

    Attributes:
        key: The key of the value.
        document: The document's id.
    """

    key: str
    document: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a scan found.

    Attributes:
        faults: What stops the document, one fault a key.
        releases: What stood there too, but was released.
    """

    faults: tuple[Fault, ...] = ()
    releases: tuple[Release, ...] = ()


class Watch:
    """A record made ready to be searched for: once a record, for all its documents.

    Args:
        record: The record.

    Attributes:
        facts: What the record states.
    """

    __slots__ = ("_free", "_known", "_released", "_traces", "facts")

    def __init__(self, record: Record) -> None:
        self.facts = find_facts(record)
        protected = record.medarbejder.adressebeskyttelse
        forms = [(one, find_forms(one, is_protected=protected)) for one in self.facts]
        # In an order of their own: that of a set changes from process to process.
        self._traces = tuple(
            (fact, tuple(sorted(own, key=_by_form))) for fact, (own, _) in forms if own
        )
        self._known = {
            fact.key: (fact.kind, known) for fact, (_, known) in forms if known
        }
        self._free = tuple(fact for fact in self.facts if _is_free(fact))
        self._released = frozenset(
            (release.dokument, release.felt) for release in record.frigivelser
        )

    def search(
        self, texts: Mapping[str, Folded], document: str, visible: frozenset[str]
    ) -> Finding:
        """Search a document's finished texts.

        Args:
            texts: Everything the reader receives, made comparable, by what it is
                (`text`, `metadata`, `file names`).
            document: The document's id.
            visible: Keys of the facts that its reader may see.

        Returns:
            Faults and used releases; both empty for a document that may be given out.
        """
        hidden = self._hidden(visible)
        hits: dict[_Sought, str] = {}
        for place, text in texts.items():
            page = Searched(text)
            for sought, behind in hidden.items():
                if sought not in hits and page.shows(sought[1], behind.known):
                    hits[sought] = place
        return self._judge(hidden, hits, document, visible)

    def _hidden(self, visible: frozenset[str]) -> dict[_Sought, _Hidden]:
        known = {excuse: self._excused(excuse, visible) for excuse in _Excuse}
        hidden: dict[_Sought, _Hidden] = {}
        for fact, traces in self._traces:
            if fact.key in visible:
                continue
            excuse = _excuse_of(fact.kind)
            for trace in traces:
                if trace in known[excuse]:
                    continue
                sought = (excuse, trace)
                if sought not in hidden:
                    hidden[sought] = _Hidden([], known[excuse])
                hidden[sought].facts.append(fact)
        return hidden

    def _excused(self, excuse: _Excuse, visible: frozenset[str]) -> frozenset[Trace]:
        found = (self._known[key] for key in visible if key in self._known)
        return frozenset().union(
            *(traces for kind, traces in found if _excuses(kind, excuse))
        )

    def _judge(
        self,
        hidden: Mapping[_Sought, _Hidden],
        hits: Mapping[_Sought, str],
        document: str,
        visible: frozenset[str],
    ) -> Finding:
        places: dict[str, str] = {}
        sources: dict[str, set[str]] = {}
        releases: dict[str, Release] = {}
        for sought, place in hits.items():
            keys = [fact.key for fact in hidden[sought].facts]
            if released := [key for key in keys if self._is_released(document, key)]:
                releases |= {key: Release(key, document) for key in released}
                continue
            found = set(self._sources(sought[1], visible))
            for key in keys:
                places.setdefault(key, place)
                sources.setdefault(key, set()).update(found)
        faults = tuple(
            _fault(document, key, place, self._in_order(sources[key]))
            for key, place in places.items()
        )
        return Finding(faults, tuple(releases.values()))

    def _in_order(self, keys: Collection[str]) -> tuple[str, ...]:
        return tuple(fact.key for fact in self._free if fact.key in keys)

    def _is_released(self, document: str, key: str) -> bool:
        wanted = {key, without_indexes(key), without_indexes(key).replace("[]", "")}
        return any((document, name) in self._released for name in wanted)

    def _sources(self, trace: Trace, visible: frozenset[str]) -> Iterator[str]:
        for fact in self._free:
            if fact.key in visible and Searched(fold(str(fact.value))).shows(
                trace, frozenset()
            ):
                yield fact.key


def scan(
    text: str, record: Record, document: str, visible: frozenset[str]
) -> tuple[Fault, ...]:
    """Search one finished text for what its reader may not see.

    Args:
        text: The whole finished text.
        record: The record it was made of.
        document: The document's id.
        visible: Keys of the facts that its reader may see, as `Content.visible`.

    Returns:
        A fault for each value found, by its key and never by itself.
    """
    return Watch(record).search({"text": fold(text)}, document, visible).faults


class _Excuse(Enum):
    """Which visible facts make a hidden value known to the reader."""

    PERSON = auto()  # a CPR number: only what says the same of a person
    NUMBER = auto()  # a case number: anything of that form
    OTHER = auto()  # anything but numbers: people write all sorts of things into those


_Sought = tuple[_Excuse, Trace]


def _excuse_of(kind: Kind) -> _Excuse:
    match kind:
        case Kind.CPR:
            return _Excuse.PERSON
        case Kind.NUMBER:
            return _Excuse.NUMBER
    return _Excuse.OTHER


def _excuses(kind: Kind, excuse: _Excuse) -> bool:
    if excuse is _Excuse.PERSON:
        return kind in {Kind.CPR, Kind.BIRTH}
    return excuse is _Excuse.NUMBER or kind is not Kind.NUMBER


@dataclass(frozen=True, slots=True)
class _Hidden:
    """The facts behind a form, and the known ones: inside a longer one it is none."""

    facts: list[Fact]
    known: frozenset[Trace]


def _by_form(trace: Trace) -> tuple[str, int, str]:
    return trace.form, trace.fit.value, trace.groups


def _is_free(fact: Fact) -> bool:
    return isinstance(fact.value, str) and (
        fact.kind in {Kind.TEXT, Kind.ACCOUNT, Kind.PLAIN}
    )


def _called(key: str) -> str:
    title = title_of(Record, without_indexes(key))
    return key if title == key else f"»{title}« ({key})"


def _fault(document: str, key: str, place: str, sources: tuple[str, ...]) -> Fault:
    problem = msg(
        "The finished document holds {key}, which its reader may not see.",
        key=_called(key),
    )
    if sources:
        problem = msg(
            "The finished document holds {key}, which its reader may not see; it "
            "stands in {sources}.",
            key=_called(key),
            sources=", ".join(map(_called, sources)),
        )
    remedy = msg(
        "Rewrite the text, or release it: an entry in frigivelser (in a sheet the "
        'columns »Frigivelser«) with dokument = "{document}", felt = "{key}" and a '
        "begrundelse.",
        document=document,
        key=key,
    )
    return Fault(
        "disclosure", Where(file=f"{document} ({place})", key=key), problem, remedy
    )
