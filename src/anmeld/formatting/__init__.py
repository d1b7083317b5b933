"""Danish forms of days, moments, numbers and identifiers: one table for every renderer.

Babel is loaded at the first month or weekday that is written, not at import.
"""

from anmeld.formatting.characters import Substitution, substitute
from anmeld.formatting.moments import Moment
from anmeld.formatting.table import FILTERS, apply
from anmeld.formatting.values import WITHHELD, Withheld, present

__all__ = [
    "FILTERS",
    "WITHHELD",
    "Moment",
    "Substitution",
    "Withheld",
    "apply",
    "present",
    "substitute",
]
