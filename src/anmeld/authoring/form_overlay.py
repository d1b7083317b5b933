"""A form with each field's name drawn in its box: the picture that maps come from."""

from __future__ import annotations

from pathlib import Path

from anmeld.render.form.chain import FontChain
from anmeld.render.form.describe import describe
from anmeld.render.form.document import check, read_document
from anmeld.render.form.flatten import Pages
from anmeld.render.form.model import Box, Field
from anmeld.render.form.objects import entry
from anmeld.render.form.shipped import shipped_face
from anmeld.render.form.source import naming_damage, open_source
from anmeld.render.form.syntax import number, stream
from anmeld.render.form.tree import Page, read_tree
from anmeld.render.form.update import Appender, Fill

_FRAME = b"0.8 0 0 RG 0.6 w 1 0.95 0.75 rg\n"
_INK = b"0.6 0 0 rg\n"
_LARGEST, _SMALLEST = 8.0, 3.0


def overlay(pdf: str | Path | bytes, *, password: str | None = None) -> bytes:
    """Draw each field's name in its box.

    Args:
        pdf: Path or bytes of the form.
        password: The user password of an encrypted form.

    Returns:
        A PDF of the form's pages; its fields are drawn over and cannot be filled.
    """
    source = open_source(pdf, password)
    with naming_damage(source.file):
        tree = read_tree(source)
        fields = describe(tree, entry(source.root, "/AcroForm"))
        check(source, tree, fields, allow_signed=True)
        pages = Pages(source, tree, fields, read_document(source, tree, fields))
        fill = Fill(source.size)
        for page in tree.pages:
            drawn = _page(page, list(fields.values()), fill)
            if drawn is not None:
                pages.stamp(page, drawn, fill)
        pages.drop_form(fill)
        return Appender(source).finish(fill)


def _page(page: Page, fields: list[Field], fill: Fill) -> int | None:
    boxes = [
        (box, _words(field, box))
        for field in fields
        for box in field.boxes
        if box.page == page.number and box.width > 0 and box.height > 0
    ]
    if not boxes:
        return None
    fonts = FontChain((shipped_face("LiberationSans-Regular"),))
    used: dict[bytes, bytes] = {}
    code = b"".join(_box(box, words, fonts, used, fill) for box, words in boxes)
    resources = b"".join(b"%b %b" % pair for pair in used.items())
    edge = b"-20000 -20000 20000 20000"
    head = b"/Type/XObject/Subtype/Form/BBox[%b]/Resources<</Font<<%b>>>>" % (
        edge,
        resources,
    )
    return fill.add(stream(head, code))


def _words(field: Field, box: Box) -> str:
    states = " ".join(f"/{state}" for state in box.states)
    return f"{field.name} {states}".strip()


def _box(
    box: Box, words: str, fonts: FontChain, used: dict[bytes, bytes], fill: Fill
) -> bytes:
    left, low = box.rect[0], box.rect[1]
    measured = fonts.measure(words.replace("\n", " "))
    wide = measured.width(measured.text) / 1000
    size = min(_LARGEST, box.height * 0.8, (box.width - 2) / max(wide, 0.1))
    size = max(size, _SMALLEST)
    frame = b" ".join(map(number, (left, low, box.width, box.height)))
    out = [b"q\n", _FRAME, frame, b" re B\n", _INK, b"BT\n"]
    y = low + (box.height - size * 0.7) / 2
    out.append(b"%b %b Td\n" % (number(left + 1), number(y)))
    for face, text in measured.runs(measured.text):
        if face.shipped:
            used[face.resource] = fill.font(face.shipped)
            fill.use(face.shipped, text)
            out.append(b"%b %b Tf " % (face.resource, number(size)))
            out.append(face.shown(text) + b" Tj\n")
    out.append(b"ET\nQ\n")
    return b"".join(out)
