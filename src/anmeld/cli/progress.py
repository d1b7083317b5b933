"""How far a run has come: a bar on a terminal, now and then a line in a log."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    import rich.progress

    from anmeld.cli.counting import Total

_SECONDS_BETWEEN_LINES: Final = 30.0


class Progress:
    """Counts records and shows the rate and the time left.

    Args:
        total: How many come, as far as it is known; asked again at each step.

    Attributes:
        is_bar: Whether a bar is shown, because a person looks at a terminal.
    """

    def __init__(self, total: Total) -> None:
        self.is_bar = sys.stderr.isatty()
        self._total = total
        self._done = 0
        self._begun = self._told = time.monotonic()
        self._bar: rich.progress.Progress | None = None
        self._task: rich.progress.TaskID | None = None

    def __enter__(self) -> Progress:
        if self.is_bar:
            self._bar = _new_bar()
            self._task = self._bar.add_task("", total=self._total.value)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self) -> None:
        """Count one more record."""
        self._done += 1
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, total=self._total.value)
        elif time.monotonic() - self._told > _SECONDS_BETWEEN_LINES:
            self._told = time.monotonic()
            click.echo(self._line(), err=True)

    def say(self, line: str) -> None:
        """Print a line about a fault, above the bar if there is one."""
        if self._bar is not None:
            self._bar.console.print(line, style="red", markup=False, highlight=False)
        else:
            click.secho(line, err=True, fg="red")

    def _line(self) -> str:
        seconds = time.monotonic() - self._begun
        rate = self._done / seconds
        total = self._total.value
        line = f"{self._done}/{total or '?'}  {rate:.1f}/s"
        if total and total > self._done:
            line += f"  {_clock((total - self._done) / rate)}"
        return line


def _new_bar() -> rich.progress.Progress:
    from rich import progress as shown
    from rich.console import Console
    from rich.text import Text

    class Rate(shown.ProgressColumn):
        """Records a second."""

        def render(self, task: shown.Task) -> Text:
            """Show the rate as it is now."""
            return Text(f"{task.finished_speed or task.speed or 0:.1f}/s")

    return shown.Progress(
        shown.BarColumn(),
        shown.MofNCompleteColumn(),
        Rate(),
        shown.TimeElapsedColumn(),
        shown.TimeRemainingColumn(),
        console=Console(stderr=True),
    )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
