"""The report of a real run: written by the batch, made again, and free of secrets."""

from __future__ import annotations

import io
import re
import stat
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fsspec.core import url_to_fs

from anmeld.batch import generate_many
from anmeld.catalogue import Format
from anmeld.cli import main
from anmeld.content import Fact, find_facts
from anmeld.errors import StorageError, UsageError
from anmeld.record import LoadedRecord
from anmeld.record.model import Record
from anmeld.report import write_reports, writing
from content.markers import marked_data
from report.runs import NOW

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = ["koersel.html", "omfang.html", "frister.ics", "frister.csv", "frister.xlsx"]
# The department is counted, but a single case is too few for the extent to be shown.
SHOWN = {"sag.nummer"}
QUICK = {"now": NOW, "formats": [Format.TXT], "workers": 0}


def run(*arguments: str | Path) -> Result:
    """Call `anmeld` in English."""
    words = [str(one) for one in arguments]
    return CliRunner().invoke(main, words, env={"ANMELD_LANG": "en"})


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def everything_said(folder: Path) -> str:
    """All files of a report as text, the workbook's parts unpacked."""
    parts = []
    for name in FILES:
        data = (folder / name).read_bytes()
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts += [
                    archive.read(member).decode() for member in archive.namelist()
                ]
        else:
            parts.append(data.decode().replace("\r\n ", ""))
    return "\n".join(parts)


def marked(fact: Fact) -> str | None:
    """The form of a fact that nothing but the fact itself could put into a file."""
    text = str(fact.value)
    own = re.search("q[a-z]y[a-z]ux", text.casefold()) or re.search(r"\d{8}", text)
    return bare(text) if own else None


@pytest.fixture(scope="module")
def marked_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Record]:
    """A run of one record with a value of its own in every field."""
    out = tmp_path_factory.mktemp("ud")
    record = Record.model_validate(marked_data())
    loaded = LoadedRecord(record=record, base=None, origin="sager.jsonl:1")
    list(generate_many([loaded], out=out, **QUICK))  # type: ignore[arg-type] # quick
    write_reports(out, now=NOW)
    return out, record


def test_report__holds_no_value_of_the_record_but_its_number(
    marked_run: tuple[Path, Record],
) -> None:
    out, record = marked_run
    said = bare(everything_said(out))
    forms = {
        fact.key: form
        for fact in find_facts(record)
        if fact.key not in SHOWN and (form := marked(fact))
    }
    assert len(forms) > 80
    assert bare(record.sag.nummer) in said
    assert [key for key, form in forms.items() if form in said] == []


def test_report__names_the_employee_in_one_file_when_asked(
    marked_run: tuple[Path, Record],
) -> None:
    out, record = marked_run
    name = str(record.medarbejder.navn)
    write_reports(out, now=NOW, names={record.sag.nummer: name})
    assert name in (out / "koersel.html").read_text("utf-8")
    write_reports(out, now=NOW)
    assert bare(name) not in bare(everything_said(out))


@pytest.fixture(scope="module")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("koersel")
    sources = [EXAMPLES / "optakt.toml", EXAMPLES / "vold_med_skade.toml"]
    list(generate_many(sources, out=out, **QUICK))  # type: ignore[arg-type] # quick
    return out


def test_report__is_the_same_each_time_and_readable_by_its_owner(
    run_folder: Path,
) -> None:
    written = write_reports(run_folder, now=NOW)
    before = {path.name: path.read_bytes() for path in written}
    assert list(before) == FILES
    again = write_reports(run_folder, now=NOW)
    assert {path.name: path.read_bytes() for path in again} == before
    if sys.platform != "win32":
        assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}
    assert not list(run_folder.glob(".*.ny-anmeld"))


def test_report__links_to_folders_that_are_there(run_folder: Path) -> None:
    write_reports(run_folder, now=NOW)
    page = (run_folder / "koersel.html").read_text("utf-8")
    links = re.findall(r'href="([^"#:]+)"', page)
    assert len(links) > 8
    assert [link for link in links if not (run_folder / link).exists()] == []


def test_report__goes_where_the_cases_are(run_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "koersel").mkdir()
    (tmp_path / "ud").mkdir()
    data = (run_folder / "koersel.jsonl").read_bytes()
    (tmp_path / "koersel" / "koersel.jsonl").write_bytes(data)
    written = write_reports(tmp_path / "ud", now=NOW, run_folder=tmp_path / "koersel")
    assert {path.parent for path in written} == {tmp_path / "ud"}


