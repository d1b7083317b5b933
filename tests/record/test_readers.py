"""Records from files, folders, standard input and other programs."""

from __future__ import annotations

import io
import json
import os
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from anmeld.errors import RecordError, StorageError, UsageError
from anmeld.record import (
    FaultyRecord,
    LoadedRecord,
    facts,
    load_record,
    load_records,
    record_from_dict,
)
from anmeld.record import readers as readers_module
from anmeld.record.values import Svar
from record.records import SMALL_TOML, small, written


def _numbers(found: Iterator[LoadedRecord | FaultyRecord]) -> list[str]:
    return [each.record.sag.nummer for each in found if isinstance(each, LoadedRecord)]


def _codes(found: Iterator[LoadedRecord | FaultyRecord]) -> list[str]:
    faulty = [each for each in found if isinstance(each, FaultyRecord)]
    return [fault.code for each in faulty for fault in each.faults]


def _case(number: str) -> dict[str, Any]:
    return small(sag={"nummer": number})


def test_record__is_the_same_from_toml_json_lines_and_a_dict(tmp_path: Path) -> None:
    data = json.dumps(small())
    record = record_from_dict(small())
    assert load_record(written(tmp_path, "a.toml", SMALL_TOML)) == record
    assert load_record(written(tmp_path, "a.json", data)) == record
    assert load_record(written(tmp_path, "a.jsonl", f"\n{data}\n")) == record
    assert load_record(written(tmp_path, "bom.toml", "\ufeff" + SMALL_TOML)) == record
    windows = SMALL_TOML.replace("\n", "\r\n")
    assert load_record(written(tmp_path, "windows.toml", windows)) == record


@pytest.mark.parametrize(
    "content",
    [
        SMALL_TOML,
        "\n# en sag\n" + SMALL_TOML,
        "\ufeff" + SMALL_TOML,
        json.dumps(small()),
        json.dumps(small(), indent=2),
        "\n\n" + json.dumps(small()) + "\n",
    ],
)
def test_standard_input__is_told_apart_by_its_content(content: str) -> None:
    (loaded,) = load_records("-", stdin=io.BytesIO(content.encode()))
    assert isinstance(loaded, LoadedRecord), loaded
    assert loaded.record == record_from_dict(small())
    assert loaded.base is None


def test_standard_input__can_be_many_lines() -> None:
    lines = "\n".join(json.dumps(_case(f"sag-{n}")) for n in range(3))
    found = load_records("-", stdin=io.BytesIO(lines.encode()))
    assert _numbers(found) == ["sag-0", "sag-1", "sag-2"]


@pytest.mark.parametrize("content", ["", "\n \n", "{", "[", "[[", "{}", "\x00", "x"])
def test_standard_input__that_is_no_record_is_a_fault(content: str) -> None:
    assert _codes(load_records("-", stdin=io.BytesIO(content.encode())))


def test_standard_input__must_be_handed_over() -> None:
    with pytest.raises(UsageError):
        list(load_records("-"))


def test_folder__is_read_in_the_order_of_names_and_nothing_else_in_it(
    tmp_path: Path,
) -> None:
    written(tmp_path, "b.json", json.dumps(_case("b")))
    written(tmp_path, "a.toml", SMALL_TOML)
    lines = "\n".join(json.dumps(_case(n)) for n in ("c1", "c2"))
    written(tmp_path, "c.jsonl", lines)
    written(tmp_path, "noter.txt", "ikke en sag")
    written(tmp_path, "under/d.toml", SMALL_TOML)
    found = list(load_records(tmp_path))
    assert _numbers(iter(found)) == ["2025-0001", "b", "c1", "c2"]
    assert found[2].origin == f"{tmp_path / 'c.jsonl'}:1"


def test_folder__goes_on_after_a_faulty_record(tmp_path: Path) -> None:
    written(tmp_path, "a.toml", "[sag")
    written(tmp_path, "b.json", json.dumps(_case("b")))
    assert _numbers(load_records(tmp_path)) == ["b"]
    assert _codes(load_records(tmp_path)) == ["invalid-toml"]


def test_case_number__used_twice_in_a_source_names_both_places(tmp_path: Path) -> None:
    written(tmp_path, "a.json", json.dumps(_case("Sag-Å")))
    written(tmp_path, "b.json", json.dumps(_case("SAG-A\u030a")))
    _, faulty = load_records(tmp_path)
    assert isinstance(faulty, FaultyRecord)
    (fault,) = faulty.faults
    assert "a.json" in fault.text("en")
    assert "b.json" in fault.text("en")


def test_source__that_is_not_there_or_of_another_kind_is_wrong_use(
    tmp_path: Path,
) -> None:
    for source in (
        tmp_path / "x.toml",
        written(tmp_path, "x.docx", "x"),
        tmp_path / "q",
    ):
        with pytest.raises(UsageError):
            load_record(source)
    empty = tmp_path / "tom"
    empty.mkdir()
    with pytest.raises(UsageError):
        list(load_records(empty))


@pytest.mark.skipif(os.name != "posix", reason="named pipes and links of POSIX")
def test_file__that_cannot_be_read_is_a_storage_error(tmp_path: Path) -> None:
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    with pytest.raises(StorageError):
        load_record(loop)


def test_one_record__is_asked_for_and_two_are_refused(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(_case(n)) for n in ("a", "b"))
    with pytest.raises(RecordError, match="holds 2 records"):
        load_record(written(tmp_path, "a.jsonl", lines))


