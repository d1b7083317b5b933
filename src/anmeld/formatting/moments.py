"""A day, or a moment with zone: the one type for `tidspunkt` everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

DENMARK = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day whose clock time is known or not.

    Attributes:
        dato: The day, in Denmark.
        klokke: The moment itself on the Danish clock, with the offset of that day, or
            `None` where only the day is known. Its date is `dato`.
        angivet: The same moment as it was stated, where that was with another
            offset than Denmark's; printed beside the Danish time, because the offset
            is a part of what was recorded.
    """

    dato: date
    klokke: datetime | None = None
    angivet: datetime | None = None

    @property
    def iso(self) -> str:
        """The ISO form: a day, or a moment with offset."""
        return self.klokke.isoformat() if self.klokke else self.dato.isoformat()
