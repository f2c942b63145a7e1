"""Asking a virus scanner: clamd over its socket, or whatever else can answer the one question."""

import socket
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_PIECE = 1 << 16


class Silent(Exception):
    """The scanner is not there, hung up, took too long, or answered neither yes nor no."""


class Scanner(Protocol):
    """Something that knows viruses."""

    def virus_in(self, content: bytes) -> str | None:
        """The scanner's name for what it found, None where it found nothing. Raises: Silent."""


@dataclass(frozen=True)
class Clamd:
    """ClamAV's daemon on a Unix socket (`CLAMD_SOCKET`), asked with INSTREAM, so it needs no right to read our files.

    `patience` is in seconds, for each step of the talk. Its `StreamMaxLength` (25 MB as delivered) must not be under
    `Limits.file_size`, or it refuses large files and so do we. Protocol: clamd(8), INSTREAM.
    """

    path: Path
    patience: float = 20.0

    def virus_in(self, content: bytes) -> str | None:
        try:
            reply = self._ask(content)
        except OSError as error:
            raise Silent(f"{self.path}: {error}") from error
        if reply == "stream: OK":
            return None
        if reply.startswith("stream: ") and reply.endswith(" FOUND"):
            return reply.removeprefix("stream: ").removesuffix(" FOUND")
        raise Silent(f"{self.path}: {reply or 'hung up without a word'}")

    def _ask(self, content: bytes) -> str:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as clamd:
            clamd.settimeout(self.patience)
            clamd.connect(str(self.path))
            clamd.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _PIECE):
                piece = content[start : start + _PIECE]
                clamd.sendall(struct.pack("!L", len(piece)) + piece)
            clamd.sendall(struct.pack("!L", 0))
            reply = b""
            while not reply.endswith(b"\0") and len(reply) < _PIECE and (more := clamd.recv(4096)):
                reply += more
            return reply.rstrip(b"\0").decode("utf-8", "replace")
