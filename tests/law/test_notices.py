"""Notices of an accident or disease: from the right day, by that day's law."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from anmeld.errors import LawError
from anmeld.law import Confidence, DeadlineStatus, Duty

from .cases import absent, deadlines, episode, make_record, moment

OPEN, MET = DeadlineStatus.AABEN, DeadlineStatus.OVERHOLDT
PASSED, UNKNOWN = DeadlineStatus.OVERSKREDET, DeadlineStatus.UKENDT_TRIGGER


def test_accident_in_2021__goes_by_nine_days_and_five_weeks() -> None:
    record = make_record(
        episode("14.06.2021"),
        fravaer={**absent("15.06.2021", 40), "genoptaget": "nej"},
        foelger={"krav_forventet": "ja"},
    )
    found = deadlines(record, moment(2021, 6, 16))
    assert "forsikring_fravaer" not in found
    assert found["forsikring_krav"].due == date(2021, 6, 23)
    assert found["forsikring_fem_uger"].due == date(2021, 7, 19)
    assert found["forsikring_fem_uger"].confidence is Confidence.INFERENCE
    assert found["tilsyn_fravaer"].due == date(2021, 6, 24)
    assert "voldsskade_anmodning" not in found


def test_accident_in_june_2026__goes_by_one_day_of_absence() -> None:
    record = make_record(
        episode("15.06.2026"),
        fravaer=absent("16.06.2026", 2),
        foelger={"krav_forventet": "nej"},
    )
    found = deadlines(record, moment(2026, 6, 17))
    insurer, authority = found["forsikring_fravaer"], found["tilsyn_fravaer"]
    assert insurer.due == authority.due == date(2026, 6, 30)
    assert insurer.duty is authority.duty is Duty.PLIGT
    assert insurer.confidence is authority.confidence is Confidence.VERIFIED
    assert "forsikring_fem_uger" not in found


def test_accident_in_august_2026__goes_by_three_days_and_rests_on_a_bill() -> None:
    record = make_record(
        episode("10.08.2026"),
        fravaer=absent("11.08.2026", 2),
        foelger={"krav_forventet": "nej"},
    )
    found = deadlines(record, moment(2026, 8, 12))
    insurer, authority = found["forsikring_fravaer"], found["tilsyn_fravaer"]
    assert insurer.due == authority.due == date(2026, 8, 25)
    assert insurer.duty is Duty.ANBEFALET
    assert authority.duty is Duty.PLIGT
    assert insurer.confidence is Confidence.BILL
    assert authority.confidence is Confidence.ASSUMPTION
    assert any("lovforslag" in remark for remark in insurer.remarks)
    weak = {rule.rule for rule in insurer.rules if rule.confidence.is_weak}
    assert "forsikring_fravaer_taerskel" in weak


def test_course__goes_by_the_law_of_its_last_day() -> None:
    record = make_record(
        episode("28.06.2022"), episode("01.07.2022"), fravaer=absent("02.07.2022")
    )
    found = deadlines(record, moment(2022, 7, 3))
    assert found["forsikring_fravaer"].due == date(2022, 7, 16)


def test_doctor__had_eight_weeks_until_july_2024() -> None:
    def due(known: str) -> object:
        record = make_record(episode("03.03.2024"), foelger={"kendskab": known})
        return deadlines(record, moment(2024, 7, 2))["laege_anmeldelse"].due

    assert due("30.06.2024") == date(2024, 8, 25)
    assert due("01.07.2024") == date(2024, 7, 15)


def test_accident__before_the_law_data_is_a_named_error() -> None:
    record = make_record(episode("31.12.2019"))
    with pytest.raises(LawError) as caught:
        deadlines(record)
    assert caught.value.faults[0].code == "law-not-in-force"


def test_notice__is_due_at_23_59_on_the_fourteenth_day_of_absence() -> None:
    record = make_record(episode("03.03.2025"), fravaer=absent("05.03.2025"))
    notice = deadlines(record)["forsikring_fravaer"]
    assert (notice.start, notice.due) == (date(2025, 3, 5), date(2025, 3, 19))
    assert notice.cutoff == "23.59"
    assert notice.amount == "14 dage"
    assert deadlines(record)["medarbejder_ulykke_et_aar"].cutoff is None


@pytest.mark.parametrize(
    ("now", "status"),
    [
        (moment(2025, 3, 19, 23, 59), OPEN),
        (moment(2025, 3, 20, 0, 0), PASSED),
        (datetime(2025, 3, 19, 22, 59, tzinfo=UTC), OPEN),
        (datetime(2025, 3, 19, 23, 0, tzinfo=UTC), PASSED),
    ],
)
def test_notice__is_open_until_the_day_is_over_in_denmark(
    now: datetime, status: DeadlineStatus
) -> None:
    record = make_record(episode("03.03.2025"), fravaer=absent("05.03.2025"))
    assert deadlines(record, now)["forsikring_fravaer"].status is status


@pytest.mark.parametrize(
    ("anmeldt", "status"),
    [("19.03.2025 kl. 23.59", MET), ("19.03.2025", MET), ("20.03.2025", PASSED)],
)
def test_notice__is_met_by_what_easy_acknowledged(
    anmeldt: str, status: DeadlineStatus
) -> None:
    record = make_record(
        episode("03.03.2025"),
        fravaer=absent("05.03.2025"),
        forsikring={"anmeldt": anmeldt},
    )
    notice = deadlines(record, moment(2025, 4, 1))["forsikring_fravaer"]
    assert notice.status is status
    late = "Der er anmeldt, men efter fristens udløb."
    assert (late in notice.remarks) == (status is PASSED)


def test_notice__without_a_first_day_of_absence_waits_for_it() -> None:
    notice = deadlines(make_record(episode("03.03.2025")))["forsikring_fravaer"]
    assert (notice.start, notice.due, notice.status) == (None, None, UNKNOWN)
    assert notice.duty is Duty.ANBEFALET
    assert notice.cutoff is None


def test_notice__for_a_claim_alone_counts_from_the_accident() -> None:
    record = make_record(
        episode("03.03.2025"), fravaer={"dage": 0}, foelger={"krav_forventet": "ja"}
    )
    found = deadlines(record)
    assert "forsikring_fravaer" not in found
    assert "tilsyn_fravaer" not in found
    assert found["forsikring_krav"].due == date(2025, 3, 17)
    assert found["forsikring_krav"].duty is Duty.PLIGT


def test_notice__for_a_claim_gives_way_to_enough_absence() -> None:
    record = make_record(
        episode("03.03.2025"),
        fravaer=absent("04.03.2025"),
        foelger={"krav_forventet": "ja"},
    )
    assert "forsikring_krav" not in deadlines(record)


def test_notice__for_an_injury_nobody_stated_says_so() -> None:
    record = make_record(
        episode("03.03.2025"),
        fravaer=absent("04.03.2025"),
        foelger={"personskade": "ukendt"},
    )
    conditional = "såfremt der er tale om personskade"
    found = deadlines(record)
    assert conditional in found["forsikring_fravaer"].reason
    own = found["medarbejder_ulykke_et_aar"]
    assert any(conditional in remark for remark in own.remarks)


def test_notice__without_injury_is_none() -> None:
    record = make_record(
        episode("03.03.2025"),
        fravaer=absent("04.03.2025"),
        foelger={"personskade": "nej"},
    )
    assert set(deadlines(record)) == {"politi_72_timer"}


def test_notice__of_several_accidents_counts_from_the_first_and_says_so() -> None:
    record = make_record(
        episode("01.02.2025"),
        episode("01.03.2025", alene_skadevoldende=True),
        episode("05.03.2025", alene_skadevoldende=True),
        fravaer={"dage": 0},
        foelger={"krav_forventet": "ja"},
    )
    notice = deadlines(record)["forsikring_krav"]
    assert notice.start == date(2025, 3, 1)
    assert any("hver af dem anmeldes for sig" in each for each in notice.remarks)


@pytest.mark.parametrize(
    ("first", "due", "words"),
    [
        ("08.03.2025", date(2025, 3, 22), "en lørdag"),
        ("09.03.2025", date(2025, 3, 23), "en søndag"),
        ("07.04.2025", date(2025, 4, 21), "Anden påskedag"),
        ("05.03.2025", date(2025, 3, 19), None),
    ],
)
def test_notice__on_a_free_day_is_not_moved_but_remarked(
    first: str, due: date, words: str | None
) -> None:
    record = make_record(episode("03.03.2025"), fravaer=absent(first))
    notice = deadlines(record, moment(2025, 3, 10))["forsikring_fravaer"]
    assert notice.due == due
    said = [remark for remark in notice.remarks if "er ikke flyttet" in remark]
    assert bool(said) == (words is not None)
    assert all(words is not None and words in remark for remark in said)


def test_notice__once_passed_says_nothing_of_free_days() -> None:
    record = make_record(episode("03.03.2025"), fravaer=absent("08.03.2025"))
    notice = deadlines(record, moment(2025, 4, 1))["forsikring_fravaer"]
    assert notice.status is PASSED
    assert not any("er ikke flyttet" in remark for remark in notice.remarks)
