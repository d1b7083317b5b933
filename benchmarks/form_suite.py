"""Fill the same forms with the same values: anmeld beside four libraries, in one run.

    python benchmarks/form_suite.py [--rounds N] [--json]

Every record has its own values. Each library does what it must for one more copy: the
others open the form, fill it and write it out; anmeld fills its compiled form, whose
compilation is timed apart, as is the proof (`verify=True`). The libraries take turns in
every round, so that a busy machine is busy for all; the median counts.

Needs the peers: pip install pikepdf PyPDFForm pymupdf (AGPL: measured, never shipped).
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import statistics
import sys
import time
from collections.abc import Callable, Mapping

from reportlab.pdfgen.canvas import Canvas

from anmeld._resources import templates_root
from anmeld.render import form
from anmeld.render.form import Kind

Values = dict[str, str | bool]
Fill = Callable[[Values], bytes]


def made_form(pages: int, fields_a_page: int) -> bytes:
    """Draw a form: three text fields to one check box, and some print on each page."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    number = 0
    for page in range(pages):
        for line in range(40):
            canvas.drawString(
                40, 820 - 20 * line, f"{page + 1}.{line + 1} Spørgsmål: " * 3
            )
        for at in range(fields_a_page):
            x, y = 50 + 130 * (at % 4), 800 - 18 * (at // 4) % 760
            common = {"x": x, "y": y, "borderWidth": 0}
            if at % 4 == 3:
                canvas.acroForm.checkbox(name=f"felt{number}", size=12, **common)
            else:
                canvas.acroForm.textfield(
                    name=f"felt{number}", width=120, height=16, fontSize=9, **common
                )
            number += 1
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def forms() -> dict[str, bytes]:
    """The forms of the suite by name."""
    notice = templates_root() / "ulykkesanmeldelse" / "form.pdf"
    return {
        "shipped notice": notice.read_bytes(),
        "60 fields": made_form(1, 60),
        "300 fields": made_form(2, 150),
        "20 pages": made_form(20, 12),
    }


def records(data: bytes, count: int) -> list[Values]:
    """Values for every field, other ones for each record, short enough for each box."""
    known = form.fields(data)
    made = []
    for nr in range(count):
        values: Values = {}
        for at, field in enumerate(known):
            if field.kind is Kind.TEXT:
                values[field.name] = f"Åse Ørn {nr * 7 + at}"[: field.max_length]
            elif field.kind is Kind.CHECKBOX:
                values[field.name] = (nr + at) % 2 == 0
        made.append(values)
    return made


def with_anmeld(data: bytes) -> Fill:
    """Our compiled form."""
    return form.compile(data).fill_values


def with_anmeld_proved(data: bytes) -> Fill:
    """Our compiled form, every value read back."""
    ready = form.compile(data)
    return lambda values: ready.fill_values(values, verify=True)


def with_pypdf(data: bytes) -> Fill:
    """Pypdf's own way: clone, update each page, write."""
    from pypdf import PdfReader, PdfWriter

    def fill(values: Values) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
        given = {n: "/Yes" if v is True else "/Off" if v is False else v
                 for n, v in values.items()}  # fmt: skip
        for page in writer.pages:
            writer.update_page_form_field_values(page, given, auto_regenerate=False)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return fill


def with_pikepdf(data: bytes) -> Fill:
    """Pikepdf's form with its own appearance generator."""
    import pikepdf
    from pikepdf.form import DefaultAppearanceStreamGenerator, Form

    def fill(values: Values) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            held = Form(pdf, DefaultAppearanceStreamGenerator)
            for name, value in values.items():
                field = held[name]
                if isinstance(value, bool):
                    field.checked = value  # type: ignore[union-attr]
                else:
                    field.value = value  # type: ignore[union-attr]
            out = io.BytesIO()
            pdf.save(out)
        return out.getvalue()

    return fill


def with_pymupdf(data: bytes) -> Fill:
    """PyMuPDF's widgets."""
    import pymupdf

    def fill(values: Values) -> bytes:
        document = pymupdf.open(stream=data, filetype="pdf")
        for page in document:
            for widget in page.widgets():
                if widget.field_name in values:
                    widget.field_value = values[widget.field_name]
                    widget.update()
        filled: bytes = document.tobytes()
        document.close()
        return filled

    return fill


def with_pypdfform(data: bytes) -> Fill:
    """PyPDFForm's wrapper."""
    from PyPDFForm import PdfWrapper

    def fill(values: Values) -> bytes:
        filled: bytes = PdfWrapper(data).fill(values).read()
        return filled

    return fill


PEERS: Mapping[str, Callable[[bytes], Fill]] = {
    "anmeld": with_anmeld,
    "anmeld, proved": with_anmeld_proved,
    "pikepdf": with_pikepdf,
    "PyMuPDF": with_pymupdf,
    "PyPDFForm": with_pypdfform,
    "pypdf": with_pypdf,
}
REPEATS = {"anmeld": 20}


def measure(data: bytes, rounds: int) -> dict[str, float]:
    """Milliseconds a fill, by library: the median of the rounds, taking turns."""
    started = time.perf_counter()
    form.compile(data)
    compiled = (time.perf_counter() - started) * 1000
    ready = {}
    for name, make in PEERS.items():
        try:
            ready[name] = make(data)
        except ImportError:
            print(f"{name} is not installed", file=sys.stderr)  # noqa: T201 - a program
    values = records(data, rounds * 20 + 1)
    for fill in ready.values():
        fill(values[-1])
    times: dict[str, list[float]] = {name: [] for name in ready}
    for nr in range(rounds):
        for name, fill in ready.items():
            repeats = REPEATS.get(name, 1)
            started = time.perf_counter()
            for again in range(repeats):
                fill(values[nr * 20 + again])
            times[name].append((time.perf_counter() - started) * 1000 / repeats)
    return {"compile": compiled} | {n: statistics.median(t) for n, t in times.items()}


def main() -> None:
    """Measure all forms and print a table."""
    logging.disable(logging.CRITICAL)
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found = {name: measure(data, chosen.rounds) for name, data in forms().items()}
    if chosen.json:
        print(json.dumps(found, indent=2))  # noqa: T201 - a program
        return
    columns = ["compile", *PEERS]
    print(f"{'ms a fill':<16}" + "".join(f"{c:>16}" for c in columns))  # noqa: T201
    for name, row in found.items():
        cells = "".join(f"{row.get(c, float('nan')):>16.2f}" for c in columns)
        print(f"{name:<16}{cells}")  # noqa: T201
        ratios = "".join(
            f"{row.get(c, float('nan')) / row['anmeld']:>15.1f}x" for c in columns
        )
        print(f"{'  to anmeld':<16}{ratios}")  # noqa: T201


if __name__ == "__main__":
    main()
