"""One broken law file a mistake; each is refused with the words a person needs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from anmeld._resources import law_root
from anmeld.errors import LawError
from anmeld.law import load_law
from anmeld.law.load import FILES

BROKEN = Path(__file__).with_name("broken")

WORDS = {
    "no_start": ("proeve.values[1].from", "missing"),
    "no_unit": ("proeve", "value 1 has no unit"),
    "no_value": ("proeve", "value 1 has neither value nor end"),
    "value_and_end": ("proeve", "value 1 has neither value nor end, or both"),
    "no_reference": ("proeve.values[1].reference", "missing"),
    "no_title": ("proeve.values[1].reference.title", "missing"),
    "no_url": ("proeve.values[1].reference.url", "missing"),
    "url_not_address": ("proeve.values[1].reference.url", "not a web address"),
    "no_checked": ("proeve.values[1].checked", "missing"),
    "no_confidence": ("proeve.values[1].confidence", "missing"),
    "confidence_unknown": ("proeve.values[1].confidence", "verified"),
    "unit_unknown": ("proeve.unit", "days"),
    "day_as_text": ("proeve.values[1].from", "date"),
    "text_in_days": ("proeve", "value 1 does not fit its unit"),
    "number_as_text": ("proeve", "value 1 does not fit its unit"),
    "zero": ("proeve", "value 1 does not fit its unit"),
    "half": ("proeve.values[1].value",),
    "unknown_key": ("proeve.values[1].cheked", "checked"),
    "no_values": ("proeve.values",),
    "no_description": ("proeve.description", "missing"),
    "out_of_order": ("proeve", "value 2 does not begin after the one before"),
    "same_day_twice": ("proeve", "value 2 does not begin after the one before"),
    "overlap": ("proeve", "value 2 begins before the one before ends"),
    "overlap_one_day": ("proeve", "value 2 begins before the one before ends"),
    "ends_before_start": ("proeve", "value 1 ends before it begins"),
    "not_toml": ("not valid TOML", "line"),
}


@pytest.fixture
def law_folder(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(law_root() / name, tmp_path / name)
    return tmp_path


def refusal(folder: Path) -> LawError:
    with pytest.raises(LawError) as caught:
        load_law(folder)
    return caught.value


def test_broken_files__are_all_expected() -> None:
    assert {path.stem for path in BROKEN.glob("*.toml")} == set(WORDS)


@pytest.mark.parametrize("name", sorted(WORDS))
def test_broken_file__is_refused_with_place_and_reason(
    name: str, law_folder: Path
) -> None:
    shutil.copy(BROKEN / f"{name}.toml", law_folder / "regler.toml")
    text = refusal(law_folder).text("en")
    assert "regler.toml" in text
    for word in WORDS[name]:
        assert word in text


def test_law_folder__without_a_file_is_refused_by_the_files_name(
    law_folder: Path,
) -> None:
    (law_folder / "klinikker.toml").unlink()
    text = refusal(law_folder).text("en")
    assert "klinikker.toml" in text
    assert "is missing" in text


def test_law_folder__tells_of_all_its_faults_at_once(law_folder: Path) -> None:
    shutil.copy(BROKEN / "no_start.toml", law_folder / "regler.toml")
    shutil.copy(BROKEN / "no_checked.toml", law_folder / "spor.toml")
    text = refusal(law_folder).text("en")
    assert "regler.toml" in text
    assert "spor.toml" in text


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_kind__that_is_not_covered_is_refused(law_folder: Path) -> None:
    path = law_folder / "haendelsesarter.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("[naerved]")], encoding="utf-8")
    error = refusal(law_folder)
    assert [fault.code for fault in error.faults] == ["law-kind-missing"]
    assert "naerved" in error.text("en")


def test_kind__that_nobody_has_is_refused(law_folder: Path) -> None:
    replace(law_folder / "haendelsesarter.toml", "[naerved]", "[uheld]")
    replace(law_folder / "haendelsesarter.toml", "[[naerved.", "[[uheld.")
    assert "uheld" in refusal(law_folder).text("en")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("haendelsesarter.toml", '"straffelov_119_stk_1"', '"straffelov_1190"'),
        ("frister.toml", 'closes = "easy_lukketid"', 'closes = "easy_lukker"'),
        ("frister.toml", '"forsikring_krav"]', '"forsikring_kravet"]'),
    ],
)
def test_reference_to_a_rule__that_no_file_has_is_refused(
    file: str, old: str, new: str, law_folder: Path
) -> None:
    replace(law_folder / file, old, new)
    error = refusal(law_folder)
    assert {fault.code for fault in error.faults} == {"law-unknown-rule"}
    assert file in error.text("en")


@pytest.mark.parametrize("taken", ["fem_dage", "vold_fysisk"])
def test_id__in_two_files_is_refused(taken: str, law_folder: Path) -> None:
    """This test ensures that a kind of episode hides no rule, nor a rule a kind."""
    replace(law_folder / "regler.toml", "[lavalder]", f"[{taken}]")
    replace(law_folder / "regler.toml", "[[lavalder.", f"[[{taken}.")
    error = refusal(law_folder)
    assert [fault.code for fault in error.faults] == ["law-id-used-twice"]
    assert taken in error.text("en")


def test_address__without_confidence_is_refused(law_folder: Path) -> None:
    replace(law_folder / "klinikker.toml", 'address_confidence = "reported"\n', "")
    text = refusal(law_folder).text("en")
    assert "klinik_holbaek" in text
    assert "address and confidence go together" in text
