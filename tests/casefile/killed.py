"""A writer that ends its own process at one step; run by `test_storage.py`.

Arguments: the folder, the text of the new case, the step to die at, and how: `before`
the step, `within` it, or `after` it.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterable
from pathlib import Path

from anmeld.casefile import write_case
from anmeld.casefile.disk import Disk, open_new
from casefile.made import plain_case


def die() -> None:
    """End at once, nothing flushed, nothing cleaned up."""
    os.kill(os.getpid(), signal.SIGKILL)


class Mortal(Disk):
    """A disk that counts its steps and dies at one of them."""

    def __init__(self, step: int, how: str) -> None:
        self.left = step
        self.how = how

    def _is_last(self) -> bool:
        self.left -= 1
        return self.left < 0

    def make_folder(self, path: Path) -> None:
        last = self._is_last()
        if last and self.how == "before":
            die()
        super().make_folder(path)
        if last:
            die()

    def write(self, path: Path, data: bytes) -> None:
        last = self._is_last()
        if last and self.how == "before":
            die()
        if last and self.how == "within":
            with open_new(path) as file:
                file.write(data[: len(data) // 2])
                file.flush()
                die()
        super().write(path, data)
        if last:
            die()

    def keep(self, old: Path, path: Path) -> None:
        last = self._is_last()
        if last and self.how == "before":
            die()
        super().keep(old, path)
        if last:
            die()

    def rename(self, old: Path, new: Path) -> None:
        last = self._is_last()
        if last and self.how == "before":
            die()
        super().rename(old, new)
        if last:
            die()

    def remove(self, path: Path) -> None:
        last = self._is_last()
        if last and self.how == "before":
            die()
        if last and self.how == "within":
            for file in sorted(path.rglob("*.txt"))[:1]:
                file.unlink()
            die()
        super().remove(path)
        if last:
            die()

    def settle(self, top: Path, written: Iterable[Path]) -> None:
        last = self._is_last()
        if last and self.how == "before":
            die()
        super().settle(top, written)
        if last:
            die()

    def sync(self, folder: Path) -> None:
        last = self._is_last()
        if last and self.how == "before":
            die()
        super().sync(folder)
        if last:
            die()


if __name__ == "__main__":
    out, text, step, how = sys.argv[1:]
    case = plain_case(text=text)
    write_case(case, out, force=True, disk=Mortal(int(step), how))
