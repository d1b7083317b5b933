from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import anmeld

HEAVY = (
    "PIL",
    "babel",
    "docx",
    "docxtpl",
    "fontTools",
    "lxml",
    "openpyxl",
    "pydantic",
    "pypdf",
    "reportlab",
)


def loaded_after(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_import__loads_no_library_of_weight() -> None:
    assert loaded_after("import anmeld") == set()


@pytest.mark.parametrize(
    "code",
    [
        "import anmeld; anmeld.make_case, anmeld.write_case, anmeld.Case",
        "import anmeld; anmeld.make_plan, anmeld.load_catalogue()",
        "from anmeld import Record, Plan, AnmeldError",
    ],
)
def test_names__load_no_renderer_before_it_is_needed(code: str) -> None:
    assert loaded_after(code) <= {"pydantic"}


def test_names__are_all_there_and_documented() -> None:
    for name in anmeld.__all__:
        assert getattr(anmeld, name) is not None
    assert set(anmeld.__all__) <= set(dir(anmeld))
    assert len(anmeld.__all__) < 26
    with pytest.raises(AttributeError, match="no attribute"):
        _ = anmeld.make_coffee


def test_version__is_the_projects() -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    stated = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    assert anmeld.__version__ == stated


def test_docstring__is_an_example_that_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    examples = Path(__file__).parents[2] / "examples"
    text = (examples / "optakt.toml").read_text(encoding="utf-8")
    (tmp_path / "sag.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    doc = anmeld.__doc__ or ""
    lines = [line[4:] for line in doc.splitlines() if line.startswith("    ")]
    exec("\n".join(lines), {})
    assert "arbejdsgiver/intern_registrering.docx" in capsys.readouterr().out
    assert list((tmp_path / "ud").glob("*/sag.json"))
