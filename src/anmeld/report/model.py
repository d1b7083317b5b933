"""What a report shows of a run: cases, deadlines, faults and the extent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from anmeld.batch.entry import Stand
from anmeld.law.days import Instant
from anmeld.record.values import Spor, Vaerdi


class Standing(Vaerdi):
    """Where a deadline stands when the report is made, the most pressing first."""

    OVERSKREDET = "overskredet", "Overskredet"
    NAER = "naer", "Nær"
    SENERE = "senere", "Senere"
    UDEN_DAG = "uden_dag", "Uden dag endnu"
    OVERHOLDT = "overholdt", "Overholdt"


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """One deadline of one case.

    Attributes:
        number: The case number.
        folder: The name of the case's folder; empty where nothing of it is made.
        id: The deadline's id in the law data.
        title: What it is called, in Danish.
        who: Who acts, in Danish.
        to_whom: Who receives it, in Danish.
        what: What is done, in Danish.
        due: Its last day, or the moment it runs out; `None` where no day is known.
        cutoff: The hour at which the last day ends where that is laid down: `23.59`.
        standing: Where it stands.
        days_left: Days from the report's day to its last, negative when it is passed.
        duty: How binding it is, in Danish.
        source: Where it stands in the law.
        url: The source's address.
    """

    number: str
    folder: str
    id: str
    title: str
    who: str
    to_whom: str
    what: str
    due: Instant | None
    cutoff: str | None
    standing: Standing
    days_left: int | None
    duty: str
    source: str
    url: str

    @property
    def is_open(self) -> bool:
        """Whether there is a day by which something can still be done in time."""
        return self.standing in (Standing.NAER, Standing.SENERE)

    @property
    def is_pressing(self) -> bool:
        """Whether it is passed or near."""
        return self.standing in (Standing.OVERSKREDET, Standing.NAER)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document of a case.

    Attributes:
        id: Its id in the catalogue.
        title: Its Danish title.
        reader: The folder of its reader.
    """

    id: str
    title: str
    reader: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case that was planned, though perhaps nothing of it was given out.

    Attributes:
        number: The case number.
        folder: The name of its folder; empty where there is none.
        track: Its track; `None` where this version does not know it.
        documents: What lies there: made by this run or an earlier one.
        stopped: What was not given out.
        next_due: The earliest deadline that is still open, of those with a day.
        passed: How many deadlines are passed.
        warnings: How many warnings its plan holds.
        is_in_source: Whether the sources still held it at the last reading.
    """

    number: str
    folder: str
    track: Spor | None
    documents: tuple[DocumentRow, ...]
    stopped: tuple[DocumentRow, ...]
    next_due: DeadlineRow | None
    passed: int
    warnings: int
    is_in_source: bool


@dataclass(frozen=True, slots=True)
class FaultRow:
    """One thing that is wrong with a record.

    Attributes:
        file: The file of the case's folder; this and all below are empty if not known.
        sheet: The sheet of a workbook.
        line: The line of a file.
        row: The row of a sheet.
        letter: The column of a sheet, by its letters.
        column: The column of a sheet, by its header.
        key: The dotted key of the record.
        document: The id of the document that it stopped.
        text: What is wrong, in Danish.
        remedy: What to do about it, in Danish.
    """

    file: str
    sheet: str
    line: str
    row: str
    letter: str
    column: str
    key: str
    document: str
    text: str
    remedy: str


@dataclass(frozen=True, slots=True)
class FailureRow:
    """A record of which not all could be made.

    Attributes:
        source: Where it was read: the file's name, with line or row.
        number: The case number; `None` where the record could not be read.
        folder: The name of its folder; `None` where there is none.
        stand: What became of it.
        faults: What is wrong.
    """

    source: str
    number: str | None
    folder: str | None
    stand: Stand
    faults: tuple[FaultRow, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a distribution.

    Attributes:
        label: What is counted, in Danish.
        count: How many cases; `None` where the count is hidden.
        month: The month, where months are counted.
    """

    label: str
    count: int | None
    month: date | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """How the cases are spread over kinds, media, departments or months.

    Attributes:
        id: What is counted: `arter`, `medier`, `afdelinger` or `maaneder`.
        cells: Its lines; empty where none may be shown.
        hidden: How many of them are hidden.
        most: The largest count that is shown, at least 1.
    """

    id: str
    cells: tuple[Cell, ...]
    hidden: int
    most: int


@dataclass(frozen=True, slots=True)
class Extent:
    """The extent of the harassment, in counts that may be shown to many.

    Attributes:
        total: How many cases are counted; `None` where they are fewer than five.
        distributions: How they are spread.
    """

    total: int | None
    distributions: tuple[Distribution, ...]


@dataclass(frozen=True, slots=True)
class RunSummary:
    """Everything that the report of a run shows.

    Attributes:
        now: The moment of the report, on the Danish clock.
        run: The moment that the run went by.
        cases: The cases, by number.
        deadlines: What is not known to be met: what can still be met by date, then
            what is passed, the latest first.
        met: How many deadlines are met.
        failures: The records of which not all could be made, in the sources' order.
        repairs: How many facts were put right when the records were read.
        extent: The extent, in counts.
    """

    now: datetime
    run: datetime
    cases: tuple[CaseRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    met: int
    failures: tuple[FailureRow, ...]
    repairs: int
    extent: Extent
