"""Wrong records, one file each, with the message that a person needs.

A file says what it expects: `# expect: code | key | words of the English message`; the
line that is wrong is marked `# HER`. What has no comments has a file beside it,
`NAME.expect`, where the line follows as a fourth part. `-` stands for no key.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from anmeld.errors import Fault
from anmeld.record import FaultyRecord, load_records

_FOLDER = Path(__file__).parents[1] / "broken"
_FILES = sorted(
    path for path in _FOLDER.iterdir() if path.suffix in {".toml", ".json", ".jsonl"}
)


@dataclass(frozen=True)
class Expected:
    code: str
    key: str
    words: str
    line: int | None


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
def test_broken_record__gives_exactly_the_faults_it_names(path: Path) -> None:
    faults = _faults(path)
    expected = _expected(path)
    found = sorted((each.code, each.where.key or "-") for each in faults)
    assert found == sorted((each.code, each.key) for each in expected)
    for each in expected:
        assert any(_fits(fault, each) for fault in faults), [
            f.text("en") for f in faults
        ]


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
def test_broken_record__says_what_is_wrong_where_and_what_to_do(path: Path) -> None:
    for fault in _faults(path):
        assert str(path) in str(fault.where)
        assert fault.problem.text("en")
        assert fault.remedy is not None
        assert fault.remedy.text("en") in fault.text("en")


def test_broken_records__are_at_least_forty_different_mistakes() -> None:
    mistakes = {(each.code, each.key) for path in _FILES for each in _expected(path)}
    assert len(mistakes) >= 40


def _faults(path: Path) -> list[Fault]:
    read = load_records(path)
    return [f for each in read if isinstance(each, FaultyRecord) for f in each.faults]


def _fits(fault: Fault, expected: Expected) -> bool:
    return (
        fault.code == expected.code
        and (fault.where.key or "-") == expected.key
        and expected.words in fault.text("en")
        and (expected.line is None or _line_of(fault) == expected.line)
    )


def _line_of(fault: Fault) -> int | None:
    # A fault of a whole line of JSON Lines has the line in its file's name.
    if fault.where.line is not None:
        return fault.where.line
    _, _, line = str(fault.where.file).rpartition(":")
    return int(line) if line.isdigit() else None


def _expected(path: Path) -> list[Expected]:
    beside = path.with_name(f"{path.name}.expect")
    if beside.exists():
        return [_parsed(line, None) for line in beside.read_text().splitlines()]
    lines = path.read_text(encoding="utf-8").splitlines()
    marked = [number for number, line in enumerate(lines, 1) if line.endswith("# HER")]
    wanted = [line for line in lines if line.startswith("# expect: ")]
    assert wanted, f"{path.name} does not say what it expects"
    assert len(marked) <= 1
    line = marked[0] if marked and len(wanted) == 1 else None
    return [_parsed(text.removeprefix("# expect: "), line) for text in wanted]


def _parsed(text: str, line: int | None) -> Expected:
    code, key, words, *rest = (part.strip() for part in text.split(" | "))
    return Expected(code, key, words, int(rest[0]) if rest else line)
