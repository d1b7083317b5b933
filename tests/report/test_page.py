"""The pages as text: what stands in them, what does not, and how they are built."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from anmeld.batch.entry import Entry
from report.runs import NOW, case, deadline, faulty, report

HOSTILE = "<script>alert('æ')</script>\"&#39;{{ 7 * 7 }}"
FRISTER = (
    deadline("passed", "2025-03-01", titel="Anmeldelse til politiet"),
    deadline("near", "2025-03-21", klokken="23.59"),
    deadline("later", "2026-03-21"),
    deadline("undated", None, status="udløser ikke oplyst"),
    deadline("met", "2025-03-02", status="overholdt"),
)


def page(*entries: Entry, name: str = "koersel.html", **more: Any) -> html.HtmlElement:  # noqa: ANN401 - what `report` takes
    data = report(*entries, **more)[name]
    parsed = html.document_fromstring(data.decode())
    assert isinstance(parsed, html.HtmlElement)
    return parsed


def text(element: html.HtmlElement) -> str:
    """What it says, a blank between any two pieces."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def rows(parsed: html.HtmlElement, section: str) -> list[str]:
    found = parsed.xpath(f"//section[@id='{section}']//tbody/tr")
    assert isinstance(found, list)
    return [text(row) for row in found if isinstance(row, html.HtmlElement)]


def every(parsed: html.HtmlElement, path: str) -> list[Any]:
    found = parsed.xpath(path)
    assert isinstance(found, list)
    return list(found)


def varied() -> list[Entry]:
    """Enough cases of every sort that all parts of the page are there."""
    entries = [
        case(
            f"2025-{n:03}",
            spor=("ulykke", "begge", "ingen")[n % 3],
            documents=("intern_registrering", "politianmeldelse")[: n % 2 + 1],
            stopped=("journalnotat",) if n == 3 else (),
            frister=FRISTER,
            afdeling=("Nord", "Nord", "Syd", "Øst")[n % 4],
            maaned=f"2025-{n % 3 + 1:02}",
            i_kilden=n != 5,
        )
        for n in range(40)
    ]
    return [*entries, faulty("2025-999"), faulty()]


def test_overview__counts_cases_documents_deadlines_and_faults() -> None:
    (numbers,) = every(page(*varied()), "//dl[@class='tal']")
    assert text(numbers) == (
        "sager med dokumenter 40 dokumenter i alt 60 frister overskredet 40 "
        "frister inden 14 dage 40 registreringer med fejl 2"
    )


def test_deadlines__that_can_still_be_met_are_listed_first() -> None:
    """This test ensures that what is near is not found behind years of passed ones."""
    entries = [
        case("b", frister=FRISTER),
        case("a", frister=[deadline("x", "2025-03-20")]),
    ]
    found = rows(page(*entries), "frister")
    assert [row.split()[0] for row in found] == [
        "20.03.2025",
        "21.03.2025",
        "01.03.2025",
    ]
    assert "i dag" in found[0]
    assert "kl. 23.59" in found[1].replace("\u00a0", " ")
    assert "i morgen" in found[1]
    assert "for 19 dage siden" in found[2]
    section = text(every(page(*entries), "//section[@id='frister']")[0])
    assert "1 frist ligger senere" in section
    assert "1 har endnu ingen dag" in section
    assert "1 er overholdt" in section


def test_cases__show_track_documents_and_what_is_missing() -> None:
    found = rows(page(*varied()), "sager")
    assert len(found) == 40
    assert found[0].startswith("2025-000 Ulykke Intern registrering")
    assert "ikke lavet Journalnotat" in found[3]
    assert "ikke i kilden længere" in found[5]


def test_failures__say_where_and_what_to_do() -> None:
    (known, unknown) = rows(page(*varied()), "fejl")
    assert known == (
        "sager.xlsx[17] 2025-999 ingen mappe Registreringen kan ikke bruges "
        "ark »Sager«, række 17, kolonne »CPR« : er ikke et CPR-nummer. "
        "Skriv ti cifre som tekst."
    )
    assert "Ukendt" in unknown


@pytest.mark.parametrize(
    ("origin", "shown"),
    [
        ("/x/sager.xlsx [Sager 3]", "sager.xlsx, ark »Sager«, række 3"),
        ("C:\\x\\løn [1].csv [12]", "løn [1].csv, række 12"),
        ("/x/sager.jsonl:7", "sager.jsonl:7"),
    ],
)
def test_source_of_a_record__is_told_as_a_sheet_shows_it(
    origin: str, shown: str
) -> None:
    (row,) = rows(page(replace(faulty("S-1"), kilde=origin)), "fejl")
    assert row.startswith(f"{shown} S-1")


