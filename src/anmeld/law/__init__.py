"""The law as it stood on a day: dated values, deadlines, duties, possible provisions."""

from anmeld.law.book import Law, LawValue, oldest_checked
from anmeld.law.load import load_law
from anmeld.law.model import Reference
from anmeld.law.values import Confidence, DeadlineStatus, Duty, Unit

__all__ = [
    "Confidence",
    "DeadlineStatus",
    "Duty",
    "Law",
    "LawValue",
    "Reference",
    "Unit",
    "load_law",
    "oldest_checked",
]
