"""Files of evidence: numbered, measured, and confined to the record's folder."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from anmeld._validation import FaultyValue
from anmeld.errors import RecordError
from anmeld.record import (
    EvidenceFile,
    Record,
    check_record,
    collect_evidence,
    record_from_dict,
)
from anmeld.record.evidence import find_file
from record.records import small


def _evidence(*names: str | None) -> list[dict[str, Any]]:
    return [
        {"art": "foto", "viser": f"Nummer {number}"} | ({"fil": name} if name else {})
        for number, name in enumerate(names)
    ]


def _record(base: Path, *names: str | None) -> Record:
    return record_from_dict(small(bilag=_evidence(*names)), base=base)


def test_evidence__is_numbered_by_its_order_and_hashed(tmp_path: Path) -> None:
    (tmp_path / "filer").mkdir()
    first, second = tmp_path / "filer/b.png", tmp_path / "a.txt"
    first.write_bytes(b"x" * 3_000_000)
    second.write_bytes(b"")
    found = collect_evidence(_record(tmp_path, "filer/b.png", None, "a.txt"), tmp_path)
    digest = hashlib.sha256(b"x" * 3_000_000).hexdigest()
    empty = hashlib.sha256(b"").hexdigest()
    assert found == (
        EvidenceFile(1, "b.png", 3_000_000, digest, first.resolve()),
        EvidenceFile(2),
        EvidenceFile(3, "a.txt", 0, empty, second.resolve()),
    )


def test_evidence__that_is_gone_by_now_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    record = _record(tmp_path, "a.txt")
    (tmp_path / "a.txt").unlink()
    with pytest.raises(RecordError, match=r"bilag\[1\]\.fil"):
        collect_evidence(record, tmp_path)
    assert [fault.code for fault in check_record(record, tmp_path)] == [
        "file-not-found"
    ]


def test_evidence__may_be_named_the_windows_way_and_in_either_form_of_unicode(
    tmp_path: Path,
) -> None:
    name = "skærmbillede å.png"
    folder = tmp_path / "filer"
    folder.mkdir()
    (folder / unicodedata.normalize("NFD", name)).write_bytes(b"x")
    found = find_file(f"filer\\{unicodedata.normalize('NFC', name)}", tmp_path)
    assert found.read_bytes() == b"x"


@pytest.mark.parametrize(
    "name",
    [
        "../udenfor.txt",
        "filer/../../udenfor.txt",
        "..\\udenfor.txt",
        "/etc/hostname",
        "\\\\server\\del\\fil.png",
        "C:/fil.png",
        "file:///etc/hostname",
        "https://example.dk/fil.png",
        "a\x00b",
        "a\nb",
        "..",
        "./",
    ],
)
def test_path__that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    base = tmp_path / "sag"
    base.mkdir()
    (tmp_path / "udenfor.txt").write_text("x")
    with pytest.raises(FaultyValue) as caught:
        find_file(name, base)
    assert caught.value.code in ("file-outside", "not-a-file-name")


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_link__out_of_the_folder_is_refused_and_one_inside_it_followed(
    tmp_path: Path,
) -> None:
    base = tmp_path / "sag"
    base.mkdir()
    (tmp_path / "udenfor.txt").write_text("x")
    (base / "ud.txt").symlink_to(tmp_path / "udenfor.txt")
    (base / "mappe").symlink_to(tmp_path)
    (base / "rigtig.txt").write_text("y")
    (base / "inde.txt").symlink_to(base / "rigtig.txt")
    for name in ("ud.txt", "mappe/udenfor.txt"):
        with pytest.raises(FaultyValue) as caught:
            find_file(name, base)
        assert caught.value.code == "file-outside"
    assert find_file("inde.txt", base).read_text() == "y"


def test_file__without_a_folder_it_could_lie_in_is_refused() -> None:
    with pytest.raises(RecordError) as caught:
        record_from_dict(small(bilag=_evidence("a.txt")))
    assert [fault.code for fault in caught.value.faults] == ["no-base-folder"]


@pytest.mark.parametrize(
    "names", [("a.txt", "a.txt"), ("a.txt", "./A.TXT"), ("f/a.txt", "f\\a.txt")]
)
def test_two_pieces__of_one_file_are_told(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    (tmp_path / "f").mkdir()
    for name in ("a.txt", "A.TXT", "f/a.txt"):
        (tmp_path / name).write_text("x")
    with pytest.raises(RecordError) as caught:
        _record(tmp_path, *names)
    assert [fault.code for fault in caught.value.faults] == ["same-file-twice"]


def test_evidence__that_a_link_leads_to_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"a")
    (tmp_path / "mappe").symlink_to(tmp_path)
    with pytest.raises(RecordError) as caught:
        _record(tmp_path, "a.png", "mappe/a.png", "mappe/mappe/A.png")
    told = [(fault.code, fault.where.key) for fault in caught.value.faults]
    assert told[0] == ("same-file-twice", "bilag[2].fil")


def test_evidence__that_names_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"a")
    with pytest.raises(RecordError) as caught:
        _record(tmp_path, "a.png/")
    assert [fault.code for fault in caught.value.faults] == ["not-a-file-name"]
