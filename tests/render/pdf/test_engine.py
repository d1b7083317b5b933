"""The engine's own promises: same bytes, titles, notes, options, templates."""

from __future__ import annotations

import io
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner

from anmeld._resources import fonts_root, templates_root
from anmeld.errors import RenderError, TemplateError
from anmeld.render import pdf
from render.pdf import measuring
from render.pdf.builders import (
    LONG,
    TITLE,
    item,
    level,
    numbering,
    picture,
    with_picture,
)
from render.pdf.features import FEATURES
from render.pdf.ooxml import LETTER_STYLES, docx, p
from tools import needs_libreoffice


def reader(data: bytes) -> Any:  # noqa: ANN401 - pypdf types every value as any object
    """Open a PDF with pypdf."""
    return pypdf.PdfReader(io.BytesIO(data))


def test_bytes__do_not_depend_on_what_was_rendered_before() -> None:
    """Fonts are cut by the document's own characters, whatever others needed."""
    document = docx(TITLE + p("Smølf ł ş 😀"))
    first = pdf.render_pdf(document)
    for name in ("fonts", "capitals", "marked_substitutes", "bullets"):
        pdf.render_pdf(FEATURES[name]())

    assert pdf.render_pdf(document) == first


def test_style_sheets__are_remembered_by_all_that_they_say() -> None:
    """Style sheets are kept for the next document; one that differs is another."""
    large = LETTER_STYLES.replace('<w:sz w:val="22"/>', '<w:sz w:val="28"/>')
    body = TITLE + p(LONG * 4)
    first = pdf.render_pdf(docx(body))
    other = pdf.render_pdf(docx(body, styles=large))
    modern = pdf.render_pdf(docx(body, settings="<w:defaultTabStop w:val='99'/>"))
    for index in range(12):  # more than are kept
        styles = LETTER_STYLES.replace("22", str(30 + index))
        assert pdf.render_pdf(docx(body, styles=styles)) not in (first, other)

    assert pdf.render_pdf(docx(body)) == first
    assert pdf.render_pdf(docx(body, styles=large)) == other
    assert len(measuring.lines(other)) > len(measuring.lines(first))
    assert pdf.render_pdf(docx(body, settings="<w:defaultTabStop w:val='99'/>")) == (
        modern
    )


def test_bytes__are_the_same_in_another_process() -> None:
    document = FEATURES["styled_table"]()
    script = (
        "import sys; from hashlib import sha256; from anmeld.render import pdf; "
        "print(sha256(pdf.render_pdf(sys.stdin.buffer.read())).hexdigest())"
    )
    made = subprocess.run(
        [sys.executable, "-c", script],
        input=document,
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "77"},
    )

    assert made.stdout.decode().strip() == sha256(pdf.render_pdf(document)).hexdigest()


def test_compiled_template__fills_as_rendering_alone_does() -> None:
    compiled = pdf.compile(docx(TITLE + p("{{ tekst }}")))
    filled = docx(TITLE + p(LONG * 30))

    assert compiled.fill(filled) == pdf.render_pdf(filled)
    assert compiled.fill(filled) == compiled.fill(filled)


def test_compiled_template__does_not_mistake_other_styles_for_its_own() -> None:
    compiled = pdf.compile(docx(TITLE + p("{{ tekst }}")))
    other = docx(TITLE + p(LONG), styles=LETTER_STYLES.replace('"22"', '"28"', 1))

    assert compiled.fill(other) == pdf.render_pdf(other)


def test_compiled_template__is_shared_by_threads() -> None:
    compiled = pdf.compile(docx(TITLE + p("{{ tekst }}")))
    documents = [docx(TITLE + p(f"Sag {i} ł😀 " * 40)) for i in range(24)]
    alone = [pdf.render_pdf(one) for one in documents]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(compiled.fill, documents * 2))

    assert together == alone * 2


def test_compiled_template__travels_to_another_process() -> None:
    import pickle

    compiled = pdf.compile(docx(TITLE + p("{{ tekst }}")))
    filled = docx(TITLE + p(LONG))

    assert pickle.loads(pickle.dumps(compiled)).fill(filled) == compiled.fill(filled)


def test_lists__start_anew_in_each_document() -> None:
    document = docx(
        TITLE + item("et") + item("to"),
        parts={"rIdN": numbering(level("decimal", "%1."))},
    )
    compiled = pdf.compile(document)

    assert compiled.fill(document) == compiled.fill(document)
    assert "1." in measuring.text(compiled.fill(document))


