"""What a form holds, laid out for a person who is to map it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from anmeld._i18n import Language, Message, msg
from anmeld.render.form import Field, Kind, fields

Row = tuple[str, ...]
_KINDS: Final[Mapping[Kind, Message]] = {
    Kind.TEXT: msg("text"),
    Kind.CHECKBOX: msg("checkbox"),
    Kind.RADIO: msg("radio buttons"),
    Kind.COMBO: msg("combo box"),
    Kind.LIST: msg("list"),
    Kind.BUTTON: msg("button"),
    Kind.SIGNATURE: msg("signature"),
    Kind.UNKNOWN: msg("unknown"),
}


def inspect_form(
    pdf: str | Path | bytes, *, password: str | None = None
) -> tuple[Field, ...]:
    """Read every field of a form, in tab order.

    Args:
        pdf: Path or bytes of the form.
        password: The user password of an encrypted form.

    Returns:
        The fields.
    """
    return fields(pdf, password=password)


def as_data(found: tuple[Field, ...]) -> list[dict[str, object]]:
    """Write fields as plain data for JSON; what a form does not say is left out.

    Args:
        found: The fields.

    Returns:
        One mapping a field, with its boxes in points from the page's lower left corner.
    """
    return [_plain(one) for one in found]


def _plain(one: Field) -> dict[str, object]:
    data: dict[str, object] = {
        "name": one.name,
        "kind": one.kind.value,
        "page": one.page,
        "tooltip": one.tooltip,
        "value": one.value,
        "max_length": one.max_length,
        "multiline": one.multiline,
        "comb": one.comb,
        "font": one.font,
        "font_size": one.font_size or None,
        "alignment": ("left", "center", "right")[one.alignment],
        "read_only": one.read_only,
        "required": one.required,
        "states": list(one.states),
        "state_labels": dict(one.state_labels),
        "options": [{"export": o.export, "display": o.display} for o in one.options],
        "editable": one.editable,
        "multiple": one.multiple,
        "calculated": one.calculated,
        "scripted": one.scripted,
        "signed": one.signed,
        "boxes": [
            {
                "page": box.page,
                "rect": [round(side, 2) for side in box.rect],
                "rotation": box.rotation,
                "hidden": box.hidden,
                "states": list(box.states),
            }
            for box in one.boxes
        ],
    }
    return {
        key: value for key, value in data.items() if value not in (None, [], {}, False)
    }


def table(found: tuple[Field, ...], language: Language = "da") -> list[Row]:
    """Lay fields out as rows: page, name, kind, what it takes, tooltip.

    Args:
        found: The fields.
        language: Of the screen.

    Returns:
        The rows, without a heading.
    """
    return [
        (
            str(one.page or "-"),
            one.name,
            kind_of(one).text(language),
            takes(one, language),
            one.tooltip or "",
        )
        for one in found
    ]


def kind_of(one: Field) -> Message:
    """Name a field's kind for a person."""
    return _KINDS[one.kind]


def takes(one: Field, language: Language = "da") -> str:
    """What a field takes, in a few signs: length, size, states, options, marks."""
    parts = []
    if one.kind is Kind.TEXT:
        size = (
            f"{one.boxes[0].width:.0f}x{one.boxes[0].height:.0f} pt"
            if one.boxes
            else ""
        )
        parts += [size, f"<= {one.max_length}" if one.max_length else ""]
        marks = ((msg("several lines"), one.multiline), (msg("comb"), one.comb))
        parts += [word.text(language) for word, on in marks if on]
    parts.append(" ".join(f"/{state}" for state in one.states))
    parts.append(" | ".join(option.export for option in one.options))
    rights = (
        (msg("read-only"), one.read_only),
        (msg("to be filled in"), one.required),
        (msg("calculated"), one.calculated),
        (msg("signed"), one.signed),
    )
    parts += [word.text(language) for word, on in rights if on]
    return ", ".join(part for part in parts if part)
