"""The record's model: sections and fields, each once, under its one Danish name.

`episoder[].citat` is the same name in record, Word template, form map and condition.
Nearly every field may be missing: what a document needs and does not get is a warning
of the plan, and the document prints *Ikke oplyst*. Text fields take the word `ukendt`
for what is stated to be unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict, model_validator

from anmeld.record import values as v
from anmeld.record.fields import Kind, fact
from anmeld.record.types import (
    Antal,
    Beloeb,
    Cpr,
    Cvr,
    Dato,
    DatoEllerUkendt,
    Ean,
    Email,
    Fjernet,
    Flag,
    Handlingsfacet,
    Kle,
    Nummer,
    PNummer,
    Sagsnummer,
    Tekst,
    Telefon,
    Tidspunkt,
)

Svar = v.Svar


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


class Section(BaseModel):
    """What all parts of the record share: frozen, no unknown keys, no values shown."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        str_strip_whitespace=False,
    )

    @model_validator(mode="before")
    @classmethod
    def _drop_what_is_not_stated(cls, data: object) -> object:
        # An empty text in a form or a null in JSON states nothing: a required field
        # is then missing, another one has its default.
        if not isinstance(data, Mapping):
            return data
        return {
            name: value
            for name, value in data.items()
            if name not in cls.model_fields or not _is_blank(value)
        }

    def __repr_args__(self) -> Iterator[tuple[str | None, object]]:
        # Values are private: a record that ends up in a log shows its keys only.
        for name in type(self).model_fields:
            if name in self.model_fields_set:
                yield None, name


class Kontakt(Section):
    """A person reached at work."""

    navn: Tekst | None = fact("Navn", kind=Kind.NAME)
    stilling: Tekst | None = fact("Stilling")
    telefon: Telefon | None = fact("Telefon på arbejdet", kind=Kind.PHONE)
    email: Email | None = fact("E-mail på arbejdet", kind=Kind.EMAIL)


class Sag(Section):
    """The incident case at the workplace."""

    nummer: Sagsnummer = fact(
        "Sagsnummer",
        "Sagens nummer hos arbejdspladsen; aldrig et CPR-nummer.",
        kind=Kind.NUMBER,
        default=...,
    )
    oprettet: Tidspunkt | None = fact("Oprettet", "Hvornår registreringen er skrevet.")
    udfyldt_af: Kontakt = fact("Udfyldt af", default=Kontakt)
    noter: Tekst | None = fact(
        "Noter", "Egne noter; kommer ikke med i noget dokument.", kind=Kind.TEXT
    )


class Arbejdsgiver(Section):
    """The employer."""

    navn: Tekst = fact("Arbejdsgiverens navn", default=...)
    cvr: Cvr | None = fact("CVR-nummer")
    ean: Ean | None = fact("EAN-nummer")
    adresse: Tekst | None = fact("Arbejdsgiverens adresse")
    telefon: Telefon | None = fact("Arbejdsgiverens telefon")
    email: Email | None = fact("Arbejdsgiverens e-mail")
    branche: Tekst | None = fact("Branche")
    branchekode: Tekst | None = fact("Branchekode")
    branchekode_version: Tekst | None = fact("Branchekodens udgave")
    offentlig: Svar | None = fact("Offentlig myndighed")


class Forsikring(Section):
    """The employer's insurance against accidents at work, and EASY."""

    selskab: Tekst | None = fact("Forsikringsselskab")
    selvforsikret: Svar | None = fact("Selvforsikret")
    enhed: Tekst | None = fact("Forsikringsenhed", "Kommunens egen forsikringsenhed.")
    policenummer: Tekst | None = fact("Policenummer", kind=Kind.NUMBER)
    vurderes_efter_loven: Svar | None = fact(
        "Ønskes vurderet efter arbejdsskadesikringsloven"
    )
    anmeldt: Tidspunkt | None = fact("Anmeldt i EASY", "Hvornår EASY kvitterede.")
    easy_nummer: Tekst | None = fact("EASY-løbenummer", kind=Kind.NUMBER)
    voldsskadeforsikring: Svar | None = fact("Voldsskadeforsikring")


