"""What the screen calls the closed lists of plan and law in English.

Their Danish words stand with the values themselves and are what documents print; the
English ones are for the screen alone. What the law data says in sentences of its own
(who acts, what is done, why) stays Danish on any screen.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from anmeld.catalogue.kinds import Reader
from anmeld.law.values import Confidence, DeadlineStatus, Duty, Start, Unit
from anmeld.plan.model import Actor
from anmeld.plan.words import Sentence, in_both, verbatim
from anmeld.record.values import Spor, Vaerdi

_ENGLISH: Final[Mapping[Vaerdi, str]] = {
    Spor.ULYKKE: "accident",
    Spor.ERHVERVSSYGDOM: "presumed occupational disease",
    Spor.BEGGE: "both accident and presumed occupational disease",
    Spor.INGEN: "no notice of an occupational injury",
    Duty.PLIGT: "duty",
    Duty.ANBEFALET: "recommended",
    Duty.IKKE_PLIGT: "no duty",
    Duty.RET: "right",
    DeadlineStatus.OVERHOLDT: "met",
    DeadlineStatus.AABEN: "open",
    DeadlineStatus.OVERSKREDET: "passed",
    DeadlineStatus.UKENDT_TRIGGER: "its beginning is not stated",
    Confidence.VERIFIED: "read in the text of the rule",
    Confidence.REPORTED: "as an authority or another source reports it",
    Confidence.BILL: "rests on a bill, not on the text as passed",
    Confidence.INFERENCE: "inferred from the sources",
    Confidence.ASSUMPTION: "assumption, not checked",
    Actor.MEDARBEJDER: "the employee",
    Actor.LEDER: "the leader",
    Actor.AMO: "the safety organisation",
    Reader.ARBEJDSGIVER: "the employer",
    Reader.BORGERSAG: "the citizen's case, and so the citizen",
    Reader.FORSIKRING: "the employer's insurance",
    Reader.LAEGE: "the doctor and the clinic",
    Reader.POLITI: "the police",
}
_STARTS: Final = {
    Start.ULYKKE: "the day of the accident",
    Start.FOERSTE_FRAVAER: "the first day of absence",
    Start.KENDSKAB: "the day of knowledge",
    Start.EPISODE: "each episode",
    Start.DOEDSFALD: "the death",
}
_UNITS: Final = {
    Unit.HOURS: ("hour", "hours"),
    Unit.DAYS: ("day", "days"),
    Unit.WORKING_DAYS: ("working day", "working days"),
    Unit.WEEKS: ("week", "weeks"),
    Unit.MONTHS: ("month", "months"),
    Unit.YEARS: ("year", "years"),
}


def label(value: Vaerdi) -> Sentence:
    """Name a value of a closed list in the language of the screen.

    Args:
        value: A track, duty, status, confidence, actor or reader.

    Returns:
        Its name.

    Raises:
        KeyError: The value has no English name.
    """
    return in_both(_ENGLISH[value], value.betegnelse)


def counted_from(danish: str) -> Sentence:
    """Name what a deadline is counted from.

    Args:
        danish: What the deadline says; what the law data says in its own words stays
            Danish.

    Returns:
        Its name.
    """
    found = (words for start, words in _STARTS.items() if start.betegnelse == danish)
    return in_both(next(found, danish), danish)


def amount(danish: str) -> Sentence:
    """Say how long a deadline is, or how large another amount of the law.

    Args:
        danish: For example `14 dage`; another text stays as it is.

    Returns:
        The amount.
    """
    if number := re.match(r"(\d+) ", danish):
        count = int(number[1])
        for unit, words in _UNITS.items():
            if unit.amount(count) == danish:
                return in_both(f"{count} {words[count != 1]}", danish)
    return verbatim(danish)
