"""The shipped documents: who may see what, held to the table of data minimisation."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable

import pytest

from anmeld.catalogue import Catalogue, Facts, MaySee, known_names, load_catalogue
from anmeld.content.names import all_names
from anmeld.law import load_law
from anmeld.record import Record, record_from_dict

INTERN, NOTE = "intern_registrering", "journalnotat"
NOTICE, LETTER, POLICE = "ulykkesanmeldelse", "henvisning", "politianmeldelse"
ALL = (INTERN, NOTE, NOTICE, LETTER, POLICE)

# A row of the table: what it is about, the names, and who may ever see it. A name in
# no row may be seen by whoever lists it.
TABLE: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("the employee's name", ("medarbejder.navn",), ALL),
    ("the employee's CPR number", ("medarbejder.cpr",), (NOTICE, LETTER)),
    (
        "what stands in for CPR",
        ("medarbejder.koen", "medarbejder.statsborgerskab"),
        (NOTICE,),
    ),
    ("the employee's day of birth", ("medarbejder.foedselsdato",), (NOTICE, LETTER)),
    ("home address, telephone, e-mail", ("medarbejder.privat.*",), (LETTER,)),
    ("the employee's number", ("medarbejder.medarbejder_id",), (INTERN,)),
    ("pay", ("medarbejder.aarsloen",), (NOTICE,)),
    ("the name of a relative", ("naertstaaende[].navn",), (POLICE,)),
    ("the tie to a relative", ("naertstaaende[].relation",), (INTERN, LETTER, POLICE)),
    (
        "symptoms",
        ("foelger.symptomer[].*",),
        (LETTER, POLICE),
    ),
    ("what was treated", ("foelger.behandling[].beskrivelse",), (LETTER,)),
    ("other illness", ("foelger.anden_sygdom",), (LETTER,)),
    (
        "the kind of injury",
        ("foelger.skadens_art", "foelger.legemsdel"),
        (NOTICE, LETTER, POLICE),
    ),
    ("the need of support", ("foelger.behov_for_stoette",), (INTERN,)),
    ("the first day of absence", ("fravaer.foerste_dag",), (INTERN, NOTICE, LETTER)),
    ("the days of absence", ("fravaer.dage",), (INTERN, NOTICE, LETTER)),
    (
        "the length of absence",
        ("fravaer.forventet", "fravaer.genoptaget*"),
        (NOTICE, LETTER),
    ),
    ("the citizen's name", ("borgersag.borger.navn",), (NOTE, POLICE)),
    ("the citizen's CPR number", ("borgersag.borger.cpr",), (NOTE,)),
    ("the citizen's case number", ("borgersag.sagsnummer",), (INTERN, NOTE)),
    (
        "the citizen's case",
        ("borgersag.anledning", "borgersag.betydning", "borgersag.kle"),
        (NOTE,),
    ),
    (
        "the offender's person",
        (
            "udoever.navn",
            "udoever.foedselsdato",
            "udoever.adresse",
            "udoever.telefoner[]",
            "udoever.emails[]",
            "udoever.profiler[].*",
        ),
        (POLICE,),
    ),
    ("the offender's CPR number", ("udoever.cpr",), ()),
    ("what was said word for word", ("episoder[].citat",), ALL),
    ("web addresses of posts", ("episoder[].url",), (POLICE,)),
    ("kinds, which are half a judgement", ("episoder[].art",), tuple({*ALL} - {NOTE})),
    ("that evidence exists", ("bilag[].viser",), (INTERN, NOTE, POLICE)),
    ("accounts and addresses of evidence", ("bilag[].url", "bilag[].konto"), (POLICE,)),
    ("witnesses by role", ("vidner[].rolle",), (INTERN, NOTE, NOTICE, POLICE)),
    (
        "witnesses by name",
        ("vidner[].navn", "vidner[].telefon", "vidner[].har_set"),
        (POLICE,),
    ),
    ("the leader", ("leder.*",), (INTERN, NOTICE, POLICE)),
    ("the safety representative", ("amr.*",), (INTERN, NOTICE)),
    ("the trade union's representative", ("tr.*",), ()),
    (
        "possible penal provisions",
        ("bestemmelser[].*", "begaeringer[].*"),
        (POLICE,),
    ),
    ("the track and its reasons", ("spor.*",), (INTERN, NOTICE, LETTER)),
    ("the days that decide it", ("forloeb.dage",), (INTERN, NOTICE, LETTER)),
    ("deadlines by day", ("frister[].senest",), (INTERN, NOTICE, POLICE)),
    ("whose deadlines", ("frister[].hvem",), (INTERN, NOTICE)),
    ("who chose the track", ("afgoerelse.*",), (INTERN,)),
    ("the insurance", ("forsikring.policenummer",), (NOTICE,)),
    (
        "that the police know",
        ("politi.anmeldt", "politi.journalnummer"),
        (INTERN, NOTICE, POLICE),
    ),
    ("why the police are not told", ("politi.fravalgt",), (INTERN,)),
    ("the own doctor", ("laege.*",), (LETTER,)),
    ("notes of one's own", ("sag.noter",), ()),
    ("consents and releases", ("samtykke.*", "frigivelser[].*"), ()),
    ("who answers for an action", ("tiltag[].ansvarlig",), (INTERN,)),
    ("what the management must know of a draft", ("gennemgang.*",), (INTERN,)),
    ("warnings and steps", ("advarsler[].*", "skridt[].*"), (INTERN,)),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def _sources(entries: Iterable[MaySee]) -> set[str]:
    known = known_names()
    return {known[one.name].source or one.name for one in entries}


@pytest.mark.parametrize(
    ("names", "readers"),
    [(names, readers) for _, names, readers in TABLE],
    ids=[sentence for sentence, _, _ in TABLE],
)
def test_table__is_what_each_document_may_see(
    names: tuple[str, ...], readers: tuple[str, ...], catalogue: Catalogue
) -> None:
    """This test ensures that logs and lists carry no more than their own fields."""
    for pattern in names:
        assert fnmatch.filter(known_names(), _escaped(pattern)), pattern
        seen = {
            id_
            for id_, spec in catalogue.items()
            if fnmatch.filter(_sources(spec.may_see), _escaped(pattern))
        }
        assert seen == set(readers), pattern


def _escaped(pattern: str) -> str:
    return pattern.replace("[]", "[[]]")


def test_table__covers_everything_private() -> None:
    """This test ensures that a new private field is put into the table on purpose."""
    private = {"name", "cpr", "birth", "address", "phone", "email", "account", "health"}
    patterns = [_escaped(one) for _, names, _ in TABLE for one in names]
    # Contact at work of people who act for the workplace; the table has their rows.
    patterns += ["sag.udfyldt_af.*", "medarbejder.telefon", "medarbejder.email"]
    patterns += [_escaped("bilag[].sikret_af"), "udoever.cpr"]
    record_names = [name for name in all_names().leaves() if name.source is None]

    uncovered = [
        name.path
        for name in record_names
        if name.kind.value in private
        and not any(fnmatch.fnmatch(name.path, pattern) for pattern in patterns)
    ]

    assert uncovered == []


def _record(**sections: object) -> Record:
    data: dict[str, object] = {
        "sag": {"nummer": "H-1"},
        "arbejdsgiver": {"navn": "Eksempel Kommune"},
        "medarbejder": {"navn": "Anne Eksempel"},
        "episoder": [{"tidspunkt": "2025-03-03", "art": "trussel_direkte"}],
    }
    return record_from_dict(data | sections)


def _sees(catalogue: Catalogue, document: str, name: str, record: Record) -> bool:
    (entry,) = (one for one in catalogue[document].may_see if one.name == name)
    return entry.allows(Facts(record, {}))


@pytest.mark.parametrize(
    ("document", "name", "closed", "opened"),
    [
        (
            POLICE,
            "foelger.symptomer[].beskrivelse",
            {"foelger": {"personskade": "ja"}},
            {
                "foelger": {"personskade": "ja"},
                "samtykke": {"helbred_til_politi": True},
            },
        ),
        (
            POLICE,
            "foelger.skadens_art",
            {"samtykke": {"helbred_til_politi": True}},
            {
                "foelger": {"personskade": "ja"},
                "samtykke": {"helbred_til_politi": True},
            },
        ),
        (
            LETTER,
            "foelger.anden_sygdom",
            {},
            {"samtykke": {"anden_sygdom_til_laege": True}},
        ),
        (
            POLICE,
            "borgersag.borger.navn",
            {"udoever": {"relation": "borger"}},
            {"udoever": {"relation": "borger", "er_borgeren": "ja"}},
        ),
        (
            NOTE,
            "medarbejder.navn",
            {"borgersag": {"sagsnummer": "B-1", "forfatter": "initialer"}},
            {"borgersag": {"sagsnummer": "B-1"}},
        ),
        (
            NOTICE,
            "medarbejder.foedselsdato",
            {"medarbejder": {"navn": "Anne Eksempel", "cpr": "710101-9995"}},
            {},
        ),
        (
            INTERN,
            "naertstaaende[].relation",
            {"naertstaaende": [{"relation": "barn"}]},
            {"naertstaaende": [{"relation": "barn", "forurettet": True}]},
        ),
    ],
)
def test_conditions__open_a_name_only_as_the_table_says(
    document: str,
    name: str,
    closed: dict[str, object],
    opened: dict[str, object],
    catalogue: Catalogue,
) -> None:
    """This test ensures that the cells marked *only if* stay shut until they hold."""
    assert not _sees(catalogue, document, name, _record(**closed))
    assert _sees(catalogue, document, name, _record(**opened))


@pytest.mark.parametrize(
    ("document", "rules"),
    [
        (LETTER, {"laege_anmeldelse"}),
        (POLICE, {"paatale_seks_maaneder"}),
        (
            NOTICE,
            {
                "doedsfald_aes",
                "forsikring_fravaer",
                "forsikring_krav",
                "forsikring_fem_uger",
                "tilsyn_fravaer",
            },
        ),
        (INTERN, set(load_law().deadlines)),
    ],
)
def test_deadlines__reach_only_those_they_concern(
    document: str, rules: set[str], catalogue: Catalogue
) -> None:
    """This test ensures that the police never learn of the insurer's deadline."""
    facts = Facts(_record(), {})
    entries = [
        one for one in catalogue[document].may_see if one.name.startswith("frister[].")
    ]

    for entry in entries:
        seen = {
            rule
            for rule in load_law().deadlines
            if entry.allows(facts.for_row("frister", {"id": rule}))
        }
        assert seen == rules