def test_place_of_a_fault__is_not_said_twice() -> None:
    """This test ensures that a header that is the key itself stands once."""
    told = faulty("2025-999")
    (fault,) = told.fejl
    same = {**fault, "kolonne": "episoder[].art", "felt": "episoder[2].art"}
    same["bogstav"] = "F"

    (row,) = rows(page(replace(told, fejl=(same,))), "fejl")

    assert "række 17, kolonne F »episoder[].art« : " in row


def test_edited_document__is_named() -> None:
    """This test ensures that a person is told which document it is that stays."""
    path = "2025-999/arbejdsgiver/intern_registrering.docx"
    told = faulty("2025-999", fil=path, ark=None, raekke=None, kolonne=None, felt=None)
    other = faulty("2025-998", fil="/home/nogen/hemmelig/sager.xlsx")

    found = rows(page(replace(told, mappe="2025-999"), other), "fejl")

    assert f"{path} : " in found[0]
    assert "hemmelig" not in found[1]


def test_page_without_faults__has_no_list_of_them() -> None:
    assert every(page(case()), "//section[@id='fejl']") == []


def test_links__are_relative_and_encoded() -> None:
    parsed = page(case("a/b: 100 % #1? æ", documents=["politianmeldelse"]))
    links = [str(link) for link in every(parsed, "//section[@id='sager']//a/@href")]
    assert [unquote(link) for link in links] == [
        "a-b-100-%-#1-æ/",
        "a-b-100-%-#1-æ/politi/",
    ]
    assert all(re.fullmatch(r"[\w.~%/-]+", link, re.ASCII) for link in links)