class Arbejdssted(Section):
    """The workplace."""

    navn: Tekst | None = fact("Arbejdsstedets navn")
    adresse: Tekst | None = fact("Arbejdsstedets adresse")
    p_nummer: PNummer | None = fact("P-nummer")
    telefon: Telefon | None = fact("Arbejdsstedets telefon")
    kommune: Tekst | None = fact("Beliggenhedskommune")


class PrivatKontakt(Section):
    """How the employee is reached at home."""

    adresse: Tekst | None = fact("Privat adresse", kind=Kind.ADDRESS)
    telefon: Telefon | None = fact("Privat telefon", kind=Kind.PHONE)
    email: Email | None = fact("Privat e-mail", kind=Kind.EMAIL)


class Medarbejder(Section):
    """The employee who was exposed."""

    navn: Tekst = fact("Medarbejderens navn", kind=Kind.NAME, default=...)
    initialer: Tekst | None = fact("Initialer")
    medarbejder_id: Tekst | None = fact("Medarbejdernummer", kind=Kind.NUMBER)
    cpr: Cpr | None = fact("CPR-nummer", kind=Kind.CPR)
    koen: Tekst | None = fact("Køn")
    foedselsdato: Dato | None = fact("Fødselsdato", kind=Kind.BIRTH)
    statsborgerskab: Tekst | None = fact("Statsborgerskab")
    stilling: Tekst | None = fact("Stillingsbetegnelse")
    disco: Tekst | None = fact("DISCO-kode")
    status: v.Status | None = fact("Erhvervsmæssig status")
    ansat: Dato | None = fact("Ansættelsesdato")
    afdeling: Tekst | None = fact("Afdeling")
    aarsloen: Beloeb | None = fact("Årsløn i kroner")
    telefon: Telefon | None = fact("Telefon på arbejdet", kind=Kind.PHONE)
    email: Email | None = fact("E-mail på arbejdet", kind=Kind.EMAIL)
    privat: PrivatKontakt = fact("Privat kontakt", default=PrivatKontakt)
    adressebeskyttelse: Flag = fact("Navne- og adressebeskyttelse", default=False)
    region: v.Region | None = fact("Bopælsregion")
    tolk: Svar | None = fact("Behov for tolk")
    tolkesprog: Tekst | None = fact("Tolkesprog")


class Naertstaaende(Section):
    """A person close to the employee who was threatened too."""

    relation: Tekst = fact(
        "Relation", "For eksempel ægtefælle eller barn.", default=...
    )
    navn: Tekst | None = fact("Navn", kind=Kind.NAME)
    forurettet: Flag = fact("Selv forurettet", default=False)


class Profil(Section):
    """An account through which the alleged offender acted."""

    medie: v.Medie | None = fact("Medie")
    navn: Tekst | None = fact("Profilnavn", kind=Kind.ACCOUNT)
    url: Tekst | None = fact("Profilens adresse på nettet", kind=Kind.ACCOUNT)


class Udoever(Section):
    """The alleged offender, as far as known."""

    relation: v.Relation = fact("Relation", default=v.Relation.UKENDT)
    navn: Tekst | None = fact("Navn", kind=Kind.NAME)
    foedselsdato: DatoEllerUkendt | None = fact("Fødselsdato", kind=Kind.BIRTH)
    cpr: Cpr | None = fact("CPR-nummer", kind=Kind.CPR)
    adresse: Tekst | None = fact("Adresse", kind=Kind.ADDRESS)
    telefoner: tuple[Telefon, ...] = fact("Telefonnumre", kind=Kind.PHONE, default=())
    emails: tuple[Tekst, ...] = fact("E-mailadresser", kind=Kind.EMAIL, default=())
    profiler: tuple[Profil, ...] = fact("Profiler", default=())
    under_15: Svar | None = fact("Under 15 år")
    er_borgeren: Svar | None = fact("Er udøveren borgeren i sagen?")


class Borger(Section):
    """The citizen whose case it is."""

    navn: Tekst | None = fact("Borgerens navn", kind=Kind.NAME)
    cpr: Cpr | None = fact("Borgerens CPR-nummer", kind=Kind.CPR)


