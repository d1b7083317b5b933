"""What the words beside a box are taken for, on labels as Danish forms have them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from anmeld._resources import templates_root
from anmeld.authoring.form_guess import meaning_of, plain
from anmeld.authoring.form_map import Sureness, guess_map, write_map
from anmeld.content.names import all_names
from render.form.build import Build

NOTICE = templates_root() / "ulykkesanmeldelse"
LABELS = {
    "Skadelidtes navn": "medarbejder.navn",
    "Navn på den ansatte": "medarbejder.navn",
    "Skadelidte_Navn": "medarbejder.navn",
    "Tilskadekomnes CPR-nr.": "medarbejder.cpr",
    "Personnummer": "medarbejder.cpr",
    "txtSkadelidteCPR": "medarbejder.cpr",
    "Skadelidtes adresse": "medarbejder.privat.adresse",
    "Privatadresse": "medarbejder.privat.adresse",
    "Tlf. privat": "medarbejder.privat.telefon",
    "Jobtitel": "medarbejder.stilling",
    "Ansat siden (dato)": "medarbejder.ansat",
    "Bruttoårsløn": "medarbejder.aarsloen",
    "Tjenestenr.": "medarbejder.medarbejder_id",
    "Virksomhedens navn": "arbejdsgiver.navn",
    "Arbejdsgivers CVR-nr.": "arbejdsgiver.cvr",
    "Adresse på virksomheden": "arbejdsgiver.adresse",
    "Virksomhedens e-mail": "arbejdsgiver.email",
    "Adresse på arbejdspladsen": "arbejdssted.adresse",
    "P-nr.": "arbejdssted.p_nummer",
    "Forsikringsselskab": "forsikring.selskab",
    "Policenr.": "forsikring.policenummer",
    "Dato for ulykken": "ulykke.fra",
    "Skadedato": "ulykke.fra",
    "Hvor skete ulykken?": "haendelse.sted",
    "Beskriv hændelsesforløbet": "haendelse.beskrivelse",
    "Beskrivelse af ulykken": "haendelse.beskrivelse",
    "Skadens art": "foelger.skadens_art",
    "Hvilken legemsdel er skadet?": "foelger.legemsdel",
    "Første sygedag": "fravaer.foerste_dag",
    "Antal sygedage": "fravaer.dage",
    "Dato for genoptagelse af arbejdet": "fravaer.genoptaget_dato",
    "Egen læges navn": "laege.navn",
    "Lægens adresse": "laege.adresse",
    "Anmelders e-mail": "sag.udfyldt_af.email",
    "Udfyldt af": "sag.udfyldt_af.navn",
    "Nærmeste leder": "leder.navn",
    "AMR telefon": "amr.telefon",
    "Tillidsrepræsentantens navn": "tr.navn",
    "Politiets j.nr.": "politi.journalnummer",
    "Gerningsmandens navn": "udoever.navn",
    "Sagsnr.": "sag.nummer",
    "Sagsnumer": "sag.nummer",
}


def _text(label: str) -> str:
    encoded = b"\xfe\xff" + label.encode("utf-16-be")
    return "".join(f"\\{byte:03o}" for byte in encoded)


def _form(labels: list[str]) -> bytes:
    form = Build()
    for at, label in enumerate(labels):
        column, row = at % 4, at // 4
        left, low = 50 + column * 120, 780 - row * 30
        rect = (left, low, left + 100, low + 15)
        form.text(f"Text{at}", f"/TU({_text(label)})", rect=rect)
    return form.data()


def test_labels_of_danish_forms__are_understood() -> None:
    guesses = guess_map(_form(list(LABELS)))
    found = {
        label: guess.name if (guess := guesses[f"Text{at}"]) else None
        for at, label in enumerate(LABELS)
    }
    assert found == LABELS


def test_labels__that_name_somebody_else_or_something_else_are_told_apart() -> None:
    for label, never in (
        ("Virksomhedens adresse", "arbejdsgiver.navn"),
        ("Lægens telefon", "arbejdsgiver.telefon"),
        ("Borgerens adresse", "medarbejder.privat.adresse"),
    ):
        found = meaning_of(plain(label))
        assert found is None or found.name != never


OF_OTHERS = [
    "Vidnets adresse",
    "Vidnets telefon",
    "Vidnets fødselsdato",
    "Vidnets stilling",
    "Sigtedes adresse",
    "Adresse på vidne",
    "Adresse for vidnet",
    "Vidneadresse",
    "txtVidneAdresse",
    "Gerningsstedets adresse",
    "Modpartens adresse",
    "Advokatens adresse",
    "Forsikringstagers adresse",
    "Adresse (ikke privat)",
    "Barnets CPR-nr.",
    "Ægtefælles CPR-nr.",
    "Afdødes CPR-nr.",
    "Anmelders CPR-nr.",
    "CPR-nr. på barnet",
    "Forurettedes adresse",
    "Forurettedes telefon",
    "Forurettedes CPR-nr.",
    "Diagnose",
    "Lægens diagnose",
    "Tandlægens navn",
    "Speciallægens adresse",
]


@pytest.mark.parametrize("label", OF_OTHERS)
def test_label__of_somebody_the_word_list_does_not_know_is_not_guessed(
    label: str,
) -> None:
    assert meaning_of(plain(label)) is None
    assert guess_map(_form([label]))["Text0"] is None


@pytest.mark.parametrize("label", ["Vidnets adresse", "Barnets CPR-nr."])
def test_field__whose_bare_name_stands_beside_such_a_label_is_not_guessed(
    label: str,
) -> None:
    form = Build()
    for name in ("Adresse", "CPR"):
        form.text(name, f"/TU({_text(label)})", rect=(50, 700, 150, 715))
    assert set(guess_map(form.data()).values()) == {None}


PRIVATE = {
    "Skadelidtes adresse": "medarbejder.privat.adresse",
    "Tlf. privat": "medarbejder.privat.telefon",
    "Personnummer": "medarbejder.cpr",
    "Fødselsdato": "medarbejder.foedselsdato",
    "Klientens navn": "borgersag.borger.navn",
    "Borgerens CPR-nr.": "borgersag.borger.cpr",
    "Skadens art": "foelger.skadens_art",
    "Adresse": "medarbejder.privat.adresse",
}


def test_first_map__leaves_every_private_fact_to_a_person() -> None:
    """The suggestion stands there, as a comment with a line why."""
    data = _form([*PRIVATE, "Skadelidtes navn", "Policenr."])
    text = write_map(data, language="en")
    active = tomllib.loads(text)["fields"]
    assert {entry["from"] for entry in active.values()} == {
        "medarbejder.navn",
        "forsikring.policenummer",
    }
    for at, (label, name) in enumerate(PRIVATE.items()):
        (entry,) = [one for one in text.split("\n\n") if f'"Text{at}"]' in one]
        assert f'# from = "{name}"' in entry, label
        assert "# A private fact" in entry
        assert all(line.startswith("#") for line in entry.strip().splitlines())


def test_police__is_the_number_and_never_the_company() -> None:
    found = meaning_of("police")
    assert found is None or found.name == "forsikring.policenummer"


@pytest.mark.parametrize(
    "label", ["Underskrift", "Konto nr.", "Reg.nr.", "Forbeholdt selskabet", "xq7", ""]
)
def test_label__of_what_no_record_holds_is_not_guessed(label: str) -> None:
    assert meaning_of(plain(label)) is None


@pytest.mark.parametrize("label", ["Navn", "Adresse", "Telefon", "E-mail"])
def test_bare_label__is_a_guess_about_the_employee_and_never_sure(label: str) -> None:
    guess = guess_map(_form([label]))["Text0"]
    assert guess is not None
    assert guess.name.startswith("medarbejder.")
    assert guess.sureness is Sureness.LOW


def test_guess__is_always_a_name_that_a_map_may_use() -> None:
    names = all_names()
    found = guess_map(_form(list(LABELS)))
    assert all(guess is None or names.find(guess.name) for guess in found.values())


def test_own_form__is_mostly_guessed_as_its_own_map_has_it() -> None:
    """This test ensures that a change of the words does not make the guesses worse."""
    mapped = tomllib.loads((NOTICE / "fields.toml").read_text(encoding="utf-8"))
    wanted = dict(_single(mapped["fields"]))
    guesses = guess_map(Path(NOTICE / "form.pdf"))
    right = sum(
        (guess := guesses[name]) is not None and guess.name == source
        for name, source in wanted.items()
    )
    sure_and_wrong = [
        name
        for name, source in wanted.items()
        if (guess := guesses[name])
        and guess.sureness is Sureness.HIGH
        and guess.name != source
    ]
    assert right >= 0.7 * len(wanted)
    assert len(sure_and_wrong) <= 0.1 * len(wanted)


def _single(fields: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for name, entry in fields.items():
        if isinstance(entry, dict) and isinstance(entry.get("from"), str):
            yield f"{above}{name}", entry["from"]
