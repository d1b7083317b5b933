"""A value is suggested only for a slip of the pen: the wrong one turns a duty off."""

from __future__ import annotations

import pytest

from anmeld._validation import FaultyValue
from anmeld.record.sheet.choices import not_on_list
from anmeld.record.values import (
    Art,
    Forventet,
    Genoptaget,
    Legemsdel,
    Region,
    Relation,
    Spor,
    Vaerdi,
)

OTHER = [
    (Forventet, "Over 14 dage"),
    (Forventet, "1-3 uger"),
    (Forventet, "1 dag"),
    (Forventet, "over 1 dag"),
    (Forventet, "under 5 uger"),
    (Forventet, "under_2_dag"),
    (Forventet, "Under 1"),
    (Genoptaget, "Ikke helt"),
    (Genoptaget, "ikke delvist"),
    (Relation, "Ikke borger"),
    (Relation, "Pårørende til en kollega"),
    (Relation, "kendt"),
    (Relation, "en borger"),
    (Legemsdel, "psykisk"),
    (Spor, "arbejdsskade"),
    (Art, "Trussel om vold, idirekte"),
    (Art, "Trussel om vold"),
]
SLIPS = [
    (Forventet, "Under 1 dagg", "under_1_dag"),
    (Genoptaget, "Delvistt", "delvist"),
    (Relation, "pårørend", "paaroerende"),
    (Relation, "Pårørende til en brger", "paaroerende"),
    (Art, "Trussel om vold direkt", "trussel_direkte"),
    (Region, "Region Syd", "syddanmark"),
    (Art, "forfølgelse", "forfoelgelse"),
]


def _remedy(kind: type[Vaerdi], written: str) -> str:
    with pytest.raises(FaultyValue) as caught:
        kind.parse(written)
    assert caught.value.remedy is not None
    return caught.value.remedy.text("en")


def _in_sheet(kind: type[Vaerdi], written: str) -> str:
    words = [each.betegnelse for each in kind]
    remedy = not_on_list(written, words).remedy
    assert remedy is not None
    return remedy.text("en")


@pytest.mark.parametrize(("kind", "written"), OTHER)
def test_value__that_says_something_else_is_answered_with_the_list(
    kind: type[Vaerdi], written: str
) -> None:
    assert _remedy(kind, written).startswith("Allowed: ")
    said = _in_sheet(kind, written)
    assert said.startswith("Choose from the list: ")
    assert all(each.betegnelse in said for each in kind)


@pytest.mark.parametrize(("kind", "written", "meant"), SLIPS)
def test_value__that_is_misspelt_is_answered_with_the_one_that_was_meant(
    kind: type[Vaerdi], written: str, meant: str
) -> None:
    assert _remedy(kind, written).startswith(f"Did you mean {meant}?")


def test_value__of_which_the_telling_word_is_written_is_suggested_in_a_sheet() -> None:
    assert "»Forfølgelse eller opsøgning«" in _in_sheet(Art, "Opsøgning")
