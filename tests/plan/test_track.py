"""The router, row by row of its table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from anmeld.record.values import Spor

from .cases import case, episode, made, plan

NOTICE, LETTER = "ulykkesanmeldelse", "henvisning"
CONSENT = {"henvisning": True}


@dataclass(frozen=True)
class Row:
    """A row of the table: a course, its length, the track and what is made."""

    sentence: str
    episodes: list[dict[str, Any]]
    days: int
    working: int | None
    track: Spor
    documents: set[str]
    injury: str = "ja"
    flags: set[str] = field(default_factory=set)


def _each(*days: str) -> list[dict[str, Any]]:
    return [episode(day) for day in days]


TABLE = [
    Row(
        "one day is an accident",
        _each("2025-03-03"),
        1,
        1,
        Spor.ULYKKE,
        {NOTICE},
    ),
    Row(
        "3-5 March 2025 is an accident",
        _each("2025-03-03", "2025-03-05"),
        3,
        3,
        Spor.ULYKKE,
        {NOTICE},
    ),
    Row(
        "Monday 3 to Friday 7 March 2025 is an accident without a warning",
        _each("2025-03-03", "2025-03-07"),
        5,
        5,
        Spor.ULYKKE,
        {NOTICE},
    ),
    Row(
        "Thursday 6 to Tuesday 11 March 2025 is borderline",
        _each("2025-03-06", "2025-03-11"),
        6,
        4,
        Spor.BEGGE,
        {NOTICE, LETTER},
        flags={"borderline"},
    ),
    Row(
        "Friday 7 to Thursday 13 March 2025 is borderline by its working days",
        _each("2025-03-07", "2025-03-13"),
        7,
        5,
        Spor.BEGGE,
        {NOTICE, LETTER},
        flags={"borderline"},
    ),
    Row(
        "Monday 3 to Monday 10 March 2025 is a suspected disease",
        [episode(f"2025-03-{day:02}") for day in range(3, 11)],
        8,
        6,
        Spor.ERHVERVSSYGDOM,
        {LETTER},
    ),
    Row(
        "fourteen episodes from 10 January to 20 April 2025 are one, with advice",
        [episode(f"2025-01-{day}") for day in range(10, 23)] + _each("2025-04-20"),
        101,
        None,
        Spor.ERHVERVSSYGDOM,
        {LETTER},
        flags={"advice"},
    ),
    Row(
        "1 February and 1 April 2025 are one, with advice",
        _each("2025-02-01", "2025-04-01"),
        60,
        None,
        Spor.ERHVERVSSYGDOM,
        {LETTER},
        flags={"advice"},
    ),
    Row(
        "the same, the second alone having caused injury, is both",
        [
            episode("2025-02-01"),
            episode("2025-04-01", alene_skadevoldende=True),
        ],
        60,
        None,
        Spor.BEGGE,
        {NOTICE, LETTER},
    ),
    Row(
        "posted 2 May and removed 20 May 2025 is both, unresolved",
        [
            episode(
                "2025-05-02",
                "offentliggoerelse_privat",
                medie="facebook_gruppe",
                fjernet="2025-05-20",
            )
        ],
        1,
        1,
        Spor.BEGGE,
        {NOTICE, LETTER},
        flags={"unresolved"},
    ),
    Row(
        "3-5 March without injury is neither",
        _each("2025-03-03", "2025-03-05"),
        3,
        3,
        Spor.INGEN,
        set(),
        injury="nej",
    ),
    Row(
        "3-5 March with an unknown injury is an accident if there is one",
        _each("2025-03-03", "2025-03-05"),
        3,
        3,
        Spor.ULYKKE,
        {NOTICE},
        injury="ukendt",
        flags={"conditional"},
    ),
    Row(
        "a mere prelude is neither",
        [episode("2025-03-03", "optakt"), episode("2025-03-20", "optakt")],
        18,
        None,
        Spor.INGEN,
        set(),
        injury="ukendt",
    ),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.sentence)
def test_track__follows_the_table(row: Row) -> None:
    """This test ensures that each worked row gives its track and its documents."""
    record = case(*row.episodes, foelger={"personskade": row.injury}, samtykke=CONSENT)

    of = plan(record)

    assert of.course.days == row.days
    assert row.working is None or of.course.working_days == row.working
    assert of.track.value is of.track.rule is row.track
    assert made(of) & {NOTICE, LETTER} == row.documents
    assert of.track.is_borderline is ("borderline" in row.flags)
    assert of.track.is_unresolved is ("unresolved" in row.flags)
    assert of.track.is_conditional is ("conditional" in row.flags)
    assert bool(of.track.advice) is ("advice" in row.flags)
    assert of.track.reasons


def test_track__of_the_episode_that_alone_did_harm_notifies_it_alone() -> None:
    """This test ensures that the notice is for 1 April, not for the course."""
    of = plan(
        case(
            episode("2025-04-01", alene_skadevoldende=True),
            episode("2025-02-01"),
        )
    )

    assert of.track.accident is not None
    assert of.track.accident.first.iso == of.track.accident.last.iso == "2025-04-01"
    assert of.track.accident.episodes == (2,)


def test_track__of_several_such_episodes_is_dated_by_the_first() -> None:
    """This test ensures that one notice never spans two accidents."""
    harmful = [
        episode(day, alene_skadevoldende=True) for day in ("2025-02-01", "2025-04-01")
    ]

    of = plan(case(*harmful))

    assert of.track.accident is not None
    assert of.track.accident.last.iso == "2025-02-01"
    assert of.track.accident.episodes == (1, 2)
    assert "several-accidents" in [one.code for one in of.warnings]


@pytest.mark.parametrize(
    ("removed", "track"),
    [("2025-05-07", Spor.ULYKKE), ("2025-05-08", Spor.BEGGE)],
)
def test_standing__counts_more_than_five_days_after_the_first(
    removed: str, track: Spor
) -> None:
    """This test ensures that the sixth day after the first is the first too many."""
    posted = episode("2025-05-02", medie="facebook_opslag", fjernet=removed)

    assert plan(case(posted)).track.value is track


@pytest.mark.parametrize("said", [{"fjernet": "nej"}, {"fjernet": "ukendt"}, {}])
@pytest.mark.parametrize(
    ("today", "track"), [("2025-05-07", Spor.ULYKKE), ("2025-05-08", Spor.BEGGE)]
)
def test_standing__lasts_until_today_where_no_removal_is_stated(
    said: dict[str, str], today: str, track: Spor
) -> None:
    """This test ensures that silence about the removal is not read as a removal."""
    posted = episode("2025-05-02", medie="hjemmeside", **said)

    of = plan(case(posted), today)

    assert of.track.value is track
    assert of.track.is_unresolved is (track is Spor.BEGGE)


@pytest.mark.parametrize(
    ("about", "is_published"),
    [
        ({"medie": "facebook_gruppe"}, True),
        ({"medie": "facebook_gruppe", "offentliggjort": "nej"}, False),
        ({"medie": "facebook_besked"}, False),
        ({"medie": "snapchat"}, False),
        ({"medie": "snapchat", "offentliggjort": "ja"}, True),
        ({"medie": "andet", "art": "falsk_profil"}, True),
        ({"medie": "andet", "art": "offentliggoerelse_privat"}, True),
        ({"medie": "presse"}, True),
        ({"medie": "telefon", "offentliggjort": "ukendt"}, False),
    ],
)
def test_standing__goes_by_what_is_said_then_by_kind_and_medium(
    about: dict[str, str], is_published: bool
) -> None:
    of = plan(case({"tidspunkt": "2025-05-02", "art": "chikane_enkelt"} | about))

    assert (of.track.value is Spor.BEGGE) is is_published


def test_standing__of_a_long_course_changes_nothing() -> None:
    """This test ensures that standing content never adds a notice to a long course."""
    posts = [episode(f"2025-03-{day:02}", medie="forum") for day in range(3, 11)]

    assert plan(case(*posts)).track.value is Spor.ERHVERVSSYGDOM


def test_decision__replaces_the_result_and_leaves_the_rules_own_view() -> None:
    """This test ensures that a person's choice holds and the rule stays visible."""
    chosen = {"spor": "erhvervssygdom", "begrundelse": "Aftalt med AMR."}
    record = case(episode("2025-03-03"), afgoerelse=chosen, samtykke=CONSENT)

    of = plan(record)

    assert of.track.value is Spor.ERHVERVSSYGDOM
    assert of.track.rule is Spor.ULYKKE
    assert of.track.is_decided
    assert made(of) & {NOTICE, LETTER} == {LETTER}
    assert len(of.track.reasons) == 2


