"""A disk that says no: one clear sentence, exit code 4, and nothing half."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from anmeld.casefile.disk import Disk
from anmeld.errors import StorageError
from batch.batches import (
    CHEAP_OPTIONS,
    TODAY,
    left_in,
    lines_in,
    make,
    record,
    start,
    write,
)


def _full_after(writes: int) -> Callable[[Disk, Path, bytes], None]:
    left = [writes]
    real = Disk.write

    def write_or_refuse(self: Disk, path: Path, data: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        real(self, path, data)

    return write_or_refuse


@pytest.mark.parametrize("writes", [0, 1, 4, 5])
def test_full_disk__ends_the_run_and_the_next_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    source = write(tmp_path / "s.jsonl", [record(number) for number in range(4)])
    make(source, tmp_path / "a")

    with monkeypatch.context() as full:
        full.setattr(Disk, "write", _full_after(writes))
        with pytest.raises(StorageError) as told:
            make(source, tmp_path / "b")

    assert told.value.exit_code == 4
    assert told.value.faults[0].code == "storage"
    whole = {path.name for path in (tmp_path / "b").glob("S-*")}
    assert {line["sag"] for line in lines_in(tmp_path / "b")} == whole
    make(source, tmp_path / "b")
    assert left_in(tmp_path / "b") == left_in(tmp_path / "a")


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
def test_files_that_may_not_grow__end_with_4_and_a_sentence(tmp_path: Path) -> None:
    """This test ensures the same of a real refusal, through workers and the door."""
    import resource

    source = write(tmp_path / "s.jsonl", [record(number) for number in range(4)])
    limit = 3_000  # bytes a file; the run file and the documents are larger

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    process = start(
        "generate",
        source,
        "--out",
        tmp_path / "ud",
        "--today",
        TODAY,
        "--workers",
        "2",
        preexec_fn=limited,
    )
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 4, errors
    assert "cannot be written" in errors
    assert "Traceback" not in errors
    assert not list((tmp_path / "ud").glob("S-*"))


def test_run_file_that_is_no_file__is_refused_before_any_case(tmp_path: Path) -> None:
    (tmp_path / "ud/koersel.jsonl").mkdir(parents=True)
    source = write(tmp_path / "s.jsonl", [record(1)])

    with pytest.raises(StorageError) as told:
        make(source, tmp_path / "ud")

    assert told.value.faults[0].code == "not-a-run-file"
    assert not (tmp_path / "ud/S-1").exists()


@pytest.mark.parametrize("reason", [errno.EACCES, errno.EROFS])
def test_folder_that_may_not_be_written__ends_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    def refuse(_self: Disk, path: Path) -> None:
        raise OSError(reason, os.strerror(reason), str(path))

    monkeypatch.setattr(Disk, "make_folder", refuse)

    with pytest.raises(StorageError) as told:
        make(write(tmp_path / "s.jsonl", [record(1)]), tmp_path / "ud")

    assert told.value.exit_code == 4
    assert "rights" in told.value.text("en")


def test_folder_below_a_file__ends_with_4(tmp_path: Path) -> None:
    (tmp_path / "ud").write_text("en fil")
    source = write(tmp_path / "s.jsonl", [record(1), record(2)])

    process = start("generate", source, "--out", tmp_path / "ud/x", *CHEAP_OPTIONS)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 4, errors
    assert "Traceback" not in errors


def test_list_that_a_spreadsheet_has_open__is_said_before_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that hours of work do not end in a list that cannot be made."""
    real = Path.unlink

    def refuse(self: Path, missing_ok: bool = False) -> None:
        if self.name == "fejl.csv":
            raise PermissionError(errno.EACCES, "in use", str(self))
        real(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)

    with pytest.raises(StorageError) as told:
        make(write(tmp_path / "s.jsonl", [record(1)]), tmp_path / "ud")

    assert told.value.faults[0].code == "fault-list-open"
