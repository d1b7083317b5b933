"""Possible provisions go by the kind and the day of each episode."""

from __future__ import annotations

import re
from datetime import date

import pytest

from anmeld.law import Confidence, Law, Provision, Role, find_provisions
from anmeld.law.provisions import events_before_law
from anmeld.record.values import Art

from .cases import episode, make_record


def found(law: Law, *episodes: dict[str, object]) -> dict[str, Provision]:
    return {p.id: p for p in find_provisions(law, make_record(*episodes))}


@pytest.mark.parametrize(
    ("art", "primary", "also"),
    [
        ("trussel_direkte", {"119_stk_1"}, {"266"}),
        ("trussel_indirekte", {"119_stk_1"}, {"266"}),
        ("trussel_familie", {"266"}, {"119_a", "81_nr_14"}),
        ("trussel_haervaerk", {"266"}, {"291", "119_a"}),
        ("trussel_udhaengning", {"119_a"}, {"119_stk_2", "260"}),
        ("offentliggoerelse_privat", {"119_a"}, {"264_d", "264_e"}),
        ("chikane_gentagen", {"119_a"}, {"242", "tilhold"}),
        ("chikane_enkelt", {"119_a"}, {"121", "267"}),
        ("forulempelse", {"121"}, {"267"}),
        ("aerekraenkelse", {"267", "268"}, {"119_a"}),
        ("falsk_profil", {"264_e"}, {"119_a"}),
        ("forfoelgelse", {"119_a"}, {"242", "tilhold"}),
        ("seksuel", {"232"}, {"264_d"}),
        ("vold_fysisk", {"119_stk_1"}, {"244", "119_b"}),
        ("haervaerk", {"291"}, set()),
        ("hadforbrydelse", {"81_nr_6"}, {"266_b"}),
        ("kraenkende_handling", set(), set()),
        ("naerved", set(), set()),
    ],
)
def test_kind__has_the_provisions_of_the_table(
    art: str, primary: set[str], also: set[str], law: Law
) -> None:
    by_role: dict[Role, set[str]] = {Role.PRIMARY: set(), Role.ALSO: set()}
    for provision in found(law, episode("03.03.2025", art)).values():
        by_role[provision.role].add(provision.id.removeprefix("straffelov_"))
        assert not provision.plan_only
    assert by_role == {Role.PRIMARY: primary, Role.ALSO: also}


def test_prelude__has_provisions_for_the_plan_alone(law: Law) -> None:
    provisions = found(law, episode("03.03.2025", "optakt"))
    assert provisions
    assert all(each.plan_only for each in provisions.values())


def test_prelude__beside_a_graver_episode_keeps_nothing_back(law: Law) -> None:
    provisions = found(
        law, episode("03.03.2025", "optakt"), episode("04.03.2025", "chikane_enkelt")
    )
    assert not provisions["straffelov_119_a"].plan_only
    assert provisions["straffelov_119_stk_2"].plan_only


def test_attack_with_objects__moves_from_119_b_into_119(law: Law) -> None:
    """According to the draft of act 263/2026, which is all that was read of it."""
    before = found(law, episode("14.02.2026", "vold_fysisk"))
    later = found(law, episode("15.02.2026", "vold_fysisk"))
    assert before["straffelov_119_b"].paragraph == "§ 119 b"
    assert before["straffelov_119_b"].confidence is Confidence.VERIFIED
    assert "straffelov_119_genstand" not in before
    assert "straffelov_119_b" not in later
    assert later["straffelov_119_genstand"].paragraph == "§ 119, stk. 4"
    assert later["straffelov_119_genstand"].confidence is Confidence.BILL
    assert "kontrollér ordlyd" in later["straffelov_119_genstand"].remark


def test_harassment__from_15_february_2026_asks_to_check_the_wording(law: Law) -> None:
    later = found(law, episode("15.02.2026", "chikane_enkelt"))["straffelov_119_a"]
    assert later.paragraph == "§ 119 a"
    assert later.max_penalty == "bøde eller fængsel i indtil 2 år"
    assert "lov nr. 263 af 11. februar 2026 – kontrollér ordlyd" in later.remark


