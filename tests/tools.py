"""Programs that some tests need and pip cannot install: absent, the test is skipped."""

from __future__ import annotations

import shutil

import pytest

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="needs poppler (pdftotext, pdftoppm)"
)
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="needs LibreOffice (soffice)"
)
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="needs Java")
needs_chromium = pytest.mark.skipif(
    shutil.which("chromium") is None, reason="needs Chromium (chromium)"
)
