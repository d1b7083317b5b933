"""Many records in, a case folder for each out; stopped or killed, it goes on."""

from anmeld.batch.entry import Entry, Stand
from anmeld.batch.journal import read_entries
from anmeld.batch.names import FAULT_LIST, RUN_FILE
from anmeld.batch.outcome import Action, Outcome
from anmeld.batch.places import run_moment
from anmeld.batch.run import generate_many

__all__ = [
    "FAULT_LIST",
    "RUN_FILE",
    "Action",
    "Entry",
    "Outcome",
    "Stand",
    "generate_many",
    "read_entries",
    "run_moment",
]
