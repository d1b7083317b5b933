"""What a person must look at."""

from __future__ import annotations

from typing import Any

import pytest

from .cases import case, codes, episode, plan


def _text(code: str, *episodes: dict[str, Any], now: str, **sections: object) -> str:
    warnings = plan(case(*episodes, **sections), now).warnings
    (text,) = (one.text.text("en") for one in warnings if one.code == code)
    return text


@pytest.mark.parametrize(
    ("offender", "is_warned"),
    [
        ({"under_15": "ja"}, True),
        ({"under_15": "nej"}, False),
        ({"foedselsdato": "2010-03-04"}, True),
        ({"foedselsdato": "2010-03-03"}, False),
        ({"foedselsdato": "ukendt"}, False),
        ({}, False),
    ],
)
def test_offender__below_fifteen_is_warned_of(
    offender: dict[str, str], is_warned: bool
) -> None:
    """This test ensures that the age is that of the episode's day."""
    of = plan(case(episode("2025-03-03", "trussel_direkte"), udoever=offender))

    assert ("offender-under-15" in codes(of)) is is_warned


def test_police_hours__open_are_said_with_their_end() -> None:
    threat = episode("2025-03-03T10:00", "trussel_direkte")

    text = _text("police-hours-open", threat, now="2025-03-04")

    assert "06.03.2025 at 10.00" in text


def test_police_hours__passed_do_not_refuse_a_report() -> None:
    threat = episode("2025-03-03T10:00", "trussel_direkte")

    assert "can still be made" in _text("police-hours-passed", threat, now="2025-04-04")


def test_police_hours__are_silent_after_a_report_in_time() -> None:
    reported = {"anmeldt": "2025-03-03T12:00"}
    threat = episode("2025-03-03T10:00", "trussel_direkte")

    of = plan(case(threat, politi=reported), "2025-04-04")

    assert not {"police-hours-open", "police-hours-passed"} & set(codes(of))


def test_own_request__names_the_provisions_and_the_last_day() -> None:
    text = _text(
        "own-request-needed", episode("2025-03-03", "aerekraenkelse"), now="2025-03-04"
    )

    assert "267" in text
    assert "03.09.2025" in text


def test_own_request__is_silent_where_the_state_prosecutes() -> None:
    of = plan(case(episode("2025-03-03", "vold_fysisk")))

    assert "own-request-needed" not in codes(of)


def test_dispensation__asks_for_the_reasoned_note() -> None:
    ground = {"dispensation": "Pædagogiske hensyn."}
    of = plan(case(episode("2025-03-03", "vold_fysisk"), politi=ground))

    assert "dispensation-note" in codes(of)


def test_address__protected_is_warned_of() -> None:
    protected = {"adressebeskyttelse": True}

    of = plan(case(episode("2025-03-03"), medarbejder=protected))

    assert "address-protected" in codes(of)


def test_evidence__is_asked_for_while_content_stands() -> None:
    """This test ensures that the warning names the episode as people number it."""
    posts = [
        episode("2025-03-04", medie="forum", fjernet="nej"),
        episode("2025-03-03", medie="forum", fjernet="nej"),
    ]
    shown = [{"art": "skaermbillede", "viser": "Opslaget", "episode": 2}]

    text = _text("evidence-while-it-stands", *posts, now="2025-03-05", bilag=shown)

    assert "episodes no. 2." in text


@pytest.mark.parametrize(
    "post",
    [
        {"medie": "forum", "fjernet": "2025-03-04"},
        {"medie": "sms"},
    ],
)
def test_evidence__is_not_asked_for_otherwise(post: dict[str, str]) -> None:
    of = plan(case(episode("2025-03-03") | post), "2025-03-05")

    assert "evidence-while-it-stands" not in codes(of)


def test_evidence__of_no_named_episode_counts_for_all() -> None:
    shown = [{"art": "skaermbillede", "viser": "Opslagene"}]
    post = episode("2025-03-03", medie="forum")

    of = plan(case(post, bilag=shown), "2025-03-05")

    assert "evidence-while-it-stands" not in codes(of)


