"""`anmeld generate`: the main job through the door a person uses."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from batch.batches import CHEAP_OPTIONS, record
from command_line.running import EXAMPLES, MAIN_EXAMPLE, TODAY, files_in, run

CASE = "HAE-2025-0147"


def _generate(*more: str | Path, out: Path) -> tuple[int, str]:
    result = run("generate", MAIN_EXAMPLE, "--out", out, "--today", TODAY, *more)
    return result.exit_code, result.output


def test_main_job__leaves_one_folder_for_each_reader(tmp_path: Path) -> None:
    """This test ensures that the main job gives the folders that the guide shows."""
    code, output = _generate(out=tmp_path)

    found = set(files_in(tmp_path / CASE))
    assert code == 0
    assert {
        "sag.json",
        "arbejdsgiver/intern_registrering.docx",
        "arbejdsgiver/intern_registrering.txt",
        "arbejdsgiver/manifest.json",
        "borgersag/journalnotat.docx",
        "borgersag/journalnotat.txt",
        "borgersag/manifest.json",
        "forsikring/ulykkesanmeldelse.pdf",
        "forsikring/ulykkesanmeldelse.txt",
        "forsikring/manifest.json",
        "politi/politianmeldelse.docx",
        "politi/politianmeldelse.txt",
        "politi/manifest.json",
    } <= found
    assert not any(path.startswith("laege/") for path in found)
    for said in ("For:", "By: 20.03.2025 at 23.59", "Because:", CASE):
        assert said in output


def test_same_record_and_day__give_the_same_bytes(tmp_path: Path) -> None:
    """This test ensures that two runs in two folders leave identical files."""
    _generate(out=tmp_path / "a")
    _generate(out=tmp_path / "b")

    assert files_in(tmp_path / "a") == files_in(tmp_path / "b")


def test_files__are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    """This test ensures that no one else on the machine can read a case."""
    _generate(out=tmp_path)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / CASE).rglob("*")}
    assert modes <= {0o700, 0o600}


def test_unchanged_case__is_left_alone(tmp_path: Path) -> None:
    """This test ensures that a second run does not touch what would be the same."""
    _generate(out=tmp_path)
    target = tmp_path / CASE / "sag.json"
    before = target.stat().st_mtime_ns

    code, output = _generate(out=tmp_path)

    assert code == 0
    assert "Nothing has changed" in output
    assert target.stat().st_mtime_ns == before


def test_changed_case__is_replaced_only_when_asked(tmp_path: Path) -> None:
    """This test ensures that a folder with other contents needs --force."""
    _generate(out=tmp_path)
    other_day = ("--today", "8.3.2025")
    source = (MAIN_EXAMPLE, "--out", tmp_path)

    refused = run("generate", *source, *other_day)
    forced = run("generate", *source, *other_day, "--force")

    assert (refused.exit_code, forced.exit_code) == (2, 0)
    assert "--force" in refused.output


def test_dry_run__writes_nothing(tmp_path: Path) -> None:
    """This test ensures that --dry-run makes everything and leaves nothing."""
    code, output = _generate("--dry-run", out=tmp_path / "ud")

    assert code == 0
    assert "Nothing was written" in output
    assert not (tmp_path / "ud").exists()


def test_chosen_document_and_format__are_made_alone(tmp_path: Path) -> None:
    """This test ensures that --document and --format narrow what is made."""
    code, _ = _generate(
        "--document", "politianmeldelse", "--format", "txt", out=tmp_path
    )

    assert code == 0
    assert set(files_in(tmp_path / CASE)) == {
        "politi/politianmeldelse.txt",
        "politi/manifest.json",
        "sag.json",
    }


def test_unknown_document__is_wrong_use_and_names_the_known(tmp_path: Path) -> None:
    """This test ensures that a mistyped document id is refused with the ids."""
    code, output = _generate("--document", "politi", out=tmp_path)

    assert code == 2
    assert "politianmeldelse" in output


def test_json__is_data_for_other_programs(tmp_path: Path) -> None:
    """This test ensures that --json prints nothing but JSON."""
    code, output = _generate("--json", out=tmp_path)

    assert code == 0
    assert json.loads(output)[0]["sagsnummer"] == CASE


def test_evidence__goes_to_the_police_only_when_asked(tmp_path: Path) -> None:
    """This test ensures that --with-bilag copies the files, to the police alone.

    The third belongs to the citizen's case too, and is not enclosed.
    """
    _generate(out=tmp_path / "a")
    _generate("--with-bilag", out=tmp_path / "b")

    more = set(files_in(tmp_path / "b")) - set(files_in(tmp_path / "a"))
    assert len(more) == 2
    assert all(path.startswith(f"{CASE}/politi/") for path in more)


def test_standard_input__finds_its_evidence_in_the_folder_named(tmp_path: Path) -> None:
    """This test ensures that a record from `-` gives what its file would give."""
    text = MAIN_EXAMPLE.read_bytes()
    line = ("generate", "-", "--today", TODAY, "--with-bilag")

    alone = run(*line, "--out", tmp_path / "uden", stdin=text)
    named = ("--bilag-folder", EXAMPLES)
    found = run(*line, "--out", tmp_path / "a", *named, stdin=text)
    _generate("--with-bilag", out=tmp_path / "b")

    assert alone.exit_code == 1
    assert "--bilag-folder" in alone.output
    assert found.exit_code == 0, found.output
    assert files_in(tmp_path / "a") == files_in(tmp_path / "b")


def test_batch_on_standard_input__finds_its_evidence_too(tmp_path: Path) -> None:
    (tmp_path / "bevis.txt").write_text("bevis")
    bilag = [{"fil": "bevis.txt", "art": "dokument", "viser": "Et brev"}]
    lines = "".join(json.dumps(record(n, bilag=bilag)) + "\n" for n in (1, 2))
    named = ("-", "--bilag-folder", tmp_path)
    line = ("--out", tmp_path / "ud", "--today", TODAY, *CHEAP_OPTIONS)

    result = run("generate", *named, *line, stdin=lines)

    assert result.exit_code == 0, result.output
    text = (tmp_path / "ud/S-2/arbejdsgiver/intern_registrering.txt").read_text("utf-8")
    assert "SHA-256: " in text
    for command in ("check", "plan"):
        told = run(command, *named, stdin=lines)
        assert told.exit_code == 0, told.output


def test_several_records__a_faulty_one_stops_no_other(tmp_path: Path) -> None:
    """This test ensures that exit code 3 means some made, some not."""
    bad = tmp_path / "bad.toml"
    bad.write_text("[sag]\nnummre = 'X'\n", encoding="utf-8")

    both = run(
        "generate", bad, MAIN_EXAMPLE, "--out", tmp_path / "ud", "--today", TODAY
    )
    alone = run("generate", bad, "--out", tmp_path / "ud2", "--today", TODAY)

    assert (both.exit_code, alone.exit_code) == (3, 1)
    assert "Did you mean nummer?" in both.output
    assert (tmp_path / "ud" / CASE / "sag.json").exists()
    assert not (tmp_path / "ud2").exists()


def test_standard_input__is_a_source(tmp_path: Path) -> None:
    """This test ensures that `-` reads a record from standard input."""
    text = (EXAMPLES / "optakt.toml").read_text(encoding="utf-8")

    result = run("generate", "-", "--out", tmp_path, "--today", TODAY, stdin=text)

    assert result.exit_code == 0, result.output
    assert (tmp_path / "HAE-2025-0099" / "borgersag").is_dir()


def test_unwritable_folder__is_the_disk_s_no(tmp_path: Path) -> None:
    """This test ensures that exit code 4 tells a disk fault from a record's fault."""
    (tmp_path / "ud").write_text("a file where the folder should be")

    code, output = _generate(out=tmp_path / "ud" / "deeper")

    assert code == 4
    assert "Traceback" not in output


