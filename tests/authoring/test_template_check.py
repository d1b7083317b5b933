"""Broken templates, one fault each, and what their author is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from anmeld.authoring import findings
from anmeld.authoring.findings import Report
from anmeld.authoring.template_check import check_template, find_templates
from anmeld.catalogue import load_catalogue
from anmeld.errors import RenderError, TemplateError, UsageError
from anmeld.render import docx
from render.docx import word
from render.docx.word import cell, p, row, run, table

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/>'
    '<wp:docPr id="1" name="Billede 1"{alt}/><a:graphic><a:graphicData uri="x">'
    '<a:blip r:embed="rId9"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    "</w:r></w:p>"
)
HEADED = "<w:trPr><w:tblHeader/></w:trPr>"

# For each fault: the template, its code, and words that its message must hold.
ERRORS: dict[str, tuple[bytes, str, tuple[str, ...]]] = {
    "a value that is not closed": (
        word.docx(p("Kære {{ medarbejder.navn")),
        "unclosed-tag",
        ("Kære {{ medarbejder.navn", "never closed"),
    ),
    "a statement that is not closed": (
        word.docx(p("{% if sag.nummer"), p("{{ sag.nummer }}")),
        "unclosed-tag",
        ("{%", "never closed"),
    ),
    "a comment that is not closed": (
        word.docx(p("{# en note"), p("slut")),
        "unclosed-tag",
        ("{#",),
    ),
    "an unclosed tag in the page header": (
        word.docx(p("x"), header=p("Sag {{ sag.nummer")),
        "unclosed-tag",
        ("page header", "header1.xml"),
    ),
    "a loop without an end": (
        word.docx(p("{%p for e in episoder %}"), p("{{ e.citat }}")),
        "unclosed-block",
        ("{%p for e in episoder %}", "for is never ended by endfor"),
    ),
    "a condition without an end": (
        word.docx(p("{% if sag.nummer %}ja")),
        "unclosed-block",
        ("endif",),
    ),
    "an end without a beginning": (
        word.docx(p("slut {% endfor %}")),
        "stray-tag",
        ("endfor ends nothing",),
    ),
    "blocks that cross": (
        word.docx(p("{% for e in episoder %}{% if e.citat %}{% endfor %}{% endif %}")),
        "unclosed-block",
        ("if is never ended",),
    ),
    "else outside a condition": (
        word.docx(p("{% else %}")),
        "stray-tag",
        ("else belongs to no",),
    ),
    "elif in a loop": (
        word.docx(p("{% for e in episoder %}{% elif sag.nummer %}{% endfor %}")),
        "stray-tag",
        ("elif belongs to no",),
    ),
    "a tag that does not exist": (
        word.docx(p("{% fro e in episoder %}")),
        "unknown-tag",
        ("no tag named fro", "Did you mean for"),
    ),
    "an end that does not exist": (
        word.docx(p("{% if sag.nummer %}{% endfi %}")),
        "unknown-tag",
        ("endfi", "endif"),
    ),
    "a row's tag outside a table": (
        word.docx(p("{%tr for e in episoder %}"), p("{%tr endfor %}")),
        "outside-table",
        ("{%tr stands outside a table", "{%p"),
    ),
    "a cell's tag outside a table": (
        word.docx(p("{%tc if sag.nummer %}"), p("{%tc endif %}")),
        "outside-table",
        ("{%tc",),
    ),
    "two row tags in one row": (
        word.docx(
            table(
                row("{%tr for e in episoder %}", "{%tr if e.citat %}"),
                row("{{ e.citat }}", ""),
                row("{%tr endif %}", ""),
                row("{%tr endfor %}", ""),
            )
        ),
        "second-tag",
        ("table 1 row 1 cell 2", "would be lost"),
    ),
    "a loop over two tables": (
        word.docx(
            table(row("{%tr for e in episoder %}", "")),
            p("x"),
            table(row("{%tr endfor %}", "")),
        ),
        "split-block",
        ("table 2 row 1", "another table or row"),
    ),
    "a loop of cells over two rows": (
        word.docx(
            table(
                row(cell(p("{%tc for e in episoder %}")), "{{ e.citat }}"),
                row("x", cell(p("{%tc endfor %}"))),
            )
        ),
        "split-block",
        ("table 1 row 2 cell 2",),
    ),
    "a blank in a special tag": (
        word.docx(table(row("{% tr for e in episoder %}"), row("{%tr endfor %}"))),
        "blank-in-tag",
        ("Write {%tr",),
    ),
    "a percent sign in a special tag": (
        word.docx(p("{%p if fravaer.dage % 2 == 0 %}"), p("x"), p("{%p endif %}")),
        "percent-in-tag",
        ("{% set",),
    ),
    "a cell's colour outside a table": (
        word.docx(p("{% cellbg 'FF0000' %}rød")),
        "outside-table",
        ("cellbg",),
    ),
    "an extension that is not there": (
        word.docx(p("{% do sag.nummer %}")),
        "unknown-tag",
        ("do",),
    ),
    "an empty value": (word.docx(p("{{ }}")), "tag-syntax", ("{{ }}",)),
    "an operator without a side": (
        word.docx(p("{% if sag.nummer == %}x{% endif %}")),
        "tag-syntax",
        ("{% if sag.nummer == %}",),
    ),
    "a bracket without its pair": (
        word.docx(p("{{ (sag.nummer }}")),
        "tag-syntax",
        ("(sag.nummer",),
    ),
    "a loop without in": (
        word.docx(p("{% for e episoder %}{% endfor %}")),
        "tag-syntax",
        ("for e",),
    ),
    "an unknown name": (
        word.docx(p("{{ medarbejder.nvan }}")),
        "unknown-name",
        ("medarbejder.nvan", "Did you mean medarbejder.navn"),
    ),
    "an unknown name inside a loop": (
        word.docx(
            p("{%p for e in episoder %}"), p("{{ e.citta }}"), p("{%p endfor %}")
        ),
        "unknown-name",
        ("episoder[].citta", "Did you mean episoder[].citat", "»{{ e.citta }}«"),
    ),
    "an unknown name in a row's tag": (
        word.docx(
            table(
                row("Nr", "Citat", properties=HEADED),
                row("{%tr for e in epsoder %}", ""),
                row("{{ e.citat }}", ""),
                row("{%tr endfor %}", ""),
            )
        ),
        "unknown-name",
        ("table 1 row 2 cell 1", "epsoder", "episoder"),
    ),
    "an unknown name in a text box": (
        word.docx(word.text_box(p("{{ sag.numer }}"))),
        "unknown-name",
        ("text box", "sag.nummer"),
    ),
    "an unknown name in a footnote": (
        word.docx(p("x"), footnotes=p("{{ sag.numer }}")),
        "unknown-name",
        ("footnotes",),
    ),
    "an unknown name in an endnote": (
        word.docx(p("x"), endnotes=p("{{ sag.numer }}")),
        "unknown-name",
        ("endnotes",),
    ),
    "an unknown name in the title": (
        word.docx(p("x"), title="Sag {{ sag.numer }}"),
        "unknown-name",
        ("properties",),
    ),
    "an unknown name in a filter's argument": (
        word.docx(p("{{ episoder|map(attribute='citta')|join(', ') }}")),
        "unknown-name",
        ("episoder[].citat",),
    ),
    "a list asked for a field": (
        word.docx(p("{{ episoder.citat }}")),
        "list-as-section",
        ("loop",),
    ),
    "a section gone through": (
        word.docx(p("{% for e in medarbejder %}x{% endfor %}")),
        "not-a-list",
        ("list",),
    ),
    "a section printed": (
        word.docx(p("{{ medarbejder }}")),
        "not-a-text",
        ("Print one of its fields",),
    ),
    "a field of a text": (
        word.docx(p("{{ medarbejder.navn.efternavn }}")),
        "unknown-name",
        ("efternavn", "Did you mean medarbejder.navn"),
    ),
    "an unknown filter": (
        word.docx(p("{{ sag.oprettet|datoo }}")),
        "unknown-filter",
        ("datoo", "Did you mean dato"),
    ),
    "an unknown test": (
        word.docx(p("{% if sag.nummer is defind %}x{% endif %}")),
        "unknown-test",
        ("defind", "defined"),
    ),
    "a filter that writes markup": (
        word.docx(p("{{ sag.nummer|safe }}")),
        "unsafe-filter",
        ("escaped",),
    ),
    "another file": (
        word.docx(p("{% include 'brev.docx' %}")),
        "unsupported-tag",
        ("include",),
    ),
    "a tag in a chart": (
        word.docx(p("x"), members={"word/charts/chart1.xml": b"<c>{{ x }}</c>"}),
        "tag-out-of-reach",
        ("chart1.xml",),
    ),
    "a tag in a link's address": (
        word.docx(
            p("x"),
            relations=f'<Relationship Id="l" Type="{_RELATION}/hyperlink" '
            'Target="https://x.example/%7B%7B%20sag.nummer%20%7D%7D" '
            'TargetMode="External"/>',
        ),
        "tag-in-link",
        ("filter link",),
    ),
    "another program's dialect": (
        word.docx(
            p("x"),
            members={
                "word/document.xml": (
                    b'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/'
                    b'main"><w:body><w:p><w:r><w:t>{{ x }}</w:t></w:r></w:p></w:body>'
                    b"</w:document>"
                )
            },
        ),
        "dialect",
        ("ordinary Word document",),
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_broken_template__is_told_apart_with_its_place(
    name: str, tmp_path: Path
) -> None:
    """This test ensures that each fault has its code, its place and its remedy."""
    template, code, words = ERRORS[name]

    report = _checked(template, tmp_path)

    fault = next((f for f in report.errors if f.code == code), None)
    assert fault, [f.text("en") for f in report.errors]
    for word_ in words:
        assert word_ in fault.text("en")


@pytest.mark.parametrize("name", ERRORS)
def test_broken_template__does_not_compile(name: str) -> None:
    """This test ensures that what the check calls an error, compiling refuses too."""
    from anmeld.content.names import name_tree

    with pytest.raises(TemplateError):
        docx.compile(ERRORS[name][0], names=name_tree())


WARNINGS: dict[str, tuple[bytes, str, tuple[str, ...]]] = {
    "a date without a format": (
        word.docx(p("Ansat {{ medarbejder.ansat }}")),
        "date-without-format",
        ("medarbejder.ansat", "dato_lang"),
    ),
    "typographic quotes": (
        word.docx(p("{% if udoever.relation == “borger” %}x{% endif %}")),
        "typographic-quotes",
        ("straight quotes",),
    ),
    "words beside a paragraph's tag": (
        word.docx(p("{%p if sag.nummer %} glemt"), p("x"), p("{%p endif %}")),
        "words-beside-tag",
        ("glemt",),
    ),
    "braces that are parted": (
        word.docx(p("Kære { { medarbejder.navn } }")),
        "near-tag",
        ("Kære", "looks like a tag"),
    ),
    "a field of letter merging": (
        word.docx("<w:p><w:r><w:instrText> MERGEFIELD navn </w:instrText></w:r></w:p>"),
        "near-tag",
        ("MERGEFIELD",),
    ),
    "no title": (word.docx(p("x"), title=""), "no-title", ("title",)),
    "no language": (
        word.docx(
            p("x"),
            members={"word/styles.xml": f'<w:styles xmlns:w="{word.W}"/>'.encode()},
        ),
        "no-language",
        ("Danish",),
    ),
    "comments left": (
        word.docx(p("x"), comments=p("Husk at spørge")),
        "comments-left",
        ("comments",),
    ),
    "tracked changes": (
        word.docx(f'<w:p><w:ins w:id="1" w:author="a">{run("nyt")}</w:ins></w:p>'),
        "tracked-changes",
        ("Accept or reject",),
    ),
    "a table without a header row": (
        word.docx(table(*[row("a", "b", "c")] * 3, columns=3)),
        "no-header-row",
        ("table 1",),
    ),
    "a picture without alternative text": (
        word.docx(_PICTURE.format(alt="")),
        "picture-without-alt",
        ("Billede 1",),
    ),
    "a printed picture without alternative text": (
        word.docx(p("{{ organisation.logo|billede(bredde=3) }}")),
        "picture-without-alt",
        ("alt=",),
    ),
    "an unknown font": (
        word.docx("<w:p>" + run("x", '<w:rFonts w:ascii="Wingdings 9"/>') + "</w:p>"),
        "unknown-font",
        ("Wingdings 9", "Carlito"),
    ),
    "blocks of two kinds": (
        word.docx(p("{% if sag.nummer %}a"), table(row("b{% endif %}", "c"))),
        "uneven-block",
        ("places of two kinds",),
    ),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_doubtful_template__is_warned_of_and_can_be_used(
    name: str, tmp_path: Path
) -> None:
    """This test ensures that a warning has its code and words, and stops nothing."""
    template, code, words = WARNINGS[name]

    report = _checked(template, tmp_path)

    assert report.errors == ()
    fault = next((f for f in report.warnings if f.code == code), None)
    assert fault, [f.text("en") for f in report.warnings]
    for word_ in words:
        assert word_ in fault.text("en")


def test_uneven_block__never_loses_a_word_in_silence() -> None:
    """This test ensures that where docxtpl would mend and drop, there is an error."""
    compiled = docx.compile(WARNINGS["blocks of two kinds"][0])

    assert compiled.fill({"sag": {"nummer": "1"}})
    with pytest.raises(RenderError) as caught:
        compiled.fill({"sag": {"nummer": None}})
    assert [fault.code for fault in caught.value.faults] == ["malformed"]


def test_check__finds_every_fault_in_one_run(tmp_path: Path) -> None:
    """This test ensures that a misspelt name is named beside a loop without an end."""
    template = word.docx(
        p("{%p for e in episoder %}"),
        p("{{ e.citta }} {{ e.tidspunkt|datoo }}"),
        p("{% fi x %}"),
        p("{{ medarbejder.nvan"),
        header=p("{{ sag.numer }}"),
    )

    codes = sorted(f.code for f in _checked(template, tmp_path).errors)

    assert codes == [
        "unclosed-block",
        "unclosed-tag",
        "unknown-filter",
        "unknown-name",
        "unknown-name",
        "unknown-tag",
    ]


def test_check__names_the_reader_who_must_not_see(tmp_path: Path) -> None:
    """This test ensures that a name outside `may_see` says whom it would reach."""
    spec = load_catalogue()["politianmeldelse"]
    path = tmp_path / "template.docx"
    path.write_bytes(word.docx(p("{{ medarbejder.cpr }}")))

    (fault,) = check_template(path, spec=spec).errors

    assert fault.code == "name-not-allowed"
    assert "medarbejder.cpr" in fault.text("en")
    assert "Politiet" in fault.text("en")


def test_check__finds_nothing_wrong_with_what_we_ship() -> None:
    """This test ensures that every shipped template is clean, warnings too."""
    root = Path(__file__).parents[2] / "templates"
    found = list(find_templates([root]))

    assert len(found) >= 4
    assert [
        r.findings for f, s in found if (r := check_template(f, spec=s)).findings
    ] == []


def test_clean_template__says_what_it_uses(tmp_path: Path) -> None:
    """This test ensures that names are found through loops, sets and filters."""
    template = word.docx(
        p("{%p for e in episoder|selectattr('fremhaevet') %}"),
        p("{% set c = e.citat %}{{ c }} {{ (haendelse.arter)|liste }}"),
        p("{%p endfor %}"),
        p("{% if sag %}{{ sag['nummer'] }}{% endif %}"),
    )

    report = _checked(template, tmp_path)

    assert report.findings == ()
    assert report.uses == (
        "episoder[].citat",
        "episoder[].fremhaevet",
        "haendelse.arter[]",
        "sag.nummer",
    )


def test_report__is_text_json_or_sarif(tmp_path: Path) -> None:
    """This test ensures that each form holds the fault, and which code to end with."""
    broken = _checked(word.docx(p("{{ sag.numer }}")), tmp_path)
    clean = Report("god.docx", (), ("sag.nummer",))

    assert "sag.numer" in findings.as_text([broken, clean], "en")
    assert "god.docx: can be used" in findings.as_text([broken, clean], "en")
    data = json.loads(json.dumps(findings.as_data([broken, clean])))
    assert [len(one["findings"]) for one in data] == [1, 0]
    sarif = json.loads(json.dumps(findings.as_sarif([broken, clean])))
    assert sarif["version"] == "2.1.0"
    assert [r["ruleId"] for r in sarif["runs"][0]["results"]] == ["unknown-name"]
    assert (findings.exit_code([broken, clean]), findings.exit_code([clean])) == (1, 0)


def test_find__refuses_a_folder_without_templates(tmp_path: Path) -> None:
    """This test ensures that an empty check is no clean one."""
    with pytest.raises(UsageError):
        list(find_templates([tmp_path]))


def _checked(template: bytes, folder: Path) -> Report:
    path = folder / "template.docx"
    path.write_bytes(template)
    return check_template(path)
