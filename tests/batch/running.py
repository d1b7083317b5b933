"""A run in a process of its own, to be killed; run by the tests beside it.

Arguments: the source, the folder, the day of March 2025, the number of workers. It
writes a line when it begins, one for each record, and two of peak memory.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from anmeld.batch import generate_many
from batch.batches import CHEAP, NOW


def main() -> None:
    """Run, and say how far it has come."""
    source, out, day, workers = sys.argv[1:]
    outcomes = generate_many(
        [source],
        now=NOW.replace(day=int(day)),
        out=Path(out),
        workers=int(workers),
        **CHEAP,
    )
    _say("begun")
    for outcome in outcomes:
        _say(f"{outcome.entry.sag} {outcome.action}")
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        _say(f"peak {resource.getrusage(who).ru_maxrss}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
