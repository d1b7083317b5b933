from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from anmeld.casefile import Attachment, Outcome, recover, write_case
from anmeld.casefile.disk import Disk, hash_of
from anmeld.casefile.locking import locked
from anmeld.errors import AnmeldError, StorageError, UsageError
from casefile.made import NUMBER, plain_case, tree

TESTS = Path(__file__).parents[1]


def code_of(error: AnmeldError) -> str:
    return error.faults[0].code


def test_folder_on_a_drive_that_is_not_there__is_an_error_of_the_disk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """This test ensures that a missing root, its own parent, is asked for once."""
    monkeypatch.setattr(Path, "is_dir", lambda _: False)
    with pytest.raises(OSError):  # noqa: PT011 - its number differs by platform
        Disk().make_folder(Path("/sager"))


def test_write_case__writes_every_file_for_its_owner_alone(tmp_path: Path) -> None:
    case = plain_case()
    result = write_case(case, tmp_path / "ud" / "nye")
    assert result.outcome is Outcome.WRITTEN
    assert tree(result.path) == dict(case.contents)
    if sys.platform != "win32":
        for path in [result.path, *result.path.rglob("*")]:
            wanted = 0o700 if path.is_dir() else 0o600
            assert stat.S_IMODE(path.stat().st_mode) == wanted


def test_write_case__leaves_nothing_beside_the_folder(tmp_path: Path) -> None:
    write_case(plain_case(), tmp_path)
    write_case(plain_case(text="anden"), tmp_path, force=True)
    assert [path.name for path in tmp_path.iterdir()] == [NUMBER]


def test_write_case__does_not_touch_what_is_the_same(tmp_path: Path) -> None:
    path = write_case(plain_case(), tmp_path).path
    before = {each: each.stat().st_mtime_ns for each in path.rglob("*")}
    again = write_case(plain_case(), tmp_path)
    assert again.outcome is Outcome.UNCHANGED
    assert {each: each.stat().st_mtime_ns for each in path.rglob("*")} == before


def test_write_case__keeps_the_times_of_unchanged_files_when_others_change(
    tmp_path: Path,
) -> None:
    path = write_case(plain_case(), tmp_path).path
    same = path / "politi" / "manifest.json"
    os.utime(same, ns=(1, 1))
    write_case(plain_case(text="anden"), tmp_path, force=True)
    assert same.stat().st_mtime_ns == 1
    assert (path / "politi" / "anmeldelse.txt").stat().st_mtime_ns != 1


def test_write_case__does_not_overwrite_unless_asked(tmp_path: Path) -> None:
    first = plain_case()
    write_case(first, tmp_path)
    with pytest.raises(UsageError) as raised:
        write_case(plain_case(text="anden"), tmp_path)
    assert code_of(raised.value) == "case-exists"
    assert tree(tmp_path / NUMBER) == dict(first.contents)
    second = plain_case(text="anden")
    assert write_case(second, tmp_path, force=True).outcome is Outcome.REPLACED
    assert tree(tmp_path / NUMBER) == dict(second.contents)


@pytest.mark.parametrize("force", [False, True])
def test_edited_document__is_never_told_of_force(tmp_path: Path, force: bool) -> None:
    """This test ensures that the remedy is one that works."""
    path = write_case(plain_case(), tmp_path).path
    (path / "politi" / "anmeldelse.txt").write_text("rettet", encoding="utf-8")

    with pytest.raises(UsageError) as raised:
        write_case(plain_case(text="anden"), tmp_path, force=force)

    assert code_of(raised.value) == "edited-by-hand"
    assert "--force" not in raised.value.text("en")


def test_write_case__removes_documents_that_are_no_longer_made(tmp_path: Path) -> None:
    write_case(plain_case(), tmp_path)
    fewer = plain_case(documents=("arbejdsgiver/intern",))
    write_case(fewer, tmp_path, force=True)
    assert tree(tmp_path / NUMBER) == dict(fewer.contents)


def test_write_case__carries_over_files_that_people_put_there(tmp_path: Path) -> None:
    path = write_case(plain_case(), tmp_path).path
    signed = path / "politi" / "underskrevet.pdf"
    signed.write_bytes(b"scan")
    assert write_case(plain_case(), tmp_path).outcome is Outcome.UNCHANGED
    result = write_case(plain_case(text="anden"), tmp_path, force=True)
    assert result.kept == ("politi/underskrevet.pdf",)
    assert signed.read_bytes() == b"scan"


