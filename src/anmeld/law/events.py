"""The events that deadlines and provisions go by: each episode on its own day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from anmeld.formatting.moments import DENMARK
from anmeld.law.days import midnight, moment_of
from anmeld.record.model import Record
from anmeld.record.values import Art


@dataclass(frozen=True, slots=True)
class Event:
    """One episode, or a kind of the incident where no episodes are listed.

    Attributes:
        number: The episode's place in the order of time, from 1; None without episodes.
        art: Its kind.
        day: The day it began.
        start: The moment it began, on the Danish clock; 00.00 where no time is known.
        has_clock: Whether a clock time is known.
        is_approximate: Whether its time is said to be approximate.
    """

    number: int | None
    art: Art
    day: date
    start: datetime
    has_clock: bool
    is_approximate: bool


def find_events(record: Record) -> tuple[Event, ...]:
    """Give the events of a record in the order of time.

    Args:
        record: The record.

    Returns:
        One event an episode; without episodes, one for each kind of the incident on
        its last known day; nothing where no day is known.
    """
    if record.episoder:
        ordered = sorted(record.episoder, key=lambda each: moment_of(each.tidspunkt))
        return tuple(
            Event(
                number=number,
                art=episode.art,
                day=episode.tidspunkt.dato,
                start=moment_of(episode.tidspunkt).astimezone(DENMARK),
                has_clock=episode.tidspunkt.klokke is not None,
                is_approximate=episode.cirka,
            )
            for number, episode in enumerate(ordered, start=1)
        )
    day = record.haendelse.sidste_dag or record.haendelse.foerste_dag
    if day is None:
        return ()
    return tuple(
        Event(None, art, day, midnight(day), False, False)
        for art in record.haendelse.arter
    )
