"""The employee, the alleged offender and the citizen, each with what is known."""

from __future__ import annotations

from anmeld.record import values as v
from anmeld.record.fields import Kind, fact
from anmeld.record.section import Section
from anmeld.record.types import (
    Beloeb,
    Cpr,
    Dato,
    DatoEllerUkendt,
    Email,
    Flag,
    Handlingsfacet,
    Kle,
    Tekst,
    Telefon,
)


class PrivatKontakt(Section):
    """How the employee is reached at home."""

    adresse: Tekst | None = fact(
        "Privat adresse", "Hele adressen på én linje.", kind=Kind.ADDRESS
    )
    telefon: Telefon | None = fact("Privat telefon", "Privat nummer.", kind=Kind.PHONE)
    email: Email | None = fact("Privat e-mail", "Privat mail.", kind=Kind.EMAIL)


class Medarbejder(Section):
    """The employee who was exposed."""

    navn: Tekst = fact(
        "Medarbejderens navn",
        "Den medarbejder, der er blevet udsat for hændelsen.",
        kind=Kind.NAME,
        default=...,
    )
    initialer: Tekst | None = fact(
        "Initialer", "Bruges i journalnotatet, hvis huset skriver initialer."
    )
    medarbejder_id: Tekst | None = fact(
        "Medarbejdernummer", "Tjenestenummer eller lønnummer.", kind=Kind.NUMBER
    )
    cpr: Cpr | None = fact(
        "CPR-nummer",
        "DDMMÅÅ-XXXX i anførselstegn; erstatningsnumre kan også bruges.",
        kind=Kind.CPR,
    )
    koen: Tekst | None = fact("Køn", "Skriv selv, for eksempel kvinde eller mand.")
    foedselsdato: Dato | None = fact(
        "Fødselsdato", "Kun hvis CPR-nummeret ikke er oplyst.", kind=Kind.BIRTH
    )
    statsborgerskab: Tekst | None = fact(
        "Statsborgerskab", "Kun hvis CPR-nummeret ikke er oplyst."
    )
    stilling: Tekst | None = fact("Stillingsbetegnelse", "For eksempel socialrådgiver.")
    disco: Tekst | None = fact("DISCO-kode", "Stillingens DISCO-kode.")
    status: v.Status | None = fact(
        "Erhvervsmæssig status", "Tilknytning til arbejdspladsen."
    )
    ansat: Dato | None = fact("Ansættelsesdato", "Første ansættelsesdag.")
    afdeling: Tekst | None = fact("Afdeling", "Afdeling eller team.")
    aarsloen: Beloeb | None = fact(
        "Årsløn i kroner", "Bruttoløn om året; EASY spørger om den."
    )
    telefon: Telefon | None = fact(
        "Telefon på arbejdet", "Arbejdstelefon.", kind=Kind.PHONE
    )
    email: Email | None = fact("E-mail på arbejdet", "Arbejdsmail.", kind=Kind.EMAIL)
    privat: PrivatKontakt = fact(
        "Privat kontakt",
        "Kommer aldrig i politianmeldelsen eller i borgerens sag.",
        default=PrivatKontakt,
    )
    adressebeskyttelse: Flag = fact(
        "Navne- og adressebeskyttelse",
        "Sæt til true, hvis medarbejderen har navne- og adressebeskyttelse.",
        default=False,
    )
    region: v.Region | None = fact(
        "Bopælsregion", "Afgør, hvilken arbejdsmedicinsk klinik der foreslås."
    )
    tolk: v.Svar | None = fact(
        "Behov for tolk", "Har medarbejderen brug for tolk hos lægen?"
    )
    tolkesprog: Tekst | None = fact("Tolkesprog", "Sproget, hvis der er brug for tolk.")


class Naertstaaende(Section):
    """A person close to the employee who was threatened too."""

    relation: Tekst = fact(
        "Relation", "For eksempel ægtefælle eller barn.", default=...
    )
    navn: Tekst | None = fact(
        "Navn", "Kun hvis navnet skal kunne stå i politianmeldelsen.", kind=Kind.NAME
    )
    forurettet: Flag = fact(
        "Selv forurettet",
        "Er den nærtstående selv blevet truet eller krænket?",
        default=False,
    )