def test_home_address_in_a_quote__stops_the_police_draft(tmp_path: Path) -> None:
    """This test ensures that a quoted home address never reaches the suspect.

    No reader of this track may see it, and every document carries the quote.
    """
    text = MAIN_EXAMPLE.read_text(encoding="utf-8")
    posted = text.replace(
        "Sådan ser hun ud. Hvem ved hvor hun holder til?",
        "Hun bor på Skovbrynet 44, 9992 Vesterø!",
    )
    assert posted != text
    source = _beside_the_examples(tmp_path, posted)
    options = ("--out", tmp_path / "ud", "--today", TODAY)

    stopped = run("generate", source, *options)

    assert stopped.exit_code == 1
    assert "medarbejder.privat.adresse" in stopped.output
    assert "Skovbrynet" not in stopped.output
    assert not (tmp_path / "ud" / CASE).exists()


def test_released_address__stands_in_the_police_draft_alone(tmp_path: Path) -> None:
    """This test ensures that a release by name lets one document through."""
    text = MAIN_EXAMPLE.read_text(encoding="utf-8")
    posted = text.replace(
        "Sådan ser hun ud. Hvem ved hvor hun holder til?",
        "Hun bor på Skovbrynet 44, 9992 Vesterø!",
    )
    release = (
        '\n[[frigivelser]]\ndokument = "politianmeldelse"\n'
        'felt = "medarbejder.privat.adresse"\nbegrundelse = "Del af truslen."\n'
    )
    source = _beside_the_examples(tmp_path, posted + release)

    result = run("generate", source, "--out", tmp_path / "ud", "--today", TODAY)

    carrying = {
        path
        for path, data in files_in(tmp_path / "ud" / CASE).items()
        if path.endswith(".txt") and "Skovbrynet" in data.decode()
    }
    assert carrying == {"politi/politianmeldelse.txt"}
    assert "as released" in result.output


