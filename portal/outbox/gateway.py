"""Somebody who carries messages for us and is reached by HTTP: texts, letters."""

from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import unquote, urlsplit

from portal.outbox.trouble import NotSent, PostClosed

PATIENCE = 20.0
"""Seconds to wait for the server at each step."""
ABOUT_US = (401, 403, 404, 405, 407, 429)
"""Refusals that say nothing of this message: our token or our address is wrong, or we ask too often."""
FOR_NOW = (408, 409, 425)
"""409 is how some say that they are still busy with the same id."""


@dataclass(frozen=True)
class Gateway:
    """The server at `url`, like `https://token@texts.example/send`: the token goes into a header, never further.

    It is not followed elsewhere: who answers at another address was not meant to have the token, nor the message.
    """

    url: str

    def hand_over(self, content: bytes, headers: Mapping[str, str], id: str) -> None:
        """POST this, under an id by which it is known when it comes twice. Raises NotSent, PostClosed."""
        at = urlsplit(self.url)
        token = unquote(at.username or "")
        let_in = {"Authorization": f"Bearer {token}"} if token else {}
        server = (HTTPSConnection if at.scheme == "https" else HTTPConnection)(
            at.hostname or "", at.port, timeout=PATIENCE
        )
        try:
            try:
                server.connect()
            except OSError as error:
                raise PostClosed(f"{at.hostname}: {error}") from error
            path = at._replace(scheme="", netloc="", path=at.path or "/", fragment="").geturl()
            server.request("POST", path, content, {**headers, **let_in, "Idempotency-Key": id})
            status = server.getresponse().status
        except (HTTPException, OSError) as error:
            raise NotSent(f"the connection broke: {error!r}") from error
        finally:
            server.close()
        _judge(status, at.hostname or "")


def _judge(status: int, host: str) -> None:
    if status in ABOUT_US or 300 <= status < 400:
        raise PostClosed(f"{host} answered {status}")
    if not 200 <= status < 300:
        raise NotSent(f"{host} answered {status}", for_good=400 <= status < 500 and status not in FOR_NOW)
