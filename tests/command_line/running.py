"""Run the command line in this process, as a person's shell would."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from anmeld.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
MAIN_EXAMPLE = EXAMPLES / "digital_chikane.toml"
TODAY = "7.3.2025"


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Call `anmeld` with arguments and standard input; English unless said."""
    return CliRunner().invoke(
        main, [str(one) for one in arguments], input=stdin, env={"ANMELD_LANG": "en"}
    )


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
