"""Pictures from a value: `{{ b|billede(bredde=8) }}` puts a file of the case in a text.

A picture is decoded whole, within bounds, before it enters a document; what it carries
besides its pixels (place, camera, comments) stays behind.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Final

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from PIL import Image, ImageOps

from anmeld._i18n import Message, msg
from anmeld.errors import Fault, RenderError, Where
from anmeld.formatting.characters import substitute
from anmeld.formatting.values import present
from anmeld.render.docx.budget import Fill, state
from anmeld.render.docx.package import Member, pack

KIND: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
)
MAX_BYTES: Final = 20 * 1024 * 1024
MAX_PIXELS: Final = 25_000_000
_EMU_PER_CM: Final = 360_000
_CM_PER_INCH: Final = 2.54
_PAGE: Final = (16.0, 22.0)  # cm; the text area of an A4 page
_FORMATS: Final = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_DRAWING: Final = (
    '</w:t></w:r><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org'
    '/drawingml/2006/wordprocessingDrawing"><wp:extent cx="{cx}" cy="{cy}"/>'
    '<wp:docPr id="1" name="{name}" descr="{alt}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="0" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships" r:embed="{number}"/><a:stretch><a:fillRect/></a:stretch>'
    '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/>'
    '</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r>"
    '<w:t xml:space="preserve">'
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was decoded and cleaned.

    Attributes:
        member: The file of the package.
        width: Its own width in cm.
        height: Its own height in cm.
    """

    member: Member
    width: float
    height: float


@pass_context
def billede(
    context: Context,
    value: object,
    bredde: float | None = None,
    hoejde: float | None = None,
    alt: str | None = None,
) -> Markup:
    """Put a picture into the text.

    Args:
        context: The context of the fill.
        value: A `bilag` with a `fil` of the case's folder, a path that the program
            itself gives, or the name of a file in the template's own folder.
        bredde: Width in cm; the height follows where it is not given.
        hoejde: Height in cm.
        alt: What the picture shows, for those who cannot see it; what a `bilag`
            `viser` where nothing is given.

    Returns:
        The drawing.

    Raises:
        RenderError: The file is missing, outside its folder, or no picture that can be
            decoded within bounds.
    """
    fill = state(context)
    picture = _decoded(_file_of(value, fill))
    fill.media[picture.member.name] = picture.member
    number = fill.relate(KIND, picture.member.name.removeprefix("word/"))
    cx, cy = _extent(picture, bredde, hoejde)
    words, replaced = substitute(_alt(value, alt))
    fill.report(replaced)
    name = picture.member.name.rpartition("/")[2]
    return Markup(
        _DRAWING.format(
            cx=cx, cy=cy, number=number, name=name, alt=escape(" ".join(words.split()))
        )
    )


def _alt(value: object, alt: str | None) -> str:
    if alt is not None:
        return str(alt)
    return present(value.get("viser")) if isinstance(value, Mapping) else ""


def _extent(
    picture: Picture, width: float | None, height: float | None
) -> tuple[int, int]:
    ratio = picture.height / picture.width
    if width is None and height is None:
        scale = min(1.0, _PAGE[0] / picture.width, _PAGE[1] / picture.height)
        width, height = picture.width * scale, picture.height * scale
    elif width is None:
        width = (height or 0) / ratio
    elif height is None:
        height = width * ratio
    if not (0 < width <= 100 and 0 < (height or 0) <= 100):
        raise _refused("picture-size", msg("The picture's size in cm makes no sense."))
    return round(width * _EMU_PER_CM), round((height or 0) * _EMU_PER_CM)


def _file_of(value: object, fill: Fill) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, Path):
        return _read(value)
    if isinstance(value, Mapping):
        return _read(_confined(value.get("fil"), fill.folder))
    return _read(_confined(value, fill.template_folder))


def _confined(name: object, folder: Path | None) -> Path:
    if folder is None or not isinstance(name, str) or not name:
        problem = msg("The picture has no file, or there is no folder to find it in.")
        raise _refused("picture-missing", problem)
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise _refused("picture-outside", msg("The picture lies outside its folder."))
    return path


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        problem = msg("The picture's file cannot be read.")
        raise _refused("picture-missing", problem) from None
    return data


@lru_cache(maxsize=8)
def _decoded(data: bytes) -> Picture:
    if len(data) > MAX_BYTES:
        problem = msg("The picture is larger than {size} MB.", size=MAX_BYTES >> 20)
        raise _refused("picture-too-large", problem)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                return _cleaned(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        problem = msg("The file is no picture that can be shown.")
        raise _refused("picture-damaged", problem) from None


def _cleaned(image: Image.Image) -> Picture:
    width, height = image.size
    if width * height > MAX_PIXELS:
        problem = msg("The picture has more than {count} pixels.", count=MAX_PIXELS)
        raise _refused("picture-too-large", problem)
    image.load()
    across, down = image.info.get("dpi", (96, 96))
    kind = "jpeg" if image.format == "JPEG" else "png"
    upright = ImageOps.exif_transpose(image)
    if upright.mode not in {"1", "L", "LA", "P", "RGB", "RGBA"}:
        upright = upright.convert("RGB")
    # A new picture of the same pixels: what the file told besides them is gone.
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P" and (palette := upright.getpalette()):
        bare.putpalette(palette)
    bare.paste(upright)
    clear = upright.info.get("transparency")
    out = io.BytesIO()
    if kind == "jpeg":
        bare.save(out, "JPEG", quality=92)
    elif clear is None:
        bare.save(out, "PNG")
    else:
        bare.save(out, "PNG", transparency=clear)
    packed = out.getvalue()
    digest = hashlib.sha256(packed).hexdigest()[:16]
    member = pack(f"word/media/{digest}.{kind}", packed)
    size = upright.size
    across, down = (float(dpi) if dpi and dpi > 1 else 96.0 for dpi in (across, down))
    return Picture(
        member, size[0] / across * _CM_PER_INCH, size[1] / down * _CM_PER_INCH
    )


def _refused(code: str, problem: Message) -> RenderError:
    return RenderError(Fault(code, Where(), problem))