@pytest.mark.parametrize("name", ["koersel.html", "omfang.html"])
def test_page__loads_nothing_and_allows_only_its_own_scripts(name: str) -> None:
    parsed = page(*varied(), name=name)
    (policy,) = every(parsed, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    own = [str(one) for one in every(parsed, "//script/text() | //style/text()")]
    assert own
    for inline in own:
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert every(parsed, "//@src | //@style | //form/@action | //@onclick") == []
    assert every(parsed, "//link/@href") == ["data:,"]
    assert not re.search(r"@import|url\(", "".join(own))


def test_everything__that_a_source_holds_is_escaped() -> None:
    hostile = case(
        HOSTILE,
        documents=[],
        frister=[deadline(titel=HOSTILE, pligt=HOSTILE)],
        afdeling=HOSTILE,
        fejl=[{"tekst": HOSTILE, "raad": HOSTILE, "felt": HOSTILE, "dokument": "x"}],
        stopped=["journalnotat"],
    )
    others = [case(f"{n}", afdeling=HOSTILE, arter=[HOSTILE]) for n in range(6)]
    parsed = page(
        hostile, faulty(HOSTILE, ark=HOSTILE), *others, names={HOSTILE: "<b>"}
    )
    assert len(every(parsed, "//script")) == 2
    assert every(parsed, "//b") == []
    (row, *_) = every(parsed, "//section[@id='frister']//tbody/tr")
    assert text(row).count(HOSTILE) == 3
    said = text(parsed)
    assert "49" not in said
    assert said.count(HOSTILE) > 8


def test_names__stand_in_the_page_only_when_they_are_asked_for() -> None:
    entries = [case("2025-001", frister=[deadline()]), case("2025-002")]
    without = report(*entries)
    given = report(*entries, names={"2025-001": "Asta Opdigtet"})
    assert "Siden rummer ingen personoplysninger" in without["koersel.html"].decode()
    shown = given["koersel.html"].decode()
    assert shown.count("Asta Opdigtet") == 2
    assert "Siden rummer medarbejdernes navne" in shown
    others = set(given) - {"koersel.html"}
    assert len(others) == 4
    assert {n: given[n] for n in others} == {n: without[n] for n in others}


def test_extent_page__holds_no_single_case() -> None:
    data = report(*varied())["omfang.html"].decode()
    assert "2025-0" not in text(html.document_fromstring(data))
    assert 'href="2025' not in data
    assert "sager.xlsx" not in data


def test_extent__hides_small_counts_in_table_and_chart() -> None:
    months = ["2024-11"] * 3 + ["2025-01"] * 4 + ["2025-02"] * 20 + ["2025-03"] * 10
    entries = [case(f"{n}", maaned=month) for n, month in enumerate(months)]
    parsed = page(*entries, name="omfang.html")
    (table,) = every(parsed, "//div[@id='omfang-maaneder']//table")
    assert text(table) == (
        "Sager efter måned Måned Sager november 2024 skjult januar 2025 skjult "
        "februar 2025 20 marts 2025 10"
    )
    bars = every(parsed, "//div[@id='omfang-maaneder']//svg[@role='img']/rect")
    assert [bar.get("class") for bar in bars] == ["u", "u", "s", "s"]
    assert bars[0].get("height") == bars[1].get("height")
    (said,) = every(parsed, "//svg[@role='img']/desc/text()")
    assert "Flest sager vises i februar 2025: 20." in said


def test_extent__of_few_cases_says_why_it_is_not_there() -> None:
    assert "Der er færre end fem sager" in text(page(case(), name="omfang.html"))


@pytest.mark.parametrize("name", ["koersel.html", "omfang.html"])
def test_structure__can_be_heard_as_well_as_seen(name: str) -> None:
    parsed = page(*varied(), name=name)
    assert parsed.get("lang") == "da"
    for landmark in ("header", "main", "footer", "h1", "title"):
        assert len(every(parsed, f"//{landmark}[not(ancestor::svg)]")) == 1, landmark
    levels = [int(h.tag[1]) for h in every(parsed, "//h1|//h2|//h3|//h4")]
    assert all(b - a <= 1 for a, b in pairwise(levels)), levels
    for table in every(parsed, "//table"):
        assert table.xpath("./caption")
        assert table.xpath("./thead//th[@scope='col']")
        assert not table.xpath(
            "./tbody/tr[not(th[@scope='row']) and not(td[@colspan])]"
        )
    ids = every(parsed, "//@id")
    assert len(ids) == len(set(ids))
    targets = every(parsed, "//a[starts-with(@href, '#')]/@href")
    assert {target[1:] for target in targets} <= set(ids)
    for control in every(parsed, "//input | //select"):
        assert control.xpath("ancestor::label")
    for drawing in every(parsed, "//svg[not(ancestor::*[@aria-hidden])]"):
        assert drawing.get("role") == "img"
        assert drawing.xpath("./title/text()")
        assert drawing.xpath("./desc/text()")


def test_lists__say_their_count_aloud() -> None:
    for section in every(page(*varied()), "//section[@data-liste]"):
        (status,) = section.xpath(".//*[@role='status']")
        assert status.get("aria-live") == "polite"


def test_invisible_direction_marks__do_not_turn_the_row_around() -> None:
    parsed = page(case("2025\u202e-1"))
    (cell,) = every(parsed, "//section[@id='sager']//tbody//bdi")
    assert "\u202e" in text(cell)


def test_empty_run__is_a_page_all_the_same() -> None:
    parsed = page()
    assert "Ingen sager er lavet endnu." in text(parsed)
    assert "Ingen frister er overskredet" in text(parsed)


def test_page__of_a_later_day_says_what_day_the_letters_bear() -> None:
    later = text(page(now=NOW.replace(day=28)))
    assert "Brevene er dateret den 20. marts 2025" in later
    assert "--today" in later
    assert "dateret" not in text(page(now=NOW.replace(hour=23)))


def test_deadlines__stand_in_the_order_of_the_tables() -> None:
    """This test ensures that page, CSV and workbook can be read side by side."""
    frister = [
        deadline("a", "2025-03-01", titel="Frist fire"),
        deadline("b", "2025-03-31", titel="Frist to"),
        deadline("c", "2025-03-19", titel="Frist tre"),
        deadline("d", "2025-03-21", titel="Frist en"),
    ]
    made = report(case(frister=frister))
    parsed = html.document_fromstring(made["koersel.html"].decode())
    titles = ["Frist en", "Frist to", "Frist tre", "Frist fire"]

    shown = rows(parsed, "frister")
    table = made["frister.csv"].decode("utf-8-sig").splitlines()[1:]

    assert [next(t for t in titles if t in row) for row in shown] == titles
    assert [next(t for t in titles if f";{t};" in row) for row in table] == titles


def test_case_without_documents__is_linked_if_a_folder_is_there() -> None:
    """This test ensures that nobody looks in vain, nor misses what lies there."""
    stopped = case("S-1", documents=[], stopped=["politianmeldelse"])
    unknown = faulty("S-1")

    bare = page(stopped, unknown)
    kept = page(stopped, unknown, is_there=lambda name: name == "S-1")

    for section in ("sager", "fejl"):
        assert "ingen mappe" in rows(bare, section)[0]
        assert not every(bare, f"//section[@id='{section}']//tbody//a")
        assert "mappen er fra før" in rows(kept, section)[0]
        link = f"//section[@id='{section}']//tbody//a/@href"
        assert every(kept, link) == ["S-1/"]
    assert "mappe" not in rows(page(case("S-2")), "sager")[0]


def test_page__names_both_moments() -> None:
    said = text(page(now=NOW.replace(day=28, hour=15)))
    assert "Kørsel den 20. marts 2025" in said
    assert "som de stod den 28. marts 2025 kl. 15.00" in said


def test_repairs__are_counted_and_pointed_to() -> None:
    plain = case()
    mended = replace(plain, indhold={**plain.indhold, "rettet": [{}, {}]})
    assert "2 rettelser og bemærkninger" in text(page(mended))
    assert "rettelser.csv" in text(page(mended))
    assert "rettelser.csv" not in text(page(plain))
