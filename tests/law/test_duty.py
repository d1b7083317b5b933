"""Whether insurer and Arbejdstilsynet must be notified, each by its own threshold."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from anmeld.law import (
    Confidence,
    Duty,
    Law,
    Notification,
    accident_day,
    find_course,
    notification_duty,
)

from .cases import episode, make_record

MUST, SHOULD, NEED_NOT = Duty.PLIGT, Duty.ANBEFALET, Duty.IKKE_PLIGT


def duty(
    law: Law,
    day: str,
    fravaer: dict[str, Any] | None = None,
    foelger: dict[str, Any] | None = None,
) -> Notification:
    record = make_record(episode(day), fravaer=fravaer or {}, foelger=foelger or {})
    return notification_duty(record, find_course(record), law)


def pair(notification: Notification) -> tuple[Duty, Duty]:
    return notification.insurer.duty, notification.authority.duty


@pytest.mark.parametrize(
    ("day", "dage", "krav", "expected"),
    [
        # Until 30 June 2022 only an expected claim counts towards the insurer.
        ("14.06.2021", 2, "ja", (MUST, MUST)),
        ("14.06.2021", 2, "ukendt", (SHOULD, MUST)),
        ("14.06.2021", 2, "nej", (SHOULD, MUST)),
        ("14.06.2021", 34, "nej", (SHOULD, MUST)),
        ("14.06.2021", 35, "nej", (MUST, MUST)),
        ("14.06.2021", 0, "nej", (NEED_NOT, NEED_NOT)),
        # From 1 July 2022 one day of absence is enough for both.
        ("15.06.2026", 1, "nej", (MUST, MUST)),
        ("15.06.2026", 2, "nej", (MUST, MUST)),
        ("15.06.2026", 0, "ja", (MUST, NEED_NOT)),
        ("15.06.2026", 0, "ukendt", (SHOULD, NEED_NOT)),
        ("15.06.2026", 0, "nej", (NEED_NOT, NEED_NOT)),
        # From 1 July 2026 the insurer's threshold is three days, by a bill.
        ("10.08.2026", 1, "nej", (SHOULD, MUST)),
        ("10.08.2026", 2, "nej", (SHOULD, MUST)),
        ("10.08.2026", 3, "nej", (MUST, MUST)),
        ("10.08.2026", 2, "ja", (MUST, MUST)),
        ("10.08.2026", 0, "nej", (NEED_NOT, NEED_NOT)),
    ],
)
def test_duty__goes_by_the_law_of_the_accidents_day(
    day: str, dage: int, krav: str, expected: tuple[Duty, Duty], law: Law
) -> None:
    found = duty(law, day, {"dage": dage}, {"krav_forventet": krav})
    assert pair(found) == expected


def test_duty__in_august_2026_says_that_it_rests_on_a_bill(law: Law) -> None:
    june = duty(law, "15.06.2026", {"dage": 2})
    august = duty(law, "10.08.2026", {"dage": 2})
    assert not any(rule.confidence.is_weak for rule in june.insurer.rules)
    (threshold,) = (
        rule for rule in august.insurer.rules if rule.rule.endswith("taerskel")
    )
    assert (threshold.number, threshold.confidence) == (3, Confidence.BILL)
    assert "lovforslag" in (threshold.reservation or "")
    assert any("mindst 3 dage" in reason for reason in august.insurer.reasons)


def test_duty__of_absence_that_nobody_stated_is_a_recommendation(law: Law) -> None:
    found = duty(law, "03.03.2025", None, {"krav_forventet": "nej"})
    assert pair(found) == (SHOULD, SHOULD)
    assert "tilskadekomstdagen er ikke oplyst" in found.insurer.reasons[0]


def test_duty__counts_a_first_day_of_absence_as_one_day_at_least(law: Law) -> None:
    absence = {"foerste_dag": "04.03.2025"}
    assert pair(duty(law, "03.03.2025", absence)) == (MUST, MUST)
    absence = {"foerste_dag": "11.08.2026"}
    nothing_claimed = {"krav_forventet": "nej"}
    assert pair(duty(law, "10.08.2026", absence, nothing_claimed)) == (SHOULD, MUST)


@pytest.mark.parametrize(
    ("absence", "expected"),
    [
        # Gone home on the day itself, and nothing said of the next.
        ({}, (SHOULD, SHOULD)),
        # Not back yet, or not to be expected for days.
        ({"genoptaget": "nej"}, (MUST, MUST)),
        ({"forventet": "dage_1_3"}, (SHOULD, SHOULD)),
        ({"forventet": "dage_4_6"}, (MUST, MUST)),
        ({"forventet": "over_5_uger"}, (MUST, MUST)),
        ({"forventet": "under_1_dag"}, (NEED_NOT, NEED_NOT)),
        # Back on the next day: no absence beyond the accident's own day.
        ({"genoptaget": "helt", "genoptaget_dato": "04.03.2025"}, (NEED_NOT, NEED_NOT)),
        ({"genoptaget": "helt", "genoptaget_dato": "05.03.2025"}, (MUST, MUST)),
        ({"genoptaget": "delvist", "genoptaget_dato": "04.03.2025"}, (MUST, MUST)),
        ({"dage": 1}, (MUST, MUST)),
    ],
)
def test_duty__does_not_count_the_accidents_own_day(
    absence: dict[str, Any], expected: tuple[Duty, Duty], law: Law
) -> None:
    from_the_day = {"foerste_dag": "03.03.2025", **absence}
    claims_nothing = {"krav_forventet": "nej"}
    assert pair(duty(law, "03.03.2025", from_the_day, claims_nothing)) == expected


def test_duty__takes_not_back_yet_for_no_absence_on_the_day_itself(law: Law) -> None:
    written = {"nummer": "1", "oprettet": "03.03.2025 kl. 14.00"}
    gone_home = {"foerste_dag": "03.03.2025", "genoptaget": "nej"}
    record = make_record(
        episode("03.03.2025"),
        sag=written,
        fravaer=gone_home,
        foelger={"krav_forventet": "nej"},
    )
    found = notification_duty(record, find_course(record), law)
    assert pair(found) == (SHOULD, SHOULD)


@pytest.mark.parametrize("back", ["helt", "delvist"])
def test_duty__passes_over_absence_that_ended_before_the_accident(
    back: str, law: Law
) -> None:
    """This test ensures that an earlier absence is not taken to deny a later one."""
    record = make_record(
        episode("01.02.2025"),
        episode("01.04.2025", alene_skadevoldende=True),
        fravaer={
            "foerste_dag": "01.02.2025",
            "genoptaget": back,
            "genoptaget_dato": "10.02.2025",
        },
        foelger={"krav_forventet": "nej"},
    )
    found = notification_duty(record, find_course(record), law)
    assert pair(found) == (SHOULD, SHOULD)


def test_duty__of_a_course_counts_absence_within_it(law: Law) -> None:
    """This test ensures that no duty falls away by what is only inferred."""
    record = make_record(
        episode("03.03.2025"),
        episode("05.03.2025"),
        fravaer={"foerste_dag": "04.03.2025"},
    )
    assert pair(notification_duty(record, find_course(record), law)) == (MUST, MUST)


def test_duty__counts_absence_until_work_was_taken_up(law: Law) -> None:
    absence = {
        "foerste_dag": "11.08.2026",
        "genoptaget": "helt",
        "genoptaget_dato": "14.08.2026",
    }
    assert pair(duty(law, "10.08.2026", absence)) == (MUST, MUST)


def test_duty__without_injury_is_none(law: Law) -> None:
    found = duty(law, "03.03.2025", None, {"personskade": "nej"})
    assert pair(found) == (NEED_NOT, NEED_NOT)
    assert "ingen arbejdsskade" in found.insurer.reasons[0]


def test_duty__with_unknown_injury_is_conditional(law: Law) -> None:
    found = duty(law, "03.03.2025", {"dage": 3}, {"personskade": "ukendt"})
    assert pair(found) == (MUST, MUST)
    for obligation in found:
        assert obligation.is_conditional
        assert obligation.reasons[-1] == "Gælder, såfremt der er tale om personskade."


def test_duty__after_a_death_is_certain_towards_the_insurer(law: Law) -> None:
    found = duty(law, "03.03.2025", {"dage": 0}, {"doedsfald": "04.03.2025"})
    assert found.insurer.duty is MUST


def test_accident__of_a_course_is_its_last_day(law: Law) -> None:
    record = make_record(episode("03.03.2025"), episode("05.03.2025"))
    assert accident_day(record, find_course(record), law) == date(2025, 3, 5)


def test_accident__in_a_long_course_is_the_episode_that_alone_injured(law: Law) -> None:
    record = make_record(
        episode("01.02.2025"),
        episode("01.03.2025", alene_skadevoldende=True),
        episode("01.04.2025"),
    )
    assert accident_day(record, find_course(record), law) == date(2025, 3, 1)


def test_accident__in_a_short_course_is_its_last_day_all_the_same(law: Law) -> None:
    record = make_record(
        episode("03.03.2025", alene_skadevoldende=True), episode("05.03.2025")
    )
    assert accident_day(record, find_course(record), law) == date(2025, 3, 5)
