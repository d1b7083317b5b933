"""What conditions of the catalogue may ask of a plan, by its dotted name."""

from __future__ import annotations

from collections.abc import Iterable

from anmeld.law.course import Course
from anmeld.law.provisions import Provision
from anmeld.plan.model import Track
from anmeld.plan.track import is_mere_prelude
from anmeld.record.model import Record


def derive(
    record: Record, course: Course, track: Track, provisions: Iterable[Provision]
) -> dict[str, object]:
    """Give the derived facts that a condition may ask about.

    Args:
        record: The record.
        course: Its course.
        track: Its track.
        provisions: Possible penal provisions, those of a prelude included.

    Returns:
        The facts by the names that `catalogue.names` lists.
    """
    return {
        "forloeb.foerste_dag": course.first_day,
        "forloeb.sidste_dag": course.last_day,
        "forloeb.dage": course.days,
        "forloeb.arbejdsdage": course.working_days,
        "forloeb.antal_episoder": course.episodes,
        "forloeb.antal_dage": course.distinct_days,
        "forloeb.kun_optakt": is_mere_prelude(record),
        "forloeb.mulig_bestemmelse": any(not one.plan_only for one in provisions),
        "spor.vaerdi": track.value,
        "spor.regel": track.rule,
        "spor.betinget": track.is_conditional,
        "spor.graensetilfaelde": track.is_borderline,
        "spor.uafklaret": track.is_unresolved,
        "spor.afgjort_af_person": track.is_decided,
    }
