"""The JSON Schema and the empty record say what the model says."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anmeld.record import (
    FaultyRecord,
    Kind,
    LoadedRecord,
    Record,
    blank_record,
    load_records,
    record_schema,
    walk,
)
from anmeld.record.values import Art
from record.records import small

_EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.toml"))


def test_schema__is_the_dialect_it_says_and_plain_json() -> None:
    schema = record_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(schema)) == schema
    assert set(schema["required"]) == {"sag", "arbejdsgiver", "medarbejder"}


def test_schema__has_a_danish_title_and_description_everywhere() -> None:
    for name, property_ in _properties(record_schema(), ""):
        assert property_["title"], name
        assert property_["description"].endswith((".", "?")), name


def test_schema__names_the_same_fields_as_the_model() -> None:
    found = {
        name.removesuffix("[]")
        for name, property_ in _properties(record_schema(), "")
        if "properties" not in property_.get("items", property_)
    }
    assert found == {field.name.removesuffix("[]") for field in walk(Record)}


def test_schema__gives_the_printed_words_of_closed_lists() -> None:
    members = record_schema()["$defs"]["Art"]["oneOf"]
    expected = [(each.value, each.betegnelse) for each in Art]
    assert [(each["const"], each["title"]) for each in members] == expected


@pytest.mark.parametrize("path", _EXAMPLES, ids=lambda path: path.name)
def test_schema__accepts_the_examples(path: Path) -> None:
    data = json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=str))
    schema = record_schema()
    assert list(_misfits(data, schema, schema, "")) == []


@pytest.mark.parametrize(
    ("sections", "place"),
    [
        ({"ukendt": 1}, "ukendt"),
        ({"sag": {}}, ".sag.nummer"),
        ({"episoder": [{"tidspunkt": "3.3.2025", "art": "q"}]}, ".episoder[].art"),
        ({"fravaer": {"dage": -1}}, ".fravaer.dage"),
        ({"laege": "x"}, ".laege"),
    ],
)
def test_schema__refuses_what_the_readers_refuse(
    sections: dict[str, Any], place: str
) -> None:
    schema = record_schema()
    assert place in "".join(_misfits(small(**sections), schema, schema, ""))


def test_blank_record__lacks_only_what_must_be_filled_in(tmp_path: Path) -> None:
    assert _faults(tmp_path, blank_record()) == {
        ("missing", "sag.nummer"),
        ("missing", "arbejdsgiver.navn"),
        ("missing", "medarbejder.navn"),
        ("missing", "episoder[1].tidspunkt"),
        ("missing", "episoder[1].art"),
    }


def test_blank_record__explains_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "sag.toml"
    path.write_text(blank_record(), encoding="utf-8")
    (faulty,) = load_records(path)
    assert isinstance(faulty, FaultyRecord)
    for fault in faulty.faults:
        assert fault.remedy is not None
        assert "Fill it in: " in fault.remedy.text("en")
        assert fault.where.line is not None


def test_blank_record__has_every_section_and_field(tmp_path: Path) -> None:
    """With every field put to use, nothing is unknown: only required ones lack."""
    used = re.sub(r"(?m)^#(?=[a-z\[])", "", blank_record())
    data = tomllib.loads(used)
    for field in walk(Record):
        assert _has(data, field.name), field.name
    codes = {code for code, _ in _faults(tmp_path, used)}
    assert codes == {"missing", "case-number-missing"}


def test_blank_record__filled_in_is_a_sound_record(tmp_path: Path) -> None:
    text = blank_record()
    for name, value in {
        "nummer": "2025-0001",
        "navn": "Eksempel",
        "tidspunkt": "3.3.2025 kl. 14.05",
        "art": "trussel_direkte",
    }.items():
        text = re.sub(rf'(?m)^{name} = ""$', f'{name} = "{value}"', text)
    path = tmp_path / "sag.toml"
    path.write_text(text, encoding="utf-8")
    (loaded,) = load_records(path)
    assert isinstance(loaded, LoadedRecord)


def test_blank_record__explains_every_field_and_lists_allowed_values() -> None:
    text = blank_record()
    for field in walk(Record):
        assert field.title in text
    for art in Art:
        assert f"{art.value} – {art.betegnelse}" in text
    assert max(map(len, text.splitlines())) <= 88


def test_walk__gives_name_title_and_kind() -> None:
    fields = {field.name: field for field in walk(Record)}
    assert fields["medarbejder.privat.adresse"].kind is Kind.ADDRESS
    assert fields["episoder[].citat"].title == "Ordret citat"
    assert fields["udoever.telefoner[]"].kind is Kind.PHONE
    assert fields["sag.nummer"].required
    assert "sag" not in fields


def _faults(folder: Path, text: str) -> set[tuple[str, str | None]]:
    path = folder / "sag.toml"
    path.write_text(text, encoding="utf-8")
    found = [each for each in load_records(path) if isinstance(each, FaultyRecord)]
    return {(f.code, f.where.key) for each in found for f in each.faults}


def _properties(
    schema: dict[str, Any], at: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, property_ in schema.get("properties", {}).items():
        many = "[]" if property_.get("type") == "array" else ""
        dotted = f"{at}.{name}{many}".lstrip(".")
        yield dotted, property_
        yield from _properties(property_.get("items", property_), dotted)


def _has(data: Any, name: str) -> bool:  # noqa: ANN401 - TOML's own data
    for part in name.split("."):
        data = data.get(part.removesuffix("[]")) if isinstance(data, dict) else None
        if data is None:
            return False
        if isinstance(data, list):
            data = data[0] if data else {}
    return True


_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
}


def _misfits(
    data: Any,  # noqa: ANN401 - JSON's own data
    schema: dict[str, Any],
    root: dict[str, Any],
    at: str,
) -> Iterator[str]:
    """Check the few words of JSON Schema that the record's schema uses."""
    if reference := schema.get("$ref"):
        schema = root["$defs"][reference.rpartition("/")[2]]
    if not _fits(data, schema):
        yield at
    elif isinstance(data, list):
        for each in data:
            yield from _misfits(each, schema["items"], root, f"{at}[]")
    elif isinstance(data, dict):
        yield from _misfits_inside(data, schema, root, at)


def _misfits_inside(
    data: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str
) -> Iterator[str]:
    missing = set(schema.get("required", [])) - set(data)
    unknown = set(data) - set(schema["properties"])
    yield from (f"{at}.{name}" for name in sorted(missing | unknown))
    for name in set(data) - unknown:
        inner = schema["properties"][name]
        yield from _misfits(data[name], inner, root, f"{at}.{name}")


def _fits(data: Any, schema: dict[str, Any]) -> bool:  # noqa: ANN401 - JSON's own data
    allowed = schema.get("enum") or [each["const"] for each in schema.get("oneOf", [])]
    if allowed:
        return data in allowed
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not isinstance(data, tuple(one for kind in kinds for one in _TYPES[kind])):
        return False
    return not isinstance(data, int) or data >= schema.get("minimum", data)
