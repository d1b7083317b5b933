"""Workbooks joined by case number, and flat sheets with a row an episode."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from anmeld.record import FaultyRecord, LoadedRecord, record_from_dict
from anmeld.record.sheet.spill import Kept, Spill
from record.sheet.building import (
    HEADERS,
    ROW,
    as_csv,
    codes,
    csv_file,
    faults,
    notes,
    only,
    outcomes,
    saved,
    workbook,
)

Rows = Sequence[Sequence[object]]
CASES = [
    ("Sagsnummer", "Arbejdsgiverens navn", "Medarbejderens navn", "Medarbejdernummer"),
    ("A-1", "Eksempel Kommune", "Mette Eksempel", "00123"),
    ("A-2", "Eksempel Kommune", "Jens Eksempel", "00124"),
]
EPISODES = [
    ("Sagsnummer", "Tidspunkt", "Art"),
    ("A-2", "4.3.2025", "haervaerk"),
    ("A-1", "3.3.2025", "forulempelse"),
    ("A-2", "5.3.2025", "forulempelse"),
]
EVIDENCE = [
    ("Sagsnummer", "Art", "Hvad viser det?", "Episodens nummer"),
    ("a-1 ", "Udskrift", "Vagtens notat", 1),
]
WITNESSES = [("Sagsnummer", "Rolle", "Navn"), ("A-1", "Kollega", "Ole Vidne")]
ACTIONS = [("Sagsnummer", "Art", "Dato"), ("A-2", "Krisehjælp", "5.3.2025")]
ALL: dict[str, Rows] = {
    "Sager": CASES,
    "Episoder": EPISODES,
    "Bilag": EVIDENCE,
    "Vidner": WITNESSES,
    "Tiltag": ACTIONS,
}


def _book(folder: Path, **change: Rows) -> Path:
    return saved(folder, workbook({**ALL, **change}))


def _sound(path: Path) -> list[LoadedRecord]:
    found = outcomes(path)
    assert all(isinstance(each, LoadedRecord) for each in found), codes(path)
    return [each for each in found if isinstance(each, LoadedRecord)]


def test_workbook__is_joined_by_case_number(tmp_path: Path) -> None:
    first, second = _sound(_book(tmp_path))
    assert first.record == record_from_dict(
        {
            "sag": {"nummer": "A-1"},
            "arbejdsgiver": {"navn": "Eksempel Kommune"},
            "medarbejder": {"navn": "Mette Eksempel", "medarbejder_id": "00123"},
            "episoder": [{"tidspunkt": "3.3.2025", "art": "forulempelse"}],
            "bilag": [{"art": "udskrift", "viser": "Vagtens notat", "episode": 1}],
            "vidner": [{"rolle": "Kollega", "navn": "Ole Vidne"}],
        }
    )
    assert [each.art for each in second.record.episoder] == [
        "haervaerk",
        "forulempelse",
    ]
    assert first.repairs == second.repairs == ()
    assert second.origin.endswith("[Sager 3]")


def test_workbook__is_the_same_whatever_the_order_of_its_sheets(tmp_path: Path) -> None:
    forwards = _sound(_book(tmp_path))
    book = workbook(dict(reversed(ALL.items())))
    backwards = _sound(saved(tmp_path, book))
    assert [each.record for each in forwards] == [each.record for each in backwards]


def test_workbook__may_have_sheets_for_the_other_lists(tmp_path: Path) -> None:
    more = {
        "Symptomer": [("Sagsnummer", "Symptom"), ("A-1", "utryg"), ("A-1", "søvnløs")]
    }
    first, _ = _sound(_book(tmp_path, **more))
    assert len(first.record.foelger.symptomer) == 2


def test_orphans__are_faults_at_their_rows(tmp_path: Path) -> None:
    rows = [*WITNESSES, ("A-9", "Vagt", ""), ("A-9", "Nabo", "")]
    path = _book(tmp_path, Vidner=rows)
    found = faults(path)
    assert [(f.code, f.where.sheet, f.where.row, f.where.column) for f in found] == [
        ("orphan-row", "Vidner", 3, "Sagsnummer"),
        ("orphan-row", "Vidner", 4, "Sagsnummer"),
    ]
    assert sum(isinstance(each, LoadedRecord) for each in outcomes(path)) == 2
    assert [o.number for o in outcomes(path) if isinstance(o, FaultyRecord)] == ["A-9"]


def test_case_number__that_lost_its_zeros_is_an_orphan_not_another_case(
    tmp_path: Path,
) -> None:
    cases = [CASES[0], ("007", *CASES[1][1:])]
    rows = [EPISODES[0], (7, *EPISODES[1][1:])]
    path = _book(tmp_path, Sager=cases, Episoder=rows, Bilag=[], Vidner=[], Tiltag=[])
    assert "orphan-row" in codes(path)
    assert "no-period" in codes(path)


def test_case_number__as_a_number_joins_the_same_number(tmp_path: Path) -> None:
    cases = [CASES[0], ("7", *CASES[1][1:])]
    rows = [EPISODES[0], (7, *EPISODES[1][1:])]
    path = _book(tmp_path, Sager=cases, Episoder=rows, Bilag=[], Vidner=[], Tiltag=[])
    (loaded,) = _sound(path)
    assert notes(loaded) == [("number-as-text", 2, "Sagsnummer")]


def test_two_cases_with_one_number__are_not_compared_column_by_column(
    tmp_path: Path,
) -> None:
    """This test ensures that one typing error is not told as thirty."""
    header = (*CASES[0], "leder.navn", "medarbejder.stilling")
    one = ("A-1", "Eksempel Kommune", "Mette Eksempel", "00999", "L", "s")
    two = ("A-1", "En anden kommune", "Bo Eksempel", "00111", "M", "t")
    path = _book(tmp_path, Sager=[header, one, two])

    faulty = next(each for each in outcomes(path) if isinstance(each, FaultyRecord))

    told = [(f.code, f.where.row, f.where.column) for f in faulty.faults]
    assert ("rows-disagree", 3, None) in told
    assert len(told) == 2
    assert faulty.number == "A-1"


def test_case__that_stands_twice_is_refused_with_both_rows(tmp_path: Path) -> None:
    engagement = ("A-1", "Eksempel Kommune", "Mette Eksempel", "00999")
    path = _book(tmp_path, Sager=[*CASES, engagement])
    found = {f.code: f for f in faults(path)}
    assert set(found) == {"duplicate-case-number", "rows-disagree"}
    assert found["duplicate-case-number"].where.row == 4
    assert "2" in found["duplicate-case-number"].problem.text("en")
    assert "engagement" in found["rows-disagree"].remedy.text("en")
    assert found["rows-disagree"].where.column == "Medarbejdernummer"
    assert [
        e.record.sag.nummer for e in outcomes(path) if isinstance(e, LoadedRecord)
    ] == ["A-2"]


def test_row__without_a_case_number_is_refused_at_its_place(tmp_path: Path) -> None:
    path = _book(tmp_path, Vidner=[*WITNESSES, ("", "Nabo", "")])
    (fault,) = faults(path)
    assert (fault.code, fault.where.sheet, fault.where.row, fault.where.column) == (
        "no-case-number",
        "Vidner",
        3,
        "Sagsnummer",
    )


def test_case_column__on_a_sheet_of_children_must_agree(tmp_path: Path) -> None:
    header = (*WITNESSES[0], "Medarbejderens navn")
    agreeing = [header, (*WITNESSES[1], "Mette Eksempel")]
    assert len(_sound(_book(tmp_path, Vidner=agreeing))) == 2
    other = [header, (*WITNESSES[1], "Mette Eksempelsen")]
    (fault,) = faults(_book(tmp_path, Vidner=other))
    assert (fault.code, fault.where.sheet, fault.where.row) == (
        "rows-disagree",
        "Vidner",
        2,
    )
    assert "Sager!C2" in fault.problem.text("en")
    assert "Eksempelsen" not in fault.text("da")


def test_fault__of_a_child_is_placed_at_its_own_sheet_row_and_column(
    tmp_path: Path,
) -> None:
    rows = [*EPISODES, ("A-1", "31.2.2025", "")]
    found = faults(_book(tmp_path, Episoder=rows))
    assert [(f.code, f.where.sheet, f.where.row, f.where.column) for f in found] == [
        ("no-such-day", "Episoder", 5, "Tidspunkt"),
        ("missing", "Episoder", 5, "Art"),
    ]
    assert found[0].where.key == "episoder[2].tidspunkt"


def test_contradiction__is_placed_at_the_cell_that_it_rests_on(tmp_path: Path) -> None:
    rows = [*EVIDENCE, ("A-1", "Udskrift", "To", 4)]
    (fault,) = faults(_book(tmp_path, Bilag=rows))
    assert (fault.code, fault.where.sheet, fault.where.row, fault.where.column) == (
        "no-such-episode",
        "Bilag",
        3,
        "Episodens nummer",
    )


def test_sheet__of_an_unknown_name_is_refused_unless_ignored(tmp_path: Path) -> None:
    path = _book(tmp_path, Notater=[("Sagsnummer", "Note"), ("A-1", "x")])
    (fault,) = faults(path)
    assert (fault.code, fault.where.sheet) == ("unknown-sheet", "Notater")


def test_hidden_child_sheet__is_read_and_told(tmp_path: Path) -> None:
    book = workbook(ALL)
    book["Vidner"].sheet_state = "hidden"
    first, _ = _sound(saved(tmp_path, book))
    assert len(first.record.vidner) == 1
    assert [n.code for n in first.repairs] == ["hidden-sheet"]


@pytest.mark.parametrize("gap", [False, True], ids=["adjacent", "apart"])
def test_flat_sheet__gathers_the_rows_of_a_case(tmp_path: Path, gap: bool) -> None:
    later = ("1", *ROW[1:3], "4.3.2025", "haervaerk")
    other = ("2", *ROW[1:])
    rows = [ROW, other, later] if gap else [ROW, later, other]
    found = outcomes(csv_file(tmp_path, [HEADERS, *rows]))
    assert all(isinstance(each, LoadedRecord) for each in found)
    counts = [len(e.record.episoder) for e in found if isinstance(e, LoadedRecord)]
    assert counts == [2, 1]


def test_flat_sheet__may_leave_case_columns_blank_below_the_first_row(
    tmp_path: Path,
) -> None:
    rows = [HEADERS, ROW, ("1", "", "", "4.3.2025", "haervaerk")]
    assert len(only(csv_file(tmp_path, rows)).record.episoder) == 2


def test_flat_sheet__that_disagrees_names_both_places(tmp_path: Path) -> None:
    rows = [HEADERS, ROW, ("1", ROW[1], "En Anden", "4.3.2025", "haervaerk")]
    (fault,) = faults(csv_file(tmp_path, rows))
    assert (fault.code, fault.where.row, fault.where.column) == (
        "rows-disagree",
        3,
        "Medarbejderens navn",
    )
    assert "cell C2," in fault.problem.text("en")


def test_flat_sheet__refuses_an_episode_that_stands_twice(tmp_path: Path) -> None:
    (fault,) = faults(csv_file(tmp_path, [HEADERS, ROW, ROW]))
    assert (fault.code, fault.where.row) == ("identical-rows", 3)


def test_flat_sheet__counts_a_repeated_witness_once_and_says_so(tmp_path: Path) -> None:
    header = (*HEADERS, "Vidne: rolle")
    later = ("1", *ROW[1:3], "4.3.2025", "haervaerk", "Vagt")
    loaded = only(csv_file(tmp_path, [header, (*ROW, "Vagt"), later]))
    assert len(loaded.record.vidner) == 1
    assert notes(loaded) == [("counted-once", 3, None)]


def test_flat_sheet__without_episodes_refuses_a_case_that_stands_twice(
    tmp_path: Path,
) -> None:
    header = (*HEADERS[:3], "Hændelse: første dag")
    row = (*ROW[:3], "3.3.2025")
    assert codes(csv_file(tmp_path, [header, row])) == []
    assert codes(csv_file(tmp_path, [header, row, row])) == ["duplicate-case-number"]


def test_evidence__lies_in_the_folder_of_the_sheet(tmp_path: Path) -> None:
    header = ("Sagsnummer", "Fil", "Art", "Hvad viser det?")
    rows = [header, ("A-1", "log.txt", "Udskrift", "Loggen")]
    path = _book(tmp_path, Bilag=rows)
    assert codes(path) == ["file-not-found"]
    (tmp_path / "log.txt").write_text("x", encoding="utf-8")
    assert codes(path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="looks at Linux's open files")
def test_spill__is_owner_only_has_no_name_and_is_gone(tmp_path: Path) -> None:
    def spilled() -> list[os.stat_result]:
        found = []
        for each in Path("/proc/self/fd").iterdir():
            try:
                target = str(each.readlink())
            except OSError:
                continue
            if "etilqs" in target and target.endswith("(deleted)"):
                found.append(each.stat())
        return found

    with Spill(tmp_path / "x.csv", cache=16) as spill:
        for number in range(3000):
            spill.keep(str(number % 50), Kept(0, number, False, {0: "æ" * 100}))
        files = spilled()
        assert files
        assert all(stat.S_IMODE(each.st_mode) == 0o600 for each in files)
        cases = list(spill.cases())
    assert len(cases) == 50
    assert [len(rows) for rows in cases] == [60] * 50
    assert spilled() == []


def test_case_number__with_a_lone_surrogate_is_no_crash(tmp_path: Path) -> None:
    with Spill(tmp_path / "x.csv") as spill:
        spill.keep("\ud800", Kept(0, 1, False, {0: "\ud800"}))
        assert [rows[0].cells for rows in spill.cases()] == [{0: "\ud800"}]


def test_faulty_case__never_touches_the_others(tmp_path: Path) -> None:
    rows = [*EPISODES, ("A-1", "i går", "forulempelse")]
    first, second = outcomes(_book(tmp_path, Episoder=rows))
    assert isinstance(first, FaultyRecord)
    assert isinstance(second, LoadedRecord)


@pytest.mark.skipif(sys.platform == "win32", reason="limits file sizes as POSIX does")
def test_spill__that_the_disk_has_no_room_for_is_told(tmp_path: Path) -> None:
    rows = ((str(n), *ROW[1:], "x" * 4000) for n in range(8000))
    path = tmp_path / "sager.csv"
    path.write_text(as_csv([(*HEADERS, "Ordret citat"), *rows]), encoding="utf-8")
    code = (
        "import resource, signal, sys\n"
        "from anmeld.errors import StorageError\n"
        "from anmeld.record import load_records\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))\n"
        "try:\n"
        "    next(load_records(sys.argv[1]))\n"
        "except StorageError as error:\n"
        "    print(error.faults[0].code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True
    )
    assert done.stdout == "no-room\n", done.stderr


def test_visible_sheet__of_the_name_of_our_own_hidden_one_is_not_skipped(
    tmp_path: Path,
) -> None:
    path = _book(tmp_path, Valgmuligheder=[("Sagsnummer",), ("A-1",)])
    assert codes(path) == ["unknown-sheet"]


def test_two_sheets_of_cases__are_both_named(tmp_path: Path) -> None:
    """This test ensures that a blank at the end of a name tells no sheets apart."""
    path = _book(tmp_path, **{"sager ": CASES})

    (fault,) = faults(path)

    assert fault.code == "which-sheet"
    assert "»Sager«" in fault.text("en")
    assert "»sager" in fault.text("en")
