"""A body too large is read away, up to a point, so that the browser shows our page."""

from io import BytesIO

import pytest

from portal.uploads import drain


class Endless:
    """Somebody who never stops sending."""

    def __init__(self) -> None:
        self.sent = 0
        self.largest = 0

    def read(self, size: int) -> bytes:
        self.sent += size
        self.largest = max(self.largest, size)
        return bytes(size)


@pytest.mark.parametrize("size", [0, 1, 70_000, 200_000])
def test_a_body_within_the_limit_is_read_to_its_end(size):
    body = BytesIO(bytes(size))
    assert drain(body, 200_000) is True
    assert body.read() == b""


def test_a_body_over_the_limit_is_left():
    assert drain(BytesIO(bytes(200_001)), 200_000) is False


def test_somebody_who_never_stops_is_left_at_a_hundred_megabytes_without_filling_the_memory():
    stream = Endless()
    assert drain(stream) is False
    assert stream.sent == 100_000_001
    assert stream.largest <= 65_536


def test_a_sender_who_is_gone_is_an_error_the_caller_hears():
    class Gone:
        def read(self, size: int) -> bytes:
            raise ConnectionResetError

    with pytest.raises(OSError):  # noqa: PT011  whichever the server gives
        drain(Gone())
