"""The form as plain text: what a person copies into EASY, field by field, whole."""

from __future__ import annotations

from collections.abc import Mapping

from anmeld.render.form.compiled import CompiledForm

_INDENT = "    "


def text_of(compiled: CompiledForm, content: Mapping[str, object]) -> str:
    """Write a filled form as `label: value`, in the map's order.

    Args:
        compiled: The form; with a map, else values by full field name are listed.
        content: What the form would be filled with.

    Returns:
        The sheet: headings as the map has them, each value whole, also one that goes
        on in the addendum; the lines of a longer value indented.
    """
    lines: list[str] = []
    for heading, label, value in compiled.sheet(content):
        if heading:
            lines += ["", heading, "=" * len(heading)]
        lines += _entry(label, value)
    return "\n".join(lines).strip("\n") + "\n"


def _entry(label: str, value: str) -> list[str]:
    parts = value.splitlines()
    if len(parts) < 2:
        return [f"{label}: {value}".rstrip()]
    return [f"{label}:", *(f"{_INDENT}{part}".rstrip() for part in parts)]
