"""Varied records for measuring a batch: no two alike, the same for the same number.

    python benchmarks/cases.py --number 10000 sager.jsonl
    python benchmarks/cases.py --number 10000 sager.xlsx

All people, places and numbers are invented; CPR numbers are replacement numbers.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

Data = dict[str, Any]

_FIRST_NAMES = (
    "Agnes Asger Birk Bodil Cilius Dagny Ebbe Eskild Freja Gorm Gyda Helga Idun Inger "
    "Jeppe Kaja Kirstine Laust Liv Malthe Nanna Oda Peder Ragnhild Sigurd Solvej Tage "
    "Thyra Ulrik Vilma"
)
_LAST_NAMES = (
    "Abildtoft Brinkholt Dalsgård Ejstrup Fuglebæk Grønbakke Hedemark Ibsgård Juelsen "
    "Kragelykke Lindeskov Mosekær Nørrebak Overdrev Plougmark Ravnholt Skovfryd "
    "Tværlund Ulvedal Vestertoft Æblegren Østerbæk"
)
_FIRST, _LAST = _FIRST_NAMES.split(), _LAST_NAMES.split()
_TOWNS = ("Holmby", "Nordby", "Vesterø", "Åstrup", "Sønderå", "Klitlev")
_ROADS = ("Kærvej", "Lyngstien", "Møllebakken", "Tranevænget", "Åboulevarden")
_JOBS = ("Socialrådgiver", "Lærer", "Sygeplejerske", "Pædagog", "Sagsbehandler")
_UNITS = (
    "Jobcentret",
    "Børn og Unge",
    "Skolen ved Åen",
    "Sundhedscentret",
    "Borgerservice",
)
_KINDS = (
    "chikane_gentagen",
    "trussel_direkte",
    "trussel_indirekte",
    "forulempelse",
    "trussel_udhaengning",
    "aerekraenkelse",
)
_MEDIA = ("sms", "email", "telefon", "facebook_besked", "facebook_gruppe", "fremmoede")
_SAID = (
    "Du skal bare vente til du har fri.",
    "I ødelægger folks liv & griner af det <hver dag>.",
    "Nu ved alle, hvad du laver. Del det her!!",
    "Jeg finder ud af, hvornår du går hjem.",
    "Du burde skamme dig, din løgner.",
    "Det stopper først, når afgørelsen er væk 😡",
    "nogen skulle lære dig at høre efter",
)
_HAPPENED = (
    "Beskeden kom kort efter et møde om en afgørelse.",
    "Der blev skrevet flere gange i løbet af aftenen.",
    "Samtalen blev afsluttet efter få minutter.",
    "Opslaget blev delt af flere, før det blev fjernet.",
    "Vedkommende stillede sig op ved skranken og råbte.",
)
_SYMPTOMS = ("Søvnbesvær", "Uro og rysten", "Hovedpine", "Koncentrationsbesvær")
_FIRST_DAY: Final = date(2024, 8, 1)


def make_record(number: int, seed: int = 0) -> Data:
    """Make one record.

    Args:
        number: Its number; another number gives another record.
        seed: Another seed gives other records for the same numbers.

    Returns:
        The record, as JSON would hold it.
    """
    pick = random.Random(f"{seed}:{number}")
    employee, offender = _person(pick), _person(pick)
    begin = _FIRST_DAY + timedelta(days=pick.randrange(300))
    days = pick.choice((1, 1, 2, 3, 4, 5, 6, 7, 12, 40, 90))
    episodes = _episodes(pick, begin, days)
    town = pick.choice(_TOWNS)
    record: Data = {
        "sag": {
            "nummer": f"HAE-{begin.year}-{number:06}",
            "oprettet": _iso(begin + timedelta(days=days), 9, pick.randrange(60)),
            "udfyldt_af": {"navn": employee["navn"]},
        },
        "arbejdsgiver": {
            "navn": f"{town} Kommune",
            "cvr": "10000009",
            "adresse": f"Rådhuspladsen {pick.randint(1, 40)}, 9990 {town}",
            "telefon": _phone(pick, "70"),
            "offentlig": "ja",
        },
        "forsikring": {"selvforsikret": "ja", "enhed": f"{town} Kommune, Forsikring"},
        "arbejdssted": {
            "navn": f"{pick.choice(_UNITS)}, {town} Kommune",
            "adresse": f"{pick.choice(_ROADS)} {pick.randint(1, 99)}, 9990 {town}",
            "telefon": _phone(pick, "70"),
        },
        "medarbejder": {
            "navn": employee["navn"],
            "cpr": employee["cpr"],
            "stilling": pick.choice(_JOBS),
            "status": "loenmodtager",
            "afdeling": pick.choice(_UNITS),
            "telefon": _phone(pick, "70"),
            "region": pick.choice(("nordjylland", "midtjylland", "syddanmark")),
            "privat": {"telefon": _phone(pick, "60")},
        },
        "leder": {"navn": _person(pick)["navn"], "telefon": _phone(pick, "70")},
        "udoever": {
            "relation": "borger",
            "navn": offender["navn"],
            "under_15": "nej",
            "er_borgeren": "ja",
        },
        "haendelse": _incident(pick, episodes, begin),
        "episoder": episodes,
        "foelger": _effects(pick, begin),
        "politi": {"kreds": "Nordjyllands Politi", "formaal": ["strafforfoelgning"]},
        "samtykke": {"henvisning": pick.random() < 0.7},
        "tiltag": [{"art": "leder_orienteret", "dato": begin.isoformat()}],
    }
    if pick.random() < 0.8:
        record["borgersag"] = {
            "sagsnummer": f"BOR-{begin.year}-{pick.randrange(10**6):06}",
            "kle": "27.24.00",
            "borger": {"navn": offender["navn"], "cpr": offender["cpr"]},
        }
    else:
        record["udoever"] |= {"relation": "anonym", "er_borgeren": "nej"}
    if pick.random() < 0.6:
        away = begin + timedelta(days=days)
        record["fravaer"] = {
            "foerste_dag": away.isoformat(),
            "dage": pick.randint(1, 20),
        }
    return record


def make_records(number: int, seed: int = 0) -> Iterator[Data]:
    """Make so many records, one at a time."""
    return (make_record(one, seed) for one in range(number))


def write_jsonl(path: Path, records: Iterable[Data]) -> None:
    """Write records as JSON Lines."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def write_xlsx(path: Path, records: Iterable[Data]) -> None:
    """Write records as a workbook with one sheet of cases and one of episodes."""
    from openpyxl import Workbook

    rows: list[Data] = []
    book = Workbook(write_only=True)
    cases, episodes = book.create_sheet("Sager"), book.create_sheet("Episoder")
    columns = ("tidspunkt", "art", "medie", "beskrivelse", "citat", "i_arbejdstid")
    episodes.append(["sag.nummer", *(f"episoder[].{name}" for name in columns)])
    for record in records:
        number = record["sag"]["nummer"]
        for one in record["episoder"]:
            episodes.append([number, *(one.get(name) for name in columns)])
        rows.append(dict(_leaves(record)))
    names = sorted({name for row in rows for name in row})
    cases.append(names)
    for row in rows:
        cases.append([row.get(name) for name in names])
    book.save(path)


