"""Reading document descriptions: what is wrong, all at once, and what replaces what."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from anmeld.catalogue import Catalogue, load_catalogue
from anmeld.errors import Fault, TemplateError

BROKEN = Path(__file__).parent / "broken"
GOOD = """\
title = "Underretning"
description = "Et dokument til en prøve."
reader = "arbejdsgiver"
recipient = "HR"
reason = "Prøven kræver det."
renderer = "docx"
formats = ["docx"]
order = 15
[metadata]
type = "Notat"
direction = "Internt"
sensitivity = "fortrolig"
[[may_see]]
fields = ["medarbejder.navn"]
reason = "Hvem det angår."
"""


def _document(root: Path, id_: str, text: str = GOOD) -> Path:
    folder = root / id_
    folder.mkdir(parents=True)
    (folder / "document.toml").write_text(text, encoding="utf-8")
    for name in ("template.docx", "form.pdf", "fields.toml"):
        (folder / name).touch()
    return folder


def _faults(*roots: Path) -> tuple[Fault, ...]:
    with pytest.raises(TemplateError) as caught:
        load_catalogue(*roots)
    return caught.value.faults


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.toml")), ids=lambda p: p.stem)
def test_broken__is_named_with_its_place_and_remedy(path: Path, tmp_path: Path) -> None:
    """This test ensures that each mistake gives its one fault and a word of help."""
    text = path.read_text(encoding="utf-8")
    line = text.splitlines()[0].removeprefix("# expect: ")
    code, key, words = (part.strip() for part in line.split("|"))
    folder = _document(tmp_path, "underretning", text)

    (fault,) = _faults(tmp_path)

    assert fault.code == code
    assert (fault.where.key or "") == key
    assert str(folder) in (fault.where.file or "")
    remedy = fault.remedy.text("en") if fault.remedy else ""
    assert words in fault.problem.text("en") + remedy


def test_broken__is_said_of_every_document_at_once(tmp_path: Path) -> None:
    _document(tmp_path, "en", GOOD.replace("order = 15", "ordre = 15"))
    _document(tmp_path, "to", GOOD.replace("medarbejder.navn", "medarbejder.nav"))

    codes = {fault.code for fault in _faults(tmp_path)}

    assert codes == {"unknown-key", "missing", "unknown-name"}


@pytest.mark.parametrize("name", ["template.docx", "document.toml"])
def test_missing_file__is_named(name: str, tmp_path: Path) -> None:
    folder = _document(tmp_path, "underretning")
    (folder / name).unlink()

    (fault,) = _faults(tmp_path)

    assert fault.code == "missing-file"
    assert name in fault.problem.text("en")


@pytest.mark.parametrize("name", ["form.pdf", "fields.toml"])
def test_missing_file__of_a_form_is_named(name: str, tmp_path: Path) -> None:
    form = GOOD.replace('"docx"\nformats = ["docx"]', '"form"\nformats = ["pdf"]')
    folder = _document(tmp_path, "underretning", form)
    (folder / name).unlink()

    (fault,) = _faults(tmp_path)

    assert fault.code == "missing-file"
    assert name in fault.problem.text("en")


@pytest.mark.parametrize("id_", ["Underretning", "min-underretning", "2tal", "æske"])
def test_id__is_ascii_and_safe_as_a_file_name(id_: str, tmp_path: Path) -> None:
    _document(tmp_path, id_)

    (fault,) = _faults(tmp_path)

    assert fault.code == "bad-document-id"


def test_root__that_is_no_folder_is_named(tmp_path: Path) -> None:
    (fault,) = _faults(tmp_path / "findes_ikke")

    assert fault.code == "missing-folder"


def test_root__may_hold_other_files_and_hidden_folders(tmp_path: Path) -> None:
    (tmp_path / "README.md").touch()
    (tmp_path / ".git").mkdir()
    (tmp_path / "_kladder").mkdir()
    _document(tmp_path, "underretning")

    assert "underretning" in load_catalogue(tmp_path)


def test_own_document__is_added_in_its_order(tmp_path: Path) -> None:
    """This test ensures that a sixth document is a folder and nothing else."""
    _document(tmp_path, "underretning")

    catalogue = load_catalogue(None, tmp_path)

    assert list(catalogue)[:3] == [
        "intern_registrering",
        "underretning",
        "journalnotat",
    ]
    assert len(catalogue) == 6
    assert catalogue.replaced == ()


def test_own_document__replaces_the_shipped_one_and_it_is_said(tmp_path: Path) -> None:
    own = _document(tmp_path / "mine", "journalnotat")
    other = _document(tmp_path / "andres", "journalnotat")

    catalogue = load_catalogue(own.parent, other.parent)

    assert catalogue["journalnotat"].title == "Underretning"
    assert catalogue["journalnotat"].path == own
    shipped = load_catalogue()["journalnotat"].path
    assert [(one.by, one.instead_of) for one in catalogue.replaced] == [
        (own, other),
        (own, shipped),
    ]


def test_own_document__that_is_broken_is_not_passed_over(tmp_path: Path) -> None:
    """This test ensures that the shipped one never stands in for a broken one."""
    folder = _document(tmp_path, "journalnotat", GOOD.replace("order", "orden"))

    faults = _faults(tmp_path)

    assert all(str(folder) in (fault.where.file or "") for fault in faults)


def test_catalogue__is_a_mapping_and_knows_no_other_id(tmp_path: Path) -> None:
    catalogue = load_catalogue()

    assert isinstance(catalogue, Catalogue)
    assert "underretning" not in catalogue
    with pytest.raises(KeyError):
        catalogue["underretning"]
    shutil.rmtree(tmp_path)
