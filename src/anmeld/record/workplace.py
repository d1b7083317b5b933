"""The case at the workplace: the employer, the insurer and the people reached there."""

from __future__ import annotations

from anmeld.record import values as v
from anmeld.record.fields import Kind, fact
from anmeld.record.section import Section
from anmeld.record.types import (
    Cvr,
    Ean,
    Email,
    PNummer,
    Sagsnummer,
    Tekst,
    Telefon,
    Tidspunkt,
)


class Kontakt(Section):
    """A person reached at work."""

    navn: Tekst | None = fact("Navn", "Fulde navn.", kind=Kind.NAME)
    stilling: Tekst | None = fact("Stilling", "Stillingsbetegnelse eller rolle.")
    telefon: Telefon | None = fact(
        "Telefon på arbejdet", "Otte cifre; udenlandske numre med +.", kind=Kind.PHONE
    )
    email: Email | None = fact("E-mail på arbejdet", "Arbejdsmail.", kind=Kind.EMAIL)


class Sag(Section):
    """The incident case at the workplace."""

    nummer: Sagsnummer = fact(
        "Sagsnummer",
        "Sagens nummer hos arbejdspladsen; aldrig et CPR-nummer.",
        kind=Kind.NUMBER,
        default=...,
    )
    oprettet: Tidspunkt | None = fact("Oprettet", "Hvornår registreringen er skrevet.")
    udfyldt_af: Kontakt = fact(
        "Udfyldt af", "Den, der har skrevet registreringen.", default=Kontakt
    )
    noter: Tekst | None = fact(
        "Noter", "Egne noter; kommer ikke med i noget dokument.", kind=Kind.TEXT
    )


class Arbejdsgiver(Section):
    """The employer."""

    navn: Tekst = fact(
        "Arbejdsgiverens navn",
        "Myndigheden eller virksomheden, for eksempel kommunens navn.",
        default=...,
    )
    cvr: Cvr | None = fact("CVR-nummer", "Otte cifre; kontrolcifferet efterprøves.")
    ean: Ean | None = fact("EAN-nummer", "13 cifre.")
    adresse: Tekst | None = fact(
        "Arbejdsgiverens adresse",
        "Hele adressen på én linje: vej, nummer, postnummer og by.",
    )
    telefon: Telefon | None = fact("Arbejdsgiverens telefon", "Hovednummer.")
    email: Email | None = fact(
        "Arbejdsgiverens e-mail", "Myndighedens officielle postkasse."
    )
    branche: Tekst | None = fact("Branche", "Branchens navn, som det står i CVR.")
    branchekode: Tekst | None = fact("Branchekode", "Branchekoden som tekst.")
    branchekode_version: Tekst | None = fact(
        "Branchekodens udgave", "Hvilken udgave af branchekoderne koden er fra."
    )
    offentlig: v.Svar | None = fact(
        "Offentlig myndighed", "Er arbejdsgiveren en offentlig myndighed?"
    )


class Forsikring(Section):
    """The employer's insurance against accidents at work, and EASY."""

    selskab: Tekst | None = fact(
        "Forsikringsselskab", "Selskabet, der har arbejdsskadeforsikringen."
    )
    selvforsikret: v.Svar | None = fact(
        "Selvforsikret", "Er arbejdsgiveren selvforsikret?"
    )
    enhed: Tekst | None = fact("Forsikringsenhed", "Kommunens egen forsikringsenhed.")
    policenummer: Tekst | None = fact(
        "Policenummer", "Som det står på policen.", kind=Kind.NUMBER
    )
    vurderes_efter_loven: v.Svar | None = fact(
        "Ønskes vurderet efter arbejdsskadesikringsloven",
        "Skal hændelsen vurderes efter arbejdsskadesikringsloven?",
    )
    anmeldt: Tidspunkt | None = fact("Anmeldt i EASY", "Hvornår EASY kvitterede.")
    easy_nummer: Tekst | None = fact(
        "EASY-løbenummer", "Løbenummeret fra kvitteringen i EASY.", kind=Kind.NUMBER
    )
    voldsskadeforsikring: v.Svar | None = fact(
        "Voldsskadeforsikring", "Er arbejdspladsen omfattet af en voldsskadeforsikring?"
    )


class Arbejdssted(Section):
    """The workplace."""

    navn: Tekst | None = fact(
        "Arbejdsstedets navn", "Det sted, hvor medarbejderen arbejder."
    )
    adresse: Tekst | None = fact(
        "Arbejdsstedets adresse",
        "Hele adressen på én linje; bruges i stedet for medarbejderens egen.",
    )
    p_nummer: PNummer | None = fact("P-nummer", "Produktionsenhedens ti cifre.")
    telefon: Telefon | None = fact("Arbejdsstedets telefon", "Arbejdsstedets nummer.")
    kommune: Tekst | None = fact(
        "Beliggenhedskommune", "Kommunen, hvor arbejdsstedet ligger."
    )
