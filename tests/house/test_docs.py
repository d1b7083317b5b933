"""What the documentation shows is run: every command, every piece of Python."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import anmeld
from anmeld.cli import main

ROOT = Path(__file__).parents[2]
GUIDES = ("README.md", "docs/vejledning.md", "docs/regneark.md", "docs/batch.md")
SHOWN = re.compile(r"^(?:    |\$ )((?:pip|anmeld|git|echo) .*)$", re.MULTILINE)
# What installs or configures the machine is run by .ci/run, not by a test.
OUTSIDE = ("pip", "git", "echo", "pytest")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like a fresh clone, as far as commands read it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "examples" / "bilag", tmp_path / "bilag")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _commands(guide: str) -> list[list[str]]:
    text = (ROOT / guide).read_text(encoding="utf-8")
    lines = (part.strip() for line in SHOWN.findall(text) for part in line.split("&&"))
    words = [shlex.split(line, comments=True) for line in lines]
    return [one for one in words if one and one[0] not in OUTSIDE]


@pytest.mark.parametrize("guide", ["README.md", "docs/vejledning.md"])
def test_commands_shown__run_as_printed(guide: str, desk: Path) -> None:
    """This test ensures that a reader who types what a guide shows gets on.

    A record that a person is told to fill in is filled in here from an example.
    """
    commands = _commands(guide)
    assert commands

    for command in commands:
        assert command[0] == "anmeld", command
        result = CliRunner().invoke(main, command[1:], env={"ANMELD_LANG": "en"})
        assert result.exit_code == 0, (command, result.output)
        if command[1] == "new":
            example = desk / "examples" / "digital_chikane.toml"
            shutil.copy(example, desk / command[2])


@pytest.mark.parametrize("guide", [g for g in GUIDES if (ROOT / g).exists()])
def test_commands_named__exist(guide: str) -> None:
    """This test ensures that no guide speaks of a command that is not there."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    context = click.Context(main)
    named = set(re.findall(r"`anmeld ([a-z]+)", text))

    assert named <= set(main.list_commands(context))


def test_every_command__is_in_the_readme() -> None:
    """This test ensures that the overview leaves no command out."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    names = main.list_commands(click.Context(main))

    assert [name for name in names if f"anmeld {name}" not in text] == []


def test_python_shown__runs(desk: Path) -> None:
    """This test ensures that the library's example in the README works."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert blocks

    for block in blocks:
        done = subprocess.run(
            [sys.executable, "-c", block],
            cwd=desk,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": ""},
        )
        assert done.returncode == 0, done.stderr
        assert "laege/henvisning.docx" in done.stdout


def test_public_names__are_documented() -> None:
    """This test ensures that every name of the front door says what it is."""
    for name in anmeld.__all__:
        if not name.startswith("__"):
            assert getattr(anmeld, name).__doc__, name


@pytest.mark.parametrize("guide", [g for g in GUIDES if (ROOT / g).exists()])
def test_links__lead_somewhere(guide: str) -> None:
    """This test ensures that pictures and pages that a guide points to are there."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)

    gone = [one for one in links if not (ROOT / guide).parent.joinpath(one).exists()]
    assert gone == []


def test_check_script__runs_the_readme_s_test_command() -> None:
    """This test ensures that what is checked is what a newcomer is told to run."""
    shown = "pip install -e '.[test]'"
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert f"{shown} && pytest" in readme
    assert shown in script
    assert "&& pytest" in script
