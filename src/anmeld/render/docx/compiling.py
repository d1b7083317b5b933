"""From the bytes of a Word template to what a fill needs, or every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2.exceptions import TemplateSyntaxError

from anmeld.errors import Fault, TemplateError
from anmeld.render.docx import diagnosis, hazards, package, relations
from anmeld.render.docx.compiled import Blueprint
from anmeld.render.docx.diagnosis import Asked
from anmeld.render.docx.look import Look, dressed
from anmeld.render.docx.package import Member
from anmeld.render.docx.parts import (
    Part,
    compile_part,
    content_types,
    parsed,
    source_of,
    written_parts,
)
from anmeld.render.docx.places import Finder
from anmeld.render.docx.source import parse
from anmeld.render.simple_text import BODY, NOTES, is_simple

# After these a part cannot be read at all.
_UNREADABLE: Final = frozenset({"document-type", "not-a-docx"})
# Filters that add to the package's own bookkeeping when they run.
_ADDING: Final = ("billede", "link")
Members = Mapping[str, tuple[Member, bytes]]


def blueprint(
    data: bytes,
    asked: Asked,
    folder: Path | None,
    allow: frozenset[str],
    look: Look | None = None,
) -> Blueprint:
    """Compile a template.

    Args:
        data: Its bytes.
        asked: The names that it may use, and what messages call it.
        folder: Where its own pictures lie.
        allow: Which hazards are accepted.
        look: The house's own font and colour.

    Returns:
        What a fill needs.

    Raises:
        TemplateError: With every fault found.
    """
    members: Members = package.read(data, asked.file)
    if look:
        members = dressed(members, look)
    types = content_types(members[relations.CONTENT_TYPES][1])
    written = list(written_parts(types, members))
    faults = [*hazards.hazards(members, types, written, allow, asked.file)]
    if any(fault.code in _UNREADABLE for fault in faults):
        raise TemplateError(*faults)
    parts = []
    for name in written:
        part, found = _part(name, members, asked)
        faults += found
        if part:
            parts.append(part)
    if faults:
        raise TemplateError(*faults)
    added_to = _added_to(parts, members)
    outside = {part.name for part in parts} | set(added_to)
    still = package.block(m for n, (m, _) in members.items() if n not in outside)
    simple = _is_simple(parts, members)
    return Blueprint(asked.file, folder, tuple(parts), still, added_to, simple)


def _is_simple(parts: list[Part], members: Members) -> bool:
    if any(NOTES.fullmatch(name) for name in members):
        return False
    bodies = [members[name][1] for name in members if BODY.fullmatch(name)]
    is_filled = any(BODY.fullmatch(part.name) for part in parts)
    return is_filled and len(bodies) == 1 and is_simple(parse(bodies[0], "", None))


def _part(name: str, members: Members, asked: Asked) -> tuple[Part | None, list[Fault]]:
    member, plain = members[name]
    if diagnosis.tag_level_faults(name, plain, asked.file):
        return None, diagnosis.faults_of_broken(name, member, None, None, asked)
    source = source_of(name, plain, asked.file)
    try:
        tree = parsed(source)
        finder = Finder(name, member, source)
        if faults := diagnosis.faults_of_tree(tree, finder, asked):
            return None, faults
        return compile_part(name, member, source, tree), []
    except TemplateSyntaxError as cause:
        return None, diagnosis.faults_of_broken(name, member, source, cause, asked)


def _added_to(parts: list[Part], members: Members) -> dict[str, Member]:
    adding = [part for part in parts if any(f in part.source.text for f in _ADDING)]
    if not adding:
        return {}
    names = [
        relations.CONTENT_TYPES,
        *(relations.path_of(part.name) for part in adding),
    ]
    return {
        name: members[name][0] if name in members else package.pack(name, b"")
        for name in names
    }