class Borgersag(Section):
    """The citizen's own case, which the incident touches."""

    sagsnummer: Tekst | None = fact("Borgersagens nummer", kind=Kind.NUMBER)
    kle: Kle | None = fact("KLE-emne")
    handlingsfacet: Handlingsfacet | None = fact("Handlingsfacet")
    borger: Borger = fact("Borger", default=Borger)
    anledning: Tekst | None = fact(
        "Anledning", "Det sagsskridt, som hændelsen udsprang af.", kind=Kind.TEXT
    )
    betydning: Tekst | None = fact(
        "Betydning for sagen", "For eksempel ny kontaktform.", kind=Kind.TEXT
    )
    forfatter: v.Forfatterform = fact(
        "Forfatter vises som", default=v.Forfatterform.NAVN
    )
    offentlighed_undtaget: Flag = fact("Undtaget fra offentlighed", default=False)
    hjemmel: Tekst | None = fact("Hjemmel for undtagelsen")


class Haendelse(Section):
    """The incident as a whole."""

    arter: tuple[v.Art, ...] = fact("Hændelsens arter", default=())
    foerste_dag: Dato | None = fact("Første dag", "Kun når der ikke er episoder.")
    sidste_dag: Dato | None = fact("Sidste dag", "Kun når der ikke er episoder.")
    sted: Tekst | None = fact("Sted", kind=Kind.TEXT)
    aktivitet: Tekst | None = fact("Hvad var medarbejderen i gang med?", kind=Kind.TEXT)
    til_stede: tuple[Tekst, ...] = fact("Til stede", "Roller, ikke navne.", default=())
    forudgaaende: Tekst | None = fact("Hvad gik forud?", kind=Kind.TEXT)
    beskrivelse: Tekst | None = fact("Hvad skete der?", kind=Kind.TEXT)
    resume: Tekst | None = fact(
        "Resumé", "Skrevet af et menneske; bruges i korte dokumenter.", kind=Kind.TEXT
    )
    afvigelse: Tekst | None = fact("Hvad gik galt?", kind=Kind.TEXT)
    skademaade: Tekst | None = fact("Hvordan skete skaden?", kind=Kind.TEXT)
    forstaerkende: Tekst | None = fact(
        "Hvad forstærkede eller formindskede aggressionen?", kind=Kind.TEXT
    )
    haandtering: Tekst | None = fact("Hvordan blev det håndteret?", kind=Kind.TEXT)
    tilknytning: Tekst | None = fact("Tilknytning til tjenesten", kind=Kind.TEXT)


class Episode(Section):
    """One event of the course."""

    tidspunkt: Tidspunkt = fact("Tidspunkt", default=...)
    cirka: Flag = fact("Tidspunktet er omtrentligt", default=False)
    slut: Tidspunkt | None = fact("Slut")
    art: v.Art = fact("Art", default=...)
    medie: v.Medie = fact("Medie", default=v.Medie.ANDET)
    sted: Tekst | None = fact("Sted", kind=Kind.TEXT)
    url: Tekst | None = fact("Adresse på nettet", kind=Kind.TEXT)
    beskrivelse: Tekst | None = fact("Beskrivelse", kind=Kind.TEXT)
    citat: Tekst | None = fact("Ordret citat", kind=Kind.TEXT)
    i_arbejdstid: Svar | None = fact("I arbejdstid")
    offentliggjort: Svar | None = fact(
        "Offentliggjort", "Kunne læses af andre; udeladt gælder mediet."
    )
    fjernet: Fjernet | None = fact(
        "Fjernet", "Hvornår indholdet blev fjernet, eller nej eller ukendt."
    )
    fremhaevet: Flag = fact("Fremhævet eksempel", default=False)
    alene_skadevoldende: Flag = fact("Har alene givet skade", default=False)


class Bilag(Section):
    """A numbered piece of evidence."""

    fil: Tekst | None = fact("Fil", "Sti under sagens mappe.")
    art: v.Bilagsart = fact("Art", default=...)
    viser: Tekst = fact("Hvad viser det?", kind=Kind.TEXT, default=...)
    episode: Nummer | None = fact("Episodens nummer")
    ytret: Tidspunkt | None = fact("Tidspunkt for ytringen")
    vist_som: Tekst | None = fact("Tidspunktet vist som", "For eksempel »3 t«.")
    sikret: Tidspunkt | None = fact("Tidspunkt for sikring")
    sikret_af: Tekst | None = fact("Sikret af", kind=Kind.NAME)
    url: Tekst | None = fact("Adresse på nettet", kind=Kind.TEXT)
    konto: Tekst | None = fact("Profil, gruppe eller nummer", kind=Kind.ACCOUNT)
    opbevaret: Tekst | None = fact("Originalen opbevares hos")
    hoerer_til_borgersagen: Flag = fact("Hører til borgersagen", default=False)


