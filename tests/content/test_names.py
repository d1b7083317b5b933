from __future__ import annotations

from dataclasses import dataclass

import pytest

from anmeld.content.names import Shape, all_names, name_tree, record_names
from anmeld.errors import TemplateError
from anmeld.record.fields import Kind


@dataclass(frozen=True)
class Line:
    name: str


@dataclass(frozen=True)
class Spec:
    may_see: tuple[Line, ...]
    id: str = "eget_brev"


def spec(*names: str) -> Spec:
    return Spec(tuple(map(Line, names)))


def test_record_names__have_danish_titles_and_kinds() -> None:
    name = record_names().find("medarbejder.privat.adresse")
    assert name is not None
    assert (name.title, name.kind) == ("Privat adresse", Kind.ADDRESS)
    assert all(leaf.title for leaf in record_names().leaves())


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("medarbejder", Shape.SECTION),
        ("medarbejder.privat", Shape.SECTION),
        ("episoder", Shape.LIST),
        ("episoder[].citat", Shape.SCALAR),
        ("episoder[3].citat", Shape.SCALAR),
        ("udoever.telefoner", Shape.LIST),
        ("udoever.profiler[].url", Shape.SCALAR),
        ("lov.kilder[].url", Shape.SCALAR),
        ("ulykke.forsikring", Shape.SECTION),
        ("udeladt[]", Shape.LIST),
    ],
)
def test_find__tells_what_stands_behind_a_name(path: str, shape: Shape) -> None:
    name = all_names().find(path)
    assert name is not None
    assert name.shape is shape


def test_find__knows_no_other_names() -> None:
    for path in ("medarbejder.nvn", "", "episoder.0", "medarbejder.navn.x"):
        assert all_names().find(path) is None
        assert path not in all_names()


def test_nearest__suggests_what_was_meant() -> None:
    assert all_names().nearest("medarbejder.nvan") == "medarbejder.navn"
    assert all_names().nearest("citat") == "episoder[].citat"
    assert all_names().nearest("xyzzy") is None


def test_log_and_extract__are_as_private_as_the_episodes() -> None:
    for path in ("log[].citat", "uddrag[].citat"):
        name = all_names().find(path)
        assert name is not None
        assert name.source == "episoder[].citat"
        assert name.kind is Kind.TEXT


def test_name_tree__holds_what_is_listed_and_what_says_nothing_of_a_person() -> None:
    tree = name_tree(spec("medarbejder.navn", "episoder[].citat"))
    assert "medarbejder.navn" in tree
    assert "episoder[].citat" in tree
    assert "dokument.titel" in tree
    assert "medarbejder.cpr" not in tree
    assert "episoder[].url" not in tree
    assert "log" not in tree
    assert "spor" not in tree


def test_name_tree__refuses_whole_sections_and_unknown_names() -> None:
    """A field that is added to a section later must not reach a reader unasked."""
    with pytest.raises(TemplateError) as raised:
        name_tree(spec("medarbejder", "episoder[]", "medarbejder.nvn"))
    codes = [fault.code for fault in raised.value.faults]
    assert codes == ["may-see-section", "may-see-section", "may-see-unknown"]
    assert "medarbejder.navn" in raised.value.text("en")
