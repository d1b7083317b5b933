"""The page in a real browser: it searches, filters, fits, and asks the net nothing."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from report.browser import Browser, browser
from report.runs import case, deadline, faulty, report
from tools import needs_chromium

pytestmark = needs_chromium
MANY = 130
TYPE = """
(() => {{
  const list = document.querySelector({list!r});
  const field = list.querySelector({field!r});
  field.value = {value!r};
  field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input"));
  return new Promise((done) => setTimeout(done, 200));
}})()
"""
SHOWN = "[...document.querySelectorAll('{} tbody tr')].filter(r => r.offsetHeight)"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profil")) as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of many cases, one with a number that would like to be a script."""
    entries = [
        case(
            "<img src=x onerror=alert(1)>" if n == 7 else f"2025-{n:03}",
            spor=("ulykke", "begge")[n % 2],
            documents=("intern_registrering", "politianmeldelse")[: 1 + (n % 5 == 0)],
            stopped=("journalnotat",) if n in (3, 9) else (),
            frister=[
                deadline("a", "2025-03-01" if n % 3 else "2025-03-24"),
                deadline("b", "2026-01-01", pligt="ikke pligt"),
            ],
            afdeling=("Nord", "Syd")[n % 2],
            maaned=f"2025-{n % 12 + 1:02}",
        )
        for n in range(MANY)
    ]
    out = tmp_path_factory.mktemp("koersel")
    for name, data in report(*entries, faulty()).items():
        (out / name).write_bytes(data)
    return out


@pytest.fixture
def opened(running: Browser, folder: Path) -> Browser:
    running.show()
    running.open(folder / "koersel.html")
    return running


def choose(page: Browser, list_: str, field: str, value: str) -> None:
    page.run(TYPE.format(list=list_, field=field, value=value))


def shown(page: Browser, list_: str) -> list[str]:
    rows = SHOWN.format(list_)
    found = page.run(f"{rows}.map(r => r.querySelector('th').innerText)")
    assert isinstance(found, list)
    return [str(one) for one in found]


def status(page: Browser, list_: str) -> str:
    return str(page.run(f"document.querySelector('{list_} [role=status]').innerText"))


def test_page__asks_for_nothing_but_itself(opened: Browser, folder: Path) -> None:
    page = (folder / "koersel.html").resolve().as_uri()
    wanted = {address for address in opened.requested if address != "data:,"}
    assert wanted == {page}


def test_case_number__runs_no_script_and_makes_no_element(opened: Browser) -> None:
    assert opened.run("document.images.length") == 0
    choose(opened, "#sager", "input", "onerror")
    assert shown(opened, "#sager") == ["<img src=x onerror=alert(1)>"]


def test_search__finds_all_words_and_says_how_many(opened: Browser) -> None:
    assert len(shown(opened, "#sager")) == 25
    assert status(opened, "#sager") == "Viser 1–25 af 130 sager."
    choose(opened, "#sager", "input", "  POLITI 2025-10 ")
    assert shown(opened, "#sager") == ["2025-100", "2025-105"]
    assert status(opened, "#sager") == "Viser 2 sager (af 130)."
    choose(opened, "#sager", "input", "findes ikke")
    assert shown(opened, "#sager") == []
    assert status(opened, "#sager") == "Ingen sager passer til søgningen (af 130)."
    opened.run("document.querySelector('#sager form').reset()")
    opened.run("new Promise((done) => setTimeout(done, 50))")
    assert status(opened, "#sager") == "Viser 1–25 af 130 sager."


@pytest.mark.parametrize(
    ("list_", "field", "value", "count"),
    [
        ("#sager", "[name=t]", "begge", "65 "),
        ("#sager", "[name=d]", "politianmeldelse", "26 "),
        ("#sager", "[name=s]", "naer", "44 "),
        ("#sager", "[name=s]", "overskredet", "86 "),
        ("#sager", "[name=x]", "mangler", "2 "),
        ("#frister", "[name=s]", "naer", "44 "),
        ("#frister", "[name=p]", "pligt", "130 "),
    ],
)
def test_filters__keep_what_they_say(
    opened: Browser, list_: str, field: str, value: str, count: str
) -> None:
    choose(opened, list_, field, value)
    assert count in status(opened, list_)


def test_pages__are_turned_by_the_keyboard(opened: Browser) -> None:
    opened.run("document.querySelector('#sager .sider button:last-child').focus()")
    opened.press_enter()
    assert status(opened, "#sager") == "Viser 26–50 af 130 sager."
    assert shown(opened, "#sager")[0] == "2025-026"


@pytest.mark.parametrize("name", ["koersel.html", "omfang.html"])
@pytest.mark.parametrize("width", [360, 768, 1000, 1440])
def test_page__fits_every_width(
    running: Browser, folder: Path, name: str, width: int
) -> None:
    running.show(width=width)
    running.open(folder / name)
    assert running.run("document.documentElement.scrollWidth") <= width
    chart = "document.querySelector('.diagram')"
    assert running.run(f"{chart}.scrollWidth <= {chart}.clientWidth"), "months cut off"


@pytest.mark.parametrize("name", ["koersel.html", "omfang.html"])
@pytest.mark.parametrize("dark", [False, True])
def test_colours__can_be_read_in_light_and_dark(
    running: Browser, folder: Path, name: str, dark: bool
) -> None:
    """Every text has the contrast that WCAG asks for (4.5 to 1)."""
    running.show(dark=dark)
    running.open(folder / name)
    assert running.run(CONTRAST) == []
    paper = running.run("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, paper[4:-1].split(","))) < 200) is dark


def test_print__holds_every_case_that_was_found(opened: Browser) -> None:
    choose(opened, "#sager", "[name=d]", "politianmeldelse")
    text = "\n".join(
        page.extract_text() for page in PdfReader(io.BytesIO(opened.printed())).pages
    )
    listed = {int(n) for n in re.findall(r"2025-(\d{3}) (?:Ulykke|Både)", text)}
    assert listed == set(range(0, MANY, 5))
    assert "Nulstil" not in text


def test_without_scripts__every_row_is_shown(folder: Path, tmp_path: Path) -> None:
    with browser(tmp_path) as page:
        page.show()
        page.without_scripts()
        page.open(folder / "koersel.html")
        assert len(shown(page, "#sager")) == MANY
        assert page.run("document.querySelector('#sager form').offsetHeight") == 0


@pytest.mark.long
def test_ten_thousand_cases__open_and_are_searched_quickly(
    running: Browser, tmp_path: Path
) -> None:
    frister = [deadline("a", "2025-03-01"), deadline("b", "2025-03-24")]
    entries = [case(f"2025-{n:05}", frister=frister) for n in range(10_000)]
    file = tmp_path / "koersel.html"
    file.write_bytes(report(*entries)[file.name])
    running.show()
    assert running.open(file) < 5
    began = time.perf_counter()
    choose(running, "#sager", "input", "2025-0777")
    assert time.perf_counter() - began < 2
    assert status(running, "#sager") == "Viser 10 sager (af 10.000)."


CONTRAST = """
(() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((c) => {
      const s = c / 255;
      return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      const alpha = parts(colour)[3];
      if (alpha === undefined || alpha === 1) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const poor = new Set();
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!own || !element.getClientRects().length || element.disabled) continue;
    if (element.closest("script, style, title, desc")) continue;
    const style = getComputedStyle(element);
    const ink = light(element.closest("svg") ? style.fill : style.color);
    const ground = light(paper(element));
    const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    if (ratio < 4.5) poor.add(`${element.tagName}.${element.className} ${ratio}`);
  }
  return [...poor];
})()
"""
