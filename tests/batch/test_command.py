"""`anmeld generate` over many records: what a person or a nightly job meets."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from batch.batches import CHEAP_OPTIONS, TODAY, Data, faulty, record, write
from command_line.running import run

DAY = ("--today", TODAY)


def _generate(source: Path, out: Path, *more: str) -> tuple[int, str]:
    result = run("generate", source, "--out", out, *CHEAP_OPTIONS, *more)
    return result.exit_code, result.output


def _source(tmp_path: Path, *records: Data) -> Path:
    return write(tmp_path / "s.jsonl", records or [record(1), faulty(2), record(3)])


def test_many__are_told_a_line_each_and_summed_up(tmp_path: Path) -> None:
    code, output = _generate(_source(tmp_path), tmp_path / "ud", *DAY)

    assert code == 3
    assert "S-1: 1 document" in output
    assert "sag.nummre" in output
    assert "fejl.csv" in output
    assert "hemmelig" not in output


@pytest.mark.parametrize(
    ("records", "code"),
    [([record(1)], 0), ([faulty(1)], 1), ([record(1), faulty(2)], 3), ([], 2)],
)
def test_exit_code__says_how_it_went(
    tmp_path: Path, records: list[Data], code: int
) -> None:
    source = write(tmp_path / "s.jsonl", records)

    assert _generate(source, tmp_path / "ud", *DAY)[0] == code


def test_second_call__goes_on_as_of_the_first_one_s_moment(tmp_path: Path) -> None:
    """This test ensures that letters of one run bear one date, whenever it ends."""
    source = _source(tmp_path, record(1), record(2))
    _generate(source, tmp_path / "ud", *DAY, "--limit", "1")

    code, output = _generate(source, tmp_path / "ud")

    assert code == 0
    assert "began on 07.03.2025" in output
    assert "--today" in output
    assert "dated 07.03.2025, the day of the run" in output
    data = json.loads((tmp_path / "ud/S-2/sag.json").read_bytes())
    assert data["dag"] == "2025-03-07"


def test_second_call__of_the_same_day_is_silent_about_it(tmp_path: Path) -> None:
    source = _source(tmp_path, record(1))
    _generate(source, tmp_path / "ud")

    assert "began on" not in _generate(source, tmp_path / "ud")[1]


def test_new_rows__of_a_finished_run_are_said_to_bear_its_day(tmp_path: Path) -> None:
    """This test ensures that nobody sends a letter of March in May unawares."""
    source = _source(tmp_path, record(1))
    _generate(source, tmp_path / "ud", *DAY)
    write(source, [record(1), record(2)])

    done = run("generate", source, "--out", tmp_path / "ud", *CHEAP_OPTIONS)

    assert "those of new cases too" in done.stderr
    assert "dated 07.03.2025" in done.stdout
    page = (tmp_path / "ud/koersel.html").read_text(encoding="utf-8")
    assert "Brevene er dateret den 7. marts 2025" in page
    assert "--today" in page


def test_dry_run__goes_by_the_day_of_the_run_in_the_folder(tmp_path: Path) -> None:
    source = _source(tmp_path, record(1))
    _generate(source, tmp_path / "ud", *DAY)
    write(source, [record(1), record(2)])

    assert "began on 07.03.2025" in _generate(source, tmp_path / "ud", "--dry-run")[1]


def test_today__begins_the_run_anew(tmp_path: Path) -> None:
    source = _source(tmp_path, record(1))
    _generate(source, tmp_path / "ud", *DAY)

    code, output = _generate(source, tmp_path / "ud", "--today", "8.3.2025")

    assert code == 0
    assert "S-1: 1 document, made anew." in output.replace("documents", "document")


def test_only__makes_the_one_case(tmp_path: Path) -> None:
    code, _ = _generate(_source(tmp_path), tmp_path / "ud", *DAY, "--only", "S-3")

    assert code == 3  # the faulty record may be the one, for all that is known
    assert [path.name for path in (tmp_path / "ud").glob("S-*")] == ["S-3"]


def test_vanished__is_said(tmp_path: Path) -> None:
    _generate(_source(tmp_path, record(1), record(2)), tmp_path / "ud", *DAY)

    code, output = _generate(_source(tmp_path, record(2)), tmp_path / "ud", *DAY)

    assert code == 0
    assert "No longer in the source" in output
    assert "S-1" in output


def test_json__is_one_list(tmp_path: Path) -> None:
    result = run(
        "generate",
        _source(tmp_path),
        "--out",
        tmp_path / "ud",
        *CHEAP_OPTIONS,
        *DAY,
        "--json",
    )

    told = json.loads(result.stdout)
    assert [one["stand"] for one in told] == ["lavet", "fejl", "lavet"]
    assert told[0]["skrevet"] == "written"


def test_dry_run__writes_nothing(tmp_path: Path) -> None:
    code, output = _generate(_source(tmp_path), tmp_path / "ud", *DAY, "--dry-run")

    assert code == 3
    assert "Nothing was written" in output
    assert not (tmp_path / "ud").exists()


def test_standard_input__of_many_lines_is_a_batch(tmp_path: Path) -> None:
    text = _source(tmp_path, record(1), record(2)).read_text(encoding="utf-8")

    result = run("generate", "-", "--out", tmp_path / "ud", *DAY, stdin=text)

    assert result.exit_code == 0, result.output
    assert (tmp_path / "ud/koersel.jsonl").is_file()


@pytest.mark.skipif(os.name == "nt", reason="terminals are POSIX's")
def test_terminal__shows_rate_and_time_left(tmp_path: Path) -> None:
    """This test ensures that a person sees a bar, and the faults above it."""
    import pty
    import subprocess

    source = _source(tmp_path)
    line = ["generate", str(source), "--out", str(tmp_path / "ud")]
    line += [*DAY, *CHEAP_OPTIONS]
    screen, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "anmeld", *line],
        stdout=terminal,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100", "ANMELD_LANG": "en"},
    )
    os.close(terminal)
    shown = b""
    try:
        while chunk := os.read(screen, 4096):
            shown += chunk
    except OSError:  # Linux' way to say that the other side is gone
        pass
    os.close(screen)

    assert process.wait(timeout=30) == 3
    text = shown.decode()
    assert "3/3" in text
    assert "/s" in text
    assert "sag.nummre" in text
