"""A real Rasa server, and what it asks while it talks: the actions, and the words of the bot's responses."""

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterable
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any, Self
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection
from werkzeug.serving import WSGIRequestHandler, make_server

from portal.settings import Settings

ROOT = Path(__file__).parent.parent.parent
QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "LOG_LEVEL": "CRITICAL",
    "LOG_LEVEL_LIBRARIES": "CRITICAL",
}
"""The last two keep residents' words out of its log: where a turn fails, Rasa logs them."""
NLG = "/webhooks/rasa/nlg"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def serve_actions(executor: ActionExecutor) -> WSGIApplication:
    """What `python -m rasa_sdk` serves, over an executor of ours: its clock and its store are the test's."""

    def serve(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        call = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        try:
            result = asyncio.run(executor.run(call))
            status, body = HTTPStatus.OK, result.model_dump() if result else None
        except ActionExecutionRejection as declined:
            status, body = HTTPStatus.BAD_REQUEST, {"error": declined.message, "action_name": declined.action_name}
        start(f"{status.value} {status.phrase}", [("Content-Type", "application/json")])
        return [json.dumps(body).encode()]

    return serve


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_: object) -> None:
        """Say nothing of a request that went well."""


class Backstage:
    """One web server for the whole run: `/webhook` are the actions, all else is the portal, of the test that runs."""

    def __init__(self) -> None:
        self.actions: WSGIApplication | None = None
        self.portal: Flask | None = None
        self._server = make_server("127.0.0.1", 0, self._serve, threaded=True, request_handler=_Quiet)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def plays(self, executor: ActionExecutor, portal: Flask) -> None:
        """From now on, this installation is asked."""
        self.actions, self.portal = serve_actions(executor), portal

    def _serve(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        app = self.actions if environ["PATH_INFO"] == "/webhook" else self.portal
        assert app, "nobody is on stage"
        return app(environ, start)


class ActionsProcess:
    """`python -m rasa_sdk --actions actions`, as an operator starts it, for the installation in `home`."""

    def __init__(self, home: Path, settings: Settings) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = (home / "actions.log").open("w")
        self._env = {
            **os.environ, "PUTRIGHT_HOME": str(settings.home), "DATABASE_URL": settings.database_url,
            "SECRET_KEY": settings.secret_key, "BASE_URL": settings.base_url,
        }  # fmt: skip

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", str(self.port), "--quiet"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=self._env, stdout=self._log, stderr=subprocess.STDOUT, start_new_session=True
        )
        until = time.monotonic() + 60
        while not _answers(f"{self.url}/health"):
            assert self._process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.2)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)  # its workers, in a session of their own
            self._process.wait(10)
            self._log.close()

    def served(self) -> set[str]:
        """The names of its actions."""
        with urllib.request.urlopen(f"{self.url}/actions", timeout=10) as answer:
            return {action["name"] for action in json.load(answer)}


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.read())
    except OSError:
        return False


class RasaProcess:
    """`rasa train`, then `rasa run`, on a free port. `actions` and `words` are addresses without a path."""

    def __init__(
        self, rasa: Path, home: Path, actions: str, words: str, config: Path = ROOT / "bot" / "config.yml"
    ) -> None:
        self.rasa, self.home, self.config = rasa, home, config
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._env = {
            **os.environ, **QUIET, "PYTHONPATH": str(ROOT), "RASA_CACHE_DIRECTORY": str(home / "cache"),
            "ACTIONS_URL": f"{actions}/webhook", "NLG_URL": words + NLG, "CHANNEL_TOKEN": "none",
        }  # fmt: skip
        self._log = (home / "rasa.log").open("w")
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if not (self.home / "putright.tar.gz").exists():
            self.train()
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._log.close()

    def like(self, home: Path, actions: str, words: str) -> "RasaProcess":
        """Another server with the same model, which asks elsewhere."""
        shutil.copy(self.home / "putright.tar.gz", home)
        return RasaProcess(self.rasa, home, actions, words)

    def train(self, *what: str) -> None:
        """All of it, or only `nlu`."""
        bot = ROOT / "bot"
        files = ["--config", self.config, "--domain", bot / "domain", "--out", self.home]
        data = ["--nlu", bot / "data" / "nlu"] if what else ["--data", bot / "data" / "nlu", bot / "data" / "rules"]
        done = self._run("train", *what, *files, *data, "--fixed-model-name", "putright")
        assert done.wait(14400) == 0, self.said()

    def start(self) -> None:
        bot = ROOT / "bot"
        where = ["--enable-api", "-i", "127.0.0.1", "-p", str(self.port), "-m", self.home / "putright.tar.gz"]
        files = ["--endpoints", bot / "endpoints.yml", "--credentials", bot / "credentials.yml"]
        self.process = self._run("run", *where, *files)
        until = time.monotonic() + 120
        while not self.is_up():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < until, self.said()
            time.sleep(0.2)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(20)

    @property
    def pid(self) -> int:
        assert self.process, "it was not started"
        return self.process.pid

    def is_up(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/status", timeout=5) as answer:
                return bool(json.load(answer)["model_id"])
        except (OSError, ValueError):
            return False

    def said(self) -> str:
        """The end of its log."""
        self._log.flush()
        return (self.home / "rasa.log").read_text(encoding="utf-8", errors="replace")[-4000:]

    def _run(self, *arguments: Any) -> subprocess.Popen[bytes]:
        command = [str(self.rasa), *map(str, arguments)]
        return subprocess.Popen(command, cwd=self.home, env=self._env, stdout=self._log, stderr=subprocess.STDOUT)
