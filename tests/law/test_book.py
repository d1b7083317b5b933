"""Looking values up by day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from anmeld._resources import law_root
from anmeld.errors import LawError
from anmeld.law import Confidence, Law, list_law, load_law, oldest_checked
from anmeld.law.load import FILES


def test_value__before_the_data_begins_is_a_named_error(law: Law) -> None:
    with pytest.raises(LawError) as caught:
        law.value("fem_dage", date(2019, 12, 31))
    (fault,) = caught.value.faults
    assert fault.code == "law-not-in-force"
    assert fault.where.key == "fem_dage"
    assert "2019-12-31" in caught.value.text("en")


def test_value__of_a_rule_that_did_not_exist_yet_is_a_named_error(law: Law) -> None:
    """The insurance against violence covers accidents from 1 January 2025."""
    with pytest.raises(LawError, match="law data holds nothing"):
        law.value("voldsskade_anmodning", date(2024, 12, 31))
    assert law.find("voldsskade_anmodning", date(2024, 12, 31)) is None
    assert law.find("voldsskade_anmodning", date(2025, 1, 1)) is not None


def test_value__of_a_rule_that_ended_is_a_named_error(law: Law) -> None:
    assert law.value("forsikring_fem_uger", date(2022, 6, 30)).number == 5
    assert law.find("forsikring_fem_uger", date(2022, 7, 1)) is None


def test_value__of_an_unknown_rule_is_a_named_error(law: Law) -> None:
    with pytest.raises(LawError) as caught:
        law.value("femdage", date(2025, 3, 3))
    assert caught.value.faults[0].code == "law-unknown-rule"


def test_value__of_a_text_is_no_number(law: Law) -> None:
    value = law.value("taellemaade", date(2025, 3, 3))
    assert value.text.startswith("Varigheden er opgjort som kalenderdage")
    with pytest.raises(LawError):
        _ = value.number


def test_value__says_when_it_is_over(law: Law) -> None:
    value = law.value("forsikring_krav", date(2021, 5, 1))
    assert value.to == date(2022, 6, 30)
    assert law.value("tilsyn_fravaer", date(2030, 1, 1)).to is None


@pytest.mark.parametrize(
    ("rule", "on", "text"),
    [
        ("politi_72_timer", date(2025, 3, 3), "72 timer"),
        ("medarbejder_ulykke_et_aar", date(2025, 3, 3), "1 år"),
        ("forsikring_fravaer_taerskel", date(2025, 3, 3), "1 dag"),
        ("selskab_oplysninger", date(2025, 3, 3), "1 uge"),
        (
            "straffelov_119_a",
            date(2025, 3, 3),
            "§ 119 a: bøde eller fængsel i indtil 2",
        ),
    ],
)
def test_value__reads_as_danish_words(rule: str, on: date, text: str, law: Law) -> None:
    assert law.value(rule, on).text.startswith(text)


def test_oldest_checked__is_the_day_a_document_prints(law: Law) -> None:
    old = law.value("klinik_odense", date(2025, 3, 3))
    new = law.value("fem_dage", date(2025, 3, 3))
    assert oldest_checked([new, old, new]) == old.checked < new.checked
    assert oldest_checked([]) is None


def test_confidence__marks_everything_below_reported() -> None:
    assert [each.is_weak for each in Confidence] == [False, False, True, True, True]


def test_list__begins_with_the_oldest_check(law: Law) -> None:
    rows = list_law(law, date(2025, 3, 3))
    days = [row.checked for row in rows]
    assert days == sorted(days)
    assert rows[0].id == "klinik_odense"


def test_list__holds_what_is_in_force_and_nothing_else(law: Law) -> None:
    def rows_on(day: date) -> dict[str, str]:
        return {row.id: row.value for row in list_law(law, day)}

    june, july = rows_on(date(2026, 6, 30)), rows_on(date(2026, 7, 1))
    assert june["forsikring_fravaer_taerskel"] == "1 dag"
    assert july["forsikring_fravaer_taerskel"] == "3 dage"
    assert "straffelov_119_b" in rows_on(date(2026, 2, 14))
    assert "straffelov_119_b" not in rows_on(date(2026, 2, 15))
    assert "forsikring_fem_uger" not in june
    assert not rows_on(date(2016, 12, 31))


def test_list__shows_no_place_for_what_a_case_would_fill_in(law: Law) -> None:
    rows = list_law(law, date(2026, 8, 1))
    assert any("…" in row.value for row in rows)
    assert not [row.id for row in rows if "{" in row.value or "}" in row.value]


def test_version__changes_with_the_data_and_not_with_line_ends(tmp_path: Path) -> None:
    for name in FILES:
        text = (law_root() / name).read_text(encoding="utf-8")
        (tmp_path / name).write_bytes(text.replace("\n", "\r\n").encode())
    assert load_law(tmp_path).version == load_law().version
    shutil.copy(law_root() / "spor.toml", tmp_path / "spor.toml")
    with (tmp_path / "spor.toml").open("a", encoding="utf-8") as spor:
        spor.write("# set efter\n")
    assert load_law(tmp_path).version != load_law().version
