"""The other commands, help and language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from anmeld.cli import main
from command_line.running import EXAMPLES, MAIN_EXAMPLE, TODAY, run

COMMANDS = ("new", "check", "schema", "plan", "generate", "documents", "law")


def test_new__writes_a_record_that_check_explains(tmp_path: Path) -> None:
    """This test ensures that an empty record leads a person on, field by field."""
    target = tmp_path / "sag.toml"

    written = run("new", target)
    checked = run("check", target)

    assert written.exit_code == 0
    assert checked.exit_code == 1
    assert "sag.nummer" in checked.output
    assert "medarbejder.navn" in checked.output


def test_new__never_overwrites(tmp_path: Path) -> None:
    """This test ensures that a filled record cannot be lost by `new`."""
    target = tmp_path / "sag.toml"
    target.write_text("mine", encoding="utf-8")

    result = run("new", target)

    assert result.exit_code == 4
    assert target.read_text(encoding="utf-8") == "mine"


def test_check__says_where_what_and_remedy_as_json_too(tmp_path: Path) -> None:
    """This test ensures that faults reach other programs as data."""
    target = tmp_path / "sag.toml"
    target.write_text("[sag]\nnummre = 'X'\n", encoding="utf-8")

    result = run("check", target, "--json")

    faults = json.loads(result.output)
    assert {"unknown-key", "missing"} <= {fault["code"] for fault in faults}


def test_plan__prints_a_page_and_the_same_as_data() -> None:
    """This test ensures that the page and the data tell of the same documents."""
    page = run("plan", MAIN_EXAMPLE, "--today", TODAY)
    data = run("plan", MAIN_EXAMPLE, "--today", TODAY, "--json")

    assert page.exit_code == data.exit_code == 0
    assert "20.03.2025 at 23.59" in page.output
    assert "politianmeldelse" in page.output
    assert "politianmeldelse" in json.dumps(json.loads(data.output))


@pytest.mark.parametrize("today", ["31.2.2025", "13/13 2025", "i går"])
def test_today__is_never_guessed(today: str) -> None:
    """This test ensures that a day that does not exist is wrong use."""
    assert run("plan", MAIN_EXAMPLE, "--today", today).exit_code == 2


def test_law__answers_for_the_day_asked_about() -> None:
    """This test ensures that three days get three answers, the last from a bill."""

    def threshold(day: str) -> tuple[object, object] | None:
        rows = json.loads(run("law", "--on", day, "--json").output)
        found = [r for r in rows if r["id"] == "forsikring_fravaer_taerskel"]
        return (found[0]["vaerdi"], found[0]["sikkerhed"]) if found else None

    assert threshold("1.6.2021") is None or threshold("1.6.2021") != threshold(
        "1.6.2026"
    )
    assert threshold("1.6.2026") == ("1 dag", "verified")
    assert threshold("1.8.2026") == ("3 dage", "bill")


def test_schema__is_json_with_danish_titles() -> None:
    """This test ensures that other systems get the record's shape."""
    schema = json.loads(run("schema").output)

    assert "2020-12" in schema["$schema"]
    assert "Sagsnummer" in json.dumps(schema, ensure_ascii=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_help__is_danish_unless_asked_for_in_english(command: str) -> None:
    """This test ensures that every command explains itself in both languages."""
    danish = CliRunner().invoke(main, [command, "--help"], env={"ANMELD_LANG": ""})
    english = CliRunner().invoke(main, [command, "--help", "--lang", "en"])

    assert danish.exit_code == english.exit_code == 0
    assert danish.output != english.output
    assert "Brug: " in danish.output
    assert "Usage: " in english.output


def test_wrong_use__is_said_in_danish_too() -> None:
    """This test ensures that click's own sentences are translated."""
    result = CliRunner().invoke(main, ["plan"], env={"ANMELD_LANG": "da"})

    assert result.exit_code == 2
    assert "Brug: " in result.output
    assert "Missing" not in result.output


def test_locale__does_not_decide_the_language() -> None:
    """This test ensures that the machine's locale never changes the screen."""
    done = subprocess.run(
        [sys.executable, "-m", "anmeld", "--help"],
        env={**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "C", "ANMELD_LANG": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )

    assert "Brug: " in done.stdout


def test_output__has_no_colour_where_there_is_no_terminal() -> None:
    """This test ensures that a log gets plain text."""
    assert "\x1b" not in run("documents").output


def test_documents__lists_the_five() -> None:
    """This test ensures that the catalogue is the folder."""
    listed = {row["id"] for row in json.loads(run("documents", "--json").output)}

    assert listed == {
        "intern_registrering",
        "journalnotat",
        "ulykkesanmeldelse",
        "henvisning",
        "politianmeldelse",
    }


def test_unforeseen_fault__keeps_its_place_and_hides_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """This test ensures that a bug's traceback holds no value of the record."""
    secret = "".join(["Skov", "brynet"])

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr("anmeld.plan.make_plan", fail)
    result = run("plan", EXAMPLES / "optakt.toml", "--today", TODAY)

    assert result.exit_code == 70
    assert secret not in result.output
    assert "RuntimeError" in result.output


def test_template_copy__says_what_to_do_next_with_a_form(tmp_path: Path) -> None:
    """This test ensures that nobody is sent to Word with a document that is a form."""
    form = run("template", "copy", "ulykkesanmeldelse", tmp_path)
    letter = run("template", "copy", "henvisning", tmp_path)

    assert (form.exit_code, letter.exit_code) == (0, 0)
    assert "anmeld form doctor" in form.output
    assert "Word" not in form.output
    assert "anmeld template check" in letter.output