def test_relatives__reach_the_police_one_by_one(catalogue: Catalogue) -> None:
    """This test ensures that only the relative who is a victim is named."""
    record = _record(
        naertstaaende=[
            {"relation": "ægtefælle", "navn": "Bo Eksempel"},
            {"relation": "barn", "navn": "Cia Eksempel", "forurettet": True},
        ],
        samtykke={"naertstaaende_til_politi": True},
    )
    (entry,) = (
        one for one in catalogue[POLICE].may_see if one.name == "naertstaaende[].navn"
    )

    assert entry.rows == "naertstaaende"
    facts = Facts(record, {})
    assert [
        entry.allows(facts.for_row("naertstaaende", one))
        for one in record.naertstaaende
    ] == [False, True]


@pytest.mark.parametrize(
    ("art", "is_seen"),
    [
        ("vejledning_klage", True),
        ("sagsbehandlerskifte", True),
        ("krisehjaelp", False),
        ("politianmeldt", False),
        ("forsikring_anmeldt", False),
        ("aftale", False),
    ],
)
def test_actions__in_the_citizens_case_are_about_the_case(
    art: str, is_seen: bool, catalogue: Catalogue
) -> None:
    """This test ensures that support, police and insurance stay out of the note."""
    record = _record(tiltag=[{"art": art}])
    (entry,) = (
        one for one in catalogue[NOTE].may_see if one.name == "tiltag[].beskrivelse"
    )

    assert entry.rows == "tiltag"
    facts = Facts(record, {}).for_row("tiltag", record.tiltag[0])
    assert entry.allows(facts) is is_seen


def test_descriptions__are_whole(catalogue: Catalogue) -> None:
    """This test ensures that the five stand in order, each in its reader's folder."""
    assert list(catalogue) == [INTERN, NOTE, NOTICE, LETTER, POLICE]
    folders = [spec.folder for spec in catalogue.values()]
    assert folders == ["arbejdsgiver", "borgersag", "forsikring", "laege", "politi"]
    law = load_law()
    for spec in catalogue.values():
        assert spec.left_out
        assert spec.needs
        assert spec.references
        assert all(rule in law for rule in spec.references)
        assert all(path.is_file() for path in spec.files)
        assert all(entry.reason.endswith(".") for entry in spec.may_see)


def test_names__are_those_that_content_offers() -> None:
    """This test ensures that catalogue and content know exactly the same names."""
    assert set(known_names()) == set(all_names().paths())
