"""Settings, from the environment. What is missing or wrong is named all at once, at the start."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
LONGEST_KEPT = 3650
KEPT = {"KEEP_CONVERSATIONS": "90", "KEEP_LETTERS": "30"}
"""The settings that are a number of days, with the usual one."""
HOURS_A_DAY = 24
RASA_PATIENCE = 4.0
"""Seconds that a turn on the Rasa server may take. Then the portal's own engine answers."""


class WrongSettings(Exception):
    """Settings that cannot be used. `problems` names each of them."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("Settings:\n" + "\n".join(f"  - {problem}" for problem in problems))


@dataclass(frozen=True)
class Settings:
    """Everything that differs from one installation to the next."""

    home: Path
    secret_key: str
    base_url: str
    database_url: str
    redis_url: str = ""
    rasa_url: str = ""
    smtp_url: str = ""
    sms_url: str = ""
    letters_url: str = ""
    clamd_socket: str = ""
    channel_token: str = ""
    proxy_hops: int = 0
    log_format: str = "text"
    keep_conversations: int = 90
    """Days after the last word of a chat."""
    keep_letters: int = 30
    """Days that a letter lies here to be printed. After that it is made anew for whoever still opens it."""
    text_hours: range = range(8, 21)
    """The hours in London at which a text may come that nobody waits for."""

    @property
    def is_loopback(self) -> bool:
        """Is this only reached from its own machine?"""
        return urlsplit(self.base_url).hostname in LOOPBACK

    @property
    def is_https(self) -> bool:
        """Do people reach it over TLS? Then cookies demand it."""
        return urlsplit(self.base_url).scheme == "https"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read the settings. Raises WrongSettings, naming every problem."""
        home = Path(env.get("PUTRIGHT_HOME") or "instance").absolute()
        read = {
            "secret_key": env.get("SECRET_KEY", ""),
            "base_url": env.get("BASE_URL") or "http://127.0.0.1:8000",
            "database_url": env.get("DATABASE_URL") or f"sqlite:///{home / 'putright.db'}",
            "redis_url": env.get("REDIS_URL", ""),
            "rasa_url": env.get("RASA_URL", ""),
            "smtp_url": env.get("SMTP_URL", ""),
            "sms_url": env.get("SMS_URL", ""),
            "letters_url": env.get("LETTERS_URL", ""),
            "clamd_socket": env.get("CLAMD_SOCKET", ""),
            "channel_token": env.get("CHANNEL_TOKEN", ""),
            "log_format": env.get("LOG_FORMAT") or "text",
        }
        hops = env.get("PROXY_HOPS") or "0"
        days = {name: env.get(name) or usual for name, usual in KEPT.items()}
        hours = _hours(env.get("TEXT_HOURS") or "8-21")
        problems = [words for wrong, words in _checks(read, hops, days, hours) if wrong]
        if problems or hours is None:
            raise WrongSettings(problems)
        conversations, letters = (int(number) for number in days.values())
        return cls(
            home=home,
            proxy_hops=int(hops),
            keep_conversations=conversations,
            keep_letters=letters,
            text_hours=hours,
            **read,
        )


def _checks(read: Mapping[str, str], hops: str, days: Mapping[str, str], hours: range | None) -> list[tuple[bool, str]]:
    def scheme(name: str, *allowed: str) -> bool:
        return bool(read[name]) and read[name].partition(":")[0].lower() not in allowed

    return [
        (len(read["secret_key"].strip()) < 32, "SECRET_KEY is missing or short: give 32 random characters or more."),
        (
            scheme("base_url", "http", "https") or not _host(read["base_url"]),
            "BASE_URL must start with http:// or https:// and name a host, like https://complaints.example.org.",
        ),
        (
            scheme("database_url", "sqlite", "postgresql", "postgresql+psycopg"),
            "DATABASE_URL must start with sqlite:/// or postgresql://.",
        ),
        (scheme("redis_url", "redis", "rediss", "unix"), "REDIS_URL must start with redis://."),
        (scheme("smtp_url", "smtp", "smtps"), "SMTP_URL must start with smtp:// or smtps://."),
        (
            not _is_gateway(read["sms_url"]),
            "SMS_URL must start with https:// (http:// on this machine alone) and name a host, like "
            "https://token@texts.example.org/send.",
        ),
        (
            not _is_gateway(read["letters_url"]),
            "LETTERS_URL must start with https:// (http:// on this machine alone) and name a host, like "
            "https://token@letters.example.org/print.",
        ),
        (scheme("rasa_url", "http", "https"), "RASA_URL must start with http:// or https://."),
        (read["log_format"] not in ("text", "json"), "LOG_FORMAT must be text or json."),
        (not hops.isdecimal(), "PROXY_HOPS must be a number: how many proxies stand before this server."),
        *(
            (
                not (number.isdecimal() and 0 < int(number) <= LONGEST_KEPT),
                f"{name} must be a number of days, from 1 to {LONGEST_KEPT}.",
            )
            for name, number in days.items()
        ),
        (hours is None, "TEXT_HOURS must be two whole hours of one day, the earlier first, like 8-21."),
    ]


def _hours(text: str) -> range | None:
    """The hours from one to before another, both of one day; None for anything else."""
    begin, _dash, end = (part.strip() for part in text.partition("-"))
    if not (begin.isdecimal() and end.isdecimal()):
        return None
    hours = range(int(begin), int(end))
    return hours if hours and hours.stop <= HOURS_A_DAY else None


def _is_gateway(url: str) -> bool:
    """Can residents' messages be handed to this address? Nothing is one, too: then they stay here."""
    if not url:
        return True
    try:
        at = urlsplit(url)
        private = at.scheme == "https" or (at.scheme == "http" and at.hostname in LOOPBACK)
        return private and bool(at.hostname) and at.port != 0 and unquote(url).isprintable() and url.isascii()
    except ValueError:  # a port that is no number
        return False


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # a bracket left open
        return ""
