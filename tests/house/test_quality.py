"""Types, style and sizes, over source, tests and the command line's door."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECKED = ["src", "tests", "cli.py", "tools", "benchmarks"]
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
    )


def test_types__hold_under_mypy_strict() -> None:
    """This test ensures that mypy strict finds nothing in source, tests and door."""
    done = _run("mypy")

    assert (done.returncode, done.stdout) == (0, done.stdout), done.stdout


@pytest.mark.parametrize("command", [("check",), ("format", "--check")])
def test_style__holds_under_ruff(command: tuple[str, ...]) -> None:
    """This test ensures that ruff finds nothing to mend and nothing to format."""
    done = _run("ruff", *command, *CHECKED)

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "src").rglob("*.py")),
    ids=lambda p: str(p.relative_to(ROOT / "src")),
)
def test_sizes__stay_within_the_house_numbers(path: Path) -> None:
    """This test ensures that no module passes 300 lines and no function 40.

    What a function says of itself is not counted: a long explanation is no fault.
    """
    text = path.read_text(encoding="utf-8")
    long = [
        f"{node.name}: {_lines(node)}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and _lines(node) > LONGEST_FUNCTION
    ]

    assert long == []
    assert text.count("\n") <= LONGEST_MODULE


def _lines(node: ast.FunctionDef) -> int:
    first = node.body[0]
    said = 0
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        said = (first.end_lineno or first.lineno) - first.lineno + 1
    return (node.end_lineno or node.lineno) - node.lineno + 1 - said
