"""The run's own files in the folder of the cases, and what no case may be called."""

from __future__ import annotations

from typing import Final

from anmeld.casefile.safe_names import folded_name

RUN_FILE: Final = "koersel.jsonl"
FAULT_LIST: Final = "fejl.csv"
REPAIR_LIST: Final = "rettelser.csv"
LOCK: Final = ".koersel.laas-anmeld"
# What the report that follows a run writes lies in the same folder.
RESERVED: Final = frozenset(
    folded_name(name)
    for name in (
        RUN_FILE,
        FAULT_LIST,
        REPAIR_LIST,
        "koersel.html",
        "omfang.html",
        "omfang.html",
        "frister.ics",
        "frister.csv",
        "frister.xlsx",
    )
)
