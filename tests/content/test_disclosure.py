from __future__ import annotations

import time
from typing import Any

import pytest

from anmeld.content.disclosure import Watch, scan
from anmeld.content.folding import fold
from anmeld.record.model import Record
from anmeld.record.values import Skadensart

DOCUMENT = "politianmeldelse"


def record(**sections: Any) -> Record:  # noqa: ANN401
    data: dict[str, Any] = {
        "sag": {"nummer": "2025-017"},
        "arbejdsgiver": {"navn": "Kolding Kommune", "telefon": "79797979"},
        "medarbejder": {
            "navn": "Anna Sofie Bergqvist",
            "cpr": "7101019995",
            "foedselsdato": "03.02.1971",
            "privat": {
                "adresse": "Lærkevej 14 A, 2. th., 6000 Kolding",
                "telefon": "23456789",
                "email": "anna.b@eksempel.dk",
            },
        },
    }
    return Record.model_validate(data | sections)


def found(text: str, *visible: str, **sections: Any) -> set[str]:  # noqa: ANN401
    faults = scan(text, record(**sections), DOCUMENT, frozenset(visible))
    return {fault.where.key or "" for fault in faults}


@pytest.mark.parametrize(
    "text",
    [
        "Lærkevej 14",
        "LÆRKEVEJ 14 A",
        "lærkevej 14a, 6000 Kolding",
        "Laerkevej-14",
        "Lærke-\nvej 14",
        "Lærke\u00advej\u00a014",
        "L\u200bærkevej 14",
        "https://kort.dk/?q=L%C3%A6rkevej%2014&z=3",
        "https://kort.dk/?q=L%25C3%25A6rkevej%252014",
        "Ｌærkevej １４",
        "Lærkevej\n14",
        "Lærkevej14",
        "Læ⟦U+0007⟧rkevej 14",
        "Læ\x07rkevej 14",
        "Lærkevej nr. 14",
        "Lærkevej i nummer 14",
        "14, Lærkevej",
        "L&aelig;rkevej&nbsp;14",
    ],
)
def test_scan__finds_a_home_address_however_it_is_written(text: str) -> None:
    assert found(f"Han skrev: »jeg kender {text} godt«") == {
        "medarbejder.privat.adresse"
    }


@pytest.mark.parametrize(
    "text", ["Lærkevej 145", "Lærkevej", "Lærkevejen 14", "6000 Kolding", "Kolding 14"]
)
def test_scan__lets_other_addresses_pass(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("710101-9995", "medarbejder.cpr"),
        ("71 01 01 99 95", "medarbejder.cpr"),
        ("710101.9995", "medarbejder.cpr"),
        ("cpr7101019995", "medarbejder.cpr"),
        ("710101-xxxx", "medarbejder.cpr"),
        ("٧١٠١٠١٩٩٩٥", "medarbejder.cpr"),
        ("3. februar 1971", "medarbejder.foedselsdato"),
        ("03.02.1971", "medarbejder.foedselsdato"),
        ("3/2-1971", "medarbejder.foedselsdato"),
        ("1971-02-03", "medarbejder.foedselsdato"),
        ("3. feb. 1971", "medarbejder.foedselsdato"),
        ("3/2 71", "medarbejder.foedselsdato"),
        ("030271", "medarbejder.foedselsdato"),
        ("710101", "medarbejder.cpr"),
        ("anna.b [at] eksempel [dot] dk", "medarbejder.privat.email"),
        ("23 45 67 89", "medarbejder.privat.telefon"),
        ("+4523456789", "medarbejder.privat.telefon"),
        ("0045 2345 6789", "medarbejder.privat.telefon"),
        ("tlf.23.45.67.89", "medarbejder.privat.telefon"),
        ("ANNA.B@EKSEMPEL.DK", "medarbejder.privat.email"),
        ("anna.b (at) eksempel.dk", "medarbejder.privat.email"),
        ("mailto:anna.b%40eksempel.dk", "medarbejder.privat.email"),
        ("Anna Bergqvist", "medarbejder.navn"),
        ("Anna Bergqvists bil", "medarbejder.navn"),
        ("bergqvist, anna sofie", "medarbejder.navn"),
        ("facebook.com/anna.bergqvist.75", "medarbejder.navn"),
        ("facebook.com/annabergqvist75", "medarbejder.navn"),
        ("Аnnа Bеrgqvist", "medarbejder.navn"),  # Cyrillic a and e
        ("2025-017", "sag.nummer"),
        ("2025 017", "sag.nummer"),
    ],
)
def test_scan__finds_values_of_every_kind(text: str, key: str) -> None:
    assert found(f"»{text}«") == {key}