def _beside_the_examples(folder: Path, text: str) -> Path:
    source = folder / "sag.toml"
    source.write_text(text, encoding="utf-8")
    evidence = folder / "bilag"
    evidence.mkdir()
    for file in (EXAMPLES / "bilag").iterdir():
        (evidence / file.name).write_bytes(file.read_bytes())
    return source


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_interrupt__ends_with_130(tmp_path: Path) -> None:
    """This test ensures that Ctrl-C ends with its own code and no traceback."""
    sources = [str(path) for path in EXAMPLES.glob("*.toml")] * 40
    # Tests that run in the background may be deaf to it, and a child would be too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        process = subprocess.Popen(
            [sys.executable, "-m", "anmeld", "check", "-", *sources],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
    finally:
        signal.signal(signal.SIGINT, before)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)

    assert process.returncode == 130
    assert "Traceback" not in errors


def test_another_case_left_half_replaced__is_put_right(tmp_path: Path) -> None:
    """This test ensures that any run finds what a stopped run left behind."""
    (tmp_path / ".SAG-7.gammel-anmeld").mkdir()
    (tmp_path / ".SAG-7.gammel-anmeld" / "sag.json").write_text("{}")

    assert _generate("--dry-run", out=tmp_path)[0] == 0
    assert not (tmp_path / "SAG-7").exists()
    assert _generate("--format", "txt", out=tmp_path)[0] == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == [CASE, "SAG-7"]


def test_force__does_not_eat_what_a_person_wrote_into_a_draft(tmp_path: Path) -> None:
    """This test ensures that hours of work on a draft survive a second run."""
    _generate("--format", "txt", out=tmp_path)
    draft = tmp_path / CASE / "politi" / "politianmeldelse.txt"
    draft.write_text("rettet i hånden", encoding="utf-8")

    code, output = _generate("--format", "txt", "--force", out=tmp_path)

    assert code == 2
    assert "politi/politianmeldelse.txt" in output
    assert draft.read_text(encoding="utf-8") == "rettet i hånden"
