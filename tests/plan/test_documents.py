"""Which documents a case calls for, to whom, and why the others are not made."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from anmeld.errors import LawError, UsageError
from anmeld.plan import Plan, make_plan

from .cases import CITIZEN, case, episode, made, moment, plan

POLICE = "politianmeldelse"


def _why_not(of: Plan, document: str) -> str:
    (reason,) = (one.reason.text() for one in of.not_made if one.id == document)
    return reason


def test_registration__is_always_made() -> None:
    of = plan(case(episode("2025-03-03", "naerved"), foelger={"personskade": "nej"}))

    assert made(of) == {"intern_registrering"}


def test_prelude__gives_note_and_registration_and_nothing_else() -> None:
    """This test ensures that the guide's first row works, injury or not."""
    of = plan(case(episode("2025-03-03", "optakt"), borgersag=CITIZEN))

    assert made(of) == {"intern_registrering", "journalnotat"}
    assert of.provisions
    assert all(one.plan_only for one in of.provisions)


def test_prelude__without_a_citizens_case_is_only_registered() -> None:
    assert made(plan(case(episode("2025-03-03", "optakt")))) == {"intern_registrering"}


@pytest.mark.parametrize("relation", ["kollega", "leder"])
def test_note__is_never_made_about_a_colleague(relation: str) -> None:
    """This test ensures that a colleague's doings stay out of a citizen's case."""
    of = plan(
        case(
            episode("2025-03-03", "kraenkende_handling"), udoever={"relation": relation}
        )
    )

    assert "journalnotat" not in made(of)
    assert "offender-is-colleague" in [one.code for one in of.warnings]


@pytest.mark.parametrize("relation", ["borger", "paaroerende", "anonym", "ukendt"])
def test_note__is_made_when_a_citizens_case_is_touched(relation: str) -> None:
    record = case(
        episode("2025-03-03"), borgersag=CITIZEN, udoever={"relation": relation}
    )

    assert "journalnotat" in made(plan(record))


def test_letter__waits_for_consent_and_says_how() -> None:
    """This test ensures that the employee is told what to do without the letter."""
    days = [episode(f"2025-03-{day:02}") for day in range(3, 15)]

    of = plan(case(*days))

    assert "henvisning" not in made(of)
    assert "samtykke.henvisning" in _why_not(of, "henvisning")
    assert "see-doctor" in [one.code for one in of.steps]


def test_police__is_made_for_a_possible_offence() -> None:
    assert POLICE in made(plan(case(episode("2025-03-03", "trussel_direkte"))))


def test_police__is_not_made_without_one() -> None:
    assert POLICE not in made(plan(case(episode("2025-03-03", "naerved"))))


@pytest.mark.parametrize("ground", ["fravalgt", "dispensation"])
def test_police__is_not_made_where_a_ground_is_given(ground: str) -> None:
    """This test ensures that the ground itself is not repeated outside its reader."""
    record = case(
        episode("2025-03-03", "trussel_direkte"), politi={ground: "HEMMELIG GRUND"}
    )

    of = plan(record)

    assert POLICE not in made(of)
    assert "HEMMELIG" not in _why_not(of, POLICE)
    assert of.provisions


@pytest.mark.parametrize("art", ["naerved", "optakt"])
def test_police__is_made_in_any_case_when_wished(art: str) -> None:
    record = case(episode("2025-03-03", art), politi={"oensket": True})

    assert POLICE in made(plan(record))


def test_prelude__beside_an_offence_does_not_hide_it() -> None:
    record = case(episode("2025-03-03", "optakt"), episode("2025-03-04", "haervaerk"))

    assert POLICE in made(plan(record))


def test_recipient__of_the_notice_is_the_houses_own_unit_if_self_insured() -> None:
    insured = plan(case(episode("2025-03-03")))
    own = plan(case(episode("2025-03-03"), forsikring={"selvforsikret": "ja"}))

    assert "forsikringsselskab" in _recipient(insured)
    assert "egen forsikringsenhed" in _recipient(own)


def _recipient(of: Plan) -> str:
    document = of.document("ulykkesanmeldelse")
    assert document is not None
    return document.recipient


