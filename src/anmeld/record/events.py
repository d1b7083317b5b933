"""What happened: the incident, its episodes, the evidence and the witnesses."""

from __future__ import annotations

from anmeld.record import values as v
from anmeld.record.fields import Kind, fact
from anmeld.record.section import Section
from anmeld.record.types import (
    Dato,
    Fjernet,
    Flag,
    Nummer,
    Tekst,
    Telefon,
    Tidspunkt,
)


class Haendelse(Section):
    """The incident as a whole."""

    arter: tuple[v.Art, ...] = fact(
        "Hændelsens arter", "Alle arter, der passer på forløbet.", default=()
    )
    foerste_dag: Dato | None = fact("Første dag", "Kun når der ikke er episoder.")
    sidste_dag: Dato | None = fact("Sidste dag", "Kun når der ikke er episoder.")
    sted: Tekst | None = fact(
        "Sted",
        "Hvor det skete; for digital chikane også, hvor medarbejderen var.",
        kind=Kind.TEXT,
    )
    aktivitet: Tekst | None = fact(
        "Hvad var medarbejderen i gang med?",
        "Arbejdsopgaven, da det skete.",
        kind=Kind.TEXT,
    )
    til_stede: tuple[Tekst, ...] = fact("Til stede", "Roller, ikke navne.", default=())
    forudgaaende: Tekst | None = fact(
        "Hvad gik forud?",
        "Hvad der førte til hændelsen, uden vurderinger og uden borgersagens indhold.",
        kind=Kind.TEXT,
    )
    beskrivelse: Tekst | None = fact(
        "Hvad skete der?", "Forløbet i datid, ét forhold pr. sætning.", kind=Kind.TEXT
    )
    resume: Tekst | None = fact(
        "Resumé", "Skrevet af et menneske; bruges i korte dokumenter.", kind=Kind.TEXT
    )
    afvigelse: Tekst | None = fact(
        "Hvad gik galt?",
        "Det, der var anderledes end en almindelig arbejdsdag.",
        kind=Kind.TEXT,
    )
    skademaade: Tekst | None = fact(
        "Hvordan skete skaden?", "Hvordan medarbejderen kom til skade.", kind=Kind.TEXT
    )
    forstaerkende: Tekst | None = fact(
        "Hvad forstærkede eller formindskede aggressionen?",
        "Kun det, der er iagttaget.",
        kind=Kind.TEXT,
    )
    haandtering: Tekst | None = fact(
        "Hvordan blev det håndteret?",
        "Hvad der blev gjort, og hvordan det endte.",
        kind=Kind.TEXT,
    )
    tilknytning: Tekst | None = fact(
        "Tilknytning til tjenesten",
        "Hvorfor det skete under eller på grund af arbejdet.",
        kind=Kind.TEXT,
    )


class Episode(Section):
    """One event of the course."""

    tidspunkt: Tidspunkt = fact(
        "Tidspunkt", "Dag, gerne med klokkeslæt: 3.3.2025 kl. 14.05.", default=...
    )
    cirka: Flag = fact(
        "Tidspunktet er omtrentligt",
        "Sæt til true, hvis klokkeslættet er et skøn.",
        default=False,
    )
    slut: Tidspunkt | None = fact("Slut", "Hvornår episoden endte, hvis den varede.")
    art: v.Art = fact(
        "Art", "Den art, der passer bedst på netop denne episode.", default=...
    )
    medie: v.Medie = fact(
        "Medie", "Hvor eller hvorigennem det skete.", default=v.Medie.ANDET
    )
    sted: Tekst | None = fact(
        "Sted", "Stedet, hvis det var et fysisk sted.", kind=Kind.TEXT
    )
    url: Tekst | None = fact(
        "Adresse på nettet", "Hele adressen på opslaget eller siden.", kind=Kind.TEXT
    )
    beskrivelse: Tekst | None = fact(
        "Beskrivelse", "Hvad der skete, uden citater.", kind=Kind.TEXT
    )
    citat: Tekst | None = fact(
        "Ordret citat",
        "Præcis som det blev sagt eller skrevet, med stavefejl og tegn.",
        kind=Kind.TEXT,
    )
    i_arbejdstid: v.Svar | None = fact("I arbejdstid", "Skete det i arbejdstiden?")
    offentliggjort: v.Svar | None = fact(
        "Offentliggjort", "Kunne læses af andre; udeladt gælder mediet."
    )
    fjernet: Fjernet | None = fact(
        "Fjernet", "Hvornår indholdet blev fjernet, eller nej eller ukendt."
    )
    fremhaevet: Flag = fact(
        "Fremhævet eksempel",
        "Sæt til true for de tre til fem mest typiske episoder.",
        default=False,
    )
    alene_skadevoldende: Flag = fact(
        "Har alene givet skade",
        "Sæt til true, hvis et menneske vurderer, at netop denne episode gav skaden.",
        default=False,
    )


class Bilag(Section):
    """A numbered piece of evidence."""

    fil: Tekst | None = fact("Fil", "Sti under sagens mappe.")
    art: v.Bilagsart = fact("Art", "Hvad det er for et bevis.", default=...)
    viser: Tekst = fact(
        "Hvad viser det?",
        "Neutral beskrivelse; bruges også som billedtekst.",
        kind=Kind.TEXT,
        default=...,
    )
    episode: Nummer | None = fact(
        "Episodens nummer", "Nummeret på den episode, som det viser, talt fra 1."
    )
    ytret: Tidspunkt | None = fact("Tidspunkt for ytringen", "Hvornår ytringen kom.")
    vist_som: Tekst | None = fact("Tidspunktet vist som", "For eksempel »3 t«.")
    sikret: Tidspunkt | None = fact(
        "Tidspunkt for sikring", "Hvornår beviset blev gemt."
    )
    sikret_af: Tekst | None = fact("Sikret af", "Den, der gemte det.", kind=Kind.NAME)
    url: Tekst | None = fact("Adresse på nettet", "Hele adressen.", kind=Kind.TEXT)
    konto: Tekst | None = fact(
        "Profil, gruppe eller nummer",
        "Det navn eller nummer, som ytringen kom fra.",
        kind=Kind.ACCOUNT,
    )
    opbevaret: Tekst | None = fact(
        "Originalen opbevares hos", "Hvor originalen ligger."
    )
    hoerer_til_borgersagen: Flag = fact(
        "Hører til borgersagen",
        "Sæt til true, hvis beviset også hører til i borgerens sag.",
        default=False,
    )


class Vidne(Section):
    """A witness."""

    rolle: Tekst = fact(
        "Rolle", "For eksempel kollega eller vagt; navnet står for sig.", default=...
    )
    navn: Tekst | None = fact("Navn", "Kommer kun i politianmeldelsen.", kind=Kind.NAME)
    telefon: Telefon | None = fact(
        "Arbejdstelefon", "Nummer på arbejdet.", kind=Kind.PHONE
    )
    har_set: Tekst | None = fact(
        "Hvad har vidnet set?", "Hvad vidnet selv så eller hørte.", kind=Kind.TEXT
    )
