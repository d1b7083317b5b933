"""A nightly job: an export in, a folder for the day out, and a line of it in the log.

    python examples/natlig_koersel.py udtraek.jsonl /srv/anmeld

A job that was stopped, or whose machine was switched off, goes on when it is started
again the same day, and makes only what is missing. It ends with 0 when all is made, 3
when some cases have faults (they stand in `fejl.csv`), 1 when nothing could be made, 4
when the disk said no: let the scheduler send mail on anything but 0.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from anmeld import AnmeldError
from anmeld.batch import Action, generate_many, run_moment
from anmeld.report import write_reports

log = logging.getLogger("natlig_koersel")


def run(source: Path, root: Path, now: datetime) -> int:
    """Make the day's cases.

    Args:
        source: The export, in any format that `anmeld generate` takes.
        root: The folder that holds a folder for each day.
        now: The moment of the job.

    Returns:
        The exit code.
    """
    # One folder a day: letters bear the day of their run, and so do those that are made
    # after an interruption.
    out = root / f"{now:%Y-%m-%d}"
    counts: Counter[str] = Counter()
    good = bad = 0
    moment = run_moment(out) or now
    for outcome in generate_many([source], now=moment, out=out):
        counts[outcome.action.value] += 1
        if outcome.action is Action.VANISHED:
            log.info("%s er ikke længere i udtrækket", outcome.entry.sag)
            continue
        good += outcome.has_documents
        bad += not outcome.is_good
        for fault in outcome.faults:
            log.warning("%s: %s", outcome.entry.sag or "-", fault.text("da"))
    write_reports(out, now=now)
    log.info("%s: %s", out, dict(counts))
    return (3 if good else 1) if bad else 0


def main() -> int:
    """Read the command line and the clock."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    source, root = (Path(argument) for argument in sys.argv[1:])
    try:
        return run(source, root, datetime.now(ZoneInfo("Europe/Copenhagen")))
    except AnmeldError as error:
        log.error("%s", error.text("da"))
        return error.exit_code


# The workers are processes of their own and import this file: nothing may run then.
if __name__ == "__main__":
    sys.exit(main())
