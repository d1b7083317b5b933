"""The guide's pictures: there, small, and drawn the same each time."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "billeder"
LARGEST = 120_000


def _shown() -> list[str]:
    pages = [ROOT / "README.md", ROOT / "docs" / "vejledning.md"]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    return sorted(set(re.findall(r"billeder/([\w-]+\.png)", text)))


@pytest.mark.parametrize("name", _shown())
def test_picture__is_there_and_small(name: str) -> None:
    """This test ensures that the guide shows no broken picture."""
    path = PICTURES / name
    assert path.stat().st_size < LARGEST
    with Image.open(path) as picture:
        assert picture.mode == "P"
        assert picture.width > 400


def test_drawn_text__is_the_same_bytes_each_time(tmp_path: Path) -> None:
    page = tmp_path / "plan.txt"
    page.write_text("FORLØB\n- Æ, ø og å: »ord«.\n! Pas på.\n" * 9, encoding="utf-8")
    drawn = []
    for name in ("a.png", "b.png"):
        out = tmp_path / name
        tool = str(ROOT / "tools" / "draw_page.py")
        order = [sys.executable, tool, str(page), "--out", str(out), "--lines", "20"]
        subprocess.run(order, check=True, timeout=60)
        drawn.append(out.read_bytes())
    assert drawn[0] == drawn[1]
