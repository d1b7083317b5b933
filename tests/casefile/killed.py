"""A writer that ends its own process at one step; run by `test_storage.py`.

Arguments: the folder, the text of the new case, the step to die at, and how: `before`
the step, `within` it, or `after` it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from anmeld.casefile import write_case
from anmeld.casefile.disk import Disk, open_new
from casefile.made import plain_case

Step = Callable[[], object]


def die() -> None:
    """End at once, nothing flushed, nothing cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


class Mortal(Disk):
    """A disk that counts its steps and dies at one of them."""

    def __init__(self, step: int, how: str) -> None:
        self.left = step
        self.how = how

    def _step(self, do: Step, *, half: Step | None = None) -> None:
        """Take one step; at the last, die before it, within it or after it."""
        self.left -= 1
        last = self.left < 0
        if last and self.how == "before":
            die()
        if last and self.how == "within" and half is not None:
            half()
            die()
        do()
        if last:
            die()

    def make_folder(self, path: Path) -> None:
        self._step(partial(super().make_folder, path))

    def write(self, path: Path, data: bytes) -> None:
        def half() -> None:
            with open_new(path) as file:
                file.write(data[: len(data) // 2])

        self._step(partial(super().write, path, data), half=half)

    def keep(self, old: Path, path: Path) -> None:
        self._step(partial(super().keep, old, path))

    def rename(self, old: Path, new: Path) -> None:
        self._step(partial(super().rename, old, new))

    def remove(self, path: Path) -> None:
        def half() -> None:
            for file in sorted(path.rglob("*.txt"))[:1]:
                file.unlink()

        self._step(partial(super().remove, path), half=half)

    def settle(self, top: Path, written: Iterable[Path]) -> None:
        self._step(partial(super().settle, top, written))

    def sync(self, folder: Path) -> None:
        self._step(partial(super().sync, folder))


if __name__ == "__main__":
    out, text, step, how = sys.argv[1:]
    case = plain_case(text=text)
    write_case(case, out, force=True, disk=Mortal(int(step), how))
