"""The only module that knows where the shipped folders lie."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def templates_root() -> Path:
    """Give the folder of the shipped documents.

    Installed it lies in the package (the wheel puts it there); in a checkout, also an
    editable install, it is the folder `templates` at the top.

    Returns:
        The folder that holds one folder a document.
    """
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "templates"


def law_root() -> Path:
    """Give the folder of the shipped law data."""
    return _PACKAGE / "law"


def fonts_root() -> Path:
    """Give the folder of the shipped fonts, each with its licence beside it."""
    return _PACKAGE / "fonts"
