"""The shipped law, read once for all tests of the law."""

from __future__ import annotations

import pytest

from anmeld.law import Law, load_law


@pytest.fixture(scope="session")
def law() -> Law:
    return load_law()