def test_decision__for_an_accident_makes_the_notice_of_a_long_course() -> None:
    """This test ensures that a chosen accident has its dates and its duty."""
    chosen = {"spor": "ulykke", "begrundelse": "AES har bedt om det."}
    days = [episode(f"2025-03-{day:02}") for day in range(3, 21)]

    of = plan(case(*days, afgoerelse=chosen))

    assert made(of) & {NOTICE, LETTER} == {NOTICE}
    assert of.track.accident is not None
    assert of.track.accident.last.iso == "2025-03-20"
    assert of.notification is not None


def test_conditional__marks_every_sentence() -> None:
    """This test ensures that an unknown injury is said in each reason and advice."""
    unknown = {"personskade": "ukendt"}
    record = case(*_each("2025-02-01", "2025-04-01"), foelger=unknown)

    track = plan(record).track

    said = [one.text("en") for one in (*track.reasons, *track.advice)]
    assert len(said) >= 2
    assert all(text.startswith("If there is an injury: ") for text in said)


def test_conditional__is_said_of_the_documents_that_rest_on_it() -> None:
    """This test ensures that the notice is conditional and the registration is not."""
    of = plan(case(episode("2025-03-03"), foelger={"personskade": "ukendt"}))

    reasons = {one.id: one.reason.text("en") for one in of.documents}
    assert reasons[NOTICE].startswith("If there is an injury: ")
    assert not reasons["intern_registrering"].startswith("If there is an injury: ")