class Vidne(Section):
    """A witness."""

    rolle: Tekst = fact("Rolle", default=...)
    navn: Tekst | None = fact("Navn", kind=Kind.NAME)
    telefon: Telefon | None = fact("Arbejdstelefon", kind=Kind.PHONE)
    har_set: Tekst | None = fact("Hvad har vidnet set?", kind=Kind.TEXT)


class Symptom(Section):
    """A symptom in the employee's own words."""

    beskrivelse: Tekst = fact("Symptom", kind=Kind.HEALTH, default=...)
    start: DatoEllerUkendt | None = fact("Begyndte")
    udvikling: Tekst | None = fact("Udvikling", kind=Kind.HEALTH)


class Behandling(Section):
    """Examination or treatment so far."""

    hos: Tekst = fact("Hos", "For eksempel skadestue, egen læge.", default=...)
    dato: Dato | None = fact("Dato")
    beskrivelse: Tekst | None = fact("Behandling", kind=Kind.HEALTH)


class Foelger(Section):
    """Consequences for the employee."""

    personskade: Svar = fact("Personskade", default=Svar.UKENDT)
    skadens_art: v.Skadensart | None = fact("Skadens art")
    legemsdel: v.Legemsdel | None = fact("Skadet legemsdel")
    behov_for_stoette: Svar | None = fact("Behov for støtte")
    symptomer: tuple[Symptom, ...] = fact("Symptomer", default=())
    behandling: tuple[Behandling, ...] = fact("Behandling", default=())
    anden_sygdom: Tekst | None = fact("Anden sygdom", kind=Kind.HEALTH)
    kendskab: Dato | None = fact(
        "Kendskab", "Hvornår det stod klart, at sygdommen kan skyldes arbejdet."
    )
    krav_forventet: Svar | None = fact("Krav på ydelser forventet")
    doedsfald: Tidspunkt | None = fact("Dødsfald")


class Fravaer(Section):
    """Absence from usual work."""

    foerste_dag: Dato | None = fact("Første fraværsdag")
    dage: Antal | None = fact("Fraværsdage", "Dage ud over tilskadekomstdagen.")
    forventet: v.Forventet | None = fact("Forventet varighed")
    genoptaget: v.Genoptaget | None = fact("Arbejdet genoptaget")
    genoptaget_dato: Dato | None = fact("Genoptaget den")


class Udgift(Section):
    """An expense that may be claimed."""

    art: Tekst = fact("Udgift", default=...)
    beloeb: Beloeb | None = fact("Beløb i kroner")
    dato: Dato | None = fact("Dato")
    kvittering: Flag = fact("Kvittering haves", default=False)


class Laege(Section):
    """The employee's own doctor."""

    navn: Tekst | None = fact("Lægens navn", kind=Kind.NAME)
    praksis: Tekst | None = fact("Praksis")
    adresse: Tekst | None = fact("Lægens adresse")
    ydernummer: Tekst | None = fact("Ydernummer")


class Klinik(Section):
    """The occupational medicine clinic that is wished for."""

    oensket: Tekst | None = fact("Ønsket klinik")
    formaal: tuple[v.Klinikformaal, ...] = fact("Formål", default=())


class TidligereAnmeldelse(Section):
    """An earlier report or injunction."""

    dato: Dato | None = fact("Dato")
    journalnummer: Tekst | None = fact("Journalnummer", kind=Kind.NUMBER)
    beskrivelse: Tekst = fact("Beskrivelse", kind=Kind.TEXT, default=...)


