"""Records that the shipped documents are filled from, and the filling itself."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from anmeld._resources import templates_root
from anmeld.catalogue import load_catalogue
from anmeld.content import Content, build_content
from anmeld.content.names import name_tree
from anmeld.formatting.table import without_holds
from anmeld.law import load_law
from anmeld.plan import make_plan
from anmeld.record import Record, load_record, record_from_dict
from anmeld.render import docx
from anmeld.render.text import text_of_docx

NOW = datetime(2025, 3, 7, 12, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
EXAMPLES = Path(__file__).parents[2] / "examples"
WORD_DOCUMENTS = (
    "intern_registrering",
    "journalnotat",
    "henvisning",
    "politianmeldelse",
)
LONG = "Første sætning med & og <tegn>. " * 600 + "Sidste sætning."


def example(name: str) -> Record:
    """One of the shipped example records."""
    return load_record(EXAMPLES / f"{name}.toml")


def sparse(**more: Any) -> Record:  # noqa: ANN401 - sections of a record, as read
    """A record that states next to nothing, on every track."""
    data: dict[str, Any] = {
        "sag": {"nummer": "HAE-1"},
        "arbejdsgiver": {"navn": "Nordby Kommune"},
        "medarbejder": {"navn": "Mette Lindqvist"},
        "haendelse": {"foerste_dag": "3.3.2025"},
        "borgersag": {"sagsnummer": "BOR-1"},
        "samtykke": {"henvisning": True},
        "politi": {"oensket": True},
        "afgoerelse": {"spor": "begge", "begrundelse": "Afventer lægen."},
    }
    whole = data | more
    return record_from_dict({key: part for key, part in whole.items() if part})


def rich() -> Record:
    """A course of two days, told so that every part of the documents has something."""
    return record_from_dict({**_stated(), "samtykke": _CONSENT})


def long() -> Record:
    """Forty episodes, the seventh told at length, and a character XML cannot hold."""
    first = datetime(2025, 1, 6, 9, 15)  # noqa: DTZ001 - as a person writes it
    episodes = [
        {
            "tidspunkt": (first + timedelta(days=at)).strftime("%d.%m.%Y %H.%M"),
            "art": "chikane_gentagen",
            "medie": "sms",
            "beskrivelse": LONG if at == 6 else f"Sms nummer {at + 1}.",
            "citat": f"besked {at + 1}: tag dig \x07sammen & svar",
        }
        for at in range(40)
    ]
    return record_from_dict({**_stated(), "episoder": episodes, "samtykke": _CONSENT})


def content_of(document: str, record: Record, now: datetime = NOW) -> Content:
    """What a document may say of a record."""
    law, catalogue = load_law(), load_catalogue()
    plan = make_plan(record, now=now, law=law, catalogue=catalogue)
    return build_content(record, plan, catalogue[document])


@cache
def compiled(document: str) -> docx.CompiledDocx:
    """A shipped Word template, held to the names that its reader may see."""
    names = name_tree(load_catalogue()[document])
    return docx.compile(path_of(document), names=names)


def path_of(document: str) -> Path:
    """Where a shipped Word template lies."""
    return templates_root() / document / "template.docx"


def filled(document: str, record: Record, now: datetime = NOW) -> bytes:
    """A filled Word document."""
    return compiled(document).fill(content_of(document, record, now))


def text(document: str, record: Record, now: datetime = NOW) -> str:
    """The plain text of a filled Word document, with ordinary spaces throughout."""
    return without_holds(text_of_docx(filled(document, record, now)))


_CONSENT = {
    "henvisning": True,
    "helbred_til_politi": True,
    "naertstaaende_til_politi": True,
    "anden_sygdom_til_laege": True,
}


def _stated() -> dict[str, Any]:
    return {
        "sag": {"nummer": "HAE-2025-7", "oprettet": "6.3.2025 9.20"},
        "arbejdsgiver": {"navn": "Nordby Kommune", "adresse": "Torvet 1, 9990 Nordby"},
        "arbejdssted": {"navn": "Jobcentret", "adresse": "Havnegade 12, 9990 Nordby"},
        "medarbejder": {
            "navn": "Mette Lindqvist",
            "cpr": "710182-9996",
            "stilling": "Socialrådgiver",
            "privat": {"adresse": "Skovbrynet 44, 9992 Vesterø"},
        },
        "leder": {"navn": "Karen Holm", "telefon": "70102040"},
        "udoever": {
            "relation": "borger",
            "navn": "Rasmus Thorup",
            "er_borgeren": "ja",
        },
        "borgersag": {
            "sagsnummer": "BOR-2024-3311",
            "borger": {"navn": "Rasmus Thorup", "cpr": "740586-9993"},
        },
        "haendelse": {"resume": "Borgeren lagde adressen ud og skrev trusler."},
        "episoder": [
            {
                "tidspunkt": "3.3.2025 19.42",
                "art": "offentliggoerelse_privat",
                "medie": "facebook_opslag",
                "citat": "her bor hun",
                "fjernet": "3.3.2025 22.00",
            },
            {
                "tidspunkt": "4.3.2025 8.15",
                "art": "trussel_direkte",
                "medie": "telefon",
                "citat": "jeg slår dig",
            },
        ],
        "bilag": [{"art": "skaermbillede", "viser": "Opslaget", "episode": 1}],
        "vidner": [{"rolle": "Kollega", "navn": "Sofie Brandt"}],
        "foelger": {
            "personskade": "ja",
            "behov_for_stoette": "ja",
            "symptomer": [{"beskrivelse": "Søvnløs siden", "start": "4.3.2025"}],
        },
        "politi": {"kreds": "Nordjyllands Politi", "formaal": ["strafforfoelgning"]},
        "afgoerelse": {"spor": "begge", "begrundelse": "Afventer lægen."},
    }