def test_advice__names_single_grave_episodes() -> None:
    """This test ensures that a threat in a long course is pointed at by number."""
    days = [episode(f"2025-03-{day:02}") for day in range(3, 15)]
    days[4]["art"] = "trussel_direkte"

    of = plan(case(*days))

    assert of.track.value is Spor.ERHVERVSSYGDOM
    (advice,) = of.track.advice
    assert "no. 5." in advice.text("en")


def test_prelude__with_a_stated_injury_is_left_to_a_person() -> None:
    """This test ensures that the rule holds and the contradiction is pointed at."""
    of = plan(case(episode("2025-03-03", "optakt")))

    assert of.track.value is Spor.INGEN
    assert of.track.advice


def test_course__from_the_incidents_own_days_is_enough() -> None:
    """This test ensures that a record without episodes still has a track."""
    record = case(
        haendelse={
            "arter": ["chikane_gentagen"],
            "foerste_dag": "2025-03-03",
            "sidste_dag": "2025-03-05",
        }
    )

    of = plan(record)

    assert of.track.value is Spor.ULYKKE
    assert of.track.accident is not None
    assert of.track.accident.first.iso == "2025-03-03"
    assert of.track.accident.last.iso == "2025-03-05"


def test_reasons__stand_in_danish_as_the_law_data_words_them() -> None:
    """This test ensures that documents never wait for a translation of a reason."""
    (reason,) = plan(case(episode("2025-03-03"))).track.reasons

    assert "1 dag og dermed ikke længere end 5 dage" in reason.text("da")
    assert "1 day, which is not longer than 5 days" in reason.text("en")