def test_record_too_large__is_named_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers_module, "MAX_RECORD_BYTES", 1000)
    large = json.dumps(_case("stor") | {"haendelse": {"beskrivelse": "x" * 5000}})
    lines = "\n".join([json.dumps(_case("a")), large, json.dumps(_case("b"))])
    found = list(load_records(written(tmp_path, "a.jsonl", lines)))
    assert _numbers(iter(found)) == ["a", "b"]
    assert _codes(iter(found)) == ["too-large"]
    assert _codes(load_records(written(tmp_path, "a.json", large))) == ["too-large"]
    stdin = io.BytesIO((SMALL_TOML + "#" * 2000).encode())
    assert _codes(load_records("-", stdin=stdin)) == ["too-large"]


def test_lines__are_read_one_at_a_time(tmp_path: Path) -> None:
    """Memory does not grow with the number of records, but for their case numbers."""
    text = "x" * 20_000
    lines = (
        json.dumps(_case(f"sag-{n}") | {"haendelse": {"beskrivelse": text}})
        for n in range(300)
    )
    path = written(tmp_path, "a.jsonl", "\n".join(lines))
    tracemalloc.start()
    count = sum(1 for _ in load_records(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 300
    assert peak < path.stat().st_size / 3


def test_text__is_kept_character_for_character(tmp_path: Path) -> None:
    quote = " & < {{ x }} {% y %} 😡 \u202e\x00\x1b \ud800 \r\n slut \u00a0"
    data = small()
    data["episoder"][0]["citat"] = quote
    record = load_record(written(tmp_path, "a.json", json.dumps(data)))
    assert record.episoder[0].citat == quote
    assert record_from_dict(data).episoder[0].citat == quote


def test_blank_and_null__state_nothing() -> None:
    data = small(laege={"navn": "", "praksis": None}, borgersag=None, vidner=None)
    data["medarbejder"]["ansat"] = " "
    record = record_from_dict(data)
    assert record == record_from_dict(small(laege={}))
    stated = [fact.key for fact in facts(record)]
    assert "laege.navn" not in stated
    assert record.borgersag is None


def test_values_of_another_program__may_be_python_values() -> None:
    at = datetime(2025, 3, 3, 13, 5, tzinfo=UTC)
    record = record_from_dict(
        small(
            episoder=[{"tidspunkt": at, "art": "optakt", "fjernet": date(2025, 3, 4)}],
            foelger={"personskade": True},
            udgifter=({"art": "Psykolog", "beloeb": Decimal("1200.50")},),
            samtykke={"henvisning": "ja"},
        )
    )
    assert record.episoder[0].tidspunkt.iso == "2025-03-03T14:05:00+01:00"
    assert record.foelger.personskade is Svar.JA
    assert record.udgifter[0].beloeb == Decimal("1200.50")
    assert record.samtykke.henvisning is True


def test_removed__is_a_moment_or_an_answer() -> None:
    for written_as, kept in (
        ("nej", Svar.NEJ),
        ("Ukendt", Svar.UKENDT),
        (True, Svar.JA),
    ):
        episode = {"tidspunkt": "3.3.2025", "art": "optakt", "fjernet": written_as}
        record = record_from_dict(small(episoder=[episode]))
        assert record.episoder[0].fjernet is kept


def test_facts__are_what_is_stated_and_where() -> None:
    data = small(
        udoever={"telefoner": ["12345678", "87654321"], "profiler": [{"navn": "x"}]}
    )
    record = record_from_dict(data)
    stated = {key: value for key, value, _ in facts(record)}
    assert stated["udoever.telefoner[2]"] == "87654321"
    assert stated["udoever.profiler[1].navn"] == "x"
    assert stated["sag.nummer"] == "2025-0001"
    # A default that nobody wrote is no fact.
    assert "udoever.relation" not in stated
    assert "episoder[1].medie" not in stated


@pytest.mark.parametrize(
    ("data", "code", "key"),
    [
        ({1: 2}, "unknown-key", "…"),
        ({"sag": {"\ud800": 1}}, "unknown-key", "sag.…"),
        ({"x" * 10_000: 1}, "unknown-key", "…"),
        ({"bilag": [[1]]}, "wrong-type", "bilag[1]"),
        ({"episoder": {"a": 1}}, "wrong-type", "episoder"),
        ([], "wrong-type", None),
        ("sag", "wrong-type", None),
    ],
)
def test_data__of_any_shape_gives_faults(data: Any, code: str, key: str) -> None:  # noqa: ANN401
    with pytest.raises(RecordError) as caught:
        record_from_dict(data)
    found = [(fault.code, fault.where.key or None) for fault in caught.value.faults]
    assert (code, key) in found


def test_faults__come_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = SMALL_TOML.replace("[[episoder]]", 'nvan = "x"\n[[episoder]]')
    text += 'slut = "1.3.2025"\n[fravaer]\ndage = "x"\n'
    (faulty,) = load_records(written(tmp_path, "a.toml", text))
    assert isinstance(faulty, FaultyRecord)
    lines = [fault.where.line for fault in faulty.faults]
    assert lines == [10, 14, 16]


def test_record__cannot_be_changed() -> None:
    record = record_from_dict(small())
    with pytest.raises(ValueError, match="frozen"):
        setattr(record.sag, "nummer", "2")  # noqa: B010 - past the type checker


def test_lines__say_on_which_of_them_a_section_is_missing(tmp_path: Path) -> None:
    lines = f'{json.dumps(small())}\n\n{{"sag": {{"nummer": "2"}}}}\n'
    found = load_records(written(tmp_path, "a.jsonl", lines))
    faulty = [each for each in found if isinstance(each, FaultyRecord)]
    faults = [fault for each in faulty for fault in each.faults]
    assert {fault.where.line for fault in faults} == {3}
    assert "arbejdsgiver" in {fault.where.key for fault in faults}
