"""Our pages beside LibreOffice's of the same documents."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from anmeld.render import pdf
from render.pdf.features import FEATURES
from render.pdf.measuring import lines, page_count
from tools import needs_libreoffice

TOLERANCE = 6.0
EXCEPTED = {
    "decimal_tab": "LibreOffice takes the decimal sign of its own locale, not the "
    "document's: it does not find the Danish comma and aligns the numbers right",
}


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """LibreOffice's PDF of each document, all made in one start."""
    folder = tmp_path_factory.mktemp("office")
    for name, make in FEATURES.items():
        (folder / f"{name}.docx").write_bytes(make())
    command = ["soffice", "--headless", f"-env:UserInstallation={_profile(folder)}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder)]
    documents = sorted(map(str, folder.glob("*.docx")))
    subprocess.run([*command, *documents], check=True, capture_output=True, timeout=300)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in FEATURES}


def _profile(folder: Path) -> str:
    return (folder / "profile").as_uri()


def test_feature_set__holds_at_least_sixty_constructs() -> None:
    assert len(FEATURES) >= 60
    assert len(EXCEPTED) <= 5
    assert EXCEPTED.keys() <= FEATURES.keys()


@needs_libreoffice
@pytest.mark.parametrize("name", sorted(FEATURES.keys() - EXCEPTED.keys()))
def test_feature__has_the_same_characters_in_the_same_lines(
    name: str, office: dict[str, bytes]
) -> None:
    """Each line holds the same characters and stands within six points."""
    ours, theirs = pdf.render_pdf(FEATURES[name]()), office[name]

    assert page_count(ours) == page_count(theirs)
    mine, other = lines(ours), lines(theirs)
    assert [line.text for line in mine] == [line.text for line in other]
    far = [
        (a.text[:30], round(a.x - b.x, 1), round(a.y - b.y, 1))
        for a, b in zip(mine, other, strict=True)
        if abs(a.x - b.x) > TOLERANCE or abs(a.y - b.y) > TOLERANCE
    ]
    assert far == []


@needs_libreoffice
@pytest.mark.parametrize("name", sorted(EXCEPTED))
def test_excepted_feature__still_has_the_same_characters(
    name: str, office: dict[str, bytes]
) -> None:
    def characters(data: bytes) -> Counter[str]:
        return Counter("".join(line.text for line in lines(data)))

    ours = pdf.render_pdf(FEATURES[name]())

    assert characters(ours) == characters(office[name])
