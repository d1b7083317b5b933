"""Where there is nothing to give, a line says so; silence would read as success."""

from __future__ import annotations

from pathlib import Path

from command_line.running import MAIN_EXAMPLE, TODAY, run


def test_document_that_the_case_does_not_call_for__is_said_and_ends_with_1(
    tmp_path: Path,
) -> None:
    """This test ensures that the record is not blamed for what was asked of it."""
    result = run(
        *("generate", MAIN_EXAMPLE, "--out", tmp_path, "--today", TODAY),
        *("--document", "henvisning"),
    )
    assert result.exit_code == 1
    assert "henvisning" in result.output
    assert "holds no record" not in result.output
    assert not list(tmp_path.iterdir())


def test_law__of_a_day_before_the_data_says_so() -> None:
    result = run("law", "--on", "1990-01-01")
    assert result.exit_code == 1
    assert "1990-01-01" in result.output
