"""A day, or a moment with zone: the one type for `tidspunkt` everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """A day whose clock time is known or not.

    Attributes:
        dato: The day, in the record's zone.
        klokke: The moment itself, aware of its zone, or `None` where only the day is
            known. Its date in its own zone is `dato`.
    """

    dato: date
    klokke: datetime | None = None

    @property
    def iso(self) -> str:
        """The ISO form: a day, or a moment with offset."""
        return self.klokke.isoformat() if self.klokke else self.dato.isoformat()
