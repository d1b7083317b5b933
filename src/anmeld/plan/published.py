"""What was published, and until when it stood (`rulings.md` 1, point 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from anmeld.formatting.moments import Moment
from anmeld.record.model import Episode, Record
from anmeld.record.values import Art, Medie, Svar

# Where a post is open to others and stays until somebody takes it down. Snapchat is
# not here: what is sent there goes away by itself unless the record says otherwise.
_OPEN_TO_OTHERS: Final = frozenset(
    {
        Medie.FACEBOOK_OPSLAG,
        Medie.FACEBOOK_GRUPPE,
        Medie.INSTAGRAM,
        Medie.TIKTOK,
        Medie.X,
        Medie.YOUTUBE,
        Medie.LINKEDIN,
        Medie.SOCIALE_MEDIER,
        Medie.HJEMMESIDE,
        Medie.FORUM,
        Medie.ANMELDELSESSIDE,
        Medie.PRESSE,
    }
)
_PUBLISHED_BY_KIND: Final = frozenset({Art.OFFENTLIGGOERELSE_PRIVAT, Art.FALSK_PROFIL})


@dataclass(frozen=True, slots=True)
class Standing:
    """How long published content stood.

    Attributes:
        until: The last day on which something stood: its removal, or today.
        is_standing: Whether something still stands today, as far as is known.
        is_stated: Whether the record says so, not merely nothing of a removal.
    """

    until: date
    is_standing: bool
    is_stated: bool


def is_published(episode: Episode) -> bool:
    """Say whether others could read what an episode put out.

    Args:
        episode: The episode.

    Returns:
        What the record says of it, else what its kind and medium suggest; a mere
        prelude publishes nothing.
    """
    if episode.offentliggjort in (Svar.JA, Svar.NEJ):
        return episode.offentliggjort is Svar.JA
    if episode.art is Art.OPTAKT:
        return False
    return episode.medie in _OPEN_TO_OTHERS or episode.art in _PUBLISHED_BY_KIND


def still_stands(episode: Episode) -> bool:
    """Say whether published content has no day of removal."""
    return is_published(episode) and not isinstance(episode.fjernet, Moment)


def find_standing(record: Record, today: date) -> Standing | None:
    """Find how long published content stood.

    Args:
        record: The record.
        today: The day of the run; what is not said to be removed stands until then.

    Returns:
        The longest standing, or `None` if nothing was published.
    """
    published = [one for one in record.episoder if is_published(one)]
    if not published:
        return None
    standing = [one for one in published if still_stands(one)]
    removed = [one.fjernet.dato for one in published if isinstance(one.fjernet, Moment)]
    return Standing(
        until=max([*removed, *([today] if standing else [])]),
        is_standing=bool(standing),
        is_stated=any(one.fjernet is Svar.NEJ for one in standing),
    )
