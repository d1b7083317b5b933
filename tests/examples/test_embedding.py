"""The examples of embedding run: a nightly job and a web service."""

from __future__ import annotations

import importlib.util
import io
import json
import shutil
import subprocess
import sys
import threading
import urllib.error
import urllib.request
import zipfile
from datetime import datetime
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2025, 9, 10, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_nightly_job__makes_the_cases_and_the_report(tmp_path: Path) -> None:
    """This test ensures that the job runs from a shell and tells of a bad record."""
    source = tmp_path / "eksport"
    source.mkdir()
    shutil.copy(EXAMPLES / "optakt.toml", source)
    (source / "forkert.toml").write_text("[sag]\n", encoding="utf-8")

    done = subprocess.run(
        [
            sys.executable,
            str(EXAMPLES / "natlig_koersel.py"),
            str(source),
            "--out",
            str(tmp_path / "ud"),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )

    assert done.returncode == 3, done.stderr
    (day,) = (tmp_path / "ud").iterdir()
    assert (day / "HAE-2025-0099" / "sag.json").exists()
    assert (day / "koersel.html").exists()
    assert "1 færdige, 1 med fejl" in done.stdout


@pytest.fixture
def address() -> str:
    """The address of a web service that runs until the tests end."""
    server = _load("webtjeneste").make_server(0, lambda: NOW)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def _record() -> dict[str, object]:
    return {
        "sag": {"nummer": "S-1"},
        "arbejdsgiver": {"navn": "Nordby Kommune"},
        "medarbejder": {"navn": "Mette Lindqvist"},
        "episoder": [
            {"tidspunkt": "2025-09-08", "art": "chikane_enkelt", "medie": "sms"}
        ],
    }


def test_web_service__gives_one_case_in_memory(address: str) -> None:
    """This test ensures that a record posted as JSON comes back as documents."""
    with urllib.request.urlopen(address, json.dumps(_record()).encode()) as answer:
        data = answer.read()

    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert "S-1/arbejdsgiver/intern_registrering.docx" in names
    assert "S-1/sag.json" in names


def test_web_service__tells_every_fault_and_no_value(address: str) -> None:
    """This test ensures that a faulty record is answered with its faults."""
    record = _record() | {"medarbejder": {"nvan": "Hemmelig Person"}}

    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(address, json.dumps(record).encode())

    told = caught.value.read().decode()
    caught.value.close()
    assert caught.value.code == 422
    assert "medarbejder.nvan" in told
    assert "Hemmelig" not in told
