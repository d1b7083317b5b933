"""What XML cannot hold is marked, and nothing else is touched."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from anmeld.formatting import Substitution, substitute


def test_substitute__marks_and_counts_what_xml_cannot_hold() -> None:
    text, notes = substitute("a\x00b\ud800c\x00\ufffe\x1b[0m")
    assert text == "a⟦U+0000⟧b⟦U+D800⟧c⟦U+0000⟧⟦U+FFFE⟧⟦U+001B⟧[0m"
    assert notes == (
        Substitution("U+0000", 2),
        Substitution("U+001B", 1),
        Substitution("U+D800", 1),
        Substitution("U+FFFE", 1),
    )


def test_substitute__leaves_what_xml_can_hold() -> None:
    text = "æøå \t\n\r 😡 𝓔 \u200b \u202e \u0085 \U0010fffd & < {{ }}"
    assert substitute(text) == (text, ())


@given(st.text(st.characters()))
def test_substitute__gives_text_that_xml_can_hold(text: str) -> None:
    shown, notes = substitute(text)
    root = ET.Element("t")
    root.text = shown
    assert ET.fromstring(ET.tostring(root, encoding="utf-8")) is not None
    assert sum(note.count for note in notes) == sum(
        shown.count(f"⟦{note.code}⟧") - text.count(f"⟦{note.code}⟧") for note in notes
    )