def test_lists__that_follow_one_another_are_two() -> None:
    """This test ensures that a screen reader counts neither list too long."""
    document = docx(
        TITLE + item("et") + item("to") + item("tre", list_=2),
        parts={"rIdN": numbering(level("decimal", "%1."))},
    )
    lists = []

    def walk(node: Any) -> None:  # noqa: ANN401 - whatever a tree holds
        node = node.get_object() if hasattr(node, "get_object") else node
        kids = node.get("/K", []) if isinstance(node, dict) else []
        kids = kids if isinstance(kids, list) else [kids]
        if isinstance(node, dict) and node.get("/S") == "/L":
            lists.append(len(kids))
        for kid in kids:
            walk(kid)

    walk(reader(pdf.render_pdf(document)).root_object["/StructTreeRoot"])

    assert lists == [2, 1]


@pytest.mark.parametrize("number", ["740586-9993", "710101-9995"])
def test_cpr_numbers__stand_on_one_line(number: str) -> None:
    """In two halves it is read as none; years, `2024-2025`, are parted as in Word."""
    for width in range(40, 90):
        text = "x" * width + " " + number
        lines = measuring.text(pdf.render_pdf(docx(TITLE + p(text)))).splitlines()
        whole = [line.replace("\u2010", "-").strip() for line in lines]
        assert any(line.endswith(number) for line in whole), width


def test_title__is_asked_for_or_stored_or_the_first_heading() -> None:
    stored = docx(TITLE, title="Brev til A")
    bare = docx(p("Først tekst") + TITLE, title="")

    assert reader(pdf.render_pdf(stored, title="Selv valgt")).metadata.title == (
        "Selv valgt"
    )
    assert reader(pdf.render_pdf(stored)).metadata.title == "Brev til A"
    assert reader(pdf.render_pdf(bare)).metadata.title == "Brev om sagen"
    assert reader(pdf.render_pdf(docx("", title=""))).metadata.title == "Dokument"


def test_dates__are_the_documents_own() -> None:
    data = pdf.render_pdf(docx(TITLE))

    assert (
        b"2026-03-03T08:00:00+00:00"
        in reader(data).trailer["/Root"]["/Metadata"].get_data()
    )


def test_language__is_the_documents_own() -> None:
    english = LETTER_STYLES.replace("da-DK", "en-GB")

    assert reader(pdf.render_pdf(docx(TITLE))).trailer["/Root"]["/Lang"] == "da-DK"
    data = pdf.render_pdf(docx(TITLE, styles=english))
    assert reader(data).trailer["/Root"]["/Lang"] == "en-GB"


def test_missing_font__is_said_once_with_what_stood_in() -> None:
    run = '<w:rFonts w:ascii="Papyrus" w:hAnsi="Papyrus"/>'
    filled = pdf.render_with_report(docx(TITLE + p("a", run=run) * 3))

    notes = [note for note in filled.notes if note.code == "font-replaced"]
    assert [(note.where, note.message.params["other"]) for note in notes] == [
        ("Papyrus", "LiberationSans")
    ]


def test_notes__tell_of_this_document_alone() -> None:
    compiled = pdf.compile(docx(TITLE))
    run = '<w:rFonts w:ascii="Papyrus" w:hAnsi="Papyrus"/>'

    assert compiled.fill_with_report(docx(TITLE + p("a", run=run))).notes
    assert compiled.fill_with_report(docx(TITLE + p("a"))).notes == ()


def test_font_with_the_same_widths__is_not_worth_a_word() -> None:
    run = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'

    assert pdf.render_with_report(docx(TITLE + p("a", run=run))).notes == ()


def test_house_font__is_found_by_its_name(tmp_path: Path) -> None:
    source = fonts_root() / "DejaVuSans.ttf"
    (tmp_path / "hus.ttf").write_bytes(source.read_bytes())
    run = '<w:rFonts w:ascii="DejaVu Sans" w:hAnsi="DejaVu Sans"/>'

    data = pdf.render_pdf(docx(TITLE + p("Huset", run=run)), fonts=tmp_path)

    assert b"+DejaVuSans" in str(_font_names(data)).encode()


def test_house_font__that_cannot_be_embedded_is_named(tmp_path: Path) -> None:
    (tmp_path / "falsk.otf").write_bytes(b"OTTO" + bytes(100))

    with pytest.raises(TemplateError) as caught:
        pdf.render_pdf(docx(TITLE), fonts=tmp_path)

    assert [fault.code for fault in caught.value.faults] == ["font-not-usable"]


def _font_names(data: bytes) -> list[str]:
    fonts = reader(data).pages[0]["/Resources"]["/Font"]
    return [str(fonts[name]["/BaseFont"]) for name in fonts]


