"""What the documents say: labels, tone, and what each reader is told or not."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from anmeld.record.values import Art
from anmeld.render.text import text_of_docx
from templates import cases

# `domain/documents.md` 2: what each reader looks for, by the words printed.
LABELS = {
    "intern_registrering": (
        "A. Medarbejder",
        "CPR-nr. skrives ikke her",
        "Stillingsbetegnelse",
        "Arbejdssted og afdeling",
        "P-nummer",
        "Nærmeste leder",
        "(AMR)",
        "(TR)",
        "B. Hændelsen",
        "Hændelsestype",
        "Dato",
        "Klokkeslæt (ca.)",
        "Sted",
        "Medie",
        "I eller uden for arbejdstid",
        "Hvem var udøver?",
        "Hvad gik forud?",
        "Hvad skete der?",
        "Vidner",
        "Dokumentation",
        "C. Konsekvenser",
        "Skade, reaktion og behandling",
        "Behov for støtte",
        "Første fraværsdag",
        "Vurderes efter arbejdsskadeloven?",
        "D. Opfølgning (leder og arbejdsmiljørepræsentant)",
        "Psykisk førstehjælp, krisehjælp, defusing eller debriefing",
        "Anmeldt i EASY",
        "Anmeldt til politiet",
        "(AMO) orienteret",
        "Forslag til forebyggelse og APV-handlingsplan",
        "Underskrift",
        "Tællemåde",
        "Frister",
        "Log over alle episoder",
        "Bevisliste",
    ),
    "journalnotat": (
        "Sagsnr.",
        "KLE-emne",
        "Hændelsens tidspunkt",
        "Notat skrevet",
        "forfatter",
        "Kontaktform, kanal og sted",
        "Til stede",
        "Anledning (sagsskridt)",
        "Forløb",
        "Hvad borgeren er vejledt om",
        "Aftaler og videre sagsbehandling",
        "Leder orienteret",
        "Dokumentation journaliseret",
    ),
    "henvisning": (
        "Anmodning om henvisning til arbejdsmedicinsk klinik",
        "Ydernummer",
        "Formål",
        "Arbejdssted, jobfunktion og ansættelse",
        "Påvirkning, der mistænkes som årsag",
        "Kort sygehistorie",
        "Tentativ diagnose",
        "udfyldes af lægen",
        "Hidtidig undersøgelse, behandling og medicin",
        "Anden somatisk eller psykisk sygdom",
        "Aktuel arbejdsstatus og startdato for sygemelding",
        "Anmeldt som arbejdsskade?",
        "Tolkebehov og sprog",
        "Ønsket klinik",
        "Samtykke og bilag",
        "Venlig hilsen",
        "Eksponeringslog",
        "Lægens egen anmeldelse",
    ),
    "politianmeldelse": (
        "UDKAST",
        "Til: ",
        "Anmelder",
        "Formål",
        "Forurettede",
        "c/o ",
        "Den, anmeldelsen vedrører",
        "Tid og sted",
        "Hvad gik forud?",
        "Hvad skete der?",
        "Tilknytning til tjenesten",
        "Hvori lovovertrædelsen menes at bestå",
        "Skade og følger",
        "Vidner",
        "Underretning, kvittering og journalnummer",
        "Tavshedspligt: hvad er udeladt",
        "Underskrift",
        "Log over alle episoder",
        "Bevisliste",
    ),
}


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
@pytest.mark.parametrize("told", ["rich", "sparse"])
def test_document__carries_every_label_however_little_is_told(
    document: str, told: str
) -> None:
    record = cases.rich() if told == "rich" else cases.sparse()
    text = cases.text(document, record)
    assert [label for label in LABELS[document] if label not in text] == []
    assert "None" not in text
    assert not any(sign in text for sign in ("{{", "}}", "{%", "%}"))


@pytest.mark.parametrize(
    ("document", "heading", "told"),
    [
        (
            "intern_registrering",
            "Hvad forstærkede eller formindskede aggressionen?",
            {"haendelse": {"foerste_dag": "3.3.2025", "forstaerkende": "Ventetid"}},
        ),
        (
            "intern_registrering",
            "Hvordan blev det håndteret og afsluttet?",
            {"haendelse": {"foerste_dag": "3.3.2025", "haandtering": "Samtale"}},
        ),
        (
            "politianmeldelse",
            "Tidligere hændelser, tilhold og anmeldelser",
            {
                "politi": {
                    "oensket": True,
                    "tidligere": [{"dato": "3.3.2024", "beskrivelse": "Et brev"}],
                }
            },
        ),
    ],
)
def test_section_nobody_must_answer__is_printed_when_it_is_answered(
    document: str, heading: str, told: dict[str, object]
) -> None:
    """This test ensures that no heading stands over nothing."""
    assert heading in cases.text(document, cases.sparse(**told))
    assert heading not in cases.text(document, cases.sparse())


def test_registration__warns_without_provisions_and_record_keys() -> None:
    """This test ensures that the screen's own warnings stay on the screen."""
    text = cases.text("intern_registrering", cases.rich())
    assert "Vær opmærksom på" in text
    for word in ("§ 119", "§ 264", "Påtale efter", "bilag[]", "skriver »Ikke oplyst«"):
        assert word not in text


