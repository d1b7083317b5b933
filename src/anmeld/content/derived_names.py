"""The names that plan and content make of the record, as a table.

Everything here is printed in Danish and needs no entry in `may_see` where it says
nothing of a person (`ALWAYS`); the others are allowed by name like the record's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, TypeAlias

from anmeld.content.shapes import Name, Shape, section_shape
from anmeld.record.model import Bilag, Episode

# A word is a single value with its title; a name that ends in `[]` is a list.
Table: TypeAlias = Mapping[str, "str | Table"]

ALWAYS: Final = frozenset(
    {"dokument", "organisation", "lov", "udeladt", "erstattede_tegn"}
)

_ROW: Final[Table] = {"nr": "Nummer", "bilag": "Bilag"}
_PROVISION: Final[Table] = {
    "paragraf": "Paragraf",
    "lov": "Lov",
    "beskrivelse": "Beskrivelse",
    "strafferamme": "Strafferamme",
    "paatale": "Påtale",
    "arter": "Hændelsens arter",
    "rolle": "Rolle",
    "forbehold": "Forbehold",
}
_DUTY: Final[Table] = {"pligt": "Pligt", "begrundelse": "Begrundelse"}
_COUNTED: Final[Table] = {"betegnelse": "Betegnelse", "antal": "Antal"}

_TABLE: Final[Table] = MappingProxyType(
    {
        "dokument": {
            "titel": "Dokumentets titel",
            "dato": "Dokumentets dato",
            "modtager": "Modtager",
        },
        "forloeb": {
            "foerste_dag": "Forløbets første dag",
            "sidste_dag": "Forløbets sidste dag",
            "dage": "Kalenderdage, første og sidste medregnet",
            "arbejdsdage": "Arbejdsdage",
            "antal_episoder": "Antal episoder",
            "antal_dage": "Antal dage med episoder",
            "arter[]": _COUNTED,
            "medier[]": _COUNTED,
        },
        "spor": {
            "vaerdi": "Spor",
            "regel": "Reglens eget spor",
            "betinget": "Forudsætter personskade",
            "graensetilfaelde": "Grænsetilfælde",
            "uafklaret": "Uafklaret",
            "afgjort_af_person": "Afgjort af en person",
            "begrundelse[]": "Begrundelse",
            "raad[]": "Råd",
            "taellemaade": "Tællemåde",
        },
        "ulykke": {
            "fra": "Ulykkens begyndelse",
            "til": "Ulykkens slutning",
            "beskrivelse_af": "Hvad anmeldelsen omfatter",
            "forsikring": _DUTY,
            "tilsyn": _DUTY,
        },
        "frister[]": {
            "id": "Fristens id",
            "hvem": "Hvem",
            "til": "Til hvem",
            "hvad": "Hvad",
            "fra": "Regnes fra",
            "senest": "Senest",
            "status": "Status",
            "pligt": "Pligt eller anbefaling",
            "hjemmel": "Hjemmel",
            "kontrolleret": "Kontrolleret",
            "sikkerhed": "Sikkerhed",
            "bemaerkninger[]": "Bemærkninger",
        },
        "lov": {
            "kontrolleret": "Regelsæt kontrolleret",
            "kilder[]": {
                "titel": "Kildens titel",
                "url": "Kildens adresse",
                "kontrolleret": "Kontrolleret",
                "sikkerhed": "Sikkerhed",
            },
            "forbehold[]": "Forbehold",
        },
        "bestemmelser[]": _PROVISION,
        "begaeringer[]": _PROVISION,
        "skridt[]": {
            "for_hvem": "For hvem",
            "tekst": "Skridt",
            "gjort": "Gjort",
            "dato": "Dato",
        },
        "advarsler[]": {"tekst": "Advarsel"},
        "klinikforslag": {
            "navn": "Klinik",
            "adresse": "Klinikkens adresse",
            "kontrolleret": "Kontrolleret",
            "bemaerkning": "Bemærkning",
        },
        "udeladt[]": "Udeladt efter reglerne",
        "erstattede_tegn[]": {"kode": "Kode", "antal": "Antal", "hvor": "Hvor"},
        "organisation": {
            "navn": "Organisationens navn",
            "adresse": "Organisationens adresse",
            "cvr": "Organisationens CVR-nummer",
            "telefon": "Organisationens telefon",
            "email": "Organisationens e-mail",
            "web": "Organisationens hjemmeside",
            "logo": "Logo",
            "farve": "Farve",
            "skrift": "Skrifttype",
        },
    }
)

_EVIDENCE: Final[Table] = {
    "nr": "Bilagsnummer",
    "filnavn": "Filnavn",
    "stoerrelse": "Størrelse i bytes",
    "sha256": "SHA-256",
}


@cache
def derived_shape() -> Mapping[str, Name]:
    """Give the derived names by their first word."""
    shape = _from_table(_TABLE, "")
    for word, title in (("log", "Log, nyeste først"), ("uddrag", "Uddrag")):
        path = f"{word}[]"
        shape[word] = Name(path, Shape.LIST, title, parts=episode_rows(path))
    path = "bevisliste[]"
    rows = _repeating(Bilag, path, "bilag[]", _EVIDENCE)
    shape["bevisliste"] = Name(path, Shape.LIST, "Bevisliste", parts=rows)
    return shape


def episode_rows(prefix: str) -> Mapping[str, Name]:
    """Give the names of a numbered episode, as log, extract and `episoder` have it."""
    return _repeating(Episode, prefix, "episoder[]", _ROW)


def _repeating(
    model: type[Episode] | type[Bilag], prefix: str, source: str, more: Table
) -> dict[str, Name]:
    own = section_shape(model, source)
    rows = {
        word: Name(
            f"{prefix}.{word}", name.shape, name.title, name.kind, source=name.path
        )
        for word, name in own.items()
    }
    return rows | _from_table(more, prefix)


def _from_table(table: Table, prefix: str) -> dict[str, Name]:
    shape = {}
    for key, entry in table.items():
        word = key.removesuffix("[]")
        path = f"{prefix}.{key}" if prefix else key
        listed = key.endswith("[]")
        if isinstance(entry, str):
            kind = Shape.LIST if listed else Shape.SCALAR
            shape[word] = Name(path, kind, entry)
        else:
            kind = Shape.LIST if listed else Shape.SECTION
            shape[word] = Name(path, kind, word, parts=_from_table(entry, path))
    return shape