@pytest.mark.parametrize(
    "text",
    [
        "17101019995",
        "123456789",
        "Bergqvist",
        "beløb 2.345.678,90 kr.",
        "Anna ringede til fru Bergqvist",
        "3. februar 1972",
        "13. februar 1971",
    ],
)
def test_scan__lets_what_only_resembles_them_pass(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("name", "text", "hit"),
    [
        ("Storm", "en storm af beskeder", False),
        ("Storm", "Det var Storm, der svarede", True),
        ("Emma", "emma", False),
        ("Emma", "Emmas skole", True),
        ("Emma", "EMMA", True),
        ("Bo Li", "en bolig", False),
        ("Bo Li", "Bo Li ringede", True),
        ("Leder", "Leder orienteret", False),
        ("ukendt", "ukendt", False),
        ("Ib", "Ib", False),
        ("Anna Berg", "Anna bergtog dem", False),
    ],
)
def test_scan__knows_names_from_words(name: str, text: str, hit: bool) -> None:
    keys = found(text, vidner=[{"rolle": "kollega", "navn": name}])
    assert keys == ({"vidner[1].navn"} if hit else set())


@pytest.mark.parametrize(
    ("who", "hit"),
    [("IT-afdelingen", False), ("Medarbejderen selv", False), ("Ida Holm", True)],
)
def test_scan__takes_a_role_for_no_name_where_roles_may_stand(
    who: str, hit: bool
) -> None:
    item = {"art": "sms", "viser": "besked", "sikret_af": who}
    keys = found(f"Sikret af {who.lower()}.", bilag=[item])
    assert keys == ({"bilag[1].sikret_af"} if hit else set())


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Thorup skrev igen", {"udoever.navn"}),
        ("THORUPS opslag", {"udoever.navn"}),
        ("Тhorup skrev", {"udoever.navn"}),  # Cyrillic T
        ("så skrev Rasmus", {"udoever.navn"}),
        ("Vi ved, hvor Emma går i skole", {"naertstaaende[1].navn"}),
        ("fru Brandt", {"vidner[1].navn"}),
        ("Rasmus Bo Thorup", {"udoever.navn"}),
        ("Kilde: myndigheden", set()),  # a word of the documents, and a family name
        ("så skrev Ole Kilde", {"vidner[2].navn"}),
        ("Sofie hørte det", set()),  # colleagues share first names
        ("en emma eller to", set()),
        ("Bergqvists arbejde", set()),  # the employee's, whom the reader knows
    ],
)
def test_scan__knows_people_by_the_one_name_that_tells_them(
    text: str, keys: set[str]
) -> None:
    sections = {
        "udoever": {"navn": "Rasmus Thorup"},
        "vidner": [
            {"rolle": "kollega", "navn": "Sofie Brandt"},
            {"rolle": "nabo", "navn": "Ole Kilde"},
        ],
        "naertstaaende": [{"relation": "barn", "navn": "Emma Bergqvist"}],
    }
    assert found(text, "medarbejder.navn", **sections) == keys


@pytest.mark.parametrize("name", ["Kolding", "Kim Kolding", "Kolding Kommune"])
def test_scan__takes_no_authority_for_a_person_of_its_name(name: str) -> None:
    keys = found("Kolding Kommune", "arbejdsgiver.navn", udoever={"navn": name})
    assert keys == set()


@pytest.mark.parametrize(
    "name", ["en kollega", "Politiet", "kollega fra vagten", "Sagsbehandleren"]
)
def test_scan__takes_a_role_for_no_name(name: str) -> None:
    witness = {"rolle": "kollega", "navn": name}
    assert found(f"Så kom {name} til.", vidner=[witness]) == set()


