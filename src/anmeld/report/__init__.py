"""What follows a run: a page, a calendar, tables of deadlines and the extent."""

from anmeld.report.model import RunSummary
from anmeld.report.reading import summarise_run
from anmeld.report.suppression import suppress
from anmeld.report.writing import make_reports, write_reports

__all__ = [
    "RunSummary",
    "make_reports",
    "summarise_run",
    "suppress",
    "write_reports",
]
