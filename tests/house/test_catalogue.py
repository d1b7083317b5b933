"""Every sentence of the screen is there in Danish."""

from __future__ import annotations

import gettext
import importlib.util
import re
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from anmeld._i18n import LOCALE_DIR
from anmeld.cli import main
from anmeld.formatting.moments import DENMARK
from anmeld.plan import make_plan, plan_page
from anmeld.record import load_record

ROOT = Path(__file__).parents[2]
TOOL = ROOT / "tools" / "catalogue.py"
EXAMPLES = ROOT / "examples"
NOON = datetime(2025, 6, 1, 12, tzinfo=DENMARK)


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The program that keeps the catalogue."""
    spec = importlib.util.spec_from_file_location("catalogue_tool", TOOL)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_sentences__are_all_translated(tool: ModuleType) -> None:
    """This test ensures that no sentence is missing, stale or untranslated."""
    assert tool.faults(tool.read()) == []


def test_compiled_catalogue__is_the_text_one(tool: ModuleType) -> None:
    """This test ensures that the compiled file was made from today's text file."""
    compiled = tool.CATALOGUE.with_suffix(".mo").read_bytes()

    assert tool.mo_bytes(tool.read()) == compiled


def test_screen__speaks_danish_by_default_and_english_on_request() -> None:
    """This test ensures that one message comes out in both languages."""
    from anmeld._i18n import msg

    message = msg("is missing.")

    assert message.text("da") != message.text("en") == "is missing."


def test_compiled_catalogue__tells_one_from_several() -> None:
    """This test ensures that gettext finds the Danish forms that click asks for."""
    danish = gettext.translation("anmeld", LOCALE_DIR, languages=["da"])
    forms = (
        "Option {name!r} requires an argument.",
        ("Option {name!r} requires {nargs} arguments."),
    )

    one, several = (danish.ngettext(*forms, number) for number in (1, 2))

    assert one == "Valget {name!r} kræver en værdi."
    assert several == "Valget {name!r} kræver {nargs} værdier."


def test_check__finds_what_is_wrong_with_a_translation(tool: ModuleType) -> None:
    """This test ensures that fields, gaps and strays of either form are found."""
    catalogue = tool.read()
    catalogue.get("is missing.").string = "mangler {navn}."
    catalogue.get("Add it.").string = ""
    catalogue.get("Did you mean {possibility}?").string = (
        "Mente du {possibility}?",
        "",
    )
    catalogue.add("Nobody says this.", "Ingen siger dette.")

    found = "\n".join(tool.faults(catalogue))

    assert "other fields than its sentence: 'is missing.'" in found
    assert "not translated: 'Add it.'" in found
    assert "not translated: ('Did you mean {possibility}?'" in found
    assert "no longer used: 'Nobody says this.'" in found


def test_sentences__can_be_filled_and_end_as_the_english_ones(tool: ModuleType) -> None:
    """This test ensures that no brace, full stop or question mark got lost."""
    for message in tool.read():
        pairs = zip(tool.forms(message.id), tool.forms(message.string), strict=True)
        for english, danish in pairs if message.id else ():
            fields = dict.fromkeys(re.findall(r"\{(\w+)", english + danish), 1)
            if fields:
                assert danish.format(**fields) != ""
            assert english[-1:] in (danish[-1:], "]", "'") or english[-1:].isalpha(), (
                english,
                danish,
            )


@pytest.mark.parametrize(
    "example", sorted(EXAMPLES.glob("*.toml")), ids=lambda p: p.stem
)
def test_plan__holds_no_english_word(example: Path) -> None:
    """This test ensures that nothing of a plan is left untranslated."""
    plan = make_plan(load_record(example), now=NOON)

    assert _english_words(plan_page(plan, "da")) == set()
    assert _english_words(plan_page(plan, "en"))


@pytest.mark.parametrize("command", [(), *((name,) for name in sorted(main.lazy))])
def test_help__holds_no_english_word(command: tuple[str, ...]) -> None:
    """This test ensures that headings, usage and options are all Danish."""
    danish = CliRunner().invoke(main, [*command, "--help"], env={"ANMELD_LANG": "da"})

    # The names of options are the same in every language.
    assert _english_words(re.sub(r"--[a-z-]+", "", danish.output)) == set()
    for word in ("Usage", "Options", "Commands", "OPTIONS", "Show this", "required"):
        assert word not in danish.output


def test_disk__says_why_in_danish(tmp_path: Path) -> None:
    """This test ensures that the usual refusals of the disk are put into words."""
    target = tmp_path / "findes_ikke" / "sag.toml"

    result = CliRunner().invoke(main, ["new", str(target)], env={"ANMELD_LANG": "da"})

    assert "filen eller mappen findes ikke" in result.output


def _english_words(text: str) -> set[str]:
    words = set(re.findall(r"[a-zæøå]+", text.lower()))
    return words & {"the", "is", "of", "with", "not", "this", "which", "are", "from"}
