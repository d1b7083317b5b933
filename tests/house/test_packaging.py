"""What is built can be used by a stranger: wheel, source archive, declared needs."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _build(kind: str, folder: Path) -> Path:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.iterdir())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel's contents and nothing of the checkout."""
    wheel = _build("wheel", tmp_path_factory.mktemp("wheel"))
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def test_wheel__lists_its_documents_from_another_directory(
    installed: Path, tmp_path: Path
) -> None:
    """This test ensures that templates, law and catalogues travel in the wheel."""
    done = subprocess.run(
        [sys.executable, "-m", "anmeld", "documents"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert "politianmeldelse" in done.stdout


def test_wheel__holds_all_that_the_checkout_holds(installed: Path) -> None:
    """This test ensures that no data file is forgotten in the wheel."""
    wanted = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "anmeld").rglob("*")
        if path.is_file() and not any("cache" in part for part in path.parts)
    } | {
        f"anmeld/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    there = {p.relative_to(installed).as_posix() for p in installed.rglob("*")}

    assert wanted - there == set()


def test_source_archive__holds_tests_templates_and_examples(tmp_path: Path) -> None:
    """This test ensures that the source archive can be built and tested again."""
    with tarfile.open(_build("sdist", tmp_path)) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}

    assert {"pyproject.toml", "README.md", "cli.py", "LICENSE"} <= names
    for folder in ("templates/", "tests/", "examples/", "src/anmeld/"):
        assert any(name.startswith(folder) for name in names), folder


def test_needs__are_declared() -> None:
    """This test ensures that every library the source imports is a declared need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *extras.get("dask", [])]
    declared = {_plain(re.split(r"[<>=\[! ]", line)[0]) for line in lines}
    owners = packages_distributions()

    undeclared = {
        name
        for path in (ROOT / "src").rglob("*.py")
        for name in _third_party(path)
        if not {_plain(owner) for owner in owners.get(name, [name])} & declared
    }

    assert undeclared == set()


def _third_party(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"anmeld"}


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")
