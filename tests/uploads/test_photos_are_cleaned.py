"""A photo keeps its picture and loses everything else."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageOps, PngImagePlugin

from portal.uploads import CheckedFile, Limits, TooManyPixels, check

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><place>51.4999,-0.0833</place></x:xmpmeta>'


def seen(checked: CheckedFile) -> Image.Image:
    picture = Image.open(BytesIO(checked.content))
    picture.load()
    return picture


def corners(picture: Image.Image) -> list[str]:
    """The colours of a picture's corners, row by row, however much JPEG has bent them."""
    picture, (width, height) = picture.convert("RGB"), picture.size
    spots = [(width // 8, height // 8), (width * 7 // 8, height // 8)]
    spots += [(x, height * 7 // 8) for x, _ in spots]
    names = {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue", (1, 1, 1): "white"}
    return [names[tuple(part > 127 for part in picture.getpixel(spot))] for spot in spots]


def exif(orientation: int = 1) -> Image.Exif:
    tags = Image.Exif()
    tags[MAKE] = "A telling phone"
    tags[ORIENTATION] = orientation
    tags.get_ifd(GPS).update({1: "N", 2: (51.0, 29.0, 59.6), 3: "W", 4: (0.0, 5.0, 0.0)})
    return tags


def swapped_profile() -> bytes:
    """An ICC profile in which red and green have changed places, so that nobody can miss whether it was applied."""

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    text = b"text\0\0\0\0none\0\0\0\0"
    described = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"swap\0" + bytes(78)
    tags = {
        b"desc": described + bytes(-len(described) % 4), b"cprt": text, b"wtpt": xyz(0.9642, 1, 0.8249),
        b"rXYZ": xyz(0.3851, 0.7169, 0.0971), b"gXYZ": xyz(0.4361, 0.2225, 0.0139),
        b"bXYZ": xyz(0.1431, 0.0606, 0.7141),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    at, table, body = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for name, data in tags.items():
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    header = bytearray(128)
    header[0:4] = struct.pack(">I", at + len(body))
    header[8:12], header[12:24], header[36:40] = b"\x02\x10\0\0", b"mntrRGB XYZ ", b"acsp"
    header[68:80] = xyz(0.9642, 1, 0.8249)[8:]
    return bytes(header) + table + body


@pytest.mark.parametrize("form", ["JPEG", "PNG", "HEIF"])
def test_nobody_learns_from_a_photo_where_a_resident_lives(form, picture, encoded):
    sent = encoded(picture, form, exif=exif(), **({} if form == "PNG" else {"xmp": XMP}))
    assert b"telling phone" in sent
    assert Image.open(BytesIO(sent)).getexif().get_ifd(GPS), "the photo sent must say where it was taken"

    kept = check("damp", sent, scan=None)

    for left in (b"telling phone", b"Exif", b"eXIf", b"xmpmeta", b"51.4999"):
        assert left not in kept.content
    assert not seen(kept).getexif()
    assert corners(seen(kept)) == ["red", "green", "blue", "white"]


def test_comments_text_and_profiles_go_too(picture, encoded):
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Mrs Resident")
    png = check("a.png", encoded(picture, "PNG", pnginfo=notes, icc_profile=swapped_profile()), scan=None)
    jpeg = check("a.jpg", encoded(picture, comment=b"Mrs Resident", icc_profile=swapped_profile()), scan=None)
    for kept in (png, jpeg):
        assert b"Mrs Resident" not in kept.content
        assert "icc_profile" not in seen(kept).info


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_colours_are_brought_to_srgb_before_the_profile_goes(form, picture, encoded):
    kept = check("a", encoded(picture, form, icc_profile=swapped_profile()), scan=None)
    assert corners(seen(kept))[:2] == ["green", "red"]


def test_a_profile_nobody_can_read_does_not_cost_the_photo(picture, encoded):
    kept = check("a.jpg", encoded(picture, icc_profile=b"no profile at all"), scan=None)
    assert corners(seen(kept)) == ["red", "green", "blue", "white"]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_taken_sideways_stands_upright(orientation, picture, encoded):
    sent = encoded(picture, "PNG", exif=exif(orientation))
    upright = ImageOps.exif_transpose(Image.open(BytesIO(sent)))
    kept = seen(check("a.png", sent, scan=None))
    assert kept.size == upright.size
    assert kept.tobytes() == upright.tobytes()


@pytest.mark.parametrize("form", ["JPEG", "HEIF"])
def test_phones_own_formats_are_turned_once_and_not_twice(form, picture, encoded):
    kept = seen(check("a", encoded(picture, form, exif=exif(6).tobytes()), scan=None))
    assert kept.size == (picture.height, picture.width)
    assert corners(kept) == ["blue", "red", "white", "green"]


def test_broken_exif_does_not_cost_the_photo(picture, encoded):
    sent = encoded(picture, exif=b"Exif\0\0MM\0*\xff\xff\xff\xff rubbish")
    assert corners(seen(check("a.jpg", sent, scan=None))) == ["red", "green", "blue", "white"]


def test_heic_becomes_jpeg(picture, encoded):
    kept = check("IMG_0042.HEIC", encoded(picture, "HEIF"), scan=None)
    assert (kept.type, kept.name, seen(kept).format) == ("image/jpeg", "IMG_0042.jpg", "JPEG")
    assert kept.size == len(kept.content)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_stays_png(mode, picture, encoded):
    kept = check(
        "screen.png", encoded(picture.convert("L" if mode == "I;16" else mode).convert(mode), "PNG"), scan=None
    )
    assert (kept.type, kept.name, seen(kept).format) == ("image/png", "screen.png", "PNG")
    assert seen(kept).mode == mode


def test_what_is_see_through_in_a_png_stays_see_through(picture, encoded):
    sent = encoded(picture.convert("P"), "PNG", transparency=picture.convert("P").getpixel((0, 0)))
    assert seen(check("a.png", sent, scan=None)).convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_kind_of_jpeg_is_taken(mode, picture, encoded):
    kept = seen(check("a.jpg", encoded(picture.convert(mode)), scan=None))
    assert kept.mode == ("L" if mode == "L" else "RGB")


@pytest.mark.parametrize(
    ("form", "mode"), [("JPEG", "RGB"), ("HEIF", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "1")]
)
def test_a_very_large_photo_is_made_smaller_and_a_small_one_is_left(form, mode, picture, encoded):
    large = encoded(picture.resize((3201, 1601)).convert(mode), form)
    assert seen(check("a", large, scan=None)).size == (3000, 1500)
    assert seen(check("a", encoded(picture.convert(mode), form), scan=None)).size == picture.size


@pytest.mark.parametrize("mode", ["1", "P", "RGB"])
def test_fine_lines_blend_and_do_not_vanish(mode, encoded):
    lines = Image.new("RGB", (6000, 4), "white")
    for x in range(0, 6000, 2):
        lines.paste("black", (x, 0, x + 1, 4))
    kept = seen(check("letter.png", encoded(lines.convert(mode), "PNG"), scan=None)).convert("L")
    assert 100 < kept.getpixel((1500, 1)) < 155


def test_a_long_thin_photo_keeps_at_least_one_pixel(encoded):
    assert seen(check("a.png", encoded(Image.new("L", (20_000, 2)), "PNG"), scan=None)).size == (3000, 1)


@pytest.mark.parametrize(("form", "how"), [("PNG", {}), ("MPO", {}), ("HEIF", {})])
def test_of_several_frames_the_first_is_kept(form, how, encoded):
    first, second = (Image.new("RGB", (64, 64), colour) for colour in ("red", "blue"))
    sent = encoded(first, form, save_all=True, append_images=[second], **how)
    assert getattr(Image.open(BytesIO(sent)), "n_frames", 1) == 2
    kept = seen(check("a", sent, scan=None))
    assert getattr(kept, "n_frames", 1) == 1
    assert corners(kept) == ["red"] * 4


def png_bomb(side: int) -> bytes:
    """A black PNG of `side` × `side` pixels in a few kilobytes."""
    deflate = zlib.compressobj(9)
    rows = b"".join(deflate.compress(bytes(side // 8 + 1)) for _ in range(side)) + deflate.flush()

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [8064, 16_000, 40_000])
def test_a_bomb_of_few_bytes_and_many_pixels_is_refused(side):
    bomb = png_bomb(side)
    assert len(bomb) < 300_000
    if side * side <= Limits().pixels:
        assert seen(check("wall.png", bomb, scan=None)).size == (3000, 3000)
    else:
        with pytest.raises(TooManyPixels, match=r"wall\.png"):
            check("wall.png", bomb, scan=None)


def test_a_jpeg_that_claims_to_be_enormous_is_refused(jpeg):
    frame = jpeg.index(b"\xff\xc0")
    liar = jpeg[: frame + 5] + b"\xff\xff\xff\xff" + jpeg[frame + 9 :]
    with pytest.raises(TooManyPixels):
        check("a.jpg", liar, scan=None)


def test_a_photo_that_needs_more_memory_than_allowed_is_refused(encoded):
    sent = encoded(Image.new("RGB", (6000, 6000)), "PNG")
    assert check("a.png", sent, scan=None)
    with pytest.raises(TooManyPixels):
        check("a.png", sent, limits=Limits(memory=120_000_000), scan=None)
