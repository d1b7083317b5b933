"""From the bytes of a Word template to what a fill needs, or every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2.exceptions import TemplateSyntaxError

from anmeld.content.names import NameTree
from anmeld.errors import Fault, TemplateError
from anmeld.render.docx import explain, hazards, package, relations
from anmeld.render.docx.compiled import Blueprint
from anmeld.render.docx.name_faults import name_faults
from anmeld.render.docx.package import Member
from anmeld.render.docx.parts import (
    Part,
    compile_part,
    content_types,
    parsed,
    source_of,
    written_parts,
)

# Filters that add to the package's own bookkeeping when they run.
_ADDING: Final = ("billede", "link")
Members = Mapping[str, tuple[Member, bytes]]


def blueprint(
    data: bytes,
    names: NameTree | None,
    file: str | None,
    folder: Path | None,
    allow: frozenset[str],
) -> Blueprint:
    """Compile a template.

    Args:
        data: Its bytes.
        names: The names that it may use, or `None` to leave that to the fill.
        file: What messages call it.
        folder: Where its own pictures lie.
        allow: Which hazards are accepted.

    Returns:
        What a fill needs.

    Raises:
        TemplateError: With every fault found.
    """
    members = package.read(data, file)
    types = content_types(members[relations.CONTENT_TYPES][1])
    written = list(written_parts(types, members))
    faults = [*hazards.hazards(members, types, written, allow, file)]
    if faults:
        raise TemplateError(*faults)
    parts = []
    for name in written:
        part, found = _part(name, members, names, file)
        faults += found
        if part:
            parts.append(part)
    if faults:
        raise TemplateError(*faults)
    added_to = _added_to(parts, members)
    outside = {part.name for part in parts} | set(added_to)
    still = package.block(m for n, (m, _) in members.items() if n not in outside)
    return Blueprint(file, folder, tuple(parts), still, added_to)


def _part(
    name: str, members: Members, names: NameTree | None, file: str | None
) -> tuple[Part | None, list[Fault]]:
    member, plain = members[name]
    if faults := explain.unclosed_faults(name, plain, file):
        return None, faults
    source = source_of(name, plain, file)
    try:
        tree = parsed(source)
        faults = [*explain.refusals(name, member, source, tree, file)]
        if names is not None:
            faults += name_faults(name, member, source, tree, names, file)
        if faults:
            return None, faults
        return compile_part(name, member, source, tree), []
    except TemplateSyntaxError as cause:
        return None, explain.syntax_faults(name, member, source, cause, file)


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
