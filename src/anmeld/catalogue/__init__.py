"""The catalogue: every folder with a `document.toml` is a document; nothing else is.

A folder of one's own is searched before the shipped one; a document there replaces the
shipped one of the same id, and `Catalogue.replaced` says so.
"""

from __future__ import annotations

from anmeld.catalogue.conditions import Facts, Line, When, failing
from anmeld.catalogue.loading import Catalogue, Replacement, load_catalogue
from anmeld.catalogue.names import Name, deciding_names, known_names
from anmeld.catalogue.spec import (
    DocumentSpec,
    Format,
    MaySee,
    Metadata,
    Need,
    Reader,
    Renderer,
)

__all__ = [
    "Catalogue",
    "DocumentSpec",
    "Facts",
    "Format",
    "Line",
    "MaySee",
    "Metadata",
    "Name",
    "Need",
    "Reader",
    "Renderer",
    "Replacement",
    "When",
    "deciding_names",
    "failing",
    "known_names",
    "load_catalogue",
]