class Politi(Section):
    """The police report."""

    kreds: Tekst | None = fact("Politikreds")
    formaal: tuple[v.Politiformaal, ...] = fact("Formål", default=())
    anmeldt: Tidspunkt | None = fact("Anmeldt")
    journalnummer: Tekst | None = fact("Politiets journalnummer", kind=Kind.NUMBER)
    oensket: Flag = fact("Ønskes i alle tilfælde", default=False)
    fravalgt: Tekst | None = fact("Fravalgt, begrundelse", kind=Kind.TEXT)
    dispensation: Tekst | None = fact(
        "Dispensation, begrundelse",
        "Pædagogiske eller behandlingsmæssige hensyn.",
        kind=Kind.TEXT,
    )
    tidligere: tuple[TidligereAnmeldelse, ...] = fact(
        "Tidligere anmeldelser", default=()
    )


class Samtykke(Section):
    """What the employee has consented to; missing is no."""

    henvisning: Flag = fact("Brev om henvisning må laves", default=False)
    helbred_til_politi: Flag = fact(
        "Helbredsoplysninger må stå i politianmeldelsen", default=False
    )
    anden_sygdom_til_laege: Flag = fact(
        "Anden sygdom må stå i brevet til lægen", default=False
    )
    naertstaaende_til_politi: Flag = fact(
        "Nærtstående må nævnes i politianmeldelsen", default=False
    )


class Tiltag(Section):
    """An action taken or agreed."""

    art: v.Tiltagsart = fact("Art", default=...)
    dato: Dato | None = fact("Dato")
    beskrivelse: Tekst | None = fact("Beskrivelse", kind=Kind.TEXT)
    ansvarlig: Tekst | None = fact("Ansvarlig")
    frist: Dato | None = fact("Frist")
    status: v.Tiltagsstatus = fact("Status", default=v.Tiltagsstatus.TAGET)


class Afgoerelse(Section):
    """A person's own choice of track, which replaces the rule's."""

    spor: v.Spor = fact("Valgt spor", default=...)
    begrundelse: Tekst = fact("Begrundelse", kind=Kind.TEXT, default=...)
    truffet_af: Tekst | None = fact("Truffet af", kind=Kind.NAME)
    dato: Dato | None = fact("Dato")


class Frigivelse(Section):
    """A person releases a found value to a document that would otherwise be stopped."""

    dokument: Tekst = fact("Dokument", default=...)
    felt: Tekst = fact("Felt", "For eksempel medarbejder.privat.adresse.", default=...)
    begrundelse: Tekst = fact("Begrundelse", kind=Kind.TEXT, default=...)


class Record(Section):
    """Everything known of one case: the whole input of `anmeld`."""

    sag: Sag = fact("Sag", default=...)
    arbejdsgiver: Arbejdsgiver = fact("Arbejdsgiver", default=...)
    forsikring: Forsikring = fact("Forsikring", default=Forsikring)
    arbejdssted: Arbejdssted = fact("Arbejdssted", default=Arbejdssted)
    medarbejder: Medarbejder = fact("Medarbejder", default=...)
    naertstaaende: tuple[Naertstaaende, ...] = fact("Nærtstående", default=())
    leder: Kontakt = fact("Leder", default=Kontakt)
    amr: Kontakt = fact("Arbejdsmiljørepræsentant", default=Kontakt)
    tr: Kontakt = fact("Tillidsrepræsentant", default=Kontakt)
    udoever: Udoever = fact("Udøver", default=Udoever)
    borgersag: Borgersag | None = fact("Borgersag")
    haendelse: Haendelse = fact("Hændelse", default=Haendelse)
    episoder: tuple[Episode, ...] = fact("Episoder", default=())
    bilag: tuple[Bilag, ...] = fact("Bilag", default=())
    vidner: tuple[Vidne, ...] = fact("Vidner", default=())
    foelger: Foelger = fact("Følger", default=Foelger)
    fravaer: Fravaer = fact("Fravær", default=Fravaer)
    udgifter: tuple[Udgift, ...] = fact("Udgifter", default=())
    laege: Laege = fact("Egen læge", default=Laege)
    klinik: Klinik = fact("Klinik", default=Klinik)
    politi: Politi = fact("Politi", default=Politi)
    samtykke: Samtykke = fact("Samtykke", default=Samtykke)
    tiltag: tuple[Tiltag, ...] = fact("Tiltag", default=())
    afgoerelse: Afgoerelse | None = fact("Afgørelse om spor")
    frigivelser: tuple[Frigivelse, ...] = fact("Frigivelser", default=())
