"""The two programs under `examples/` that show how to build `anmeld` into others."""

from __future__ import annotations

import http.client
import importlib.util
import io
import json
import subprocess
import sys
import threading
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from batch.batches import NOW, faulty, left_in, record, write

EXAMPLES = Path(__file__).parents[2] / "examples"


def _example(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_nightly_job__makes_the_day_s_folder_and_says_what_is_wrong(
    tmp_path: Path,
) -> None:
    source = write(tmp_path / "udtraek.jsonl", [record(1), faulty(2)])

    done = subprocess.run(
        [sys.executable, EXAMPLES / "natlig_koersel.py", source, tmp_path / "ud"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 3, done.stderr
    (day,) = (tmp_path / "ud").iterdir()
    assert (day / "S-1/arbejdsgiver/intern_registrering.docx").is_file()
    assert {"fejl.csv", "koersel.jsonl", "koersel.html"} <= set(left_in(day))
    assert "sag.nummre" in done.stderr
    assert "hemmelig" not in done.stderr


def test_nightly_job__goes_on_the_same_day(tmp_path: Path) -> None:
    job = _example("natlig_koersel")
    source = write(tmp_path / "udtraek.jsonl", [record(1)])

    assert job.run(source, tmp_path / "ud", NOW) == 0
    before = left_in(tmp_path / "ud")
    assert job.run(source, tmp_path / "ud", NOW) == 0

    assert left_in(tmp_path / "ud") == before


@pytest.fixture
def port() -> Iterator[int]:
    service = _example("webtjeneste").Service(0)
    threading.Thread(target=service.serve_forever, daemon=True).start()
    yield service.server_address[1]
    service.shutdown()
    service.server_close()


def _post(port: int, path: str, body: bytes) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", path, body)
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def test_web_service__gives_a_case_as_a_zip(port: int, tmp_path: Path) -> None:
    example = tomllib.loads((EXAMPLES / "optakt.toml").read_text(encoding="utf-8"))
    body = json.dumps(example, default=_iso).encode()

    status, packed = _post(port, "/sag", body)

    assert status == 200, packed
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        assert file.testzip() is None
        names = set(file.namelist())
    assert "HAE-2025-0099/borgersag/journalnotat.docx" in names
    assert "HAE-2025-0099/sag.json" in names


def test_web_service__names_faults_and_no_values(port: int) -> None:
    status, answer = _post(port, "/sag", json.dumps(faulty(1)).encode())

    assert status == 422
    assert {one["felt"] for one in json.loads(answer)["fejl"]} == {
        "medarbejder.cpr",
        "sag.nummre",
    }
    assert b"hemmelig" not in answer


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [("/", b"{}", 404), ("/sag", b"", 413), ("/sag", b"[1]", 400), ("/sag", b"{", 400)],
)
def test_web_service__refuses_what_is_no_record(
    port: int, path: str, body: bytes, status: int
) -> None:
    assert _post(port, path, body)[0] == status


def _iso(value: Any) -> str:  # noqa: ANN401 - dates of every kind
    return str(value.isoformat())