@pytest.mark.parametrize(
    ("number", "text", "hit"),
    [
        ("2025-03", "Den 3. marts 2025, 03.04.2025 og 04.03.2025 03", False),
        ("2025-03", "jf. sag 2025-03.", True),
        ("2025-03", "jf. sag 2025/03 og 202503", True),
        ("03-2025", "03.03.2025", False),
        ("2025-0304", "2025-03-04", False),
    ],
)
def test_scan__tells_a_case_number_from_a_date(
    number: str, text: str, hit: bool
) -> None:
    assert found(text, sag={"nummer": number}) == ({"sag.nummer"} if hit else set())


@pytest.mark.parametrize(
    "text", ["bor på lærkevej", "LÆRKEVEJS beboere", "6000 Kolding"]
)
def test_scan__finds_the_street_or_town_of_a_protected_address(text: str) -> None:
    person = {
        "navn": "Anna Sofie Bergqvist",
        "privat": {"adresse": "Lærkevej 14 A, 6000 Kolding"},
    }
    protected = person | {"adressebeskyttelse": True}
    key = "medarbejder.privat.adresse"
    assert found(text, medarbejder=person) == set()
    assert found(text, medarbejder=protected) == {key}
    workplace = {"adresse": "Lærkevej 2, 6000 Kolding"}
    sections = {"medarbejder": protected, "arbejdssted": workplace}
    assert found(text, "arbejdssted.adresse", **sections) == set()


def test_scan__finds_the_birth_date_that_a_cpr_number_holds() -> None:
    """Of a number that would make its holder born in 1858."""
    person = {"navn": "Anna Sofie Bergqvist", "cpr": "010158-5000"}
    keys = found("født den 1. januar 1858", medarbejder=person)
    assert keys == {"medarbejder.cpr"}


@pytest.mark.parametrize(
    "written", ["14.maj1986", "14maj 1986", "14maj1986", "14.\u200bmaj\u200b86"]
)
def test_scan__finds_a_birth_date_written_in_a_hurry(written: str) -> None:
    person = {"navn": "Rasmus Thorup", "foedselsdato": "14.05.1986"}
    assert found(f"født {written} i Nordby", udoever=person) == {"udoever.foedselsdato"}


def test_scan__finds_a_symptom_with_any_ending_and_no_printed_label() -> None:
    foelger = {
        "skadens_art": "psykisk_chok",
        "symptomer": [{"beskrivelse": "Psykisk chok, mareridt"}],
    }
    keys = {"foelger.symptomer[1].beskrivelse"}
    assert found("Mareridtene bliver ved", foelger=foelger) == keys
    assert found("Psykisk chok", foelger=foelger) == keys
    label = Skadensart.PSYKISK_CHOK.betegnelse
    assert found(label, "foelger.skadens_art", foelger=foelger) == set()


def test_scan__finds_symptoms_entered_as_such() -> None:
    foelger = {
        "symptomer": [{"beskrivelse": "Søvnbesvær, uro og hjertebanken"}],
        "behandling": [{"hos": "læge", "beskrivelse": "Samtale"}],
    }
    assert found("Hun har hjertebanken.", foelger=foelger) == {
        "foelger.symptomer[1].beskrivelse"
    }
    assert found("Samtale om uro på gangen.", foelger=foelger) == set()


def test_scan__takes_nothing_for_hidden_that_is_known_by_another_key() -> None:
    """The offender is the citizen: one name under two keys, one of them allowed."""
    sections = {
        "udoever": {"navn": "Mads Vestergaard"},
        "borgersag": {"borger": {"navn": "mads vestergaard"}},
    }
    assert found("Mads Vestergaard", "udoever.navn", **sections) == set()
    assert found("Mads Vestergaard", **sections) == {
        "udoever.navn",
        "borgersag.borger.navn",
    }


def test_scan__takes_a_longer_known_name_for_what_it_is() -> None:
    sections = {
        "leder": {"navn": "Anna Holm Vestergaard"},
        "vidner": [{"rolle": "kollega", "navn": "Anna Holm"}],
    }
    assert found("Anna Holm Vestergaard", "leder.navn", **sections) == set()
    text = "Anna Holm Vestergaard og Anna Holm"
    assert found(text, "leder.navn", **sections) == {"vidner[1].navn"}


