"""The closed lists of the record: value, and the Danish words that a document prints.

Kinds follow `domain/law.md` 3.2; other lists follow `domain/documents.md` 2.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from anmeld import _slips
from anmeld._i18n import msg
from anmeld._validation import FaultyValue, allowed_message


class Vaerdi(StrEnum):
    """A value of a closed list; `betegnelse` is what a document prints for it."""

    betegnelse: str

    def __new__(cls, value: str, betegnelse: str) -> Vaerdi:
        """Make a member of the pair (value, printed words)."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.betegnelse = betegnelse
        return member

    @classmethod
    def parse(cls, value: object) -> Self:
        """Find the member for what a person wrote.

        Args:
            value: The value; capitals and blanks around it do not matter.

        Returns:
            The member.

        Raises:
            FaultyValue: It is none of the list; the remedy names the nearest.
        """
        written = value.strip().lower() if isinstance(value, str) else value
        for member in cls:
            if member.value.lower() == written:
                return member
        allowed = [member.value for member in cls]
        close = cls._meant(value) if isinstance(value, str) else None
        problem = msg("is not one of the allowed values.")
        raise FaultyValue("not-allowed-value", problem, allowed_message(allowed, close))

    @classmethod
    def _meant(cls, written: str) -> str | None:
        near = [
            member.value
            for member in cls
            if _slips.meant(written, [member.betegnelse])
            or _slips.meant(written, [member.value])
        ]
        return near[0] if len(near) == 1 else None

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)


class Svar(Vaerdi):
    """Yes, no, or stated to be unknown."""

    JA = "ja", "Ja"
    NEJ = "nej", "Nej"
    UKENDT = "ukendt", "Ukendt"

    @classmethod
    def parse(cls, value: object) -> Self:
        """Find the answer; true and false count as yes and no."""
        if isinstance(value, bool):
            value = "ja" if value else "nej"
        return super().parse(value)


class Art(Vaerdi):
    """The kind of an episode; decides the possible provisions."""

    OPTAKT = "optakt", "Optakt: trussel om udhængning, intet offentliggjort"
    TRUSSEL_DIREKTE = "trussel_direkte", "Trussel om vold, direkte"
    TRUSSEL_INDIREKTE = "trussel_indirekte", "Trussel om vold, indirekte"
    TRUSSEL_FAMILIE = "trussel_familie", "Trussel mod nærtstående"
    TRUSSEL_HAERVAERK = "trussel_haervaerk", "Trussel om hærværk"
    TRUSSEL_UDHAENGNING = "trussel_udhaengning", "Trussel om udhængning"
    OFFENTLIGGOERELSE_PRIVAT = (
        "offentliggoerelse_privat",
        "Offentliggørelse af private oplysninger",
    )
    CHIKANE_GENTAGEN = "chikane_gentagen", "Gentagen chikane"
    CHIKANE_ENKELT = "chikane_enkelt", "Chikane, enkeltstående"
    FORULEMPELSE = "forulempelse", "Hån, skældsord eller anden fornærmelig tiltale"
    AEREKRAENKELSE = "aerekraenkelse", "Ærekrænkende beskyldning"
    FALSK_PROFIL = "falsk_profil", "Falsk profil eller misbrug af identitet"
    FORFOELGELSE = "forfoelgelse", "Forfølgelse eller opsøgning"
    SEKSUEL = "seksuel", "Seksuel krænkelse"
    VOLD_FYSISK = "vold_fysisk", "Fysisk vold"
    HAERVAERK = "haervaerk", "Hærværk"
    HADFORBRYDELSE = "hadforbrydelse", "Hadforbrydelse"
    KRAENKENDE_HANDLING = "kraenkende_handling", "Krænkende handling"
    NAERVED = "naerved", "Nærved-hændelse"


