"""The course of an incident: first and last day, and how long it was, by any count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from anmeld.formatting.moments import Moment
from anmeld.law.days import working_days
from anmeld.record.model import Episode, Record
from anmeld.record.values import Medie, Svar

_PUBLIC_MEDIA = frozenset(
    {
        Medie.FACEBOOK_OPSLAG,
        Medie.FACEBOOK_GRUPPE,
        Medie.INSTAGRAM,
        Medie.TIKTOK,
        Medie.X,
        Medie.SNAPCHAT,
        Medie.YOUTUBE,
        Medie.LINKEDIN,
        Medie.SOCIALE_MEDIER,
        Medie.HJEMMESIDE,
        Medie.FORUM,
        Medie.ANMELDELSESSIDE,
        Medie.PRESSE,
    }
)


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
        removed_on: Last day on which something published was removed, if any was.
        still_standing: Something published is said not to have been removed.
        removal_unknown: Of something published it is not said whether it was removed.
        has_gaps: At least one day between first and last has no episode.
    """

    first_day: date | None
    last_day: date | None
    days: int
    working_days: int
    episodes: int
    distinct_days: int
    removed_on: date | None
    still_standing: bool
    removal_unknown: bool
    has_gaps: bool

    @property
    def is_known(self) -> bool:
        """Whether any day is known."""
        return self.first_day is not None

    def standing_days(self, today: date) -> int:
        """Count how long something published is known to have stood.

        Args:
            today: The day of the run, to which what is not removed has stood.

        Returns:
            Calendar days from the first day on, both ends included; 0 where nothing
            published is known to have stood.
        """
        ends = [self.removed_on] if self.removed_on else []
        ends += [today] if self.still_standing else []
        if self.first_day is None or not ends:
            return 0
        return (max(ends) - self.first_day).days + 1


def find_course(record: Record) -> Course:
    """Derive the course from the episodes, or from the incident's own two days.

    Args:
        record: The record.

    Returns:
        The course (`rulings.md` 1); with no days where the record names none.
    """
    first, last = _span(record)
    if first is None or last is None:
        return Course(None, None, 0, 0, 0, 0, None, False, False, False)
    published = [episode for episode in record.episoder if is_published(episode)]
    removed = [episode.fjernet for episode in published]
    days = (last - first).days + 1
    return Course(
        first_day=first,
        last_day=last,
        days=days,
        working_days=working_days(first, last),
        episodes=len(record.episoder),
        distinct_days=len({episode.tidspunkt.dato for episode in record.episoder}),
        removed_on=max(
            (each.dato for each in removed if isinstance(each, Moment)), default=None
        ),
        still_standing=Svar.NEJ in removed,
        removal_unknown=None in removed or Svar.UKENDT in removed,
        has_gaps=len(_covered(record)) < days if record.episoder else False,
    )


def is_published(episode: Episode) -> bool:
    """Whether others could read what an episode put up.

    Args:
        episode: The episode.

    Returns:
        What the record says of it; where it says nothing, whether its medium is open
        to others, or a day of removal is given.
    """
    if episode.offentliggjort is not None:
        return episode.offentliggjort is Svar.JA
    return episode.medie in _PUBLIC_MEDIA or isinstance(episode.fjernet, Moment)


def _covered(record: Record) -> set[int]:
    return {
        day
        for episode in record.episoder
        for day in range(
            episode.tidspunkt.dato.toordinal(), _end_of(episode).toordinal() + 1
        )
    }


def _span(record: Record) -> tuple[date | None, date | None]:
    if record.episoder:
        first = min(episode.tidspunkt.dato for episode in record.episoder)
        return first, max(_end_of(episode) for episode in record.episoder)
    incident = record.haendelse
    first_day = incident.foerste_dag or incident.sidste_dag
    last_day = incident.sidste_dag or incident.foerste_dag
    if first_day is None or last_day is None:
        return None, None
    return min(first_day, last_day), max(first_day, last_day)


def _end_of(episode: Episode) -> date:
    begins = episode.tidspunkt.dato
    return max(begins, episode.slut.dato) if episode.slut else begins
