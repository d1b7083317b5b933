"""How the form's values are written in PDF: strings, streams, colours."""

from __future__ import annotations

Rect = tuple[float, float, float, float]


def stream_body(entries: str, data: bytes) -> bytes:
    """Write a stream with its dictionary."""
    head = f"<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii")
    return head + data + b"\nendstream"


def outline(rect: Rect) -> str:
    """Draw the frame of a button."""
    width, height = rect[2] - 0.8, rect[3] - 0.8
    return f"0.3 0.35 0.4 RG 0.8 w 0.4 0.4 {width:.2f} {height:.2f} re S"


def rgb(colour: str) -> str:
    """Write a colour `RRGGBB` as operands."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return " ".join(f"{part:.3f}" for part in parts)


def literal(text: str) -> str:
    """Write a text as a literal string."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped})"


def string(text: str) -> str:
    """Write a text string: literal where PDFDocEncoding has it, else UTF-16."""
    # PDFDocEncoding and Latin-1 agree on every letter from U+00A1 on.
    if all(letter < "\x7f" or "\xa0" < letter <= "\xff" for letter in text):
        return literal(text)
    return f"<feff{text.encode('utf-16-be').hex()}>"
