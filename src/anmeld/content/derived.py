"""The derived names: what content makes of record, plan, document and house."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from anmeld.catalogue.spec import DocumentSpec
from anmeld.content import legal, suggested
from anmeld.content.parts import Evidence, Organisation
from anmeld.content.rows import Row, list_evidence, number_episodes, pick_examples
from anmeld.record.model import Record
from anmeld.record.values import Vaerdi

if TYPE_CHECKING:
    from anmeld.plan import Plan

__all__ = ["Row", "Source"]


@dataclass(frozen=True)
class Source:
    """One case: what the values of all its documents are taken from.

    Attributes:
        record: The record.
        plan: The plan made of it.
        evidence: What is known of the files of evidence.
        organisation: How the house presents itself.
    """

    record: Record
    plan: Plan
    evidence: tuple[Evidence, ...] = ()
    organisation: Organisation | None = None
    _made: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

    def root(self, word: str, spec: DocumentSpec) -> object:
        """Give what stands behind the first word of a name.

        Args:
            word: The first word, `log`.
            spec: The document that asks; most values are the same for all of a case,
                and made once.

        Returns:
            The value, section or rows.
        """
        if of_document := _OF_DOCUMENT.get(word):
            return of_document(self, spec)
        if word not in self._made:
            of_case = _OF_CASE.get(word)
            value = of_case(self) if of_case else getattr(self.record, word)
            self._made[word] = value
        return self._made[word]

    @cached_property
    def episodes(self) -> tuple[Row, ...]:
        """The episodes in the order of time, numbered."""
        return number_episodes(self.record)


def _document(source: Source, spec: DocumentSpec) -> Mapping[str, object]:
    planned = source.plan.document(spec.id)
    return {
        "titel": spec.title,
        "dato": source.plan.today,
        "modtager": planned.recipient if planned else spec.recipient,
    }


def _organisation(source: Source) -> Mapping[str, object]:
    employer = source.record.arbejdsgiver
    own = asdict(source.organisation or Organisation())
    return {word: value or getattr(employer, word, None) for word, value in own.items()}


def _course(source: Source) -> Mapping[str, object]:
    course = source.plan.course
    episodes = source.record.episoder
    counted = {
        "arter": _counted(episode.art for episode in episodes),
        "medier": _counted(episode.medie for episode in episodes),
    }
    if course is None:
        return counted
    return counted | {
        "foerste_dag": course.first_day,
        "sidste_dag": course.last_day,
        "dage": course.days,
        "arbejdsdage": course.working_days,
        "antal_episoder": course.episodes,
        "antal_dage": course.distinct_days,
    }


def _counted(values: Iterable[Vaerdi]) -> tuple[Mapping[str, object], ...]:
    return tuple(
        {"betegnelse": value.betegnelse, "antal": number}
        for value, number in Counter(values).items()
    )


_OF_DOCUMENT: Final[Mapping[str, Callable[[Source, DocumentSpec], object]]] = {
    "dokument": _document,
    "lov": lambda source, spec: legal.sources(source.plan, spec),
    "gennemgang": lambda source, spec: legal.review(source.plan, spec),
    "udeladt": lambda _, spec: spec.left_out,
    "erstattede_tegn": lambda _, __: (),
}
# `episoder` is among them: documents show the episodes numbered, in order of time.
_OF_CASE: Final[Mapping[str, Callable[[Source], object]]] = {
    "organisation": _organisation,
    "forloeb": _course,
    "episoder": lambda source: source.episodes,
    "log": lambda source: source.episodes[::-1],
    "uddrag": lambda source: pick_examples(source.episodes),
    "bevisliste": lambda source: list_evidence(
        source.record, source.evidence, source.episodes
    ),
    "spor": lambda source: legal.track(source.plan),
    "ulykke": lambda source: legal.accident(source.plan),
    "frister": lambda source: legal.deadlines(source.plan),
    "bestemmelser": lambda source: suggested.provisions(source.plan),
    "begaeringer": lambda source: suggested.requests(source.plan),
    "skridt": lambda source: legal.steps(source.plan),
    "advarsler": lambda source: legal.warnings(source.plan),
    "klinikforslag": lambda source: legal.clinic(source.plan),
}
