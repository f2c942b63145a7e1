"""The real server, as a program that can be killed, and the simplest browser that speaks to it over a socket."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

SECRET = "a secret for tests, and long enough for a server"
STARTS_WITHIN = 60.0
ANSWERS_WITHIN = 20.0


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Portal:
    """`putright serve` over one home, on a port of its own."""

    home: Path
    port: int = field(default_factory=free_port)

    @property
    def database_url(self) -> str:
        """Where it keeps everything."""
        return f"sqlite:///{self.home / 'putright.db'}"

    @contextmanager
    def running(self) -> Iterator["subprocess.Popen[bytes]"]:
        """Start it, and kill what is left of it in the end."""
        env = {**os.environ, "PUTRIGHT_HOME": str(self.home), "SECRET_KEY": SECRET,
               "BASE_URL": f"http://127.0.0.1:{self.port}", "DATABASE_URL": self.database_url}  # fmt: skip
        command = [sys.executable, "-m", "portal.cli", "serve", "--port", str(self.port)]
        with (self.home / "server.log").open("ab") as log:
            server = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)
        try:
            self._wait_for(server)
            yield server
        finally:
            kill(server)

    def _wait_for(self, server: "subprocess.Popen[bytes]") -> None:
        until = monotonic() + STARTS_WITHIN
        while monotonic() < until and server.poll() is None:
            try:
                if Visitor(self.port).get("/healthz").status == 200:
                    return
            except (OSError, HTTPException):
                sleep(0.05)
        raise AssertionError((self.home / "server.log").read_text())


def kill(server: "subprocess.Popen[bytes]") -> None:
    """SIGKILL to the server and its processes, as a power cut would: nothing of theirs runs any more."""
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(timeout=10)


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    location: str
    text: str


@dataclass
class Visitor:
    """A browser of the simplest kind: keeps cookies, follows nothing. Raises OSError where the server is gone."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> Answer:
        """Open an address."""
        return self.ask("GET", path)

    def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(form).encode(), headers)

    def ask(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        """One request, over a connection of its own."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=ANSWERS_WITHIN)) as connection:
            connection.request(method, path, body or None, {**(headers or {}), "Cookie": cookies})
            response = connection.getresponse()
            text = response.read().decode()
            for header in response.headers.get_all("Set-Cookie") or ():
                self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(header).items()})
        return Answer(response.status, response.headers.get("Location", ""), text)


def hidden(page: Answer, name: str) -> str:
    """A hidden value of a page's form."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found, page.text
    return found[1]