def test_registration__holds_no_key_of_the_record() -> None:
    """This test ensures that a wrong `--today` and advice speak to its reader."""
    threats = [
        {"tidspunkt": day, "art": "trussel_direkte", "medie": "sms"}
        for day in ("3.3.2025 10.00", "20.3.2025 10.00")
    ]
    for record in (cases.sparse(episoder=threats, haendelse={}), cases.rich()):
        early = datetime(2025, 1, 1, tzinfo=UTC)
        text = cases.text("intern_registrering", record, early)
        keys = re.findall(r"[a-z]+(?:_[a-z]+)+(?!\w*\.\w)|episoder\[", text)
        assert keys == []


def test_one_episode__is_spoken_of_as_one() -> None:
    threat = {
        "tidspunkt": "3.3.2025 10.00",
        "slut": "3.3.2025 10.05",
        "art": "trussel_direkte",
        "medie": "telefon",
        "i_arbejdstid": "nej",
    }
    alone = cases.sparse(episoder=[threat], haendelse={})
    police = cases.text("politianmeldelse", alone)
    assert "Episoden skete uden for arbejdstid." in police
    assert "1 episoder" not in police
    assert "en belastende hændelse " in cases.text("henvisning", alone)
    span = "Den 3. marts 2025 kl. 10.00 til kl. 10.05"
    assert span in cases.text("journalnotat", alone)


def test_aggravation__is_no_missing_penalty() -> None:
    """This test ensures that § 81 is not said to lack a fact."""
    threat = {"tidspunkt": "3.3.2025", "art": "trussel_familie", "medie": "sms"}
    text = cases.text("politianmeldelse", cases.sparse(episoder=[threat], haendelse={}))
    row = text[text.index("§ 81, nr. 14") :].splitlines()[1:3]
    assert "Ingen egen strafferamme" in "".join(row)


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
def test_missing_facts__are_said_to_be_missing(document: str) -> None:
    """This test ensures that an empty record leaves no label without an answer."""
    text = cases.text(document, cases.sparse())
    assert text.count("Ikke oplyst") > 5
    lines = [line for line in text.splitlines() if "\t" in line]
    by_hand = ("Medarbejder\t", "Leder\t", "Arbejdsmiljørepræsentant\t", "Ledelsen\t")
    assert [
        line
        for line in lines
        if line.rstrip().endswith(("\t", ":")) and not line.startswith(by_hand)
        if "udfyldes af lægen" not in line
    ] == []


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
def test_document__says_when_its_rules_were_checked(document: str) -> None:
    assert "Regelsæt kontrolleret pr. " in cases.text(document, cases.rich())


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
def test_replaced_characters__are_listed_at_the_end(document: str) -> None:
    assert "U+0007" in cases.text(document, cases.long())
    if document != "henvisning":
        assert "Erstattede tegn" in cases.text(document, cases.long())
    assert "Erstattede tegn" not in cases.text(document, cases.rich())


@pytest.mark.parametrize("document", ["intern_registrering", "politianmeldelse"])
def test_full_log__holds_every_episode_whole_and_the_newest_first(
    document: str,
) -> None:
    text = cases.text(document, cases.long())
    log = text[text.rindex("Log over alle episoder") :]
    assert cases.LONG in log
    quotes = [log.index(f"»besked {number}: tag") for number in range(1, 41)]
    assert quotes == sorted(quotes, reverse=True)


def test_journal_note__begins_with_its_title() -> None:
    """This test ensures that the text fits a receiver's title and note."""
    first = cases.text("journalnotat", cases.rich()).splitlines()[0]
    assert first.startswith("Journalnotat: hændelse i perioden 03.03.2025")


def test_journal_note__quotes_and_does_not_qualify() -> None:
    """This test ensures that the citizen reads words said, not what they amount to."""
    text = cases.text("journalnotat", cases.rich())
    assert "»jeg slår dig«" in text
    assert [art.betegnelse for art in Art if art.betegnelse in text] == []
    for word in ("chikane", "trussel", "Karen Holm", "politi", "Søvnløs", "fravær"):
        assert word.lower() not in text.lower()


