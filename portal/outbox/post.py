"""Where mails go: to an SMTP server, or into a folder where none is set."""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import unquote, urlsplit

from portal.outbox.folder import Folder
from portal.outbox.trouble import NotSent, PostClosed
from portal.settings import LOOPBACK, Settings

PATIENCE = 20.0
"""Seconds to wait for the server at each step."""


Send = Callable[[EmailMessage], None]


class Post(Protocol):
    """Takes mails."""

    def open(self) -> AbstractContextManager[Send]:
        """Something to hand mails to, one by one; it raises NotSent, PostClosed."""


@dataclass(frozen=True)
class FolderPost:
    """Writes each mail into a folder, named by its Message-ID: writing it again replaces it."""

    folder: Folder

    @contextmanager
    def open(self) -> Iterator[Send]:
        yield self._write

    def _write(self, message: EmailMessage) -> None:
        self.folder.write(f"{message['Message-ID'].strip('<>').partition('@')[0]}.eml", bytes(message))


@dataclass(frozen=True)
class SmtpPost:
    """`smtp://user:password@host:port` (STARTTLS where the server offers it) or `smtps://…` (TLS from the start).

    A password goes over TLS or to this machine itself, never in the clear.
    """

    url: str

    @contextmanager
    def open(self) -> Iterator[Send]:
        wire = _Wire(self.url)
        try:
            yield wire.send
        finally:
            wire.close()


class _Wire:
    """One connection, made when the first mail is sent and again where the server has hung up."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._server: smtplib.SMTP | None = None

    def send(self, message: EmailMessage) -> None:
        """Hand one mail over. Raises NotSent, PostClosed."""
        server = self._connected()
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, why = next(iter(error.recipients.values()))
            raise NotSent(f"{code} {why.decode(errors='replace')}", for_good=code >= 500) from error
        except smtplib.SMTPNotSupportedError as error:
            raise NotSent(str(error), for_good=True) from error
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
            said = error.smtp_error if isinstance(error.smtp_error, str) else error.smtp_error.decode(errors="replace")
            raise NotSent(f"{error.smtp_code} {said}") from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise NotSent(f"the connection broke: {error}") from error

    def close(self) -> None:
        """Say goodbye, if the server still listens."""
        server, self._server = self._server, None
        if server is not None:
            try:
                server.quit()
            except (smtplib.SMTPException, OSError):
                server.close()

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            try:
                self._server = self._connect()
            except (smtplib.SMTPException, OSError) as error:
                raise PostClosed(f"{self._url.hostname}: {error}") from error
        return self._server

    def _connect(self) -> smtplib.SMTP:
        host, port = self._url.hostname or "", self._url.port
        if self._url.scheme == "smtps":
            context = ssl.create_default_context()
            return self._signed_in(smtplib.SMTP_SSL(host, port or 465, timeout=PATIENCE, context=context))
        return self._signed_in(smtplib.SMTP(host, port or 587, timeout=PATIENCE))

    def _signed_in(self, server: smtplib.SMTP) -> smtplib.SMTP:
        try:
            server.ehlo_or_helo_if_needed()
            private = self._url.scheme == "smtps" or self._url.hostname in LOOPBACK
            if not private and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
                private = True
            if self._url.username:
                if not private:
                    raise smtplib.SMTPNotSupportedError("no STARTTLS here: the password was not sent")
                server.login(unquote(self._url.username), unquote(self._url.password or ""))
        except (smtplib.SMTPException, OSError):
            server.close()
            raise
        return server


def post_of(settings: Settings) -> Post:
    """Where these settings send mails."""
    return SmtpPost(settings.smtp_url) if settings.smtp_url else FolderPost(Folder(settings.home / "outbox"))