def test_folder_without_a_run__is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        write_reports(tmp_path, now=NOW)
    assert error.value.faults[0].code == "no-run"
    assert list(tmp_path.iterdir()) == []


def test_disk_that_refuses__leaves_the_old_file(run_folder: Path) -> None:
    first = write_reports(run_folder, now=NOW)[0]
    before = first.read_bytes()
    in_the_way = first.with_name(f".{first.name}.ny-anmeld")
    (in_the_way / "x").mkdir(parents=True)
    try:
        with pytest.raises(StorageError):
            write_reports(run_folder, now=NOW + timedelta(days=1))
        assert first.read_bytes() == before
    finally:
        (in_the_way / "x").rmdir()
        in_the_way.rmdir()


def test_disk_that_refuses_a_later_file__leaves_all_old_ones(
    run_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This test ensures that page, calendar and tables never tell two stories."""
    files = write_reports(run_folder, now=NOW)
    before = [file.read_bytes() for file in files]

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "write_xlsx", full)
    with pytest.raises(StorageError):
        write_reports(run_folder, now=NOW + timedelta(days=200))

    assert [file.read_bytes() for file in files] == before
    assert not list(run_folder.glob(".*.ny-anmeld"))


def test_command__makes_the_report_as_of_the_day_asked_for(run_folder: Path) -> None:
    done = run("report", run_folder, "--today", "28.3.2025")
    assert (done.exit_code, done.output.count("Written: ")) == (0, 5)
    page = (run_folder / "koersel.html").read_text("utf-8")
    assert "den 28. marts 2025 kl. 00.00" in page
    direct = write_reports(run_folder, now=datetime(2025, 3, 28, tzinfo=NOW.tzinfo))
    assert direct[0].read_text("utf-8") == page


def test_command__shows_names_of_the_records_given(run_folder: Path) -> None:
    source = EXAMPLES / "vold_med_skade.toml"
    done = run("report", run_folder, "--today", "28.3.2025", "--names", source)
    assert done.exit_code == 0
    page = (run_folder / "koersel.html").read_text("utf-8")
    name = re.search(
        r'\[medarbejder\][^\[]*?navn = "([^"]+)"', source.read_text("utf-8")
    )
    assert name
    assert name[1] in page


def test_command__finds_a_run_file_that_lies_elsewhere(
    run_folder: Path, tmp_path: Path
) -> None:
    """This test ensures that what generate could put apart, report finds again."""
    cases = tmp_path / "sager"
    cases.mkdir()

    alone = run("report", cases)
    both = run("report", cases, "--run-folder", run_folder)

    assert alone.exit_code == 2
    assert "--run-folder" in " ".join(alone.output.split())
    assert both.exit_code == 0, both.output
    assert (cases / "koersel.html").is_file()


def test_command__says_that_a_folder_holds_no_run(tmp_path: Path) -> None:
    done = run("report", tmp_path)
    assert done.exit_code == 2
    assert "holds no run" in done.stderr


def test_batch__ends_with_its_report(tmp_path: Path) -> None:
    source = tmp_path / "sager"
    source.mkdir()
    for name in ("optakt.toml", "digital_chikane.toml"):
        (source / name).write_bytes((EXAMPLES / name).read_bytes())
    (source / "tom.toml").write_text("[sag]\n", "utf-8")
    out = tmp_path / "ud"
    done = run(
        "generate", source, "--out", out, "--today", "20.3.2025", "--format", "txt"
    )
    assert done.exit_code == 3
    assert "koersel.html" in done.output
    page = (out / "koersel.html").read_text("utf-8")
    assert 'id="fejl"' in page
    assert "tom.toml" in page
    assert str(tmp_path) not in page
    assert all((out / name).is_file() for name in FILES)


def test_dry_run__writes_no_report(tmp_path: Path) -> None:
    out = tmp_path / "ud"
    run("generate", EXAMPLES, "--out", out, "--format", "txt", "--dry-run")
    assert not out.exists()


def test_object_storage__gets_the_report_beside_the_cases(tmp_path: Path) -> None:
    """Links are relative: they lead somewhere where the cases are."""
    source = EXAMPLES / "optakt.toml"
    out, here = "memory://ud-med-rapport", tmp_path / "her"
    done = run(
        *("generate", source, "--out", out, "--run-folder", here),
        *("--today", "20.3.2025", "--format", "txt"),
    )
    assert done.exit_code == 0, done.output
    stored = url_to_fs(out)[0]
    for name in FILES:
        assert stored.cat(f"/ud-med-rapport/{name}") == (here / name).read_bytes()
