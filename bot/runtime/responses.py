"""What the bot says: choosing a variation, filling in slots, and cutting it up as Rasa's REST channel does."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.runtime.events import Event

Variation = dict[str, Any]
Choose = Callable[[Sequence[Variation]], Variation]

PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^\n{}]+?)\}|[{}]")
FILLED = ("text", "image", "custom", "buttons", "attachment", "quick_replies")


def chosen(variations: Sequence[Variation], slots: Mapping[str, Any], channel: str, choose: Choose) -> Variation | None:
    """The variation to say: for this channel and these slots before less fitting ones; one of several by chance."""
    fitting = [variation for variation in variations if _holds(variation, slots)]
    tiers: dict[tuple[bool, bool], list[Variation]] = {}
    for variation in fitting:
        meant_for = variation.get("channel")
        if meant_for in {None, channel}:
            tiers.setdefault((meant_for is None, not variation.get("condition")), []).append(variation)
    if not tiers:
        return None
    best = tiers[min(tiers)]
    return best[0] if len(best) == 1 else choose(best)


def _holds(variation: Variation, slots: Mapping[str, Any]) -> bool:
    conditions = variation.get("condition") or ()
    return all(_folded(slots.get(c["name"])) == _folded(c["value"]) for c in conditions)


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def filled(variation: Variation, values: Mapping[str, Any]) -> Variation:
    """The variation with `{placeholders}` replaced by values."""
    return {key: _fill(part, values) if key in FILLED else part for key, part in variation.items()}


def _fill(part: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(part, str):
        return fill(part, values)
    if isinstance(part, dict):
        return {key: _fill(inner, values) for key, inner in part.items()}
    return [_fill(inner, values) for inner in part] if isinstance(part, list) else part


def fill(text: str, values: Mapping[str, Any]) -> str:
    """The text with `{name}` replaced, `{{` and `}}` standing for braces.

    A name that is not there, or a single brace, leaves the whole text as it is: JSON in a payload stays JSON.
    """
    if "{" not in text and "}" not in text:
        return text

    def replaced(match: re.Match[str]) -> str:
        return match[0][0] if match[0] in {"{{", "}}"} else str(values[match[1]])

    try:
        return PLACEHOLDER.sub(replaced, text)
    except KeyError:
        return text


def messages(event: Event) -> Iterator[dict[str, Any]]:
    """The messages of one bot event as Rasa's REST channel sends them, without a recipient."""
    text, data = event["text"], event["data"]
    buttons = data.get("quick_replies") or data.get("buttons")
    if buttons:
        yield {"text": text, "buttons": buttons} if text is not None else {"buttons": buttons}
    elif text:
        yield from ({"text": part} for part in text.strip().split("\n\n"))
    if data.get("custom"):
        yield {"custom": data["custom"]}
    if data.get("image"):
        yield {"image": data["image"]}
    if data.get("attachment") and data["attachment"] != data.get("image"):
        yield {"attachment": data["attachment"]}
    for element in data.get("elements") or ():
        title = f"{element.get('title', '')} : {element.get('subtitle', '')}"
        yield {"text": title, "buttons": element.get("buttons", [])}
