"""Button payloads: `/intent@confidence{"entity": "value"}`."""

import json
import re
from typing import Any

from bot.runtime.domain import Domain

PATTERN = re.compile(r"^/(?P<intent>[^{@]+)(?P<confidence>@[0-9.]+)?(?P<entities>\{.+\})?(?P<rest>.*)")


def parsed(text: str, domain: Domain) -> dict[str, Any] | None:
    """The parse of a payload; None when the text is not one, or names an intent the domain does not have.

    Entities that are not JSON, or that the domain does not have, are left out; a confidence that is no number is 0.
    """
    text = text.strip()
    match = PATTERN.match(text)
    intent = match["intent"].strip() if match else None
    if match is None or intent not in domain.intents:
        return None
    found = {"name": intent, "confidence": _confidence(match["confidence"])}
    return {"text": text, "intent": found, "entities": _entities(match, domain), "intent_ranking": [found]}


def _confidence(written: str | None) -> float:
    if written is None:
        return 1.0
    try:
        return min(float(written[1:]), 1.0)
    except ValueError:
        return 0.0


def _entities(match: re.Match[str], domain: Domain) -> list[dict[str, Any]]:
    try:
        values = json.loads(match["entities"] or "{}")
    except (ValueError, RecursionError):
        return []
    if not isinstance(values, dict):
        return []
    start, end = match.span("entities")
    return [
        {"entity": name, "value": value, "start": start, "end": end, "extractor": "RegexMessageHandler"}
        for name, given in values.items()
        if name in domain.entities
        for value in (given if isinstance(given, list) else [given])
    ]