def test_strict__refuses_what_is_otherwise_reported() -> None:
    document = docx(TITLE + p("漢"))

    assert pdf.render_with_report(document).notes
    with pytest.raises(RenderError) as caught:
        pdf.render_pdf(document, strict=True)
    assert [fault.code for fault in caught.value.faults] == ["substituted-character"]


def test_link_without_target__is_reported() -> None:
    from render.pdf.ooxml import r

    link = f'<w:p><w:hyperlink w:anchor="borte">{r("her")}</w:hyperlink></w:p>'

    notes = pdf.render_with_report(docx(TITLE + link)).notes

    assert [note.code for note in notes] == ["link-without-target"]


def test_right_to_left_words__are_reported() -> None:
    filled = pdf.render_with_report(docx(TITLE + p("Han skrev سأجدك.")))

    assert [note.code for note in filled.notes] == ["right-to-left-text"]
    assert "سأجدك"[0] in measuring.text(filled.data)


def test_picture__is_stored_once_however_often_it_is_shown() -> None:
    data = pdf.render_pdf(with_picture(TITLE + f"<w:p>{picture()}</w:p>" * 5))

    assert len(reader(data).pages[0]["/Resources"]["/XObject"]) == 1


def test_shipped_fonts__are_those_of_the_papers() -> None:
    papers = tomllib.loads((fonts_root() / "papers.toml").read_text(encoding="utf-8"))
    named: dict[str, str] = {}
    for family in papers["family"]:
        assert (fonts_root() / family["licence_file"]).stat().st_size > 1000
        named.update(family["sha256"])
    found = {
        path.name: sha256(path.read_bytes()).hexdigest()
        for path in fonts_root().glob("*.ttf")
    }

    assert found == named
    assert sum(path.stat().st_size for path in fonts_root().iterdir()) < 12_000_000


@pytest.mark.parametrize(
    "path",
    sorted(templates_root().glob("*/template.docx")),
    ids=lambda p: p.parent.name,
)
def test_shipped_template__is_covered_and_conforms(path: Path, tmp_path: Path) -> None:
    import page as page_validation

    out = tmp_path / "a.pdf"
    out.write_bytes(pdf.render_pdf(path.read_bytes()))

    for profile in ("ua1", "2a"):
        result = page_validation.validate_pdf(str(out), profile=profile)
        assert "no failures" in str(result), result


def test_command__writes_the_pdf(tmp_path: Path) -> None:
    from anmeld.cli import main

    source, out = tmp_path / "brev.docx", tmp_path / "brev.pdf"
    source.write_bytes(docx(TITLE + p("漢")))

    done = CliRunner().invoke(main, ["pdf", str(source), "--out", str(out)])

    assert done.exit_code == 0
    assert out.read_bytes() == pdf.render_pdf(source.read_bytes())
    assert "U+6F22" in done.output


def test_command__refuses_what_libreoffice_would_not_heed(tmp_path: Path) -> None:
    from anmeld.cli import main

    source, out = tmp_path / "brev.docx", tmp_path / "brev.pdf"
    source.write_bytes(docx(TITLE))
    other = ["--pdf-engine", "libreoffice", "--strict"]

    done = CliRunner().invoke(main, ["pdf", str(source), "--out", str(out), *other])

    assert done.exit_code == 2
    assert "--strict" in done.output
    assert not out.exists()


@needs_libreoffice
def test_libreoffice__makes_the_same_conforming_bytes_twice(tmp_path: Path) -> None:
    import page as page_validation

    from anmeld.render.pdf.libreoffice import convert

    document = FEATURES["header_and_footer"]()
    one, two = convert([document, document])

    assert one == two
    out = tmp_path / "a.pdf"
    out.write_bytes(one)
    for profile in ("ua1", "2b"):
        result = page_validation.validate_pdf(str(out), profile=profile)
        assert "no failures" in str(result), result


@needs_libreoffice
def test_libreoffice__claims_pdf_ua_only_where_it_holds() -> None:
    """It makes a tagged file of a skipped heading level too, which is no PDF/UA."""
    from anmeld.render.pdf.libreoffice import claims_accessible, convert

    skipped = p("Uden overskrift over", '<w:pStyle w:val="Overskrift2"/>')
    good, bad = convert([docx(TITLE + p("Tekst")), docx(skipped)])

    assert claims_accessible(good)
    assert not claims_accessible(bad)


def test_libreoffice__absent_is_named(tmp_path: Path) -> None:
    from anmeld.render.pdf.libreoffice import convert

    with pytest.raises(RenderError) as caught:
        convert([b"x"], program=str(tmp_path / "findes-ikke"))

    assert [fault.code for fault in caught.value.faults] == ["no-libreoffice"]
