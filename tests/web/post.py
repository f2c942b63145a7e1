"""What the landlord sends: mails with a link to get in, texts with a code, and what people do with them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default

from portal.outbox import deliver_waiting
from portal.parts import Parts
from tests.web.browser import Browser, Page
from tests.web.conftest import LEATHERMARKET

CASE = f"/{LEATHERMARKET}/case"


@dataclass(frozen=True)
class Sent:
    """A mail or a text, as it was sent."""

    to: str
    subject: str
    body: str

    @property
    def link(self) -> str:
        """The way in, of a mail."""
        return _found(rf"{CASE}/link/\S+", self.body)

    @property
    def code(self) -> str:
        """The code, of a text."""
        return _found(r"(?<=your code is )[\w-]+", self.body)


@dataclass(frozen=True)
class Post:
    """Everything that is sent."""

    parts: Parts

    def links(self) -> list[Sent]:
        """Delivers what waits, and gives every mail with a link that was ever sent, the oldest first."""
        return [each for each in map(_mail, self._files("eml")) if "/case/link/" in each.body]

    def codes(self) -> list[Sent]:
        """Delivers what waits, and gives every text with a code that was ever sent, the oldest first."""
        texts = (each.decode().partition("\n\n") for each in self._files("txt"))
        return [Sent(to, "", words) for to, _, words in texts if "your code is" in words]

    def _files(self, ending: str) -> list[bytes]:
        deliver_waiting(self.parts)
        found = (self.parts.settings.home / "outbox").glob(f"*.{ending}")
        return [path.read_bytes() for path in sorted(found, key=lambda each: each.stat().st_mtime_ns)]


def ask_for_link(who: Browser, email: str) -> Page:
    """Ask for a link by e-mail."""
    who.open(f"{CASE}/link")
    return who.send("Send me the link", email=email)


def ask_for_code(who: Browser, phone: str) -> Page:
    """Ask for a code by text."""
    who.open(f"{CASE}/text")
    return who.send("Send me the code", phone=phone)


def comes_in(who: Browser, post: Post, email: str, name: str = "") -> Page:
    """Ask for a link and open it: the one for this name, where several people have the address."""
    before = len(post.links())
    ask_for_link(who, email)
    sent = [each for each in post.links()[before:] if f"For {name}" in each.body]
    assert len(sent) == 1, sent
    who.open(sent[0].link)
    return who.send("Show my complaint")


def _mail(content: bytes) -> Sent:
    mail = message_from_bytes(content, policy=default)
    body = mail.get_body(("plain",))
    return Sent(str(mail["To"]), str(mail["Subject"]), body.get_content().replace("\r", "") if body else "")


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    assert found, text
    return found.group()


NewBrowser = Callable[[], Browser]
