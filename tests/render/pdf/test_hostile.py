"""Documents made to hurt end in a named error, or in a PDF, and in bounded room."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from render.pdf.hostile import HOSTILE

SECONDS = 5.0
MEGABYTES = 500
SCRIPT = """
import json, resource, sys, time
from anmeld.errors import AnmeldError
from anmeld.render import pdf
from render.pdf.hostile import HOSTILE

data = HOSTILE[sys.argv[1]][0]()
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
started, before = time.process_time(), peak()
try:
    pdf.render_pdf(data)
    code = None
except AnmeldError as error:
    code = error.faults[0].code
print(json.dumps([code, time.process_time() - started, peak() - before]))
"""


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_document__ends_as_it_must(name: str) -> None:
    """Each runs in a process of its own, so that its memory can be measured."""
    tests = Path(__file__).parents[2]
    made = subprocess.run(
        [sys.executable, "-c", SCRIPT, name],
        capture_output=True,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(tests)},
    )
    code, seconds, megabytes = json.loads(made.stdout)

    assert code == HOSTILE[name][1]
    assert seconds < SECONDS
    assert megabytes < MEGABYTES
