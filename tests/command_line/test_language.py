"""The language of the screen: what the program says itself is said in one language.

What law data, document descriptions and the record say in Danish stays Danish on any
screen. All else is marked here where it is Danish, by putting a mark into every word of
the catalogue and of the closed lists: on an English screen no mark may be seen.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest
from openpyxl import Workbook

from anmeld import _i18n
from anmeld.catalogue.kinds import Reader
from anmeld.law.values import Confidence, DeadlineStatus, Duty
from anmeld.plan.labels import label
from anmeld.plan.model import Actor
from anmeld.record.values import Spor, Vaerdi
from command_line.running import EXAMPLES, MAIN_EXAMPLE, TODAY, run

MARK = "¤"
# Neither confidences nor units: sentences of the law data hold them too.
LISTS = (Spor, Duty, DeadlineStatus, Actor, Reader)
TEMPLATES = Path(__file__).parents[2] / "templates"
FORM = TEMPLATES / "ulykkesanmeldelse/form.pdf"
BROKEN = Path(__file__).parents[1] / "broken"
HEADERS = ("Sagsnummer", "Arbejdsgiverens navn", "Medarbejderens navn", "Tidspunkt")
QUICK = ("--document", "intern_registrering", "--format", "txt")


class _Marked(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return f"{MARK}{message}"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    english = gettext.NullTranslations()
    monkeypatch.setattr(
        _i18n, "_translations", lambda lang: _Marked() if lang == "da" else english
    )
    for member in (one for closed in LISTS for one in closed):
        assert isinstance(member, Enum)
        monkeypatch.setattr(member, "betegnelse", f"{MARK}{member.betegnelse}")


def _sheet(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*HEADERS, "Art", "Medarbejder: CPR-nummer"])
    sheet.append(["S-1", "Nordby", "Ida Prøve", "3.3.2025", "forulempelse", None])
    sheet.append(["S-2", "Nordby", "Bo Prøve", "i går", "forulempelse", 101900001])
    path = folder / "sager.xlsx"
    book.save(path)
    return path


def _lines(tmp_path: Path) -> Iterator[tuple[str | Path, ...]]:
    sheet, out, docx = _sheet(tmp_path), tmp_path / "ud", tmp_path / "x.docx"
    yield ("new", tmp_path / "sag.toml")
    yield ("new", tmp_path / "sag.toml")
    yield ("new", "--sheet", tmp_path / "ny.xlsx")
    yield ("check", tmp_path / "ny.xlsx")
    yield ("check", sheet, BROKEN)
    yield ("check", tmp_path / "findes-ikke.toml")
    yield ("columns", sheet)
    for example in sorted(EXAMPLES.glob("*.toml")):
        yield ("plan", example, "--today", TODAY)
    one = (MAIN_EXAMPLE, "--out", out, "--today", TODAY)
    yield ("generate", *one)
    yield ("generate", *one)
    yield ("generate", MAIN_EXAMPLE, "--out", out, *QUICK, "--today", "9.3.2025")
    yield ("generate", *one, "--document", "nix")
    many = (sheet, "--out", tmp_path / "mange", *QUICK)
    yield ("generate", *many, "--dry-run")
    yield ("generate", *many, "--today", TODAY)
    yield ("generate", *many)
    yield ("report", tmp_path / "mange")
    yield ("report", tmp_path)
    yield ("documents",)
    yield ("law", "--on", TODAY)
    yield ("law", "--on", "1.1.1900")
    yield ("template", "check", TEMPLATES)
    yield ("template", "copy", "intern_registrering", tmp_path / "hus")
    yield ("form", "inspect", FORM)
    yield ("form", "doctor", FORM)
    yield ("pdf", TEMPLATES / "henvisning/template.docx", "--out", docx)


@pytest.mark.usefixtures("marked")
def test_english_screen__shows_no_word_of_the_danish_catalogue(tmp_path: Path) -> None:
    found = {}
    for words in _lines(tmp_path):
        said = run(*words).output
        assert "Traceback" not in said, said
        if MARK in said or re.search(r"\d kl\. \d", said):
            found[words] = [line for line in said.splitlines() if MARK in line]
    assert found == {}


def test_deadlines__are_counted_in_the_language_of_the_screen() -> None:
    english = " ".join(run("plan", MAIN_EXAMPLE, "--today", TODAY).output.split())
    assert "72 hours, counted from each episode" in english
    assert "14 days, counted from the first day of absence" in english
    assert "7 working days, counted from" in english


def test_confidence__is_told_in_the_language_of_the_screen() -> None:
    danish = Confidence.VERIFIED.betegnelse
    for line in (("law", "--on", TODAY), ("plan", MAIN_EXAMPLE, "--today", TODAY)):
        english = " ".join(run(*line).output.split())
        assert "read in the text of the rule" in english
        assert danish not in english
        assert danish in " ".join(run(*line, "--lang", "da").output.split())


def test_help__names_what_stands_for_values_in_the_language_of_the_screen() -> None:
    danish = run("generate", "--help", "--lang", "da").output
    english = run("generate", "--help", "--lang", "en").output
    for word, other in (("SAG...", "RECORD..."), ("MAPPE", "FOLDER")):
        assert word in danish
        assert other not in danish
        assert word not in english
        assert other in english
    assert "'RECORD...'" in run("plan").output
    assert "'SAG...'" in run("plan", "--lang", "da").output


def test_closed_lists__are_called_something_in_both_languages() -> None:
    members: list[Vaerdi] = [one for closed in LISTS for one in closed]
    members += Confidence
    english = {label(member).text("en") for member in members}
    assert len(english) == len(members)
    assert [label(one).text("da") for one in members] == [
        one.betegnelse for one in members
    ]
