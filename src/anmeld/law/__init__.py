"""The law as it stood on a day: dated values, deadlines, duties, provisions."""

from anmeld.law.absence import accident_day
from anmeld.law.book import Law, LawValue, oldest_checked
from anmeld.law.clinics import Clinic, suggest_clinic
from anmeld.law.codes import Code, suggest_codes
from anmeld.law.course import Course, find_course
from anmeld.law.deadlines import Deadline, find_deadlines
from anmeld.law.duty import Notification, Obligation, notification_duty
from anmeld.law.listing import LawRow, list_law
from anmeld.law.load import load_law
from anmeld.law.model import Reference
from anmeld.law.provisions import Provision, events_before_law, find_provisions
from anmeld.law.values import Confidence, DeadlineStatus, Duty, Role, Unit
from anmeld.law.windows import Window

__all__ = [
    "Clinic",
    "Code",
    "Confidence",
    "Course",
    "Deadline",
    "DeadlineStatus",
    "Duty",
    "Law",
    "LawRow",
    "LawValue",
    "Notification",
    "Obligation",
    "Provision",
    "Reference",
    "Role",
    "Unit",
    "Window",
    "accident_day",
    "events_before_law",
    "find_course",
    "find_deadlines",
    "find_provisions",
    "list_law",
    "load_law",
    "notification_duty",
    "oldest_checked",
    "suggest_clinic",
    "suggest_codes",
]
