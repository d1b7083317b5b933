"""A run in a process of its own, to be killed; run by `test_crash.py`.

Arguments: the source, the folder, the day of March 2025, the number of workers. It
writes a line when it begins, and one for each record.
"""

from __future__ import annotations

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


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
