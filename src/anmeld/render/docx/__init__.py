"""Word templates compiled once and filled many times, with docxtpl's own syntax."""

from __future__ import annotations

from pathlib import Path

from anmeld.content.names import NameTree
from anmeld.render.docx.compiled import CompiledDocx
from anmeld.render.docx.compiling import blueprint
from anmeld.render.docx.diagnosis import Asked
from anmeld.render.docx.look import Look


def compile(
    template: str | Path | bytes,
    *,
    names: NameTree | None = None,
    file: str | None = None,
    folder: Path | None = None,
    allow: frozenset[str] = frozenset(),
    look: Look | None = None,
) -> CompiledDocx:
    """Read, check and compile a Word template.

    Args:
        template: The file, or its bytes.
        names: The names that the template may use; one outside them is a fault. With
            `None` names are looked up when the template is filled.
        file: What messages call the template; its path by default.
        folder: Where the template's own pictures lie; its folder by default.
        allow: Which hazards are accepted: `macros`, `objects`, `external`.
        look: The house's own font and colour, in place of the template's.

    Returns:
        The compiled template.

    Raises:
        TemplateError: With every fault found, each with its place.
    """
    if isinstance(template, bytes):
        data = template
    else:
        path = Path(template)
        data, file, folder = path.read_bytes(), file or str(path), folder or path.parent
    return CompiledDocx(blueprint(data, Asked(names, file), folder, allow, look))


__all__ = ["CompiledDocx", "Look", "compile"]
