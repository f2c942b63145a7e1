"""What a file truly is, found from its bytes and never from its name or what the browser called it."""

from portal.uploads.child import BECOMES

PDF = "application/pdf"

ENDINGS = {"image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",), "image/heic": (".heic", ".heif"), PDF: (".pdf",)}
"""Type -> the endings its names may have, the usual one first."""

PHOTOS = frozenset(BECOMES)
"""The types that are drawn afresh; the others are kept as they came."""

_HEVC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"})
_PDF_SPAN = 1024
"""PDF readers look for the header and for `%%EOF` this near to either end (PDF Reference 1.7, appendix H)."""


def kind_of(content: bytes) -> str | None:
    """The type of a file we take, or None for all others.

    A PDF may have white space or a byte order mark before its header (scanners write them), but nothing else, so that a
    web page or a program with a PDF inside it is no PDF.
    """
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[4:8] == b"ftyp" and not _HEVC_BRANDS.isdisjoint(_brands(content)):
        return "image/heic"
    if content[:_PDF_SPAN].lstrip(b"\xef\xbb\xbf\0\t\r\n ").startswith(b"%PDF-"):
        return PDF
    return None


def _brands(content: bytes) -> list[bytes]:
    # ISO 14496-12, 4.3: size, "ftyp", major brand, minor version, compatible brands. AVIF has the same, other brands.
    box = content[: min(int.from_bytes(content[:4]), 256)]
    return [box[8:12], *(box[at : at + 4] for at in range(16, len(box), 4))]


def is_whole_pdf(content: bytes) -> bool:
    """Whether a PDF goes on to its end. This is all we check: a PDF cannot be cleaned without harming it.

    It may hold scripts, links, hidden text, the author's name and the place a photo was taken. So it is kept as it
    came and served only as an attachment (`Content-Disposition: attachment`, `X-Content-Type-Options: nosniff`), never
    shown inside a page.
    """
    return b"%%EOF" in content[-_PDF_SPAN:]
