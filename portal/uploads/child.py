"""One photo in, one clean photo out: the short-lived program that opens what strangers send.

It is run by its path (see `pictures.py`), knows nothing of Putright, has no secrets in its surroundings, and sets its
own limits before it reads a byte. Pillow is imported inside the functions: the server reads this file for `Ending` and
the table of formats, and must not carry Pillow with it.
"""

import os
import resource
import sys
from enum import IntEnum
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/heic": "HEIF"}
"""Type found -> Pillow's name of the only decoder that may touch it."""

BECOMES = {"image/jpeg": "image/jpeg", "image/png": "image/png", "image/heic": "image/jpeg"}
"""Type found -> type kept: staff can open a JPEG everywhere, a HEIC hardly anywhere."""

QUALITY = 85
"""Mould and cracks stay plain to see; a 12-megapixel photo becomes about 1 MB."""

TURNS = {
    2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90",
}  # fmt: skip
"""EXIF's Orientation (tag 274) -> the turn that puts the picture upright."""


class Ending(IntEnum):
    """How the program ended: its exit status. Any other status, or a signal, is a decoder that fell over."""

    DONE = 0
    BROKEN = 10
    TOO_MANY_PIXELS = 11


class TooManyPixels(Exception):
    """More pixels than allowed, or than the memory allowed can hold."""


def live_within(memory: int, seconds: int, output: int) -> None:
    """Give this process no more than `memory` and `output` bytes and `seconds` of CPU time; no core dump of a home."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)  # pages come before photos


def cleaned(content: bytes, found: str, *, pixels: int, long_side: int) -> bytes:
    """The photo drawn afresh: upright, in sRGB, its long side at most `long_side`, and nothing but the picture.

    Of several frames the first is kept (for HEIC: the one the file names as its main picture).

    Raises: TooManyPixels; anything at all that a decoder raises at a broken file.
    """
    image = opened(content, found, pixels)
    turn, profile = orientation(image), image.info.get("icc_profile")
    image = in_srgb(shrunk(image, long_side), profile)
    if turn in TURNS:
        from PIL.Image import Transpose

        image = image.transpose(Transpose[TURNS[turn]])
    return written(image, BECOMES[found])


def opened(content: bytes, found: str, pixels: int) -> "Image.Image":
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = pixels
    if found == "image/heic":
        import pillow_heif

        # A file's own thumbnail may show something else than its picture; two threads keep the memory low.
        pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=2)
    image = Image.open(BytesIO(content), formats=[FORMATS[found]])
    if image.width * image.height > pixels:  # Pillow itself only warns, up to twice its limit
        raise TooManyPixels
    return image


def orientation(image: "Image.Image") -> int:
    try:
        return int(image.getexif().get(274, 1))
    except Exception:  # EXIF fails in many ways, and a photo lying on its side is better than a photo refused
        return 1


def shrunk(image: "Image.Image", long_side: int) -> "Image.Image":
    from PIL.Image import Resampling

    scale = long_side / max(image.size)
    if scale >= 1:
        image.load()
        return image
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    image.draft(None, size)  # a JPEG is decoded at a half or a quarter at once: less time, less memory
    if image.mode in ("1", "P", "PA"):  # Pillow scales these by leaving lines out
        image = image.convert("L" if image.mode == "1" else "RGBA" if image.has_transparency_data else "RGB")
    return image.resize(size, Resampling.BICUBIC)


def in_srgb(image: "Image.Image", profile: bytes | None) -> "Image.Image":
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    from PIL import ImageCms

    mode = "RGB" if image.mode == "CMYK" else image.mode
    try:
        given = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):  # an unreadable profile: colours a shade off
        return image


def written(image: "Image.Image", kept: str) -> bytes:
    # Pillow writes comments, text and profiles it finds in `info`: all of it goes, but for a PNG's see-through colour.
    image.info = {"transparency": image.info["transparency"]} if "transparency" in image.info else {}
    out = BytesIO()
    if kept == "image/png":
        image.save(out, "PNG")
    else:
        picture = image if image.mode in ("L", "RGB") else image.convert("RGB")
        picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def main(found: str, memory: str, seconds: str, output: str, pixels: str, long_side: str) -> Ending:
    """Clean the photo on standard input onto standard output."""
    live_within(int(memory), int(seconds), int(output))
    import PIL.Image  # before the try: a missing Pillow is our fault, not the photo's: it must not end as BROKEN

    try:
        picture = cleaned(sys.stdin.buffer.read(), found, pixels=int(pixels), long_side=int(long_side))
    except (TooManyPixels, MemoryError, PIL.Image.DecompressionBombError):
        return Ending.TOO_MANY_PIXELS
    except Exception:  # decoders fail in any way they like: SyntaxError, struct.error, ZeroDivisionError…
        return Ending.BROKEN
    sys.stdout.buffer.write(picture)
    sys.stdout.buffer.flush()
    return Ending.DONE


if __name__ == "__main__":
    # Straight out: tearing down the interpreter gives back nothing the kernel does not.
    os._exit(main(*sys.argv[1:]))