def test_journal_note_of_a_long_course__selects_and_says_how_much() -> None:
    text = cases.text("journalnotat", cases.long())
    assert "40 episoder" in text
    assert text.count("Ordret:") <= 5


def test_referral__is_the_employees_own_and_leaves_the_citizen_out() -> None:
    text = cases.text("henvisning", cases.rich())
    assert "Jeg anmoder om, at du vurderer" in text
    assert "Skovbrynet 44" in text
    for word in ("Rasmus", "BOR-2024-3311", "Karen Holm", "Sofie Brandt"):
        assert word not in text


def test_referral__reminds_the_doctor_of_a_duty_with_its_source() -> None:
    text = cases.text("henvisning", cases.rich())
    duty = text[text.index("Lægens egen anmeldelse") :]
    assert "Frist: 14 dage, regnet fra lægens eget kendskab." in duty
    assert "§ 34" in duty


def test_police_draft__suggests_and_never_concludes() -> None:
    text = cases.text("politianmeldelse", cases.rich())
    assert "kan efter arbejdsgiverens opfattelse være omfattet af" in text
    assert "gerningsmand" not in text.lower()
    assert "c/o Jobcentret, Havnegade 12, 9990 Nordby" in text
    for word in ("Skovbrynet", "710182", "740586", "BOR-2024-3311"):
        assert word not in text


def test_police_draft__has_the_employees_page_only_where_it_is_needed() -> None:
    """This test ensures that a threat alone asks no signature of the employee."""
    wanted = "Begæring om påtale"
    assert wanted in cases.text("politianmeldelse", cases.rich())
    threat = {"tidspunkt": "3.3.2025 10.00", "art": "trussel_direkte", "medie": "sms"}
    alone = cases.sparse(episoder=[threat], haendelse={})
    assert wanted not in cases.text("politianmeldelse", alone)


def test_police_draft__can_be_handed_over_as_it_is() -> None:
    """This test ensures that no page of it is for the management alone."""
    text = cases.text("politianmeldelse", cases.rich())
    for word in ("gennemgår udkastet", "Tag dem fra", "72 timer", "Åben", "Anbefalet"):
        assert word not in text
    assert text.rstrip().endswith("Regelsæt kontrolleret pr. 12.02.2026.")


def test_police_draft__says_once_what_rests_on_less() -> None:
    text = cases.text("politianmeldelse", cases.rich())
    marked = text[
        text.index("Regelsæt og forbehold") : text.index("Begæring om påtale")
    ]
    assert "Udledt af kilderne: hvilke straffebestemmelser" in marked
    assert "Antagelse, ikke kontrolleret: arbejdsstedets adresse" in marked
    assert (
        "§ 264 e kommer kun på tale, hvis offentliggørelsen misbruger en identitet"
        in marked
    )
    assert marked.count("§ 119 forudsætter trussel om vold") == 1
    assert "lægeattest" not in text


def test_police_draft_of_a_bill__says_so_of_each_provision() -> None:
    attack = {"tidspunkt": "3.3.2026 10.00", "art": "vold_fysisk", "medie": "fremmoede"}
    record = cases.sparse(episoder=[attack], haendelse={})
    text = cases.text("politianmeldelse", record, datetime(2026, 3, 7, tzinfo=UTC))
    marked = text[text.index("Regelsæt og forbehold") :]
    assert marked.count("Hviler på et lovforslag, ikke på den vedtagne tekst.") == 2
    assert "§ 119 b, fra 15. februar 2026 § 119, stk. 4, kun ved angreb" in marked
    assert "lægeattest" not in text


@pytest.mark.parametrize("art", list(Art))
def test_police_draft__breaks_off_no_sentence_of_law(art: Art) -> None:
    """This test ensures that a sentence is taken whole: `jf. § 268` ends none."""
    one = {"tidspunkt": "3.3.2026 10.00", "art": art.value, "medie": "sms"}
    record = cases.sparse(episoder=[one], haendelse={}, politi={"oensket": True})
    text = cases.text("politianmeldelse", record, datetime(2026, 3, 7, tzinfo=UTC))
    for line in text.replace("\t", "\n").splitlines():
        assert not re.search(r"\b(?:jf|stk|nr|kap|pr|litra|samt|og|eller)\.?$", line)
        assert line.count("(") == line.count(")"), line


