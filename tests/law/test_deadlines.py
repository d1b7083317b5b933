"""Deadlines: counted from the right day, by that day's law, and never moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anmeld.errors import LawError, UsageError
from anmeld.law import (
    Confidence,
    Deadline,
    DeadlineStatus,
    Duty,
    Law,
    find_course,
    find_deadlines,
    load_law,
)
from anmeld.law.days import by_clock
from anmeld.record import Record
from anmeld.record.values import Spor

from .cases import episode, make_record, moment

OPEN, MET = DeadlineStatus.AABEN, DeadlineStatus.OVERHOLDT
PASSED, UNKNOWN = DeadlineStatus.OVERSKREDET, DeadlineStatus.UKENDT_TRIGGER
NOW = moment(2025, 3, 6)
LAW = load_law()


def deadlines(
    record: Record, now: datetime = NOW, track: Spor | None = None
) -> dict[str, Deadline]:
    found = find_deadlines(record, find_course(record), now, LAW, track=track)
    return {deadline.id: deadline for deadline in found}


def absent(first_day: str, dage: int = 5) -> dict[str, Any]:
    return {"foerste_dag": first_day, "dage": dage}


# --- The law of the day --------------------------------------------------------------


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


# --- Notices -------------------------------------------------------------------------


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


# --- The police: moments, and one window an episode ----------------------------------


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


def test_police__reported_once_leaves_later_episodes_open() -> None:
    record = make_record(
        episode("03.03.2025 kl. 10.00"),
        episode("05.03.2025 kl. 10.00"),
        politi={"anmeldt": "04.03.2025 kl. 09.00"},
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


# --- The rest ------------------------------------------------------------------------


def test_death__is_notified_within_48_hours_of_its_moment() -> None:
    record = make_record(
        episode("27.03.2025"), foelger={"doedsfald": "29.03.2025 kl. 14.00"}
    )
    death = deadlines(record, moment(2025, 3, 30))["doedsfald_aes"]
    assert death.due == moment(2025, 3, 31, 15)
    assert (death.status, death.duty) == (OPEN, Duty.PLIGT)


def test_year__of_the_employee_ends_on_the_same_date() -> None:
    leap = make_record(episode("29.02.2024"), foelger={"kendskab": "29.02.2024"})
    found = deadlines(leap, moment(2024, 3, 1))
    assert found["medarbejder_ulykke_et_aar"].due == date(2025, 2, 28)
    assert found["medarbejder_sygdom_et_aar"].due == date(2025, 2, 28)
    assert found["foraeldelse_krav"].due == date(2029, 2, 28)


def test_insurance_against_violence__is_asked_about_until_it_is_denied() -> None:
    def found(answer: str) -> dict[str, Deadline]:
        return deadlines(
            make_record(
                episode("03.03.2025"),
                fravaer=absent("04.03.2025"),
                forsikring={"voldsskadeforsikring": answer},
            )
        )

    assert "voldsskade_anmodning" not in found("nej")
    unknown, known = found("ukendt"), found("ja")
    assert unknown["voldsskade_anmodning"].due == date(2027, 3, 3)
    assert unknown["voldsskade_vejledning"].duty is Duty.ANBEFALET
    assert known["voldsskade_vejledning"].duty is Duty.PLIGT
    assert known["voldsskade_vejledning"].due == known["forsikring_fravaer"].due


def test_insurance_against_violence__begins_with_2025() -> None:
    record = make_record(episode("31.12.2024"), fravaer=absent("02.01.2025"))
    assert not any(each.startswith("voldsskade") for each in deadlines(record))


def test_insurers_own_deadlines__show_once_a_notice_is_sent() -> None:
    record = make_record(
        episode("03.03.2025"),
        fravaer=absent("04.03.2025"),
        forsikring={"anmeldt": "05.03.2025"},
    )
    sent = deadlines(record)["selskab_videresendelse"]
    assert (sent.amount, sent.status) == ("3 uger", UNKNOWN)
    not_sent = make_record(episode("03.03.2025"), fravaer=absent("04.03.2025"))
    assert "selskab_videresendelse" not in deadlines(not_sent)


def test_access_to_the_file__shows_where_a_citizens_case_is_touched() -> None:
    borgersag = {"sagsnummer": "27.36.00-P19-1-25"}
    record = make_record(episode("03.03.2025"), borgersag=borgersag)
    assert deadlines(record)["partsindsigt"].amount == "7 arbejdsdage"
    assert "partsindsigt" not in deadlines(make_record(episode("03.03.2025")))


def test_deadline__that_the_record_cannot_show_met_says_so() -> None:
    record = make_record(episode("03.03.2025"), foelger={"kendskab": "01.04.2025"})
    doctor = deadlines(record, moment(2025, 6, 1))["laege_anmeldelse"]
    assert doctor.status is PASSED
    assert "Det fremgår ikke af sagen, om det er sket." in doctor.remarks


@pytest.mark.parametrize(
    ("track", "accident", "disease"),
    [
        (Spor.ULYKKE, True, False),
        (Spor.ERHVERVSSYGDOM, False, True),
        (Spor.BEGGE, True, True),
        (Spor.INGEN, False, False),
    ],
)
def test_track__decides_which_deadlines_are_of_interest(
    track: Spor, accident: bool, disease: bool
) -> None:
    record = make_record(episode("03.03.2025"), fravaer=absent("04.03.2025"))
    found = deadlines(record, NOW, track)
    assert ("forsikring_fravaer" in found) is accident
    assert ("laege_anmeldelse" in found) is disease
    assert "politi_72_timer" in found


def test_deadlines__need_a_moment_with_zone() -> None:
    with pytest.raises(UsageError, match="no time zone"):
        deadlines(make_record(episode("03.03.2025")), NOW.replace(tzinfo=None))


def test_deadlines__each_name_source_check_and_people(law: Law) -> None:
    record = make_record(
        episode("03.03.2025", "offentliggoerelse_privat"),
        fravaer=absent("04.03.2025"),
        forsikring={"anmeldt": "05.03.2025"},
        borgersag={"sagsnummer": "27.36.00-P19-1-25"},
    )
    found = deadlines(record)
    assert len(found) > 10
    for deadline in found.values():
        assert deadline.who
        assert deadline.to_whom
        assert deadline.what
        assert deadline.reason
        assert deadline.reference.title
        assert deadline.rules[0].rule == deadline.id
        assert deadline.checked == deadline.rules[0].checked
        assert "{" not in "".join((deadline.reason, *deadline.remarks))


EPISODES = st.lists(
    st.tuples(
        st.integers(min_value=0, max_value=60 * 24 * 20),
        st.sampled_from(["trussel_direkte", "aerekraenkelse", "chikane_gentagen"]),
    ),
    min_size=1,
    max_size=6,
)
MINUTES = st.integers(min_value=0, max_value=60 * 24 * 400)
_EPOCH = datetime(2025, 3, 20, tzinfo=UTC)


@given(EPISODES, MINUTES, MINUTES)
def test_due__never_comes_earlier_as_time_goes_by(
    episodes: list[tuple[int, str]], one: int, other: int
) -> None:
    record = make_record(
        *(
            episode((_EPOCH + timedelta(minutes=at)).isoformat(), art)
            for at, art in episodes
        ),
        fravaer=absent("15.04.2025"),
    )
    sooner, later = sorted([one, other])
    first = deadlines(record, _EPOCH + timedelta(minutes=sooner))
    second = deadlines(record, _EPOCH + timedelta(minutes=later))
    assert first.keys() == second.keys()
    for rule_id, deadline in first.items():
        due, next_due = deadline.due, second[rule_id].due
        assert (due is None) == (next_due is None)
        if due is not None and next_due is not None:
            assert by_clock(due) <= by_clock(next_due)
        if deadline.status is PASSED:
            assert second[rule_id].status is PASSED


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_law__has_an_answer_for_every_day_it_reaches(day: date) -> None:
    record = make_record(
        episode(f"{day:%d.%m.%Y}", "chikane_gentagen"),
        fravaer=absent(f"{day:%d.%m.%Y}"),
    )
    now = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    found = deadlines(record, now)
    assert found["tilsyn_fravaer"].duty is Duty.PLIGT
    assert "forsikring_fravaer" in found or "forsikring_krav" in found
