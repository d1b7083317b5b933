"""Imports run one way: the sentence of the design, held by a test."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src" / "anmeld"

# Lowest first; rooms on one line may know each other.
ORDER = (
    ("_i18n", "_resources", "_version"),
    ("errors",),
    ("_names", "_toml_lines"),
    ("_slips",),
    ("_validation",),
    ("_toml",),
    ("formatting",),
    ("record",),
    ("law",),
    ("catalogue",),
    ("plan",),
    ("content",),
    ("render",),
    ("authoring",),
    ("casefile",),
    ("batch",),
    ("report",),
    ("cli",),
)
LEVEL = {room: level for level, rooms in enumerate(ORDER) for room in rooms}
# The front door hands out the public names; nothing inside imports it.
FRONT = {"__init__", "__main__"}
# Whatever is no room is the front door itself, which stands above all.
HIGHEST = len(ORDER)
HEAVY = ("docxtpl", "docx", "reportlab", "pypdf", "lxml", "fontTools", "PIL")


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imported_rooms(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
            if node.module == "anmeld":
                names = [f"anmeld.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "anmeld" and len(parts) > 1:
                yield parts[1], node.lineno


def _modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_rooms__each_has_a_place_in_the_order() -> None:
    """This test ensures that no room is added without deciding where it belongs."""
    rooms = {_room(path) for path in _modules()} - FRONT

    assert rooms <= set(LEVEL)


@pytest.mark.parametrize("path", _modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports__run_one_way(path: Path) -> None:
    """This test ensures that a module imports its own room and lower ones only."""
    room = _room(path)
    if room in FRONT:
        return

    upward = [
        f"line {line}: {other}"
        for other, line in _imported_rooms(path)
        if other != room and LEVEL.get(other, HIGHEST) >= LEVEL[room]
    ]

    assert upward == []


@pytest.mark.parametrize(
    "code",
    [
        "import anmeld",
        "from anmeld.cli import main; main(['--help'])",
        "from anmeld.cli import main; main(['generate', '--help'])",
    ],
)
def test_import__loads_no_heavy_library(code: str) -> None:
    """This test ensures that starting up is quick: no PDF or Word library is loaded."""
    report = (
        f"import sys\ntry:\n    exec({code!r})\nexcept SystemExit:\n    pass\n"
        f"print('loaded:', [m for m in {HEAVY!r} if m in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, text=True, check=True
    )

    assert done.stdout.rstrip().endswith("loaded: []")


def test_clock__is_read_by_the_command_line_only() -> None:
    """This test ensures that nothing below the command line asks what day it is."""
    asking = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in _modules()
        if _room(path) != "cli"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in {"today", "now", "utcnow"}
        and isinstance(node.value, ast.Name)
        and node.value.id in {"date", "datetime"}
    ]

    assert asking == []
