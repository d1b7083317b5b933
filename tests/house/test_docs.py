"""What the documentation shows is run: every command, every piece of Python."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from openpyxl import Workbook

import anmeld
from anmeld.cli import main

ROOT = Path(__file__).parents[2]
GUIDES = (
    "README.md",
    "docs/vejledning.md",
    "docs/regneark.md",
    "docs/batch.md",
    "docs/blanketter.md",
)
EXAMPLE = ROOT / "examples" / "digital_chikane.toml"
FORM = ROOT / "templates" / "ulykkesanmeldelse"
SHOWN = re.compile(r"^(?:    |\$ )((?:pip|anmeld|git|echo) .*)$", re.MULTILINE)
# What installs or configures the machine is run by .ci/run, not by a test.
OUTSIDE = ("pip", "git", "echo", "pytest")


DASK = "tcp://10.0.0.5:8786"


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


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_shown__run_as_printed(guide: str, desk: Path) -> None:
    """This test ensures that a reader who types what a guide shows gets on.

    What a person has or is told to fill in is there: a record from an example, a sheet
    of cases, an export of another system. A cluster is left to the test below.
    """
    commands = [one for one in _commands(guide) if "--dask" not in one]
    assert commands

    for command in commands:
        assert command[0] == "anmeld", command
        _lay_out(desk, command)
        line, into = command[1:], None
        if ">" in line:
            *line, _, into = line
        result = CliRunner().invoke(main, line, env={"ANMELD_LANG": "en"})
        assert result.exit_code == 0, (command, result.output)
        if into:
            (desk / into).write_text(result.stdout, encoding="utf-8")
        if command[1] == "new":
            assert (desk / command[-1]).stat().st_size > 1000
        if command[1] == "columns":
            # What is drafted is read through and corrected: to the map that is shown.
            shown = _blocks((ROOT / guide).read_text(encoding="utf-8"), "toml")
            (desk / command[-1]).write_text(shown[0], encoding="utf-8")


def _lay_out(desk: Path, command: list[str]) -> None:
    """Put on the desk what a command is about, and take away what it is to make."""
    if command[1] == "new":
        (desk / command[-1]).unlink(missing_ok=True)
        return
    for word in command:
        if word in LAID:
            LAID[word](desk / word)


def _try_out(path: Path) -> None:
    # By now the drafted map is corrected: to the one that goes with the form.
    drafted = path.with_name("fields.toml")
    assert "[fields." in drafted.read_text(encoding="utf-8")
    shutil.copy(FORM / "fields.toml", drafted)
    path.write_text('{"sag": {"nummer": "S-1"}}', encoding="utf-8")


def _folder_of_records(path: Path) -> None:
    shutil.copytree(EXAMPLE.parent / "bilag", path / "bilag")
    shutil.copy(EXAMPLE, path)


LAID: dict[str, Callable[[Path], object]] = {
    "SAG.toml": lambda path: shutil.copy(EXAMPLE, path),
    "SAGER.xlsx": lambda path: _book().save(path),
    "UDTRÆK.csv": lambda path: path.write_text(EXPORT, encoding="utf-8"),
    "BLANKET.pdf": lambda path: shutil.copy(FORM / "form.pdf", path),
    "PRØVE.json": _try_out,
    "SAGER/": _folder_of_records,
    "skabeloner": lambda path: shutil.copytree(FORM, path / FORM.name),
}


def _book() -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Sagsnummer", "Arbejdsgiverens navn", "Medarbejderens navn"])
    sheet.append(["S-1", "Eksempel Kommune", "Agnes Brinkholt"])
    sheet.title = "Sager"
    episodes = book.create_sheet("Episoder")
    episodes.append(["Sagsnummer", "Tidspunkt", "Art"])
    episodes.append(["S-1", "3.3.2025 kl. 14.05", "forulempelse"])
    return book


EXPORT = """\
Skadenr.;Undertype;Skadesdato;Medarbejderens navn;standardCase
2025-17;Verbal chikane;03032025;Agnes Brinkholt;0
"""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_command_for_a_cluster__runs_on_one(desk: Path) -> None:
    """This test ensures that the line for Dask works, on a cluster of this machine."""
    distributed = pytest.importorskip("distributed")
    (command,) = (one for one in _commands("docs/batch.md") if "--dask" in one)
    _lay_out(desk, command)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        instead = {DASK: cluster.scheduler_address, "/faelles/ud": str(desk / "ud")}
        assert instead.keys() <= set(command)
        line = [instead.get(word, word) for word in command[1:]]
        result = CliRunner().invoke(main, line, env={"ANMELD_LANG": "en"})

    assert result.exit_code == 0, result.output
    assert (desk / "ud/S-1/sag.json").is_file()


@pytest.mark.parametrize("guide", GUIDES)
def test_commands_named__exist(guide: str) -> None:
    """This test ensures that no guide speaks of a command that is not there."""
    text = (ROOT / guide).read_text(encoding="utf-8")
    context = click.Context(main)
    named = set(re.findall(r"`anmeld ([a-z]+)", text))

    assert named <= set(main.list_commands(context))


@pytest.mark.parametrize("guide", ["README.md", "docs/vejledning.md"])
def test_guides_for_many_cases__are_found_from_the_beginning(guide: str) -> None:
    text = (ROOT / guide).read_text(encoding="utf-8")

    assert "batch.md)" in text
    assert "regneark.md)" in text


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_every_command__is_in_the_readme() -> None:
    """This test ensures that the overview leaves no command out."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    names = main.list_commands(click.Context(main))

    assert [name for name in names if f"anmeld {name}" not in text] == []


def test_python_shown__runs(desk: Path) -> None:
    """This test ensures that the library's example in the README works."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = _blocks(text, "python")
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


@pytest.mark.parametrize("guide", GUIDES)
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
