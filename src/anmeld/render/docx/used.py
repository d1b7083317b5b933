"""Which names a compiled template uses: what coverage needs to know of it."""

from __future__ import annotations

from anmeld.content.names import NameTree
from anmeld.render.docx.compiled import CompiledDocx
from anmeld.render.docx.names import names_in
from anmeld.render.docx.parts import parsed


def names_used(compiled: CompiledDocx, names: NameTree) -> frozenset[str]:
    """Give the names that a template uses anywhere: printed, looped over, asked about.

    Args:
        compiled: The template.
        names: The names that it was compiled against.

    Returns:
        The names, `[]` after each list.
    """
    parts = compiled._blueprint.parts
    trees = (parsed(part.source) for part in parts)
    return frozenset(use.path for tree in trees for use in names_in(tree, names).uses)
