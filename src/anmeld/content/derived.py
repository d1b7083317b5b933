"""The derived names: what content makes of record, plan, document and house."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from anmeld.catalogue.spec import DocumentSpec
from anmeld.content import legal
from anmeld.content.parts import Evidence, Organisation
from anmeld.content.rows import Row, list_evidence, number_episodes, pick_examples
from anmeld.record.model import Record
from anmeld.record.values import Vaerdi

if TYPE_CHECKING:
    from anmeld.plan import Plan

__all__ = ["Row", "Source", "derived_roots"]


@dataclass(frozen=True)
class Source:
    """What derived names are made of.

    Attributes:
        record: The record.
        plan: The plan made of it.
        spec: The document.
        evidence: What is known of the files of evidence.
        organisation: How the house presents itself.
    """

    record: Record
    plan: Plan
    spec: DocumentSpec
    evidence: tuple[Evidence, ...] = ()
    organisation: Organisation | None = field(default=None)

    @cached_property
    def episodes(self) -> tuple[Row, ...]:
        """The episodes in the order of time, numbered."""
        return number_episodes(self.record)


Make = Callable[[Source], object]


@cache
def derived_roots() -> Mapping[str, Make]:
    """Give what makes each derived name, by its first word.

    `episoder` is among them: documents show the episodes numbered, in order of time.
    """
    return {
        "dokument": _document,
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
        "lov": lambda source: legal.sources(source.plan, source.spec.id),
        "bestemmelser": lambda source: legal.provisions(source.plan),
        "begaeringer": lambda source: legal.requests(source.plan),
        "skridt": lambda source: legal.steps(source.plan),
        "advarsler": lambda source: legal.warnings(source.plan),
        "klinikforslag": lambda source: legal.clinic(source.plan),
        "udeladt": lambda source: source.spec.left_out,
        "erstattede_tegn": lambda _: (),
    }


def _document(source: Source) -> Mapping[str, object]:
    planned = source.plan.document(source.spec.id)
    return {
        "titel": source.spec.title,
        "dato": source.plan.today,
        "modtager": planned.recipient if planned else source.spec.recipient,
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
