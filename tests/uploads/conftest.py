"""Photos as phones make them, PDFs, and a scanner to ask: all real, made on the spot."""

import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from portal.uploads import Clamd

pillow_heif.register_heif_opener()

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"

Encode = Callable[..., bytes]


def four_colours(width: int = 160, height: int = 80) -> Image.Image:
    """Red and green above, blue and white below: no turn of it looks like another."""
    picture = Image.new("RGB", (width, height), "white")
    half = (width // 2, height // 2)
    picture.paste("red", (0, 0, *half))
    picture.paste("lime", (half[0], 0, width, half[1]))
    picture.paste("blue", (0, half[1], half[0], height))
    return picture


@pytest.fixture
def pdf() -> bytes:
    return PDF


@pytest.fixture
def picture() -> Image.Image:
    return four_colours()


@pytest.fixture
def encoded() -> Encode:
    def encode(picture: Image.Image, format: str = "JPEG", **how: object) -> bytes:
        out = BytesIO()
        picture.save(out, format, **how)
        return out.getvalue()

    return encode


@pytest.fixture
def jpeg(picture: Image.Image, encoded: Encode) -> bytes:
    return encoded(picture)


@pytest.fixture
def clamd_saying() -> Iterator[Callable[[Callable[[bytes], bytes]], Clamd]]:
    """A clamd on a Unix socket that speaks INSTREAM and answers what the given function makes of the bytes it got."""
    with tempfile.TemporaryDirectory(prefix="clamd") as folder:  # tmp_path can be too long for a socket's 108 bytes
        servers: list[socket.socket] = []
        threads: list[threading.Thread] = []

        def start(answer: Callable[[bytes], bytes]) -> Clamd:
            path = Path(folder, f"{len(servers)}.sock")
            server = socket.socket(socket.AF_UNIX)
            server.bind(str(path))
            server.listen()
            servers.append(server)
            thread = threading.Thread(target=_serve, args=(server, answer))
            thread.start()
            threads.append(thread)
            return Clamd(path, patience=2)

        yield start
        for server in servers:
            server.shutdown(socket.SHUT_RDWR)
            server.close()
        for thread in threads:
            thread.join(5)


def _serve(server: socket.socket, answer: Callable[[bytes], bytes]) -> None:
    while True:
        try:
            line, _ = server.accept()
        except OSError:
            return
        with line, line.makefile("rb") as asked:
            assert asked.read(10) == b"zINSTREAM\0"
            content = b""
            while size := int.from_bytes(asked.read(4)):
                content += asked.read(size)
            line.sendall(answer(content))
