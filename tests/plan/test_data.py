"""The plan as data and as a page: whole, Danish, and without sensitive values."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from anmeld.plan import plan_page
from anmeld.record import Record
from anmeld.record.values import Art, Medie, Spor, Svar

from .cases import CITIZEN, case, episode, made, plan

MARK = "ZQMARK"


def _marked() -> Record:
    """A case with a marker in every text that a person may write."""
    text = [f"{MARK}{number}" for number in range(60)]
    return case(
        episode(
            "2025-03-03T10:00",
            "trussel_direkte",
            medie="forum",
            beskrivelse=text[0],
            citat=text[1],
            sted=text[2],
            url=f"https://{text[3]}.example/a",
        ),
        episode("2025-03-20", "aerekraenkelse", beskrivelse=text[4]),
        sag={"nummer": text[5], "noter": text[6]},
        arbejdsgiver={"navn": text[7], "adresse": text[8]},
        medarbejder={
            "navn": text[9],
            "stilling": text[10],
            "medarbejder_id": text[11],
            "privat": {"adresse": text[12]},
            "adressebeskyttelse": True,
            "region": "nordjylland",
        },
        leder={"navn": text[13]},
        naertstaaende=[{"relation": text[14], "navn": text[15], "forurettet": True}],
        udoever={"navn": text[16], "adresse": text[17], "under_15": "ja"},
        borgersag={**CITIZEN, "borger": {"navn": text[18]}, "anledning": text[19]},
        haendelse={"beskrivelse": text[20], "resume": text[21], "sted": text[22]},
        vidner=[{"rolle": text[23], "navn": text[24]}],
        foelger={
            "symptomer": [{"beskrivelse": text[25]}],
            "anden_sygdom": text[26],
        },
        laege={"navn": text[27]},
        forsikring={"selskab": text[28], "policenummer": text[29]},
        politi={"dispensation": text[30], "kreds": text[31]},
        tiltag=[{"art": "moede", "beskrivelse": text[32], "ansvarlig": text[33]}],
        afgoerelse={
            "spor": "begge",
            "begrundelse": text[34],
            "truffet_af": text[35],
        },
        bilag=[{"art": "sms", "viser": text[36], "konto": text[37]}],
    )


def test_data__holds_no_text_of_the_record() -> None:
    """This test ensures that plan, page and their reprs carry keys, never values."""
    of = plan(_marked())

    seen = json.dumps(of.as_data(), ensure_ascii=False)
    assert MARK not in seen
    assert MARK not in plan_page(of, "da", 80) + plan_page(of, "en", 80)
    assert MARK not in repr(of)
    assert of.warnings


def test_data__is_json_with_iso_days() -> None:
    data = json.loads(json.dumps(plan(_marked()).as_data()))

    assert data["dags_dato"] == "2025-06-02"
    assert data["forloeb"]["foerste_dag"] == "2025-03-03"
    assert data["spor"]["vaerdi"] == "begge"
    assert data["spor"]["regel"] == "erhvervssygdom"
    assert data["ulykke"]["til"] == "2025-03-20"
    assert {one["id"] for one in data["dokumenter"]} | {
        one["id"] for one in data["ikke_lavet"]
    } == {
        "intern_registrering",
        "journalnotat",
        "ulykkesanmeldelse",
        "henvisning",
        "politianmeldelse",
    }
    assert data["lov"]["regler"] == sorted(
        data["lov"]["regler"], key=lambda one: (one["kontrolleret"], one["id"])
    )


def test_page__shows_every_part_within_its_width() -> None:
    """This test ensures that a narrow screen gets whole lines, none cut."""
    of = plan(_marked())

    page = plan_page(of, "en", 60)

    for heading in (
        "COURSE",
        "TRACK: ",
        "DOCUMENTS THAT ARE MADE",
        "DOCUMENTS THAT ARE NOT MADE",
        "DEADLINES",
        "POSSIBLE PENAL PROVISIONS",
        "WARNINGS",
        "STEPS: THE LEADER",
    ):
        assert heading in page
    assert all(len(line) <= 60 or " " not in line.strip() for line in page.split("\n"))
    assert page.endswith("\n")
    for one in of.documents:
        assert one.id in page.replace("\n", " ")


def test_page__ticks_what_is_done() -> None:
    told = [{"art": "leder_orienteret", "dato": "2025-03-04"}]

    page = plan_page(plan(case(episode("2025-03-03"), tiltag=told)), "en", 100)

    assert (
        "[x] Tell your leader, who has a duty to support you. Done 04.03.2025." in page
    )
    assert "[ ] See that the incident is registered internally." in page


_DAYS = st.dates(date(2021, 1, 1), date(2026, 12, 31)).map(date.isoformat)
_EPISODES = st.lists(
    st.fixed_dictionaries(
        {
            "tidspunkt": _DAYS,
            "art": st.sampled_from([one.value for one in Art]),
            "medie": st.sampled_from([one.value for one in Medie]),
            "alene_skadevoldende": st.booleans(),
        },
        optional={"offentliggjort": st.sampled_from([one.value for one in Svar])},
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(
    episodes=_EPISODES,
    injury=st.sampled_from(["ja", "nej", "ukendt"]),
    today=st.dates(date(2021, 1, 1), date(2027, 12, 31)),
)
def test_plan__is_total(
    episodes: list[dict[str, object]], injury: str, today: date
) -> None:
    """This test ensures that every case gets one of four tracks, with reasons."""
    if injury == "nej":
        # The record refuses an episode that did harm in a case without an injury.
        episodes = [one | {"alene_skadevoldende": False} for one in episodes]
    record = case(*episodes, foelger={"personskade": injury})

    of = plan(record, today.isoformat())

    track = of.track
    assert track.value in set(Spor)
    assert track.reasons
    assert all(one.text("en") and one.text("da") for one in track.reasons)
    is_accident = track.value in (Spor.ULYKKE, Spor.BEGGE)
    assert (track.accident is not None) is is_accident
    assert ("ulykkesanmeldelse" in made(of)) is is_accident
    assert injury != "nej" or track.value is Spor.INGEN
    assert len(of.documents) + len(of.not_made) == 5
    assert json.dumps(of.as_data())
    assert plan_page(of, "da", 80)
