"""Every sentence of the screen is there in Danish."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "catalogue.py"


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
