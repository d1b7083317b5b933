"""What came of it: consequences, absence, doctor, police, actions and decisions."""

from __future__ import annotations

from anmeld.record import values as v
from anmeld.record.fields import Kind, fact
from anmeld.record.section import Section
from anmeld.record.types import (
    Antal,
    Beloeb,
    Dato,
    DatoEllerUkendt,
    Flag,
    Tekst,
    Tidspunkt,
)


class Symptom(Section):
    """A symptom in the employee's own words."""

    beskrivelse: Tekst = fact(
        "Symptom",
        "Med medarbejderens egne ord, uden diagnose.",
        kind=Kind.HEALTH,
        default=...,
    )
    start: DatoEllerUkendt | None = fact(
        "Begyndte", "Dagen, det begyndte, eller ukendt."
    )
    udvikling: Tekst | None = fact(
        "Udvikling", "Er det blevet bedre, værre eller uændret?", kind=Kind.HEALTH
    )


class Behandling(Section):
    """Examination or treatment so far."""

    hos: Tekst = fact("Hos", "For eksempel skadestue, egen læge.", default=...)
    dato: Dato | None = fact("Dato", "Dagen for henvendelsen.")
    beskrivelse: Tekst | None = fact(
        "Behandling", "Undersøgelse, behandling eller medicin.", kind=Kind.HEALTH
    )


class Foelger(Section):
    """Consequences for the employee."""

    personskade: v.Svar = fact(
        "Personskade",
        "Har medarbejderen fået en fysisk eller psykisk skade?",
        default=v.Svar.UKENDT,
    )
    skadens_art: v.Skadensart | None = fact("Skadens art", "Den art, der passer bedst.")
    legemsdel: v.Legemsdel | None = fact("Skadet legemsdel", "Hvor skaden sidder.")
    behov_for_stoette: v.Svar | None = fact(
        "Behov for støtte", "Har medarbejderen brug for støtte?"
    )
    symptomer: tuple[Symptom, ...] = fact(
        "Symptomer",
        "Kommer hverken i registreringen eller i borgerens sag.",
        default=(),
    )
    behandling: tuple[Behandling, ...] = fact(
        "Behandling", "Hvad der er gjort til nu.", default=()
    )
    anden_sygdom: Tekst | None = fact(
        "Anden sygdom",
        "Medarbejderen bestemmer selv, om det skal med.",
        kind=Kind.HEALTH,
    )
    kendskab: Dato | None = fact(
        "Kendskab", "Hvornår det stod klart, at sygdommen kan skyldes arbejdet."
    )
    krav_forventet: v.Svar | None = fact(
        "Krav på ydelser forventet", "Kan hændelsen give krav på ydelser efter loven?"
    )
    doedsfald: Tidspunkt | None = fact(
        "Dødsfald", "Kun hvis medarbejderen er død af skaden."
    )


class Fravaer(Section):
    """Absence from usual work."""

    foerste_dag: Dato | None = fact(
        "Første fraværsdag",
        "Den første dag efter hændelsens egen, hvor arbejdet helt eller delvist ikke "
        "kunne passes.",
    )
    dage: Antal | None = fact("Fraværsdage", "Dage ud over tilskadekomstdagen.")
    forventet: v.Forventet | None = fact(
        "Forventet varighed", "Hvor længe fraværet ventes at vare."
    )
    genoptaget: v.Genoptaget | None = fact(
        "Arbejdet genoptaget", "Er arbejdet begyndt igen?"
    )
    genoptaget_dato: Dato | None = fact(
        "Genoptaget den", "Dagen, hvor arbejdet begyndte igen."
    )


class Udgift(Section):
    """An expense that may be claimed."""

    art: Tekst = fact(
        "Udgift", "For eksempel psykolog, medicin eller transport.", default=...
    )
    beloeb: Beloeb | None = fact("Beløb i kroner", "Skrives 1.234,50.")
    dato: Dato | None = fact("Dato", "Dagen for udgiften.")
    kvittering: Flag = fact(
        "Kvittering haves", "Sæt til true, hvis kvitteringen er gemt.", default=False
    )


class Laege(Section):
    """The employee's own doctor."""

    navn: Tekst | None = fact("Lægens navn", "Egen læge.", kind=Kind.NAME)
    praksis: Tekst | None = fact("Praksis", "Lægehusets navn.")
    adresse: Tekst | None = fact("Lægens adresse", "Hele adressen på én linje.")
    ydernummer: Tekst | None = fact("Ydernummer", "Står på sundhedskortet.")


