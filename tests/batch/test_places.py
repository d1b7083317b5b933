"""Where a run writes, what it must not read, and the day that it goes by."""

from __future__ import annotations

from pathlib import Path

import pytest

from anmeld.batch import run_moment
from anmeld.batch.crews import cores
from anmeld.errors import UsageError
from batch.batches import NOW, TODAY, faulty, left_in, make, record, write
from command_line.running import run


def test_folder_of_the_records__is_not_that_of_the_cases(tmp_path: Path) -> None:
    """This test ensures that a run does not read what it writes, for ever."""
    write(tmp_path / "s.jsonl", [record(1)])
    before = left_in(tmp_path)

    with pytest.raises(UsageError) as told:
        make([tmp_path], tmp_path / "x" / "..")

    assert [fault.code for fault in told.value.faults] == ["out-is-source"]
    assert left_in(tmp_path) == before
    make([tmp_path], tmp_path / "ud")
    assert (tmp_path / "ud/S-1/sag.json").is_file()


def test_file_of_the_run_itself__is_no_source(tmp_path: Path) -> None:
    make([write(tmp_path / "s.jsonl", [record(1)])], tmp_path / "ud")

    for name in ("koersel.jsonl", "FRISTER.xlsx"):
        with pytest.raises(UsageError) as told:
            make([tmp_path / "ud" / name], tmp_path / "ud")
        assert told.value.faults[0].code == "out-is-source"
    with pytest.raises(UsageError):
        make([tmp_path / "k"], "memory://spand/ud", run_folder=tmp_path / "k")


def test_records_beside_the_cases__are_read(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1)])

    make([source], tmp_path)

    assert (tmp_path / "S-1/sag.json").is_file()


def test_run_that_made_nothing__does_not_fix_the_day(tmp_path: Path) -> None:
    """This test ensures that no letter bears the day of an attempt that failed."""
    source = write(tmp_path / "s.jsonl", [faulty(1)])
    make(source, tmp_path / "ud")
    assert run_moment(tmp_path / "ud") is None

    write(source, [record(1), faulty(2)])
    make(source, tmp_path / "ud", now=NOW.replace(day=8))

    assert run_moment(tmp_path / "ud") == NOW.replace(day=8)


def test_only__knows_no_capitals(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), record(2)])

    (outcome,) = make(source, tmp_path / "ud", only=[" s-1"])

    assert outcome.entry.sag == "S-1"


def test_more_workers_than_a_machine_can_use__are_refused(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1)])
    with pytest.raises(UsageError) as told:
        make(source, tmp_path / "ud", workers=1000)

    assert told.value.faults[0].code == "too-many-workers"
    assert str(cores()) in told.value.text("en")
    assert not (tmp_path / "ud").exists()


def test_source_without_records__is_all_that_is_said(tmp_path: Path) -> None:
    """This test ensures that no overview of nothing is pointed to."""
    head = tmp_path / "kun_overskrifter.csv"
    head.write_text(
        "Sagsnummer;Arbejdsgiverens navn;Medarbejderens navn;Tidspunkt;Art\n",
        encoding="utf-8",
    )

    result = run("generate", head, "--out", tmp_path / "ud", "--today", TODAY)

    assert result.exit_code == 2
    assert result.output.strip() == "There is no record."


def test_folder_with_a_slash_at_its_end__is_written_once(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), faulty(2)])

    result = run("generate", source, "--out", f"{tmp_path}/ud/", "--today", TODAY)

    assert f"{tmp_path / 'ud' / 'fejl.csv'}" in result.output
    assert "//" not in result.output


def test_file_in_the_way_of_a_folder__is_said_in_words(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1)])
    (tmp_path / "fil").write_text("x")

    result = run("generate", source, "--out", tmp_path / "fil/ud", "--today", TODAY)

    assert result.exit_code == 4
    assert "a file is in the way" in result.output