def test_notice__is_headed_by_duty_towards_each_receiver() -> None:
    """This test ensures that two days of absence in August 2026 part the receivers."""
    record = case(
        episode("2026-08-03"),
        fravaer={"foerste_dag": "2026-08-04", "dage": 2},
        foelger={"krav_forventet": "nej"},
    )

    of = plan(record, "2026-08-10")

    assert of.notification is not None
    assert of.notification.insurer.duty.value == "anbefalet"
    assert of.notification.authority.duty.value == "pligt"


def test_notice__has_no_duty_off_its_track() -> None:
    days = [episode(f"2025-03-{day:02}") for day in range(3, 15)]

    assert plan(case(*days)).notification is None


def test_clinic__is_suggested_on_the_track_of_disease() -> None:
    days = [episode(f"2025-03-{day:02}") for day in range(3, 15)]
    home = {"region": "nordjylland"}

    assert plan(case(*days, medarbejder=home)).clinic is not None
    assert plan(case(*days[:1], medarbejder=home)).clinic is None


def test_rules__of_a_document_are_what_its_reader_is_told() -> None:
    """This test ensures that the note rests on no deadline and the draft on its own."""
    record = case(episode("2025-03-03", "trussel_direkte"), borgersag=CITIZEN)

    rules = {
        one.id: {rule.rule for rule in one.rules} for one in plan(record).documents
    }

    assert rules["journalnotat"] == {
        "notatpligt",
        "journalisering",
        "partsindsigt_notat",
    }
    assert "politi_72_timer" in rules[POLICE]
    assert "straffelov_119_stk_1" in rules[POLICE]
    assert "forsikring_krav" not in rules[POLICE]
    assert "fem_dage" not in rules[POLICE]
    assert {"fem_dage", "forsikring_krav"} <= rules["ulykkesanmeldelse"]
    assert "straffelov_119_stk_1" not in rules["intern_registrering"]


def test_deadlines__come_in_the_order_they_fall_due() -> None:
    of = plan(case(episode("2025-03-03", "trussel_direkte")), "2025-03-04")

    dues = [one.due for one in of.deadlines]
    known = [due.isoformat()[:10] for due in dues if due is not None]
    assert known == sorted(known)
    assert all(due is None for due in dues[len(known) :])
    assert of.deadlines[0].id == "politi_72_timer"


def test_plan__is_the_same_for_the_same_input() -> None:
    record = case(episode("2025-03-03", "trussel_direkte"), borgersag=CITIZEN)

    assert plan(record).as_data() == plan(record).as_data()
    assert plan(record).now == moment("2025-06-02")


@pytest.mark.parametrize(
    ("day", "insurer", "days"),
    [
        ("2021-05-03", "anbefalet", "9 dage"),
        ("2026-06-01", "pligt", "14 dage"),
        ("2026-08-03", "anbefalet", "14 dage"),
    ],
)
def test_law__is_that_of_the_accidents_own_day(
    day: str, insurer: str, days: str
) -> None:
    """This test ensures that two days of absence mean what they meant on that day."""
    first = date.fromisoformat(day) + timedelta(days=1)
    absent = {"foerste_dag": first.isoformat(), "dage": 2}

    of = plan(case(episode(day), fravaer=absent), first.isoformat())

    assert of.notification is not None
    assert of.notification.insurer.duty.value == insurer
    authority = next(one for one in of.deadlines if one.id == "tilsyn_fravaer")
    assert authority.amount == days


def test_law__that_does_not_reach_back_is_a_named_error() -> None:
    """This test ensures that an old case is refused, not measured by a later rule."""
    with pytest.raises(LawError) as caught:
        plan(case(episode("2019-03-03")))

    assert {fault.code for fault in caught.value.faults} == {"law-not-in-force"}


def test_now__without_a_zone_is_refused() -> None:
    with pytest.raises(UsageError):
        make_plan(case(episode("2025-03-03")), now=datetime(2025, 3, 4))  # noqa: DTZ001


def test_plan__takes_the_shipped_law_and_documents_if_none_are_given() -> None:
    record = case(episode("2025-03-03"), borgersag=CITIZEN)

    of = make_plan(record, now=moment("2025-06-02"))

    assert of.as_data() == plan(record).as_data()