def _leaves(data: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        name = f"{before}{key}"
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], str):
            yield name, ", ".join(value)
        elif not isinstance(value, list):
            yield (
                name,
                {True: "ja", False: "nej"}.get(value, value)
                if isinstance(value, bool)
                else value,
            )


def _person(pick: random.Random) -> dict[str, str]:
    day, month, year = pick.randint(1, 28), pick.randint(1, 12), pick.randint(50, 99)
    return {
        "navn": f"{pick.choice(_FIRST)} {pick.choice(_LAST)} {pick.choice(_LAST)}",
        "cpr": f"{day + 60:02}{month:02}{year}-999{pick.randint(0, 9)}",
    }


def _episodes(pick: random.Random, begin: date, days: int) -> list[Data]:
    number = pick.choice((1, 1, 2, 3, 3, 4, 6, 10)) if days > 1 else pick.choice((1, 2))
    offsets = {0, days - 1, *(pick.randrange(days) for _ in range(number - 1))}
    found = []
    for offset in sorted(offsets):
        medium = pick.choice(_MEDIA)
        episode = {
            "tidspunkt": _iso(
                begin + timedelta(days=offset), pick.randint(7, 22), pick.randrange(60)
            ),
            "art": pick.choice(_KINDS),
            "medie": medium,
            "beskrivelse": f"{pick.choice(_HAPPENED)} Det var nummer {offset + 1}.",
            "citat": f"{pick.choice(_SAID)} {pick.choice(_SAID)}",
            "i_arbejdstid": pick.choice(("ja", "nej")),
        }
        if medium == "facebook_gruppe":
            episode["fjernet"] = _iso(begin + timedelta(days=offset + 1), 23, 59)
        found.append(episode)
    return found


def _incident(pick: random.Random, episodes: list[Data], begin: date) -> Data:
    told = " ".join(pick.sample(_HAPPENED, pick.randint(1, len(_HAPPENED))))
    return {
        "arter": sorted({one["art"] for one in episodes}),
        "sted": pick.choice(_UNITS),
        "beskrivelse": f"Det begyndte den {begin:%d.%m.%Y}. {told}",
        "resume": f"{pick.choice(_HAPPENED)} Det skete {len(episodes)} gange.",
        "tilknytning": "Beskederne nævner en afgørelse, som medarbejderen har truffet.",
        "haandtering": pick.choice(("Samtalen blev afsluttet.", "Beskeden blev gemt.")),
    }


def _effects(pick: random.Random, begin: date) -> Data:
    injured = pick.choice(("ja", "ja", "ja", "nej", "ukendt"))
    if injured != "ja":
        return {"personskade": injured}
    return {
        "personskade": "ja",
        "skadens_art": "psykisk_chok",
        "legemsdel": "ingen_fysisk",
        "krav_forventet": pick.choice(("ja", "nej", "ukendt")),
        "symptomer": [
            {"beskrivelse": one, "start": begin.isoformat()}
            for one in pick.sample(_SYMPTOMS, pick.randint(1, 3))
        ],
    }


def _phone(pick: random.Random, first: str) -> str:
    return " ".join((first, *(f"{pick.randrange(100):02}" for _ in range(3))))


def _iso(day: date, hour: int, minute: int) -> str:
    return datetime(day.year, day.month, day.day, hour, minute).isoformat()  # noqa: DTZ001 - Danish time, as people write it


def main() -> None:
    """Write a file of records."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    write = write_xlsx if chosen.file.suffix == ".xlsx" else write_jsonl
    write(chosen.file, make_records(chosen.number, chosen.seed))


if __name__ == "__main__":
    main()
