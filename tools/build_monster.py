"""Write `examples/uhyre.json`: everything that a record can hold badly.

    python tools/build_monster.py

It is written by a program since no editor keeps a lone surrogate or a NUL; a test
builds it again and compares.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parents[1] / "examples" / "uhyre.json"
EPISODES = 200
EVIDENCE = 60
NARRATIVE = 20_000
SUMMER = timezone(timedelta(hours=2))

# What eats text in tools that paste values into markup, and what fonts do not have.
HOSTILE = (
    "Bang & <Olufsen> </w:t></w:r> & co.",
    "{{ 7*7 }} {% for x in y %} {# skjult #} {%tr endfor %}",
    "Æblegrød på Åen – »citat« “anførsel” … €",
    "🔪🔥👨‍👩‍👧‍👦 og 🇩🇰",
    "Nul: \u0000 escape: \u001b lodret: \u000b slut",
    "ensomt surrogat: \ud83d slut",
    "højre-til-venstre: \u202eegnårkab\u202c slut",
    "ligner: раssword (kyrillisk а), Ελληνικά, Áŋŋel, Łukasz, Őri",
    "linje et\nlinje to\r\nlinje tre\tefter tabulator",
    "   mellemrum   før   og   efter   ",
    "u\u00adsyn\u00adlig bindestreg og\u00a0hårdt\u2011mellemrum",
    "e\u0301 og é er ikke samme tegn",
    "A" * 400,
    "https://eksempel.example/?a=1&b=<2>&c=%7B%7B#anker",
    "=cmd|' /C calc'!A0",
)
KINDS = ("chikane_gentagen", "forulempelse", "trussel_indirekte", "aerekraenkelse")
MEDIA = ("facebook_gruppe", "email", "sms", "instagram", "telefon")


def narrative() -> str:
    """A description of exactly the length that the test speaks of."""
    text, number = "", 0
    while len(text) < NARRATIVE:
        number += 1
        text += f"{number}. {HOSTILE[number % len(HOSTILE)]}\n\n"
    return text[: NARRATIVE - 4] + "SLUT"


def episodes() -> list[dict[str, Any]]:
    """Two hundred events, one a day and a half, each with its own quote."""
    first = datetime(2025, 4, 1, 6, 30, tzinfo=SUMMER)
    return [
        {
            "tidspunkt": (first + timedelta(hours=17 * at)).isoformat(),
            "art": KINDS[at % len(KINDS)],
            "medie": MEDIA[at % len(MEDIA)],
            "beskrivelse": f"Episode {at + 1} & <følger>.",
            "citat": f"[{at + 1}] {HOSTILE[at % len(HOSTILE)]}",
            "url": f"https://eksempel.example/traad/{at + 1}?a=1&b=2",
            "i_arbejdstid": ("ja", "nej", "ukendt")[at % 3],
            "fremhaevet": at in (3, 57, 121, 199),
        }
        for at in range(EPISODES)
    ]


def evidence() -> list[dict[str, Any]]:
    """Sixty pieces of evidence, referenced but not in files."""
    first = datetime(2025, 4, 2, 9, 0, tzinfo=SUMMER)
    return [
        {
            "art": ("skaermbillede", "email", "sms")[at % 3],
            "viser": f"Bilag {at + 1}: {HOSTILE[at % 6]}",
            "episode": at * 3 + 1,
            "sikret": (first + timedelta(hours=51 * at)).isoformat(),
            "sikret_af": "Ida Ærø Ågård",
            "url": f"https://eksempel.example/bilag/{at + 1}/" + "langt-led-" * 12,
            "konto": f"profil <{at}> & co",
        }
        for at in range(EVIDENCE)
    ]


def record() -> dict[str, Any]:
    """The whole record."""
    return {
        "sag": {
            "nummer": "HAE-2025-9999",
            "oprettet": "2025-09-01T10:00:00+02:00",
            "noter": "Egen note: " + HOSTILE[0],
        },
        "arbejdsgiver": {
            "navn": "Ærø & <Ågård> Kommune {{ 7*7 }}",
            "cvr": "10000084",
            "adresse": "Åstræde 1 & 3, 9990 Ærøby",
            "offentlig": "ja",
        },
        "forsikring": {"selvforsikret": "ukendt"},
        "arbejdssted": {
            "navn": "Børn & Unge <Nord>",
            "adresse": "Østergade 5, 9990 Ærøby",
            "telefon": "70 11 22 33",
        },
        "medarbejder": {
            "navn": "Ida Ærø Ågård",
            "initialer": "IÆÅ",
            "cpr": "680285-9990",
            "stilling": "Socialrådgiver & <koordinator>",
            "status": "loenmodtager",
            "ansat": "2011-02-01",
            "telefon": "70 11 22 34",
            "privat": {
                "adresse": "Ådalsvænget 99, 9992 Sønder Ærø",
                "telefon": "60 12 34 56",
            },
            "region": "syddanmark",
        },
        "leder": {"navn": "Åge Øllgaard", "stilling": "Leder", "telefon": "70112235"},
        "udoever": {
            "relation": "borger",
            "navn": "Łukasz O'Brien-<Æble> & søn",
            "profiler": [{"medie": "instagram", "navn": "profil <1> & co 🔥"}],
            "er_borgeren": "ja",
            "under_15": "nej",
        },
        "borgersag": {
            "sagsnummer": "BOR-2025-000001",
            "kle": "27.24.00",
            "borger": {"navn": "Łukasz O'Brien-<Æble> & søn", "cpr": "690188-9993"},
            "anledning": HOSTILE[1],
        },
        "haendelse": {
            "arter": list(KINDS),
            "beskrivelse": narrative(),
            "resume": "Resumé & <kort>: " + HOSTILE[2],
            "forudgaaende": HOSTILE[8],
            "haandtering": HOSTILE[10],
            "tilknytning": "I anledning af tjenesten & sagen.",
            "til_stede": ["Socialrådgiver", "Kollega <1> & 2"],
        },
        "episoder": episodes(),
        "bilag": evidence(),
        "vidner": [
            {"rolle": "Kollega & <nabo>", "navn": "Zoë Æbelø", "har_set": HOSTILE[3]}
        ],
        "foelger": {
            "personskade": "ja",
            "skadens_art": "psykisk_anden",
            "legemsdel": "ingen_fysisk",
            "behov_for_stoette": "ja",
            "symptomer": [
                {"beskrivelse": "Hovedpine & <svimmelhed>", "start": "2025-04-20"}
            ],
            "kendskab": "2025-08-20",
        },
        "fravaer": {"foerste_dag": "2025-08-21", "forventet": "ukendt"},
        "laege": {"navn": "Øjvind Ø", "praksis": "Lægerne & <Co>"},
        "samtykke": {"henvisning": True},
        "politi": {"kreds": "Fyns Politi", "formaal": ["strafforfoelgning"]},
        "tiltag": [
            {
                "art": "leder_orienteret",
                "dato": "2025-04-02",
                "beskrivelse": HOSTILE[0],
            },
            {
                "art": "vejledning_klage",
                "dato": "2025-04-10",
                "beskrivelse": HOSTILE[9],
            },
        ],
    }


def text() -> str:
    """The file's text: ASCII, so that every character survives any editor."""
    return json.dumps(record(), ensure_ascii=True, indent=1) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="ascii", newline="\n")
