"""How much memory the server's whole process holds after it has served pages and talked."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Finding

LANDLORD = "leathermarket-jmb"


def findings(home: Path) -> Iterator[Finding]:
    """The resident memory of the process that answers."""
    port = _free_port()
    env = {**os.environ, "PUTRIGHT_HOME": str(home), "SECRET_KEY": "k" * 40, "BASE_URL": f"http://127.0.0.1:{port}"}
    env.pop("DATABASE_URL", None)
    command = [sys.executable, "-m", "portal.cli"]
    subprocess.run([*command, "db", "upgrade"], env=env, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen([*command, "serve", "--port", str(port)], env=env, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        for number in range(40):
            _talk(port, f"bench{number}")
            urllib.request.urlopen(f"http://127.0.0.1:{port}/{LANDLORD}/complain/what-happened").read()
        yield Finding("the process that answers, resident", max(resident(pid) for pid in family(server.pid)), 220, "MB")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _talk(port: int, sender: str) -> None:
    for words in ("hello", "my boiler has been broken for weeks and nobody came", "when will i hear"):
        said = {"sender": sender, "message": words, "metadata": {"landlord": LANDLORD}}
        address = f"http://127.0.0.1:{port}/webhooks/rest/webhook"
        request = urllib.request.Request(address, json.dumps(said).encode(), {"Content-Type": "application/json"})
        urllib.request.urlopen(request).read()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz").read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start")


def family(pid: int) -> list[int]:
    """The process and its children, and theirs."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]


def resident(pid: int | str) -> float:
    """Megabytes that a process holds in memory."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
