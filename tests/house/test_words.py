"""One thing has one word: on the screen, in the report, the guides, the templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# The word that is not used, and the one that is.
INSTEAD_OF = {
    r"huskeliste|checkliste": "tjekliste",
    r"poster?n?e?(?= (?:med fejl|kan ikke|i kilden))": "registrering",
}


def _texts() -> Iterator[tuple[str, str]]:
    for pattern in (
        "docs/*.md",
        "templates/*/template.txt",
        "src/anmeld/report/page/*.j2",
        "src/anmeld/report/*.toml",
        "src/anmeld/locale/da/LC_MESSAGES/*.po",
    ):
        for path in sorted(ROOT.glob(pattern)):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


@pytest.mark.parametrize("other", INSTEAD_OF)
def test_other_word_for_the_same__is_nowhere(other: str) -> None:
    found = [name for name, text in _texts() if re.search(other, text, re.IGNORECASE)]

    assert found == [], f"write {INSTEAD_OF[other]}"


@pytest.mark.parametrize("word", INSTEAD_OF.values())
def test_word_that_is_used__is_somewhere(word: str) -> None:
    """This test ensures that the texts are looked through at all."""
    assert any(word in text.casefold() for _, text in _texts())