class Medie(Vaerdi):
    """Where or through what an episode came."""

    FREMMOEDE = "fremmoede", "Personligt fremmøde"
    TELEFON = "telefon", "Telefon"
    SMS = "sms", "Sms"
    EMAIL = "email", "E-mail"
    DIGITAL_POST = "digital_post", "Digital Post"
    BREV = "brev", "Brev"
    BESKED_APP = "besked_app", "Beskedtjeneste"
    FACEBOOK_OPSLAG = "facebook_opslag", "Facebook-opslag"
    FACEBOOK_GRUPPE = "facebook_gruppe", "Facebook-gruppe"
    FACEBOOK_BESKED = "facebook_besked", "Besked på Facebook"
    INSTAGRAM = "instagram", "Instagram"
    TIKTOK = "tiktok", "TikTok"
    X = "x", "X (tidligere Twitter)"
    SNAPCHAT = "snapchat", "Snapchat"
    YOUTUBE = "youtube", "YouTube"
    LINKEDIN = "linkedin", "LinkedIn"
    SOCIALE_MEDIER = "sociale_medier", "Andet socialt medie"
    HJEMMESIDE = "hjemmeside", "Hjemmeside"
    FORUM = "forum", "Debatforum"
    ANMELDELSESSIDE = "anmeldelsesside", "Anmeldelsesside"
    PRESSE = "presse", "Presse"
    TREDJEMAND = "tredjemand", "Gennem tredjemand"
    ANDET = "andet", "Andet"


class Relation(Vaerdi):
    """How the alleged offender is tied to the workplace."""

    BORGER = "borger", "Borger"
    PAAROERENDE = "paaroerende", "Pårørende til en borger"
    ANONYM = "anonym", "Anonym"
    KOLLEGA = "kollega", "Kollega"
    LEDER = "leder", "Leder"
    ANDEN = "anden", "Anden person"
    UKENDT = "ukendt", "Ukendt"


class Spor(Vaerdi):
    """The track (`rulings.md` 1)."""

    ULYKKE = "ulykke", "ulykke"
    ERHVERVSSYGDOM = "erhvervssygdom", "formodet erhvervssygdom"
    BEGGE = "begge", "både ulykke og formodet erhvervssygdom"
    INGEN = "ingen", "ingen anmeldelse som arbejdsskade"


class Bilagsart(Vaerdi):
    """The kind of a piece of evidence."""

    SKAERMBILLEDE = "skaermbillede", "Skærmbillede"
    EMAIL = "email", "Original e-mail med headere"
    SMS = "sms", "Sms"
    TALEBESKED = "talebesked", "Talebesked"
    BREV = "brev", "Brev"
    FOTO = "foto", "Foto"
    VIDEO = "video", "Video"
    UDSKRIFT = "udskrift", "Udskrift"
    DOKUMENT = "dokument", "Dokument"
    ANDET = "andet", "Andet"


class Skadensart(Vaerdi):
    """The kind of injury, coarse; ESAW codes are data in `law/esaw.toml`."""

    PSYKISK_CHOK = "psykisk_chok", "Psykisk chok efter aggression eller trusler"
    PSYKISK_ANDEN = "psykisk_anden", "Anden psykisk belastning"
    OVERFLADISK = "overfladisk", "Overfladisk skade"
    AABENT_SAAR = "aabent_saar", "Åbent sår"
    ANDEN_FYSISK = "anden_fysisk", "Anden fysisk skade"
    UKENDT = "ukendt", "Ukendt"


class Legemsdel(Vaerdi):
    """The injured part of the body, coarse."""

    INGEN_FYSISK = "ingen_fysisk", "Ingen fysisk legemsdel (psykisk)"
    HOVED = "hoved", "Hoved"
    HALS = "hals", "Hals og nakke"
    RYG = "ryg", "Ryg"
    KROP = "krop", "Krop"
    ARM = "arm", "Arm, skulder eller hånd"
    BEN = "ben", "Ben, hofte eller fod"
    FLERE = "flere", "Flere steder på kroppen"
    UKENDT = "ukendt", "Ukendt"


class Status(Vaerdi):
    """The employee's occupational status."""

    LOENMODTAGER = "loenmodtager", "Lønmodtager"
    ELEV = "elev", "Elev eller lærling"
    STUDERENDE = "studerende", "Studerende i praktik"
    VIKAR = "vikar", "Vikar"
    FRIVILLIG = "frivillig", "Frivillig"
    SELVSTAENDIG = "selvstaendig", "Selvstændig"
    ANDEN = "anden", "Anden"


