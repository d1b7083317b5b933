"""The feature set: small documents that show one construct of Word each."""

from __future__ import annotations

from render.pdf import (  # noqa: F401 - importing them fills the set
    features_pages,
    features_paragraphs,
    features_tables,
    features_text,
)
from render.pdf.builders import FEATURES

__all__ = ["FEATURES"]
