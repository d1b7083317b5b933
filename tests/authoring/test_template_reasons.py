"""What somebody who writes templates is told of a slip of the pen, in Danish."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2.exceptions import TemplateSyntaxError

from anmeld.authoring.template_check import check_template
from anmeld.render.docx.reasons import reason_of
from anmeld.render.docx.sandbox import environment
from command_line.running import run
from render.docx import word
from render.docx.word import p

SLIPS = {
    "{{ }}": "der står ingen værdi i den",
    "{{ sag nummer }}": "»nummer« er for meget",
    "{% if sag.nummer = 1 %}x{% endif %}": "ét =",
    "{{ sag. }}": "mangler et navn efter punktummet",
    "{{ sag.nummer| }}": "mangler et navn før slutningen af koden",
    "{{ (sag.nummer }}": "mangler parentesen )",
    "{{ sag.nummer) }}": "»)« hører ikke til der",
    "{{ 'x }}": "anførselstegn",
    "{{ sag.nummer ? 1 }}": "tegnet ?",
    "{% for e episoder %}{% endfor %}": "ordet »in«",
    "{% for e in episoder %}x{% elif e %}y{% endfor %}": "elif",
    "{% if sag.nummer == %}x{% endif %}": "den slutter midt i det hele",
    "{% set 1 = 2 %}": "navn",
    "{% with a %}{% endwith %}": "mangler »=«",
    "{{ sag.nummer|nix }}": "nix",
    "{{ sag.nummer is nix }}": "nix",
    "{% nix %}": "nix",
    "{% if sag.nummer %}x": "endif",
    "{{ sag.nummer": "bliver aldrig lukket",
}
# Words of Jinja's own sentences that are no words of Danish.
ENGLISH = re.compile(
    r"\b(expected|unexpected|got|token|statement|expression|template|unknown|looking"
    r"|following|innermost|block|char|subscript|invalid|named)\b"
)


@pytest.mark.parametrize("tag", SLIPS)
def test_slip__is_told_in_danish_with_its_place(tag: str, tmp_path: Path) -> None:
    path = tmp_path / "skabelon.docx"
    path.write_bytes(word.docx(p(f"Kære {tag}")))
    (fault, *_) = check_template(path).errors
    said = fault.text("da")
    assert SLIPS[tag] in said
    assert "Kære" in said
    assert not ENGLISH.search(said.replace(tag, "")), said


def test_rare_sentence__is_passed_on_in_the_parser_s_own_words() -> None:
    problem, remedy = reason_of("You cannot chain multiple tests with is")
    assert problem.text("da").endswith(": You cannot chain multiple tests with is")
    assert remedy is None


@pytest.mark.parametrize(
    "source",
    ["{% if a %}{% for b in c %}{% endif %}", "{% if a %}", "{{ (a", "{{ a|nix }}"],
)
def test_sentence_of_a_whole_part__is_told_too(source: str) -> None:
    with pytest.raises(TemplateSyntaxError) as caught:
        environment().compile(source)
    assert not ENGLISH.search(reason_of(str(caught.value.message))[0].text("da"))


def test_command__tells_the_reason_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "skabelon.docx"
    path.write_bytes(word.docx(p("{% if sag.nummer = 1 %}x{% endif %}")))
    done = run("template", "check", path)
    assert done.exit_code == 1
    assert "one = sets a value and compares nothing" in done.output
    assert "Write == to compare." in done.output
