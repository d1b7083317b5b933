"""PDF: our engine beside the peers, the same two-page letter, in one run.

    python benchmarks/pdf_suite.py [--letters 20] [--json]

Every letter says something else, so that nothing can be remembered. Ours, WeasyPrint,
Typst and reportlab take turns in one process, ten letters each; medians count. The
peers claim the standards they can: Typst PDF/A-2a and PDF/UA-1, WeasyPrint (one a file)
PDF/UA-1, LibreOffice both; reportlab is plain and untagged. LibreOffice converts all
letters in one start; its start is measured by itself and taken off. A peer that is not
installed is left out, and said so.
"""

from __future__ import annotations

import argparse
import base64
import gc
import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click
from pdf_cases import Letter, as_docx, as_html, as_reportlab, as_typst, letter
from PIL import Image
from pypdf import PdfReader

from anmeld._resources import fonts_root
from anmeld.render import pdf
from anmeld.render.pdf.libreoffice import convert

Make = Callable[[Letter], bytes]


def logo() -> bytes:
    """Draw a picture."""
    image = Image.new("RGB", (240, 120), (40, 90, 160))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def ours(letters: list[Letter], picture: bytes) -> tuple[Make, Make]:
    """Ours, from the filled DOCX: with the template compiled, and without."""
    documents = {one.number: as_docx(one, picture) for one in [letter(0), *letters]}
    compiled = pdf.compile(as_docx(letter(0), picture))
    return (
        lambda one: compiled.fill(documents[one.number]),
        lambda one: pdf.render_pdf(documents[one.number]),
    )


def weasyprint(picture: bytes) -> Make:
    """WeasyPrint, with its fonts found once."""
    import weasyprint as peer
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()

    shown = base64.b64encode(picture).decode()

    def make(one: Letter) -> bytes:
        text = as_html(one).replace("logo:", f"data:image/png;base64,{shown}")
        page = peer.HTML(string=text)
        made: bytes = page.write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")
        return made

    return make


def typst(folder: Path, picture: bytes) -> Make:
    """Typst, with one warm compiler for all letters."""
    import typst as peer

    (folder / "logo.png").write_bytes(picture)
    source = folder / "letter.typ"
    source.write_text(as_typst(letter(0)), encoding="utf-8")
    compiler = peer.Compiler(str(source), font_paths=[str(fonts_root())])

    def make(one: Letter) -> bytes:
        text = as_typst(one).encode()
        made: bytes = compiler.compile(
            input=text, format="pdf", pdf_standards=["a-2a", "ua-1"]
        )
        return made

    def from_file(one: Letter) -> bytes:
        source.write_text(as_typst(one), encoding="utf-8")
        made: bytes = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"])
        return made

    try:
        make(letter(0))
    except Exception:  # noqa: BLE001 - older bindings take no source in memory
        return from_file
    return make


def reportlab(picture: bytes) -> Make:
    """Plain reportlab."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in (("Carlito", "Regular"), ("Carlito-Bold", "Bold")):
        pdfmetrics.registerFont(TTFont(name, fonts_root() / f"Carlito-{file}.ttf"))
    return lambda one: as_reportlab(one, picture)


def in_turn(engines: dict[str, Make], letters: list[Letter]) -> dict[str, float]:
    """Measure the engines in turn, ten letters at a time, as a batch would have them.

    Args:
        engines: Name -> makes a letter.
        letters: The letters.

    Returns:
        Name -> median in milliseconds.
    """
    times: dict[str, list[float]] = {name: [] for name in engines}
    for make in engines.values():
        make(letter(0))
    for start in range(0, len(letters), 10):
        for name, make in engines.items():
            gc.collect()  # what one engine leaves behind is not the next one's work
            for one in letters[start : start + 10]:
                started = time.perf_counter()
                make(one)
                times[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(each) for name, each in times.items()}


def libreoffice(letters: list[Letter], picture: bytes) -> float:
    """Milliseconds a letter in LibreOffice's best batch, its start taken off."""
    documents = [as_docx(one, picture) for one in letters]
    started = time.perf_counter()
    convert(documents[:1])
    alone = time.perf_counter() - started
    started = time.perf_counter()
    convert(documents)
    whole = time.perf_counter() - started
    return (whole - alone) / (len(documents) - 1) * 1000


def long_document(sections: int) -> tuple[int, float, float]:
    """Lay a long document out in a process of its own: pages, seconds, megabytes."""
    script = f"from pdf_suite import _long; _long({sections})"
    made = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        capture_output=True,
        cwd=Path(__file__).parent,
    )
    pages, seconds, megabytes = json.loads(made.stdout)
    return pages, seconds, megabytes


def _long(sections: int) -> None:
    picture = logo()
    one = letter(1)
    body = tuple(("Afsnit", one.sections[0][1] * 4) for _ in range(sections))
    document = as_docx(Letter(1, one.address, body, one.points, one.rows[:3]), picture)
    pdf.render_pdf(as_docx(one, picture))
    started = time.perf_counter()
    made = pdf.render_pdf(document)
    seconds = time.perf_counter() - started
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    click.echo(json.dumps([len(PdfReader(io.BytesIO(made)).pages), seconds, peak]))


def main() -> None:
    """Run the suite."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--letters", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    letters, picture = [letter(i) for i in range(1, asked.letters + 1)], logo()
    with tempfile.TemporaryDirectory() as folder:
        engines, absent = _engines(letters, picture, Path(folder))
        figures = in_turn(engines, letters)
    try:
        figures["LibreOffice, batch"] = libreoffice(letters, picture)
    except Exception as error:  # noqa: BLE001 - a peer's failure is told, not ours
        absent.append(f"LibreOffice ({error})")
    long = [long_document(sections) for sections in (100, 200, 400)]
    if asked.json:
        click.echo(json.dumps({"letter_ms": figures, "long": long, "absent": absent}))
        return
    base = figures["ours, compiled"]
    for name, value in sorted(figures.items(), key=lambda entry: entry[1]):
        click.echo(f"{name:24} {value:8.1f} ms a letter   {value / base:6.1f} x ours")
    for pages, seconds, megabytes in long:
        click.echo(f"{pages:4} pages {seconds:22.2f} s   {megabytes:6.0f} MB at most")
    for name in absent:
        click.echo(f"left out: {name}")


def _engines(
    letters: list[Letter], picture: bytes, folder: Path
) -> tuple[dict[str, Make], list[str]]:
    compiled, alone = ours(letters, picture)
    engines = {"ours, compiled": compiled, "ours, any DOCX": alone}
    absent = []
    for name, start in (
        ("Typst, warm", lambda: typst(folder, picture)),
        ("WeasyPrint", lambda: weasyprint(picture)),
        ("reportlab, untagged", lambda: reportlab(picture)),
    ):
        try:
            engines[name] = start()
            engines[name](letter(0))
        except Exception as error:  # noqa: BLE001 - a peer's failure is told, not ours
            engines.pop(name, None)
            absent.append(f"{name} ({type(error).__name__}: {error})")
    return engines, absent


if __name__ == "__main__":
    main()
