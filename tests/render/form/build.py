"""A small writer of PDF forms for tests: raw objects, so every mistake can be made."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

HELV = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
DA = "/DA(/Helv 10 Tf 0 g)"


@dataclass(slots=True)
class Build:
    """A form in the making.

    Attributes:
        da: The form's own default appearance, or nothing.
        fonts: The form's fonts by resource name, written.
        form: Further entries of the form dictionary.
        page: Further entries of the (first) page.
        root: Further entries of the catalog.
    """

    da: str = DA
    fonts: dict[str, str] = field(default_factory=lambda: {"Helv": HELV})
    form: str = ""
    page: str = ""
    root: str = ""
    objects: dict[int, bytes] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    annots: list[str] = field(default_factory=list)
    free: int = 10
    has_form: bool = True
    generations: dict[int, int] = field(default_factory=dict)

    def add(self, body: str | bytes, number: int | None = None) -> int:
        """Add an object and give its number."""
        at = self.free if number is None else number
        self.free = max(self.free, at + 1)
        self.objects[at] = body if isinstance(body, bytes) else body.encode("latin-1")
        return at

    def stream(self, entries: str, data: bytes) -> int:
        """Add a stream."""
        head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("latin-1")
        return self.add(head + data + b"\nendstream")

    def widget(
        self,
        entries: str,
        rect: tuple[float, float, float, float] = (50, 700, 350, 720),
        *,
        in_fields: bool = True,
        on_page: bool = True,
    ) -> int:
        """Add a widget that is a field of its own (or a kid)."""
        sides = " ".join(f"{side:g}" for side in rect)
        flags = "" if "/F " in entries else "/F 4"
        body = f"<</Type/Annot/Subtype/Widget{flags}/Rect[{sides}]{entries}>>"
        number = self.add(body)
        if in_fields:
            self.fields.append(f"{number} 0 R")
        if on_page:
            self.annots.append(f"{number} 0 R")
        return number

    def text(
        self,
        name: str = "felt",
        entries: str = "",
        rect: tuple[float, float, float, float] = (50, 700, 350, 720),
    ) -> int:
        """Add a text field."""
        return self.widget(f"/FT/Tx/T({name}){entries}", rect)

    def mark(self, colour: str = "0 g") -> str:
        """An appearance stream that fills its box."""
        data = f"{colour} 2 2 10 10 re f".encode()
        number = self.stream("/Type/XObject/Subtype/Form/BBox[0 0 14 14]", data)
        return f"{number} 0 R"

    def finish(self) -> dict[int, bytes]:
        """Write catalog, pages and form; give all objects by number."""
        fonts = "".join(f"/{name} {body}" for name, body in self.fonts.items())
        resources = f"/DR<</Font<<{fonts}>>>>" if self.fonts else ""
        listed = " ".join(self.fields)
        form = f"<</Fields[{listed}]{resources}{self.da}{self.form}>>"
        annots = " ".join(self.annots)
        objects = dict(self.objects)
        acro = "/AcroForm 4 0 R" if self.has_form else ""
        objects[1] = f"<</Type/Catalog/Pages 2 0 R{acro}{self.root}>>".encode("latin-1")
        objects[2] = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
        bare = "" if "/Resources" in self.page else "/Resources<<>>"
        objects[3] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{bare}"
            f"/Contents 5 0 R/Annots[{annots}]{self.page}>>"
        ).encode("latin-1")
        objects[4] = form.encode("latin-1")
        objects[5] = b"<</Length 0>>\nstream\n\nendstream"
        return {**objects, **{k: v for k, v in self.objects.items() if k < 10}}

    def data(self) -> bytes:
        """The file, with a classic cross-reference table."""
        return write(self.finish(), generations=self.generations)


def write(
    objects: dict[int, bytes],
    *,
    trailer: str = "",
    generations: dict[int, int] | None = None,
    end: bytes = b"\n",
) -> bytes:
    """Write objects as a file with a classic table."""
    out = bytearray(b"%PDF-1.7" + end + b"%\xe2\xe3\xcf\xd3" + end)
    offsets = {}
    gens = generations or {}
    for number, body in sorted(objects.items()):
        offsets[number] = len(out)
        out += b"%d %d obj" % (number, gens.get(number, 0)) + end + body + end
        out += b"endobj" + end
    table = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        if number in offsets:
            out += b"%010d %05d n \n" % (offsets[number], gens.get(number, 0))
        else:
            out += b"0000000000 65535 f \n"
    out += b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        trailer.encode("latin-1"),
        table,
    )
    return bytes(out)


def write_compressed(objects: dict[int, bytes]) -> bytes:
    """Write objects with a cross-reference stream, and all but streams in one too."""
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    loose = {n: b for n, b in objects.items() if b"endstream" in b}
    packed = sorted((n, b) for n, b in objects.items() if n not in loose)
    holder = max(objects) + 1
    rows: dict[int, bytes] = {0: b"\x00\x00\x00\x00\xff\xff"[:6]}
    index, bodies, at = [], [], 0
    for place, (number, body) in enumerate(packed):
        index.append(b"%d %d" % (number, at))
        bodies.append(body)
        at += len(body) + 1
        rows[number] = b"\x02" + holder.to_bytes(4, "big") + bytes((place,))
    head = b" ".join(index) + b"\n"
    data = zlib.compress(head + b"\n".join(bodies))
    loose[holder] = (
        b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%b\n"
        b"endstream" % (len(packed), len(head), len(data), data)
    )
    for number, body in sorted(loose.items()):
        rows[number] = b"\x01" + len(out).to_bytes(4, "big") + b"\0"
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    own = holder + 1
    rows[own] = b"\x01" + len(out).to_bytes(4, "big") + b"\0"
    table = b"".join(rows.get(n, b"\0" * 6) for n in range(own + 1))
    start = len(out)
    out += (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 1]/Root 1 0 R/Length %d>>\nstream\n%b\n"
        b"endstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
        % (own, own + 1, len(table), table, start)
    )
    return bytes(out)
