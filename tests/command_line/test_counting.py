"""The total of the progress bar: cases and not rows, or no total if unknown."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from anmeld.cli.counting import Total, most_records
from anmeld.record import load_records

HEAD = ("Sagsnummer", "Arbejdsgiverens navn", "Medarbejderens navn", "Tidspunkt", "Art")
ROWS = [
    ("S-1", "Nordby", "A. B.", "3.3.2025", "optakt"),
    ("S-2", "Nordby", "A. B.", "3.3.2025", "optakt"),
    ("S-1", "Nordby", "A. B.", "4.3.2025", "optakt"),
    ("S-1", "Nordby", "A. B.", "5.3.2025", "optakt"),
    ("S-2", "Nordby", "A. B.", "5.3.2025", "optakt"),
]


def _sheet(path: Path) -> Path:
    if path.suffix in (".csv", ".tsv"):
        sign = "\t" if path.suffix == ".tsv" else ";"
        lines = "".join(sign.join(row) + "\n" for row in (HEAD, *ROWS))
        path.write_text(lines, encoding="utf-8")
        return path
    book = Workbook()
    for row in (HEAD, *ROWS):
        book.worksheets[0].append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".xlsx", ".xlsm"])
def test_sheet__counts_its_cases_and_not_its_rows(tmp_path: Path, suffix: str) -> None:
    path = _sheet(tmp_path / f"sager{suffix}")
    total = Total([str(path)], None, is_chosen=False)
    assert total.value is None
    most = most_records([str(path)])
    assert most is not None
    assert most >= len(ROWS)

    records = load_records(path, counted=total.take)
    next(records)

    assert total.value == 2


def test_lines__are_counted_as_they_are_read(tmp_path: Path) -> None:
    lines = tmp_path / "s.jsonl"
    lines.write_text('{"a": 1}\n\n  \n{"a": 2}\n{"a": 3}')
    folder = tmp_path / "mappe"
    folder.mkdir()
    for name in ("1.toml", "2.json", "noter.md", "~$1.toml", "3.jsonl"):
        (folder / name).write_text("x")
    sources = [str(lines), str(folder), str(tmp_path / "findes_ikke.toml")]

    assert Total(sources, None, is_chosen=False).value == 3 + 3 + 1
    assert len(list(load_records(lines))) == 3
    assert len(list(load_records(folder))) == 3


@pytest.mark.parametrize(
    ("limit", "expected"), [(None, 3), (2, 2), (100, 3)], ids=["no", "low", "high"]
)
def test_limit__is_no_total_of_its_own(
    tmp_path: Path, limit: int | None, expected: int
) -> None:
    lines = tmp_path / "s.jsonl"
    lines.write_text("1\n2\n3\n")

    assert Total([str(lines)], limit, is_chosen=False).value == expected
    assert Total(["-", str(lines)], limit, is_chosen=False).value is None
    assert Total([str(lines)], limit, is_chosen=True).value is None


def test_most__is_never_too_few(tmp_path: Path) -> None:
    """This test ensures that a second, longer sheet of cases is not overlooked."""
    book = Workbook()
    book.worksheets[0].append(["Vejledning"])
    cases = book.create_sheet("Sager")
    for row in (HEAD[:2], *([f"S-{n}", "Nordby"] for n in range(50))):
        cases.append(row)
    path = tmp_path / "s.xlsx"
    book.save(path)

    most = most_records([str(path)])
    assert most is None or most >= 50
    assert most_records([str(tmp_path / "findes_ikke.xlsx")]) is None
