"""Many records through the library: what is made, skipped, made anew and reported."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from anmeld.batch import Action, Stand, generate_many, read_entries, run_moment
from anmeld.errors import StorageError, UsageError
from anmeld.record import LoadedRecord, record_from_dict
from batch.batches import (
    CHEAP,
    NOW,
    faulty,
    left_in,
    lines_in,
    make,
    record,
    write,
)

P = ParamSpec("P")
T = TypeVar("T")
EVIDENCE = [{"fil": "bevis.txt", "art": "dokument", "viser": "Et brev"}]


def test_run__leaves_a_folder_a_case_and_a_line_a_record(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), faulty(2), record(3)])

    outcomes = make(source, tmp_path / "ud")

    assert [one.action for one in outcomes] == ["written", "nothing", "written"]
    assert [line["stand"] for line in lines_in(tmp_path / "ud")] == [
        "lavet",
        "fejl",
        "lavet",
    ]
    assert (tmp_path / "ud/S-3/arbejdsgiver/intern_registrering.txt").is_file()
    assert not any(path.startswith(".") for path in left_in(tmp_path / "ud"))


@pytest.mark.parametrize("crew", ["one process", "two processes", "threads"])
def test_same_bytes__whoever_does_the_work(tmp_path: Path, crew: str) -> None:
    records = [record(1), faulty(2), *(record(n) for n in range(3, 9))]
    source = write(tmp_path / "s.jsonl", records)
    make(source, tmp_path / "a")

    if crew == "threads":
        with ThreadPoolExecutor(3) as executor:
            make(source, tmp_path / "b", executor=executor)
    else:
        make(source, tmp_path / "b", workers=1 if crew == "one process" else 2)

    assert left_in(tmp_path / "a") == left_in(tmp_path / "b")


def test_same_bytes__in_any_order(tmp_path: Path) -> None:
    records = [record(number) for number in range(6)]
    make(write(tmp_path / "s.jsonl", records), tmp_path / "a")
    make(write(tmp_path / "s.jsonl", reversed(records)), tmp_path / "b")

    first, second = left_in(tmp_path / "a"), left_in(tmp_path / "b")
    del first["koersel.jsonl"], second["koersel.jsonl"]
    assert first == second


def test_second_run__skips_what_is_finished(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), faulty(2), record(3)])
    make(source, tmp_path / "ud")
    before = left_in(tmp_path / "ud")

    outcomes = make(source, tmp_path / "ud")

    assert [one.action for one in outcomes] == ["skipped", "nothing", "skipped"]
    assert left_in(tmp_path / "ud") == before


@pytest.mark.parametrize(
    "change", ["record", "evidence", "moment", "formats", "documents", "templates"]
)
def test_what_decides_the_output__makes_the_case_anew(
    tmp_path: Path, change: str
) -> None:
    (tmp_path / "bevis.txt").write_text("første")
    (tmp_path / "hus").mkdir()
    source = write(tmp_path / "s.jsonl", [record(1, bilag=EVIDENCE)])
    house = {"templates": [tmp_path / "hus"]}
    make(source, tmp_path / "ud", **house)

    changed: dict[str, object] = dict(house)
    match change:
        case "record":
            write(source, [record(1, bilag=EVIDENCE, leder={"navn": "Oda Ravnholt"})])
        case "evidence":
            (tmp_path / "bevis.txt").write_text("anden!")
        case "moment":
            changed["now"] = NOW.replace(day=8)
        case "formats":
            changed["formats"] = ["txt", "docx"]
        case "documents":
            changed["documents"] = ["intern_registrering", "journalnotat"]
        case "templates":
            (tmp_path / "hus" / "organisation.toml").write_text('navn = "Huset"\n')
    (outcome,) = make(source, tmp_path / "ud", **changed)

    assert outcome.action in (Action.REPLACED, Action.UNCHANGED)
    assert make(source, tmp_path / "ud", **changed)[0].action is Action.SKIPPED


@pytest.mark.parametrize("lost", ["sag.json", "arbejdsgiver/intern_registrering.txt"])
def test_removed_file__makes_the_case_anew(tmp_path: Path, lost: str) -> None:
    source = write(tmp_path / "s.jsonl", [record(1)])
    make(source, tmp_path / "ud")
    before = left_in(tmp_path / "ud")
    if lost == "sag.json":  # without it the folder is nobody's
        for file in (tmp_path / "ud/S-1").rglob("*.*"):
            file.unlink()
        (tmp_path / "ud/S-1/arbejdsgiver").rmdir()
        (tmp_path / "ud/S-1").rmdir()
    else:
        (tmp_path / "ud/S-1" / lost).unlink()

    (outcome,) = make(source, tmp_path / "ud")

    assert outcome.action in (Action.WRITTEN, Action.REPLACED)
    assert left_in(tmp_path / "ud") == before


def test_document_edited_by_hand__is_not_replaced(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), record(2)])
    make(source, tmp_path / "ud")
    edited = tmp_path / "ud/S-1/arbejdsgiver/intern_registrering.txt"
    edited.write_text("rettet i hånden")
    later = NOW.replace(day=8)

    first, second = make(source, tmp_path / "ud", now=later)

    assert [fault.code for fault in first.faults] == ["edited-by-hand"]
    assert first.entry.stand is Stand.FEJLET
    assert second.action is Action.REPLACED
    assert edited.read_text() == "rettet i hånden"


def test_document_edited_by_hand__loses_its_case_no_deadline(tmp_path: Path) -> None:
    """This test ensures that the report still holds a case that is left alone."""
    source = write(tmp_path / "s.jsonl", [record(1)])
    make(source, tmp_path / "ud", documents=None)
    (before,) = read_entries(tmp_path / "ud")
    edited = tmp_path / "ud/S-1/arbejdsgiver/intern_registrering.txt"
    edited.write_text("rettet i hånden")

    for day in (8, 9):
        later = NOW.replace(day=day)
        make(source, tmp_path / "ud", documents=None, now=later)

        (entry,) = read_entries(tmp_path / "ud")
        assert entry.stand is Stand.FEJLET
        for key in ("dokumenter", "omfang", "spor"):
            assert entry.indhold[key] == before.indhold[key]
        ids = [[one["id"] for one in e.indhold["frister"]] for e in (before, entry)]
        assert ids[0] == ids[1] != []


def test_folder_of_somebody_else__is_not_said_to_be_the_case_s(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1)])
    (tmp_path / "ud/S-1").mkdir(parents=True)
    (tmp_path / "ud/S-1/noter.txt").write_text("ikke vores")

    make(source, tmp_path / "ud")

    (entry,) = read_entries(tmp_path / "ud")
    assert [fault["kode"] for fault in entry.fejl] == ["not-our-folder"]
    assert "dokumenter" not in entry.indhold
    assert entry.indhold["frister"]


def test_vanished_case__is_reported_and_left(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), record(2)])
    make(source, tmp_path / "ud")
    write(source, [record(2)])

    outcomes = make(source, tmp_path / "ud")

    assert [(one.entry.sag, one.action) for one in outcomes] == [
        ("S-2", "skipped"),
        ("S-1", "vanished"),
    ]
    assert (tmp_path / "ud/S-1/sag.json").is_file()
    assert lines_in(tmp_path / "ud")[1]["i_kilden"] is False
    write(source, [record(1), record(2)])
    assert {one.action for one in make(source, tmp_path / "ud")} == {Action.SKIPPED}
    assert "i_kilden" not in lines_in(tmp_path / "ud")[0]


@pytest.mark.parametrize("part", [{"only": ["S-2"]}, {"limit": 1}])
def test_part_of_the_source__lets_nothing_vanish(
    tmp_path: Path, part: dict[str, object]
) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), record(2), record(3)])
    make(source, tmp_path / "ud")

    outcomes = make(source, tmp_path / "ud", **part)

    assert [one.action for one in outcomes] == ["skipped"]
    assert [line["sag"] for line in lines_in(tmp_path / "ud")] == ["S-1", "S-2", "S-3"]
    assert not any("i_kilden" in line for line in lines_in(tmp_path / "ud"))


def test_record_that_has_become_faulty__has_not_vanished(tmp_path: Path) -> None:
    """This test ensures that a typing error does not read as a case that is gone."""
    source = write(tmp_path / "s.jsonl", [record(1), record(2), record(3)])
    make(source, tmp_path / "ud")
    write(source, [faulty(1), record(3)])

    outcomes = make(source, tmp_path / "ud")

    told = [(one.entry.sag, one.action) for one in outcomes]
    assert told == [("S-1", "nothing"), ("S-3", "skipped"), ("S-2", "vanished")]
    by_case = {entry.sag: entry for entry in read_entries(tmp_path / "ud")}
    assert not by_case["S-2"].i_kilden
    assert by_case["S-1"].i_kilden


def test_record_without_a_number__may_be_any_so_that_none_has_vanished(
    tmp_path: Path,
) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), record(2)])
    make(source, tmp_path / "ud")
    write(source, [record(1), record(2) | {"sag": {"nummer": ""}}])

    outcomes = make(source, tmp_path / "ud")

    assert [one.action for one in outcomes] == ["skipped", "nothing"]
    assert all(entry.i_kilden for entry in read_entries(tmp_path / "ud"))


def test_faulty_case_that_is_wanted__is_said_once(tmp_path: Path) -> None:
    """This test ensures that its number is not also called unknown."""
    source = write(tmp_path / "s.jsonl", [record(1), faulty(2)])

    outcomes = make(source, tmp_path / "ud", only=["S-2"])

    assert [(one.entry.sag, one.action) for one in outcomes] == [("S-2", "nothing")]


def test_only__names_a_number_that_no_sound_record_has(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1)])

    with pytest.raises(UsageError) as told:
        make(source, tmp_path / "ud", only=["S-1", "S-7"])

    assert [fault.where.key for fault in told.value.faults] == ["S-7"]
    assert (tmp_path / "ud/S-1").is_dir()


def test_one_number_in_two_sources__is_refused_by_name(tmp_path: Path) -> None:
    """This test ensures that a later case never overwrites the earlier one."""
    first = write(tmp_path / "a.jsonl", [record("A/1")])
    second = write(tmp_path / "b.jsonl", [record("A/1"), record("a-1"), record("Z")])

    outcomes = make([first, second], tmp_path / "ud")

    assert [one.action for one in outcomes] == [
        "written",
        "nothing",
        "nothing",
        "written",
    ]
    codes = {fault.code for one in outcomes for fault in one.faults}
    assert codes == {"duplicate-case-number"}
    assert f"{first}:1" in outcomes[1].faults[0].text("en")


def test_case_called_as_a_file_of_the_run__is_refused(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record("Koersel.jsonl"), record("fejl.csv")])

    outcomes = make(source, tmp_path / "ud")

    assert {fault.code for one in outcomes for fault in one.faults} == {"reserved-name"}


def test_stop_on_error__begins_no_more(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), faulty(2), record(3)])

    outcomes = make(source, tmp_path / "ud", stop_on_error=True)

    assert [one.entry.stand for one in outcomes] == ["lavet", "fejl"]
    assert len(make(source, tmp_path / "ud")) == 3


def test_dry_run__makes_everything_and_writes_nothing(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), faulty(2)])

    outcomes = make(source, tmp_path / "ud", dry_run=True)

    assert [one.action for one in outcomes] == ["made", "nothing"]
    assert not (tmp_path / "ud").exists()


def test_unreadable_source__stops_no_other_and_lets_nothing_vanish(
    tmp_path: Path,
) -> None:
    a = write(tmp_path / "a.jsonl", [record(1)])
    b = write(tmp_path / "b.jsonl", [record(2)])
    make([a, b], tmp_path / "ud")
    a.unlink()

    outcomes = make([a, b], tmp_path / "ud")

    assert [one.entry.stand for one in outcomes] == ["fejl", "lavet"]
    assert [fault.code for fault in outcomes[0].faults] == ["not-found"]


def test_records_of_another_program__need_no_file(tmp_path: Path) -> None:
    loaded = LoadedRecord(record_from_dict(record(1)), None, "database række 7")

    (outcome,) = make([loaded], tmp_path / "ud")

    assert (outcome.entry.kilde, outcome.action) == ("database række 7", "written")


def test_record_that_moves__keeps_its_case_and_tells_its_new_place(
    tmp_path: Path,
) -> None:
    source = write(tmp_path / "s.jsonl", [record(1)])
    make(source, tmp_path / "ud")
    write(source, [record(0), record(1)])

    make(source, tmp_path / "ud")

    entries = {entry.sag: entry.kilde for entry in read_entries(tmp_path / "ud")}
    assert entries["S-1"] == f"{source}:2"


def test_moment__is_fixed_by_the_first_run(tmp_path: Path) -> None:
    assert run_moment(tmp_path) is None

    make(write(tmp_path / "s.jsonl", [record(1)]), tmp_path / "ud")

    assert run_moment(tmp_path / "ud") == NOW


def test_unknown_document__is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        make(write(tmp_path / "s.jsonl", [record(1)]), tmp_path / "ud", documents=["x"])

    assert told.value.faults[0].code == "unknown-document"
    assert not (tmp_path / "ud").exists()


def test_two_runs_in_one_folder__the_second_is_told(tmp_path: Path) -> None:
    source = write(tmp_path / "s.jsonl", [record(1), record(2)])
    first = generate_many([source], now=NOW, out=tmp_path / "ud", workers=0, **CHEAP)
    next(first)

    with pytest.raises(StorageError) as told:
        make(source, tmp_path / "ud")
    first.close()

    assert told.value.faults[0].code == "run-locked"
    assert [one.action for one in make(source, tmp_path / "ud")] == [
        "skipped",
        "written",
    ]


def test_caller_that_stops_listening__loses_nothing(tmp_path: Path) -> None:
    """This test ensures that what was under way is written down all the same."""
    source = write(tmp_path / "s.jsonl", [record(number) for number in range(6)])
    run = generate_many([source], now=NOW, out=tmp_path / "ud", workers=1, **CHEAP)
    next(run)
    run.close()

    folders = {path.name for path in (tmp_path / "ud").glob("S-*")}
    assert {line["sag"] for line in lines_in(tmp_path / "ud")} == folders
    make(source, tmp_path / "ud")
    make(source, tmp_path / "b")
    assert left_in(tmp_path / "ud") == left_in(tmp_path / "b")


class _OnlyOnce(Executor):
    """Does the first task, and never begins on another."""

    _is_used = False

    def submit(
        self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        future: Future[T] = Future()
        if not self._is_used:
            future.set_result(fn(*args, **kwargs))
        self._is_used = True
        return future


def test_caller_that_stops_listening__does_not_wait_for_what_nobody_began(
    tmp_path: Path,
) -> None:
    """This test ensures that the end of a run never hangs.

    An executor that is shut down forgets a task that was cancelled before it began, and
    nobody is ever told of that task again.
    """
    source = write(tmp_path / "s.jsonl", [record(number) for number in range(3)])
    run = generate_many(
        [source], now=NOW, out=tmp_path / "ud", executor=_OnlyOnce(), **CHEAP
    )

    assert next(run).action == "written"
    run.close()

    assert [line["sag"] for line in lines_in(tmp_path / "ud")] == ["S-0"]


def test_run_file_cut_anywhere__is_gone_on_from(tmp_path: Path) -> None:
    """This test ensures that a line that a crash cut off costs nothing."""
    source = write(tmp_path / "s.jsonl", [record(1), record(2)])
    make(source, tmp_path / "ud")
    whole = left_in(tmp_path / "ud")
    run_file = tmp_path / "ud/koersel.jsonl"
    length = len(whole["koersel.jsonl"])

    for end in (0, 1, 90, length // 2, length - 300, length - 1):
        run_file.write_bytes(whole["koersel.jsonl"][:end])
        make(source, tmp_path / "ud")
        assert left_in(tmp_path / "ud") == whole, end


def test_foreign_run_file__is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "ud").mkdir()
    (tmp_path / "ud/koersel.jsonl").write_text("mine noter\n")

    with pytest.raises(StorageError) as told:
        make(write(tmp_path / "s.jsonl", [record(1)]), tmp_path / "ud")

    assert told.value.faults[0].code == "not-a-run-file"
    assert (tmp_path / "ud/koersel.jsonl").read_text() == "mine noter\n"


def test_stopped_document__is_told_in_the_run_file_too(tmp_path: Path) -> None:
    data = record(1)
    data["medarbejder"]["privat"] = {"adresse": "Skovbrynet 44, 9992 Vesterø"}
    data["haendelse"]["resume"] = "Han skrev: Skovbrynet 44, 9992 Vesterø."
    source = write(tmp_path / "s.jsonl", [data])

    (outcome,) = make(source, tmp_path / "ud")

    assert outcome.entry.stand is Stand.STANDSET
    assert lines_in(tmp_path / "ud")[0]["fejl"][0]["dokument"] == "intern_registrering"
    assert not (tmp_path / "ud/S-1").exists()
    assert not any(b"Skovbrynet" in one for one in left_in(tmp_path / "ud").values())
    (again,) = make(source, tmp_path / "ud")
    assert (again.action, again.entry.stand) == (Action.SKIPPED, Stand.STANDSET)


def test_entry__comes_back_as_it_was_written(tmp_path: Path) -> None:
    make(write(tmp_path / "s.jsonl", [record(1), faulty(2)]), tmp_path / "ud")

    for entry in read_entries(tmp_path / "ud"):
        again = type(entry).from_data(json.loads(entry.as_line()))
        assert again == replace(entry, fejl=tuple(entry.fejl))
