"""Reading away a request that is too large, so that the browser hears the answer."""

from typing import Protocol

MOST = 100_000_000
"""Bytes read away before we let the connection break: ten photos of the largest kind."""

_PIECE = 1 << 16


class Readable(Protocol):
    """What is left of a request's body."""

    def read(self, size: int, /) -> bytes: ...


def drain(stream: Readable, limit: int = MOST) -> bool:
    """Read and throw away what is left of a body; whether it ended within `limit` bytes.

    A browser goes on sending until it is done and only then reads the answer: with the body left unread it shows a
    broken connection instead of our page. Where this says False, or the sender is gone (OSError), close the connection.
    """
    left = limit
    while left > 0:
        piece = stream.read(min(_PIECE, left))
        if not piece:
            return True
        left -= len(piece)
    return not stream.read(1)
