"""Pictures as PDF objects: opened with care, decoded once, kept for the next one."""

from __future__ import annotations

import functools
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from anmeld._i18n import msg
from anmeld.errors import Fault, RenderError, Where

if TYPE_CHECKING:
    from PIL.Image import Image

PIXEL_LIMIT: Final = 36_000_000
"""Most pixels of one picture; a page at 600 dpi has 35 million."""
_REMEMBERED: Final = 1_000_000
"""Bytes below which a picture's encoding is kept for the next document: a logo."""
_VECTOR: Final = (b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture ready to be written.

    Attributes:
        width: Pixels across.
        height: Pixels down.
        space: Its colour space.
        filter: How its data are compressed.
        data: The compressed pixels.
        mask: The compressed transparency, one byte a pixel, or None.
    """

    width: int
    height: int
    space: str
    filter: str
    data: bytes
    mask: bytes | None


def encode(data: bytes) -> Encoded:
    """Decode a picture and compress it for PDF.

    Args:
        data: The bytes of a PNG, JPEG, GIF, BMP or TIFF file.

    Returns:
        The same for the same bytes. A JPEG in RGB or grey is taken as it is.

    Raises:
        RenderError: It is a vector picture (`picture-kind`), too big
            (`picture-too-large`) or broken (`broken-picture`).
    """
    return _remembered(data) if len(data) < _REMEMBERED else _opened(data)


@functools.lru_cache(maxsize=32)
def _remembered(data: bytes) -> Encoded:
    return _opened(data)


def _opened(data: bytes) -> Encoded:
    from PIL import Image as pillow

    if data[:4] in _VECTOR or data[:5] in (b"<svg ", b"<?xml"):
        raise RenderError(kind_fault())
    try:
        with pillow.open(io.BytesIO(data)) as image:
            if image.width * image.height > PIXEL_LIMIT:
                raise RenderError(_too_large())
            return _taken_over(image, data) or _encode(image, data)
    except (pillow.DecompressionBombError, pillow.DecompressionBombWarning) as wrong:
        raise RenderError(_too_large()) from wrong
    except (OSError, ValueError, SyntaxError, EOFError, zlib.error) as wrong:
        raise RenderError(_broken()) from wrong


def _taken_over(image: Image, data: bytes) -> Encoded | None:
    """Take a plain PNG's compressed rows as they are: PDF reads the same filters."""
    plain = image.format == "PNG" and image.mode in ("RGB", "L")
    head = data[16:29]  # width, height, depth, colour, three methods
    if not plain or head[8] != 8 or head[12] or "transparency" in image.info:
        return None
    rows = b"".join(_chunks(data, b"IDAT"))
    colors = len(image.getbands())
    if _inflated(rows) != image.height * (1 + image.width * colors):
        raise OSError("the picture is cut short")
    space = "/DeviceGray" if colors == 1 else "/DeviceRGB"
    parameters = f"/Predictor 15/Colors {colors}/Columns {image.width}"
    filter_ = f"/FlateDecode/DecodeParms<<{parameters}>>"
    return Encoded(image.width, image.height, space, filter_, rows, None)


def _chunks(data: bytes, wanted: bytes) -> Iterator[bytes]:
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == wanted:
            yield data[at + 8 : at + 8 + length]
        at += 12 + length


def _inflated(data: bytes) -> int:
    """Count the bytes that compressed data hold, without keeping them."""
    stream, total, rest = zlib.decompressobj(), 0, data
    while rest and total <= 4 * PIXEL_LIMIT:
        total += len(stream.decompress(rest, 1 << 20))
        rest = stream.unconsumed_tail
    return total + len(stream.flush())


def _encode(image: Image, data: bytes) -> Encoded:
    size = (image.width, image.height)
    if image.format == "JPEG" and image.mode in ("RGB", "L"):
        image.load()
        space = "/DeviceRGB" if image.mode == "RGB" else "/DeviceGray"
        return Encoded(*size, space, "/DCTDecode", data, None)
    mask = None
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        alpha = rgba.getchannel("A")
        if alpha.getextrema() != (255, 255):
            mask = zlib.compress(alpha.tobytes(), 6)
        image = rgba.convert("RGB")
    grey = image.mode in ("L", "1", "I;16", "I")
    plain = image.convert("L" if grey else "RGB")
    space = "/DeviceGray" if grey else "/DeviceRGB"
    pixels = zlib.compress(plain.tobytes(), 6)
    return Encoded(*size, space, "/FlateDecode", pixels, mask)


def kind_fault() -> Fault:
    """Name a picture of a kind that cannot be drawn."""
    return Fault(
        "picture-kind",
        Where(),
        msg(
            "A picture is of a kind that the PDF engine does not draw (EMF, WMF, SVG)."
        ),
        msg("Insert it as PNG or JPEG, or use --pdf-engine libreoffice."),
    )


def _too_large() -> Fault:
    return Fault(
        "picture-too-large",
        Where(),
        msg("A picture has more than 36 million pixels."),
        msg("Make it smaller in Word: Compress Pictures."),
    )


def _broken() -> Fault:
    return Fault(
        "broken-picture",
        Where(),
        msg("A picture cannot be read."),
        msg("Insert it again as PNG or JPEG."),
    )
