"""The course of an incident: first and last day, and how long it was, by any count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anmeld.law.days import working_days
from anmeld.record.model import Episode, Record


@dataclass(frozen=True, slots=True)
class Course:
    """A course as the five-day rule looks at it; derived, never entered.

    Attributes:
        first_day: Day of the first episode, or None where no day is known.
        last_day: Last day of the last episode, its end included.
        days: Calendar days from first to last, both included; 0 where none is known.
        working_days: Danish working days in that span.
        episodes: Number of episodes.
        distinct_days: Number of different days on which an episode began.
        has_gaps: At least one day between first and last has no episode.
    """

    first_day: date | None
    last_day: date | None
    days: int
    working_days: int
    episodes: int
    distinct_days: int
    has_gaps: bool

    @property
    def is_known(self) -> bool:
        """Whether any day is known."""
        return self.first_day is not None


def find_course(record: Record) -> Course:
    """Derive the course from the episodes, or from the incident's own two days.

    Args:
        record: The record.

    Returns:
        The course (`rulings.md` 1); with no days where the record names none.
    """
    first, last = _span(record)
    if first is None or last is None:
        return Course(None, None, 0, 0, 0, 0, has_gaps=False)
    days = (last - first).days + 1
    return Course(
        first_day=first,
        last_day=last,
        days=days,
        working_days=working_days(first, last),
        episodes=len(record.episoder),
        distinct_days=len({episode.tidspunkt.dato for episode in record.episoder}),
        has_gaps=len(_covered(record)) < days if record.episoder else False,
    )


def _covered(record: Record) -> set[int]:
    return {
        day
        for episode in record.episoder
        for day in range(
            episode.tidspunkt.dato.toordinal(), end_of(episode).toordinal() + 1
        )
    }


def _span(record: Record) -> tuple[date | None, date | None]:
    if record.episoder:
        first = min(episode.tidspunkt.dato for episode in record.episoder)
        return first, max(end_of(episode) for episode in record.episoder)
    incident = record.haendelse
    first_day = incident.foerste_dag or incident.sidste_dag
    last_day = incident.sidste_dag or incident.foerste_dag
    if first_day is None or last_day is None:
        return None, None
    return min(first_day, last_day), max(first_day, last_day)


def end_of(episode: Episode) -> date:
    """Give the last day of an episode; its first where no end is stated."""
    begins = episode.tidspunkt.dato
    return max(begins, episode.slut.dato) if episode.slut else begins
