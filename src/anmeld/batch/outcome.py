"""What `generate_many` gives for each record, as it comes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from anmeld.batch.entry import Entry, Stand
from anmeld.errors import Fault


class Action(StrEnum):
    """What was done with a record in this run."""

    WRITTEN = "written"  # its case folder is new
    REPLACED = "replaced"  # its case folder was made anew
    UNCHANGED = "unchanged"  # made, and the folder already was the same
    SKIPPED = "skipped"  # finished by an earlier run, and nothing has changed
    MADE = "made"  # made in memory only (dry run)
    NOTHING = "nothing"  # nothing could be made of it
    VANISHED = "vanished"  # an earlier run made it; the sources no longer hold it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one record.

    Attributes:
        entry: Its line in the run file.
        action: What was done in this run.
        faults: What is wrong, for the screen; a skipped record's are in its entry.
    """

    entry: Entry
    action: Action
    faults: tuple[Fault, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether every document that the record calls for is there."""
        return self.entry.stand is Stand.LAVET

    @property
    def has_documents(self) -> bool:
        """Whether any document of it is there, or was made in a dry run."""
        return self.entry.stand in (Stand.LAVET, Stand.DELVIS)
