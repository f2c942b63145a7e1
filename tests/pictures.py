"""Pictures that tests draw themselves."""

from struct import pack
from zlib import compress, crc32


def a_png(width: int = 300, height: int = 100, grey: int = 40, more: bytes = b"") -> bytes:
    """A grey PNG. `more` is chunks, made by `chunk`, that come before the picture itself."""
    rows = (b"\0" + bytes([grey]) * width) * height
    header = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + more + chunk(b"IDAT", compress(rows)) + chunk(b"IEND", b"")


def chunk(kind: bytes, data: bytes) -> bytes:
    """One part of a PNG."""
    return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))
