"""The accident notice: built the same again, accessible, mapped whole, filled whole."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zlib
from functools import cache
from pathlib import Path

import page
import pytest
from pypdf import PdfReader

from anmeld._resources import templates_root
from anmeld.catalogue import load_catalogue
from anmeld.content.names import name_tree
from anmeld.record import Record
from anmeld.render import form
from templates import cases

FOLDER = templates_root() / "ulykkesanmeldelse"
BUILDER = Path(__file__).parents[2] / "tools" / "build_notice_form.py"
LEAD = (
    "Udkast til indtastning i EASY. Anmeldelsen er først sket, når EASY har kvitteret."
)

# `domain/documents.md` 2.3, in the order of BEK 799/2022 bilag 1 and of EASY.
QUESTIONS = (
    "1. Navn",
    "2. CPR-nummer",
    "3. Beskæftigelse",
    "4. Erhvervsmæssig status",
    "5. Ansættelsesdato",
    "6. Årsløn",
    "7. Skadens art",
    "8. Skadet legemsdel",
    "9. Forventet arbejdsudygtighed",
    "10. Genoptaget arbejdet",
    "11. CVR-nummer",
    "12. P-nummer",
    "13. Anmelder",
    "14. Forsikringsselskab",
    "15. Ønskes vurderet efter arbejdsskadesikringsloven?",
    "16. Ulykkessted",
    "17. Ulykkestidspunkt",
    "18. Hvad var medarbejderen i gang med?",
    "19. Hvad gik galt (afvigelse)?",
    "20. Hvordan skete skaden",
    "21. Beskrivelse af hændelsesforløbet",
    "22. Vidner",
    "23. Behandlingssted",
    "24. Politianmeldt",
    "25. Udgifter",
    "26. Bilag",
)


@cache
def _compiled() -> form.CompiledForm:
    names = name_tree(load_catalogue()["ulykkesanmeldelse"])
    return form.compile(FOLDER / "form.pdf", FOLDER / "fields.toml", names=names)


def _filled(record: Record) -> bytes:
    return _compiled().fill(cases.content_of("ulykkesanmeldelse", record))


def _words(data: bytes) -> str:
    pages = PdfReader(io.BytesIO(data)).pages
    return "\n".join(one.extract_text() for one in pages)


def _inflated(data: bytes) -> bytes:
    """The file with its streams unpacked: two zlibs may pack the same bytes apart."""
    body = data[: data.rindex(b"\nxref\n")]
    packed = re.compile(
        rb"/Filter/FlateDecode/Length \d+>>\nstream\n(.*?)\nendstream", re.DOTALL
    )
    return packed.sub(lambda found: zlib.decompress(found.group(1)), body)


def test_form__is_what_its_builder_builds(tmp_path: Path) -> None:
    target = tmp_path / "form.pdf"
    subprocess.run([sys.executable, BUILDER, "--out", target], check=True, timeout=60)
    shipped = (FOLDER / "form.pdf").read_bytes()
    assert _inflated(target.read_bytes()) == _inflated(shipped)


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_blank_form__is_accessible_and_archival(profile: str) -> None:
    data = (FOLDER / "form.pdf").read_bytes()
    assert page.is_pdf_compliant_bytes(data, profile=profile)


def test_form__says_that_it_is_not_the_notice() -> None:
    assert LEAD in _words((FOLDER / "form.pdf").read_bytes())


def test_questions__stand_in_the_order_of_easy_on_two_pages() -> None:
    data = (FOLDER / "form.pdf").read_bytes()
    assert len(PdfReader(io.BytesIO(data)).pages) == 2
    words = _words(data)
    places = [words.index(question) for question in QUESTIONS]
    assert places == sorted(places)


def test_fields__each_have_a_danish_description_and_a_place_in_the_order() -> None:
    fields = _compiled().fields
    assert len(fields) > 70
    assert [name for name, one in fields.items() if not one.tooltip] == []
    spoken = [one.tooltip or "" for one in fields.values()]
    assert [words for words in spoken if re.search(r"[.?:]\.", words)] == []
    assert [one.tab for one in fields.values()] == list(range(1, len(fields) + 1))


@pytest.mark.parametrize("told", ["rich", "sparse"])
def test_map__leaves_blank_only_what_a_person_writes(told: str) -> None:
    """This test ensures that no blank looks like a no."""
    record = cases.example("digital_chikane") if told == "rich" else cases.sparse()
    reader = PdfReader(io.BytesIO(_filled(record)))
    held = reader.get_form_text_fields(full_qualified_name=True)
    blank = {name for name, value in held.items() if not value}
    by_hand = {"Dato", "Underskrift"}
    # They stand in for a CPR number; a further example needs a further episode.
    spare = {"Køn", "Fødselsdato", "Statsborgerskab"}
    spare |= {name for name in held if name.startswith(("Episode 2", "Episode 3"))}
    assert blank <= by_hand | spare


def test_duty__is_told_apart_for_insurer_and_authority() -> None:
    text = form.text_of(
        _compiled(),
        cases.content_of("ulykkesanmeldelse", cases.example("digital_chikane")),
    )
    assert "Til forsikringsselskab og AES: Pligt" in text
    assert "Til Arbejdstilsynet: Pligt" in text


@pytest.mark.parametrize(("relation", "code"), [("borger", "83"), ("kollega", "82")])
def test_deviation__is_coded_by_who_stood_behind_it(relation: str, code: str) -> None:
    told = cases.sparse(udoever={"relation": relation}, borgersag={})
    text = form.text_of(_compiled(), cases.content_of("ulykkesanmeldelse", told))
    assert f"Afvigelse, forslag til kode: {code}\n" in text


def test_answer_of_yes_or_no__chooses_its_button() -> None:
    held = PdfReader(io.BytesIO(_filled(cases.example("digital_chikane")))).get_fields()
    assert held is not None
    assert held["Vurderes efter loven"]["/V"] == "/Ja"


def test_long_description__goes_whole_to_an_addendum() -> None:
    """This test ensures that no word is lost between the field and the addendum."""
    told = cases.sparse(
        haendelse={"foerste_dag": "3.3.2025", "beskrivelse": cases.LONG}
    )
    words = re.sub(r"\s+", " ", _words(_filled(told)))
    assert words.count("Første sætning") >= 600
    assert "Sidste sætning." in words


def test_notice__withholds_what_the_insurer_may_not_see() -> None:
    words = _words(_filled(cases.rich()))
    for secret in ("Rasmus", "Sofie Brandt", "Søvnløs", "Skovbrynet", "BOR-2024-3311"):
        assert secret not in words


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_filled_form__stays_accessible_and_archival(profile: str) -> None:
    data = _filled(cases.example("digital_chikane"))
    assert page.is_pdf_compliant_bytes(data, profile=profile)


@pytest.mark.parametrize("told", ["rich", "sparse"])
def test_text_sheet__asks_in_the_order_of_easy(told: str) -> None:
    """This test ensures that the sheet can be copied from top to bottom."""
    record = cases.example("digital_chikane") if told == "rich" else cases.sparse()
    text = form.text_of(_compiled(), cases.content_of("ulykkesanmeldelse", record))
    numbers = [
        int(found) for found in re.findall(r"^(\d+)\. .*:(?: |$)", text, re.MULTILINE)
    ]
    assert numbers == list(range(1, 27))


def test_text_sheet__has_ordinary_spaces_for_other_systems_fields() -> None:
    record = cases.example("digital_chikane")
    text = form.text_of(_compiled(), cases.content_of("ulykkesanmeldelse", record))
    assert "Anmelders telefon: 70 10 20 40" in text
    assert "468.000,00 kr." in text
    assert "\u00a0" not in text
