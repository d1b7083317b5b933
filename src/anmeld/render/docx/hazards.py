"""What a template must not carry besides words: code, objects, outside links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from anmeld._i18n import Message, msg
from anmeld.errors import Fault, Where
from anmeld.render.docx.package import Member
from anmeld.render.docx.parts import MAIN
from anmeld.render.docx.source import declares_entities, has_tags, parse

MACROS: Final = "macros"
OBJECTS: Final = "objects"
EXTERNAL: Final = "external"
_OBJECT_KINDS: Final = ("oleObject", "package", "control", "activeXControlBinary")
_OBJECT_FOLDERS: Final = ("word/embeddings/", "word/activeX/")
_WEB: Final = re.compile(r"(https?://|mailto:|tel:)", re.IGNORECASE)
_RELATION: Final = (
    "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
)
_XML: Final = (".xml", ".rels")


def hazards(
    members: Mapping[str, tuple[Member, bytes]],
    types: Mapping[str, str],
    written: Sequence[str],
    allow: frozenset[str],
    file: str | None,
) -> Iterator[Fault]:
    """Find what makes a template unsafe to fill or to send on.

    Args:
        members: The package.
        types: The content type of each part.
        written: The parts that are filled.
        allow: Which hazards are accepted: `macros`, `objects`, `external`.
        file: The template, for the message.

    Yields:
        A fault for each hazard that is not allowed, and for tags in parts that no fill
        reaches.
    """
    if MAIN not in types.values() and not any(
        "macroEnabled" in t for t in types.values()
    ):
        yield Fault(
            "not-a-docx",
            Where(file=file),
            msg("is not a Word document (.docx)."),
            msg("Save it in Word as an ordinary Word document (.docx)."),
        )
    for name, (_, plain) in members.items():
        where = Where(file=file, key=name)
        for hazard, code, problem in _of_member(name, types.get(name, "")):
            if hazard not in allow:
                yield Fault(code, where, problem, _allowing(hazard))
        if name.endswith(_XML):
            yield from _of_xml(name, plain, where, written)
        if name.endswith(".rels"):
            yield from _of_relations(name, plain, allow, where)


def _of_member(name: str, kind: str) -> Iterator[tuple[str, str, Message]]:
    if "macroEnabled" in kind or "vbaProject" in name or "vbaProject" in kind:
        yield MACROS, "macros", msg("carries macros.")
    if name.startswith(_OBJECT_FOLDERS):
        yield OBJECTS, "embedded-object", msg("carries an embedded object.")


def _of_xml(
    name: str, plain: bytes, where: Where, written: Sequence[str]
) -> Iterator[Fault]:
    if declares_entities(plain):
        problem = msg("declares a document type, which Word never does.")
        yield Fault("document-type", where, problem)
    elif name not in written and has_tags(plain):
        yield Fault(
            "tag-out-of-reach",
            where,
            msg("holds a tag in a part that cannot be filled (a chart, a diagram)."),
            msg("Move it to the text, a header or a footer."),
        )


def _of_relations(
    name: str, plain: bytes, allow: frozenset[str], where: Where
) -> Iterator[Fault]:
    if declares_entities(plain):
        return
    for relation in parse(plain, name, where.file).iter(_RELATION):
        kind = str(relation.get("Type")).rpartition("/")[2]
        target = str(relation.get("Target"))
        if "{{" in target or "%7b%7b" in target.lower():
            problem = msg("holds a tag in the address of a link.")
            remedy = msg("Write the link as a tag with the filter link instead.")
            yield Fault("tag-in-link", where, problem, remedy)
            continue
        if kind == "aFChunk":
            problem = msg("carries another document that is read when it is opened.")
            yield Fault("foreign-chunk", where, problem)
        if kind in _OBJECT_KINDS and OBJECTS not in allow:
            problem = msg("carries an embedded object.")
            yield Fault("embedded-object", where, problem, _allowing(OBJECTS))
        if relation.get("TargetMode") == "External" and EXTERNAL not in allow:
            yield from _external(kind, target, where)


def _external(kind: str, target: str, where: Where) -> Iterator[Fault]:
    if kind == "hyperlink" and _WEB.match(target):
        return
    problem = msg("is linked to something outside itself ({kind}).", kind=kind)
    yield Fault("external-link", where, problem, _allowing(EXTERNAL))


def _allowing(hazard: str) -> Message:
    return msg("Take it out, or allow {hazard} for this template.", hazard=hazard)
