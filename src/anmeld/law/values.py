"""The closed lists of the law data: value, and the Danish words to print."""

from __future__ import annotations

from anmeld.record.values import Vaerdi


class Confidence(Vaerdi):
    """How well a value is founded, best first."""

    VERIFIED = "verified", "læst i regelteksten"
    REPORTED = "reported", "gengivet efter myndighed eller anden kilde"
    BILL = "bill", "hviler på et lovforslag, ikke på den vedtagne tekst"
    INFERENCE = "inference", "udledt af kilderne"
    ASSUMPTION = "assumption", "antagelse, ikke kontrolleret"

    @property
    def is_weak(self) -> bool:
        """Whether a document must mark what rests on it (less than `reported`)."""
        return self not in (Confidence.VERIFIED, Confidence.REPORTED)


class Unit(Vaerdi):
    """What a number of the law counts; `betegnelse` is the plural."""

    HOURS = "hours", "timer"
    DAYS = "days", "dage"
    WORKING_DAYS = "working_days", "arbejdsdage"
    WEEKS = "weeks", "uger"
    MONTHS = "months", "måneder"
    YEARS = "years", "år"
    TEXT = "text", ""

    def amount(self, number: int) -> str:
        """Put a number and this unit into Danish words: `14 dage`, `1 dag`."""
        return f"{number} {_SINGULAR[self] if number == 1 else self.betegnelse}"


_SINGULAR = {
    Unit.HOURS: "time",
    Unit.DAYS: "dag",
    Unit.WORKING_DAYS: "arbejdsdag",
    Unit.WEEKS: "uge",
    Unit.MONTHS: "måned",
    Unit.YEARS: "år",
    Unit.TEXT: "",
}


class Duty(Vaerdi):
    """How binding a notice or a deadline is."""

    PLIGT = "pligt", "pligt"
    ANBEFALET = "anbefalet", "anbefalet"
    IKKE_PLIGT = "ikke_pligt", "ikke pligt"
    RET = "ret", "ret"


class DeadlineStatus(Vaerdi):
    """Where a deadline stands at a moment."""

    OVERHOLDT = "overholdt", "overholdt"
    AABEN = "aaben", "åben"
    OVERSKREDET = "overskredet", "overskredet"
    UKENDT_TRIGGER = "ukendt-trigger", "udløser ikke oplyst"


class Connecting(Vaerdi):
    """The day that decides which version of a rule holds (`rulings.md` 2)."""

    ULYKKE = "ulykke", "ulykkesdagen"
    FOERSTE_FRAVAER = "foerste_fravaer", "første fraværsdag"
    KENDSKAB = "kendskab", "dagen for kendskab"
    EPISODE = "episode", "episodens dag"
    I_DAG = "i_dag", "dags dato"


class Start(Vaerdi):
    """What a deadline is counted from."""

    ULYKKE = "ulykke", "ulykkesdagen"
    FOERSTE_FRAVAER = "foerste_fravaer", "første fraværsdag"
    KENDSKAB = "kendskab", "dagen for kendskab"
    EPISODE = "episode", "hver episode"
    DOEDSFALD = "doedsfald", "dødsfaldet"
    UOPLYST = "uoplyst", "et forhold, som sagen ikke rummer"


class Condition(Vaerdi):
    """When a deadline is of interest to a record; all of a rule's must hold."""

    PERSONSKADE = "personskade", "personskade er ikke afvist"
    DOEDSFALD = "doedsfald", "dødsfald er oplyst"
    FRAVAER = "fravaer", "fravær er ikke afvist"
    UTILSTRAEKKELIGT_FRAVAER = (
        "utilstraekkeligt_fravaer",
        "fraværet når ikke tærsklen, og krav er ikke afvist",
    )
    IKKE_GENOPTAGET = "ikke_genoptaget", "arbejdet er ikke helt genoptaget"
    ANMELDT = "anmeldt", "anmeldelse er sket i EASY"
    VOLDSSKADEFORSIKRING = "voldsskadeforsikring", "dækning er ikke afvist"
    BORGERSAG = "borgersag", "hændelsen rører en borgers sag"
    MULIG_OVERTRAEDELSE = "mulig_overtraedelse", "en straffebestemmelse er mulig"
    EGEN_BEGAERING = "egen_begaering", "en bestemmelse kræver egen begæring"
    ALDRIG = "aldrig", "vises kun i oversigten over reglerne"


class Evidence(Vaerdi):
    """Which fact of the record shows that a deadline was met."""

    FORSIKRING = "forsikring", "anmeldt i EASY"
    POLITI = "politi", "anmeldt til politiet"


class Track(Vaerdi):
    """The track on which a deadline is of interest."""

    ULYKKE = "ulykke", "ulykke"
    ERHVERVSSYGDOM = "erhvervssygdom", "formodet erhvervssygdom"
    ALLE = "alle", "alle spor"


class Prosecution(Vaerdi):
    """Who may have an offence prosecuted."""

    OFFENTLIG = "offentlig", "offentlig påtale"
    BETINGET = "betinget", "betinget offentlig påtale (efter anmodning)"
    PRIVAT = "privat", "privat påtale; offentlig påtale efter anmodning"


class Role(Vaerdi):
    """How a provision stands to the kind of an episode."""

    PRIMARY = "primary", "primær"
    ALSO = "also", "kan overvejes"


class EsawVariable(Vaerdi):
    """The four coded facts of an accident notice."""

    AFVIGELSE = "afvigelse", "Afvigelse"
    SKADEMAADE = "skademaade", "Skademåde"
    SKADENS_ART = "skadens_art", "Skadens art"
    LEGEMSDEL = "legemsdel", "Legemsdel"