@pytest.mark.parametrize("art", list(Art))
def test_police_draft__holds_no_doubt_or_advice_for_the_employer(art: Art) -> None:
    """This test ensures that the accused reads conditions, not counter-arguments."""
    one = {"tidspunkt": "3.3.2026 10.00", "art": art.value, "medie": "sms"}
    record = cases.sparse(episoder=[one], haendelse={}, politi={"oensket": True})
    text = cases.text("politianmeldelse", record, datetime(2026, 3, 7, tzinfo=UTC))
    for word in (
        "Ingen kilde siger",
        "måske ikke",
        "ontrollér",
        "ikke slået op",
        "Ved dom",
        "Datatilsynet",
        "skal stå i anmeldelsen",
    ):
        assert word not in text
    assert "Antagelse, ikke kontrolleret: arbejdsstedets adresse" in text


@pytest.mark.parametrize(
    ("art", "udoever"),
    [("optakt", {}), ("trussel_direkte", {"under_15": "ja"})],
)
def test_registration__says_of_the_draft_no_more_than_holds(
    art: str, udoever: dict[str, str]
) -> None:
    """This test ensures that it neither promises provisions nor overrules a warning."""
    one = {"tidspunkt": "3.3.2025 10.00", "art": art, "medie": "sms"}
    record = cases.sparse(episoder=[one], udoever=udoever, politi={"oensket": True})
    text = cases.text("intern_registrering", record)
    told = text[text.index("Til ledelsens gennemgang") :]
    assert "er lavet, gennemgået og underskrevet af ledelsen, kan det gives" in told
    assert "Nævner udkastet bestemmelser, står forbehold ved dem" in told
    warned = "Vær opmærksom på\n" in text
    assert ("Se først »Vær opmærksom på« ovenfor." in told) == warned
    assert warned or not udoever


def test_registration__tells_the_management_of_the_draft_where_one_is_made() -> None:
    """This test ensures that what no other reader needs stands with the employer."""
    heading = "Til ledelsens gennemgang af politiudkastet"
    text = cases.text("intern_registrering", cases.rich())
    told = text[text.index(heading) : text.index("Oversigt 3: Tjekliste")]
    assert "arbejdsstedets adresse i politianmeldelsen" in told
    assert "Retsplejeloven, §§ 838 og 856" in text[text.rindex("Regelsæt og kilder") :]

    waived = cases.sparse(politi={"fravalgt": "Efter aftale med medarbejderen."})
    without = cases.text("intern_registrering", waived)
    assert heading not in without
    assert "Retsplejeloven" not in without


def test_request_for_prosecution__says_that_its_time_has_passed() -> None:
    open_ = cases.text("politianmeldelse", cases.rich())
    assert "Frist: 03.09.2025." in open_
    assert "udløbet" not in open_

    late = datetime(2025, 10, 1, 12, 0, tzinfo=UTC)
    text = cases.text("politianmeldelse", cases.rich(), late)
    said = text[text.index("Begæring om påtale") :]
    assert "Fristen er udløbet: Den var 03.09.2025, som den er regnet her." in said
    assert "her er den regnet fra episodens dag" in said
    assert "Frist: " not in said


def test_police_draft__keeps_health_back_without_consent() -> None:
    told = cases.sparse(
        foelger={"personskade": "ja", "symptomer": [{"beskrivelse": "Søvnløs siden"}]}
    )
    assert "Søvnløs" not in cases.text("politianmeldelse", told)
    assert "Søvnløs" in cases.text("politianmeldelse", cases.rich())


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
def test_labels__have_a_small_letter_inside_a_sentence(document: str) -> None:
    """This test ensures that kinds and media are no names."""
    text = cases.text(document, cases.rich())
    for label in ("Trussel om vold, direkte", "Telefon"):
        assert not re.search(rf"(?:, | og |; |art: ){label}(?! )", text), label


@pytest.mark.parametrize("document", cases.WORD_DOCUMENTS)
def test_dates_numbers_and_sections__are_not_parted_by_a_line(document: str) -> None:
    whole = text_of_docx(cases.filled(document, cases.rich()))
    fixed = r"\bkl\. [0-9]|§ [0-9]|\bstk\. [0-9]|\b[0-9]{1,2}\. marts|[0-9] marts"
    found = re.findall(rf".*(?:{fixed}).*", whole)
    assert found == []


@pytest.mark.parametrize("document", ["intern_registrering", "henvisning"])
def test_unknown_injury__is_said_to_be_a_condition(document: str) -> None:
    condition = "såfremt der er tale om personskade"
    assert condition in cases.text(document, cases.sparse())
    assert condition not in cases.text(document, cases.rich())


def test_colleague__commits_an_offensive_act_not_violence() -> None:
    record = cases.sparse(udoever={"relation": "kollega"}, borgersag={})
    text = cases.text("intern_registrering", record)
    assert "Krænkende handling på arbejdspladsen" in text
    assert "Vold, trusler, chikane" not in text
