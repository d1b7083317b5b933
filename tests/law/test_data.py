"""The data files themselves: nothing without source, everything covered."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest

from anmeld.law import Confidence, Law, LawValue, load_law
from anmeld.law.values import EsawVariable, Unit
from anmeld.record.values import Art, Legemsdel, Region, Relation, Skadensart, Vaerdi

RELEASED = date(2026, 11, 22)
LAW = load_law()
VALUES = LAW.all_values()


def name(value: LawValue) -> str:
    return f"{value.rule}@{value.from_}"


@pytest.mark.parametrize("value", VALUES, ids=name)
def test_value__can_be_looked_up_by_whoever_doubts_it(value: LawValue) -> None:
    address = urlsplit(value.reference.url)
    assert address.scheme in ("http", "https")
    assert "." in address.netloc
    assert value.reference.title.strip() == value.reference.title
    assert value.description
    assert date(2015, 1, 1) < value.checked <= RELEASED


@pytest.mark.parametrize(
    "value", [each for each in VALUES if each.confidence.is_weak], ids=name
)
def test_value__that_rests_on_less_than_a_source_has_words_for_it(
    value: LawValue,
) -> None:
    assert value.reservation is not None
    assert value.confidence.betegnelse in value.reservation


@pytest.mark.parametrize("art", Art)
def test_kind__has_provisions_that_exist_or_says_why_not(art: Art) -> None:
    for entry in LAW.kinds[art].values:
        assert entry.primary or entry.note


def test_kinds__without_a_police_draft_are_the_expected_ones() -> None:
    """A prelude is for the plan; near misses and colleagues' acts have none."""
    silent = {
        art
        for art, rule in LAW.kinds.items()
        if all(entry.plan_only or not entry.primary for entry in rule.values)
    }
    assert silent == {Art.OPTAKT, Art.NAERVED, Art.KRAENKENDE_HANDLING}


def test_own_request__is_for_private_and_conditional_prosecution_only() -> None:
    asked = {
        rule_id
        for rule_id, rule in LAW.provisions.items()
        for entry in rule.values
        if entry.own_request
    }
    assert asked == {
        "straffelov_264_a",
        "straffelov_264_d",
        "straffelov_264_e",
        "straffelov_267",
        "straffelov_268",
    }


def test_regions__each_have_a_clinic_in_2026_or_2027() -> None:
    assert {rule.region for rule in LAW.clinics.values()} == set(Region)


def test_codes__are_suggested_by_words_of_the_record() -> None:
    words: dict[EsawVariable, type[Vaerdi]] = {
        EsawVariable.AFVIGELSE: Relation,
        EsawVariable.SKADEMAADE: Skadensart,
        EsawVariable.SKADENS_ART: Skadensart,
        EsawVariable.LEGEMSDEL: Legemsdel,
    }
    for rule in LAW.esaw.values():
        assert set(rule.suggested_by) <= {str(word) for word in words[rule.variable]}


def test_codes__carry_no_danish_label() -> None:
    """No Danish label of EASY was read, so none is given."""
    for rule in LAW.esaw.values():
        for entry in rule.values:
            assert not set((entry.label or "").lower()) & set("æøå")


@pytest.mark.parametrize(
    ("rule", "on", "number", "unit"),
    [
        ("doedsfald_aes", date(2025, 3, 3), 48, Unit.HOURS),
        ("politi_72_timer", date(2025, 3, 3), 72, Unit.HOURS),
        ("forsikring_fravaer", date(2022, 7, 1), 14, Unit.DAYS),
        ("forsikring_fravaer", date(2026, 7, 1), 14, Unit.DAYS),
        ("forsikring_krav", date(2022, 6, 30), 9, Unit.DAYS),
        ("forsikring_krav", date(2022, 7, 1), 14, Unit.DAYS),
        ("forsikring_fem_uger", date(2022, 6, 30), 5, Unit.WEEKS),
        ("forsikring_fravaer_taerskel", date(2026, 6, 30), 1, Unit.DAYS),
        ("forsikring_fravaer_taerskel", date(2026, 7, 1), 3, Unit.DAYS),
        ("tilsyn_fravaer", date(2022, 6, 30), 9, Unit.DAYS),
        ("tilsyn_fravaer", date(2022, 7, 1), 14, Unit.DAYS),
        ("tilsyn_fravaer_taerskel", date(2026, 6, 30), 1, Unit.DAYS),
        ("tilsyn_fravaer_taerskel", date(2026, 7, 1), 1, Unit.DAYS),
        ("laege_anmeldelse", date(2024, 6, 30), 8, Unit.WEEKS),
        ("laege_anmeldelse", date(2024, 7, 1), 14, Unit.DAYS),
        ("medarbejder_ulykke_et_aar", date(2025, 3, 3), 1, Unit.YEARS),
        ("medarbejder_sygdom_et_aar", date(2025, 3, 3), 1, Unit.YEARS),
        ("foraeldelse_krav", date(2025, 3, 3), 5, Unit.YEARS),
        ("paatale_seks_maaneder", date(2025, 3, 3), 6, Unit.MONTHS),
        ("erstatningsnaevnet", date(2025, 3, 3), 2, Unit.YEARS),
        ("voldsskade_anmodning", date(2025, 1, 1), 2, Unit.YEARS),
        ("partsindsigt", date(2025, 3, 3), 7, Unit.WORKING_DAYS),
        ("fem_dage", date(2025, 3, 3), 5, Unit.DAYS),
        ("easy_udkast", date(2025, 3, 3), 9, Unit.DAYS),
        ("lavalder", date(2025, 3, 3), 15, Unit.YEARS),
    ],
)
def test_number__is_what_the_sources_say(
    rule: str, on: date, number: int, unit: Unit
) -> None:
    value = LAW.value(rule, on)
    assert (value.number, value.unit) == (number, unit)


@pytest.mark.parametrize(
    ("rule", "on", "confidence"),
    [
        ("forsikring_fravaer_taerskel", date(2026, 6, 30), Confidence.VERIFIED),
        ("forsikring_fravaer_taerskel", date(2026, 7, 1), Confidence.BILL),
        ("tilsyn_fravaer_taerskel", date(2026, 6, 30), Confidence.VERIFIED),
        ("tilsyn_fravaer_taerskel", date(2026, 7, 1), Confidence.ASSUMPTION),
        ("straffelov_119_a", date(2026, 2, 14), Confidence.VERIFIED),
        ("straffelov_119_a", date(2026, 2, 15), Confidence.BILL),
        ("taellemaade", date(2025, 3, 3), Confidence.ASSUMPTION),
        ("adresse_arbejdssted", date(2025, 3, 3), Confidence.ASSUMPTION),
        ("digital_chikane_vold", date(2025, 3, 3), Confidence.REPORTED),
        ("databrud", date(2025, 3, 3), Confidence.ASSUMPTION),
    ],
)
def test_confidence__is_no_better_than_what_was_read(
    rule: str, on: date, confidence: Confidence
) -> None:
    assert LAW.value(rule, on).confidence is confidence


def test_law__has_one_version_for_one_content(law: Law) -> None:
    assert law.version == load_law().version
    assert len(law.version) == 12
