"""The installation's secret, kept in its home where the environment names none."""

import os
import secrets
from collections.abc import MutableMapping
from pathlib import Path

NAME = "secret_key"


def secret_file(env: MutableMapping[str, str]) -> Path:
    """Where the secret is kept."""
    return Path(env.get("PUTRIGHT_HOME") or "instance").absolute() / NAME


def take_kept_secret(env: MutableMapping[str, str]) -> None:
    """Put the kept secret into the environment, unless there is one. Nothing kept changes nothing."""
    path = secret_file(env)
    if not env.get("SECRET_KEY") and path.is_file():
        env["SECRET_KEY"] = path.read_text().strip()


def keep_a_secret(env: MutableMapping[str, str]) -> None:
    """Make and keep a secret, readable by its owner only, where there is none yet; and take it."""
    path = secret_file(env)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return take_kept_secret(env)
    with os.fdopen(file, "w") as out:
        out.write(secrets.token_urlsafe(48) + "\n")
    take_kept_secret(env)
