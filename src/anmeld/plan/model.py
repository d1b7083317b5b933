"""What a plan says: the course, the track, the documents, the deadlines, the steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from anmeld._i18n import Message
from anmeld.catalogue import Facts
from anmeld.formatting.moments import Moment
from anmeld.law.book import LawValue
from anmeld.law.clinics import Clinic
from anmeld.law.codes import Code
from anmeld.law.course import Course
from anmeld.law.deadlines import Deadline
from anmeld.law.duty import Notification
from anmeld.law.provisions import Provision
from anmeld.record.model import Record
from anmeld.record.values import Spor, Vaerdi


class Actor(Vaerdi):
    """Who takes a step of the checklist."""

    MEDARBEJDER = "medarbejder", "Medarbejderen"
    LEDER = "leder", "Lederen"
    AMO = "amo", "Arbejdsmiljøorganisationen"


@dataclass(frozen=True, slots=True)
class Accident:
    """What an accident notice is for.

    Attributes:
        first: When it began.
        last: When it ended; its day is the day of the accident.
        episodes: The chronological numbers of the episodes it is for, from 1; empty
            for the course as a whole.
        covers: The same in words.
    """

    first: Moment
    last: Moment
    episodes: tuple[int, ...]
    covers: Message


@dataclass(frozen=True, slots=True)
class Track:
    """The track, the rule's own view of it, and why.

    Attributes:
        value: The track that holds.
        rule: What the rule itself says, which differs when a person has decided.
        is_conditional: Whether it presupposes an injury nobody has stated or denied.
        is_borderline: Whether another way of counting gives another track.
        is_unresolved: Whether no source settles it.
        is_decided: Whether a person has chosen it.
        reasons: Why, in order.
        advice: What a person should consider; never decides anything.
        counting: How the days are counted, in Danish.
        accident: What a notice is for, on a track that calls for one.
        rules: The dated values it rests on.
    """

    value: Spor
    rule: Spor
    is_conditional: bool
    is_borderline: bool
    is_unresolved: bool
    is_decided: bool
    reasons: tuple[Message, ...]
    advice: tuple[Message, ...]
    counting: str
    accident: Accident | None
    rules: tuple[LawValue, ...]


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document that the case calls for.

    Attributes:
        id: Its id in the catalogue.
        title: Its Danish title.
        folder: The folder of its reader.
        recipient: To whom it goes, in Danish.
        reason: Why it is made.
        formats: The formats it is given in unless others are asked for.
        rules: The dated values that it rests on.
        due: The deadlines of it that have a day, the earliest first.
    """

    id: str
    title: str
    folder: str
    recipient: str
    reason: Message
    formats: tuple[str, ...]
    rules: tuple[LawValue, ...]
    due: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class NotMade:
    """A document that the case does not call for.

    Attributes:
        id: Its id in the catalogue.
        title: Its Danish title.
        reason: Why it is not made.
    """

    id: str
    title: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that a person must look at.

    Attributes:
        code: Stable identifier in kebab-case.
        text: What it is, without the value of any field.
        keys: The record's keys that it is about.
    """

    code: str
    text: Message
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the checklist.

    Attributes:
        code: Stable identifier in kebab-case.
        actor: Who takes it.
        text: What to do.
        is_done: Whether the record shows it done.
        on: When it was done, where the record says.
        agreed_for: When it is agreed to be done, where the record says.
    """

    code: str
    actor: Actor
    text: Message
    is_done: bool = False
    on: date | None = None
    agreed_for: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a case calls for, and why.

    Attributes:
        course: The days and counts of the course.
        track: The track.
        documents: What is made, in the catalogue's order.
        not_made: What is not, and why.
        deadlines: By when what is due, the earliest first.
        provisions: Possible penal provisions; with a mere prelude for the plan alone.
        notification: Whether the accident must be notified, to the insurer and to
            Arbejdstilsynet; `None` off the accident's track.
        clinic: The clinic that the region suggests, where a referral is in play.
        warnings: What a person must look at.
        steps: The checklist.
        law_version: The version of the law data.
        today: The day of the run.
        now: The moment of the run.
        derived: What conditions of the catalogue may ask, by its dotted name.
        codes: Codes suggested for an accident notice; a person confirms them in EASY.
    """

    course: Course
    track: Track
    documents: tuple[PlannedDocument, ...]
    not_made: tuple[NotMade, ...]
    deadlines: tuple[Deadline, ...]
    provisions: tuple[Provision, ...]
    notification: Notification | None
    clinic: Clinic | None
    warnings: tuple[Caution, ...]
    steps: tuple[Step, ...]
    law_version: str
    today: date
    now: datetime
    derived: Mapping[str, object]
    codes: tuple[Code, ...] = ()

    def facts(self, record: Record) -> Facts:
        """Give what conditions of the catalogue are asked of.

        Args:
            record: The record that the plan was made of.

        Returns:
            The record's facts and the plan's own.
        """
        return Facts(record, self.derived)

    def document(self, id_: str) -> PlannedDocument | None:
        """Give a document by its id, or `None` if the case does not call for it."""
        return next((one for one in self.documents if one.id == id_), None)

    def as_data(self) -> dict[str, object]:
        """Give the plan as plain data for JSON, in Danish.

        Returns:
            Texts, numbers, lists; facts of the record by their keys, never a value of
            a sensitive one.
        """
        # Imported here because that module describes this one.
        from anmeld.plan.data import plan_data

        return plan_data(self)
