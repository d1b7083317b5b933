"""Every example gives its documents, and what may be told is told."""

from __future__ import annotations

import importlib.util
import json
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import anmeld
from anmeld.catalogue import Format
from anmeld.formatting.characters import substitute
from anmeld.law import LawValue
from anmeld.record import LoadedRecord

EXAMPLES = Path(__file__).parents[2] / "examples"
TOOLS = Path(__file__).parents[2] / "tools"
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
LATER = timedelta(days=20)
ALWAYS = {"intern_registrering"}
MADE = {
    "digital_chikane.toml": {"journalnotat", "ulykkesanmeldelse", "politianmeldelse"},
    "langt_forloeb.toml": {"journalnotat", "henvisning", "politianmeldelse"},
    "graensetilfaelde.toml": {"ulykkesanmeldelse", "henvisning", "politianmeldelse"},
    "staaende_udhaengning.toml": {
        "journalnotat",
        "ulykkesanmeldelse",
        "henvisning",
        "politianmeldelse",
    },
    "ukendt_udoever.toml": {"ulykkesanmeldelse", "politianmeldelse"},
    "truet_familie.toml": {"journalnotat", "ulykkesanmeldelse", "politianmeldelse"},
    "optakt.toml": {"journalnotat"},
    "vold_med_skade.toml": {"journalnotat", "ulykkesanmeldelse", "politianmeldelse"},
    "uhyre.json": {"journalnotat", "henvisning", "politianmeldelse"},
}


@cache
def _loaded(name: str) -> LoadedRecord:
    (loaded,) = anmeld.load_records(EXAMPLES / name)
    assert isinstance(loaded, LoadedRecord)
    return loaded


@cache
def _case(name: str) -> anmeld.Case:
    loaded = _loaded(name)
    last = max(one.tidspunkt.dato for one in loaded.record.episoder)
    now = datetime(last.year, last.month, last.day, 12, tzinfo=COPENHAGEN) + LATER
    return anmeld.make_case(loaded.record, now=now, base=loaded.base)


def _text(case: anmeld.Case, document: str) -> str:
    (text,) = (
        file.data.decode()
        for file in case.files
        if file.spec.id == document and file.format is Format.TXT
    )
    return text


def test_examples__are_all_listed_here() -> None:
    """This test ensures that no example is left untried."""
    files = {
        path.name for path in EXAMPLES.iterdir() if path.suffix in (".toml", ".json")
    }

    assert files == set(MADE)


@pytest.mark.parametrize("name", MADE)
def test_example__gives_its_documents(name: str) -> None:
    """This test ensures that each example calls for the documents of its kind."""
    case = _case(name)

    assert [str(one.error) for one in case.stopped] == []
    assert {made.spec.id for made in case.documents} == ALWAYS | MADE[name]


@pytest.mark.parametrize("name", [n for n in MADE if n != "uhyre.json"])
def test_documents__hold_nothing_of_the_template_s_syntax(name: str) -> None:
    """This test ensures that no tag is left over."""
    case = _case(name)

    for made in case.documents:
        text = _text(case, made.spec.id)
        assert not any(mark in text for mark in ("{{", "}}", "{%", "%}", "{#"))


@pytest.mark.parametrize("name", [n for n in MADE if "politianmeldelse" in MADE[n]])
def test_quotes__stand_whole_in_the_police_draft(name: str) -> None:
    """This test ensures that every quoted threat is in the draft, never cut."""
    text = _text(_case(name), "politianmeldelse")
    quotes = [episode.citat or "" for episode in _loaded(name).record.episoder]

    # What XML cannot hold is shown by its code point instead; `U+0000` is tested below.
    whole = [quote for quote in quotes if substitute(quote)[0] == quote]
    assert whole
    assert [quote for quote in whole if quote.replace("\r\n", "\n") not in text] == []


def test_narrative_of_20000_characters__stands_whole_in_the_full_log() -> None:
    """This test ensures that the registration carries the account to its last word."""
    text = _text(_case("uhyre.json"), "intern_registrering")

    description = _loaded("uhyre.json").record.haendelse.beskrivelse
    assert description is not None
    assert len(description) == 20_000
    assert description[-4:] == "SLUT"
    for line in description.splitlines():
        if line.isprintable():
            assert line in text
    assert "U+0000" in text
    assert "U+D83D" in text


def test_coverage__names_every_fact_and_never_a_value() -> None:
    """This test ensures that the employer's own file tells where each fact went."""
    case = _case("digital_chikane.toml")
    data = json.loads(case.data)

    assert "medarbejder.privat.adresse" in json.dumps(data)
    for value in ("Skovbrynet", "710182", "Hjertebanken", "60 11 22 33"):
        assert value not in case.data.decode()


def test_last_year_s_record__gets_last_year_s_rule() -> None:
    """This test ensures that the threshold follows the accident's own day."""
    old = _threshold("digital_chikane.toml")
    new = _threshold("vold_med_skade.toml")

    assert (old.number, old.confidence) == (1, "verified")
    assert (new.number, new.confidence) == (3, "bill")


def _threshold(name: str) -> LawValue:
    notification = _case(name).plan.notification
    assert notification is not None
    (value,) = (
        value
        for value in notification.insurer.rules
        if value.rule == "forsikring_fravaer_taerskel"
    )
    return value


def test_monster__is_what_its_program_writes() -> None:
    """This test ensures that the example and the program that writes it agree."""
    spec = importlib.util.spec_from_file_location("monster", TOOLS / "build_monster.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    assert module.text() == (EXAMPLES / "uhyre.json").read_text(encoding="ascii")
