"""Object storage: documents first, manifests after them, `sag.json` last."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from anmeld.batch import Action
from anmeld.errors import StorageError, UsageError
from batch.batches import NOW, faulty, left_in, make, record, write

URL = "memory://spand/ud"
CASE = "/spand/ud/S-1"


@pytest.fixture
def memory() -> Iterator[Any]:
    files = fsspec.filesystem("memory")
    files.store.clear()
    yield files
    files.store.clear()


def _objects(files: Any) -> dict[str, bytes]:  # noqa: ANN401 - fsspec has no types
    root = "/spand/ud/"
    return {path.removeprefix(root): files.cat_file(path) for path in files.find(root)}


def test_object_storage__holds_what_a_folder_would(tmp_path: Path, memory: Any) -> None:  # noqa: ANN401 - fsspec has no types
    source = write(tmp_path / "s.jsonl", [record(1), record(2)])
    make(source, tmp_path / "ud")

    make(source, URL, run_folder=tmp_path / "k")

    assert _objects(memory) == left_in(tmp_path / "ud")
    again = make(source, URL, run_folder=tmp_path / "k")
    assert {one.action for one in again} == {Action.SKIPPED}


def test_case_that_changes__is_never_half_for_a_reader_of_manifests(
    tmp_path: Path,
    memory: Any,  # noqa: ANN401 - fsspec has no types
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """This test ensures the order: a manifest that is there has its files there."""
    source = write(tmp_path / "s.jsonl", [record(1, bilag=_EVIDENCE)])
    (tmp_path / "bevis.txt").write_text("bevis")
    more = {"run_folder": tmp_path / "k", "documents": None, "with_bilag": True}
    order: list[str] = []
    real = MemoryFileSystem.pipe_file

    def noted(self: Any, path: str, value: bytes, **rest: Any) -> None:  # noqa: ANN401 - fsspec has no types
        order.append(path.rpartition("/")[2])
        real(self, path, value, **rest)

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", noted)
    make(source, URL, **more)

    case = order[: order.index("sag.json") + 1]
    assert case[-1] == "sag.json"
    first = case.index("manifest.json")
    assert set(case[first:-1]) == {"manifest.json"}
    (outcome,) = make(source, URL, **more, now=NOW.replace(day=8))
    assert outcome.action is Action.REPLACED


def test_what_a_case_no_longer_has__is_removed(tmp_path: Path, memory: Any) -> None:  # noqa: ANN401 - fsspec has no types
    source = write(tmp_path / "s.jsonl", [record(1)])
    both = {"run_folder": tmp_path / "k", "formats": ["txt", "docx"]}
    make(source, URL, **both)
    make(source, URL, run_folder=tmp_path / "k")

    listed = json.loads(memory.cat_file(f"{CASE}/sag.json"))["filer"]
    there = {path for path in _objects(memory) if path.startswith("S-1/")}
    assert there == {f"S-1/{path}" for path in listed} | {"S-1/sag.json"}


def test_object_of_another_case_or_hand__is_left(tmp_path: Path, memory: Any) -> None:  # noqa: ANN401 - fsspec has no types
    source = write(tmp_path / "s.jsonl", [record(1)])
    make(source, URL, run_folder=tmp_path / "k")
    edited = f"{CASE}/arbejdsgiver/intern_registrering.txt"
    memory.pipe_file(edited, b"rettet")
    later = {"run_folder": tmp_path / "k", "now": NOW.replace(day=8)}

    (by_hand,) = make(source, URL, **later)
    memory.pipe_file(f"{CASE}/sag.json", b'{"sagsnummer": "S-9"}')
    (another,) = make(source, URL, **later)

    assert [one.faults[0].code for one in (by_hand, another)] == [
        "edited-by-hand",
        "another-case",
    ]
    assert memory.cat_file(edited) == b"rettet"


def test_writing_that_was_stopped__is_taken_for_no_hand(
    tmp_path: Path,
    memory: Any,  # noqa: ANN401 - fsspec has no types
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """This test ensures that half a case of ours is replaced, on another day too."""
    source = write(tmp_path / "s.jsonl", [record(1)])
    make(source, URL, run_folder=tmp_path / "k")
    real = MemoryFileSystem.pipe_file

    def stop(self: Any, path: str, value: bytes, **rest: Any) -> None:  # noqa: ANN401 - fsspec has no types
        if path.endswith("sag.json"):
            raise RuntimeError
        real(self, path, value, **rest)

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", stop)
    for day in (8, 9):
        with pytest.raises(StorageError):
            make(source, URL, run_folder=tmp_path / "k", now=NOW.replace(day=day))
    monkeypatch.setattr(MemoryFileSystem, "pipe_file", real)

    later = {"now": NOW.replace(day=10)}
    (outcome,) = make(source, URL, run_folder=tmp_path / "k", **later)

    assert outcome.action is Action.REPLACED
    make(source, tmp_path / "ud", **later)
    assert _cases(_objects(memory)) == _cases(left_in(tmp_path / "ud"))


def _cases(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if "S-" in path}


def test_objects_of_somebody_else__are_left(tmp_path: Path, memory: Any) -> None:  # noqa: ANN401 - fsspec has no types
    """This test ensures that an object counts as a file in a folder does."""
    folder = {"run_folder": tmp_path / "k"}
    source = write(tmp_path / "s.jsonl", [record(1)])
    memory.pipe_file(f"{CASE}/arbejdsgiver/intern_registrering.txt", b"ikke vores")
    (not_ours,) = make(source, URL, **folder)
    memory.rm(CASE, recursive=True)
    make(source, URL, **folder)
    memory.pipe_file(f"{CASE}/arbejdsgiver/intern_registrering.docx", b"ikke vores")
    (in_the_way,) = make(source, URL, **folder, formats=["docx"])

    assert not_ours.faults[0].code == "not-our-folder"
    assert in_the_way.faults[0].code == "file-in-the-way"
    assert b"ikke vores" in _objects(memory).values()


def test_listing_of_an_earlier_run__is_not_relied_on(
    tmp_path: Path,
    memory: Any,  # noqa: ANN401 - fsspec has no types
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """This test ensures that a storage that remembers its listings is asked anew."""
    kept: dict[str, list[str]] = {}
    real = MemoryFileSystem.find

    def find(self: Any, path: str, **rest: Any) -> list[str]:  # noqa: ANN401 - fsspec has no types
        return kept.setdefault(path, real(self, path, **rest))

    monkeypatch.setattr(MemoryFileSystem, "find", find)
    monkeypatch.setattr(
        MemoryFileSystem, "invalidate_cache", lambda _, path=None: kept.pop(path, None)
    )
    source = write(tmp_path / "s.jsonl", [record(1)])
    make(source, URL, run_folder=tmp_path / "k")
    memory.pipe_file(f"{CASE}/arbejdsgiver/intern_registrering.docx", b"ikke vores")

    (outcome,) = make(source, URL, run_folder=tmp_path / "k", formats=["docx"])

    assert [fault.code for fault in outcome.faults] == ["file-in-the-way"]


def test_edit_that_is_what_would_be_written__is_no_edit(
    tmp_path: Path,
    memory: Any,  # noqa: ANN401 - fsspec has no types
) -> None:
    source = write(tmp_path / "s.jsonl", [record(1)])
    later = {"run_folder": tmp_path / "k", "now": NOW.replace(day=8)}
    make(source, tmp_path / "ud", now=NOW.replace(day=8))
    make(source, URL, run_folder=tmp_path / "k")
    same = "S-1/arbejdsgiver/intern_registrering.txt"
    memory.pipe_file(f"/spand/ud/{same}", (tmp_path / "ud" / same).read_bytes())

    (outcome,) = make(source, URL, **later)

    assert outcome.action is Action.REPLACED


def test_fault_list_of_an_earlier_run__does_not_stay(
    tmp_path: Path,
    memory: Any,  # noqa: ANN401 - fsspec has no types
) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), faulty(2)])
    make(source, URL, run_folder=tmp_path / "k")
    assert "fejl.csv" in _objects(memory)

    write(source, [record(1), record(2)])
    make(source, URL, run_folder=tmp_path / "k")

    assert "fejl.csv" not in _objects(memory)


def test_storage_that_refuses__ends_the_run_and_tells_no_key(
    tmp_path: Path,
    memory: Any,  # noqa: ANN401 - fsspec has no types
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("AKIA-HEMMELIG")

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", refuse)
    source = write(tmp_path / "s.jsonl", [record(1)])

    with pytest.raises(StorageError) as told:
        make(source, URL, run_folder=tmp_path / "k")

    assert told.value.exit_code == 4
    assert "HEMMELIG" not in told.value.text("en")
    assert not memory.find("/spand")


def test_object_storage__needs_a_folder_for_the_run_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        make(write(tmp_path / "s.jsonl", [record(1)]), URL)

    assert told.value.faults[0].code == "no-run-folder"


def test_storage_whose_library_is_missing__is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = write(tmp_path / "s.jsonl", [record(1)])
    monkeypatch.setitem(sys.modules, "fsspec.core", None)

    with pytest.raises(UsageError) as told:
        make(source, URL, run_folder=tmp_path / "k")

    assert told.value.faults[0].code == "no-object-storage"
    assert "anmeld[dask]" in told.value.text("en")


_EVIDENCE = [{"fil": "bevis.txt", "art": "dokument", "viser": "Et brev"}]