def test_free_day__is_said_and_nothing_is_moved() -> None:
    """This test ensures that a deadline on Easter Monday 2025 stays there."""
    absent = {"foerste_dag": "2025-04-07"}

    warnings = plan(case(episode("2025-04-04"), fravaer=absent), "2025-04-08").warnings

    said = [one for one in warnings if one.code == "deadline-on-free-day"]
    text = "\n".join(one.text.text("en") for one in said)
    assert "21.04.2025" in text
    assert "has not been moved" in text


def _said_of_request(now: str) -> str:
    told = case(episode("2025-03-03", "offentliggoerelse_privat"))
    (caution,) = (
        one for one in plan(told, now).warnings if one.code == "own-request-needed"
    )
    return caution.text.text("da")


def test_own_request__cites_sections_as_a_dane_does_and_tells_a_passed_time() -> None:
    assert _said_of_request("2025-03-04").startswith("Påtale efter §§ 264 d og 264 e ")
    assert "senest 03.09.2025" in _said_of_request("2025-09-03")

    passed = _said_of_request("2025-09-04")
    assert "Fristen for den udløb 03.09.2025" in passed
    assert "regnes fra episodens dag" in passed


def test_passed_duty__is_said() -> None:
    absent = {"foerste_dag": "2025-03-04", "dage": 5}

    of = plan(case(episode("2025-03-03"), fravaer=absent), "2025-06-01")

    assert "deadline-passed" in codes(of)


def test_death__is_pointed_at() -> None:
    died = {"doedsfald": "2025-03-05T08:00"}

    of = plan(case(episode("2025-03-03", "vold_fysisk"), foelger=died), "2025-03-06")

    assert "death" in codes(of)
    assert "doedsfald_aes" in [one.id for one in of.deadlines]
    assert of.notification is not None
    assert of.notification.insurer.duty.value == "pligt"


def test_injury__unknown_is_asked_for_where_the_track_rests_on_it() -> None:
    unknown = {"personskade": "ukendt"}

    assert "injury-unknown" in codes(plan(case(episode("2025-03-03"), foelger=unknown)))
    prelude = case(episode("2025-03-03", "optakt"), foelger=unknown)
    assert "injury-unknown" not in codes(plan(prelude))


def test_missing_facts__are_named_by_key_for_each_document() -> None:
    """This test ensures that a gap is warned of and the document made all the same."""
    of = plan(case(episode("2025-03-03")))

    missing = {
        key for one in of.warnings if one.code == "facts-missing" for key in one.keys
    }
    assert {"medarbejder.stilling", "arbejdsgiver.cvr"} <= missing
    assert "episoder[]" not in missing
    assert of.document("ulykkesanmeldelse") is not None


def test_missing_facts__ask_for_one_of_several() -> None:
    """This test ensures that a day of birth will do where CPR is missing."""
    born = {"foedselsdato": "1980-01-01"}
    of = plan(case(episode("2025-03-03"), medarbejder=born))

    missing = {
        key for one in of.warnings if one.code == "facts-missing" for key in one.keys
    }
    assert "medarbejder.cpr" not in missing


def test_weak_rules__are_named() -> None:
    """This test ensures that what rests on an assumption says so in the plan."""
    texts = [
        one.text.text("en")
        for one in plan(case(episode("2025-03-03"))).warnings
        if one.code == "weak-foundation"
    ]

    assert any("Hvordan de fem dage tælles" in text for text in texts)


def test_days_ahead__are_told_by_their_keys() -> None:
    """This test ensures that a wrong year does not pass unseen."""
    told = case(episode("2025-03-03"), episode("2052-03-04"), sag={"oprettet": None})
    (caution,) = (
        one for one in plan(told, "2025-03-05").warnings if one.code == "day-ahead"
    )
    assert caution.keys == ("episoder[2].tidspunkt",)
    assert "day-ahead" not in codes(plan(told, "2052-03-04"))
