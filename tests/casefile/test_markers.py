"""A value of its own in every field: nothing reaches a reader who may not see it.

The files are read here by other means than the library's own: the members of the Word
package as they are, the PDF by pypdf, and everything compared with spaces, case and
punctuation taken away.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from anmeld.casefile import Case, Workshop, make_case
from anmeld.catalogue import Catalogue, Format, load_catalogue
from anmeld.content import Fact, find_facts
from anmeld.law import Law, load_law
from anmeld.record.fields import Kind
from anmeld.record.model import Record
from content.markers import marked_data

NOW = datetime(2025, 4, 1, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
DOCUMENTS = (
    "intern_registrering",
    "journalnotat",
    "ulykkesanmeldelse",
    "henvisning",
    "politianmeldelse",
)
PRIVATE = frozenset(Kind) - {Kind.PLAIN, Kind.TEXT, Kind.ACCOUNT}
WORKSHOP = Workshop()

# The crosses of law.md 7.3: record names that a document never holds.
INTERN, NOTAT, ULYKKE, LAEGE, POLITI = DOCUMENTS
NEVER: Final[dict[str, set[str]]] = {
    "medarbejder.cpr": {INTERN, NOTAT, POLITI},
    "medarbejder.foedselsdato": {INTERN, NOTAT, POLITI},
    "medarbejder.privat.adresse": {INTERN, NOTAT, ULYKKE, POLITI},
    "medarbejder.privat.telefon": {INTERN, NOTAT, ULYKKE, POLITI},
    "medarbejder.privat.email": {INTERN, NOTAT, ULYKKE, POLITI},
    "naertstaaende[].navn": {INTERN, NOTAT, ULYKKE, LAEGE},
    "foelger.symptomer[].beskrivelse": {INTERN, NOTAT, ULYKKE},
    "foelger.symptomer[].udvikling": {INTERN, NOTAT, ULYKKE, POLITI},
    "foelger.behandling[].beskrivelse": {INTERN, NOTAT, ULYKKE, POLITI},
    "foelger.anden_sygdom": {INTERN, NOTAT, ULYKKE, POLITI},
    "fravaer.foerste_dag": {NOTAT, POLITI},
    "borgersag.borger.navn": {INTERN, ULYKKE, LAEGE},
    "borgersag.borger.cpr": {INTERN, ULYKKE, LAEGE},
    "borgersag.sagsnummer": {ULYKKE, LAEGE, POLITI},
    "borgersag.anledning": {INTERN, ULYKKE, LAEGE, POLITI},
    "udoever.navn": {INTERN, NOTAT, ULYKKE, LAEGE},
    "udoever.cpr": {INTERN, NOTAT, ULYKKE, LAEGE},
    "udoever.adresse": {INTERN, NOTAT, ULYKKE, LAEGE},
    "udoever.telefoner[]": {INTERN, NOTAT, ULYKKE, LAEGE},
    "udoever.profiler[].navn": {INTERN, NOTAT, ULYKKE, LAEGE},
    "bilag[].fil": {ULYKKE, LAEGE},
    "bilag[].url": {INTERN, NOTAT, ULYKKE, LAEGE},
    "episoder[].url": {ULYKKE, LAEGE},
    "vidner[].navn": {INTERN, NOTAT, ULYKKE, LAEGE},
    "vidner[].telefon": {INTERN, NOTAT, ULYKKE, LAEGE},
    "leder.navn": {NOTAT, LAEGE},
    "amr.navn": {NOTAT, LAEGE},
    "tr.navn": set(DOCUMENTS),
    "sag.noter": set(DOCUMENTS),
    "medarbejder.aarsloen": {INTERN, NOTAT, LAEGE, POLITI},
}

# Listed under a condition that the marked record does not meet: the offender is not
# the citizen; the CPR number is known, so the day of birth is not asked for.
UNMET: Final[dict[str, set[str]]] = {
    POLITI: {"borgersag.borger.navn"},
    ULYKKE: {"medarbejder.foedselsdato", "medarbejder.koen"},
    LAEGE: {"medarbejder.foedselsdato", "medarbejder.koen"},
}


@cache
def law() -> Law:
    return load_law()


@cache
def catalogue() -> Catalogue:
    return load_catalogue(law=law())


def case_of(
    formats: frozenset[Format] | None = None,
    **steering: Any,  # noqa: ANN401
) -> tuple[Record, Case]:
    record = Record.model_validate(marked_data(**steering))
    case = make_case(
        record,
        now=NOW,
        law=law(),
        catalogue=catalogue(),
        formats=formats,
        workshop=WORKSHOP,
    )
    return record, case


@cache
def plain_case() -> tuple[Record, Case]:
    return case_of(formats=frozenset(Format))


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def read_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = [
            package.read(name).decode(errors="replace") for name in package.namelist()
        ]
    # With the tags, so that attributes count, and without, so that runs join up.
    return "\n".join([*members, *(re.sub("<[^>]*>", "", one) for one in members)])


def read_pdf(data: bytes) -> str:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    texts = [page.extract_text() for page in reader.pages]
    texts += [str(value) for value in (reader.metadata or {}).values()]
    texts += [str(field.get("/V")) for field in (reader.get_fields() or {}).values()]
    if reader.xmp_metadata is not None:
        texts.append(reader.xmp_metadata.stream.get_data().decode(errors="replace"))
    return "\n".join(texts)


def read(data: bytes, format_: Format) -> str:
    if format_ is Format.DOCX:
        return read_docx(data)
    return read_pdf(data) if format_ is Format.PDF else data.decode()


def prints(fact: Fact) -> Iterable[str]:
    """The marked forms of a fact; nothing where no form is its own."""
    if isinstance(fact.value, date):
        return [f"{fact.value:%d.%m.%Y}"] if fact.kind is Kind.BIRTH else []
    text = str(fact.value)
    marked = re.search("q[a-z]y[a-z]ux", text.casefold()) or re.search(r"\d{8}", text)
    if fact.name == "bilag[].fil":
        return [text.rpartition("/")[2]]
    return [text] if marked and fact.name not in {"arbejdsgiver.cvr"} else []


def listed(document: str) -> set[str]:
    """The record's names that a document may show of the marked record."""
    renamed = {
        "log[]": "episoder[]",
        "uddrag[]": "episoder[]",
        "bevisliste[]": "bilag[]",
    }
    found = set()
    for entry in catalogue()[document].may_see:
        root, dot, rest = entry.name.partition(".")
        name = f"{renamed.get(root, root)}{dot}{rest}"
        found.add("bilag[].fil" if name == "bilag[].filnavn" else name)
    return found - UNMET.get(document, set())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents__are_all_made_of_the_marked_record(document: str) -> None:
    _, case = plain_case()
    assert [stopped.error.text("en") for stopped in case.stopped] == []
    assert document in {made.spec.id for made in case.documents}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_finished_files__hold_nothing_their_reader_may_not_see(document: str) -> None:
    """Every format, its properties, its file name, and the manifest beside it."""
    record, case = plain_case()
    spec = catalogue()[document]
    files = [file for file in case.files if file.spec.id == document]
    texts = {file.name: bare(read(file.data, file.format)) for file in files}
    texts["names"] = bare(" ".join(file.path for file in files))
    texts["manifest"] = bare(case.manifests[spec.folder].decode())
    allowed = listed(document)
    hidden = [fact for fact in find_facts(record) if fact.name not in allowed]
    assert len(hidden) > 60
    employer = {"arbejdsgiver.", "arbejdssted."}  # the letterhead's own
    for fact in hidden:
        if any(fact.name.startswith(one) for one in employer):
            continue
        for form in prints(fact):
            found = [place for place, text in texts.items() if bare(form) in text]
            assert not found, (document, fact.key, found)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_descriptions__keep_to_the_crosses_of_the_table(document: str) -> None:
    never = {name for name, documents in NEVER.items() if document in documents}
    assert listed(document) & never == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_finished_files__hold_what_coverage_says_they_carry(document: str) -> None:
    record, case = plain_case()
    carried = case.coverage.fates[document]
    text = "".join(
        bare(read(file.data, file.format))
        for file in case.files
        if file.spec.id == document
    )
    facts = [
        fact
        for fact in find_facts(record)
        if carried.get(fact.key) == "medtaget" and list(prints(fact))
    ]
    assert len(facts) >= 10
    missing = [f.key for f in facts if not any(bare(p) in text for p in prints(f))]
    assert missing == []


