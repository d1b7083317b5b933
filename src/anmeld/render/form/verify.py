"""Read a filled form back: every value is stored, and every character is drawn.

The finished bytes are parsed anew and the texts decoded from the drawing operators
through the fonts' own tables, so that a wrong code or a lost object is found here.
"""

from __future__ import annotations

import re

from pypdf.generic import DictionaryObject, StreamObject

from anmeld._i18n import Message, msg
from anmeld.errors import Fault
from anmeld.render.form import errors
from anmeld.render.form.appearance import unescaped
from anmeld.render.form.faults import fault
from anmeld.render.form.fonts import own_face
from anmeld.render.form.model import Field
from anmeld.render.form.objects import entry, items, resolved, text_of
from anmeld.render.form.programs import to_unicode_pairs
from anmeld.render.form.rewriting import PARSER_FAULTS
from anmeld.render.form.source import Source, open_source
from anmeld.render.form.syntax import serialise
from anmeld.render.form.update import Fill

_TOKEN = re.compile(
    rb"/([^\s/\[\]()<>{}%]+)\s+[\d.]+\s+Tf|\(((?:[^()\\]|\\.)*)\)\s*Tj"
    rb"|<([0-9A-Fa-f]*)>\s*Tj",
    re.DOTALL,
)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_PLAIN = {b"r": b"\r", b"n": b"\n"}


def verify_fill(data: bytes, fill: Fill, *, flatten: bool) -> None:
    """Compare a finished form with what was to be written.

    Args:
        data: The finished file.
        fill: What was written, with proof kept.
        flatten: Whether there are no fields any more.

    Raises:
        LostText: Naming each field whose value is not stored or not shown.
    """
    faults: list[Fault] = []
    try:
        finished = open_source(data, None)
        if finished.notes:
            raise ValueError("the finished file needed repair")
        faults += _not_drawn(finished, fill)
        if not flatten:
            faults += _not_stored(finished, fill)
        elif entry(finished.root, "/AcroForm") is not None:
            faults += [_lost(field, _KEPT) for field, _ in fill.stored.values()]
    except PARSER_FAULTS:
        faults = [_lost(field, _UNREADABLE) for field, _ in fill.stored.values()]
    if faults:
        raise errors.LostText(*faults)


_NOT_STORED = msg("is not stored as it was given.")
_NOT_DRAWN = msg("does not show the whole text.")
_UNREADABLE = msg("cannot be read back from the finished file.")
_KEPT = msg("is still there in the flattened file.")


def _lost(field: Field, problem: Message) -> Fault:
    return fault(
        errors.LostText, field, problem, msg("Report this form; nothing was written.")
    )


def _not_stored(source: Source, fill: Fill) -> list[Fault]:
    faults = []
    for number, (field, expected) in fill.stored.items():
        held = entry(source.object(number), "/V")
        found = text_of(held)
        if found is None:
            found = "\n".join(text_of(resolved(item)) or "" for item in items(held))
        if found != expected:
            faults.append(_lost(field, _NOT_STORED))
    return faults


def _not_drawn(source: Source, fill: Fill) -> list[Fault]:
    faults = []
    tables: dict[bytes, dict[int, str]] = {}
    for number, (field, expected) in fill.drawn.items():
        held = source.object(number)
        if not isinstance(held, StreamObject) or (
            _shown(held, source, tables) != expected
        ):
            faults.append(_lost(field, _NOT_DRAWN))
    return faults


def _shown(
    stream: StreamObject, source: Source, tables: dict[bytes, dict[int, str]]
) -> str:
    """The characters that a stream draws, without blanks."""
    fonts = entry(entry(stream, "/Resources"), "/Font")
    table: dict[int, str] = {}
    wide = False
    out = []
    for font, literal, coded in _TOKEN.findall(stream.get_data()):
        if font:
            table = _table(font, fonts, source, tables)
            wide = False
        elif coded:
            wide = True
            out += [
                table[int(coded[at : at + 4], 16)] for at in range(0, len(coded), 4)
            ]
        elif not wide:
            plain = _ESCAPED.sub(lambda hit: _PLAIN.get(hit[1], hit[1]), literal)
            out += [table[byte] for byte in plain]
    return "".join("".join(out).split())


def _table(
    font: bytes, fonts: object, source: Source, tables: dict[bytes, dict[int, str]]
) -> dict[int, str]:
    """The character of each code of a font; each font is read once."""
    plain = unescaped(font)
    if not isinstance(fonts, DictionaryObject):
        return {}
    for key in fonts:
        if source.name_bytes(key[1:]) == plain:
            raw = fonts.raw_get(key)
            written = serialise(raw, source.name_bytes)
            if written not in tables:
                tables[written] = _codes(key, raw, source)
            return tables[written]
    return {}


def _codes(key: str, raw: object, source: Source) -> dict[int, str]:
    held = resolved(raw)
    mapped = entry(held, "/ToUnicode")
    if entry(held, "/Subtype") == "/Type0" and isinstance(mapped, StreamObject):
        return dict(to_unicode_pairs(mapped.get_data()))
    face = own_face(key[1:], raw, source)
    if face is None:
        return {}
    return {**{code: chr(char) for char, code in face.codes.items()}, 32: " "}