class Klinik(Section):
    """The occupational medicine clinic that is wished for."""

    oensket: Tekst | None = fact("Ønsket klinik", "Kun hvis en bestemt klinik ønskes.")
    formaal: tuple[v.Klinikformaal, ...] = fact(
        "Formål", "Hvad henvisningen skal føre til.", default=()
    )


class TidligereAnmeldelse(Section):
    """An earlier report or injunction."""

    dato: Dato | None = fact("Dato", "Dagen for anmeldelsen.")
    journalnummer: Tekst | None = fact(
        "Journalnummer", "Politiets nummer.", kind=Kind.NUMBER
    )
    beskrivelse: Tekst = fact(
        "Beskrivelse",
        "Hvad der blev anmeldt, eller hvilket tilhold der blev givet.",
        kind=Kind.TEXT,
        default=...,
    )


class Politi(Section):
    """The police report."""

    kreds: Tekst | None = fact("Politikreds", "For eksempel Østjyllands Politi.")
    formaal: tuple[v.Politiformaal, ...] = fact(
        "Formål", "Hvad anmeldelsen skal føre til.", default=()
    )
    anmeldt: Tidspunkt | None = fact("Anmeldt", "Hvornår der er anmeldt.")
    journalnummer: Tekst | None = fact(
        "Politiets journalnummer", "Fra politiets kvittering.", kind=Kind.NUMBER
    )
    oensket: Flag = fact(
        "Ønskes i alle tilfælde",
        "Sæt til true, hvis udkastet skal laves i alle tilfælde.",
        default=False,
    )
    fravalgt: Tekst | None = fact(
        "Fravalgt, begrundelse", "Hvorfor der ikke anmeldes.", kind=Kind.TEXT
    )
    dispensation: Tekst | None = fact(
        "Dispensation, begrundelse",
        "Pædagogiske eller behandlingsmæssige hensyn.",
        kind=Kind.TEXT,
    )
    tidligere: tuple[TidligereAnmeldelse, ...] = fact(
        "Tidligere anmeldelser",
        "Tidligere anmeldelser eller tilhold mod samme udøver.",
        default=(),
    )


class Samtykke(Section):
    """What the employee has consented to; missing is no."""

    henvisning: Flag = fact(
        "Brev om henvisning må laves",
        "Medarbejderen vil have lavet brevet til egen læge.",
        default=False,
    )
    helbred_til_politi: Flag = fact(
        "Helbredsoplysninger må stå i politianmeldelsen",
        "Medarbejderen har sagt ja.",
        default=False,
    )
    anden_sygdom_til_laege: Flag = fact(
        "Anden sygdom må stå i brevet til lægen",
        "Medarbejderen har sagt ja.",
        default=False,
    )
    naertstaaende_til_politi: Flag = fact(
        "Nærtstående må nævnes i politianmeldelsen",
        "Den nærtstående har sagt ja.",
        default=False,
    )


class Tiltag(Section):
    """An action taken or agreed."""

    art: v.Tiltagsart = fact("Art", "Hvad der er gjort eller aftalt.", default=...)
    dato: Dato | None = fact("Dato", "Hvornår det er gjort eller aftalt.")
    beskrivelse: Tekst | None = fact("Beskrivelse", "Kort og konkret.", kind=Kind.TEXT)
    ansvarlig: Tekst | None = fact(
        "Ansvarlig", "Rollen eller navnet på den, der følger op."
    )
    frist: Dato | None = fact("Frist", "Hvornår det skal være gjort.")
    status: v.Tiltagsstatus = fact(
        "Status", "Er det gjort eller kun aftalt?", default=v.Tiltagsstatus.TAGET
    )


class Afgoerelse(Section):
    """A person's own choice of track, which replaces the rule's."""

    spor: v.Spor = fact(
        "Valgt spor", "Det spor, som et menneske har valgt.", default=...
    )
    begrundelse: Tekst = fact(
        "Begrundelse",
        "Hvorfor; den står i registreringen.",
        kind=Kind.TEXT,
        default=...,
    )
    truffet_af: Tekst | None = fact(
        "Truffet af", "Den, der har besluttet det.", kind=Kind.NAME
    )
    dato: Dato | None = fact("Dato", "Dagen for beslutningen.")


class Frigivelse(Section):
    """A person releases a found value to a document that would otherwise be stopped."""

    dokument: Tekst = fact(
        "Dokument", "Dokumentets navn, for eksempel politianmeldelse.", default=...
    )
    felt: Tekst = fact("Felt", "For eksempel medarbejder.privat.adresse.", default=...)
    begrundelse: Tekst = fact(
        "Begrundelse", "Hvorfor oplysningen må stå der.", kind=Kind.TEXT, default=...
    )
