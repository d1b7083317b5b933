"""Law and documents are read once for all tests of the batch in this process."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from anmeld.batch import bench
from anmeld.catalogue import Catalogue, load_catalogue
from anmeld.law import load_law


@pytest.fixture(autouse=True, scope="session")
def _read_once() -> Iterator[None]:
    """Both are frozen; reading them is most of what a small run costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bench, "load_law", cache(load_law))
        patch.setattr(bench, "load_catalogue", lambda *roots, law: _catalogue(*roots))
        yield


@cache
def _catalogue(*roots: Path) -> Catalogue:
    return load_catalogue(*roots)