def test_write_case__refuses_a_folder_that_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / NUMBER).mkdir()
    (tmp_path / NUMBER / "roman.txt").write_text("kapitel 1")
    with pytest.raises(UsageError) as raised:
        write_case(plain_case(), tmp_path, force=True)
    assert code_of(raised.value) == "not-our-folder"
    assert (tmp_path / NUMBER / "roman.txt").read_text() == "kapitel 1"


def test_write_case__refuses_the_folder_of_another_case(tmp_path: Path) -> None:
    """`2025/017` and `2025-017` are two cases and one safe name."""
    write_case(plain_case(), tmp_path)
    with pytest.raises(UsageError) as raised:
        write_case(plain_case(number="2025/017"), tmp_path, force=True)
    assert code_of(raised.value) == "another-case"


def test_write_case__refuses_to_cover_a_file_of_somebody_else(tmp_path: Path) -> None:
    path = write_case(plain_case(documents=("politi/anmeldelse",)), tmp_path).path
    (path / "arbejdsgiver").mkdir()
    (path / "arbejdsgiver" / "INTERN.txt").write_text("mit eget")
    with pytest.raises(UsageError) as raised:
        write_case(plain_case(), tmp_path, force=True)
    assert code_of(raised.value) == "file-in-the-way"


def test_write_case__waits_for_nobody(tmp_path: Path) -> None:
    with locked(tmp_path / f".{NUMBER}.laas-anmeld") as free:
        assert free
        with pytest.raises(StorageError) as raised:
            write_case(plain_case(), tmp_path)
    assert code_of(raised.value) == "case-locked"
    assert raised.value.exit_code == 4
    assert write_case(plain_case(), tmp_path).outcome is Outcome.WRITTEN


def test_recover__leaves_alone_what_another_run_is_writing(tmp_path: Path) -> None:
    (tmp_path / f".{NUMBER}.ny-anmeld").mkdir()
    with locked(tmp_path / f".{NUMBER}.laas-anmeld"):
        assert recover(tmp_path) == ()
    assert recover(tmp_path) == (NUMBER,)
    assert list(tmp_path.iterdir()) == []


class FullDisk(Disk):
    """A disk with room for one file."""

    def __init__(self) -> None:
        self.written = 0

    def write(self, path: Path, data: bytes) -> None:
        self.written += 1
        if self.written > 1:
            raise OSError(28, "No space left on device", str(path))
        super().write(path, data)


def test_write_case__on_a_full_disk_leaves_the_old_folder(tmp_path: Path) -> None:
    first = plain_case()
    write_case(first, tmp_path)
    with pytest.raises(StorageError) as raised:
        write_case(plain_case(text="anden"), tmp_path, force=True, disk=FullDisk())
    assert raised.value.exit_code == 4
    assert tree(tmp_path / NUMBER) == dict(first.contents)
    # Nothing half made is left: it would be read, and would keep the disk full.
    assert [path.name for path in tmp_path.iterdir()] == [NUMBER]


def test_write_case__never_eats_what_a_person_wrote_into_a_document(
    tmp_path: Path,
) -> None:
    path = write_case(plain_case(), tmp_path).path
    draft = path / "politi" / "anmeldelse.txt"
    draft.write_bytes(b"rettet i haanden")
    with pytest.raises(UsageError) as raised:
        write_case(plain_case(text="anden"), tmp_path, force=True)
    assert code_of(raised.value) == "edited-by-hand"
    assert draft.read_bytes() == b"rettet i haanden"
    draft.rename(draft.with_name("rettet.txt"))
    result = write_case(plain_case(text="anden"), tmp_path, force=True)
    assert result.kept == ("politi/rettet.txt",)


def test_write_case__copies_evidence_that_is_what_it_was(tmp_path: Path) -> None:
    source = tmp_path / "billede.png"
    source.write_bytes(b"png")
    path = "politi/bilag/01-billede.png"
    attachment = Attachment(path, source, hash_of(source), 3)
    case = plain_case(attachments=(attachment,))
    result = write_case(case, tmp_path / "ud")
    assert (result.path / path).read_bytes() == b"png"
    assert write_case(case, tmp_path / "ud").outcome is Outcome.UNCHANGED


