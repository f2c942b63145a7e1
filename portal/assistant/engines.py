"""Who does a turn: a Rasa server where there is one, else the engine in this process. Both run the same bot."""

import logging
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, cast

from bot.runtime import Engine, Tracker, load_domain, load_rules, responses
from bot.runtime.engine import Parse, Turn
from bot.runtime.payload import parsed
from bot.understanding.understand import FALLBACK, Understanding
from portal.assistant.rasa import NoTurn, RasaServer, TooSlow, name_at_rasa
from portal.domain.choosing import is_a_button
from portal.wording import Wording

log = logging.getLogger(__name__)

BOT = Path(__file__).parent.parent.parent / "bot"
NOTHING: Parse = {"intent": {"name": FALLBACK, "confidence": 1.0}, "entities": [], "intent_ranking": []}
HERE = "here"
"""The slot `engine` of a conversation that has left the Rasa server for good."""
RESTS = 30.0
"""Seconds for which nobody waits for a server that has just been too slow for somebody."""


@dataclass(frozen=True)
class Message:
    """A message on its way to an engine, and what it means, in Rasa's shape.

    `intent` is what it means for certain, where that is known already; empty where it was found out.
    """

    text: str
    language: str
    intent: str
    parse: Parse


class Engines:
    """Holds no conversation: threads share it. `patience`: seconds for a turn on the Rasa server."""

    def __init__(self, rasa_url: str, executor: Any, understanding: Understanding, patience: float) -> None:
        self._understanding = understanding
        domain = load_domain(BOT / "domain")
        rules = load_rules(domain, BOT / "data" / "rules")
        self._ours = Engine(domain, rules, executor, understanding.parse, responder=self._in_their_language)
        self._rasa = RasaServer(rasa_url, self._ours, patience) if rasa_url else None
        self._rests_until = 0.0

    def tracker(self, sender: str) -> Tracker:
        """A conversation that has not begun."""
        return self._ours.tracker(sender)

    def load(self, kept: str) -> Tracker:
        """A conversation as it was kept."""
        return self._ours.load(kept)

    def message(self, text: str, language: str, intent: str = "") -> Message:
        """A message, understood: before any lock is held, which this does not need."""
        parse = self._understood(text, language)
        if intent:
            parse = {**parse, "intent": {"name": intent, "confidence": 1.0}}
        return Message(text, language, intent, parse)

    def greeting(self, tracker: Tracker, slots: Mapping[str, Any], now: float) -> Turn:
        """What is said before anybody has written. No page waits for a Rasa server."""
        return _done(self._ours.turn(tracker, "/greet", now=now, slots=slots))

    def turn(self, landlord: str, tracker: Tracker, message: Message, slots: Mapping[str, Any], now: float) -> Turn:
        """Hear one message. What the Rasa server cannot do is done here, and so from then on in this conversation."""
        if self._rasa and tracker.slot("engine") != HERE:
            try:
                return self._at_rasa(self._rasa, landlord, tracker, message, slots, now)
            except NoTurn as why:
                log.warning("the Rasa server did not do a turn (%s): this conversation goes on without it", why)
                slots = {**slots, "engine": HERE}
        return _done(self._ours.turn(tracker, message.text, now=now, parse=message.parse, slots=slots))

    def _at_rasa(
        self, rasa: RasaServer, landlord: str, tracker: Tracker, message: Message, slots: Mapping[str, Any], now: float
    ) -> Turn:
        if monotonic() < self._rests_until:
            raise NoTurn("it was too slow a moment ago")
        said = {
            "sender": name_at_rasa(landlord, tracker.sender_id),
            "message": self._sent(message),
            "metadata": {"language": message.language, "intent": message.intent},
        }
        try:
            return rasa.turn(tracker, message.text, said, now=now, slots=slots)
        except TooSlow:
            self._rests_until = monotonic() + RESTS
            raise

    def response(self, name: str, slots: Mapping[str, Any], arguments: Mapping[str, Any]) -> dict[str, Any] | None:
        """A response of the domain as it is said in the language of these slots; None where there is none."""
        found = self._translated(name, slots)
        return responses.filled(found, {**slots, **arguments}) if found else None

    def _understood(self, text: str, language: str) -> Parse:
        """A button needs no model, and a broken one means nothing."""
        if not is_a_button(text):
            return self._understanding.parse(text, language)
        return parsed(text, self._ours.domain) or NOTHING

    def _sent(self, message: Message) -> str:
        """A broken button is sent as the nothing that it means: Rasa would write it into its log."""
        is_broken = is_a_button(message.text) and parsed(message.text, self._ours.domain) is None
        return f"/{FALLBACK}" if is_broken else message.text

    def _in_their_language(self, name: str, tracker: Tracker, _channel: str) -> dict[str, Any] | None:
        return self._translated(name, tracker.slots)

    def _translated(self, name: str, slots: Mapping[str, Any]) -> dict[str, Any] | None:
        variations = self._ours.domain.responses.get(name)
        if not variations:
            return None
        words = Wording(str(slots.get("language") or "en")).say(variations[0]["text"])
        return {**variations[0], "text": words}


def _done(turn: Coroutine[Any, Any, Turn]) -> Turn:
    """What a turn gives. Our actions wait for nothing, so a thread needs no event loop to walk through one."""
    try:
        turn.send(None)
    except StopIteration as ended:
        return cast(Turn, ended.value)
    turn.close()
    raise RuntimeError("an action waited for something; in the portal's process actions must not")
