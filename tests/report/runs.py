"""Lines of run files, made up: what a run says of cases that never were."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from anmeld.batch.entry import Entry, Stand
from anmeld.casefile.safe_names import safe_name
from anmeld.report import make_reports

ZONE = ZoneInfo("Europe/Copenhagen")
NOW = datetime(2025, 3, 20, 9, 0, tzinfo=ZONE)
TITLES = {
    "intern_registrering": ("Intern registrering", "arbejdsgiver"),
    "journalnotat": ("Journalnotat", "borgersag"),
    "politianmeldelse": ("Udkast til politianmeldelse", "politi"),
}


def deadline(
    id_: str = "forsikring_fravaer",
    senest: str | None = "2025-03-25",
    *,
    klokken: str | None = None,
    status: str = "åben",
    pligt: str = "pligt",
    titel: str = "Anmeldelse af arbejdsulykke",
) -> dict[str, Any]:
    """One deadline as the run file holds it."""
    return {
        "id": id_,
        "titel": titel,
        "hvem": "Arbejdsgiveren",
        "til": "Forsikringsselskabet",
        "hvad": "Anmeldelse af ulykken; snarest, og \\ i EASY",
        "senest": senest,
        "klokken": klokken,
        "status": status,
        "pligt": pligt,
        "hjemmel": "Lov om arbejdsskadesikring, § 31",
        "url": "https://www.retsinformation.dk/eli/lta/2025/1279",
    }


def document(id_: str) -> dict[str, Any]:
    """One document as the run file holds it."""
    title, reader = TITLES[id_]
    return {"id": id_, "titel": title, "laeser": reader}


def case(
    number: str = "2025-001",
    *,
    spor: str = "ulykke",
    documents: Collection[str] = ("intern_registrering",),
    stopped: Collection[str] = (),
    frister: Collection[Mapping[str, Any]] = (),
    fejl: Collection[Mapping[str, Any]] = (),
    i_kilden: bool = True,
    **omfang: Any,  # noqa: ANN401 - the parts of the extent
) -> Entry:
    """One case as the run file holds it."""
    extent = {
        "arter": ["trussel_direkte"],
        "medier": ["telefon"],
        "afdeling": "Jobcenter Nord",
        "maaned": "2025-03",
        "episoder": 1,
    }
    content: dict[str, Any] = {
        "spor": spor,
        "dokumenter": [document(one) for one in documents],
        "frister": list(frister),
        "advarsler": [],
        "omfang": extent | omfang,
    }
    if stopped:
        content["standset"] = [document(one) for one in stopped]
    return Entry(
        stand=Stand.DELVIS if stopped else Stand.LAVET,
        kilde=f"/home/nogen/hemmelig/sager.xlsx[{number}]",
        sag=number,
        mappe=safe_name(number),
        indhold=content,
        fejl=tuple(fejl),
        i_kilden=i_kilden,
    )


def faulty(number: str | None = None, **fault: Any) -> Entry:  # noqa: ANN401 - as above
    """One record that could not be used."""
    said = {
        "kode": "cpr-length",
        "ark": "Sager",
        "raekke": 17,
        "kolonne": "CPR",
        "felt": "medarbejder.cpr",
        "tekst": "er ikke et CPR-nummer.",
        "raad": "Skriv ti cifre som tekst.",
    }
    return Entry(Stand.FEJL, "/home/nogen/sager.xlsx[17]", number, fejl=(said | fault,))


def report(*entries: Entry, now: datetime = NOW, **more: Any) -> Mapping[str, bytes]:  # noqa: ANN401 - as above
    """Every file of the report of these lines."""
    return make_reports(entries, run=NOW, now=now, **more)