class Forventet(Vaerdi):
    """Expected length of the incapacity for work, in bands."""

    UNDER_1_DAG = "under_1_dag", "Under 1 dag"
    DAGE_1_3 = "dage_1_3", "1-3 dage"
    DAGE_4_6 = "dage_4_6", "4-6 dage"
    DAGE_7_13 = "dage_7_13", "7-13 dage"
    DAGE_14_20 = "dage_14_20", "14-20 dage"
    UGER_3_5 = "uger_3_5", "3 uger til under 5 uger"
    OVER_5_UGER = "over_5_uger", "5 uger eller mere"
    UKENDT = "ukendt", "Ukendt"


class Genoptaget(Vaerdi):
    """Whether work was taken up again."""

    HELT = "helt", "Helt"
    DELVIST = "delvist", "Delvist"
    NEJ = "nej", "Nej"
    UKENDT = "ukendt", "Ukendt"


class Region(Vaerdi):
    """The region of residence; decides the clinic that is suggested."""

    NORDJYLLAND = "nordjylland", "Region Nordjylland"
    MIDTJYLLAND = "midtjylland", "Region Midtjylland"
    SYDDANMARK = "syddanmark", "Region Syddanmark"
    SJAELLAND = "sjaelland", "Region Sjælland"
    HOVEDSTADEN = "hovedstaden", "Region Hovedstaden"
    OESTDANMARK = "oestdanmark", "Region Østdanmark"


class Politiformaal(Vaerdi):
    """What a police report is to lead to."""

    STRAFFORFOELGNING = "strafforfoelgning", "Strafforfølgning"
    TILHOLD = "tilhold", "Tilhold"
    OFFERERSTATNING = "offererstatning", "Offererstatning"
    REGISTRERING = "registrering", "Kun registrering"


class Klinikformaal(Vaerdi):
    """What a referral is to lead to."""

    AARSAGSVURDERING = "aarsagsvurdering", "Vurdering af årsagen"
    BEHANDLING = "behandling", "Forslag til behandling"
    ARBEJDSFASTHOLDELSE = "arbejdsfastholdelse", "Arbejdsfastholdelse"
    ANMELDELSE = "anmeldelse", "Anmeldelse til Arbejdsmarkedets Erhvervssikring"


class Tiltagsart(Vaerdi):
    """The kind of an action taken or agreed."""

    BEVIS_SIKRET = "bevis_sikret", "Beviser sikret"
    LEDER_ORIENTERET = "leder_orienteret", "Leder orienteret"
    AMO_ORIENTERET = "amo_orienteret", "Arbejdsmiljøorganisationen orienteret"
    KOLLEGER_ORIENTERET = "kolleger_orienteret", "Kolleger orienteret"
    FJERNELSE_ANMODET = "fjernelse_anmodet", "Anmodet om fjernelse af indhold"
    PSYKISK_FOERSTEHJAELP = "psykisk_foerstehjaelp", "Psykisk førstehjælp"
    KRISEHJAELP = "krisehjaelp", "Krisehjælp"
    DEFUSING = "defusing", "Defusing eller debriefing"
    KONTAKT_TIL_BORGER = "kontakt_til_borger", "Kontakt til borgeren"
    SAGSBEHANDLERSKIFTE = "sagsbehandlerskifte", "Skifte af sagsbehandler"
    VEJLEDNING_KLAGE = "vejledning_klage", "Vejledt om klageadgang"
    KONTAKTFORM = "kontaktform", "Ændret kontaktform"
    BISTAND_POLITI = "bistand_politi", "Tilbud om bistand til politianmeldelse"
    POLITIANMELDT = "politianmeldt", "Anmeldt til politiet"
    FORSIKRING_ANMELDT = "forsikring_anmeldt", "Anmeldt i EASY"
    MOEDE = "moede", "Møde"
    AFTALE = "aftale", "Aftale"
    APV = "apv", "APV-handlingsplan"
    FOREBYGGELSE = "forebyggelse", "Forebyggelse"
    ANDET = "andet", "Andet"


class Tiltagsstatus(Vaerdi):
    """Whether an action was taken or only agreed."""

    TAGET = "taget", "Gennemført"
    AFTALT = "aftalt", "Aftalt"


class Forfatterform(Vaerdi):
    """How the author of the journal note is named, as the house chooses."""

    NAVN = "navn", "Navn"
    INITIALER = "initialer", "Initialer"
