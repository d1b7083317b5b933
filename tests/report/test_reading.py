"""Where deadlines stand when the report is made, and what is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from anmeld.batch.entry import Stand
from anmeld.errors import UsageError
from anmeld.report import summarise_run
from anmeld.report.model import Standing
from report.runs import NOW, ZONE, case, deadline, faulty, report


def standing(senest: str | None, now: datetime = NOW, **more: str) -> Standing:
    """Where one deadline stands; a met one is counted and not listed."""
    summary = summarise_run(
        [case(frister=[deadline(senest=senest, **more)])], run=NOW, now=now
    )
    if summary.met:
        assert not summary.deadlines
        return Standing.OVERHOLDT
    return summary.deadlines[0].standing


@pytest.mark.parametrize(
    ("senest", "expected"),
    [
        ("2025-03-19", Standing.OVERSKREDET),
        ("2025-03-20", Standing.NAER),
        ("2025-04-03", Standing.NAER),
        ("2025-04-04", Standing.SENERE),
        ("2025-03-20T08:59:59+01:00", Standing.OVERSKREDET),
        ("2025-03-20T09:00:00+01:00", Standing.NAER),
        (None, Standing.UDEN_DAG),
    ],
)
def test_deadline__stands_where_the_clock_says(
    senest: str | None, expected: Standing
) -> None:
    assert standing(senest) is expected


def test_open_deadline_of_an_old_run__is_passed_in_a_new_report() -> None:
    """The run goes by the moment of its first part; the report by its own."""
    assert standing("2025-03-25", NOW + timedelta(days=6)) is Standing.OVERSKREDET


def test_met_deadline__stays_met() -> None:
    assert standing("2025-03-01", status="overholdt") is Standing.OVERHOLDT


def test_day__ends_at_midnight_in_denmark() -> None:
    last = datetime(2025, 3, 25, 23, 59, 59, tzinfo=ZONE)
    assert standing("2025-03-25", last) is Standing.NAER
    assert standing("2025-03-25", last + timedelta(seconds=1)) is Standing.OVERSKREDET


def test_moments__sort_by_the_real_clock() -> None:
    """In the night when the clock goes back 02.30 comes twice."""
    late = deadline("a", "2025-10-26T02:30:00+01:00")
    early = deadline("b", "2025-10-26T02:40:00+02:00")
    summary = summarise_run([case(frister=[late, early])], run=NOW, now=NOW)
    assert [row.id for row in summary.deadlines] == ["b", "a"]


def test_now_without_zone__is_refused() -> None:
    with pytest.raises(UsageError) as error:
        summarise_run([], run=NOW, now=NOW.replace(tzinfo=None))
    assert error.value.faults[0].code == "now-without-zone"


def test_extent__counts_a_case_once_under_each_kind() -> None:
    """Many episodes of one person are one person."""
    cases = [
        case(f"{n}", arter=["optakt", "optakt", "seksuel"], maaned=None)
        for n in range(7)
    ]
    extent = summarise_run(cases, run=NOW, now=NOW).extent
    kinds = extent.distributions[0]
    assert extent.total == 7
    assert {cell.count for cell in kinds.cells} == {7}
    assert [cell.label for cell in extent.distributions[3].cells] == ["Ikke oplyst"]


def test_departments__are_one_whatever_their_capitals_and_blanks() -> None:
    names = ["Jobcenter Nord", "jobcenter  nord", " JOBCENTER NORD", "Jobcenter nord"]
    cases = [case(f"{n}", afdeling=names[n % 4]) for n in range(8)]
    extent = summarise_run(cases, run=NOW, now=NOW).extent
    (cell,) = extent.distributions[2].cells
    assert (cell.label, cell.count) == ("JOBCENTER NORD", 8)


def test_extent_of_fewer_than_five_cases__is_not_shown() -> None:
    extent = summarise_run([case(f"{n}") for n in range(4)], run=NOW, now=NOW).extent
    assert (extent.total, extent.distributions) == (None, ())


def test_case_that_left_the_source__is_shown_and_not_counted() -> None:
    cases = [case(f"{n}", i_kilden=n < 6) for n in range(9)]
    summary = summarise_run(cases, run=NOW, now=NOW)
    assert len(summary.cases) == 9
    assert summary.extent.total == 6


@pytest.mark.parametrize("stand", [Stand.STANDSET, Stand.FEJLET])
def test_case_of_which_nothing_was_given_out__keeps_its_deadlines(stand: Stand) -> None:
    """This test ensures that the case that needs a person most is not left out."""
    told = replace(case("a", documents=(), frister=[deadline()]), stand=stand)

    summary = summarise_run([told], run=NOW, now=NOW)

    (row,) = summary.cases
    assert (row.folder, row.documents) == ("", ())
    assert [one.number for one in summary.deadlines] == ["a"]
    files = report(told)
    assert b"sager med dokumenter</dt><dd>0<" in files["koersel.html"]
    assert b'href="a/' not in files["koersel.html"]
    assert b"Mappe:" not in files["frister.ics"]


def test_case_that_could_not_be_made_again__keeps_its_folder() -> None:
    told = replace(case("a", frister=[deadline()]), stand=Stand.FEJLET)

    (row,) = summarise_run([told], run=NOW, now=NOW).cases

    assert row.folder == "a"


def test_failures__keep_the_order_of_the_source() -> None:
    entries = [faulty("9"), case("5"), faulty("1")]
    summary = summarise_run(entries, run=NOW, now=NOW)
    assert [row.number for row in summary.failures] == ["9", "1"]
    assert {row.source for row in summary.failures} == {"sager.xlsx[17]"}
