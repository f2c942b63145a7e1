"""An installation with the real pack, a clock that tests move, and a real mail server to deliver to."""

import email
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pdfminer.high_level import extract_text

from portal.domain.draft import Answer, Draft
from portal.parts import Parts
from portal.services.complaints import make_complaint, new_words
from portal.services.office import Office
from portal.settings import Settings

LANDLORD = "leathermarket-jmb"
ANSWERS: dict[str, Answer] = {
    "for_whom": "me",
    "story": "The lift has been broken since July.",
    "told_before": "told",
    "started": "July",
    "still_going": "still",
    "in_court": "not_at_court",
    "remedies": ("action",),
    "outcome": "",
    "name": "Amina Begum",
    "address": "Flat 4, Example House",
    "postcode": "SE1 0AA",
    "contact_by": ("email",),
    "email": "amina@example.com",
    "safe_message": "safe",
    "adjustments": (),
    "adjustment_words": "",
    "language": "en",
    "photos": (),
}


@dataclass
class Clock:
    """A clock that stands still until a test moves it."""

    now: datetime = datetime(2026, 12, 18, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **time: float) -> None:
        """Later, by so many days, hours or minutes."""
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def parts(tmp_path: Path, clock: Clock) -> Iterator[Parts]:
    """One installation that writes its mails into a folder."""
    settings = Settings(tmp_path, "k" * 40, "https://complaints.example", f"sqlite:///{tmp_path / 'putright.db'}")
    parts = replace(Parts.of(settings), clock=clock)
    parts.store.upgrade()
    yield parts
    parts.store.close()


@pytest.fixture
def office(parts: Parts) -> Office:
    return parts.office(LANDLORD)


@pytest.fixture
def made(office: Office) -> Callable[..., str]:
    """Makes a case and returns its reference; what is given differs from an ordinary complaint."""

    def make(**differing: Answer) -> str:
        answers = {**ANSWERS, **differing}
        draft = Draft(new_words("").id, LANDLORD, "complaint", str(answers["language"]), answers)
        return make_complaint(office, draft).reference

    return make


@pytest.fixture
def written(parts: Parts) -> Callable[[], list[EmailMessage]]:
    """The mails in the folder, oldest first."""

    def read() -> list[EmailMessage]:
        found = sorted((parts.settings.home / "outbox").glob("*.eml"), key=lambda path: int(path.name.split("-")[1]))
        return [parsed(path.read_bytes()) for path in found]

    return read


def parsed(content: bytes) -> EmailMessage:
    """A mail as a mail program reads it."""
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    """What a mail says as plain text."""
    return _content(message, "plain")


def page_of(message: EmailMessage) -> str:
    """What a mail says as HTML."""
    return _content(message, "html")


def _content(message: EmailMessage, subtype: Any) -> str:
    body = message.get_body((subtype,))
    assert body is not None
    return str(body.get_content())


@dataclass
class MailServer:
    """A mail server that keeps what it is given. `refuse` maps a command to what it answers instead."""

    port: int = 0
    mails: list[bytes] = field(default_factory=list)
    refuse: dict[str, str] = field(default_factory=dict)
    refuse_only: str = ""

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "RCPT" in self.refuse and self.refuse_only in address:
            return self.refuse["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        if "DATA" in self.refuse:
            return self.refuse["DATA"]
        assert isinstance(envelope.content, bytes)
        self.mails.append(envelope.content)
        return "250 OK"

    @property
    def messages(self) -> list[EmailMessage]:
        """The mails as mail programs read them."""
        return [parsed(mail) for mail in self.mails]


class OnFreePort(Controller):
    """A server on whichever port is free, which it knows only once it listens."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A real SMTP server on a free port."""
    server = MailServer()
    controller = OnFreePort(server, hostname="127.0.0.1", port=0)
    controller.start()
    server.port = controller.port
    yield server
    controller.stop()


@pytest.fixture
def mailing(parts: Parts, mail_server: MailServer) -> Parts:
    """The same installation, with SMTP_URL set."""
    return replace(parts, settings=replace(parts.settings, smtp_url=f"smtp://127.0.0.1:{mail_server.port}"))


@dataclass(frozen=True)
class Handed:
    """What a gateway was handed: where, under which headers, and what."""

    path: str
    headers: dict[str, str]
    content: bytes


@dataclass
class HttpServer:
    """A gateway that keeps what it is handed. `answers` are the statuses it gives, the last one from then on."""

    port: int = 0
    handed: list[Handed] = field(default_factory=list)
    answers: list[int] = field(default_factory=lambda: [202])
    hangs_up: bool = False

    def answer(self) -> int:
        """The status of this call."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def url(self) -> str:
        """Where it is handed things, with a token."""
        return f"http://s%2Fcret@127.0.0.1:{self.port}/v1/send?account=7"


@pytest.fixture
def gateway() -> Iterator[HttpServer]:
    """A real HTTP server on a free port."""
    server = HttpServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # http.server's name
            content = self.rfile.read(int(self.headers["Content-Length"]))
            server.handed.append(Handed(self.path, dict(self.headers), content))
            if server.hangs_up:
                return
            self.send_response(server.answer())
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing to standard error."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.port = listening.server_address[1]
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    listening.shutdown()
    listening.server_close()
    thread.join()


def words_on(pdf: bytes) -> str:
    """What stands on a letter, read back from its PDF, in one line."""
    return " ".join(extract_text(BytesIO(pdf)).split())
