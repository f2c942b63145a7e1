"""What somebody uses, in two names that they know: enough to tell their phone from their computer."""

from flask import request

SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "Chromebook"),
    ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
"""A part of what browsers send, and the name; the first that fits, for they name each other."""


def device() -> str:
    """Like `Chrome, Android`; empty where it is neither known nor needed. Nothing else of what was sent is kept."""
    sent = request.headers.get("User-Agent", "")
    names = (next((name for part, name in known if part in sent), "") for known in (BROWSERS, SYSTEMS))
    return ", ".join(filter(None, names))
