"""The plan: which documents a case calls for, to whom, by when, and why."""

from anmeld.plan.make import make_plan
from anmeld.plan.model import (
    Accident,
    Actor,
    Caution,
    NotMade,
    Plan,
    PlannedDocument,
    Step,
    Track,
)
from anmeld.plan.page import plan_page

__all__ = [
    "Accident",
    "Actor",
    "Caution",
    "NotMade",
    "Plan",
    "PlannedDocument",
    "Step",
    "Track",
    "make_plan",
    "plan_page",
]
