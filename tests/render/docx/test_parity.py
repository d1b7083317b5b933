"""Any docxtpl template works, and gives what docxtpl gives."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

import pytest
from docxtpl import DocxTemplate, Listing, RichText, RichTextParagraph
from lxml import etree

from anmeld.render import docx
from render.docx import word
from render.docx.word import cell, control, p, row, run, table

EPISODES = [
    {"nr": "1", "citat": "Vi ved, hvor du bor & arbejder", "farve": "FFEECC"},
    {"nr": "2", "citat": "<b>Pas på</b>", "farve": "CCFFEE"},
    {"nr": "3", "citat": "Linje 1\nLinje 2\tefter tab", "farve": "EECCFF"},
]
CONTENT: dict[str, Any] = {
    "navn": "Åse Ærø & Søn <aps>",
    "sag": {"nummer": "2025-17", "emne": "Trusler"},
    "episoder": EPISODES,
    "kolonner": ["a", "b", "c"],
    "raekker": [["1", "2", "3"], ["4", "5", "6"]],
    "ja": True,
    "nej": False,
    "rig": RichText("fed & <skrå>", bold=True, color="#FF0000"),
    "afsnit": RichTextParagraph("et afsnit", parastyle="Normal"),
    "liste": Listing("første\nanden\a ny\fside & <x>"),
    "brudt": "øverst\n\nnederst\tkant",
}
CASES: dict[str, bytes] = {
    "a value": word.docx(p("Kære {{ navn }}, sag {{ sag.nummer }}.")),
    "a value in brackets": word.docx(p("{{ sag['nummer'] }} {{ episoder[1].citat }}")),
    "a tag split by runs": word.docx(
        p("Kære {", "{ na", "vn }", "}, {% i", "f ja %}ja{% endif %}")
    ),
    "a tag split by runs of their own look": word.docx(
        f'<w:p>{run("{{ na", "<w:b/>")}<w:proofErr w:type="spellStart"/>'
        f"{run('vn', '<w:i/>')}{run(' }} slut')}</w:p>"
    ),
    "typographic quotes": word.docx(
        p("{{ sag[“emne”] }} {% if navn == ‘x’ %}x{% endif %}")
    ),
    "comparison signs": word.docx(
        p("{% if episoder|length > 2 and 1 < 2 %}mange{% endif %}")
    ),
    "a condition in a paragraph": word.docx(p("{% if ja %}ja{% else %}nej{% endif %}")),
    "a condition over paragraphs": word.docx(
        p("{% if nej %}væk"), p("også væk{% endif %}"), p("slut")
    ),
    "conditional paragraphs": word.docx(
        p("{%p if ja %}"), p("med"), p("{%p else %}"), p("uden"), p("{%p endif %}")
    ),
    "a loop of paragraphs": word.docx(
        p("{%p for e in episoder %}"),
        p("{{ loop.index }}: {{ e.citat }}"),
        p("{%p endfor %}"),
    ),
    "nested loops": word.docx(
        p("{%p for e in episoder %}"),
        p(
            "{{ e.nr }} {% for k in kolonner %}{{ k }}{% if not "
            "loop.last %}, {% endif %}{% endfor %}"
        ),
        p("{%p endfor %}"),
    ),
    "a loop of rows": word.docx(
        table(
            row("Nr", "Citat"),
            row("{%tr for e in episoder %}", ""),
            row("{{ e.nr }}", "{{ e.citat }}"),
            row("{%tr endfor %}", ""),
        )
    ),
    "a loop of cells": word.docx(
        table(
            row(
                "Nr",
                cell(p("{%tc for k in kolonner %}")),
                "{{ k }}",
                cell(p("{%tc endfor %}")),
            ),
            row("{%tr for r in raekker %}"),
            row(
                "{{ loop.index }}",
                cell(p("{%tc for v in r %}")),
                "{{ v }}",
                cell(p("{%tc endfor %}")),
            ),
            row("{%tr endfor %}"),
            columns=4,
        )
    ),
    "more cells than the grid": word.docx(
        table(
            row(
                cell(p("{%tc for e in episoder %}")),
                "{{ e.nr }}",
                cell(p("{%tc endfor %}")),
            ),
            columns=2,
        )
    ),
    "fewer cells than the grid": word.docx(
        table(
            row(cell(p("{%tc if nej %}")), "x", cell(p("{%tc endif %}")), "y"),
            columns=4,
        )
    ),
    "a table without loops and too wide a grid": word.docx(
        table(row("a", "{{ navn }}"), columns=3)
    ),
    "a nested table": word.docx(
        table(
            row(
                "{{ navn }}",
                cell(
                    table(
                        row("{%tr for e in episoder %}"),
                        row("{{ e.nr }}"),
                        row("{%tr endfor %}"),
                        columns=1,
                    ),
                    p(""),
                ),
            ),
        )
    ),
    "colspan": word.docx(
        table(
            row(
                cell(p("{% colspan kolonner|length %}bred")),
            ),
            row("a", "b", "c"),
            columns=3,
        )
    ),
    "cellbg": word.docx(
        table(
            row("{%tr for e in episoder %}", ""),
            row(cell(p("{% cellbg e.farve %}{{ e.nr }}")), "{{ e.citat }}"),
            row("{%tr endfor %}", ""),
        )
    ),
    "vm": word.docx(
        table(
            row("{%tr for e in episoder %}", ""),
            row(cell(p("{% vm %}samlet")), "{{ e.nr }}"),
            row("{%tr endfor %}", ""),
        )
    ),
    "hm": word.docx(
        table(
            row(
                cell(p("{%tc for k in kolonner %}")),
                cell(p("{% hm %}samlet")),
                cell(p("{%tc endfor %}")),
            ),
            row(
                cell(p("{%tc for k in kolonner %}")),
                "{{ k }}",
                cell(p("{%tc endfor %}")),
            ),
            columns=3,
        )
    ),
    "trimming to the paragraph before": word.docx(
        p("Sagen {{ sag.nummer }}"), p("{%- if ja %} er åben"), p("{%- endif %}.")
    ),
    "trimming to the paragraph after": word.docx(
        p("{% if ja -%}"), p("Sagen er åben"), p("{%- endif %}")
    ),
    "comments": word.docx(
        p("før{# en note #}efter"),
        p("{#p hele afsnittet #}"),
        p("slut"),
        table(row("{#tr hele rækken #}", ""), row("a", "b")),
    ),
    "escaped braces": word.docx(
        p("{_{ ikke et navn }_} {_% heller ikke %_} {{ navn }}")
    ),
    "rich text": word.docx(p("før {{r rig }} efter")),
    "rich paragraphs": word.docx(p("før"), p("{{p afsnit }}"), p("efter")),
    "a listing": word.docx(
        p("før {{ liste }} efter", properties='<w:jc w:val="both"/>')
    ),
    "line breaks and tabs": word.docx(
        '<w:p><w:pPr><w:jc w:val="both"/></w:pPr>'
        f"{run('»{{ brudt }}«', '<w:i/>')}</w:p>"
    ),
    "a run's own tag": word.docx(p("{%r if ja %}", "med", "{%r endif %}", " slut")),
    "set and macro": word.docx(
        p(
            "{% set x = navn %}{{ x }} {% macro m(a) %}[{{ a }}]{% "
            "endmacro %}{{ m(x) }}{{ m('é') }}"
        )
    ),
    "filters and tests": word.docx(
        p(
            "{{ navn|upper }} {{ kolonner|join(', ') }} {{ "
            "kolonner|first }}{{ kolonner|last }} "
            "{{ (episoder|map(attribute='nr'))|join('-') }} {{ "
            "episoder|selectattr('nr', 'equalto', "
            "'2')|map(attribute='nr')|first }} "
            "{{ 'x' if nej }}{{ navn|replace('Å', 'Aa')|trim }}"
        )
    ),
    "methods of texts": word.docx(
        p(
            "{{ navn.upper() }} {{ ', '.join(kolonner) }} {% for k, v in "
            "sag.items() %}{{ k }}={{ v }};{% endfor %}"
        )
    ),
    "operators": word.docx(
        p(
            "{{ navn ~ ': ' ~ sag.nummer }} {{ 'a' + 'b' }} {{ 'ab' * 2 "
            "}} {{ '%s!' % navn }}"
        )
    ),
    "a namespace": word.docx(
        p(
            "{% set n = namespace(x='') %}{% for k in kolonner %}{% set "
            "n.x = n.x ~ k %}{% endfor %}{{ n.x }}"
        )
    ),
    "a text box": word.docx(word.text_box(p("I boksen: {{ navn }}")), p("udenfor")),
    "a content control": word.docx(control(p("Navn: {{ navn }}")), p("x")),
    "every page's edges": word.docx(
        p("{{ navn }}"),
        header=p("Sag {{ sag.nummer }}"),
        first_header=p("Første {{ navn }}"),
        footer=p("{{ sag.emne }}"),
    ),
    "footnotes": word.docx(p("{{ navn }}"), footnotes=p("Se {{ sag.nummer }}")),
    "properties": word.docx(
        p("{{ navn }}"), title="Sag {{ sag.nummer }}", author="{{ sag.emne }}"
    ),
}
DOCXTPL_FILLS = re.compile(r"word/(document|header\d|footer\d|footnotes)\.xml")


def docxtpls_own(template: bytes, content: Mapping[str, object]) -> bytes:
    theirs = DocxTemplate(io.BytesIO(template))
    theirs.render(dict(content), autoescape=True)
    out = io.BytesIO()
    theirs.save(out)
    return out.getvalue()


def normalised(xml: bytes) -> list[object]:
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
    return _tree(etree.fromstring(xml, parser))


def _tree(element: etree._Element) -> list[object]:
    children = [
        _tree(child) for child in element if not str(child.tag).endswith("proofErr")
    ]
    attributes = sorted(
        (str(k), str(v))
        for k, v in element.attrib.items()
        if not str(k).endswith("}space")
    )
    text = element.text or ""
    if children and not text.strip():
        text = ""
    return [str(element.tag), attributes, text, children]


def without_empty_runs(tree: list[object]) -> list[object]:
    """Leave out empty texts and runs: they print nothing."""
    tag, attributes, text, children = tree
    assert isinstance(children, list)
    kept = [without_empty_runs(child) for child in children]
    kept = [c for c in kept if not (str(c[0]).endswith("}t") and not c[2])]
    kept = [c for c in kept if not (str(c[0]).endswith("}r") and _is_bare(c))]
    return [tag, attributes, text, kept]


def _is_bare(run_: list[object]) -> bool:
    children = run_[3]
    assert isinstance(children, list)
    return all(str(child[0]).endswith("}rPr") for child in children)


@pytest.mark.parametrize("name", CASES)
def test_fill__gives_the_text_and_structure_that_docxtpl_gives(name: str) -> None:
    """This test ensures that each construct comes out as docxtpl writes it."""
    template = CASES[name]
    ours = docx.compile(template).fill(CONTENT)
    theirs = docxtpls_own(template, CONTENT)

    filled = [n for n in _names(template) if DOCXTPL_FILLS.fullmatch(n)]

    assert "word/document.xml" in filled
    for part in filled:
        mine, other = (
            without_empty_runs(normalised(word.part(d, part))) for d in (ours, theirs)
        )
        assert mine == other


def test_properties__are_those_that_docxtpl_gives() -> None:
    """This test ensures that title and author are filled like docxtpl fills them."""
    from docx import Document

    template = CASES["properties"]

    mine, other = (
        Document(io.BytesIO(data)).core_properties
        for data in (
            docx.compile(template).fill(CONTENT),
            docxtpls_own(template, CONTENT),
        )
    )

    assert (mine.title, mine.author) == (other.title, other.author)
    assert mine.title == "Sag 2025-17"


def _names(data: bytes) -> list[str]:
    import zipfile

    return zipfile.ZipFile(io.BytesIO(data)).namelist()