def test_scan__takes_no_number_for_an_excuse() -> None:
    """Somebody typed the CPR number, or a name, where a house's number belongs."""
    sections = {
        "forsikring": {"policenummer": "710101-9995"},
        "sag": {"nummer": "Thorup-2025"},
        "udoever": {"navn": "Rasmus Thorup"},
    }
    text = "Police 710101-9995, sag Thorup-2025"
    visible = ("forsikring.policenummer", "sag.nummer")
    assert found(text, *visible, **sections) == {"medarbejder.cpr", "udoever.navn"}


def test_scan__excuses_nothing_by_free_text() -> None:
    """That an allowed quote holds the address does not make the address allowed."""
    episode = {"tidspunkt": "03.03.2025", "art": "optakt", "citat": "Lærkevej 14"}
    sections = {"episoder": [episode]}
    faults = scan(
        "»Lærkevej 14«",
        record(**sections),
        DOCUMENT,
        frozenset({"episoder[1].citat"}),
    )
    assert [fault.where.key for fault in faults] == ["medarbejder.privat.adresse"]
    assert "episoder[1].citat" in faults[0].text("en")


def test_scan__says_keys_and_never_values() -> None:
    text = "Lærkevej 14, 710101-9995, Anna Sofie Bergqvist"
    faults = scan(text, record(), DOCUMENT, frozenset())
    said = repr(faults) + "".join(f.text("en") + f.text("da") for f in faults)
    for value in ("Lærkevej", "710101", "Bergqvist"):
        assert value not in said


@pytest.mark.parametrize(
    "handle", ["dfalk_88", "@dfalk_88", "_dfalk88_", "d.falk", "d-falk-88", "falk_mor"]
)
def test_scan__finds_a_profile_however_it_is_spelled(handle: str) -> None:
    """This test ensures that a handle of several parts is not taken for a role."""
    profile = {"medie": "instagram", "navn": handle}
    keys = found(f"Fra en ny profil, {handle}.", udoever={"profiler": [profile]})
    assert keys == {"udoever.profiler[1].navn"}


def test_scan__names_every_text_that_a_value_stands_in() -> None:
    """This test ensures that one look mends all, whatever form each text writes."""
    texts = ("LÆRKEVEJ 14", "14, Lærkevej", "Lærkevej 14 A, 2. th., 6000 Kolding")
    episodes = [
        {"tidspunkt": "2025-03-03 10:00", "art": "trussel_direkte", "beskrivelse": text}
        for text in texts
    ]
    keys = [f"episoder[{number}].beskrivelse" for number in (1, 2, 3)]

    (fault,) = scan(
        "\n".join(texts), record(episoder=episodes), DOCUMENT, frozenset(keys)
    )

    said = ", ".join(f"»Episoder: Beskrivelse« ({key})" for key in keys)
    assert f"it stands in {said}." in fault.problem.text("en")


@pytest.mark.parametrize("field", ["vidner[1].navn", "vidner[].navn", "vidner.navn"])
def test_search__lets_a_released_value_pass_and_says_so(field: str) -> None:
    release = {"dokument": DOCUMENT, "felt": field, "begrundelse": "citeres ordret"}
    watch = Watch(
        record(vidner=[{"rolle": "kollega", "navn": "Ida Holm"}], frigivelser=[release])
    )
    finding = watch.search({"text": fold("Ida Holm")}, DOCUMENT, frozenset())
    assert finding.faults == ()
    assert [one.key for one in finding.releases] == ["vidner[1].navn"]
    other = watch.search({"text": fold("Ida Holm")}, "journalnotat", frozenset())
    assert [fault.where.key for fault in other.faults] == ["vidner[1].navn"]


def test_search__of_a_long_document_is_quick() -> None:
    witnesses = [
        {"rolle": "kollega", "navn": f"Vidne{n} Efternavn{n}"} for n in range(100)
    ]
    watch = Watch(record(vidner=witnesses))
    text = "Den 3. marts skrev borgeren: »Jeg ved, hvor du bor«. " * 4000
    start = time.process_time()
    assert watch.search({"text": fold(text)}, DOCUMENT, frozenset()).faults == ()
    assert time.process_time() - start < 2