def test_course__across_a_change_names_each_wording_with_its_episodes(law: Law) -> None:
    record = make_record(
        episode("10.02.2026", "chikane_gentagen"),
        episode("20.02.2026", "chikane_gentagen"),
        episode("21.02.2026", "forfoelgelse"),
    )
    old, new = (p for p in find_provisions(law, record) if p.paragraph == "§ 119 a")
    assert (old.episodes, old.confidence) == ((1,), Confidence.VERIFIED)
    assert (new.episodes, new.confidence) == ((2, 3), Confidence.BILL)
    assert new.kinds == (Art.CHIKANE_GENTAGEN, Art.FORFOELGELSE)


@pytest.mark.parametrize(
    ("art", "provision", "begins"),
    [
        ("chikane_gentagen", "straffelov_242", date(2022, 1, 1)),
        ("falsk_profil", "straffelov_264_e", date(2022, 3, 8)),
        ("vold_fysisk", "straffelov_119_b", date(2020, 12, 8)),
    ],
)
def test_provision__does_not_reach_back_before_it_existed(
    art: str, provision: str, begins: date, law: Law
) -> None:
    day = f"{begins:%d.%m.%Y}"
    eve = f"{date.fromordinal(begins.toordinal() - 1):%d.%m.%Y}"
    assert provision in found(law, episode(day, art))
    assert provision not in found(law, episode(eve, art))


def test_provisions__put_primary_first_and_merge_kinds(law: Law) -> None:
    record = make_record(
        episode("03.03.2025", "forulempelse"), episode("04.03.2025", "chikane_enkelt")
    )
    provisions = find_provisions(law, record)
    roles = [provision.role for provision in provisions]
    assert roles == sorted(roles, key=lambda role: role is not Role.PRIMARY)
    insult = next(p for p in provisions if p.id == "straffelov_121")
    assert insult.role is Role.PRIMARY
    assert insult.episodes == (1, 2)
    assert insult.limitation_years == 2


def test_own_request__is_said_of_the_provisions_that_need_it(law: Law) -> None:
    provisions = found(law, episode("03.03.2025", "offentliggoerelse_privat"))
    needing = {each for each, p in provisions.items() if p.needs_own_request}
    assert needing == {"straffelov_264_d", "straffelov_264_e"}


def test_provisions__without_episodes_go_by_the_incidents_kinds(law: Law) -> None:
    record = make_record(
        haendelse={"arter": ["forulempelse"], "foerste_dag": "03.03.2025"}
    )
    (first, *_) = find_provisions(law, record)
    assert (first.id, first.episodes) == ("straffelov_121", ())


def test_events__from_before_the_law_data_are_told_of(law: Law) -> None:
    record = make_record(
        episode("31.12.2016", "chikane_enkelt"), episode("01.01.2017", "chikane_enkelt")
    )
    assert [event.number for event in events_before_law(law, record)] == [1]
    assert all(each.episodes == (2,) for each in find_provisions(law, record))


def test_provision__keeps_advice_apart_from_what_the_law_asks(law: Law) -> None:
    (one,) = (
        each
        for each in find_provisions(
            law, make_record(episode("3.3.2025 10.00", "trussel_indirekte"))
        )
        if each.id == "straffelov_119_stk_1"
    )
    assert all("måske ikke omfattet" not in text for text in one.conditions)
    assert any("omfatter trusler" in text for text in one.conditions)
    assert any("måske ikke omfattet" in text for text in one.notes)
    assert all(any(text in note for note in one.notes) for text in one.conditions)


def test_condition__names_its_provision_in_each_sentence(law: Law) -> None:
    """This test ensures that no sentence of it is lost where provisions are listed."""
    conditions = [
        value.condition for kind in law.kinds.values() for value in kind.values
    ]
    conditions += [
        value.condition for rule in law.provisions.values() for value in rule.values
    ]
    assert sum(map(bool, conditions)) >= 5
    for condition in filter(None, conditions):
        for sentence in re.split(r"(?<=\.) (?=[A-ZÆØÅ§])", condition):
            assert "§" in sentence
