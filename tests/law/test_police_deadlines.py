"""The police: moments on the real clock, and a window of its own for each episode."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from anmeld.law import DeadlineStatus, Duty

from .cases import deadlines, episode, make_record, moment

OPEN, MET = DeadlineStatus.AABEN, DeadlineStatus.OVERHOLDT
PASSED, UNKNOWN = DeadlineStatus.OVERSKREDET, DeadlineStatus.UKENDT_TRIGGER


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("28.03.2025 kl. 14.05", moment(2025, 3, 31, 15, 5)),
        ("29.03.2025", moment(2025, 4, 1, 1, 0)),
        ("24.10.2025 kl. 14.05", moment(2025, 10, 27, 13, 5)),
        ("25.10.2025", moment(2025, 10, 27, 23, 0)),
        ("03.03.2025 kl. 14.05", moment(2025, 3, 6, 14, 5)),
    ],
)
def test_police__has_72_hours_on_the_real_clock(at: str, due: datetime) -> None:
    police = deadlines(make_record(episode(at)))["politi_72_timer"]
    assert isinstance(police.due, datetime)
    assert police.due.isoformat() == due.isoformat()
    assert police.cutoff is None
    without_clock = "Klokkeslættet er ikke oplyst; der er regnet fra kl. 00.00."
    assert (without_clock in police.remarks) == ("kl." not in at)


def test_police__runs_out_at_the_minute() -> None:
    record = make_record(episode("28.03.2025 kl. 14.05"))

    def status(now: datetime) -> DeadlineStatus:
        return deadlines(record, now)["politi_72_timer"].status

    assert status(moment(2025, 3, 31, 15, 5)) is OPEN
    assert status(moment(2025, 3, 31, 15, 6)) is PASSED


def test_police__shows_the_earliest_window_still_open() -> None:
    record = make_record(
        episode("01.03.2025 kl. 10.00"),
        episode("04.03.2025 kl. 10.00"),
        episode("05.03.2025 kl. 10.00"),
    )
    police = deadlines(record, moment(2025, 3, 5, 12))["politi_72_timer"]
    assert police.due == moment(2025, 3, 7, 10)
    assert [window.status for window in police.windows] == [PASSED, OPEN, OPEN]
    assert any(each.startswith("1 af 3 episoder") for each in police.remarks)


@pytest.mark.parametrize("anmeldt", ["04.03.2025 kl. 09.00", "04.03.2025"])
def test_police__reported_once_leaves_later_episodes_open(anmeldt: str) -> None:
    record = make_record(
        episode("03.03.2025 kl. 10.00"),
        episode("05.03.2025 kl. 10.00"),
        politi={"anmeldt": anmeldt},
    )
    police = deadlines(record, moment(2025, 3, 5, 12))["politi_72_timer"]
    assert [window.status for window in police.windows] == [MET, OPEN]
    assert (police.status, police.due) == (OPEN, moment(2025, 3, 8, 10))


@pytest.mark.parametrize(
    ("anmeldt", "status", "doubt"),
    [
        ("06.03.2025 kl. 10.00", MET, False),
        ("06.03.2025 kl. 10.01", PASSED, False),
        ("06.03.2025", MET, True),
        ("07.03.2025", PASSED, False),
        ("05.03.2025", MET, False),
    ],
)
def test_police__is_met_by_a_report_within_the_hours(
    anmeldt: str, status: DeadlineStatus, doubt: bool
) -> None:
    record = make_record(episode("03.03.2025 kl. 10.00"), politi={"anmeldt": anmeldt})
    police = deadlines(record, moment(2025, 3, 10))["politi_72_timer"]
    assert police.status is status
    doubted = any("Anmeldelsens klokkeslæt" in remark for remark in police.remarks)
    assert doubted is doubt


def test_police__approximate_time_is_said_to_be_so() -> None:
    record = make_record(episode("03.03.2025 kl. 10.00", cirka=True))
    police = deadlines(record)["politi_72_timer"]
    assert any("omtrentligt" in remark for remark in police.remarks)


@pytest.mark.parametrize("art", ["optakt", "naerved", "kraenkende_handling"])
def test_police__has_nothing_to_do_with_kinds_that_have_no_provision(art: str) -> None:
    record = make_record(episode("03.03.2025", art), foelger={"personskade": "nej"})
    assert not deadlines(record)


def test_own_request__has_six_months_for_the_provisions_that_need_it() -> None:
    record = make_record(
        episode("01.02.2025", "trussel_direkte"),
        episode("31.08.2025", "offentliggoerelse_privat"),
    )
    request = deadlines(record, moment(2025, 9, 1))["paatale_seks_maaneder"]
    assert [window.event.number for window in request.windows] == [2]
    assert request.due == date(2026, 2, 28)
    assert request.duty is Duty.RET
    assert any("selv underskrive" in remark for remark in request.remarks)


def test_own_request__is_not_met_by_the_employers_report() -> None:
    record = make_record(
        episode("03.03.2025", "aerekraenkelse"), politi={"anmeldt": "04.03.2025"}
    )
    request = deadlines(record)["paatale_seks_maaneder"]
    assert request.status is OPEN
    assert any("underskrevne begæring" in remark for remark in request.remarks)


def test_own_request__is_not_asked_for_where_no_provision_needs_it() -> None:
    record = make_record(episode("03.03.2025", "trussel_direkte"))
    assert "paatale_seks_maaneder" not in deadlines(record)
