"""Clinics by region and day, and codes for the notice."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from anmeld._resources import law_root
from anmeld.law import Confidence, Law, load_law, suggest_clinic, suggest_codes
from anmeld.law.load import FILES
from anmeld.record.values import Region

from .cases import episode, make_record

TODAY = date(2026, 11, 22)
NEXT_YEAR = date(2027, 1, 1)


@pytest.mark.parametrize("region", [each for each in Region if each != "oestdanmark"])
def test_clinic__is_suggested_for_each_region_of_2026(region: Region, law: Law) -> None:
    clinic = suggest_clinic(law, region, TODAY)
    assert clinic is not None
    assert clinic.name
    assert clinic.region is region


def test_clinic__names_both_of_a_region_with_two(law: Law) -> None:
    clinic = suggest_clinic(law, Region.MIDTJYLLAND, TODAY)
    assert clinic is not None
    assert "Aarhus" in clinic.name
    assert " eller " in clinic.name
    assert "Gødstrup" in clinic.name
    assert len(clinic.rules) == 2


@pytest.mark.parametrize("region", [Region.SJAELLAND, Region.HOVEDSTADEN])
def test_clinic__of_the_two_regions_that_end_is_the_new_regions(
    region: Region, law: Law
) -> None:
    last = suggest_clinic(law, region, date(2026, 12, 31))
    assert last is not None
    assert last.region is region
    clinic = suggest_clinic(law, region, NEXT_YEAR)
    assert clinic is not None
    assert clinic.region is Region.OESTDANMARK
    assert clinic.confidence is Confidence.ASSUMPTION
    assert "1. januar 2027" in clinic.remark
    assert "ikke kontrolleret" in clinic.remark


def test_clinic__of_a_region_that_does_not_exist_yet_is_none(law: Law) -> None:
    assert suggest_clinic(law, Region.OESTDANMARK, TODAY) is None
    assert suggest_clinic(law, Region.OESTDANMARK, NEXT_YEAR) is not None


def test_clinic__of_no_region_or_before_the_data_is_none(law: Law) -> None:
    assert suggest_clinic(law, None, TODAY) is None
    assert suggest_clinic(law, Region.SJAELLAND, date(2020, 1, 1)) is None


@pytest.mark.parametrize("region", Region)
def test_clinic__has_no_address_as_none_is_verified(region: Region, law: Law) -> None:
    for day in (TODAY, NEXT_YEAR):
        clinic = suggest_clinic(law, region, day)
        assert clinic is None or clinic.address is None


def test_clinic__has_its_address_once_that_is_verified(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(law_root() / name, tmp_path / name)
    path = tmp_path / "klinikker.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        'address_confidence = "reported"', 'address_confidence = "verified"'
    )
    path.write_text(text, encoding="utf-8")
    clinic = suggest_clinic(load_law(tmp_path), Region.SJAELLAND, TODAY)
    assert clinic is not None
    assert clinic.address == "Smedelundsgade 60, 4300 Holbæk"


@pytest.mark.parametrize(
    ("udoever", "foelger", "codes"),
    [
        (
            {"relation": "borger"},
            {"skadens_art": "psykisk_chok", "legemsdel": "ingen_fysisk"},
            ["83", "70", "111", "0"],
        ),
        ({"relation": "kollega"}, {"skadens_art": "aabent_saar"}, ["82", "80", "012"]),
        ({"relation": "ukendt"}, {"skadens_art": "ukendt"}, ["83"]),
        ({"relation": "borger"}, {"legemsdel": "flere"}, ["83", "78"]),
    ],
)
def test_codes__are_suggested_where_a_source_gives_one(
    udoever: dict[str, str], foelger: dict[str, str], codes: list[str], law: Law
) -> None:
    record = make_record(episode("03.03.2025"), udoever=udoever, foelger=foelger)
    found = suggest_codes(law, record, date(2025, 3, 3))
    assert [each.code for each in found] == codes
    assert all(each.is_group == (each.code in ("70", "80")) for each in found)