class Profil(Section):
    """An account through which the alleged offender acted."""

    medie: v.Medie | None = fact("Medie", "Hvor profilen findes.")
    navn: Tekst | None = fact(
        "Profilnavn", "Præcis som det vises, med alle tegn.", kind=Kind.ACCOUNT
    )
    url: Tekst | None = fact(
        "Profilens adresse på nettet", "Hele adressen på profilen.", kind=Kind.ACCOUNT
    )


class Udoever(Section):
    """The alleged offender, as far as known."""

    relation: v.Relation = fact(
        "Relation",
        "Hvordan udøveren hænger sammen med arbejdspladsen.",
        default=v.Relation.UKENDT,
    )
    navn: Tekst | None = fact("Navn", "Det, der vides; ellers ukendt.", kind=Kind.NAME)
    foedselsdato: DatoEllerUkendt | None = fact(
        "Fødselsdato", "Datoen eller ukendt.", kind=Kind.BIRTH
    )
    cpr: Cpr | None = fact(
        "CPR-nummer",
        "Kun hvis det er nødvendigt for politianmeldelsen; ellers ukendt.",
        kind=Kind.CPR,
    )
    adresse: Tekst | None = fact(
        "Adresse", "Kendt adresse eller ukendt.", kind=Kind.ADDRESS
    )
    telefoner: tuple[Telefon, ...] = fact(
        "Telefonnumre", "Numre, som udøveren har brugt.", kind=Kind.PHONE, default=()
    )
    emails: tuple[Tekst, ...] = fact(
        "E-mailadresser",
        "Adresser, som udøveren har skrevet fra.",
        kind=Kind.EMAIL,
        default=(),
    )
    profiler: tuple[Profil, ...] = fact(
        "Profiler", "Konti, som udøveren har brugt.", default=()
    )
    under_15: v.Svar | None = fact("Under 15 år", "Er udøveren et barn under 15 år?")
    er_borgeren: v.Svar | None = fact(
        "Er udøveren borgeren i sagen?",
        "Ja, hvis udøveren er den borger, som borgersagen handler om.",
    )


class Borger(Section):
    """The citizen whose case it is."""

    navn: Tekst | None = fact(
        "Borgerens navn", "Den borger, som sagen handler om.", kind=Kind.NAME
    )
    cpr: Cpr | None = fact(
        "Borgerens CPR-nummer", "Kommer kun i journalnotatet.", kind=Kind.CPR
    )


class Borgersag(Section):
    """The citizen's own case, which the incident touches."""

    sagsnummer: Tekst | None = fact(
        "Borgersagens nummer",
        "Nummeret på borgerens egen sag i fagsystemet.",
        kind=Kind.NUMBER,
    )
    kle: Kle | None = fact("KLE-emne", "Emnet i KLE, skrevet 00.00.00.")
    handlingsfacet: Handlingsfacet | None = fact(
        "Handlingsfacet", "Et bogstav og to cifre, for eksempel G01."
    )
    borger: Borger = fact("Borger", "Borgeren er ikke altid udøveren.", default=Borger)
    anledning: Tekst | None = fact(
        "Anledning", "Det sagsskridt, som hændelsen udsprang af.", kind=Kind.TEXT
    )
    betydning: Tekst | None = fact(
        "Betydning for sagen", "For eksempel ny kontaktform.", kind=Kind.TEXT
    )
    forfatter: v.Forfatterform = fact(
        "Forfatter vises som",
        "Om forfatteren af journalnotatet vises med navn eller initialer.",
        default=v.Forfatterform.NAVN,
    )
    offentlighed_undtaget: Flag = fact(
        "Undtaget fra offentlighed",
        "Er notatet undtaget fra aktindsigt?",
        default=False,
    )
    hjemmel: Tekst | None = fact(
        "Hjemmel for undtagelsen", "Bestemmelsen, som undtagelsen bygger på."
    )
