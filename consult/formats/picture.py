"""Pictures from anywhere, drawn anew: smaller, and with nothing left but their pixels."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

LONGEST: Final = 1600
QUALITY: Final = 80
READ: Final = ("JPEG", "PNG", "WEBP", "GIF")
MOST_PIXELS: Final = 50_000_000

Image.MAX_IMAGE_PIXELS = None
"""Pillow only warns of a picture that is a bomb; `redraw` refuses it before it is unpacked."""


def redraw(raw: bytes, longest: int = LONGEST) -> bytes | None:
    """Draw a picture anew as a JPEG, without place, time, camera or anything else of it.

    Args:
        raw: The file as it came.
        longest: Pixels of its long edge at most.

    Returns:
        None where it is no picture, a broken one, or one of far too many pixels.
    """
    try:
        with Image.open(BytesIO(raw), formats=READ) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            return _written(_flat(_shrunk(picture, longest)))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        return None


def _shrunk(picture: Image.Image, longest: int) -> Image.Image:
    """Make it small before anything else is done with it; a JPEG is not even unpacked whole."""
    scale = min(1.0, longest / max(picture.size))
    picture.draft("RGB", (round(picture.width * scale), round(picture.height * scale)))
    shrunk = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    shrunk.thumbnail((longest, longest))
    return shrunk


def _flat(picture: Image.Image) -> Image.Image:
    """Turn it as its camera was held, and put what is clear on white."""
    turned = ImageOps.exif_transpose(picture)
    ground = Image.new("RGB", turned.size, "white")
    ground.paste(turned, mask=turned if turned.mode == "RGBA" else None)
    return ground


def _written(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