@pytest.mark.parametrize(
    "carrier",
    [
        "episoder[1].citat",
        "episoder[1].beskrivelse",
        "episoder[1].url",
        "episoder[1].sted",
        "haendelse.resume",
        "haendelse.beskrivelse",
        "bilag[1].viser",
        "bilag[1].konto",
        "bilag[1].url",
        "bilag[1].fil",
    ],
)
def test_free_text__that_holds_hidden_values_stops_the_document(carrier: str) -> None:
    """All private values in one field: each reader's own hidden ones are named."""
    facts = [f for f in find_facts(plain_case()[0]) if f.kind in PRIVATE]
    poison = ", ".join(_written(fact) for fact in facts)
    _, case = case_of(**_with(carrier, poison))
    stopped = {one.spec.id: one for one in case.stopped}
    shown = [d for d in DOCUMENTS if carrier in _shown(d)]
    assert shown
    for document in shown:
        wanted = {f.key for f in facts if f.name not in listed(document)}
        faults = stopped[document].error.faults
        assert {fault.code for fault in faults} == {"disclosure"}, document
        assert {fault.where.key for fault in faults} == wanted - {carrier}, document
        assert carrier in stopped[document].error.text("en")
    others = {made.spec.id for made in case.documents}
    assert others >= {d for d in DOCUMENTS if carrier not in _shown(d)} - set(stopped)
    said = bare(case.data.decode())
    private = [f for f in facts if f.key not in {"sag.nummer", carrier}]
    assert [f.key for f in private if bare(_written(f)) in said] == []


