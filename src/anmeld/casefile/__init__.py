"""The case file: documents, evidence and manifests, gathered and written whole."""

from anmeld.casefile.case import (
    Attachment,
    Case,
    CaseFile,
    MadeDocument,
    StoppedDocument,
)
from anmeld.casefile.making import make_case
from anmeld.casefile.storage import recover
from anmeld.casefile.workshop import Finished, Press, Workshop
from anmeld.casefile.writing import Outcome, WriteResult, write_case

__all__ = [
    "Attachment",
    "Case",
    "CaseFile",
    "Finished",
    "MadeDocument",
    "Outcome",
    "Press",
    "StoppedDocument",
    "Workshop",
    "WriteResult",
    "make_case",
    "recover",
    "write_case",
]
