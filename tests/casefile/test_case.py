from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from anmeld.casefile import Case, Workshop, make_case, write_case
from anmeld.casefile.disk import Disk, measure
from anmeld.casefile.presses import SHIPPED
from anmeld.casefile.workshop import Compile, Finished
from anmeld.catalogue import Catalogue, Format, load_catalogue
from anmeld.catalogue.spec import Renderer
from anmeld.content import find_facts
from anmeld.errors import UsageError
from anmeld.record.model import Record
from content.markers import marked_data

EXAMPLES = Path(__file__).parents[2] / "examples"
NOW = datetime(2025, 4, 1, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
WORKSHOP = Workshop()


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def case_of(
    *,
    base: Path | None = None,
    formats: Collection[Format] | None = None,
    documents: Collection[str] | None = None,
    with_bilag: bool = False,
    workshop: Workshop = WORKSHOP,
    **steering: Any,  # noqa: ANN401
) -> Case:
    return make_case(
        Record.model_validate(marked_data(**steering)),
        now=NOW,
        catalogue=catalogue(),
        base=base,
        formats=formats,
        documents=documents,
        with_bilag=with_bilag,
        workshop=workshop,
    )


def manifest(case: Case, folder: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(case.manifests[folder])
    return data


def evidence(folder: Path, *contents: bytes) -> tuple[dict[str, Any], ...]:
    """Put files of evidence into a folder and name them in the record."""
    (folder / "bilag").mkdir()
    items = marked_data()["bilag"]
    for number, content in enumerate(contents):
        (folder / "bilag" / f"billede{number}.png").write_bytes(content)
    return tuple(
        items[0]
        | {
            "fil": f"bilag/billede{number}.png",
            "episode": 1,
            "hoerer_til_borgersagen": False,
        }
        for number in range(len(contents))
    )


def test_make_case__gives_one_folder_a_reader() -> None:
    case = case_of()
    assert set(case.folders) == {
        "arbejdsgiver",
        "borgersag",
        "forsikring",
        "laege",
        "politi",
    }
    assert set(case.manifests) == set(case.folders)
    for file in case.files:
        assert file.name.startswith(file.spec.id)
        assert file.data
    assert list(case.contents)[-1] == "sag.json"


def test_make_case__twice_gives_the_same_bytes() -> None:
    """Also with templates compiled anew."""
    assert case_of().contents == case_of(workshop=Workshop()).contents


def test_make_case__in_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    """Hashes of texts differ from process to process; nothing may rest on them."""
    code = (
        "import sys, hashlib; from casefile.test_case import case_of\n"
        "data = case_of().contents\n"
        "print({k: hashlib.sha256(v).hexdigest() for k, v in data.items()})"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def test_make_case__makes_only_the_documents_asked_for() -> None:
    case = case_of(documents=["journalnotat"])
    assert [made.spec.id for made in case.documents] == ["journalnotat"]
    assert set(case.manifests) == {"borgersag"}


def test_make_case__says_why_a_document_asked_for_is_not_called_for() -> None:
    case = case_of(documents=["journalnotat"], borgersag=None)
    assert case.documents == ()
    assert [(note.code, note.where) for note in case.notes][-1] == (
        "not-called-for",
        "journalnotat",
    )


def test_make_case__knows_no_other_documents() -> None:
    with pytest.raises(UsageError) as raised:
        case_of(documents=["journalnotet"])
    assert raised.value.exit_code == 2
    assert "journalnotat" in raised.value.text("en")


def test_make_case__says_which_document_cannot_be_given_in_a_format() -> None:
    case = case_of(formats={Format.DOCX})
    assert "ulykkesanmeldelse" not in {made.spec.id for made in case.documents}
    skipped = [note.where for note in case.notes if note.code == "format-not-possible"]
    assert skipped == ["ulykkesanmeldelse"]
    assert {file.format for file in case.files} == {Format.DOCX}


def test_make_case__stops_one_document_and_makes_the_others() -> None:
    witness = marked_data()["vidner"][0]["navn"]
    case = case_of(borgersag__anledning=f"Samtale med {witness}")
    assert [one.spec.id for one in case.stopped] == ["journalnotat"]
    assert len(case.documents) == 4
    assert "borgersag" not in case.manifests
    stopped = json.loads(case.data)["standset"]
    assert stopped[0]["fejl"][0]["kode"] == "disclosure"
    assert witness not in case.data.decode()


def test_manifest__describes_what_receiving_systems_ask_for() -> None:
    data = manifest(case_of(), "borgersag")
    (entry,) = data["dokumenter"]
    case = marked_data()["borgersag"]
    assert entry["id"] == "journalnotat"
    assert entry["dokumenttype"] == "Notat"
    assert entry["retning"] == "Internt"
    assert entry["sprog"] == "da-DK"
    assert entry["brevdato"] == "2025-04-01"
    assert entry["sagsnummer"] == case["sagsnummer"]
    assert entry["kle"] == case["kle"]
    assert entry["handlingsfacet"] == case["handlingsfacet"]
    assert entry["offentlighed_undtaget"] == {"hjemmel": case["hjemmel"]}
    assert data["laeser"] == "borgersag"


def test_manifest__marks_what_no_file_can_hold() -> None:
    """This test ensures that half a character, cut by another system, stops nothing."""
    broken = marked_data()["borgersag"] | {
        "sagsnummer": "B-\ud83d",
        "hjemmel": "a\ud83d",
    }
    case = case_of(borgersag=broken, documents=["journalnotat"], formats=[Format.DOCX])

    (entry,) = manifest(case, "borgersag")["dokumenter"]
    assert entry["sagsnummer"] == "B-⟦U+D83D⟧"
    assert entry["offentlighed_undtaget"] == {"hjemmel": "a⟦U+D83D⟧"}


def test_manifest__lists_its_own_folder_alone() -> None:
    case = case_of()
    for folder, files in case.folders.items():
        data = manifest(case, folder)
        listed = [file for entry in data["dokumenter"] for file in entry["filer"]]
        assert [file["navn"] for file in listed] == [file.name for file in files]
        for described, file in zip(listed, files, strict=True):
            assert described["sha256"] == hashlib.sha256(file.data).hexdigest()
            assert described["bytes"] == len(file.data)
            assert ("sider" in described) is (file.format is Format.PDF)


def test_manifest__keeps_the_citizens_case_for_the_citizens_case() -> None:
    case = case_of()
    number = marked_data()["borgersag"]["sagsnummer"]
    for folder in set(case.manifests) - {"borgersag"}:
        text = case.manifests[folder].decode()
        assert number not in text
        assert "kle" not in manifest(case, folder)["dokumenter"][0]


def test_manifest__warns_of_what_digital_post_may_refuse(tmp_path: Path) -> None:
    items = evidence(tmp_path, *(bytes([n]) for n in range(9)), b"x" * 10_000_001)
    case = case_of(base=tmp_path, with_bilag=True, bilag=items)
    assert len(manifest(case, "politi")["advarsler"]) == 2
    assert manifest(case, "arbejdsgiver")["advarsler"] == []
    limits = [n.where for n in case.notes if n.code == "digital-post-limit"]
    assert limits == ["politi", "politi"]


def test_evidence__is_measured_and_related(tmp_path: Path) -> None:
    items = evidence(tmp_path, b"png")
    case = case_of(base=tmp_path, bilag=items)
    related = manifest(case, "politi")["dokumenter"][0]["bilag"]
    assert related == [
        {
            "nr": 1,
            "filnavn": "billede0.png",
            "stoerrelse": 3,
            "sha256": hashlib.sha256(b"png").hexdigest(),
        }
    ]
    assert case.attachments == ()
    assert "bilag" not in str(list(case.contents))


def test_evidence__goes_to_the_police_alone_and_only_when_asked(tmp_path: Path) -> None:
    items = evidence(tmp_path, b"et", b"to")
    case = case_of(base=tmp_path, with_bilag=True, bilag=items)
    result = write_case(case, tmp_path / "ud")
    copied = sorted(
        path.relative_to(result.path).as_posix() for path in result.path.rglob("*.png")
    )
    assert copied == [
        "politi/bilag/01-billede0.png",
        "politi/bilag/02-billede1.png",
    ]
    assert [one["fil"] for one in manifest(case, "politi")["medsendte_bilag"]] == [
        "bilag/01-billede0.png",
        "bilag/02-billede1.png",
    ]


@pytest.mark.parametrize("path", ["../hemmelig.txt", "/etc/hostname", "bilag/link"])
def test_evidence__is_confined_to_the_records_own_folder(
    tmp_path: Path, path: str
) -> None:
    (tmp_path / "hemmelig.txt").write_text("hemmelig")
    base = tmp_path / "sag"
    (base / "bilag").mkdir(parents=True)
    (base / "bilag" / "link").symlink_to(tmp_path / "hemmelig.txt")
    item = marked_data()["bilag"][0] | {"fil": path, "episode": 1}
    case = case_of(base=base, with_bilag=True, bilag=(item,))
    assert case.attachments == ()
    assert [n.where for n in case.notes if n.code == "evidence-unread"] == [
        "bilag[1].fil"
    ]
    secret = hashlib.sha256(b"hemmelig").hexdigest()
    assert not any(secret.encode() in data for data in case.contents.values())


def test_evidence__of_the_citizens_case_is_listed_and_never_enclosed(
    tmp_path: Path,
) -> None:
    """This test ensures that no page of a case file lies in the police's folder."""
    own, citizens = evidence(tmp_path, b"et", b"to")
    items = (own, citizens | {"hoerer_til_borgersagen": True})
    case = case_of(base=tmp_path, with_bilag=True, bilag=items)

    assert [one.path for one in case.attachments] == ["politi/bilag/01-billede0.png"]
    assert [n.where for n in case.notes if n.code == "evidence-kept-back"] == [
        "bilag[2].fil"
    ]
    listed = manifest(case, "politi")["dokumenter"][0]["bilag"]
    assert [one["filnavn"] for one in listed] == ["billede0.png", "billede1.png"]


class Silent:
    """A document that says nothing, so that only file names can tell anything."""

    used: frozenset[str] | None = None

    def make(
        self, content: Mapping[str, object], formats: Collection[Format]
    ) -> Finished:
        return Finished({Format.TXT: b"intet"}, "intet")


def test_evidence__whose_name_tells_what_the_police_may_not_see_is_not_copied(
    tmp_path: Path,
) -> None:
    (tmp_path / "710101-9995.png").write_bytes(b"png")
    item = marked_data()["bilag"][0] | {
        "fil": "710101-9995.png",
        "episode": 1,
        "hoerer_til_borgersagen": False,
    }
    spec = catalogue()["politianmeldelse"]
    nothing_of_files = tuple(
        one for one in spec.may_see if not one.name.startswith("bevisliste")
    )
    bare = replace(spec, may_see=nothing_of_files, references=())
    case = make_case(
        Record.model_validate(
            marked_data(bilag=(item,), medarbejder__cpr="7101019995")
        ),
        now=NOW,
        catalogue=Catalogue({spec.id: bare}),
        base=tmp_path,
        with_bilag=True,
        workshop=Workshop(dict.fromkeys(Renderer, lambda *_: Silent())),
    )
    assert [f.where.key for one in case.stopped for f in one.error.faults] == [
        "medarbejder.cpr"
    ]
    assert case.attachments == ()


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes there")
def test_evidence__that_was_swapped_for_a_link_or_a_pipe_is_not_read(
    tmp_path: Path,
) -> None:
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("hemmelig")
    link, pipe = tmp_path / "link", tmp_path / "roer"
    link.symlink_to(secret)
    os.mkfifo(pipe)
    for path in (link, pipe):
        with pytest.raises(OSError, match=path.name):
            measure(path)
        with pytest.raises(OSError, match=path.name):
            Disk().copy(path, tmp_path / "kopi")
    assert measure(secret) == (8, hashlib.sha256(b"hemmelig").hexdigest())


def test_coverage__says_of_every_fact_what_became_of_it() -> None:
    case = case_of()
    fates = case.coverage.fates
    record = Record.model_validate(marked_data())
    counted = {f.key for f in find_facts(record) if not f.key.startswith("samtykke")}
    for document in case.documents:
        assert set(fates[document.spec.id]) == counted
    assert fates["politianmeldelse"]["episoder[1].citat"] == "medtaget"
    assert fates["politianmeldelse"]["medarbejder.cpr"] == "ikke_tilladt"
    assert fates["politianmeldelse"]["borgersag.borger.navn"] == "tilbageholdt"
    assert fates["ulykkesanmeldelse"]["medarbejder.cpr"] == "medtaget"
    assert "sag.noter" in case.coverage.nowhere
    assert "medarbejder.cpr" not in case.coverage.nowhere


def test_coverage__tells_a_selection_from_the_whole_log() -> None:
    first = marked_data()["episoder"][0]
    rows = tuple(
        first | {"citat": f"citat qbyd{n}ux", "fremhaevet": n < 2} for n in range(8)
    )
    fates = case_of(episoder=rows, bilag=()).coverage.fates
    keys = [f"episoder[{n}].citat" for n in range(1, 9)]
    assert {fates["politianmeldelse"][key] for key in keys} == {"medtaget"}
    notat = [fates["journalnotat"][key] for key in keys]
    assert set(notat) <= {"medtaget", "udvalgt"}
    assert notat[:2] == ["medtaget", "medtaget"]


def test_sag_json__is_the_plan_the_files_and_the_coverage() -> None:
    case = case_of()
    data = json.loads(case.data)
    assert data["sagsnummer"] == case.number
    assert data["dag"] == "2025-04-01"
    assert data["regelsaet"] == case.plan.law_version
    assert data["plan"] == json.loads(json.dumps(case.plan.as_data()))
    assert set(data["filer"]) == set(case.contents) - {"sag.json"}
    police = data["daekning"]["dokumenter"]["politianmeldelse"]
    assert "episoder[].citat" in police["medtaget"]
    assert "medarbejder.cpr" in police["ikke_tilladt"]


def test_workshop__compiles_once_for_many_cases() -> None:
    compiled: list[str] = []

    def counting(compile_: Compile) -> Compile:
        def count(spec: Any, names: Any, organisation: Any) -> Any:  # noqa: ANN401
            compiled.append(spec.id)
            return compile_(spec, names, organisation)

        return count

    workshop = Workshop({kind: counting(one) for kind, one in SHIPPED.items()})
    for _ in range(3):
        case_of(workshop=workshop)
    assert len(compiled) == 5


def test_workshop__asks_anew_when_a_reader_may_see_less() -> None:
    """This test ensures that a catalogue that is read anew is what counts."""
    workshop = Workshop()
    spec = catalogue()["politianmeldelse"]
    narrowed = tuple(one for one in spec.may_see if one.name != "vidner[].telefon")
    assert case_of(workshop=workshop, documents=("politianmeldelse",)).documents

    case = make_case(
        Record.model_validate(marked_data()),
        now=NOW,
        catalogue=Catalogue({spec.id: replace(spec, may_see=narrowed)}),
        workshop=workshop,
    )

    # The template still asks for it, so that the document is refused, not made.
    assert [one.spec.id for one in case.stopped] == ["politianmeldelse"]


def test_example__is_written_and_then_left_alone(tmp_path: Path) -> None:
    import anmeld

    source = tmp_path / "digital_chikane.toml"
    shutil.copy(EXAMPLES / "digital_chikane.toml", source)
    shutil.copytree(EXAMPLES / "bilag", tmp_path / "bilag", dirs_exist_ok=True)
    record = anmeld.load_record(source)
    case = anmeld.make_case(record, now=NOW, base=tmp_path, workshop=WORKSHOP)
    assert case.stopped == ()
    first = anmeld.write_case(case, tmp_path / "ud")
    again = anmeld.write_case(case, tmp_path / "ud")
    assert (first.outcome, again.outcome) == ("written", "unchanged")