def test_write_case__stops_at_evidence_that_changed_meanwhile(tmp_path: Path) -> None:
    source = tmp_path / "billede.png"
    source.write_bytes(b"png")
    attachment = Attachment("politi/bilag/01.png", source, "0" * 64, 3)
    with pytest.raises(StorageError) as raised:
        write_case(plain_case(attachments=(attachment,)), tmp_path / "ud")
    assert code_of(raised.value) == "evidence-changed"
    assert not (tmp_path / "ud" / NUMBER).exists()


def kill_at(out: Path, step: int, how: str) -> bool:
    """Write a second case in a process that dies at a step; say whether it did."""
    killed = subprocess.run(
        [sys.executable, "-m", "casefile.killed", str(out), "anden", str(step), how],
        env=os.environ | {"PYTHONPATH": str(TESTS)},
        capture_output=True,
        check=False,
    )
    assert killed.returncode in {0, -9}, killed.stderr.decode()
    return killed.returncode != 0


def left_whole(out: Path, old: str = "første") -> bool:
    """Whether what stands in the folder is the whole old or the whole new case."""
    wholes = [dict(plain_case(text=text).contents) for text in (old, "anden")]
    return tree(out / NUMBER) in wholes


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("how", ["before", "within"])
def test_write_case__killed_at_any_step_leaves_the_old_or_the_new(
    tmp_path: Path, how: str
) -> None:
    """Every third step; every one, three ways, in the long form."""
    kills = 0
    for step in range(2 if how == "within" else 0, 60, 3):
        if not _killed_and_recovered(tmp_path / str(step), step, how):
            break
        kills += 1
    assert kills >= 5


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("how", ["before", "within", "after"])
def test_write_case__killed_at_every_step_leaves_the_old_or_the_new(
    tmp_path: Path, how: str
) -> None:
    """Two hundred kills and more over the three ways, the recovery killed as well."""
    for step in range(70):
        out = tmp_path / str(step)
        _killed_and_recovered(out, step, how)
        kill_at(out, step % 7, how)
        recover(out)
        assert left_whole(out, old="tredje")


def _killed_and_recovered(out: Path, step: int, how: str) -> bool:
    write_case(plain_case(), out)
    killed = kill_at(out, step, how)
    recover(out)
    assert left_whole(out), (step, how)
    assert [path.name for path in out.iterdir() if "laas" not in path.name] == [NUMBER]
    write_case(plain_case(text="tredje"), out, force=True)
    assert tree(out / NUMBER) == dict(plain_case(text="tredje").contents)
    return killed


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let write-protected folders refuse to lose a file, for the superuser as well."""
    real = shutil.rmtree

    def rmtree(path: Path) -> None:
        for folder in (path, *(each for each in path.rglob("*") if each.is_dir())):
            if not folder.stat().st_mode & stat.S_IWUSR:
                raise PermissionError(errno.EACCES, "no", "sag.json")
        real(path)

    monkeypatch.setattr(shutil, "rmtree", rmtree)


@pytest.mark.usefixtures("strict")
def test_case_that_is_write_protected__is_replaced_and_nothing_is_left(
    tmp_path: Path,
) -> None:
    """This test ensures that one protected folder does not stop every later run."""
    path = write_case(plain_case(), tmp_path).path
    (path / "politi").chmod(0o555)
    path.chmod(0o555)
    second = plain_case(text="anden")

    assert write_case(second, tmp_path, force=True).outcome is Outcome.REPLACED

    assert tree(path) == dict(second.contents)
    assert [one.name for one in tmp_path.iterdir() if "anmeld" in one.name] == []


def test_folder_that_cannot_be_removed__is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(errno.EACCES, "no", "sag.json")

    write_case(plain_case(), tmp_path)
    monkeypatch.setattr(shutil, "rmtree", refuse)

    with pytest.raises(StorageError) as raised:
        write_case(plain_case(text="anden"), tmp_path, force=True)

    assert NUMBER in raised.value.text("en")
