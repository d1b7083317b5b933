"""From Word's XML to Jinja source: the one wall behind which docxtpl works.

docxtpl's `patch_xml` joins tags that Word has split into runs, lifts `{%p %}`,
`{%tr %}` and `{%tc %}` out of their paragraphs, rows and cells, and writes merged and
coloured cells. Around it, before and after, this module does what it does not: blank
text and editing marks are dropped, content controls that would overwrite a filled text
are unbound, and each paragraph begins a line of the source, which gives faults places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docxtpl import DocxTemplate
from lxml import etree

from anmeld._i18n import msg
from anmeld.errors import Fault, TemplateError, Where

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAX_PART = 8 * 1024 * 1024
_MARK = f"{{{W}}}anmeld"
_MARKED = re.compile(r'<w:p( [^>]*?)? w:anmeld="(\d+)"')
_TAG = re.compile(r"\{[{%#]")
_RAW_TAG = re.compile(rb"\{[{%#]")
_WHOLE_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_STRICT = frozenset({"http://purl.oclc.org/ooxml/wordprocessingml/main"})
_NOISE = ("rsidR", "rsidRDefault", "rsidRPr", "rsidP", "rsidTr", "rsidSect", "rsidDel")
_EDITING = (f"{{{W}}}proofErr", f"{{{W}}}lastRenderedPageBreak")
_BOUND = (f"{{{W}}}dataBinding", f"{{{W}}}showingPlcHdr")
_PATCHER = DocxTemplate.__new__(DocxTemplate)
_DOCTYPE = re.compile(rb"<\s*!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A part as Jinja source.

    Attributes:
        text: The source; paragraphs begin lines.
        paragraphs: For each line from the second, the number of the paragraph (from 1,
            in the part's order) that it begins with.
    """

    text: str
    paragraphs: tuple[int, ...]

    def paragraph_at(self, line: int) -> int:
        """Give the paragraph that a line of the source begins with, 0 before the first.

        Args:
            line: The line, from 1.
        """
        index = min(line - 2, len(self.paragraphs) - 1)
        return self.paragraphs[index] if index >= 0 else 0


def has_tags(xml: bytes) -> bool:
    """Say whether a part may hold Jinja tags, split by runs or not.

    Args:
        xml: The part's bytes, in UTF-8.
    """
    if b"{" not in xml:
        return False
    if _RAW_TAG.search(xml):
        return True
    return bool(_TAG.search(re.sub(r"<[^>]*>", "", xml.decode("utf-8", "replace"))))


def parse(xml: bytes, name: str, file: str | None) -> etree._Element:
    """Parse a part of the template: no entities, no network, bounded size.

    Args:
        xml: The part's bytes.
        name: Its path in the package.
        file: The template, for the message.

    Returns:
        The root element.

    Raises:
        TemplateError: It is too large, not well-formed, or declares a document type.
    """
    where = Where(file=file, key=name)
    if len(xml) > MAX_PART:
        problem = msg("is larger than {size} MB.", size=MAX_PART // 2**20)
        raise TemplateError(Fault("part-too-large", where, problem))
    if declares_entities(xml):
        problem = msg("declares a document type, which Word never does.")
        raise TemplateError(Fault("document-type", where, problem))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as cause:
        problem = msg("is not well-formed XML (line {line}).", line=cause.lineno)
        raise TemplateError(Fault("not-xml", where, problem)) from None
    if root.nsmap.get(root.prefix) in _STRICT or root.nsmap.get("w", W) != W:
        problem = msg("is written in a dialect of Word's format.")
        remedy = msg("Save it in Word as an ordinary Word document (.docx).")
        raise TemplateError(Fault("dialect", where, problem, remedy))
    return root


def declares_entities(xml: bytes) -> bool:
    """Say whether a part declares a document type, in UTF-8 or UTF-16."""
    return bool(_DOCTYPE.search(xml) or _DOCTYPE.search(xml.replace(b"\0", b"")))


def jinja_source(root: etree._Element) -> Source:
    """Turn a part into Jinja source.

    Args:
        root: The part's root element; it is changed.

    Returns:
        The source, with the paragraph that each line begins with.
    """
    _drop_noise(root)
    for number, paragraph in enumerate(root.iter(f"{{{W}}}p"), 1):
        if len(paragraph):
            paragraph.set(_MARK, str(number))
    xml = etree.tostring(root, encoding="unicode")
    patched: str = _PATCHER.patch_xml(xml)
    if "&amp;" in patched:
        # docxtpl leaves this entity in tags, where `"a & b"` would print `a &amp; b`.
        patched = _WHOLE_TAG.sub(lambda tag: tag.group().replace("&amp;", "&"), patched)
    numbers = tuple(int(number) for _, number in _MARKED.findall(patched))
    return Source(_MARKED.sub(r"\n<w:p\1", patched), numbers)


def _drop_noise(root: etree._Element) -> None:
    # Revision marks of the editing session say nothing to the reader and are up to a
    # third of what would be packed for every document.
    etree.strip_attributes(root, *(f"{{{W}}}{name}" for name in _NOISE))
    etree.strip_elements(root, *_EDITING, with_tail=False)
    for control in root.iter(f"{{{W}}}sdt"):
        if _TAG.search("".join(map(str, control.itertext()))):
            properties = control.find(f"{{{W}}}sdtPr")
            if properties is not None:
                # Word would put the bound store's old text, or the placeholder's grey
                # prompt, in place of what was filled in.
                etree.strip_elements(properties, *_BOUND, with_tail=False)
