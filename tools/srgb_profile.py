"""An sRGB colour profile, computed: the same bytes on every machine.

Colour libraries stamp the moment into the profiles they make, and differ by version.
ICC.1:2001-04 (version 2) needs nine tags; the figures are those of IEC 61966-2-1.
"""

from __future__ import annotations

import struct

_WHITE = (0.9505, 1.0, 1.0891)
# The primaries, adapted to the profile connection space (D50).
_COLUMNS = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_CONNECTION = (0.9642, 1.0, 0.8249)
_STEPS = 1024


def srgb_profile() -> bytes:
    """Give the profile."""
    curve = _curve()
    tags = {
        b"desc": _description("sRGB IEC61966-2.1"),
        b"cprt": b"text\0\0\0\0" + b"No copyright, use freely\0",
        b"wtpt": _xyz(_WHITE),
        **{name: _xyz(value) for name, value in _COLUMNS.items()},
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _assemble(tags)


def _assemble(tags: dict[bytes, bytes]) -> bytes:
    start = 128 + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    body = b""
    for data in tags.values():
        if data not in places:
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
    table = struct.pack(">I", len(tags)) + b"".join(
        name + struct.pack(">II", places[data], len(data))
        for name, data in tags.items()
    )
    return _header(start + len(body)) + table + body


def _header(size: int) -> bytes:
    # The date is that of the sRGB standard: a profile must carry one.
    date = struct.pack(">6H", 1999, 10, 18, 0, 0, 0)
    return (
        struct.pack(">I4sI", size, b"\0\0\0\0", 0x02100000)
        + b"mntrRGB XYZ "
        + date
        + b"acsp"
        + bytes(28)
        + b"".join(_fixed(value) for value in _CONNECTION)
        + bytes(48)
    )


def _curve() -> bytes:
    values = (round(_linear(step / (_STEPS - 1)) * 65535) for step in range(_STEPS))
    return b"curv\0\0\0\0" + struct.pack(f">I{_STEPS}H", _STEPS, *values)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(_fixed(value) for value in values)


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _description(text: str) -> bytes:
    ascii_text = text.encode("ascii") + b"\0"
    count = struct.pack(">I", len(ascii_text))
    return b"desc\0\0\0\0" + count + ascii_text + bytes(8 + 3 + 67)
