"""The checklist of the guide."""

from __future__ import annotations

import pytest

from anmeld.plan import Actor, Plan, Step

from .cases import CITIZEN, case, episode, plan


def _step(of: Plan, code: str) -> Step:
    (step,) = (one for one in of.steps if one.code == code)
    return step


def _all() -> Plan:
    """A case that calls for every step."""
    post = episode("2025-03-03", "trussel_indirekte", medie="facebook_gruppe")
    return plan(case(post, borgersag=CITIZEN), "2025-03-20")


def test_steps__cover_every_row_of_the_guide() -> None:
    """This test ensures that no advice of the guide is without a step."""
    assert [one.code for one in _all().steps] == [
        "save-evidence",
        "tell-leader",
        "keep-confidentiality",
        "file-note",
        "see-doctor",
        "explain-complaint",
        "register",
        "support",
        "ask-removal",
        "talk",
        "other-caseworker",
        "notify-easy",
        "offer-police-help",
        "report-to-police",
        "follow-up-police",
        "tell-amo",
        "prevent",
        "discuss-extent",
    ]


def test_steps__have_an_actor_each_and_the_guides_three_take_part() -> None:
    assert {one.actor for one in _all().steps} == set(Actor)


def test_evidence__comes_first_and_says_so_while_content_stands() -> None:
    standing = plan(case(episode("2025-03-03", medie="forum")), "2025-03-04").steps[0]
    gone = plan(case(episode("2025-03-03", medie="forum", fjernet="2025-03-04"))).steps[
        0
    ]

    assert standing.code == gone.code == "save-evidence"
    assert "while the content still stands" in standing.text.text("en")
    assert "while the content still stands" not in gone.text.text("en")


@pytest.mark.parametrize(
    ("art", "code"),
    [
        ("bevis_sikret", "save-evidence"),
        ("leder_orienteret", "tell-leader"),
        ("vejledning_klage", "explain-complaint"),
        ("krisehjaelp", "support"),
        ("fjernelse_anmodet", "ask-removal"),
        ("moede", "talk"),
        ("sagsbehandlerskifte", "other-caseworker"),
        ("forsikring_anmeldt", "notify-easy"),
        ("bistand_politi", "offer-police-help"),
        ("politianmeldt", "report-to-police"),
        ("amo_orienteret", "tell-amo"),
        ("apv", "prevent"),
    ],
)
def test_steps__are_ticked_by_what_was_done(art: str, code: str) -> None:
    """This test ensures that an action taken ticks its step, with the first day."""
    post = episode("2025-03-03", "trussel_indirekte", medie="facebook_gruppe")
    actions = [
        {"art": art, "dato": "2025-03-06"},
        {"art": art, "dato": "2025-03-05"},
    ]

    step = _step(plan(case(post, borgersag=CITIZEN, tiltag=actions)), code)

    assert step.is_done
    assert step.on is not None
    assert step.on.isoformat() == "2025-03-05"


def test_steps__that_are_only_agreed_are_not_ticked() -> None:
    agreed = [{"art": "apv", "status": "aftalt", "frist": "2025-04-15"}]

    step = _step(plan(case(episode("2025-03-03"), tiltag=agreed)), "prevent")

    assert not step.is_done
    assert step.agreed_for is not None
    assert step.agreed_for.isoformat() == "2025-04-15"


@pytest.mark.parametrize(
    ("sections", "code"),
    [
        ({"sag": {"oprettet": "2025-03-04"}}, "register"),
        ({"forsikring": {"anmeldt": "2025-03-05"}}, "notify-easy"),
        ({"politi": {"anmeldt": "2025-03-05"}}, "report-to-police"),
        (
            {"bilag": [{"art": "sms", "viser": "Beskeden", "sikret": "2025-03-04"}]},
            "save-evidence",
        ),
    ],
)
def test_steps__are_ticked_by_facts_too(sections: dict[str, object], code: str) -> None:
    of = plan(case(episode("2025-03-03", "trussel_direkte"), **sections))

    assert _step(of, code).is_done


def test_police_help__is_a_duty_outside_working_hours_with_its_source() -> None:
    threat = episode("2025-03-03", "trussel_direkte", i_arbejdstid="nej")

    text = _step(plan(case(threat)), "offer-police-help").text.text("en")

    assert "It is a duty" in text
    assert "§ 34" in text


def test_steps__about_the_citizen_are_left_out_for_a_colleague() -> None:
    of = plan(
        case(
            episode("2025-03-03", "kraenkende_handling"),
            udoever={"relation": "kollega"},
        )
    )

    assert not {"explain-complaint", "other-caseworker"} & {
        one.code for one in of.steps
    }
