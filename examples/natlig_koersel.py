"""A nightly job: every record of an export in, case folders and a report out.

    python examples/natlig_koersel.py EXPORT... --out MAPPE

For a scheduler. It prints one line a record that is not as it should be and one line in
all, ends with 0 when everything is made and with 3 when something is not, and may be
stopped or killed at any moment: the next night goes on where it was. Names and values
of the records never reach the log.
"""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from anmeld.batch import generate_many
from anmeld.report import write_reports


def run(sources: list[Path], out: Path, now: datetime) -> int:
    """Make the cases of one night.

    Args:
        sources: The exports: JSONL, CSV, XLSX, or folders of records.
        out: The folder of the case folders; a folder a day keeps the days apart.
        now: The moment of the run, with its zone.

    Returns:
        The exit code.
    """
    good = bad = 0
    for outcome in generate_many(sources, now=now, out=out):
        good += outcome.is_good
        bad += not outcome.is_good
        for fault in outcome.faults:
            sys.stdout.write(f"{fault.code}: {fault.text('da')}\n")
    write_reports(out, now=now)
    sys.stdout.write(f"{good} færdige, {bad} med fejl, {out / 'koersel.html'}\n")
    return 3 if bad else 0


def main() -> int:
    """Read the command line and the clock; the library does neither."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    chosen = parser.parse_args()
    now = datetime.now(ZoneInfo("Europe/Copenhagen"))
    return run(chosen.sources, chosen.out / f"{now:%Y-%m-%d}", now)


if __name__ == "__main__":  # workers import this file, and must not begin a run
    sys.exit(main())
