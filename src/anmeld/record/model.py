"""The record's model: sections and fields, each once, under its one Danish name.

`episoder[].citat` is the same name in record, Word template, form map and condition.
Nearly every field may be missing: what a document needs and does not get is a warning
of the plan, and the document prints *Ikke oplyst*. Text fields take the word `ukendt`
for what is stated to be unknown.
"""

from __future__ import annotations

from anmeld.record.aftermath import (
    Afgoerelse,
    Behandling,
    Foelger,
    Fravaer,
    Frigivelse,
    Klinik,
    Laege,
    Politi,
    Samtykke,
    Symptom,
    TidligereAnmeldelse,
    Tiltag,
    Udgift,
)
from anmeld.record.events import (
    Bilag,
    Episode,
    Haendelse,
    Vidne,
)
from anmeld.record.fields import fact
from anmeld.record.parties import (
    Borger,
    Borgersag,
    Medarbejder,
    Naertstaaende,
    PrivatKontakt,
    Profil,
    Udoever,
)
from anmeld.record.section import Section
from anmeld.record.values import Svar
from anmeld.record.workplace import (
    Arbejdsgiver,
    Arbejdssted,
    Forsikring,
    Kontakt,
    Sag,
)

__all__ = [
    "Afgoerelse",
    "Arbejdsgiver",
    "Arbejdssted",
    "Behandling",
    "Bilag",
    "Borger",
    "Borgersag",
    "Episode",
    "Foelger",
    "Forsikring",
    "Fravaer",
    "Frigivelse",
    "Haendelse",
    "Klinik",
    "Kontakt",
    "Laege",
    "Medarbejder",
    "Naertstaaende",
    "Politi",
    "PrivatKontakt",
    "Profil",
    "Record",
    "Sag",
    "Samtykke",
    "Section",
    "Svar",
    "Symptom",
    "TidligereAnmeldelse",
    "Tiltag",
    "Udgift",
    "Udoever",
    "Vidne",
]


class Record(Section):
    """Everything known of one case: the whole input of `anmeld`."""

    sag: Sag = fact("Sag", "Sagen på arbejdspladsen.", default=...)
    arbejdsgiver: Arbejdsgiver = fact(
        "Arbejdsgiver", "Myndigheden eller virksomheden.", default=...
    )
    forsikring: Forsikring = fact(
        "Forsikring",
        "Arbejdsskadeforsikringen og anmeldelsen i EASY.",
        default=Forsikring,
    )
    arbejdssted: Arbejdssted = fact(
        "Arbejdssted", "Stedet, hvor medarbejderen arbejder.", default=Arbejdssted
    )
    medarbejder: Medarbejder = fact(
        "Medarbejder", "Den, der er blevet udsat for hændelsen.", default=...
    )
    naertstaaende: tuple[Naertstaaende, ...] = fact(
        "Nærtstående", "Familie eller andre tæt på, som også er truet.", default=()
    )
    leder: Kontakt = fact("Leder", "Nærmeste leder.", default=Kontakt)
    amr: Kontakt = fact(
        "Arbejdsmiljørepræsentant", "Arbejdsmiljørepræsentanten.", default=Kontakt
    )
    tr: Kontakt = fact("Tillidsrepræsentant", "Tillidsrepræsentanten.", default=Kontakt)
    udoever: Udoever = fact(
        "Udøver", "Den, der menes at stå bag; kun det, der vides.", default=Udoever
    )
    borgersag: Borgersag | None = fact(
        "Borgersag", "Kun hvis hændelsen vedrører en borgers sag."
    )
    haendelse: Haendelse = fact("Hændelse", "Hændelsen som helhed.", default=Haendelse)
    episoder: tuple[Episode, ...] = fact(
        "Episoder",
        "Én for hver gang, noget skete; rækkefølgen er ligegyldig.",
        default=(),
    )
    bilag: tuple[Bilag, ...] = fact(
        "Bilag", "Beviserne; de får numre i den rækkefølge, de står her.", default=()
    )
    vidner: tuple[Vidne, ...] = fact(
        "Vidner", "Dem, der så eller hørte noget.", default=()
    )
    foelger: Foelger = fact(
        "Følger", "Hvad det har betydet for medarbejderen.", default=Foelger
    )
    fravaer: Fravaer = fact(
        "Fravær", "Fravær fra det sædvanlige arbejde.", default=Fravaer
    )
    udgifter: tuple[Udgift, ...] = fact(
        "Udgifter", "Udgifter, der kan kræves dækket.", default=()
    )
    laege: Laege = fact("Egen læge", "Den læge, som brevet går til.", default=Laege)
    klinik: Klinik = fact("Klinik", "Den arbejdsmedicinske klinik.", default=Klinik)
    politi: Politi = fact("Politi", "Politianmeldelsen.", default=Politi)
    samtykke: Samtykke = fact(
        "Samtykke",
        "Det, som medarbejderen har sagt ja til; udeladt er nej.",
        default=Samtykke,
    )
    tiltag: tuple[Tiltag, ...] = fact(
        "Tiltag", "Det, der er gjort eller aftalt bagefter.", default=()
    )
    afgoerelse: Afgoerelse | None = fact(
        "Afgørelse om spor", "Kun når et menneske vælger et andet spor end reglen."
    )
    frigivelser: tuple[Frigivelse, ...] = fact(
        "Frigivelser",
        "Kun når et dokument er standset, og et menneske frigiver oplysningen.",
        default=(),
    )