def test_a_quoted_home_address__stops_the_police_draft_until_it_is_released() -> None:
    home = marked_data()["medarbejder"]["privat"]["adresse"]
    quoted = _with("episoder[1].citat", f"Jeg ved, du bor på {home.upper()}!")
    _, case = case_of(**quoted)
    assert "politianmeldelse" in {one.spec.id for one in case.stopped}
    release = {
        "dokument": "politianmeldelse",
        "felt": "medarbejder.privat.adresse",
        "begrundelse": "Truslen er ordret.",
    }
    _, case = case_of(**quoted, frigivelser=(release,))
    made = {one.spec.id: one for one in case.documents}
    assert [r.key for r in made["politianmeldelse"].releases] == [
        "medarbejder.privat.adresse"
    ]
    assert "intern_registrering" in {one.spec.id for one in case.stopped}
    data = json.loads(case.data)
    entry = next(d for d in data["dokumenter"] if d["id"] == "politianmeldelse")
    assert entry["frigivet"] == ["medarbejder.privat.adresse"]


def test_sag_json__holds_keys_and_no_private_value() -> None:
    record, case = plain_case()
    text = bare(case.data.decode())
    for fact in find_facts(record):
        if (
            fact.kind in {*PRIVATE, Kind.TEXT, Kind.ACCOUNT}
            and fact.key != "sag.nummer"
        ):
            assert not [p for p in prints(fact) if bare(p) in text], fact.key


def _written(fact: Fact) -> str:
    return f"{fact.value:%d.%m.%Y}" if isinstance(fact.value, date) else str(fact.value)


def _shown(document: str) -> set[str]:
    """Keys of the carriers that really stand in a document of the marked record."""
    return {
        key
        for key, fate in plain_case()[1].coverage.fates[document].items()
        if fate == "medtaget"
    }


def _with(key: str, text: str) -> dict[str, Any]:
    section, _, word = key.partition(".")
    data = marked_data()
    if not section.endswith("]"):
        return {f"{section}__{word}": text}
    rows = data[section[:-3]]
    return {section[:-3]: (rows[0] | {word: text}, *rows[1:])}
