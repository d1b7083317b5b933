"""The other deadlines, and what holds for all of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anmeld.errors import UsageError
from anmeld.law import Deadline, DeadlineStatus, Duty
from anmeld.law.days import by_clock
from anmeld.record.values import Spor

from .cases import NOON, absent, deadlines, episode, make_record, moment

OPEN, MET = DeadlineStatus.AABEN, DeadlineStatus.OVERHOLDT
PASSED, UNKNOWN = DeadlineStatus.OVERSKREDET, DeadlineStatus.UKENDT_TRIGGER


def test_death__is_notified_within_48_hours_of_its_moment() -> None:
    record = make_record(
        episode("27.03.2025"), foelger={"doedsfald": "29.03.2025 kl. 14.00"}
    )
    death = deadlines(record, moment(2025, 3, 30))["doedsfald_aes"]
    assert death.due == moment(2025, 3, 31, 15)
    assert (death.status, death.duty) == (OPEN, Duty.PLIGT)


def test_absence_from_the_accidents_own_day__is_counted_from_the_next() -> None:
    """This test ensures that the day itself sets nothing going, as the order says."""
    gone_home = {"foerste_dag": "03.03.2025", "dage": 3}
    found = deadlines(make_record(episode("03.03.2025"), fravaer=gone_home))
    for id_ in ("forsikring_fravaer", "tilsyn_fravaer"):
        assert found[id_].start == date(2025, 3, 4)
        assert found[id_].due == date(2025, 3, 18)
        assert any("den første dag ud over" in one for one in found[id_].remarks)

    next_day = deadlines(
        make_record(episode("03.03.2025"), fravaer=absent("04.03.2025"))
    )
    assert next_day["forsikring_fravaer"].due == date(2025, 3, 18)
    assert not any(
        "den første dag ud over" in one
        for one in next_day["forsikring_fravaer"].remarks
    )


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
    found = deadlines(record, NOON, track)
    assert ("forsikring_fravaer" in found) is accident
    assert ("laege_anmeldelse" in found) is disease
    assert "politi_72_timer" in found


def test_deadlines__need_a_moment_with_zone() -> None:
    with pytest.raises(UsageError, match="no time zone"):
        deadlines(make_record(episode("03.03.2025")), NOON.replace(tzinfo=None))


def test_deadlines__each_name_source_check_and_people() -> None:
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
